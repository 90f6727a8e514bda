"""Time that does not count: excluded intervals, and suspensions ordered for all matters."""

from __future__ import annotations

from courtclock.dates import day, long, long_day, medium, span
from courtclock.deadline import Term
from courtclock.engine.mechanisms.common import add, quoted
from courtclock.engine.view import View
from courtclock.errors import NoProvision, OutsideCoverage
from courtclock.period import Bound, Direction, Unit
from courtclock.regime import FirstDay, Reach, Regime, Rules
from courtclock.trace import Step, StepKind


def excluded_runs(term: Term) -> list[tuple[int, int]]:
    """Return the union of the excluded intervals, as runs of days, both in."""
    if not term.excluded:
        return []
    runs: list[tuple[int, int]] = []
    for first, last in sorted((first.toordinal(), last.toordinal()) for first, last in term.excluded):
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(runs[-1][1], last))
        else:
            runs.append((first, last))
    return runs


def exclude(
    steps: list[Step], term: Term, regime: Regime, rules: Rules, day_one: int, end: int, *, since: int | None = None
) -> int:
    """Add the days of the excluded intervals that began while the period ran, from its day one.

    With `since`, only of those that began after that day: the second part of a period in two parts.
    """
    runs = [run for run in excluded_runs(term) if since is None or run[0] > since]
    if not runs:
        return end
    if rules.excluded is None:
        raise NoProvision(
            f"excluded: {regime.title} ({regime.id}) has no provision that leaves an interval out of {term.period} "
            f"{term.direction.value} an event"
        )
    if term.period.unit is Unit.COURT_DAYS:
        text = "The excluded days were left out of the count of court days."
        add(steps, StepKind.EXCLUDED, end, text, rules.excluded.cite)
        return end
    told: list[str] = []
    for first, last in runs:
        inside = range(max(first, day_one), last + 1)
        words = span(day(first), day(last))
        if not inside:
            told.append(f"{words}: before time began to run, nothing to add")
        elif inside[0] > end and since is None and term.period.then is not None:
            continue  # it is for the second part to say
        elif inside[0] > end:
            told.append(f"{words}: begins after the period had run out on {medium(day(end))}, nothing to add")
        else:
            end += len(inside)
            told.append(f"{words}: {len(inside)} days, to {long_day(end)}")
    if not told:
        return end
    text = f"Both days in: {'; '.join(told)}{quoted(rules.excluded)}."
    add(steps, StepKind.EXCLUDED, end, text, rules.excluded.cite)
    return end


def suspend(steps: list[Step], term: Term, regime: Regime, view: View, day_one: int, end: int) -> int:
    """Take out what an order for all matters suspended; what would have ended meanwhile has its floor after it."""
    done: set[tuple[int, int]] = set()
    for provision in regime.suspensions:
        window = provision.value
        first, last = window.first.toordinal(), window.last.toordinal()
        reach = Reach.ENDS_INSIDE if end <= last else Reach.ENDS_AFTER
        if (first, last) in done or day_one > last or end < first or window.reach not in {None, reach}:
            continue
        if not provision.when.holds(term.question):
            continue
        if window.ended is None and window.ordered is not None:
            raise OutsideCoverage(
                f"time was suspended from {long(window.first)} by the order of {medium(window.ordered)}, and its end "
                "was not known on the day that was asked for"
            )
        if term.direction is Direction.BEFORE or term.bound is Bound.EARLIEST:
            raise NoProvision(f"nothing says what {provision.cite} does to a period of notice")
        done.add((first, last))
        left = end - max(first, day_one) + 1
        rule = provision
        if left <= max(each.value.floor for each in (provision, *provision.rivals)):
            rule = view.pick("how much is left after a time that did not count", provision)
        least = ""
        if left <= rule.value.floor:
            left = rule.value.floor
            least = f" (never less than {left}{f': {rule.reading}' if rule.reading else ''})"
            last += rule.value.floor_from is FirstDay.EXCLUDED
        end = last + left
        words = span(window.first, window.last)
        text = f"Time did not count on {words}; {left} days were left after it{least}, to {long_day(end)}"
        add(steps, StepKind.SUSPENDED, end, f"{text}{quoted(rule)}.", rule.cite)
    return end
