"""`due_file`: a file of requests to a file of answers, in batches, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
from attrs import field

from courtclock.almanac import Almanac, default_almanac
from courtclock.bulk.columns import ADDED, check_names
from courtclock.bulk.formats import Format, Table, format_of
from courtclock.bulk.rows import answer, why
from courtclock.bulk.told import Told
from courtclock.errors import CourtclockError, InvalidValue, OutputRefused, TableFault
from courtclock.value import frozen
from courtclock.whole import replacing

BATCH = 1 << 20  # rows that are read, answered and written at a time

Progress = Callable[[int, int | None], None]


@frozen
class Example:
    """The first row that has an error of its kind.

    Attributes:
        row: its number in the file, from 0.
        message: the error in words.
    """

    row: int
    message: str


@frozen
class Summary:
    """What became of a file.

    Attributes:
        told: what became of its rows.
        examples: for each kind of error the first row that has it.
    """

    told: Told
    examples: dict[str, Example] = field(factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        first = {kind: {"row": e.row, "message": e.message} for kind, e in sorted(self.examples.items())}
        return {**self.told.to_json(), "first": first}


def due_file(
    source: Path | str,
    target: Path | str,
    *,
    almanac: Almanac | None = None,
    progress: Progress = lambda _done, _rows: None,
    batch: int = BATCH,
) -> Summary:
    r"""Answer a file of requests: the same columns as those of `due_table`, and what is due.

    The format is told by the name: ``.parquet``; ``.csv``; ``.arrow`` or ``.feather``. Rows are read, answered and
    written in batches, so that memory does not grow with the file. The target appears when it is complete: until then
    it is written beside it, as ``.NAME.xxxxxxxx.part``. A run that was broken off leaves the target as it was; it is
    started again, and whoever writes the target next takes its part away.

    Args:
        source: the requests.
        target: where the answers go. What stands there is replaced only if it is a table of answers.
        almanac: where to look up courts, calendars and law; the built-in packs by default.
        progress: told now and then how many rows are done, and of how many, or None where the format does not say.
        batch: rows of a batch.

    Returns:
        what became of the rows.

    Raises:
        TableFault: a file that cannot be read as its name says, or without the columns of a request.
        OutputRefused: a target that is not replaced, or cannot be written.
        OSError: a source that is not there, or may not be read.

    >>> from tempfile import mkdtemp
    >>> folder = Path(mkdtemp())
    >>> _ = (folder / "asked.csv").write_text("court,trigger,period\nus.nysd,2024-06-20,14 days\n")
    >>> due_file(folder / "asked.csv", folder / "answered.csv").told.rows
    1
    >>> print((folder / "answered.csv").read_text().splitlines()[1])
    "us.nysd","2024-06-20","14 days",2024-07-05,"settled",
    """
    source, target = Path(source), Path(target)
    reading, writing = _formats(source, target)
    with source.open("rb"):
        pass  # one that cannot be opened says so itself
    if target.exists() and target.samefile(source):
        raise OutputRefused(f"{target}: the answers would replace the requests; name another file")
    _refuse_to_replace(target, writing)
    with _blaming(source), reading.open(source, batch) as table:
        check_names(table.schema.names)
        with _refusing(target), replacing(target) as part:
            return _answer(table, writing, part, almanac or default_almanac(), progress)


def _formats(source: Path, target: Path) -> tuple[Format, Format]:
    try:
        reading = format_of(source)
    except InvalidValue as error:
        raise TableFault(str(source), [str(error)]) from None
    if source.exists() and not source.is_file():
        raise TableFault(str(source), ["not a file"])
    try:
        return reading, format_of(target)
    except InvalidValue as error:
        raise OutputRefused(f"{target}: {error}") from None


@contextmanager
def _blaming(source: Path) -> Iterator[None]:
    """Say of whatever goes wrong, but for the output, that it is a fault of the source."""
    try:
        yield
    except OutputRefused:
        raise
    except (CourtclockError, pa.ArrowException, OSError, UnicodeError) as error:
        raise TableFault(str(source), [_words(error)]) from None


@contextmanager
def _refusing(target: Path) -> Iterator[None]:
    """Say of what goes wrong while the output is written that it was refused."""
    try:
        yield
    except CourtclockError:
        raise
    except (pa.ArrowException, OSError) as error:
        raise OutputRefused(f"{target}: {_words(error)}; nothing was written") from None


def _words(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def _answer(table: Table, writing: Format, path: Path, almanac: Almanac, progress: Progress) -> Summary:
    """Read ahead and write behind, each in a thread of its own, while this one answers."""
    told = Told()
    examples: dict[str, Example] = {}
    behind: Future[None] | None = None
    with ThreadPoolExecutor(1) as ahead, ThreadPoolExecutor(1) as last, writing.create(path, table) as write:
        batches = _readable(table)
        coming = ahead.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = ahead.submit(next, batches, None)
            answered, now = answer(batch, almanac)
            for kind in now.errors.keys() - examples.keys():
                row, message = why(answered, kind, almanac)
                examples[kind] = Example(told.rows + row, message)
            told += now
            if behind is not None:
                behind.result()
            behind = last.submit(write, answered)
            progress(told.rows, table.rows)
        if behind is not None:
            behind.result()
    return Summary(told, examples)


def _readable(table: Table) -> Iterator[pa.RecordBatch]:
    """Read the batches; what goes wrong here is not the output's fault, in whose midst it happens."""
    try:
        yield from table
    except (pa.ArrowException, OSError, UnicodeError) as error:
        raise InvalidValue(_words(error)) from None


def _refuse_to_replace(target: Path, kind: Format) -> None:
    if not target.parent.is_dir():
        raise OutputRefused(f"{target}: there is no folder {target.parent}; it is not created")
    if not target.exists():
        return
    try:
        ours = target.is_file() and _names(target, kind).issuperset(ADDED)
    except (pa.ArrowException, OSError, UnicodeError, InvalidValue):
        ours = False
    if not ours:
        raise OutputRefused(f"{target}: this file is not a table of answers, and is not replaced; name another")


def _names(path: Path, kind: Format) -> set[str]:
    with kind.open(path, BATCH) as there:
        return set(there.schema.names)
