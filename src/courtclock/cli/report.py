"""The command report: a docket as one page to read, to print and to send."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from courtclock.cli.output import say, write_whole
from courtclock.cli.params import FILE, Day
from courtclock.errors import OutputRefused


@click.command()
@click.argument("docket", type=FILE)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The .html file; '-' for stdout.")
@click.option("--on", "day", type=Day(), help="The day to look at; today by default.")
@click.option("--known-on", type=Day(), help="Use only what had been announced by this day.")
def report(*, docket: Path, output: Path, day: Any, known_on: Any) -> None:
    """Write DOCKET as one HTML page, to read offline and to print.

    The file is replaced whole; one that is not a report is not replaced.
    """
    from courtclock.dates import to_date
    from courtclock.docket import load
    from courtclock.report.page import BEGINS
    from courtclock.report.page import report as build

    day = day if day is not None else to_date(date.today())  # noqa: DTZ011 - the day of whoever sits here
    data = build(load(docket), day, known_on=known_on).encode()
    if str(output) == "-":
        if sys.stdout is None:
            raise OutputRefused("standard output is closed")
        sys.stdout.buffer.write(data)
        return
    write_whole(output, data, begins=BEGINS, what="a report of courtclock")
    say(f"{output}: {len(data)} bytes, as of {day}")
