"""The tables of many rules in one array, so that rows of any of them are looked up together.

One place of the array is two bytes: how many days after the trigger the answer lies, and its mark. Where that does not
say it (an error, a feast not yet sighted, an answer decades away), the place says `SPECIAL`, and the row is counted.
"""

from __future__ import annotations

from functools import lru_cache
from threading import RLock

import numpy as np
from attrs import define, evolve, field
from numpy.typing import NDArray

from courtclock.almanac import Almanac
from courtclock.bulk.columns import Key
from courtclock.bulk.rule import DayNumbers, Marks, Rule, Shape, mark_of
from courtclock.errors import CourtclockError
from courtclock.kernel import Mark
from courtclock.period import Period, Unit
from courtclock.schema.request import read

SPECIAL = 3  # in the two bits of the mark: `Mark.ASK`, or any error
FURTHEST = 8_191  # days that the other fourteen bits can say, either way
ROOM = 120 * 2**20  # bytes of all places
REMEMBERED = 4_096  # special days of one rule that are kept rather than counted again
NOWHERE = 0  # the row of the array in which every place is special

Special = tuple[DayNumbers, DayNumbers, Marks]


@define(eq=False)
class Entry:
    """One rule, where it lies in the array, and what it is special about; or why there is no such rule."""

    rule: Rule | CourtclockError
    row: int = NOWHERE
    special: Special | None = None


@define(eq=False)
class Atlas:
    """The tables of many rules, over one window of days.

    Attributes:
        almanac: where rules are looked up.
        first, width: the window, in day numbers.
        places: the array, a row for each rule; the first row is special throughout.
    """

    almanac: Almanac
    first: int
    width: int
    places: NDArray[np.int16] = field(init=False)
    entries: dict[Key, Entry] = field(factory=dict, init=False)
    _drawn: dict[Shape, tuple[int, Special | None]] = field(factory=dict, init=False)
    _lock: RLock = field(factory=RLock, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Take room for as many rules as fit; the machine gives it when it is written to."""
        rows = max(2, ROOM // (2 * self.width))
        self.places = np.empty((rows, self.width), dtype=np.int16)
        self.places[NOWHERE] = SPECIAL

    def entry(self, key: Key) -> Entry:
        """Return the entry of a request without its trigger; made when it is first asked for."""
        with self._lock:
            if key not in self.entries:
                self.entries[key] = self._make(key)
            return self.entries[key]

    def _make(self, key: Key) -> Entry:
        try:
            rule = rule_of(key, self.almanac)
            if not rule.is_table:
                return Entry(rule)
            # Courts whose calendars agree share a row.
            if rule.shape not in self._drawn:
                self._drawn[rule.shape] = self._draw(rule)
            row, special = self._drawn[rule.shape]
        except CourtclockError as error:
            return Entry(error)
        return Entry(rule, row, special)

    def _draw(self, rule: Rule) -> tuple[int, Special | None]:
        """Lay a rule out in the next row; return that, and what it is special about. Nowhere, if there is no room."""
        row = 1 + len(self._drawn)
        if row >= len(self.places):
            return NOWHERE, None
        days = np.arange(self.first, self.first + self.width, dtype=np.int32)
        due, mark = rule.solve(days)
        ahead = due.astype(np.int64) - days
        plain = (mark < Mark.ASK) & (np.abs(ahead) <= FURTHEST)
        self.places[row] = np.where(plain, ahead << 2 | mark, SPECIAL)
        rest = np.flatnonzero(~plain)
        return row, (days[rest], due[rest], mark[rest]) if len(rest) <= REMEMBERED else None

    def look_closer(self, entry: Entry, days: DayNumbers) -> tuple[DayNumbers, Marks]:
        """Return the answers for distinct, sorted days of one rule that the array does not say."""
        rule = entry.rule
        if isinstance(rule, CourtclockError):
            return np.zeros(len(days), dtype=np.int32), np.full(len(days), mark_of(rule), dtype=np.int8)
        if rule.is_table:
            found = None if entry.special is None else _among(entry.special, days)
            due, mark = found or rule.solve(days)
        else:
            due, mark = np.zeros(len(days), dtype=np.int32), np.full(len(days), Mark.ASK, dtype=np.int8)
        for at in np.flatnonzero(mark == Mark.ASK):
            with self._lock:
                due[at], mark[at] = rule.ask(int(days[at]))
        return due, mark


def _among(special: Special, days: DayNumbers) -> tuple[DayNumbers, Marks] | None:
    """Return what was kept for these days; None where one of them was not."""
    known, due, mark = special
    place = np.searchsorted(known, days)
    if not len(known) or place[-1] >= len(known) or not np.array_equal(known[place], days):
        return None
    return due[place], mark[place]


def rule_of(key: Key, almanac: Almanac) -> Rule:
    """Return the rule that a request without its trigger asks for.

    Raises:
        CourtclockError: there is none; as for the request.
    """
    request = dict(key)
    hours = Period.parse(request["period"]).unit is Unit.HOURS if "period" in request else False
    # A trigger has to stand there; which it is does not matter to the rule.
    asked = read(request | {"trigger": "2000-01-01T00:00:00+00:00" if hours else "2000-01-01"})
    rule = Rule(evolve(asked.term, trigger=None), almanac, asked.known_on)
    _ = rule.standings  # whatever fails for every trigger fails here
    return rule


@lru_cache(maxsize=1)
def atlas_of(almanac: Almanac, first: int, last: int) -> Atlas:
    """Return the atlas for a window of days, shared by all tables that fall into it."""
    return Atlas(almanac, first, last - first + 1)
