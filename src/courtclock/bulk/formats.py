"""The formats of tables: how each is read in batches, and written."""

from __future__ import annotations

import base64
import csv as plain_csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pyarrow as pa

from courtclock.bulk.columns import KEYS, is_text, with_answers
from courtclock.errors import InvalidValue
from courtclock.value import frozen

BLOCK = 1 << 22  # bytes of CSV that are read at a time, some of them ahead; no row may be longer

Write = Callable[[pa.RecordBatch], None]


@frozen(eq=False)
class Table:
    """A table that is read in batches.

    Attributes:
        schema: its columns, as the file has them; those of the batches may be dictionaries of the same values.
        batches: reads it.
        rows: how many there are, where the format says so without being read.
        one_dictionary: whether a column that is a dictionary has the same one in every batch.
    """

    schema: pa.Schema
    batches: Iterator[pa.RecordBatch]
    rows: int | None = None
    one_dictionary: bool = False

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        return self.batches


@frozen(eq=False)
class Format:
    """How one format is opened for reading, so many rows at a time, and created for writing."""

    open: Callable[[Path, int], AbstractContextManager[Table]]
    create: Callable[[Path, Table], AbstractContextManager[Write]]


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
        yield Table(schema, file.iter_batches(batch_size=rows), file.metadata.num_rows)


@contextmanager
def _create_parquet(path: Path, table: Table) -> Iterator[Write]:
    import pyarrow.parquet as pq

    schema = with_answers(table.schema)
    writer: pq.ParquetWriter | None = None

    def write(batch: pa.RecordBatch) -> None:
        nonlocal writer
        if writer is None:
            writer = _parquet_writer(path, batch.schema)
        writer.write_batch(batch)

    try:
        yield write
        if writer is None:
            writer = _parquet_writer(path, schema)
        # A reader finds the columns as they were, not as they were held here.
        writer.add_key_value_metadata({"ARROW:schema": base64.b64encode(schema.serialize())})
    finally:
        if writer is not None:
            writer.close()


def _parquet_writer(path: Path, schema: pa.Schema) -> pa.parquet.ParquetWriter:
    import pyarrow.parquet as pq

    return pq.ParquetWriter(path, schema, store_schema=False)


@contextmanager
def _open_csv(path: Path, rows: int) -> Iterator[Table]:
    from pyarrow import csv

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            names = next(filter(None, plain_csv.reader(file)), [])
    except plain_csv.Error as error:
        raise InvalidValue(f"the first line: {error}") from None
    text = csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""]
    )
    with csv.open_csv(
        path,
        convert_options=text,
        parse_options=csv.ParseOptions(newlines_in_values=True),
        read_options=csv.ReadOptions(block_size=BLOCK),
    ) as reader:
        yield Table(reader.schema, _pieces(reader, rows))


@contextmanager
def _create_csv(path: Path, table: Table) -> Iterator[Write]:
    from pyarrow import csv

    plain = pa.schema([pa.field(each.name, _plain(each.type)) for each in with_answers(table.schema)])
    with csv.CSVWriter(path, plain, write_options=csv.WriteOptions(quoting_style="needed")) as writer:
        yield lambda batch: writer.write_batch(batch.cast(plain))


@contextmanager
def _open_arrow(path: Path, rows: int) -> Iterator[Table]:
    with pa.memory_map(str(path)) as held:
        file = pa.ipc.open_file(held)
        whole = (file.get_batch(n) for n in range(file.num_record_batches))
        yield Table(file.schema, map(_sound, _pieces(whole, rows)), one_dictionary=True)


def _pieces(batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[pa.RecordBatch]:
    """Give batches of so many rows at most."""
    return (batch.slice(start, rows) for batch in batches for start in range(0, batch.num_rows, rows))


def _sound(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return a batch in which every place that it speaks of is there: this format has no checksums."""
    batch.validate(full=True)
    return batch


@contextmanager
def _create_arrow(path: Path, table: Table) -> Iterator[Write]:
    schema = with_answers(table.schema)
    if not table.one_dictionary:
        # A file of this format has one dictionary a column; those that come with each batch are written out.
        asked = [each.with_type(_plain(each.type)) for each in table.schema]
        schema = pa.schema([*asked, *list(schema)[len(asked) :]], schema.metadata)
    with pa.ipc.new_file(str(path), schema) as writer:
        yield lambda batch: writer.write_batch(batch.cast(schema))


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


_FORMATS = {
    ".parquet": Format(_open_parquet, _create_parquet),
    ".csv": Format(_open_csv, _create_csv),
    ".arrow": Format(_open_arrow, _create_arrow),
    ".feather": Format(_open_arrow, _create_arrow),
}
