"""`due_table`: rows that differ, each a request in the columns of a table."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from courtclock.almanac import Almanac, default_almanac
from courtclock.bulk.atlas import NOWHERE, SPECIAL, UNMADE, Atlas, Entry, shelf_of
from courtclock.bulk.blocks import in_blocks
from courtclock.bulk.columns import KEYS, OWN, Coded, check_names, coded, own_rows, with_answers
from courtclock.bulk.rule import EPOCH, NO_DAY, DayNumbers, Marks, Rule
from courtclock.bulk.told import Told, told
from courtclock.bulk.triggers import Triggers, triggers_of
from courtclock.clock import compute
from courtclock.dates import Instant
from courtclock.errors import CourtclockError, InvalidDate, InvalidValue
from courtclock.kernel import code_of
from courtclock.kernel.marks import ASSURANCES, mark_of
from courtclock.schema.request import read
from courtclock.trace import Computation

EARLIEST, LATEST = -7_305, 47_481  # a window stays within 1950 to 2099
WIDE = 15_000  # days of a window that is wide
SAMPLE = 10_000  # triggers that are looked at to choose the window
TAILS = (0.005, 0.995)  # what lies beyond is counted, not looked up

_LEAST = np.int64(NO_DAY)


def due_table(batch: pa.RecordBatch, *, almanac: Almanac | None = None) -> pa.RecordBatch:
    """Answer a table of requests: the same columns, and what is due.

    Columns are the keys of a request: `trigger`, `period`, and `regime`, `calendar` or `court`; where they are there,
    `direction`, `service`, `act`, `bound`, `first_day`, `means`, `runs_from`, `appealed_from`, `law_on`, `known_on`,
    `excluded`, `closures`, `inaccessible`. A null is the default. Other columns are carried along.

    Returns:
        the batch with three more columns. `due` is the last day (date32); where the law is disputed, or a closed day
        not yet notified, the one that prevails. `assurance` is "settled", "provisional" or "disputed". `error` is the
        kind of error where there is no date, such as "OutsideCoverage". A row without a trigger has nulls in all
        three. The metadata of the schema say under ``courtclock`` what became of the rows, as JSON: how many the
        engine answered one by one, and how many errors of each kind there are.

    Raises:
        InvalidValue: columns that are missing, or cannot be read.

    >>> import pyarrow as pa
    >>> asked = [["us.nysd", "pk.shc"], ["2024-06-20", "2024-04-17"], ["14 days", "one week"]]
    >>> answered = due_table(pa.RecordBatch.from_arrays(asked, names=["court", "trigger", "period"]))
    >>> [str(day) for day in answered.column("due").to_pylist()]
    ['2024-07-05', '2024-04-24']
    """
    answered, tally = answer(batch, almanac or default_almanac())
    return answered.replace_schema_metadata(
        {**(batch.schema.metadata or {}), b"courtclock": json.dumps(tally.to_json()).encode()}
    )


def answer(batch: pa.RecordBatch, almanac: Almanac) -> tuple[pa.RecordBatch, Told]:
    """Answer a table of requests, and say what became of the rows."""
    check_names(batch.schema.names)
    try:
        rows = _Rows(almanac, coded(batch), triggers_of(batch.column("trigger")))
    except (UnicodeDecodeError, pa.ArrowException) as error:
        raise InvalidValue(f"a column of this table cannot be read: {error}") from None
    rows.look_up()
    engine = rows.count() + rows.ask_instants() + rows.ask_own(batch)
    columns, tally = told(rows.due, rows.mark, rows.triggers.given, engine)
    answered = pa.RecordBatch.from_arrays([*batch.columns, *columns], schema=with_answers(batch.schema))
    return answered, tally


def why(answered: pa.RecordBatch, kind: str, almanac: Almanac) -> tuple[int, str]:
    """Return the first row of an answered table that has a kind of error, and the error in words."""
    errors = answered.column("error")
    row = errors.indices.index(errors.dictionary.index(kind).cast(pa.int8())).as_py()
    try:
        _compute(answered, row, almanac)
    except CourtclockError as error:
        return row, str(error)
    return row, "the engine gives a date for this row: please report it"


def _compute(batch: pa.RecordBatch, row: int, almanac: Almanac) -> Computation:
    """Ask the engine for one row, with all that stands in it."""
    known = [name for name in ("trigger", *KEYS, *OWN) if name in batch.schema.names]
    asked = read({name: _plain(_held(batch.column(name), row)) for name in known})
    return compute(asked.term, almanac=almanac, known_on=asked.known_on)


def _held(column: pa.Array, row: int) -> Any:
    """Return what stands in a row; a timestamp to the microsecond."""
    if pa.types.is_timestamp(column.type):
        column = column.slice(row, 1).cast(pa.timestamp("us", tz=column.type.tz), safe=False)
        row = 0
    try:
        return column[row].as_py()
    except (OverflowError, ValueError, LookupError):
        raise InvalidDate("a day beyond the years 1 to 9999, or in a zone that is not known") from None


def _atlas(almanac: Almanac, triggers: Triggers) -> Atlas:
    """Return the atlas for the days on which triggers lie: all of them, or nearly all, where a few lie far away."""
    days, shelf = triggers.days, shelf_of(almanac)
    sample = days[:: max(1, len(days) // SAMPLE)]
    sample = sample[(sample >= EARLIEST) & (sample <= LATEST)]
    if len(sample) and (there := shelf.covering(*np.quantile(sample, TAILS, method="nearest").tolist())):
        return there
    near = days[(days >= EARLIEST) & (days <= LATEST)] if len(days) and days.min() < EARLIEST else days
    if len(near) and near.max() - near.min() > WIDE:
        low, high = np.quantile(near[:: max(1, len(near) // SAMPLE)], TAILS, method="nearest").tolist()
        return shelf.atlas(low, min(high, LATEST))
    return shelf.atlas(*((int(near.min()), int(near.max())) if len(near) else (0, 0)))


def _plain(value: Any) -> Any:
    """Return a value of a row as it stands in a request."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, datetime) and value.tzinfo is None and value.time() == time():
        value = value.date()  # a timestamp without a zone, as `triggers_of` reads it
    return value.isoformat() if isinstance(value, date) else value


