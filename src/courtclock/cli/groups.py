"""Groups of commands: one that does something by default, and one whose commands are made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from courtclock.errors import UnknownId


class DefaultGroup(click.Group):
    """A group whose first argument may be a command of it, or the first argument of its default command.

    So `docket FILE` and `docket new FILE` live side by side. A file that has the name of a command is given as
    ``./new``; after an option of the default command, or after ``--``, no command is looked for.
    """

    def __init__(
        self, *, default: click.Command, commands: Sequence[click.Command], missing: str, **settings: Any
    ) -> None:
        """Make a group of `commands`; `missing` says what was expected where there is no argument at all."""
        super().__init__(commands=commands, no_args_is_help=False, **settings)
        self.default = default
        self.missing = missing
        default.context_class = _DefaultContext

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Leave everything to the default command where the first argument is none of ours."""
        if not args and not ctx.resilient_parsing:
            ctx.fail(self.missing)
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["--", *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Choose the command."""
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return "", self.default, args

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write both forms."""
        formatter.write_usage(ctx.command_path, " ".join(self.default.collect_usage_pieces(ctx)))
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...", prefix=" " * len("Usage: "))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options of the default command, then the commands."""
        self.default.format_options(ctx, formatter)
        self.format_commands(ctx, formatter)


class _DefaultContext(click.Context):
    """The context of a default command: it is called by the name of its group."""

    @property
    def command_path(self) -> str:
        """The words that call it."""
        return self.parent.command_path if self.parent is not None else super().command_path


class LazyGroup(click.Group):
    """A group whose commands are named by one function and made by another, when the first of them is needed."""

    def __init__(
        self,
        *,
        unknown: type[UnknownId],
        names: Callable[[], Iterable[str]],
        make: Callable[[str], click.Command],
        **settings: Any,
    ) -> None:
        """Make a group; `unknown` is the error that names the nearest commands, where one is not known."""
        super().__init__(**settings)
        self.unknown = unknown
        self.names = names
        self.make = make

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order in which they were given."""
        del ctx
        return list(self.names())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name."""
        return self.make(cmd_name) if cmd_name in self.list_commands(ctx) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest where one is not known."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(str(self.unknown(args[0], self.list_commands(ctx))))
        return super().resolve_command(ctx, args)
