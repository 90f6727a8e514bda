"""What must hold under every regime: ten thousand generated questions for each, the same ones every time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from attrs import evolve, frozen

from courtclock import Almanac, compute, default_almanac
from courtclock.calendar import DayStatus
from courtclock.court import Means
from courtclock.dates import Date, Time, day, to_date, wall
from courtclock.deadline import Term
from courtclock.errors import AmbiguousPeriod, NoProvision, NotInForce, OutsideCoverage
from courtclock.period import Bound, Direction, Period, Unit
from courtclock.regime import Act, FirstDay, RunsFrom
from courtclock.trace import Assurance, Computation, StepKind

QUESTIONS = 10_000
REFUSALS = (AmbiguousPeriod, NoProvision, NotInForce, OutsideCoverage)
LONGEST = {
    Unit.DAYS: 120,
    Unit.CALENDAR_DAYS: 60,
    Unit.CLEAR_DAYS: 30,
    Unit.COURT_DAYS: 30,
    Unit.WEEKS: 26,
    Unit.MONTHS: 24,
    Unit.YEARS: 6,
    Unit.HOURS: 200,
}
DAYS = (Unit.DAYS, Unit.CALENDAR_DAYS, Unit.CLEAR_DAYS, Unit.COURT_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS)
IN_PARTS = {Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS}
ACTS = (None, *Act)


@frozen
class Asked:
    """What is asked of a regime: enough of what it answers, and some of what it does not."""

    place: str
    units: tuple[Unit, ...] = DAYS
    directions: tuple[Direction, ...] = (Direction.AFTER, Direction.AFTER, Direction.BEFORE)
    bounds: tuple[Bound, ...] = (Bound.LATEST, Bound.LATEST, Bound.LATEST, Bound.EARLIEST)
    services: tuple[str | None, ...] = (None,)
    excluded: bool = False
    inaccessible: bool = False
    answered: int = 5_000  # at least so many of the questions have an answer


FEDERAL = (None, None, None, "personal", "mail", "electronic", "pigeon")
CPR = ("first_class_post", "dx", "email", "fax", "personal", "permitted_address")
FORWARD = (Direction.AFTER,)
US: dict[str, Any] = {"services": FEDERAL, "units": (*DAYS, Unit.HOURS), "inaccessible": True}
PLACES = {
    "eu.1182-71": Asked("eu.commission", (*DAYS, Unit.HOURS), answered=3_000),
    "eu.cj.rules": Asked("eu.court", (Unit.DAYS, Unit.WEEKS, Unit.MONTHS), FORWARD, (Bound.LATEST,), answered=4_500),
    "gb.eaw.corresponding-date": Asked("gb.eaw", (Unit.MONTHS, Unit.YEARS)),
    "gb.eaw.cpr.2.8": Asked("gb.eaw"),
    "gb.eaw.cpr.6.14": Asked("gb.eaw", (Unit.HOURS,), FORWARD, (Bound.LATEST,), CPR),
    "gb.eaw.cpr.6.26": Asked("gb.eaw", (Unit.HOURS,), FORWARD, (Bound.LATEST,), CPR),
    "in.gca": Asked("none", answered=6_000),
    "in.limitation": Asked("none", DAYS, FORWARD, (Bound.LATEST,), excluded=True),
    "pk.gca": Asked("pk.federal"),
    "pk.limitation": Asked("pk.federal", DAYS, FORWARD, (Bound.LATEST,), excluded=True),
    "us.frap.26": Asked("us.ca", **US),
    "us.frbp.9006": Asked("us.ny", **US),
    "us.frcp.6": Asked("us.ma", **US),
    "us.frcrp.45": Asked("us.tx", **US),
    "us.scotus.30": Asked("us.federal", DAYS, FORWARD, answered=4_000),
}
DEEMED = {"gb.eaw.cpr.6.14", "gb.eaw.cpr.6.26"}


def test_every_regime_is_asked() -> None:
    assert set(PLACES) == {regime.id for pack in Almanac().all_packs() for regime in pack.regimes}


def questions(regime: str) -> Iterator[Term]:
    chance = random.Random(regime)
    asked = PLACES[regime]
    for _ in range(QUESTIONS):
        on = day(to_date("2000-03-01").toordinal() + chance.randrange(9_700))
        at = wall(on, Time(chance.randrange(24), chance.choice((0, 15, 29, 30, 31))), "America/New_York")
        if regime in DEEMED:
            yield Term(
                trigger=wall(on, at.time(), "Europe/London"),
                period="0 days",
                service=chance.choice(asked.services),
                regime=regime,
                calendar=asked.place,
            )
            continue
        unit = chance.choice(asked.units)
        then = chance.choice((None, None, None, None, Period(10, Unit.DAYS), Period(1, Unit.MONTHS)))
        act = chance.choice(ACTS)
        bound = chance.choice(asked.bounds)
        first = on.toordinal() + chance.randrange(60)
        yield Term(
            trigger=at if unit is Unit.HOURS else on,
            period=Period(chance.randint(1, LONGEST[unit]), unit, then if unit in IN_PARTS else None),
            direction=chance.choice(asked.directions),
            bound=bound,
            act=act,
            means=chance.choice((None, None, None, *Means)) if act is Act.FILING else None,
            first_day=chance.choice((None, None, None, None, FirstDay.INCLUDED)) if unit is not Unit.HOURS else None,
            service=chance.choice(asked.services),
            runs_from=chance.choice((None, None, *RunsFrom)),
            excluded=[[day(first), day(first + chance.randrange(30))]]
            if asked.excluded and chance.random() < 0.3
            else (),
            closures=[day(first)] if chance.random() < 0.1 else (),
            inaccessible=[day(first)] if asked.inaccessible and chance.random() < 0.1 else (),
            regime=regime,
            calendar=asked.place,
        )


def _holds_together(term: Term, answer: Computation) -> None:
    assert answer.earliest <= answer.answer <= answer.latest, term
    assert answer.answer in answer.answers, term
    assert answer.safe_on == (answer.earliest if term.bound is Bound.LATEST else answer.latest), term
    assert answer.steps[-1].kind is StepKind.DUE, term
    assert all(step.cite for step in answer.steps[1:]), term
    assert (answer.assurance is Assurance.DISPUTED) == bool(answer.readings), term
    assert (answer.assurance is Assurance.SETTLED) <= (len(answer.answers) == 1), term


_STAYS = {StepKind.FIRST_DAY, StepKind.LAST_DAY, StepKind.DUE}
_LONGER = {StepKind.EXCLUDED, StepKind.SUSPENDED, StepKind.EXTENDED, StepKind.MINIMUM, StepKind.INACCESSIBLE}


def _each_step_follows(term: Term, answer: Computation) -> None:
    """From the trigger on, each step begins where the one before it ended."""
    reached = answer.steps[0].on
    counted = False
    for step in answer.steps[1:]:
        if step.kind in {StepKind.CLOSURE, StepKind.VACATION}:
            continue  # a remark on a day that the next step passes
        if step.kind in _STAYS:
            assert step.on == reached or not counted, (step, term)
        elif step.kind in _LONGER:
            assert step.on >= reached, (step, term)
        elif step.kind is StepKind.ROLL and "stays the last day" not in step.text:
            assert step.on != reached, (step, term)
        counted = counted or step.kind in {StepKind.COUNT, StepKind.CERTAIN, StepKind.DEEMED}
        reached = step.on
    assert answer.steps[-1].on == reached, term


def _moved_days_are_open(term: Term, answer: Computation) -> None:
    before = answer.steps[-2]
    if before.kind is not StepKind.ROLL or "stays the last day" in before.text:
        return
    calendar = default_almanac().calendar(str(term.calendar))
    if not calendar.closures_considered:
        assert answer.due_on not in term.closures, term
        return
    facts = calendar.facts(answer.due_on.toordinal())
    assert facts is not None, term
    assert not facts.weekday, term
    if calendar.status(answer.due_on) is not DayStatus.OPEN:  # closed by a kind that does not count here
        assert facts.closures or facts.unsettled or facts.vacation, term


def _moves_once(term: Term, answer: Computation) -> None:
    """Asked for a week (or a year) that ends on a day that was moved to, it is not moved again.

    Not asked of the Court of Justice, where ten days are added to every period.
    """
    rolled = answer.steps[-2].kind is StepKind.ROLL and answer.assurance is Assurance.SETTLED
    if not rolled or term.direction is not Direction.AFTER or term.bound is not Bound.LATEST:
        return
    if term.regime == "eu.cj.rules" or term.period.unit is Unit.HOURS:
        return
    months = term.regime == "gb.eaw.corresponding-date"
    if months and (answer.due_on.month, answer.due_on.day) == (2, 29):  # has no anniversary
        return
    start = answer.due_on.subtract(years=1) if months else answer.due_on.subtract(weeks=1)
    again = Term(
        trigger=start,
        period=Period(1, Unit.YEARS if months else Unit.WEEKS),
        act=term.act,
        regime=term.regime,
        calendar=term.calendar,
        closures=term.closures,
        runs_from=term.runs_from,
    )
    try:
        # An order for all matters suspends the week as well.
        found = compute(again)
    except REFUSALS:
        return
    if any(step.kind is StepKind.MINIMUM for step in found.steps):  # a week about Christmas is lengthened of itself
        return
    assert found.due_on == answer.due_on or found.assurance is not Assurance.SETTLED, term


def _the_way_of_filing_changes_no_day(term: Term, answer: Computation) -> None:
    if term.means is not None:
        assert compute(evolve(term, means=None)).answers == answer.answers, term


HOLD: tuple[Callable[[Term, Computation], None], ...] = (
    _holds_together,
    _each_step_follows,
    _moved_days_are_open,
    _moves_once,
    _the_way_of_filing_changes_no_day,
)


@pytest.mark.parametrize("regime", PLACES)
def test_what_must_hold_of_ten_thousand_answers(regime: str) -> None:
    answered = 0
    for term in questions(regime):
        try:
            answer = compute(term)
        except REFUSALS:  # anything else is an error
            continue
        answered += 1
        for check in HOLD:
            check(term, answer)
    assert answered >= PLACES[regime].answered


@pytest.mark.parametrize("regime", PLACES)
@pytest.mark.parametrize("period", ["3 days", "7 days", "10 days", "30 days", "2 weeks", "1 month", "6 months"])
def test_a_later_trigger_never_ends_earlier(regime: str, period: str) -> None:
    """For one period; between periods the law promises nothing: where 5 days skip closed days, 6 may end first."""
    before: tuple[Date, Computation] | None = None
    for number in range(to_date("2016-12-05").toordinal(), to_date("2018-12-01").toordinal()):
        term = Term(trigger=day(number), period=period, regime=regime, calendar=PLACES[regime].place)
        try:
            answer = compute(term)
        except REFUSALS:
            before = None
            continue
        if before is not None and answer.assurance is Assurance.SETTLED is before[1].assurance:
            assert answer.due_on >= before[1].due_on, (before[0], term)
        before = (day(number), answer)
