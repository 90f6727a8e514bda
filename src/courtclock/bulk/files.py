"""`due_file`: a file of requests to a file of answers, in batches, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
from attrs import field

from courtclock.almanac import Almanac, default_almanac
from courtclock.bulk.columns import ADDED, check_names
from courtclock.bulk.formats import Format, format_of
from courtclock.bulk.rows import Told, answer, why
from courtclock.errors import CourtclockError, OutputRefused, TableFault
from courtclock.value import frozen

BATCH = 1 << 20  # rows that are read, answered and written at a time


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
    progress: Callable[[int], None] = lambda _: None,
    batch: int = BATCH,
) -> Summary:
    """Answer a file of requests: the same columns as those of `due_table`, and what is due.

    The format is told by the name: ``.parquet``; ``.csv``; ``.arrow`` or ``.feather``. Rows are read, answered and
    written in batches, so that memory does not grow with the file. The target appears when it is complete; a run that
    was broken off leaves what was there, and is started again.

    Args:
        source: the requests.
        target: where the answers go. What stands there is replaced only if it is a table of answers.
        almanac: where to look up courts, calendars and law; the built-in packs by default.
        progress: told now and then how many rows are done.
        batch: rows of a batch.

    Raises:
        TableFault: a file that cannot be read as its name says, or without the columns of a request.
        OutputRefused: a target that is not replaced, or cannot be written.
    """
    source, target = Path(source), Path(target)
    reading, writing = format_of(source), format_of(target)
    if target.exists() and target.samefile(source):
        raise OutputRefused(f"{target}: the answers would replace the requests; name another file")
    _refuse_to_replace(target, writing)
    try:
        with reading.open(source, batch) as table:
            check_names(table.schema.names)
            return _written(target, lambda path: _answer(table, writing, path, almanac or default_almanac(), progress))
    except (CourtclockError, pa.ArrowInvalid, pa.ArrowTypeError) as error:
        if isinstance(error, OutputRefused):
            raise
        raise TableFault(str(source), [str(error)]) from None


def _answer(table: Any, writing: Format, path: Path, almanac: Almanac, progress: Callable[[int], None]) -> Summary:
    """Read ahead and write behind, each in a thread of its own, while this one answers."""
    told = Told()
    examples: dict[str, Example] = {}
    behind: Future[None] | None = None
    with ThreadPoolExecutor(1) as ahead, ThreadPoolExecutor(1) as last, writing.create(path, table.schema) as write:
        batches: Iterator[pa.RecordBatch] = iter(table)
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
            progress(told.rows)
        if behind is not None:
            behind.result()
    return Summary(told, examples)


def _written(target: Path, make: Callable[[Path], Summary]) -> Summary:
    """Make a file beside the target and put it in its place when it is whole."""
    real = Path(os.path.realpath(target))
    try:
        handle, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name[:100]}.", suffix=".part")
    except OSError as error:
        raise OutputRefused(f"{target}: {error.strerror}; nothing was written") from None
    os.close(handle)
    path = Path(name)
    try:
        summary = make(path)
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        path.chmod(real.stat().st_mode & 0o777 if real.exists() else 0o666 & ~_umask())
        path.replace(real)
    except OSError as error:
        raise OutputRefused(f"{target}: {error.strerror or error}; nothing was written") from None
    finally:
        path.unlink(missing_ok=True)
    return summary


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refuse_to_replace(target: Path, kind: Format) -> None:
    if not target.parent.is_dir():
        raise OutputRefused(f"{target}: there is no folder {target.parent}; it is not created")
    if not target.exists():
        return
    try:
        with kind.open(target, BATCH) as there:
            ours = set(ADDED) <= set(there.schema.names)
    except (pa.ArrowInvalid, OSError):
        ours = False
    if not ours:
        raise OutputRefused(f"{target}: this file is not a table of answers, and is not replaced; name another")
