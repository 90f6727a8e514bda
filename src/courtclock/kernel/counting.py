"""From the trigger to the unadjusted end, for arrays of days: the engine's `counting` and `excluding`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from courtclock.dates import MAX_DAY
from courtclock.deadline import Term
from courtclock.engine.doubt import DoubtKind
from courtclock.errors import AmbiguousPeriod, CourtclockError, InvalidDate, NoProvision, OutsideCoverage
from courtclock.kernel.grid import Bits, Days, Flags, Grid
from courtclock.kernel.marks import code_of
from courtclock.kernel.scenario import FORKS, TROUBLE, UNKNOWN, UNSURE, Forks
from courtclock.period import Bound, Direction, Period, Unit
from courtclock.regime import FirstDay, MonthEnd, Provision, Reach, Regime, Rules

T = TypeVar("T")

EPOCH = 719_163  # the ordinal of 1 January 1970, from which numpy counts
MAX_YEAR = 9999
IN_DAYS = {Unit.DAYS: 1, Unit.CLEAR_DAYS: 1, Unit.CALENDAR_DAYS: 1, Unit.WEEKS: 7}
SKIPPING = {Unit.DAYS, Unit.CLEAR_DAYS}
IN_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}


class Counting:
    """One count of many rows, in one scenario: where each stands, and what was met on the way.

    Attributes:
        start: the days of the triggers.
        end: where the count stands.
        error: the code of the first error of a row, 0 while there is none.
        met: what doubts a row met, as bits.
    """

    __slots__ = ("end", "error", "forks", "given", "grid", "met", "rules", "start")

    def __init__(self, start: Days, rules: Rules, grid: Grid, given: Mapping[str, int], forks: Forks) -> None:
        """Begin on the days of the triggers, with answers to the doubts that have readings."""
        self.start = self.end = start
        self.rules = rules
        self.grid = grid
        self.given = given
        self.forks = forks
        self.error: NDArray[np.int8] = np.zeros(start.shape, dtype=np.int8)
        self.met: Bits = np.zeros(start.shape, dtype=np.int64)

    def everywhere(self) -> Flags:
        """Return the rows that have not failed."""
        alive: Flags = self.error == 0
        return alive

    def fails(self, where: Flags, kind: type[CourtclockError]) -> None:
        """Let rows fail that have not failed before."""
        self.error[where & (self.error == 0)] = code_of(kind)

    def pick(self, what: str, provision: Provision[T], where: Flags | None = None) -> Provision[T]:
        """Return the reading of a provision that holds in this scenario, and note which rows asked."""
        if not provision.rivals and not provision.doubt:
            return provision
        rows = self.everywhere() if where is None else where & self.everywhere()
        if not rows.any():
            return provision
        if not provision.rivals:
            self.met[rows] |= UNSURE
            return provision
        self.met[rows] |= self.forks.bit(what, DoubtKind.READING, 1 + len(provision.rivals), counted=True)
        return (provision, *provision.rivals)[self.given.get(what, 0)]

    def note(self, found: Bits | None, where: Flags | None = None) -> None:
        """Note what was found on days that were looked at: each has to be known."""
        if found is None:
            return
        rows = found & TROUBLE != 0
        if where is not None:
            rows &= where
        rows &= self.everywhere()
        if not rows.any():
            return
        self.met[rows] |= self._translated(found[rows] & TROUBLE)
        self.fails(rows & (found & UNKNOWN != 0), OutsideCoverage)

    def _translated(self, found: Bits) -> Bits:
        """Return bits of the grid as bits of the count."""
        told = found & ~FORKS
        for what, fork in self.grid.forks.among(int(np.bitwise_or.reduce(found))).items():
            told[found & fork.bit != 0] |= self.forks.bit(what, fork.kind, fork.options)
        return told

    def open_days(self, anchor: Days, n: int, where: Flags | None = None) -> Days:
        """Return the nth open day after each day, or before it; every day on the way has to be known."""
        to = self.grid.nth_open(anchor, n)
        if n:
            self.note(self.grid.troubles(anchor + 1, to) if n > 0 else self.grid.troubles(to, anchor - 1), where)
        return to

    def stays_in_the_calendar(self) -> None:
        """Let rows fail that leave the years 1 to 9999."""
        if len(self.end) and (self.end.min() < 1 or self.end.max() > MAX_DAY):
            self.fails((self.end < 1) | (self.end > MAX_DAY), InvalidDate)


def first_day(c: Counting, term: Term) -> bool:
    """Return whether the day of the trigger is day one; a day without an hour has no first instant."""
    if term.first_day is not None and term.first_day is not c.rules.first_day.value:
        return term.first_day is FirstDay.INCLUDED
    return c.pick("whether the first day is counted", c.rules.first_day).value is FirstDay.INCLUDED


def count(c: Counting, term: Term, *, inside: bool) -> None:
    """Count the period, forward or back."""
    unit, n = term.period.unit, term.period.n
    sign = 1 if term.direction is Direction.AFTER else -1
    rule = c.pick("how a period of notice is counted", c.rules.count)
    if rule.value.skips and unit not in SKIPPING:
        c.fails(c.everywhere(), NoProvision)
        return
    two_sided = rule.value.clear and (sign < 0 or term.bound is Bound.EARLIEST)
    if unit is Unit.COURT_DAYS or rule.value.skips:
        c.end = c.open_days(c.start - sign if inside else c.start, sign * n)
    elif unit in IN_MONTHS:
        c.end = months(c, c.start, sign * n * IN_MONTHS[unit], sign, inside=inside)
    else:
        c.end = c.start + sign * (n * IN_DAYS[unit] - (1 if inside else 0))
    c.end = c.end + (sign if two_sided else 0)
    if term.period.then is not None and (two_sided or rule.value.skips):
        c.fails(c.everywhere(), NoProvision)
    c.stays_in_the_calendar()


def further(c: Counting, then: Period, sign: int, since: Days, where: Flags) -> Days:
    """Return the end of the second part of a period in two parts."""
    if then.unit in IN_MONTHS:
        return months(c, since, sign * then.n * IN_MONTHS[then.unit], sign, inside=False, where=where)
    return since + sign * then.n * IN_DAYS[then.unit]


def months(c: Counting, start: Days, by: int, sign: int, *, inside: bool, where: Flags | None = None) -> Days:
    """Go to the corresponding dates, or to their eves where the first day is inside; short months as the rules say."""
    rows = c.everywhere() if where is None else where & c.everywhere()
    c.fails((start < 1) | (start > MAX_DAY), InvalidDate)
    day = (np.clip(start, 1, MAX_DAY) - EPOCH).astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    of_month = (day - month.astype("datetime64[D]")).astype(np.int64)
    there = month + np.timedelta64(by, "M")
    year = there.astype("datetime64[Y]").astype(np.int64) + 1970
    c.fails((year < 1) | (year > MAX_YEAR), InvalidDate)
    begins = there.astype("datetime64[D]").astype(np.int64) + EPOCH
    last = (there + np.timedelta64(1, "M")).astype("datetime64[D]").astype(np.int64) + EPOCH - 1
    exact = begins + of_month <= last
    end: Days = np.where(exact, begins + of_month - (sign if inside else 0), last)
    short = ~exact & rows
    if not short.any():
        return end
    if c.rules.month_end is None:
        c.fails(short, AmbiguousPeriod)
        return end
    rule = c.pick("where a month ends that has no corresponding date", c.rules.month_end, short)
    return end + ~exact if rule.value is MonthEnd.NEXT_DAY else end


def suspend(c: Counting, term: Term, regime: Regime, day_one: Days, end: Days, where: Flags) -> Days:
    """Return the end with what an order for all matters suspended taken out of the rows asked for."""
    done: dict[tuple[int, int], Flags] = {}
    for provision in regime.suspensions:
        if not provision.when.holds(term.question):
            continue
        window = provision.value
        run = first, last = window.first.toordinal(), window.last.toordinal()
        hit = where & c.everywhere() & (day_one <= last) & (end >= first)
        if window.reach is not None:
            hit &= (end <= last) == (window.reach is Reach.ENDS_INSIDE)
        hit &= ~done.get(run, np.zeros(hit.shape, dtype=np.bool_))
        if not hit.any():
            continue
        if window.ended is None and window.ordered is not None:
            c.fails(hit, OutsideCoverage)
            continue
        if term.direction is Direction.BEFORE or term.bound is Bound.EARLIEST:
            c.fails(hit, NoProvision)
            continue
        done[run] = done.get(run, np.zeros(hit.shape, dtype=np.bool_)) | hit
        left = end - np.maximum(first, day_one) + 1
        few = hit & (left <= max(each.value.floor for each in (provision, *provision.rivals)))
        rule = c.pick("how much is left after a time that did not count", provision, few)
        # A row with plenty left does not meet the readings; the one that prevails says what becomes of it.
        floor = np.where(few, rule.value.floor, provision.value.floor)
        out = np.where(few, rule.value.floor_from is FirstDay.EXCLUDED, provision.value.floor_from is FirstDay.EXCLUDED)
        at_floor = left <= floor
        left = np.where(at_floor, floor, left)
        end = np.where(hit, last + (at_floor & out) + left, end)
    return end
