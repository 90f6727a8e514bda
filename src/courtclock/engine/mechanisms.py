"""The mechanisms of counting, one function each. Days are ordinals; every function adds the step that it took."""

from __future__ import annotations

from typing import Any

from courtclock.calendar import CourtCalendar
from courtclock.citation import AS_WRITTEN, Citation
from courtclock.dates import (
    Date,
    Instant,
    add_hours,
    at_zone,
    day,
    in_words,
    long,
    medium,
    months_on,
    on_day,
    span,
)
from courtclock.deadline import Term
from courtclock.engine.view import View
from courtclock.errors import AmbiguousPeriod, InvalidTerm, NoProvision
from courtclock.period import Bound, Direction, Unit
from courtclock.regime import Count, FirstDay, MonthEnd, Provision, Roll, Rules
from courtclock.trace import Step, StepKind

RUNS_TOLD = 5  # runs of closed days that a step names one by one

_IN_DAYS = {Unit.DAYS: 1, Unit.CLEAR_DAYS: 1, Unit.CALENDAR_DAYS: 1, Unit.WEEKS: 7}
_IN_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}


def _add(steps: list[Step], kind: StepKind, number: int, text: str, cite: Citation | None) -> None:
    steps.append(Step(kind, day(number), text, cite))


def _quoted(provision: Provision[Any]) -> str:
    return f': "{provision.quote}"' if provision.quote else ""


def trigger(steps: list[Step], term: Term, zone: str) -> int:
    """Take the day of the trigger, in the court's zone."""
    start = term.trigger
    source = getattr(term.event, "source", None)
    name = f", {term.event.name}" if term.event is not None and term.event.on is not None else ""
    if isinstance(start, Instant):
        local = at_zone(start, zone) if zone else start
        on = Date(local.year, local.month, local.day)
        steps.append(Step(StepKind.TRIGGER, on, f"Time runs from {in_words(local)}{name}.", None, local))
        return on.toordinal()
    assert start is not None  # noqa: S101 - run() has refused a trigger that has not happened
    verb = "counts back" if term.direction is Direction.BEFORE else "runs"
    text = f"Time {verb} from {long(start)}{name}."
    if source is not None:
        text = f"{text[:-1]} (source: {source})."
    steps.append(Step(StepKind.TRIGGER, start, text))
    return start.toordinal()


def first_day(steps: list[Step], term: Term, rules: Rules, start: int) -> FirstDay:
    """Leave the day of the trigger out, or take it in."""
    if term.first_day is not None and term.first_day is not rules.first_day.value:
        left = "counted" if term.first_day is FirstDay.INCLUDED else "left out"
        _add(
            steps,
            StepKind.FIRST_DAY,
            start,
            f"{long(day(start))} is {left}, as the instrument says.",
            AS_WRITTEN,
        )
        return term.first_day
    rule = rules.first_day
    out = rule.value is FirstDay.EXCLUDED
    text = f"{long(day(start))} is {'left out' if out else 'day one'}{_quoted(rule)}."
    _add(steps, StepKind.FIRST_DAY, start, text, rule.cite)
    return rule.value


def count(steps: list[Step], term: Term, rules: Rules, view: View, start: int, first: FirstDay) -> int:
    """Count the period, forward or back, and return the unadjusted end."""
    unit, n = term.period.unit, term.period.n
    sign = 1 if term.direction is Direction.AFTER else -1
    rule = view.pick("how a period of notice is counted", rules.count)
    # Two events and n whole days between them: the day of the act lies one further out.
    two_sided = rule.value is Count.CLEAR and (sign < 0 or term.bound is Bound.EARLIEST)
    inside = first is FirstDay.INCLUDED
    if unit is Unit.COURT_DAYS:
        end = _court_days(view, term, start - sign if inside else start, sign)
    elif unit in _IN_MONTHS:
        end = _months(steps, term, rules, view, start, sign, inside=inside)
    else:
        end = start + sign * (n * _IN_DAYS[unit] - (1 if inside else 0))
    end += sign if two_sided else 0
    way = "after" if sign > 0 else "before"
    extra = f"; both the day of the trigger and the day of the act are left out{_quoted(rule)}" if two_sided else ""
    _add(
        steps,
        StepKind.COUNT,
        end,
        f"{_cardinal(term)} {way} {medium(day(start))}: {long(day(end))}{extra}.",
        rule.cite,
    )
    return end


