"""A calendar laid out as arrays: which day is open, closed or not known, and where the next open day is.

Days are proleptic Gregorian ordinals, as in the engine. A grid has a day more than the coverage on either side, which
stands for all that lies beyond, and is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from attrs import field
from numpy.typing import NDArray

from courtclock.calendar import CourtCalendar
from courtclock.engine.doubt import DoubtKind
from courtclock.engine.view import View
from courtclock.errors import OutsideCoverage
from courtclock.kernel.effect import effect, of_closings
from courtclock.kernel.scenario import CLOSED, TROUBLE, UNKNOWN, UNSURE, Forks, Scenario
from courtclock.regime import Provision, Rules
from courtclock.value import frozen

Days = NDArray[np.int64]
Flags = NDArray[np.bool_]
Bits = NDArray[np.int64]

# Grids that are kept: as the law prevails, and with other readings. Rules come in the order of their calendars.
GRIDS = 32
GRIDS_IN_PASSING = 16


def _running(flags: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Return how many are set before each place, and in the end in all."""
    counted = np.zeros(len(flags) + 1, dtype=np.int32)
    np.cumsum(flags, out=counted[1:])
    return counted


@frozen(eq=False)
class Grid:
    """The days of one calendar, as one reading of the rules sees them.

    Attributes:
        bounded: False for the calendar without closed days: every day that there is, is open.
        first, last: the edges of the coverage.
        bits: what is found on each day, from the day before the first to the day after the last.
        forks: the doubts with several readings that a day may meet; their bits are those of the grid.
    """

    bounded: bool
    first: int
    last: int
    bits: Bits
    forks: Forks = field(factory=Forks)
    _rolled: dict[int, tuple[Days, Bits]] = field(factory=dict, init=False)

    @cached_property
    def _before(self) -> NDArray[np.int32]:
        return _running(self.bits & (CLOSED | UNKNOWN) == 0)

    @cached_property
    def _opens(self) -> Days:
        return np.flatnonzero(self.bits & (CLOSED | UNKNOWN) == 0) + (self.first - 1)

    @cached_property
    def _troubles(self) -> NDArray[np.int32]:
        return _running(self.bits & TROUBLE != 0)

    @cached_property
    def _padded(self) -> Bits:
        return np.append(self.bits, np.int64(0))

    def _place(self, days: Days) -> Days:
        place = days - (self.first - 1)
        if len(place) and (place.min() < 0 or place.max() >= len(self.bits)):
            return np.minimum(np.maximum(place, 0), len(self.bits) - 1)
        return place

    def look(self, days: Days) -> Bits:
        """Return what is found on each day."""
        if not self.bounded:
            return np.zeros(days.shape, dtype=np.int64)
        return self.bits.take(self._place(days))

    def troubles(self, first: Days, last: Days) -> Bits | None:
        """Return what besides closed days is found from one day to another, both in; None if nothing is anywhere.

        A run that ends before it begins is empty.
        """
        if not self.bounded:
            return None
        start, stop = self._place(first), self._place(last) + 1
        counted = self._troubles
        rows = np.flatnonzero((counted.take(stop) > counted.take(start)) & (first <= last))
        if not len(rows):
            return None
        runs = np.stack((start[rows], stop[rows]), axis=1).reshape(-1)
        found = np.zeros(first.shape, dtype=np.int64)
        # From each start to its stop, and then, to no purpose, to the next start: near, since rows come in order.
        found[rows] = np.bitwise_or.reduceat(self._padded, runs)[::2]
        return found

    def rolled(self, days: Days, by: int) -> tuple[Days, Bits]:
        """Return the days, those that are closed moved to the next open one, or to the one before; and what was met.

        The grid of a real calendar only.
        """
        if len(days) < len(self.bits) // 4:
            return self._roll(days, self.look(days), by)
        if by not in self._rolled:
            self._rolled[by] = self._roll(np.arange(self.first - 1, self.last + 2), self.bits, by)
        to, found = self._rolled[by]
        place = self._place(days)
        return to.take(place), found.take(place)

    def _roll(self, days: Days, bits: Bits, by: int) -> tuple[Days, Bits]:
        to = np.where(bits & CLOSED != 0, self.nth_open(days, by), days)
        passed = self.troubles(np.minimum(days, to), np.maximum(days, to))
        return to, bits & TROUBLE if passed is None else bits & TROUBLE | passed

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


