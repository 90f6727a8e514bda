"""Output: files are replaced whole or not at all; a terminal gets colour, a pipe plain text."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

import click

from courtclock.errors import OutputRefused

FEED_BEGINS = b"BEGIN:VCALENDAR"
NARROW = 80
_CONTROLS = re.compile("[\x7f-\x9f]")
_JOINERS = "\u200c\u200d"  # of Urdu and Hindi letters


def write_feed(path: Path, data: bytes) -> None:
    """Replace a feed atomically.

    Raises:
        OutputRefused: something that is not a feed stands there, the folder does not exist, or it is not writable.
    """
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OutputRefused(f"{path}: a link that leads back to itself; nothing was written")
    if target.exists():
        if not stat.S_ISREG(target.stat().st_mode):
            raise OutputRefused(f"{path}: not a file; nothing was written")
        try:
            begins = _first_bytes(target)
        except OSError as error:
            raise OutputRefused(f"{path}: {error.strerror}; nothing was written") from None
        if begins != FEED_BEGINS:
            raise OutputRefused(f"{path}: this file is not a calendar feed, and is not replaced; name another")
        mode = stat.S_IMODE(target.stat().st_mode)
    else:
        if not target.parent.is_dir():
            raise OutputRefused(f"{path}: there is no folder {target.parent}; it is not created")
        mode = 0o666 & ~_umask()
    _replace(path, target, data, mode)


def _first_bytes(target: Path) -> bytes:
    with target.open("rb") as file:
        return file.read(len(FEED_BEGINS))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _replace(path: Path, target: Path, data: bytes, mode: int) -> None:
    """Write beside the target, then rename: whoever reads meanwhile sees the old file or the new one."""
    try:
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
    except OSError as error:
        raise OutputRefused(f"{path}: {error.strerror}; nothing was written") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise OutputRefused(f"{path}: {error.strerror}; nothing was written") from None
        raise


def as_text(value: Any, indent: int | None = None) -> str:
    """Return a value as JSON, keys in their order; half a character in it is escaped, since it cannot be encoded."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    # JSON leaves these as they are, and a terminal may take some of them for commands.
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def echo_json(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(as_text(value, indent=2))


def clean(text: str) -> str:
    """Return text without control characters: what a file says must not command the terminal that shows it."""
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
    return min(max(shutil.get_terminal_size((NARROW, 24)).columns, 40), 100) if terminal() else NARROW


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
