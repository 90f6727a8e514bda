"""The tables of many rules in one array, so that rows of any of them are looked up together.

One place of the array is two bytes: how many days after the trigger the answer lies, and its mark. Instead of a mark
it may say `SPECIAL`; the other bits then hold the error that stands there, or nothing: the row has to be counted.
"""

from __future__ import annotations

from functools import lru_cache
from threading import RLock

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

from courtclock.almanac import Almanac
from courtclock.bulk.columns import Coded, Key
from courtclock.bulk.rule import DayNumbers, Marks, Rule, Shape
from courtclock.errors import CourtclockError
from courtclock.kernel import ERRORS, Mark
from courtclock.kernel.marks import FIRST_ERROR, mark_of
from courtclock.schema.request import read_rule

SPECIAL = 3  # in the two bits of the mark
COUNT_IT = SPECIAL  # a place that says nothing
FURTHEST = 8_191  # days that the other fourteen bits can say, either way
ROOM = 120 * 2**20  # bytes of all places
UNMADE = np.iinfo(np.int32).min
WHEREABOUTS = 8  # of tables with other columns that are kept
YEAR = 366  # days; a window is a whole number of these
NOWHERE = 0  # the row of the array that says nothing of any day


@define(eq=False)
class Entry:
    """One rule, and the row of the array in which it lies; or why there is no such rule."""

    rule: Rule | CourtclockError
    row: int = NOWHERE


@define(eq=False)
class Atlas:
    """The tables of many rules, over one window of days.

    Attributes:
        almanac: where rules are looked up.
        first, width: the window, in day numbers.
        places: the array, a row for each rule. The first row says nothing, and those after it that every day is an
            error, one of each kind.
    """

    almanac: Almanac
    first: int
    width: int
    places: NDArray[np.int16] = field(init=False)
    _entries: dict[Key, Entry] = field(factory=dict, init=False)
    _rows: dict[Shape, int] = field(factory=dict, init=False)
    _where: dict[object, NDArray[np.int32]] = field(factory=dict, init=False, repr=False)
    _lock: RLock = field(factory=RLock, init=False, repr=False)

    @places.default
    def _take_room(self) -> NDArray[np.int16]:
        """Take room for as many rules as fit; the machine gives it when it is written to."""
        rows = 1 + len(ERRORS) + max(1, ROOM // (2 * self.width))
        places = np.empty((rows, self.width), dtype=np.int16)
        places[NOWHERE] = COUNT_IT
        for place in range(len(ERRORS)):
            places[1 + place] = (FIRST_ERROR + place) << 2 | SPECIAL
        return places

    def entry(self, key: Key) -> Entry:
        """Return the entry of a request without its trigger; made when it is first asked for."""
        with self._lock:
            if key not in self._entries:
                self._entries[key] = self._make(key)
            return self._entries[key]

    def whereabouts(self, coded: Coded) -> NDArray[np.int32]:
        """Return where in the array day 0 of each combination of values would lie; `UNMADE` until it is asked for.

        Tables whose columns hold the same values, in the same order, share it.
        """
        with self._lock:
            if coded.values is None:
                return np.full(coded.size, UNMADE, dtype=np.int32)
            if coded.values not in self._where:
                if len(self._where) == WHEREABOUTS:
                    self._where.pop(next(iter(self._where)))
                self._where[coded.values] = np.full(coded.size, UNMADE, dtype=np.int32)
            return self._where[coded.values]

    def _make(self, key: Key) -> Entry:
        try:
            rule = rule_of(key, self.almanac)
            return Entry(rule, self._row(rule) if rule.is_table else NOWHERE)
        except CourtclockError as error:
            return Entry(error, 1 + mark_of(error) - FIRST_ERROR)

    def _row(self, rule: Rule) -> int:
        """Return the row in which a rule lies, laid out if it is new; nowhere, if there is no room.

        Courts whose calendars agree share a row.
        """
        shape = rule.shape(self.first, self.first + self.width - 1)
        if shape in self._rows:
            return self._rows[shape]
        row = 1 + len(ERRORS) + len(self._rows)
        if row == len(self.places):
            return NOWHERE
        days = np.arange(self.first, self.first + self.width, dtype=np.int32)
        self.places[row] = _packed(days, *rule.solve(days))
        self._rows[shape] = row
        return row

    def count(self, entry: Entry, days: DayNumbers) -> tuple[DayNumbers, Marks]:
        """Return the answers for distinct days of one rule of which the array says nothing, and let it say them."""
        rule = entry.rule
        if isinstance(rule, CourtclockError):
            return np.zeros(len(days), dtype=np.int32), np.full(len(days), mark_of(rule), dtype=np.int8)
        if rule.is_table:
            due, mark = rule.solve(days)
        else:
            due, mark = np.zeros(len(days), dtype=np.int32), np.full(len(days), Mark.ASK, dtype=np.int8)
        for at in np.flatnonzero(mark == Mark.ASK):
            with self._lock:
                due[at], mark[at] = rule.ask(int(days[at]))
        if entry.row != NOWHERE:
            inside = (days >= self.first) & (days < self.first + self.width)
            self.places[entry.row, days[inside] - self.first] = _packed(days[inside], due[inside], mark[inside])
        return due, mark


def _packed(days: DayNumbers, due: DayNumbers, mark: Marks) -> NDArray[np.int16]:
    """Return what the places of some days of a rule say."""
    ahead = due.astype(np.int64) - days
    plain = (mark < Mark.ASK) & (np.abs(ahead) <= FURTHEST)
    instead = np.where(mark >= FIRST_ERROR, mark.astype(np.int16) << 2 | SPECIAL, COUNT_IT)
    return np.where(plain, ahead << 2 | mark, instead).astype(np.int16)


def rule_of(key: Key, almanac: Almanac) -> Rule:
    """Return the rule that a request without its trigger asks for.

    Raises:
        CourtclockError: there is none; as for the request.
    """
    asked = read_rule(dict(key))
    rule = Rule(asked.term, almanac, asked.known_on)
    _ = rule.governing  # whatever fails for every trigger fails here
    return rule


@define(eq=False)
class Shelf:
    """The atlas of an almanac that was used last: the next table may well fall into its window."""

    almanac: Almanac
    _last: Atlas | None = None

    def atlas(self, first: int, last: int) -> Atlas:
        """Return an atlas for a window of days, and a little more."""
        found = self.covering(first, last)
        if found is None:
            first, last = first // YEAR * YEAR, (last // YEAR + 1) * YEAR
            found = self._last = Atlas(self.almanac, first, last - first)
        return found

    def covering(self, first: int, last: int) -> Atlas | None:
        """Return the atlas that was used last, if these days fall into its window."""
        found = self._last
        return found if found is not None and found.first <= first and last < found.first + found.width else None


@lru_cache(maxsize=1)
def shelf_of(almanac: Almanac) -> Shelf:
    """Return the shelf of an almanac."""
    return Shelf(almanac)
