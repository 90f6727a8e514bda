"""Output: files are replaced whole or not at all; a terminal gets colour, a pipe plain text."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click

from courtclock.errors import OutputRefused

FEED_BEGINS = b"BEGIN:VCALENDAR"
NARROW = 80
_JOINERS = "\u200c\u200d"  # of Urdu and Hindi letters


def write_feed(path: Path, data: bytes | Iterable[bytes]) -> int:
    """Replace a feed atomically; return how many bytes it has.

    Given in parts, it is never held as a whole.

    Raises:
        OutputRefused: something that is not a feed stands there, the folder does not exist, or it is not writable.
    """
    return write_whole(path, data, begins=FEED_BEGINS, what="a calendar feed")


def write_whole(path: Path, data: bytes | Iterable[bytes], *, begins: bytes, what: str) -> int:
    """Replace a file atomically, if what stands there begins like one of ours; return how many bytes it has.

    Raises:
        OutputRefused: something else stands there, the folder does not exist, or it is not writable.
    """
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OutputRefused(f"{path}: a link that leads back to itself; nothing was written")
    if target.exists():
        if not stat.S_ISREG(target.stat().st_mode):
            raise OutputRefused(f"{path}: not a file; nothing was written")
        try:
            found = _first_bytes(target, len(begins))
        except OSError as error:
            raise OutputRefused(f"{path}: {error.strerror}; nothing was written") from None
        if found != begins:
            raise OutputRefused(f"{path}: this file is not {what}, and is not replaced; name another")
        mode = stat.S_IMODE(target.stat().st_mode)
    else:
        if not target.parent.is_dir():
            raise OutputRefused(f"{path}: there is no folder {target.parent}; it is not created")
        mode = 0o666 & ~_umask()
    return _replace(path, target, (data,) if isinstance(data, bytes) else data, mode)


def write_docket(path: Path, data: bytes, was: bytes | None) -> None:
    """Replace a docket file atomically, if it is still what was read; where `was` is None, create it.

    Raises:
        OutputRefused: the file changed meanwhile, or is there already; it is not a file; the folder does not exist,
            or it is not writable.
    """
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OutputRefused(f"{path}: a link that leads back to itself; nothing was written")
    if not target.parent.is_dir():
        raise OutputRefused(f"{path}: there is no folder {target.parent}; it is not created")
    if target.exists() and not target.is_file():
        raise OutputRefused(f"{path}: not a file; nothing was written")
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()

    def still() -> None:
        now = target.read_bytes() if target.exists() else None
        if now is not None and was is None:
            raise OutputRefused(f"{path}: is there already, and is not overwritten")
        if now != was:
            raise OutputRefused(f"{path}: changed while this was being done; nothing was written: do it again")

    with _alone(target.parent):
        still()  # also before anything is written beside it
        _replace(path, target, (data,), mode, still)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one courtclock at a time look at the files of a folder and replace them, where the system can say so."""
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):  # Windows; a folder that may not be listed
        yield
        return
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _first_bytes(target: Path, count: int) -> bytes:
    with target.open("rb") as file:
        return file.read(count)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _replace(
    path: Path, target: Path, parts: Iterable[bytes], mode: int, still: Callable[[], None] = lambda: None
) -> int:
    """Write beside the target, then rename: whoever reads meanwhile sees the old file or the new one.

    `still` is asked at the last moment whether it may; it raises where it may not.
    """
    try:
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        handle, name = _beside(target)
    except OSError as error:
        raise OutputRefused(f"{path}: {error.strerror}; nothing was written") from None
    try:
        with os.fdopen(handle, "wb") as file:
            size = sum(map(file.write, parts))
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        still()
        Path(name).replace(target)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError) and not isinstance(error, OutputRefused):
            raise OutputRefused(f"{path}: {error.strerror}; nothing was written") from None
        raise
    return size


def _beside(target: Path) -> tuple[int, str]:
    """Make a hidden file in the same folder that is ours alone; `tempfile` does, but takes long to load."""
    while True:
        name = target.with_name(f".{target.name[:100]}.{os.urandom(6).hex()}")
        with suppress(FileExistsError):
            return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), str(name)


def echo_json(value: Any) -> None:
    """Print a value as JSON."""
    from courtclock.cli.json_text import as_text

    click.echo(as_text(value, indent=2))


def clean(text: str) -> str:
    """Return text without control characters: what a file says must not command the terminal that shows it."""
    if text.isascii() and text.isprintable():
        return text
    import unicodedata

    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"} or c in _JOINERS)


def say(text: str, *, err: bool = False) -> None:
    """Print text that may come from a file."""
    click.echo(clean(text), err=err)


def say_wrapped(head: str, text: str, indent: int = 18) -> None:
    """Print text in a column beside a short head, wrapped to the width."""
    import textwrap

    lines = textwrap.wrap(text, width() - indent, break_long_words=False, break_on_hyphens=False) or [""]
    if head and indent + len(lines[0]) > width():
        # A word that is wider than the column, such as a long id, gets a line of its own.
        say(head)
        head = ""
    say(f"{head:<{indent}}{lines[0]}".rstrip())
    for line in lines[1:]:
        say(" " * indent + line)


def terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def width() -> int:
    """Return the width to print in: that of the terminal, and 80 columns in a pipe."""
    if not terminal():
        return NARROW
    import shutil

    return min(max(shutil.get_terminal_size((NARROW, 24)).columns, 40), 100)


def echo_table(title: str, columns: list[str], rows: list[list[str]], styles: dict[str, str] | None = None) -> None:
    """Print a table: drawn by rich on a terminal, plain text wrapped to 80 columns in a pipe.

    `styles` colours the cells of the second column by their words; it is not used in a pipe.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(clean(title)), title_justify="left", box=SIMPLE_HEAD, expand=False, pad_edge=False)
    for name in columns:
        # An id that is broken over two lines cannot be copied.
        table.add_column(name, overflow="fold", no_wrap=name in {"id", "date"})
    for row in rows:
        cells = [Text(clean(cell)) for cell in row]
        if styles and len(cells) > 1:
            cells[1].stylize(styles.get(row[1], ""))
        table.add_row(*cells)
    drawn = terminal()
    # Said outright, because variables of the environment may force colour on, into a pipe as well.
    console = Console(
        width=width(), highlight=False, force_terminal=drawn, no_color=not drawn, color_system="auto" if drawn else None
    )
    if drawn:
        console.print(table)
        return
    with console.capture() as captured:
        console.print(table)
    for line in captured.get().splitlines():
        click.echo(line.rstrip())
