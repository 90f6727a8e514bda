"""Output: files are replaced whole or not at all; a terminal gets colour, a pipe plain text."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from courtclock.errors import OutputRefused
from courtclock.whole import lock, replacing

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
    with _refusing(path):
        target = _target(path)
        if target.exists():
            with target.open("rb") as file:
                found = file.read(len(begins))
            if found != begins:
                raise OutputRefused(f"{path}: this file is not {what}, and is not replaced; name another")
        with replacing(path) as part, part.open("wb") as file:
            return sum(map(file.write, (data,) if isinstance(data, bytes) else data))


def write_docket(path: Path, data: bytes, was: bytes | None) -> None:
    """Replace a docket file atomically, if it is still what was read; where `was` is None, create it.

    Raises:
        OutputRefused: the file changed meanwhile, or is there already; it is not a file; the folder does not exist,
            or it is not writable.
    """
    with _refusing(path):
        target = _target(path)

        def still() -> None:
            now = target.read_bytes() if target.exists() else None
            if now is not None and was is None:
                raise OutputRefused(f"{path}: is there already, and is not overwritten")
            if now != was:
                raise OutputRefused(f"{path}: changed while this was being done; nothing was written: do it again")

        with _alone(target.parent):
            still()  # also before anything is written beside it
            with replacing(path, still=still) as part:
                part.write_bytes(data)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Say of what goes wrong while a file is written that it was refused."""
    try:
        yield
    except OSError as error:
        if isinstance(error, OutputRefused):
            raise
        raise OutputRefused(f"{path}: {error.strerror}; nothing was written") from None


def _target(path: Path) -> Path:
    """Return where a file is to be written: a file, or nothing yet, in a folder that is there."""
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OutputRefused(f"{path}: a link that leads back to itself; nothing was written")
    if target.exists() and not target.is_file():
        raise OutputRefused(f"{path}: not a file; nothing was written")
    if not target.parent.is_dir():
        raise OutputRefused(f"{path}: there is no folder {target.parent}; it is not created")
    return target


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one courtclock at a time look at the files of a folder and replace them, where the system can say so."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows; a folder that may not be listed
        yield
        return
    try:
        lock(handle, wait=True)
        yield
    finally:
        os.close(handle)


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


def say_whole(text: str, *, err: bool = False) -> None:
    """Print lines that may be long: wrapped for a reader on a terminal, whole in a pipe, so that they are found."""
    stream = sys.stderr if err else sys.stdout
    if stream is None or not stream.isatty():
        say(text, err=err)
        return
    import textwrap

    for line in clean(text).splitlines():
        inside = " " * (len(line) - len(line.lstrip()) + 2)
        wrap = textwrap.TextWrapper(
            _columns(), subsequent_indent=inside, break_long_words=False, break_on_hyphens=False
        )
        click.echo(wrap.fill(line), err=err)


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
    return _columns() if terminal() else NARROW


def _columns() -> int:
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
