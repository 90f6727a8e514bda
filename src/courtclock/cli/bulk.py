"""`courtclock bulk`: files of rows."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from courtclock.cli.output import echo_json, say, say_wrapped, width
from courtclock.cli.params import FILE

if TYPE_CHECKING:
    from courtclock.bulk.files import Progress, Summary


@click.command
@click.argument("source", metavar="IN", type=FILE)
@click.argument("target", metavar="OUT", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print what became of the rows as JSON.")
def bulk(source: Path, target: Path, *, as_json: bool) -> None:
    """Compute due dates for a file of rows.

    IN and OUT are .parquet, .csv or .arrow files. A row of IN is a request:
    the columns trigger and period, then court, or regime and calendar; and
    direction, service, act and the other keys of a request where they are
    there. OUT has the same columns, and due, assurance and error.

    A row without a date has the kind of its error, and stops nothing. OUT
    appears when it is complete, and replaces a table of answers only. Needs
    courtclock[bulk].
    """
    from courtclock.bulk import due_file

    began = time.monotonic()
    with _progress() as progress:
        summary = due_file(source, target, progress=progress)
    seconds = time.monotonic() - began
    if as_json:
        echo_json({**summary.to_json(), "seconds": round(seconds, 3)})
    else:
        _tell(target, summary, seconds)


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show on a terminal how many rows are done, of how many where the format says so, and how many a second."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (
        BarColumn(bar_width=10),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]} rows, {task.fields[pace]} a second"),
        TimeElapsedColumn(),
    )
    # Said outright, because variables of the environment may take a pipe for a terminal.
    shown = sys.stderr is not None and sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not shown) as bar:
        task = bar.add_task("rows", total=None, rows="0", pace="-")
        began = time.monotonic()

        def update(done: int, rows: int | None) -> None:
            of = f"{done:,}" if rows is None else f"{done:,} of {rows:,}"
            bar.update(task, completed=done, total=rows, rows=of, pace=_pace(done, time.monotonic() - began))

        yield update


def _pace(rows: int, seconds: float) -> str:
    return f"{rows / max(seconds, 1e-9):,.0f}"


def _tell(target: Path, summary: Summary, seconds: float) -> None:
    told = summary.told
    what = f"{told.rows:,} rows in {seconds:.1f} s ({_pace(told.rows, seconds)} a second)"
    if len(f"{target}: {what}") > width():
        say(f"{target}:")  # a path that is broken over two lines cannot be copied
        say(f"  {what}")
    else:
        say(f"{target}: {what}")
    for assurance, count in sorted(told.assurance.items()):
        say(f"  {count:>14,}  {assurance}")
    if told.empty:
        say(f"  {told.empty:>14,}  without a trigger")
    for kind, count in sorted(told.errors.items()):
        say(f"  {count:>14,}  {kind}")
        first = summary.examples[kind]
        say_wrapped("", f"first in row {first.row}: {first.message}")
    if told.engine:
        say(f"  {told.engine:>14,}  answered by the engine one by one: hours, instants,")
        say("                  days of their own")
