"""A rule laid out day by day, so that millions of triggers are looked up and not counted."""

from __future__ import annotations

from functools import cached_property
from threading import RLock
from typing import Any

import numpy as np
from attrs import field
from numpy.typing import NDArray

from courtclock.bulk.rule import NO_DAY, DayNumbers, Marks, Rule
from courtclock.kernel import Mark
from courtclock.value import frozen

BLOCK = 1 << 17  # rows looked up at a time: they and their answers stay in the cache of a core


@frozen(eq=False)
class Table:
    """The answers of one rule for the days that its calendars cover.

    `near` is the whole of it for a quick look: its index is the day number itself, and it holds `NO_DAY` at either end,
    to which numpy's ``clip`` sends whatever lies outside, and wherever a row needs more than a look.
    """

    rule: Rule
    near: DayNumbers = field(init=False)
    _lock: RLock = field(factory=RLock, init=False, repr=False)

    @near.default
    def _lay_out(self) -> DayNumbers:
        first, last = (max(edge, 1) for edge in self.rule.reach)
        near = np.full(last + 2, NO_DAY, dtype=np.int32)
        near[first : last + 1], _ = self.rule.solve(np.arange(first, last + 1, dtype=np.int32))
        return near

    @cached_property
    def near64(self) -> NDArray[np.int64]:
        """The same for dates of numpy, in which a day that is not has another number."""
        wide = self.near.astype(np.int64)
        wide[self.near == NO_DAY] = np.datetime64("NaT").astype(np.int64)
        return wide

    def far(self, days: NDArray[np.integer[Any]]) -> tuple[DayNumbers, Marks]:
        """Return the answers for days that a look did not settle, by counting them, and by asking the engine."""
        unique, place = np.unique(days, return_inverse=True)
        due, mark = self.rule.solve(unique)
        for at in np.flatnonzero(mark == Mark.ASK):
            with self._lock:
                due[at], mark[at] = self.rule.ask(int(unique[at]))
            self._remember(int(unique[at]), int(due[at]))
        return due[place], mark[place]

    def _remember(self, number: int, due: int) -> None:
        """Keep what the engine said, so that the next look finds it."""
        if due != NO_DAY and 0 < number < len(self.near) - 1:
            self.near[number] = due
            self.near64[number] = due
