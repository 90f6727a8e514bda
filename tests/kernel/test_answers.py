"""The kernel says what the engine says: on every day of some rules here, of all rules in tasks/proof.py."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courtclock import compute, default_almanac
from courtclock.bulk.rule import EPOCH, Rule
from courtclock.calendar import CourtCalendar
from courtclock.dates import day
from courtclock.deadline import Term
from courtclock.engine.doubt import DoubtKind
from courtclock.engine.view import View
from courtclock.errors import CourtclockError, OutsideCoverage
from courtclock.kernel import Mark
from courtclock.kernel.grid import grid_of
from courtclock.kernel.marks import ASSURANCES, FIRST_ERROR, mark_of
from courtclock.kernel.scenario import CLOSED, CROWDED, FORKS, UNKNOWN, UNSURE, Forks, Scenario
from courtclock.period import Bound, Direction
from courtclock.regime import Act, FirstDay, Regime, RunsFrom

ALMANAC = default_almanac()
REGIMES = ALMANAC.regime_ids()
LIMITS = {"court days": 30, "weeks": 26, "months": 24, "years": 6}


def calendars_of(regime: str) -> list[str]:
    system = regime.partition(".")[0]
    return ["none", *(c for c in ALMANAC.calendar_ids() if c.startswith(f"{system}."))]


def by_engine(term: Term, number: int) -> tuple[int | None, int]:
    try:
        answer = compute(evolve(term, trigger=day(number)))
    except CourtclockError as error:
        return None, mark_of(error)
    return answer.due_on.toordinal() - EPOCH, ASSURANCES.index(answer.assurance)


def differences(term: Term, numbers: np.ndarray[Any, Any]) -> list[str]:
    due, mark = Rule(term, ALMANAC).solve((numbers - EPOCH).astype(np.int32))
    found = []
    for number, due_on, said in zip(numbers.tolist(), due.tolist(), mark.tolist(), strict=True):
        if said != Mark.ASK:
            expected = by_engine(term, number)
            if expected != (None if said >= FIRST_ERROR else due_on, said):
                found.append(f"{day(number)}: engine {expected}, kernel {due_on, said}")
    return found


@st.composite
def terms(draw: st.DrawFn, regime: str) -> Term:
    unit = draw(
        st.sampled_from(["days", "days", "clear days", "court days", "calendar days", "weeks", "months", "years"])
    )
    parts = ["0 days", "3 months + 30 days", "2 months + 10 days", "10 days + 1 month", "2 weeks + 3 days"]
    period = draw(st.one_of(st.integers(1, LIMITS.get(unit, 120)).map(lambda n: f"{n} {unit}"), st.sampled_from(parts)))
    methods = sorted(
        {m for v in ALMANAC.versions(regime) for p in (*v.service, *v.deemed) for m in p.when.services or () if m}
    )
    return Term(
        trigger=None,
        period=period,
        direction=draw(st.sampled_from(Direction)),
        bound=draw(st.sampled_from([Bound.LATEST, Bound.LATEST, Bound.EARLIEST])),
        act=draw(st.sampled_from([None, *Act])),
        service=draw(st.sampled_from([None, *methods, "pigeon"])),
        runs_from=draw(st.sampled_from([None, *RunsFrom])),
        first_day=draw(st.sampled_from([None, None, FirstDay.INCLUDED, FirstDay.EXCLUDED])),
        regime=regime,
        calendar=draw(st.sampled_from(calendars_of(regime))),
    )


@pytest.mark.parametrize("regime", REGIMES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_kind_of_term_from_days_inside_and_around_the_coverage(regime: str, data: st.DataObject) -> None:
    term = data.draw(terms(regime))
    held = ALMANAC.calendar(term.calendar or "")
    first, last = (held.first, held.last) if held.closures_considered else (day(728_000), day(740_000))
    anywhere = st.integers(first.toordinal() - 400, last.toordinal() + 400)
    numbers = data.draw(st.lists(anywhere, min_size=1, max_size=40, unique=True))
    assert differences(term, np.array(sorted(numbers))) == []


EVERY_DAY = [
    {"regime": "us.frcp.6", "calendar": "us.ca", "period": "14 days"},
    {"regime": "us.frcp.6", "calendar": "us.sc", "period": "10 days", "service": "mail"},
    {"regime": "us.frap.26", "calendar": "us.federal", "period": "7 days", "direction": Direction.BEFORE},
    {"regime": "gb.eaw.cpr.2.8", "calendar": "gb.eaw", "period": "5 days", "act": Act.FILING},
    {"regime": "eu.1182-71", "calendar": "eu.court", "period": "1 month"},
    {"regime": "in.limitation", "calendar": "in.delhi-hc", "period": "90 days", "act": Act.FILING},
    {"regime": "pk.gca", "calendar": "pk.shc", "period": "10 court days"},
]


@pytest.mark.parametrize("keys", EVERY_DAY, ids=lambda keys: f"{keys['regime']} {keys['calendar']} {keys['period']}")
def test_every_day_of_the_coverage(keys: dict[str, Any]) -> None:
    held = ALMANAC.calendar(keys["calendar"])
    numbers = np.arange(held.first.toordinal(), held.last.toordinal() + 1)
    assert differences(Term(trigger=None, **keys), numbers) == []


def versions() -> list[Regime]:
    return [version for regime in REGIMES for version in ALMANAC.versions(regime)]


@pytest.mark.parametrize("version", versions(), ids=lambda v: f"{v.id} {v.in_force.first}")
def test_a_grid_is_what_the_engine_sees_of_a_calendar(version: Regime) -> None:
    rules = (
        version.rules(Term(trigger=None, period="30 days", regime=version.id, calendar="none").question)
        if (not version.deemed)
        else version.rules(Term(trigger=None, period="0 days", regime=version.id, calendar="none").question)
    )
    for name in calendars_of(version.id)[1:]:
        calendar = ALMANAC.calendar(name)
        assert _wrong(calendar, rules, {}) == []


@pytest.mark.parametrize("option", [1, 2])
@pytest.mark.parametrize("name", ["pk.lhc", "in.delhi-hc", "eu.commission", "us.ca"])
def test_a_grid_is_what_the_engine_sees_with_other_answers(name: str, option: int) -> None:
    regime = {"pk": "pk.gca", "in": "in.limitation", "eu": "eu.1182-71", "us": "us.frcp.6"}[name.partition(".")[0]]
    rules = ALMANAC.regime(regime, "2024-06-03").rules(
        Term(trigger=None, period="30 days", regime=regime, calendar="none").question
    )
    calendar = ALMANAC.calendar(name, "2019-06-03")
    known = grid_of(calendar, rules, {}).forks.known
    given_ = {what: option for what, fork in known.items() if fork.options > option}
    assert given_ or option > 1
    assert _wrong(calendar, rules, given_) == []


def _wrong(calendar: CourtCalendar, rules: Any, given_: dict[str, int]) -> list[str]:
    """Return the remarkable days of which the grid says something else than the view of the engine."""
    grid = grid_of(calendar, rules, given_)
    found = []
    for number in [*calendar.remarkable, calendar.first.toordinal() - 1, calendar.last.toordinal() + 1]:
        scenario = Scenario(given_, Forks())
        try:
            bits = CLOSED if View(calendar, frozenset(), rules, scenario).closed(number) else 0
        except OutsideCoverage:
            bits = UNKNOWN
        if any(doubt.kind is DoubtKind.READING and len(doubt.options) == 1 for doubt in scenario.met):
            bits |= UNSURE
        met = {doubt.id: len(doubt.options) for doubt in scenario.met if len(doubt.options) > 1}
        said = int(grid.look(np.array([number]))[0])
        there = {what: fork.options for what, fork in grid.forks.among(said).items()}
        complete = there == met if not said & CROWDED else there.items() < met.items()
        if bits != said & ~FORKS & ~CROWDED or not complete:
            found.append(f"{calendar.id} {day(number)}: {bits}, {met}; {said}, {there}")
    return found
