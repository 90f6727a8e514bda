"""`courtclock bulk`: files of rows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from courtclock.cli.output import echo_json, say

if TYPE_CHECKING:
    from courtclock.bulk.files import Summary

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command
@click.argument("source", metavar="IN", type=_FILE)
@click.argument("target", metavar="OUT", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print what became of the rows as JSON.")
def bulk(source: Path, target: Path, *, as_json: bool) -> None:
    """Compute due dates for a file of rows.

    IN and OUT are .parquet, .csv or .arrow files. A row of IN is a request:
    the columns trigger and period, then court, or regime and calendar; and
    direction, service, act and the other keys of a request where they are
    there. OUT has the same columns, and due, assurance and error.

    A row without a date has the kind of its error, and stops nothing. OUT
    appears when it is complete. Needs courtclock[bulk].
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
def _progress() -> Iterator[Callable[[int], None]]:
    """Show on a terminal how many rows are done, and how many a second."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:,} rows, {task.fields[pace]} a second"),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("rows", total=None, pace="-")
        began = time.monotonic()

        def update(rows: int) -> None:
            bar.update(task, completed=rows, pace=f"{rows / max(time.monotonic() - began, 1e-9):,.0f}")

        yield update


def _tell(target: Path, summary: Summary, seconds: float) -> None:
    told = summary.told
    say(f"{target}: {told.rows:,} rows in {seconds:.1f} s ({told.rows / max(seconds, 1e-9):,.0f} a second)")
    for assurance, count in sorted(told.assurance.items()):
        say(f"  {count:>14,}  {assurance}")
    if told.empty:
        say(f"  {told.empty:>14,}  without a trigger")
    for kind, count in sorted(told.errors.items()):
        say(f"  {count:>14,}  {kind}")
        first = summary.examples[kind]
        say(f"                  first in row {first.row}: {first.message}")
    if told.engine:
        say(f"{told.engine:,} rows were answered by the engine one by one (hours, instants, days of their own)")
