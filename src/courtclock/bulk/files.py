"""`due_file`: a file of requests to a file of answers, in batches, whole or not at all."""

from __future__ import annotations

import glob
import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
from attrs import field

from courtclock.almanac import Almanac, default_almanac
from courtclock.bulk.columns import ADDED, check_names
from courtclock.bulk.formats import Format, Table, format_of
from courtclock.bulk.rows import Told, answer, why
from courtclock.errors import CourtclockError, InvalidValue, OutputRefused, TableFault
from courtclock.value import frozen

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
        return _written(target, lambda path: _answer(table, writing, path, almanac or default_almanac(), progress))


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


def _written(target: Path, make: Callable[[Path], Summary]) -> Summary:
    """Make a file beside the target and put it in its place when it is whole."""
    real = Path(os.path.realpath(target))
    with _refusing(target):
        if real.is_symlink():
            raise OutputRefused(f"{target}: a link that leads back to itself; nothing was written")
        if real.exists() and not os.access(real, os.W_OK):
            raise PermissionError(13, "Permission denied")
        _take_parts_away(real)
        handle, path = _part(real)
        try:
            summary = make(path)
            with path.open("rb+") as file:
                os.fsync(file.fileno())
            path.chmod(real.stat().st_mode & 0o777 if real.exists() else 0o666 & ~_umask())
            path.replace(real)
        finally:
            path.unlink(missing_ok=True)
            if handle is not None:
                os.close(handle)
    return summary


def _part(real: Path) -> tuple[int | None, Path]:
    """Make the file in which the answers are gathered, and mark it as one that is being written."""
    while True:
        handle, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name[:50]}.", suffix=".part")
        path = Path(name)
        locked = _lock(handle)
        if path.exists():
            break
        os.close(handle)  # another run came between, and took it for one that nobody writes
    if not locked:
        os.close(handle)  # it would be in the way of a system that renames only what is closed
        return None, path
    return handle, path


def _lock(handle: int) -> bool:
    """Lock a file until this run ends, however it ends; False where another has, or the system cannot."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


def _take_parts_away(real: Path) -> None:
    """Take away what runs that were killed have left of this file; a part that is being written is locked."""
    for path in real.parent.glob(f".{glob.escape(real.name[:50])}.????????.part"):
        with suppress(OSError):
            handle = os.open(path, os.O_RDWR)
            try:
                if _lock(handle):
                    path.unlink()
            finally:
                os.close(handle)


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
        ours = target.is_file() and _names(target, kind).issuperset(ADDED)
    except (pa.ArrowException, OSError, UnicodeError, InvalidValue):
        ours = False
    if not ours:
        raise OutputRefused(f"{target}: this file is not a table of answers, and is not replaced; name another")


def _names(path: Path, kind: Format) -> set[str]:
    with kind.open(path, BATCH) as there:
        return set(there.schema.names)
