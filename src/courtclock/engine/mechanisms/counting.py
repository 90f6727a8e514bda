"""From the trigger to the unadjusted end: first day, days, weeks, months, years, hours."""

from __future__ import annotations

from courtclock.citation import AS_WRITTEN
from courtclock.dates import (
    Date,
    Instant,
    Time,
    add_hours,
    at_zone,
    day,
    in_words,
    long,
    long_day,
    medium,
    months_on,
    next_full_hour,
)
from courtclock.deadline import Term
from courtclock.engine.mechanisms.common import add, open_days, quoted
from courtclock.engine.mechanisms.excluding import excluded_runs
from courtclock.engine.view import View
from courtclock.errors import AmbiguousPeriod, InvalidTerm, NoProvision
from courtclock.matter import days_of
from courtclock.period import Bound, Direction, Period, Unit
from courtclock.regime import Count, FirstDay, MonthEnd, Rules
from courtclock.trace import Step, StepKind

# The members that every count asks for, looked up once: in Python 3.11 that costs as much as a call.
_AFTER, _BEFORE, _EARLIEST = Direction.AFTER, Direction.BEFORE, Bound.EARLIEST
_COURT_DAYS, _WEEKS = Unit.COURT_DAYS, Unit.WEEKS
_INCLUDED, _EXCLUDED, _WHOLE_DAY = FirstDay.INCLUDED, FirstDay.EXCLUDED, FirstDay.UNLESS_FIRST_INSTANT
_TRIGGER, _FIRST_DAY, _COUNT = StepKind.TRIGGER, StepKind.FIRST_DAY, StepKind.COUNT

_IN_DAYS = {Unit.DAYS: 1, Unit.CLEAR_DAYS: 1, Unit.CALENDAR_DAYS: 1, Unit.WEEKS: 7}
_SKIPPING = {Unit.DAYS, Unit.CLEAR_DAYS}  # the units that a rule on short periods can shorten
_IN_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}


def trigger(steps: list[Step], term: Term, zone: str) -> int:
    """Take the day of the trigger, in the court's zone."""
    start = term.trigger
    event = term.event
    source, name = None, ""
    if event is not None:
        source = getattr(event, "source", None)
        name = f", {event.name}" if days_of(event) else ""
    if isinstance(start, Instant):
        local = at_zone(start, zone) if zone else start
        on = Date(local.year, local.month, local.day)
        steps.append(Step(StepKind.TRIGGER, on, f"Time runs from {in_words(local)}{name}.", None, local))
        return on.toordinal()
    assert start is not None  # noqa: S101 - run() has refused a trigger that has not happened
    verb = "counts back" if term.direction is _BEFORE else "runs"
    text = f"Time {verb} from {long(start)}{name}."
    if source is not None:
        text = f"{text[:-1]} (source: {source})."
    steps.append(Step(_TRIGGER, start, text))
    return start.toordinal()


def first_day(steps: list[Step], term: Term, rules: Rules, view: View, start: int) -> FirstDay:
    """Leave the day of the trigger out, or take it in."""
    if term.first_day is not None and term.first_day is not rules.first_day.value:
        left = "counted" if term.first_day is FirstDay.INCLUDED else "left out"
        add(
            steps,
            StepKind.FIRST_DAY,
            start,
            f"{long_day(start)} is {left}, as the instrument says.",
            AS_WRITTEN,
        )
        return term.first_day
    rule = view.pick("whether the first day is counted", rules.first_day)
    value, at = rule.value, steps[0].at
    whole = value is _WHOLE_DAY and at is not None and at.time() == Time()
    inside = value is _INCLUDED or whole
    why = ", since time began to run at its first instant" if whole else ""
    text = f"{long_day(start)} is {'day one' if inside else 'left out'}{why}{quoted(rule)}."
    steps.append(Step(_FIRST_DAY, day(start), text, rule.cite))
    return _INCLUDED if inside else _EXCLUDED