def _cardinal(term: Term) -> str:
    n, unit = term.period.n, term.period.unit
    if unit is Unit.WEEKS:
        return f"{term.period} ({7 * n} days)"
    return "No clear day" if n == 0 else str(term.period)


def _court_days(view: View, term: Term, anchor: int, sign: int) -> int:
    """Count the days that the calendar calls open, excluded ones left out."""
    runs = excluded_runs(term)
    left, at = term.period.n, anchor
    while left:
        at += sign
        if not any(first <= at <= last for first, last in runs) and not view.closed(at):
            left -= 1
    return at


def _months(steps: list[Step], term: Term, rules: Rules, view: View, start: int, sign: int, *, inside: bool) -> int:
    """Go to the corresponding date, or to its eve where the first day is inside; ask the regime about short months."""
    end, exact = months_on(start, sign * term.period.n * _IN_MONTHS[term.period.unit])
    if exact:
        return end - (sign if inside else 0)
    text = f"{medium(day(start))} has no corresponding date in {day(end):%Y-%m}"
    if rules.month_end is None:
        raise AmbiguousPeriod(f"{text}, and no authority says where {term.period} end")
    rule = view.pick("where a month ends that has no corresponding date", rules.month_end)
    end += 1 if rule.value is MonthEnd.NEXT_DAY else 0
    _add(steps, StepKind.MONTH_END, end, f"{text}: {rule.value.value} is taken{_quoted(rule)}.", rule.cite)
    return end


def excluded_runs(term: Term) -> list[tuple[int, int]]:
    """Return the union of the excluded intervals, as runs of days, both in."""
    runs: list[tuple[int, int]] = []
    for first, last in sorted((first.toordinal(), last.toordinal()) for first, last in term.excluded):
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(runs[-1][1], last))
        else:
            runs.append((first, last))
    return runs


def exclude(steps: list[Step], term: Term, rules: Rules, day_one: int, end: int) -> int:
    """Add the days of the excluded intervals that began while the period ran, from its day one."""
    if not term.excluded:
        return end
    if rules.excluded is None:
        raise NoProvision(f"no provision excludes an interval from {term.period} {term.direction.value} the trigger")
    if term.period.unit is Unit.COURT_DAYS:
        text = "The excluded days were left out of the count of court days."
        _add(steps, StepKind.EXCLUDED, end, text, rules.excluded.cite)
        return end
    told: list[str] = []
    for first, last in excluded_runs(term):
        inside = range(max(first, day_one), last + 1)
        words = span(day(first), day(last))
        if not inside:
            told.append(f"{words}: before time began to run, nothing to add")
        elif inside[0] > end:
            told.append(f"{words}: begins after the period had run out on {medium(day(end))}, nothing to add")
        else:
            end += len(inside)
            told.append(f"{words}: {len(inside)} days, to {long(day(end))}")
    text = f"Both days in: {'; '.join(told)}{_quoted(rules.excluded)}."
    _add(steps, StepKind.EXCLUDED, end, text, rules.excluded.cite)
    return end


