"""The formats of tables: how each is read in batches, and written."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pyarrow as pa

from courtclock.bulk.columns import ADDED, KEYS, is_text
from courtclock.errors import InvalidValue
from courtclock.value import frozen

Write = Callable[[pa.RecordBatch], None]


@frozen(eq=False)
class Table:
    """A table that is read in batches.

    Attributes:
        schema: its columns, as the file has them; those of the batches may be dictionaries of the same values.
        batches: reads it.
    """

    schema: pa.Schema
    batches: Iterator[pa.RecordBatch]

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        return self.batches


@frozen(eq=False)
class Format:
    """How one format is opened for reading, so many rows at a time, and created for writing."""

    open: Callable[[Path, int], AbstractContextManager[Table]]
    create: Callable[[Path, pa.Schema], AbstractContextManager[Write]]


def format_of(path: Path) -> Format:
    """Return the format that the name of a file tells.

    Raises:
        InvalidValue: it tells none that is known.
    """
    found = _FORMATS.get(path.suffix.lower())
    if found is None:
        raise InvalidValue(f"{path}: expected a name that ends in {', '.join(_FORMATS)}")
    return found


@contextmanager
def _open_parquet(path: Path, rows: int) -> Iterator[Table]:
    import pyarrow.parquet as pq

    schema = pq.read_schema(path)
    # Ids come as they are stored: once each, and numbers.
    ids = [each.name for each in schema if each.name in KEYS and is_text(each.type)]
    with pq.ParquetFile(path, read_dictionary=ids, pre_buffer=False) as file:
        yield Table(schema, file.iter_batches(batch_size=rows))


@contextmanager
def _create_parquet(path: Path, schema: pa.Schema) -> Iterator[Write]:
    import pyarrow.parquet as pq

    writer: pq.ParquetWriter | None = None

    def write(batch: pa.RecordBatch) -> None:
        nonlocal writer
        if writer is None:
            writer = _parquet_writer(path, batch.schema)
        writer.write_batch(batch)

    try:
        yield write
        if writer is None:
            writer = _parquet_writer(path, with_answers(schema))
        # A reader finds the columns as they were, not as they were held here.
        kept = pa.schema(list(with_answers(schema)), metadata=schema.metadata).serialize()
        writer.add_key_value_metadata({"ARROW:schema": base64.b64encode(kept)})
    finally:
        if writer is not None:
            writer.close()


def _parquet_writer(path: Path, schema: pa.Schema) -> pa.parquet.ParquetWriter:
    import pyarrow.parquet as pq

    return pq.ParquetWriter(path, schema, store_schema=False)


@contextmanager
def _open_csv(path: Path, rows: int) -> Iterator[Table]:
    from pyarrow import csv

    with path.open("rb") as file:
        names = csv.open_csv(file, read_options=csv.ReadOptions(block_size=1 << 16)).schema.names
    text = csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""]
    )
    with csv.open_csv(path, convert_options=text, read_options=csv.ReadOptions(block_size=64 * rows)) as reader:
        yield Table(reader.schema, iter(reader))


@contextmanager
def _create_csv(path: Path, schema: pa.Schema) -> Iterator[Write]:
    from pyarrow import csv

    plain = pa.schema([pa.field(each.name, _plain(each.type)) for each in with_answers(schema)])
    with csv.CSVWriter(path, plain, write_options=csv.WriteOptions(quoting_style="needed")) as writer:
        yield lambda batch: writer.write_batch(batch.cast(plain))


@contextmanager
def _open_arrow(path: Path, rows: int) -> Iterator[Table]:
    with pa.memory_map(str(path)) as held:
        file = pa.ipc.open_file(held)
        whole = (file.get_batch(n) for n in range(file.num_record_batches))
        pieces = (batch.slice(start, rows) for batch in whole for start in range(0, batch.num_rows, rows))
        yield Table(file.schema, pieces)


@contextmanager
def _create_arrow(path: Path, schema: pa.Schema) -> Iterator[Write]:
    # A file of this format has one dictionary a column, and batches come with their own.
    plain = pa.schema([pa.field(each.name, _plain(each.type)) for each in with_answers(schema)], schema.metadata)
    with pa.ipc.new_file(str(path), plain) as writer:
        yield lambda batch: writer.write_batch(batch.cast(plain))


def with_answers(schema: pa.Schema) -> pa.Schema:
    """Return the columns of a table of requests with those of the answers."""
    names = pa.dictionary(pa.int8(), pa.string())
    kinds = (pa.date32(), names, names)
    return pa.schema([*schema, *map(pa.field, ADDED, kinds)], metadata=schema.metadata)


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


_FORMATS = {
    ".parquet": Format(_open_parquet, _create_parquet),
    ".csv": Format(_open_csv, _create_csv),
    ".arrow": Format(_open_arrow, _create_arrow),
    ".feather": Format(_open_arrow, _create_arrow),
}
