"""What is given on the command line: a file, a day, an instant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from courtclock.errors import InvalidDate

FILE = click.Path(dir_okay=False, path_type=Path)


class Day(click.ParamType[Any]):
    """A day on the command line."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read it, or say what is wrong with it."""
        from courtclock.dates import to_date

        try:
            return to_date(value)
        except InvalidDate as error:
            self.fail(str(error), param, ctx)


class Moment(click.ParamType[Any]):
    """An instant on the command line."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read it, or say what is wrong with it."""
        from courtclock.dates import to_instant

        try:
            return to_instant(value)
        except InvalidDate as error:
            self.fail(str(error), param, ctx)