def count(steps: list[Step], term: Term, rules: Rules, view: View, start: int, first: FirstDay) -> int:
    """Count the period, forward or back, and return the unadjusted end."""
    period = term.period
    unit, n = period.unit, period.n
    sign = 1 if term.direction is _AFTER else -1
    rule = view.pick("how a period of notice is counted", rules.count)
    clear, skips = rule.value.clear, rule.value.skips
    if skips and unit not in _SKIPPING:
        raise NoProvision(f"a rule on short periods ({rule.cite}) is for days, and {period} are none")
    # Two events and n whole days between them: the day of the act lies one further out.
    two_sided = clear and (sign < 0 or term.bound is _EARLIEST)
    inside = first is _INCLUDED
    if unit is _COURT_DAYS or skips:
        end = open_days(view, start - sign if inside else start, sign * n, excluded_runs(term))
    elif unit in _IN_MONTHS:
        end = _months(steps, period, rules, view, start, sign, inside=inside)
    else:
        end = start + sign * (n * _IN_DAYS[unit] - (1 if inside else 0))
    end += sign if two_sided else 0
    if period.then is not None and (two_sided or skips):
        raise NoProvision(f"no provision says how {period} are counted as clear days, or without closed days")
    way = "after" if sign > 0 else "before"
    extra = ""
    if two_sided or skips:
        extra = "; closed days inside so short a period are skipped" if skips else ""
        extra += "; both the day of the trigger and the day of the act are left out" if two_sided else ""
        extra += quoted(rule)
    text = f"{_cardinal(period)} {way} {medium(day(start))}: {long_day(end)}{extra}."
    steps.append(Step(_COUNT, day(end), text, rule.cite))
    return end


def further(steps: list[Step], term: Term, rules: Rules, view: View, end: int) -> int:
    """Add the second part of a period in two parts, from the end of the first as it was counted."""
    then = term.period.then
    if then is None:
        return end
    sign = 1 if term.direction is Direction.AFTER else -1
    if then.unit in _IN_MONTHS:
        later = _months(steps, then, rules, view, end, sign, inside=False)
    else:
        later = end + sign * then.n * _IN_DAYS[then.unit]
    text = f"Then {_cardinal(then)} from {medium(day(end))}, closed or not: {long_day(later)}."
    add(steps, StepKind.COUNT, later, text, rules.count.cite)
    return later


def _cardinal(period: Period) -> str:
    if period.unit is _WEEKS:
        return f"{period.first_part} ({7 * period.n} days)"
    return "No clear day" if period.n == 0 else period.first_part


def _months(steps: list[Step], period: Period, rules: Rules, view: View, start: int, sign: int, *, inside: bool) -> int:
    """Go to the corresponding date, or to its eve where the first day is inside; ask the regime about short months."""
    end, exact = months_on(start, sign * period.n * _IN_MONTHS[period.unit])
    if exact:
        return end - (sign if inside else 0)
    text = f"{medium(day(start))} has no corresponding date in {day(end):%Y-%m}"
    if rules.month_end is None:
        raise AmbiguousPeriod(
            f"{text}, and no authority says where {_cardinal(period)} then ends: on {medium(day(end))}, the last day "
            "of that month, or later. Ask in days, or take the earlier day to be safe"
        )
    rule = view.pick("where a month ends that has no corresponding date", rules.month_end)
    end += 1 if rule.value is MonthEnd.NEXT_DAY else 0
    add(steps, StepKind.MONTH_END, end, f"{text}: {rule.value.value} is taken{quoted(rule)}.", rule.cite)
    return end


def hours(steps: list[Step], term: Term, rules: Rules, view: View) -> Instant:
    """Count elapsed hours from the instant; a change of the clocks moves the hour on the wall."""
    begun = steps[0].at
    if begun is None:
        raise InvalidTerm(f"trigger: {term.period} run from an instant, got {steps[0].on}")
    if term.excluded or term.first_day is not None:
        raise NoProvision(f"{term.period} run from the moment: no day is excluded from them, and none is the first")
    sign = 1 if term.direction is Direction.AFTER else -1
    rule = view.pick("how hours are counted", rules.count)
    since = "the moment itself"
    if rule.value is Count.FULL_HOURS:
        begun = next_full_hour(begun)
        since = f"{in_words(begun)}, the hour of the event left out"
    end = add_hours(begun, sign * term.period.n)
    number = Date(end.year, end.month, end.day).toordinal()
    text = f"{term.period} {'after' if sign > 0 else 'before'} {since}: {in_words(end)}{quoted(rule)}."
    steps.append(Step(StepKind.COUNT, day(number), text, rule.cite, end))
    return end