def _taken(places: NDArray[np.int16], where: NDArray[np.int32]) -> NDArray[np.int16]:
    """Return what stands at some places of the array; Arrow is faster at it than numpy, which widens each index."""
    flat = pa.Array.from_buffers(pa.int16(), places.size, [None, pa.py_buffer(places)])
    rows = pa.Array.from_buffers(pa.int32(), len(where), [None, pa.py_buffer(where)])
    taken = pc.take(flat, rows, boundscheck=False)
    return np.frombuffer(taken.buffers()[1], dtype=np.int16, count=len(where))


class _Rows:
    """The rows of one batch while they are answered."""

    def __init__(self, almanac: Almanac, coded_: Coded, triggers: Triggers) -> None:
        self.almanac = almanac
        self.coded = coded_
        self.triggers = triggers
        self.atlas = _atlas(almanac, triggers)
        self.entries: dict[int, Entry] = {}
        self.due: DayNumbers = np.empty(len(triggers.days), dtype=np.int32)
        self.mark: Marks = np.empty(len(triggers.days), dtype=np.int8)
        self._special: list[NDArray[np.int64]] = []

    def _entry(self, number: int) -> Entry:
        if number not in self.entries:
            self.entries[number] = self.atlas.entry(self.coded.key(number))
        return self.entries[number]

    def look_up(self) -> None:
        """Look every row up in the atlas."""
        found = in_blocks(len(self.due), partial(self._look_up_block, self.atlas.whereabouts(self.coded)))
        self._special = [rows for rows in found if rows is not None]

    def _look_up_block(self, where: NDArray[np.int32], block: slice) -> NDArray[np.int64] | None:
        """Look up one block, and return its rows that the atlas does not say."""
        atlas = self.atlas
        numbers, days = self.coded.numbers(block), self.triggers.days[block]
        place = where.take(numbers, mode="clip")
        if place.min() == UNMADE:
            for number in np.unique(numbers[place == UNMADE]).tolist():
                where[number] = self._entry(number).row * atlas.width - atlas.first
            place = where.take(numbers, mode="clip")
        place += days
        if days.min() < atlas.first or days.max() >= atlas.first + atlas.width:
            place[(days < atlas.first) | (days >= atlas.first + atlas.width)] = NOWHERE
        said = _taken(atlas.places, place)
        mark = self.mark[block]
        np.bitwise_and(said, SPECIAL, out=mark, casting="unsafe")
        ahead = said >> 2
        np.add(days, ahead, out=self.due[block])
        if mark.max() != SPECIAL:
            return None
        special = np.flatnonzero(mark == SPECIAL)
        mark[special] = ahead[special]  # the error that stands there
        silent: NDArray[np.int64] = special[ahead[special] == 0] + block.start
        return silent

    def count(self) -> int:
        """Count the rows of which the atlas says nothing; return how many of them went to the engine one by one."""
        if not self._special:
            return 0
        rows = np.concatenate(self._special)
        rows = rows[self.triggers.given[rows]]
        if self.triggers.odd:
            rows = rows[~np.isin(rows, list(self.triggers.odd))]
        if not len(rows):
            return 0
        both = self.coded.number(rows).astype(np.int64) << 32 | (self.triggers.days[rows].astype(np.int64) - _LEAST)
        unique, place = np.unique(both, return_inverse=True)
        numbers, days = unique >> 32, ((unique & 0xFFFF_FFFF) + _LEAST).astype(np.int32)
        due = np.empty(len(unique), dtype=np.int32)
        mark = np.empty(len(unique), dtype=np.int8)
        one_by_one = np.zeros(len(unique), dtype=np.bool_)
        starts = np.flatnonzero(np.diff(numbers, prepend=-1))
        for first, last in zip(starts, [*starts[1:], len(unique)], strict=True):
            entry = self._entry(int(numbers[first]))
            due[first:last], mark[first:last] = self.atlas.count(entry, days[first:last])
            one_by_one[first:last] = isinstance(entry.rule, Rule) and not entry.rule.is_table
        self.due[rows], self.mark[rows] = due[place], mark[place]
        return int(one_by_one[place].sum())

    def ask_instants(self) -> int:
        """Ask the engine for the rows that run from an instant, once for each that differs; return how many."""
        asked: dict[tuple[int, Instant], tuple[int, int]] = {}
        rows = 0
        for row, trigger in self.triggers.odd.items():
            number = int(self.coded.number(np.array([row]))[0])
            rule = self._entry(number).rule
            if isinstance(trigger, CourtclockError):
                self.mark[row] = code_of(InvalidValue)  # as the request would be answered
                continue
            if isinstance(rule, CourtclockError):
                self.mark[row] = mark_of(rule)
                continue
            if (number, trigger) not in asked:
                asked[number, trigger] = rule.ask_from(trigger)
            self.due[row], self.mark[row] = asked[number, trigger]
            rows += 1
        return rows

    def ask_own(self, batch: pa.RecordBatch) -> int:
        """Ask the engine for the rows that have days of their own; return how many."""
        rows = 0
        for row in own_rows(batch):
            if not self.triggers.given[row]:
                continue
            try:
                found = _compute(batch, row, self.almanac)
                self.due[row] = found.due_on.toordinal() - EPOCH
                self.mark[row] = ASSURANCES.index(found.assurance)
            except CourtclockError as error:
                self.mark[row] = mark_of(error)
            rows += 1
        return rows
