"""Time that does not count: excluded intervals, and suspensions ordered for all matters."""

from __future__ import annotations

from courtclock.dates import day, long, medium, span
from courtclock.deadline import Term
from courtclock.engine.mechanisms.common import add, quoted
from courtclock.engine.view import View
from courtclock.errors import NoProvision
from courtclock.period import Bound, Direction, Unit
from courtclock.regime import FirstDay, Regime, Rules
from courtclock.trace import Step, StepKind


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
        add(steps, StepKind.EXCLUDED, end, text, rules.excluded.cite)
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
    text = f"Both days in: {'; '.join(told)}{quoted(rules.excluded)}."
    add(steps, StepKind.EXCLUDED, end, text, rules.excluded.cite)
    return end


def suspend(steps: list[Step], term: Term, regime: Regime, view: View, day_one: int, end: int) -> int:
    """Take out what an order for all matters suspended; what would have ended meanwhile has its floor after it."""
    for rule in regime.suspensions:
        first, last = rule.value.first.toordinal(), rule.value.last.toordinal()
        if day_one > last or end < first:
            continue
        if term.direction is Direction.BEFORE or term.bound is Bound.EARLIEST:
            raise NoProvision(f"nothing says what {rule.cite} does to a period of notice")
        left = end - max(first, day_one) + 1
        floor = ""
        if end <= last and left <= rule.value.floor:
            rule = view.pick("from which day the time that is left at least runs", rule)  # noqa: PLW2901
            left = rule.value.floor
            floor = f" (never less than {left}{f': {rule.reading}' if rule.reading else ''})"
            last += rule.value.floor_from is FirstDay.EXCLUDED
        end = last + left
        words = span(rule.value.first, rule.value.last)
        text = f"Time did not count on {words}; {left} days were left after it{floor}, to {long(day(end))}"
        add(steps, StepKind.SUSPENDED, end, f"{text}{quoted(rule)}.", rule.cite)
    return end
