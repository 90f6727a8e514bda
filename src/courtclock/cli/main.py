"""The commands, and what happens to their errors."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from courtclock import __version__
from courtclock.errors import CourtclockError, OutputRefused, UnknownId

REFUSED = 1  # the answer is "no"
USAGE = 2


GARBAGE = 200_000  # objects made and not yet freed before it is searched for; by default 700, for small programs

# The commands, and where each is written: a module is imported when a command of it is asked for.
_HOME = {
    "due": "due",
    "plan": "plan",
    "bulk": "bulk",
    "feed": "feed",
    "docket": "edit",
    "explain": "dockets",
    "check": "dockets",
    "next": "desk",
    "diff": "desk",
    "sheet": "desk",
    "report": "report",
    "calendar": "books",
    "rules": "books",
    "serve": "serve",
}


class _AsAsked(MutableMapping[str, click.Command]):
    """The commands by name, each imported when it is looked up."""

    def __init__(self) -> None:
        self._added: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._added:
            module = import_module(f"courtclock.cli.{_HOME[name]}")
            self._added[name] = getattr(module, f"{name}_" if name == "next" else name)
        return self._added[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._added[name] = command

    def __delitem__(self, name: str) -> None:
        del self._added[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_HOME | self._added)

    def __len__(self) -> int:
        return len(_HOME | self._added)


class Commands(click.Group):
    """The command group: an error of ours is one message on stderr and an exit status, never a traceback."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run as a program: what is imported is there to stay, and is not searched for garbage again and again."""
        gc.set_threshold(GARBAGE)
        return self.main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and turn its errors into a message."""
        try:
            result = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()  # here, where it can be said that it failed
        except OutputRefused as error:
            fail(str(error), USAGE)
        except CourtclockError as error:
            fail(str(error), REFUSED)
        except BrokenPipeError:
            _give_up_output()  # the reader of a pipe has gone, as `head` does
            sys.exit(REFUSED)
        except OSError as error:
            if error.filename is None:
                _give_up_output()
            fail(f"{error.filename or 'file'}: {error.strerror or error}", USAGE)
        return result

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest commands when one is not known."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(str(_UnknownCommand(args[0], self.list_commands(ctx))))
        return super().resolve_command(ctx, args)


class _UnknownCommand(UnknownId):
    kind = "command"


def _give_up_output() -> None:
    """Let what is left to print go nowhere: Python would try to print it in the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(message: str, status: int) -> None:
    """Print a message on stderr and leave."""
    from courtclock.cli.output import say_whole

    say_whole(f"courtclock: {message}", err=True)
    sys.exit(status)


@click.group(
    cls=Commands, commands=_AsAsked(), context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80}
)
@click.version_option(__version__, prog_name="courtclock", message="%(prog)s, version %(version)s")
def main() -> None:
    """Legal deadlines with their reasons.

    Not legal advice: check every date against the authority that it names.
    """