def last_day(steps: list[Step], term: Term, rules: Rules, view: View, calendar: CourtCalendar, end: int) -> int:
    """Look whether the last day is closed, and move it as the regime says."""
    rule = rules.roll
    if rule.value is Roll.NONE and not rule.rivals:
        text = f"{long(day(end))} stands, whether it is open or closed{_quoted(rule)}."
        _add(steps, StepKind.LAST_DAY, end, text, rule.cite)
        return end
    if not calendar.closures_considered and not term.closures:
        text = f"{long(day(end))} stands: closed days were not considered."
        _add(steps, StepKind.LAST_DAY, end, text, rule.cite)
        return end
    why = view.closed(end)
    steps += view.notes.values()
    if not why:
        text = f"{long(day(end))} is an open day of the {calendar.title}: it is not moved."
        _add(steps, StepKind.LAST_DAY, end, text, rule.cite)
        return end
    rule = view.pick("whether a last day that is closed moves", rule)
    if rule.value is Roll.NONE:
        text = f"{long(day(end))} is closed ({why}), and stays the last day: {rule.reading or rule.value.value}."
        _add(steps, StepKind.ROLL, end, text, rule.cite)
        return end
    return _walk(steps, rule, view, calendar, end, why)


def _walk(steps: list[Step], rule: Provision[Roll], view: View, calendar: CourtCalendar, end: int, why: str) -> int:
    """Go from a closed day to the next open one, and say what was passed."""
    sign = 1 if rule.value is Roll.FORWARD else -1
    passed: list[tuple[int, int, str]] = []
    while why:
        if passed and passed[-1][2] == why:
            passed[-1] = (passed[-1][0], end, why)
        else:
            passed.append((end, end, why))
        end += sign
        why = view.closed(end)
    told = _passed(passed)
    side = "next" if sign > 0 else "last"
    text = f"Closed: {told}. The {side} open day of the {calendar.title} is {long(day(end))}{_quoted(rule)}."
    _add(steps, StepKind.ROLL, end, text, rule.cite)
    return end


def _passed(runs: list[tuple[int, int, str]]) -> str:
    """Say which closed days were passed; a long vacation in one breath, not week by week."""
    if len(runs) <= RUNS_TOLD:
        return "; ".join(f"{span(day(min(a, b)), day(max(a, b)))}: {reason}" for a, b, reason in runs)
    ends = (runs[0][0], runs[-1][1])
    return f"{span(day(min(ends)), day(max(ends)))}: {', '.join(dict.fromkeys(reason for _, _, reason in runs))}"


def due(steps: list[Step], term: Term, rules: Rules, zone: str, end: int) -> None:
    """Say the answer: the last step of the trace."""
    place = f" in {zone}" if zone else ""
    if term.bound is Bound.EARLIEST:
        text = f"{long(day(end))} is the first day on which it may be done."
    else:
        text = f"Time is up at the end of {long(day(end))}{place}{_quoted(rules.ends)}."
    _add(steps, StepKind.DUE, end, text, rules.ends.cite)


def hours(steps: list[Step], term: Term, rules: Rules, view: View, calendar: CourtCalendar) -> None:
    """Count elapsed hours from the instant; a change of the clocks moves the hour on the wall."""
    begun = steps[0].at
    if begun is None:
        raise InvalidTerm(f"trigger: {term.period} run from an instant, got {steps[0].on}")
    if term.excluded or term.first_day is not None:
        raise NoProvision(f"{term.period} run from the moment: no day is excluded from them, and none is the first")
    sign = 1 if term.direction is Direction.AFTER else -1
    end = add_hours(begun, sign * term.period.n)
    number = Date(end.year, end.month, end.day).toordinal()
    rule = rules.count
    text = f"{term.period} {'after' if sign > 0 else 'before'} the moment itself: {in_words(end)}{_quoted(rule)}."
    steps.append(Step(StepKind.COUNT, day(number), text, rule.cite, end))
    rolled = last_day(steps, term, rules, view, calendar, number)
    if rolled != number:
        end = on_day(end, day(rolled))
    steps.append(Step(StepKind.DUE, day(rolled), f"Time is up on {in_words(end)}.", rules.ends.cite, end))
