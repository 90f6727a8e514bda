"""The command that writes a docket as a calendar feed, and carries on the feed that is there."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from courtclock.cli.dockets import load_docket
from courtclock.cli.output import FEED_BEGINS, say, write_feed
from courtclock.cli.params import FILE, Day, Moment
from courtclock.errors import FeedFault, InvalidDate, OutputRefused

if TYPE_CHECKING:
    from courtclock.dates import Instant

GOOGLE_LIMIT = 1_000_000  # bytes; a larger feed is not read by Google Calendar
EPOCH = "SOURCE_DATE_EPOCH"
_ENTRY = re.compile(rb"(?:\A|\n)BEGIN:(?:VEVENT|VTODO)\r(?=\n)")  # at the beginning of a line, which no text can give
_HOURS = ("timed", "all-day", "both")
_LADDERS = ("short", "standard", "long", "court-week", "none")
_REMIND = ("alarms", "entries")


@click.command()
@click.argument("docket", type=FILE)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The .ics file; '-' for stdout.")
@click.option("--from", "first", type=Day(), help="Leave out what ends before this day.")
@click.option("--to", "last", type=Day(), help="Leave out what begins after this day.")
@click.option("--known-on", type=Day(), help="Use only what had been announced by this day.")
@click.option("--hours", type=click.Choice(_HOURS), default="timed", help="How a day that ends at an hour is shown.")
@click.option("--reminders", type=click.Choice(_LADDERS), default="short", help="The ladder of reminders.")
@click.option("--reminders-as", type=click.Choice(_REMIND), default="alarms", help="Alarms, or entries of their own.")
@click.option("--responsible", metavar="NAME", default="", help="Only what NAME answers for.")
@click.option("--brief", is_flag=True, help="Neither reasons nor names.")
@click.option("--todo", is_flag=True, help="Last days as tasks (VTODO), for a file of their own.")
@click.option("--stamp", type=Moment(), help="The time of this publication; now by default.")
@click.option("--fresh", is_flag=True, help="Do not carry on the feed that is there.")
def feed(  # noqa: PLR0913 - one parameter for each option
    *,
    docket: Path,
    output: Path,
    first: Any,
    last: Any,
    known_on: Any,
    hours: str,
    reminders: str,
    reminders_as: str,
    responsible: str,
    brief: bool,
    todo: bool,
    stamp: Any,
    fresh: bool,
) -> None:
    """Write DOCKET as a calendar feed (.ics).

    The feed that is there is carried on: entries that are what they were keep
    their bytes, changed ones become a new version, and those that are gone
    stay for 30 days as withdrawn. The file is replaced whole; one that is not
    a feed is not replaced.
    """
    from courtclock.feed import Hours, Ladder, Remind, Style, stream

    if first is not None and last is not None and first > last:
        raise click.UsageError(f"--from {first} is later than --to {last}: expected at least one day")
    style = Style(
        hours=Hours(hours),
        ladder=Ladder(reminders),
        remind=Remind(reminders_as),
        responsible=responsible,
        brief=brief,
        tasks=todo,
    )
    book = load_docket(docket)
    before = None if fresh or str(output) == "-" else _previous(output)
    try:
        parts = stream(
            book,
            previous=before,
            stamp=stamp if stamp is not None else _now(),
            first=first,
            last=last,
            known_on=known_on,
            style=style,
        )
    except FeedFault as error:
        raise FeedFault(f"{output}, the feed that is there", [*error.faults, _ADVICE]) from None
    if str(output) == "-":
        if sys.stdout is None:
            raise OutputRefused("standard output is closed")
        for part in parts:
            sys.stdout.buffer.write(part)
        return
    tally = _Tally()
    size = write_feed(output, tally.of(parts))
    withdrawn = f", {tally.withdrawn} of them withdrawn" if tally.withdrawn else ""
    say(f"{output}: {tally.entries} entries{withdrawn}, {size} bytes")
    if before is not None and tally.withdrawn > 1 and tally.withdrawn == len(_ENTRY.findall(before)):
        say("warning: everything that was in it is withdrawn; was it the feed of another docket?", err=True)
    if size > GOOGLE_LIMIT:
        say("warning: over 1 MB, which some calendar programs do not read; narrow it: --from, --to", err=True)


_ADVICE = "nothing was written; --fresh begins anew, and forgets the versions that subscribers have seen"


class _Tally:
    """Counts the entries of a feed as they go by."""

    def __init__(self) -> None:
        self.entries = 0
        self.withdrawn = 0

    def of(self, parts: Iterator[bytes]) -> Iterator[bytes]:
        """Give the parts, the entries in each counted: unchanged ones come many at a time."""
        for part in parts:
            for entry in _ENTRY.split(part)[1:]:
                self.entries += 1
                self.withdrawn += b"\r\nSTATUS:CANCELLED\r\n" in entry and b"\nSUMMARY:Withdrawn: " in entry
            yield part


def _previous(path: Path) -> bytes | None:
    """Return the feed that is there; what is no feed is left to be refused when it would be replaced."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            if file.read(len(FEED_BEGINS)) != FEED_BEGINS:
                return None
            return FEED_BEGINS + file.read()
    except OSError:
        return None


def _now() -> Instant:
    """Return the time of this publication: as a reproducible build asks, else by the clock of the machine."""
    from courtclock.dates import to_instant

    asked = os.environ.get(EPOCH, "")
    if not asked:
        return to_instant(datetime.now(UTC).replace(microsecond=0))
    try:
        return to_instant(datetime.fromtimestamp(int(asked), UTC))
    except (ValueError, OverflowError, OSError):
        raise InvalidDate(f"{EPOCH}={asked!r} is not an instant: expected seconds since 1970") from None
