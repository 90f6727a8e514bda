"""The columns of a table of requests: read once, as numbers that stand for their values."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, field
from numpy.typing import NDArray

from courtclock.errors import InvalidValue
from courtclock.value import frozen

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
Part = tuple[str, str]  # a key of a request, and its value
Key = tuple[Part, ...]


@frozen(eq=False)
class Codes:
    """Which value each row of a column has: its number, or, where the column is null, that of none."""

    numbers: NDArray[Any]
    valid: NDArray[np.bool_] | None = None
    none: np.integer[Any] | int = 0

    def of(self, rows: slice | NDArray[np.int64]) -> NDArray[Any]:
        """Return the numbers of some rows."""
        if self.valid is None:
            return self.numbers[rows]
        return np.where(self.valid[rows], self.numbers[rows], self.none)


@frozen(eq=False)
class Coded:
    """Columns of values as one number a row: which combination of them it has.

    Attributes:
        size: one more than the largest number.
    """

    size: int
    _values: tuple[list[Part | None], ...] = field(repr=False)
    _codes: tuple[Codes, ...] = field(repr=False)
    _rows: int = field(repr=False)
    _few: tuple[Numbers, NDArray[np.int64]] | None = field(default=None, repr=False)

    @property
    def values(self) -> object | None:
        """What the numbers stand for, as a whole; None where they stand for what occurs in this table alone."""
        return tuple(map(tuple, self._values)) if self._few is None else None

    def numbers(self, rows: slice) -> Numbers:
        """Return the numbers of a run of rows."""
        return self._few[0][rows] if self._few is not None else self._combined(rows, np.int32)

    def number(self, rows: NDArray[np.int64]) -> Numbers:
        """Return the numbers of some rows."""
        if self._few is not None:
            return self._few[0][rows]
        varied = [(v, Codes(c.of(rows))) for v, c in zip(self._values, self._codes, strict=True) if len(v) > 1]
        values, codes = tuple(v for v, _ in varied), tuple(c for _, c in varied)
        return evolve(self, values=values, codes=codes, rows=len(rows)).numbers(slice(None))

    def _combined(self, rows: slice, kind: type[np.integer[Any]]) -> NDArray[Any]:
        varied = [(len(v), codes) for v, codes in zip(self._values, self._codes, strict=True) if len(v) > 1]
        if not varied:
            return np.zeros(len(range(*rows.indices(self._rows))), dtype=kind)
        total = varied[0][1].of(rows).astype(kind)
        for size, codes in varied[1:]:
            total *= size
            total += codes.of(rows)
        return total

    def key(self, number: int) -> Key:
        """Return the request of one combination, without its trigger."""
        left = int(self._few[1][number]) if self._few is not None else number
        found: list[Part] = []
        for values in reversed(self._values):
            left, place = divmod(left, len(values))
            part = values[place]
            if part is not None:
                found.append(part)
        return tuple(found)

    def only_those_that_occur(self) -> Self:
        """Return the same with the combinations that occur numbered, where there are too many that might."""
        if self.size <= MOST_KEYS:
            return self
        # int64 has room for the product of the columns of any table that fits a machine, but for a contrived one.
        if self.size > np.iinfo(np.int64).max:
            raise InvalidValue("too many different values in the columns of this table; ask in smaller tables")
        known = pa.array(self._combined(slice(None), np.int64)).dictionary_encode()
        few = raw(known.indices), known.dictionary.to_numpy()
        return evolve(self, size=len(few[1]), few=few)


def coded(batch: pa.RecordBatch) -> Coded:
    """Number the combinations of the columns that choose a rule.

    Raises:
        InvalidValue: a column that cannot be read.
    """
    names = tuple(name for name in KEYS if name in batch.schema.names)
    columns = [_numbered(name, batch.column(name)) for name in names]
    values = tuple(held for held, _ in columns)
    codes = tuple(numbers for _, numbers in columns)
    return Coded(prod(map(len, values)), values, codes, batch.num_rows).only_those_that_occur()


def _numbered(name: str, column: pa.Array) -> tuple[list[Part | None], Codes]:
    """Return the values of a column, None the last of them, and which each row has."""
    if pa.types.is_null(column.type):
        return [None], Codes(np.zeros(0, dtype=np.int32))
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if not is_text(kind) and not (name in ("law_on", "known_on") and pa.types.is_date(kind)):
        raise InvalidValue(f"column {name!r}: expected text, got {kind}")
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    values: list[Part | None] = [None if v is None else (name, str(v)) for v in column.dictionary.to_pylist()]
    numbers = raw(column.indices)
    if not column.null_count and values:
        return values, Codes(numbers)
    if len(values) > np.iinfo(numbers.dtype).max:
        numbers = numbers.astype(np.int32)
    return [*values, None], Codes(numbers, valid(column), numbers.dtype.type(len(values)))


def is_text(kind: pa.DataType) -> bool:
    """Whether a column holds text, in whichever of Arrow's ways."""
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


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


def with_answers(schema: pa.Schema) -> pa.Schema:
    """Return the columns of a table of requests with those of the answers."""
    names = pa.dictionary(pa.int8(), pa.string())
    kinds = (pa.date32(), names, names)
    return pa.schema([*schema, *map(pa.field, ADDED, kinds)], metadata=schema.metadata)


def own_rows(batch: pa.RecordBatch) -> Iterator[int]:
    """Give the rows that have days of their own."""
    there = np.zeros(batch.num_rows, dtype=np.bool_)
    for name in OWN:
        if name in batch.schema.names:
            there |= valid(batch.column(name))
    yield from np.flatnonzero(there).tolist()
