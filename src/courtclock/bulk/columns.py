"""The columns of a table of requests: read once, as numbers that stand for their values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import field, frozen
from numpy.typing import NDArray

from courtclock.errors import InvalidValue

KEYS = (
    "regime",
    "calendar",
    "court",
    "period",
    "direction",
    "service",
    "act",
    "bound",
    "first_day",
    "means",
    "runs_from",
    "appealed_from",
    "law_on",
    "known_on",
)
OWN = ("excluded", "closures", "inaccessible")  # days of one row alone: for the engine
ADDED = ("due", "assurance", "error")

MOST_KEYS = 1 << 20  # combinations of values that are numbered by arithmetic alone

Numbers = NDArray[np.int32]
Key = tuple[tuple[str, str], ...]


@frozen(eq=False)
class Coded:
    """Columns of values as one number a row.

    Attributes:
        numbers: which combination a row has.
        size: one more than the largest number.
    """

    numbers: Numbers
    size: int
    _names: tuple[str, ...] = field(repr=False)
    _values: tuple[list[Any], ...] = field(repr=False)
    _known: NDArray[np.int64] | None = field(default=None, repr=False)

    def key(self, number: int) -> Key:
        """Return the request of one combination, without its trigger."""
        left = int(self._known[number]) if self._known is not None else number
        found = []
        for name, values in zip(reversed(self._names), reversed(self._values), strict=True):
            left, place = divmod(left, len(values))
            if values[place] is not None:
                found.append((name, str(values[place])))
        return tuple(found)


def coded(batch: pa.RecordBatch) -> Coded:
    """Number the combinations of the columns that choose a rule.

    Raises:
        InvalidValue: a column that cannot be read.
    """
    names, values, codes = [], [], []
    for name in KEYS:
        if name in batch.schema.names:
            held, numbers = _numbered(name, batch.column(name))
            names.append(name)
            values.append(held)
            codes.append(numbers)
    size = 1
    for held in values:
        size *= len(held)
    wide = np.int32 if size <= MOST_KEYS else np.int64
    total = np.zeros(batch.num_rows, dtype=wide)
    for held, numbers in zip(values, codes, strict=True):
        if len(held) > 1:
            total *= len(held)
            total += numbers
    if size <= MOST_KEYS:
        return Coded(total.astype(np.int32, copy=False), size, tuple(names), tuple(values))
    # Too many to number by arithmetic: only those that occur.
    known = pa.array(total).dictionary_encode()
    return Coded(raw(known.indices), len(known.dictionary), tuple(names), tuple(values), known.dictionary.to_numpy())


def _numbered(name: str, column: pa.Array) -> tuple[list[Any], NDArray[Any]]:
    """Return the values of a column, None the last of them, and which each row has."""
    if pa.types.is_null(column.type):
        return [None], np.zeros(len(column), dtype=np.int32)
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    kind = column.type.value_type
    text = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    if not text and not (name in ("law_on", "known_on") and pa.types.is_date(kind)):
        raise InvalidValue(f"column {name!r}: expected text, got {column.type}")
    values = column.dictionary.to_pylist()
    numbers = raw(column.indices)
    if column.null_count or not values:
        numbers = np.where(valid(column), numbers, len(values)).astype(np.int32)
        values.append(None)
    return values, numbers


def raw(column: pa.Array) -> NDArray[Any]:
    """Return the numbers of a column as they lie in memory; those of nulls mean nothing."""
    numbers = np.frombuffer(column.buffers()[1], dtype=column.type.to_pandas_dtype())
    return numbers[column.offset : column.offset + len(column)]


def valid(column: pa.Array) -> NDArray[np.bool_]:
    """Return which rows of a column are not null."""
    if not column.null_count:
        return np.ones(len(column), dtype=np.bool_)
    return np.asarray(pc.is_valid(column).to_numpy(zero_copy_only=False), dtype=np.bool_)


def check_names(names: list[str]) -> None:
    """Refuse a table without what a request needs, or with columns that would be written over.

    Raises:
        InvalidValue: so it is.
    """
    faults = [f"column {name!r}: missing" for name in ("trigger", "period") if name not in names]
    faults += [f"column {name!r}: is there already" for name in ADDED if name in names]
    faults += [f"column {name!r}: stands there twice" for name in dict.fromkeys(names) if names.count(name) > 1]
    if faults:
        raise InvalidValue("; ".join(faults))


def own_rows(batch: pa.RecordBatch) -> Iterator[int]:
    """Give the rows that have days of their own."""
    there = np.zeros(batch.num_rows, dtype=np.bool_)
    for name in OWN:
        if name in batch.schema.names:
            there |= valid(batch.column(name))
    yield from np.flatnonzero(there).tolist()
