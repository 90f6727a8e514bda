"""The commands, and what happens to their errors."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from courtclock import __version__
from courtclock.cli.output import say
from courtclock.errors import CourtclockError, OutputRefused, UnknownId

REFUSED = 1  # the answer is "no"
USAGE = 2


class Commands(click.Group):
    """The command group: an error of ours is one message on stderr and an exit status, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and turn its errors into a message."""
        try:
            return super().invoke(ctx)
        except OutputRefused as error:
            fail(str(error), USAGE)
        except CourtclockError as error:
            fail(str(error), REFUSED)
        except BrokenPipeError:
            # The reader of a pipe has gone, as `head` does; what is left to flush has nowhere to go.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(REFUSED)
        except OSError as error:
            fail(f"{error.filename or 'file'}: {error.strerror or error}", USAGE)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest commands when one is not known."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(str(_UnknownCommand(args[0], self.list_commands(ctx))))
        return super().resolve_command(ctx, args)


class _UnknownCommand(UnknownId):
    kind = "command"


def fail(message: str, status: int) -> None:
    """Print a message on stderr and leave."""
    say(f"courtclock: {message}", err=True)
    sys.exit(status)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, prog_name="courtclock")
def main() -> None:
    """Legal deadlines with their reasons.

    Not legal advice: check every date against the authority that it names.
    """


def _register() -> None:
    """Add the commands; each module imports what it needs when a command of it runs."""
    from courtclock.cli import books, bulk, desk, dockets, due, edit, feed, plan, report, serve

    commands = (
        due.due,
        plan.plan,
        bulk.bulk,
        feed.feed,
        edit.docket,
        dockets.explain,
        dockets.check,
        desk.next_,
        desk.diff,
        desk.sheet,
        report.report,
        books.calendar,
        books.rules,
        serve.serve,
    )
    for command in commands:
        main.add_command(command)


_register()
