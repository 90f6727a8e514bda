"""The column of triggers: days as numbers, and the rows in which something else stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import field
from numpy.typing import NDArray

from courtclock.bulk.columns import is_text, raw, valid
from courtclock.bulk.rule import EPOCH, NO_DAY, DayNumbers
from courtclock.dates import Date, Instant, to_instant, to_trigger
from courtclock.errors import CourtclockError, InvalidDate, InvalidValue
from courtclock.value import frozen

MICROSECONDS = 86_400_000_000  # of a day


@frozen(eq=False)
class Triggers:
    """When time begins to run, row by row.

    Attributes:
        days: numbers since 1970; `NO_DAY` where there is none.
        given: which rows are not null.
        odd: rows that have no day of their own: those with an instant, and those with what cannot be read.
    """

    days: DayNumbers
    given: NDArray[np.bool_]
    odd: Mapping[int, Instant | CourtclockError] = field(factory=dict)


def triggers_of(column: pa.Array) -> Triggers:
    """Read the column of triggers: days, text as in a request, or timestamps.

    A timestamp without a zone is a day if it is midnight, and no trigger otherwise; one with a zone is an instant.

    Raises:
        InvalidValue: a column of another kind.
    """
    kind = column.type
    given = valid(column)
    if pa.types.is_null(kind):
        return Triggers(np.full(len(column), NO_DAY, dtype=np.int32), given)
    if pa.types.is_date(kind):
        days = raw(column.cast(pa.date32()).view(pa.int32()))
        return Triggers(np.where(given, days, np.int32(NO_DAY)) if column.null_count else days, given)
    if pa.types.is_timestamp(kind):
        return _timestamps(column, given)
    text = kind.value_type if pa.types.is_dictionary(kind) else kind
    if is_text(text):
        return _texts(column if pa.types.is_dictionary(kind) else column.dictionary_encode(), given)
    raise InvalidValue(f"column 'trigger': expected days, instants or text, got {kind}")


def _timestamps(column: pa.Array, given: NDArray[np.bool_]) -> Triggers:
    column = column.cast(pa.timestamp("us", tz=column.type.tz), safe=False)
    micros = raw(column.view(pa.int64()))
    if column.type.tz is not None:
        odd = {int(row): _instant(column[int(row)]) for row in np.flatnonzero(given)}
        return Triggers(np.full(len(column), NO_DAY, dtype=np.int32), given, odd)
    whole = given & (micros % MICROSECONDS == 0)
    no_offset = InvalidDate("a time of the day has no offset: a day, or an instant with a zone, is expected")
    refused: dict[int, Instant | CourtclockError] = {int(row): no_offset for row in np.flatnonzero(given & ~whole)}
    return Triggers(np.where(whole, micros // MICROSECONDS, NO_DAY).astype(np.int32), given, refused)


def _instant(value: pa.TimestampScalar) -> Instant | CourtclockError:
    try:
        return to_instant(value.as_py())
    except (OverflowError, ValueError, LookupError):
        return InvalidDate("an instant beyond the years 1 to 9999, or in a zone that is not known")


def _texts(column: pa.Array, given: NDArray[np.bool_]) -> Triggers:
    """Read each distinct text once."""
    read = [_read(text) for text in column.dictionary.to_pylist()]
    numbers = np.array([v.toordinal() - EPOCH if type(v) is Date else NO_DAY for v in read] + [NO_DAY], dtype=np.int32)
    place = np.where(given, raw(column.indices), len(read))
    days = numbers[place]
    odd: dict[int, Instant | CourtclockError] = {}
    for row in np.flatnonzero((days == NO_DAY) & given).tolist():
        value = read[int(place[row])]
        if isinstance(value, Instant | CourtclockError):
            odd[row] = value
    return Triggers(days, given, odd)


def _read(text: Any) -> Date | Instant | CourtclockError:
    try:
        return to_trigger(text)
    except CourtclockError as error:
        return error
