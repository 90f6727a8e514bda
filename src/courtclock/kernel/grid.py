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

_OPEN, _CLOSED, _UNKNOWN = 0, 1, 2


def _running(flags: NDArray[np.bool_]) -> Days:
    """Return how many are set before each place, and in the end in all."""
    return np.concatenate(([0], np.cumsum(flags, dtype=np.int64)))


@frozen(eq=False)
class Consulted:
    """What is found on runs of days that a count looks at, one run a row."""

    unknown: Flags
    moving: Flags  # a closure not yet notified is among them
    unsure: Flags  # a rule that rests on a single doubtful reading is among them


@frozen(eq=False)
class Grid:
    """The days of one calendar, as one reading of the rules sees them.

    Attributes:
        bounded: False for the calendar without closed days: every day that there is, is open.
        first, last: the edges of the coverage.
        met: the doubts about closures that have readings, and how many.
    """

    bounded: bool
    first: int
    last: int
    is_open: Flags
    is_closed: Flags
    unknown: Days
    moving: Days
    unsure: Days
    before: Days = field(init=False)
    opens: Days = field(init=False)
    met: Mapping[str, int] = field(factory=dict)

    @before.default
    def _count(self) -> Days:
        return _running(self.is_open)

    @opens.default
    def _ordinals(self) -> Days:
        return np.flatnonzero(self.is_open) + (self.first - 1)

    def _place(self, days: Days) -> Days:
        return np.clip(days - (self.first - 1), 0, len(self.is_open) - 1)

    def closed(self, days: Days) -> Flags:
        """Return which of the days are closed."""
        if not self.bounded:
            return np.zeros(days.shape, dtype=np.bool_)
        return self.is_closed[self._place(days)]

    def consult(self, first: Days, last: Days) -> Consulted:
        """Return what is found from one day to another, both in; nothing where the run is empty."""
        if not self.bounded:
            nothing = np.zeros(first.shape, dtype=np.bool_)
            return Consulted(nothing, nothing, nothing)
        start, stop = self._place(first), self._place(last) + 1
        some = first <= last
        return Consulted(*(some & (of[stop] > of[start]) for of in (self.unknown, self.moving, self.unsure)))

    def nth_open(self, anchor: Days, n: int) -> Days:
        """Return the nth open day after each day, or before it where n is negative.

        Where the calendar does not reach so far: the day beyond its edge, which is not known.
        """
        if not self.bounded or n == 0:
            return anchor + n
        place = self._place(anchor)
        rank = self.before[place + 1] + n - 1 if n > 0 else self.before[place] + n
        inside = (rank >= 0) & (rank < len(self.opens))
        edge = np.maximum(anchor, self.last) + 1 if n > 0 else np.minimum(anchor, self.first) - 1
        if not len(self.opens):
            return edge
        return np.where(inside, self.opens[np.clip(rank, 0, len(self.opens) - 1)], edge)


@frozen
class _Sight:
    """What a grid depends on besides its calendar: of the rules, only what they say of closures."""

    closings: tuple[tuple[frozenset[ClosureKind], Provision[Closing]], ...]
    given: frozenset[tuple[str, int]]
    rules: Rules = field(eq=False)


def grid_of(calendar: CourtCalendar, rules: Rules, scenario: Scenario) -> Grid:
    """Return the calendar as these rules see it, in one scenario."""
    grid = _laid_out(calendar, _Sight(rules.closings, frozenset(scenario.given.items()), rules))
    for what, number in grid.met.items():
        scenario.among(what, number)
    return grid


@lru_cache(maxsize=1024)
def _laid_out(calendar: CourtCalendar, sight: _Sight) -> Grid:
    if not calendar.closures_considered:
        empty = np.zeros(2, dtype=np.bool_)
        return Grid(False, 1, 0, empty, empty, _running(empty), _running(empty), _running(empty))
    first, last = calendar.first.toordinal(), calendar.last.toordinal()
    state = np.full(last - first + 3, _OPEN, dtype=np.int8)
    state[0] = state[-1] = _UNKNOWN
    for rule in calendar.weekly:
        days = np.arange(rule.first.toordinal(), rule.last.toordinal() + 1)
        closed = days[np.isin((days - 1) % 7, list(rule.closed))]
        state[closed - (first - 1)] = _CLOSED
    moving = np.zeros(state.shape, dtype=np.bool_)
    unsure = np.zeros(state.shape, dtype=np.bool_)
    scenario = Scenario(dict(sight.given))
    view = View(calendar, frozenset(), sight.rules, scenario)
    for number in calendar.remarkable:
        place = number - (first - 1)
        if not 0 < place < len(state) - 1:
            continue
        scenario.met.clear()
        try:
            state[place] = _CLOSED if view.closed(number) else _OPEN
        except OutsideCoverage:
            state[place] = _UNKNOWN
        moving[place] = any(doubt.kind is DoubtKind.CLOSURE for doubt in scenario.met)
        unsure[place] = any(doubt.kind is DoubtKind.READING and len(doubt.options) == 1 for doubt in scenario.met)
    return Grid(
        bounded=True,
        first=first,
        last=last,
        is_open=state == _OPEN,
        is_closed=state == _CLOSED,
        unknown=_running(state == _UNKNOWN),
        moving=_running(moving),
        unsure=_running(unsure),
        met=dict(scenario.numbers),
    )
