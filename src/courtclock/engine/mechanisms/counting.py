"""From the trigger to the unadjusted end: first day, days, weeks, months, years, hours."""

from __future__ import annotations

from attrs import evolve

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

_IN_DAYS = {Unit.DAYS: 1, Unit.CLEAR_DAYS: 1, Unit.CALENDAR_DAYS: 1, Unit.WEEKS: 7}
_SKIPPING = {Unit.DAYS, Unit.CLEAR_DAYS}  # the units that a rule on short periods can shorten
_IN_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}


def trigger(steps: list[Step], term: Term, zone: str) -> int:
    """Take the day of the trigger, in the court's zone."""
    start = term.trigger
    source = getattr(term.event, "source", None)
    name = f", {term.event.name}" if term.event is not None and days_of(term.event) else ""
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


def first_day(steps: list[Step], term: Term, rules: Rules, view: View, start: int) -> FirstDay:
    """Leave the day of the trigger out, or take it in."""
    if term.first_day is not None and term.first_day is not rules.first_day.value:
        left = "counted" if term.first_day is FirstDay.INCLUDED else "left out"
        add(
            steps,
            StepKind.FIRST_DAY,
            start,
            f"{long(day(start))} is {left}, as the instrument says.",
            AS_WRITTEN,
        )
        return term.first_day
    rule = view.pick("whether the first day is counted", rules.first_day)
    at = steps[0].at
    whole = rule.value is FirstDay.UNLESS_FIRST_INSTANT and at is not None and at.time() == Time()
    inside = rule.value is FirstDay.INCLUDED or whole
    why = ", since time began to run at its first instant" if whole else ""
    text = f"{long(day(start))} is {'day one' if inside else 'left out'}{why}{quoted(rule)}."
    add(steps, StepKind.FIRST_DAY, start, text, rule.cite)
    return FirstDay.INCLUDED if inside else FirstDay.EXCLUDED


def count(steps: list[Step], term: Term, rules: Rules, view: View, start: int, first: FirstDay) -> int:
    """Count the period, forward or back, and return the unadjusted end."""
    unit, n = term.period.unit, term.period.n
    sign = 1 if term.direction is Direction.AFTER else -1
    rule = view.pick("how a period of notice is counted", rules.count)
    if rule.value.skips and unit not in _SKIPPING:
        raise NoProvision(f"a rule on short periods ({rule.cite}) is for days, and {term.period} are none")
    # Two events and n whole days between them: the day of the act lies one further out.
    two_sided = rule.value.clear and (sign < 0 or term.bound is Bound.EARLIEST)
    inside = first is FirstDay.INCLUDED
    if unit is Unit.COURT_DAYS or rule.value.skips:
        end = open_days(view, start - sign if inside else start, sign * n, excluded_runs(term))
    elif unit in _IN_MONTHS:
        end = _months(steps, term.period, rules, view, start, sign, inside=inside)
    else:
        end = start + sign * (n * _IN_DAYS[unit] - (1 if inside else 0))
    end += sign if two_sided else 0
    if term.period.then is not None and (two_sided or rule.value.skips):
        raise NoProvision(f"no provision says how {term.period} are counted as clear days, or without closed days")
    way = "after" if sign > 0 else "before"
    extra = "; closed days inside so short a period are skipped" if rule.value.skips else ""
    extra += "; both the day of the trigger and the day of the act are left out" if two_sided else ""
    extra += quoted(rule) if two_sided or rule.value.skips else ""
    add(
        steps,
        StepKind.COUNT,
        end,
        f"{_cardinal(term.period)} {way} {medium(day(start))}: {long(day(end))}{extra}.",
        rule.cite,
    )
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
    text = f"Then {_cardinal(then)} from {medium(day(end))}, closed or not: {long(day(later))}."
    add(steps, StepKind.COUNT, later, text, rules.count.cite)
    return later


def _cardinal(period: Period) -> str:
    first = evolve(period, then=None)
    if period.unit is Unit.WEEKS:
        return f"{first} ({7 * period.n} days)"
    return "No clear day" if period.n == 0 else str(first)


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
