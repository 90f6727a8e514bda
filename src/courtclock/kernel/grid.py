"""A calendar laid out as arrays: which day is open, closed or not known, and where the next open day is.

Days are proleptic Gregorian ordinals, as in the engine. A grid has a day more than the coverage on either side, which
stands for all that lies beyond, and is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from courtclock.calendar import ClosureKind, CourtCalendar
from courtclock.engine.doubt import DoubtKind
from courtclock.engine.view import View
from courtclock.errors import OutsideCoverage
from courtclock.kernel.scenario import Scenario
from courtclock.regime import Closing, Provision, Rules

Days = NDArray[np.int64]
Flags = NDArray[np.bool_]
Bits = NDArray[np.int8]

# What is found on a day, or on a run of days.
CLOSED = 1
UNKNOWN = 2
MOVING = 4  # it turns on a closure not yet notified
UNSURE = 8  # it turns on a rule with a single, doubtful reading
FORKED = 16  # it turns on a rule that has several readings
TROUBLE = UNKNOWN | MOVING | UNSURE | FORKED


def _running(flags: NDArray[np.bool_]) -> Days:
    """Return how many are set before each place, and in the end in all."""
    return np.concatenate(([0], np.cumsum(flags, dtype=np.int64)))


@frozen(eq=False)
class Grid:
    """The days of one calendar, as one reading of the rules sees them.

    Attributes:
        bounded: False for the calendar without closed days: every day that there is, is open.
        first, last: the edges of the coverage.
        bits: what is found on each day, from the day before the first to the day after the last.
        met: the doubts about closures that have readings, and how many.
    """

    bounded: bool
    first: int
    last: int
    bits: Bits
    met: Mapping[str, int] = field(factory=dict)
    _before: Days = field(init=False)
    _opens: Days = field(init=False)
    _troubles: dict[int, Days] = field(init=False)

    @_before.default
    def _count(self) -> Days:
        return _running(self.bits & (CLOSED | UNKNOWN) == 0)

    @_opens.default
    def _ordinals(self) -> Days:
        return np.flatnonzero(self.bits & (CLOSED | UNKNOWN) == 0) + (self.first - 1)

    @_troubles.default
    def _count_troubles(self) -> dict[int, Days]:
        return {bit: _running(self.bits & bit != 0) for bit in (TROUBLE, UNKNOWN, MOVING, UNSURE, FORKED)}

    def _place(self, days: Days) -> Days:
        place = days - (self.first - 1)
        if len(place) and (place.min() < 0 or place.max() >= len(self.bits)):
            return np.minimum(np.maximum(place, 0), len(self.bits) - 1)
        return place

    def look(self, days: Days) -> Bits:
        """Return what is found on each day."""
        if not self.bounded:
            return np.zeros(days.shape, dtype=np.int8)
        return self.bits.take(self._place(days))

    def troubles(self, first: Days, last: Days) -> Bits | None:
        """Return what besides closed days is found from one day to another, both in; None if nothing is anywhere.

        A run that ends before it begins is empty.
        """
        if not self.bounded:
            return None
        start, stop = self._place(first), self._place(last) + 1
        every = self._troubles[TROUBLE]
        rows = np.flatnonzero((every.take(stop) > every.take(start)) & (first <= last))
        if not len(rows):
            return None
        found = np.zeros(first.shape, dtype=np.int8)
        start, stop = start[rows], stop[rows]
        for bit in (UNKNOWN, MOVING, UNSURE, FORKED):
            counted = self._troubles[bit]
            found[rows] |= np.where(counted[stop] > counted[start], bit, 0).astype(np.int8)
        return found

    def nth_open(self, anchor: Days, n: int) -> Days:
        """Return the nth open day after each day, or before it where n is negative.

        Where the calendar does not reach so far: a day beyond its edge, which is not known.
        """
        if not self.bounded or n == 0:
            return anchor + n
        place = self._place(anchor)
        rank = self._before.take(place + 1) + (n - 1) if n > 0 else self._before.take(place) + n
        if len(rank) and rank.min() >= 0 and rank.max() < len(self._opens):
            return self._opens.take(rank)
        edge = np.maximum(anchor, self.last) + 1 if n > 0 else np.minimum(anchor, self.first) - 1
        if not len(self._opens):
            return edge
        inside = (rank >= 0) & (rank < len(self._opens))
        return np.where(inside, self._opens.take(rank, mode="clip"), edge)


@frozen
class _Sight:
    """What a grid depends on besides its calendar: of the rules, only what they say of closures."""

    closings: tuple[tuple[frozenset[ClosureKind], Provision[Closing]], ...]
    given: frozenset[tuple[str, int]]
    rules: Rules = field(eq=False)


def grid_of(calendar: CourtCalendar, rules: Rules, scenario: Scenario) -> Grid:
    """Return the calendar as these rules see it, in one scenario."""
    grid = _laid_out(calendar.bare, _Sight(rules.closings, frozenset(scenario.given.items()), rules))
    for what, number in grid.met.items():
        scenario.among(what, number)
    return grid


@lru_cache(maxsize=1024)
def _laid_out(calendar: CourtCalendar, sight: _Sight) -> Grid:
    if not calendar.closures_considered:
        return Grid(bounded=False, first=1, last=0, bits=np.zeros(2, dtype=np.int8))
    first, last = calendar.first.toordinal(), calendar.last.toordinal()
    bits = np.zeros(last - first + 3, dtype=np.int8)
    bits[0] = bits[-1] = UNKNOWN
    for rule in calendar.weekly:
        days = np.arange(rule.first.toordinal(), rule.last.toordinal() + 1)
        bits[days[np.isin((days - 1) % 7, list(rule.closed))] - (first - 1)] = CLOSED
    scenario = Scenario(dict(sight.given))
    view = View(calendar, frozenset(), sight.rules, scenario)
    for number in calendar.remarkable:
        if first <= number <= last:
            bits[number - (first - 1)] = _found(view, scenario, number)
    return Grid(bounded=True, first=first, last=last, bits=bits, met=dict(scenario.numbers))


def _found(view: View, scenario: Scenario, number: int) -> int:
    """Ask the engine's view of a day, and note which doubts it met."""
    scenario.met.clear()
    try:
        found = CLOSED if view.closed(number) else 0
    except OutsideCoverage:
        found = UNKNOWN
    for doubt in scenario.met:
        if doubt.kind is DoubtKind.CLOSURE:
            found |= MOVING
        else:
            found |= UNSURE if len(doubt.options) == 1 else FORKED
    return found
