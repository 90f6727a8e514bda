"""The order of the mechanisms, and the answer over every path through the doubts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from courtclock.calendar import CourtCalendar
from courtclock.citation import AS_WRITTEN
from courtclock.court import CutOff
from courtclock.dates import Date, Instant, day, long_day
from courtclock.deadline import Term
from courtclock.engine.doubt import Chooser, DoubtKind, Path, paths
from courtclock.engine.mechanisms import counting, ending, excluding
from courtclock.engine.view import View
from courtclock.errors import NoProvision, NotTriggered
from courtclock.period import Unit
from courtclock.regime import AddedTo, FirstDay, Regime, Rules
from courtclock.trace import Assurance, Computation, Reading, Step, StepKind, unrolled, worst

COMPARED = 400  # paths that are compared pair by pair; beyond that any difference is put down to every kind of doubt
# The members that every count asks for, looked up once: in Python 3.11 that costs as much as a call.
_HOURS, _INCLUDED, _TO_PERIOD, _TO_END = Unit.HOURS, FirstDay.INCLUDED, AddedTo.PERIOD, AddedTo.END
_SETTLED = Assurance.SETTLED

NO_DAYS: frozenset[int] = frozenset()
NO_EDITIONS: Mapping[str, str] = MappingProxyType({})


def run(
    term: Term,
    regime: Regime,
    calendar: CourtCalendar,
    *,
    cut_offs: tuple[CutOff, ...] = (),
    editions: Mapping[str, str] = NO_EDITIONS,
    what: str = "",
) -> Computation:
    """Compute when a term ends, under one regime and one calendar.

    `cut_offs` are the hours of the court itself, at which its last day may end. `editions` and `what` are carried into
    the answer as they are: which law and which calendar this is, and the act.

    Raises:
        NotTriggered: the event from which time runs has not happened.
        OutsideCoverage: a day that has to be known is not.
        AmbiguousPeriod: a month end on which no authority speaks.
        NoProvision: the regime is silent on something that was asked.
        TooMuchDoubt: the doubts multiply beyond reason.

    >>> from courtclock.almanac import default_almanac
    >>> from courtclock.deadline import within
    >>> almanac = default_almanac()
    >>> term = within("one week").of("2024-04-17", court="pk.shc")
    >>> run(term, almanac.regime("pk.gca", "2024-04-17"), almanac.calendar("pk.shc")).due_on
    Date(2024, 4, 24)
    """
    if term.trigger is None:
        waits = term.event.name if term.event is not None else "its trigger"
        raise NotTriggered(f"time has not begun to run: it waits for the {waits}")
    found = paths(partial(_count, term, regime, calendar, cut_offs))
    steps = found[0].steps
    if not found[0].met:
        answer = steps[-1].at or steps[-1].on
        return Computation(
            steps=steps,
            bound=term.bound,
            zone=calendar.zone,
            assurance=_SETTLED,
            earliest=answer,
            latest=answer,
            answers=(answer,),
            unrolled_answers=(unrolled(found[0].steps),),
            editions=editions,
            what=what,
        )
    return _doubtful(found, term, calendar, editions, what)


def _count(
    term: Term, regime: Regime, calendar: CourtCalendar, cut_offs: tuple[CutOff, ...], chooser: Chooser
) -> list[Step]:
    """Count once, along one path."""
    question = term.question
    rules = regime.rules(question)
    own = frozenset(on.toordinal() for on in term.closures) if term.closures else NO_DAYS
    view = View(calendar, own, rules, chooser)
    steps: list[Step] = []
    start = counting.trigger(steps, term, calendar.zone)
    if question.unit is _HOURS:
        _count_hours(steps, term, regime, rules, view, calendar, start)
        return steps
    if question.certain and regime.deemed:
        ending.due(steps, term, rules, calendar.zone, ending.deem(steps, term, regime, view, rules.deemed, start))
        return steps
    if question.certain:
        if term.excluded or term.first_day is not None:
            raise NoProvision("a date certain has no first day, and no interval is excluded from it")
        text = f"{long_day(start)} is a date certain: no period is counted."
        steps.append(Step(StepKind.CERTAIN, day(start), text, AS_WRITTEN))
        end = start
    else:
        first = counting.first_day(steps, term, rules, view, start)
        end = counting.count(steps, term, rules, view, start, first)
        day_one = start if first is _INCLUDED else start + 1
        if term.excluded:
            end = excluding.exclude(steps, term, regime, rules, day_one, end)
        if regime.suspensions or term.period.then is not None:
            end = _both_parts(steps, term, regime, rules, view, day_one, end)
        end = ending.extend(steps, term, rules, view, end)
    if term.service is not None:
        end = ending.service(steps, term, regime, rules, view, end, _TO_PERIOD)
    end = ending.last_day(steps, rules, view, calendar, end)
    end = ending.minimum(steps, rules, view, start, end)
    if term.service is not None:
        later = ending.service(steps, term, regime, rules, view, end, _TO_END)
        if later != end:
            end = ending.last_day(steps, rules, view, calendar, later)
    end = ending.inaccessible(steps, term, regime, rules, view, end)
    ending.due(steps, term, rules, calendar.zone, end, cut_offs)
    return steps


def _count_hours(
    steps: list[Step], term: Term, regime: Regime, rules: Rules, view: View, calendar: CourtCalendar, start: int
) -> None:
    """Count a period of hours, whose last day is looked at like any other."""
    if term.service is not None:
        raise NoProvision(f"service: {term.period} run from the moment, and no days are added to them here")
    hour = counting.hours(steps, term, rules, view)
    end = ending.last_day(steps, rules, view, calendar, steps[-1].on.toordinal())
    end = ending.minimum(steps, rules, view, start, end)
    end = ending.inaccessible(steps, term, regime, rules, view, end)
    ending.at_the_hour(steps, rules, end, hour)


def _both_parts(steps: list[Step], term: Term, regime: Regime, rules: Rules, view: View, day_one: int, end: int) -> int:
    """Take out what an order suspended, and add the second part of a period that has one.

    A suspension is taken out once: of the first part where that ran into it, else of the whole.
    """
    after = excluding.suspend(steps, term, regime, view, day_one, end)
    if term.period.then is None:
        return after
    whole = counting.further(steps, term, rules, view, after)
    whole = excluding.exclude(steps, term, regime, rules, after + 1, whole, since=after)
    return whole if after != end else excluding.suspend(steps, term, regime, view, day_one, whole)


def land(rules: Rules, calendar: CourtCalendar, on: int) -> tuple[int, Assurance]:
    """Return what becomes of a last day to which a count has come without any doubt: its day, and how sure that is.

    It is what `run` does then; a count of millions asks it of the days that many counts come to.

    Raises:
        OutsideCoverage, TooMuchDoubt: as `run`.
    """
    found = paths(partial(_look, rules, calendar, on))
    disputed, provisional = _doubts(found)
    return found[0].steps[-1].on.toordinal(), worst(disputed=disputed, provisional=provisional)


def _look(rules: Rules, calendar: CourtCalendar, on: int, chooser: Chooser) -> list[Step]:
    steps: list[Step] = []
    ending.last_day(steps, rules, View(calendar, NO_DAYS, rules, chooser), calendar, on)
    return steps


def _answer(path: Path) -> Date | Instant:
    last = path.steps[-1]
    return last.at or last.on


def _doubtful(
    found: list[Path], term: Term, calendar: CourtCalendar, editions: Mapping[str, str], what: str
) -> Computation:
    """Put the answers of all paths together: the first prevails, the others give the range."""
    answers = tuple(sorted({_answer(path) for path in found}))
    disputed, provisional = _doubts(found)
    wanted = {DoubtKind.READING: disputed or _decides(DoubtKind.READING, found), DoubtKind.CLOSURE: provisional}
    return Computation(
        steps=found[0].steps,
        bound=term.bound,
        zone=calendar.zone,
        assurance=worst(disputed=disputed, provisional=provisional),
        earliest=answers[0],
        latest=answers[-1],
        answers=answers,
        unrolled_answers=tuple(dict.fromkeys(unrolled(path.steps) for path in found)),
        because=tuple({d.text: None for path in found for d in path.met if wanted[d.kind]}),
        readings=_readings(_as_expected(found)) if disputed else (),
        provisional=provisional,
        editions=editions,
        what=what,
    )


def _as_expected(found: list[Path]) -> list[Path]:
    return [path for path in found if not any(path.takes(DoubtKind.CLOSURE))]


def _doubts(found: list[Path]) -> tuple[bool, bool]:
    """Return whether the paths make an answer disputed, and whether they make it provisional."""
    as_expected = _as_expected(found)
    # A dispute that would arise only if a feast moved is a reason for doubt, not yet a dispute.
    unsure = any(d.kind is DoubtKind.READING and len(d.options) == 1 for path in as_expected for d in path.met)
    return unsure or len({_answer(path) for path in as_expected}) > 1, _decides(DoubtKind.CLOSURE, found)


def _decides(kind: DoubtKind, found: list[Path]) -> bool:
    """Whether doubts of one kind make a difference: two paths that part at them alone end on different days."""
    if len(found) > COMPARED:
        return len({_answer(path) for path in found}) > 1
    taken = [{doubt.id: answer for doubt, answer in zip(p.met, p.answers, strict=True)} for p in found]
    kinds = {doubt.id: doubt.kind for path in found for doubt in path.met}
    for n, one in enumerate(found):
        for m, other in enumerate(found[:n]):
            parted = {id_ for id_ in taken[n].keys() & taken[m].keys() if taken[n][id_] != taken[m][id_]}
            if parted and all(kinds[id_] is kind for id_ in parted) and _answer(one) != _answer(other):
                return True
    return False


def _readings(as_expected: list[Path]) -> tuple[Reading, ...]:
    """Return one reading for each way through the disputes, in the order of their weight."""
    readings = []
    for path in as_expected:
        taken = [
            doubt.options[answer]
            for answer, doubt in zip(path.answers, path.met, strict=True)
            if doubt.kind is DoubtKind.READING
        ]
        text = "; ".join(option.text for option in taken)
        readings.append(Reading(_answer(path), text, "; ".join(option.cite for option in taken)))
    return tuple(readings)