class Sight:
    """What a grid depends on besides its calendar: of the rules, only what they say of closures, and the answers.

    `more` are provisions on which something else depends as well. Two that differ only in their authority are one.
    """

    __slots__ = ("given", "key", "rules")

    def __init__(self, rules: Rules, given: Mapping[str, int], *more: Provision[Any]) -> None:
        """Look with these rules, and these answers to the doubts that have readings."""
        self.rules = rules
        self.given = frozenset(given.items())
        self.key = (self.given, of_closings(rules), tuple(map(effect, more)))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sight) and self.key == other.key


def grid_of(calendar: CourtCalendar, rules: Rules, given: Mapping[str, int]) -> Grid:
    """Return the calendar as these rules see it, with these answers to the doubts that have readings."""
    if given:
        return _in_passing(calendar.bare, Sight(rules, given))
    return _to_keep(calendar.bare, Sight(rules, given))


@lru_cache(maxsize=GRIDS)
def _to_keep(calendar: CourtCalendar, sight: Sight) -> Grid:
    return _laid_out(calendar, sight)


@lru_cache(maxsize=GRIDS_IN_PASSING)
def _in_passing(calendar: CourtCalendar, sight: Sight) -> Grid:
    return _laid_out(calendar, sight)


def _laid_out(calendar: CourtCalendar, sight: Sight) -> Grid:
    if not calendar.closures_considered:
        return Grid(bounded=False, first=1, last=0, bits=np.zeros(2, dtype=np.int64))
    weekly, patterns = _patterns(calendar)
    bits = weekly.copy()
    forks = Forks()
    scenario = Scenario(dict(sight.given), forks)
    view = View(calendar, frozenset(), sight.rules, scenario)
    for places in patterns:
        bits[places] = _found(view, scenario, calendar.first.toordinal() - 1 + int(places[0]))
    return Grid(True, calendar.first.toordinal(), calendar.last.toordinal(), bits, forks)


@lru_cache(maxsize=GRIDS)
def _patterns(calendar: CourtCalendar) -> tuple[Bits, list[Days]]:
    """Return which days are closed by the week, and the other remarkable days: those of a kind together.

    Days of a kind are the same to whatever rules: closed for the same kinds of reasons, in the same order.
    """
    first, last = calendar.first.toordinal(), calendar.last.toordinal()
    bits = np.zeros(last - first + 3, dtype=np.int64)
    bits[0] = bits[-1] = UNKNOWN
    for rule in calendar.weekly:
        days = np.arange(rule.first.toordinal(), rule.last.toordinal() + 1)
        bits[days[np.isin((days - 1) % 7, list(rule.closed))] - (first - 1)] = CLOSED
    found: dict[Any, list[int]] = {}
    for number in calendar.remarkable:
        facts = calendar.facts(number)
        if facts is None or facts.weekday:
            continue
        kind = (
            tuple(closure.kind for closure in facts.closures),
            facts.gap is not None,
            tuple((each.id, *(number in days for days in each.options)) for each in facts.unsettled),
            facts.vacation and facts.vacation.registry,
        )
        found.setdefault(kind, []).append(number - (first - 1))
    return bits, [np.array(places) for places in found.values()]


def _found(view: View, scenario: Scenario, number: int) -> int:
    """Ask the engine's view of a day, and note which doubts it met."""
    scenario.met.clear()
    try:
        found = CLOSED if view.closed(number) else 0
    except OutsideCoverage:
        found = UNKNOWN
    for doubt in scenario.met:
        if len(doubt.options) > 1:
            found |= scenario.forks.bit(doubt.id, doubt.kind, len(doubt.options))
        elif doubt.kind is DoubtKind.READING:
            found |= UNSURE
    return found
