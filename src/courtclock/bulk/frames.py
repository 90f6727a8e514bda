"""`due_frame`: the tables of the libraries that people work in, each as it came."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from courtclock.almanac import Almanac, default_almanac
from courtclock.bulk.columns import ADDED, KEYS, OWN, check_names, with_answers
from courtclock.bulk.rows import answer, due_table
from courtclock.bulk.told import Told
from courtclock.errors import InvalidValue

if TYPE_CHECKING:
    import polars as pl

Frame = TypeVar("Frame")

DAYS = ("law_on", "known_on")
SMALL = 1 << 16  # rows; chunks that are smaller on average are put together first


def due_frame(frame: Frame, *, almanac: Almanac | None = None) -> Frame:
    """Answer a table of requests in the library that it comes from: the same columns, and what is due.

    Polars (``DataFrame``, ``LazyFrame``), pandas (``DataFrame``) and Arrow (``Table``, ``RecordBatch``) give back what
    they were given. A ``LazyFrame`` stays lazy, and streams. The columns are those of `due_table`; in pandas `due` is
    ``datetime64[s]``, or a ``date32`` of Arrow where `trigger` is a column of Arrow, and the index stays.

    Args:
        frame: the requests.
        almanac: where to look up courts, calendars and law; the built-in packs by default.

    Returns:
        the frame with `due`, `assurance` and `error`, the last two as categories.

    Raises:
        InvalidValue: columns that are missing, or cannot be read; something that is no such table.

    >>> import pyarrow as pa
    >>> asked = pa.table({"court": ["us.nysd"], "trigger": ["2024-06-20"], "period": ["14 days"]})
    >>> str(due_frame(asked)["due"][0])
    '2024-07-05'
    """
    found: Frame = _answered(frame, almanac or default_almanac())
    return found


def _answered(frame: Any, almanac: Almanac) -> Any:
    if isinstance(frame, pa.RecordBatch):
        return due_table(frame, almanac=almanac)
    if isinstance(frame, pa.Table):
        return _arrow(frame, almanac)
    # Whoever has a frame of a library has imported it; nobody else has to.
    polars, pandas = sys.modules.get("polars"), sys.modules.get("pandas")
    if polars is not None and isinstance(frame, polars.DataFrame):
        return _polars(frame, almanac)
    if polars is not None and isinstance(frame, polars.LazyFrame):
        return _lazy(frame, almanac)
    if pandas is not None and isinstance(frame, pandas.DataFrame):
        return _pandas(frame, almanac)
    raise InvalidValue(
        f"expected a table of polars, pandas or Arrow, got {type(frame).__module__}.{type(frame).__qualname__}"
    )


def _arrow(table: pa.Table, almanac: Almanac) -> pa.Table:
    check_names(table.schema.names)
    chunks = max((column.num_chunks for column in table.columns), default=0)
    if chunks > 1 + table.num_rows // SMALL:
        table = table.combine_chunks()
    batches = table.to_batches() or [pa.RecordBatch.from_pylist([], schema=table.schema)]
    told = Told()
    answered = []
    for batch in batches:
        rows, now = answer(batch, almanac)
        answered.append(rows)
        told += now
    return pa.Table.from_batches(answered, with_answers(table.schema)).replace_schema_metadata(
        {**(table.schema.metadata or {}), b"courtclock": json.dumps(told.to_json()).encode()}
    )


def _polars(frame: pl.DataFrame, almanac: Almanac) -> pl.DataFrame:
    import polars as pl

    answers = _answers(frame.select(_asked(frame.columns)).to_arrow(), almanac)
    return frame.with_columns(pl.from_arrow(answers).get_columns())


def _lazy(frame: pl.LazyFrame, almanac: Almanac) -> pl.LazyFrame:
    import polars as pl

    # Columns that cannot be read are told now, and not from the midst of the query.
    schema = _polars(pl.DataFrame(schema=frame.collect_schema()), almanac).schema
    return frame.map_batches(lambda part: _polars(part, almanac), schema=schema, streamable=True)


def _pandas(frame: Any, almanac: Almanac) -> Any:
    import pandas as pd

    asked = _asked(list(frame.columns))
    arrays = [_column(name, frame[name]) for name in asked]
    answers = _answers(pa.table(arrays, names=asked), almanac)
    due, *named = answers.combine_chunks().columns
    if isinstance(frame["trigger"].dtype, pd.ArrowDtype):
        days = pd.Series(pd.arrays.ArrowExtensionArray(due), index=frame.index)
    else:
        days = pd.Series(due.cast(pa.timestamp("s")).to_numpy(), index=frame.index)
    categories = (pd.Series(each.to_pandas().array, index=frame.index) for each in named)
    return frame.assign(**dict(zip(ADDED, (days, *categories), strict=True)))


def _column(name: str, values: Any) -> pa.Array:
    """Return a column of pandas; midnights are days where a request has a day."""
    try:
        column = pa.Array.from_pandas(values)
        if isinstance(column, pa.ChunkedArray):
            column = column.combine_chunks()
        if name in DAYS and pa.types.is_timestamp(column.type) and column.type.tz is None:
            days = column.cast(pa.date32(), safe=False)
            if not pc.all(pc.equal(days.cast(column.type), column)).as_py():
                raise InvalidValue(f"column {name!r}: expected days, got times of the day")
            return days
    except pa.ArrowException as error:
        raise InvalidValue(f"column {name!r}: {error}") from None
    return column


def _asked(names: list[Any]) -> list[str]:
    """Return the columns that are asked for; the others need not be what Arrow can hold."""
    check_names(names)
    return [name for name in names if name in ("trigger", *KEYS, *OWN)]


def _answers(asked: pa.Table, almanac: Almanac) -> pa.Table:
    return _arrow(asked, almanac).select(list(ADDED))
