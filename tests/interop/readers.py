"""The programs that read the feeds back, none of which was written here, and what each of them cannot say.

`tests/interop/install` installs them. Where one is not there, its tests say that they did not run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from attrs import field, frozen

from courtclock.dates import Instant
from courtclock.feed.entries import FeedEntry
from interop.facts import Facts

HERE = Path(__file__).parent
BUILT = HERE / ".build"
MODULES = HERE / "node_modules"
TOKYO = "Asia/Tokyo"  # no court of the cases is there: nothing passes since the reader happens to be at home


class RefusedError(Exception):
    """A reader does not take a feed."""


def _everywhere(_: FeedEntry) -> bool:
    return True


@frozen
class Gap:
    """Facts that a reader cannot say, or says wrongly whoever wrote the feed; they are not compared.

    Attributes:
        why: the reason, for the documentation.
        of: the entries of which it holds.
        tasks: whether it holds of entries that are published as tasks, or of events.
    """

    facts: tuple[str, ...]
    why: str
    of: Callable[[FeedEntry], bool] = _everywhere
    tasks: bool = False


@frozen(kw_only=True)
class Reader:
    """A program that reads a feed on its standard input and writes facts as JSON on its standard output.

    Attributes:
        needs: what has to be there, on the disk or as a command.
        version: a command that prints the version.
        gaps: the facts that are not compared.
        refuses: the cases that it does not take, with the reason.
    """

    name: str
    command: tuple[str, ...]
    needs: tuple[Path | str, ...]
    version: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()
    refuses: Mapping[str, str] = field(factory=dict)

    @property
    def missing(self) -> str:
        """What is not there, so that it cannot run; nothing if it can."""
        gone = [
            str(one.relative_to(HERE.parents[1])) if isinstance(one, Path) else one
            for one in self.needs
            if not (one.exists() if isinstance(one, Path) else shutil.which(one))
        ]
        return f"{self.name} did not run: {', '.join(gone)} not found" if gone else ""

    def gaps_of(self, entry: FeedEntry, *, task: bool = False) -> set[str]:
        return {fact for gap in self.gaps if gap.tasks == task and gap.of(entry) for fact in gap.facts}

    def read(self, data: bytes, zone: str = TOKYO) -> dict[str, Facts]:
        """Return the facts by UID.

        Raises:
            RefusedError: it does not take the feed, or finds one UID twice.
        """
        return by_uid(_output(self.command, data, zone))

    def said_version(self) -> str:
        run = subprocess.run(self.version, capture_output=True, text=True, check=False, cwd=HERE)
        return run.stdout.strip() or "of unknown version"


@cache
def _output(command: tuple[str, ...], data: bytes, zone: str) -> str:
    run = subprocess.run(command, input=data, capture_output=True, check=False, env={**os.environ, "TZ": zone})
    if run.returncode:
        raise RefusedError(run.stderr.decode(errors="replace")[-2000:])
    return run.stdout.decode()


def by_uid(output: str) -> dict[str, Facts]:
    try:
        given: list[dict[str, Any]] = json.loads(output)
    except ValueError as error:
        raise RefusedError(f"no JSON: {error}") from None
    found = {one["uid"]: {name: value for name, value in one.items() if name != "uid"} for one in given}
    if len(found) != len(given):
        raise RefusedError("one UID stands there twice")
    for one in found.values():
        one["alarms"] = sorted(one["alarms"])
    return found


def clocks_change_near(entry: FeedEntry, days: int) -> bool:
    """Return whether clocks change in that many days before an entry or on the day after."""
    if not isinstance(entry.start, Instant):
        return False
    around = (entry.start - timedelta(days=days), entry.start, entry.start + timedelta(days=1))
    return len({one.in_timezone(entry.start.timezone or "UTC").utcoffset() for one in around}) > 1


LIBICAL = Reader(
    name="libical",
    command=(str(BUILT / "libical_reader"),),
    needs=(BUILT / "libical_reader",),
    version=("pkg-config", "--modversion", "libical"),
)
ICALJS = Reader(
    name="ical.js",
    command=("node", str(HERE / "icaljs_reader.mjs")),
    needs=("node", MODULES / "ical.js"),
    version=("node", "-p", "JSON.parse(fs.readFileSync('node_modules/ical.js/package.json')).version"),
)
TSICS = Reader(
    name="ts-ics",
    command=("node", str(HERE / "tsics_reader.mjs")),
    needs=("node", MODULES / "ts-ics", MODULES / "@ts-ics" / "schema-zod"),
    version=("node", "-p", "JSON.parse(fs.readFileSync('node_modules/ts-ics/package.json')).version"),
    gaps=(
        Gap(
            ("start", "end"),
            "on the day of a clock change it compares the local time of the change with UTC, "
            "so that for some hours an event is an hour off",
            lambda entry: clocks_change_near(entry, 1),
        ),
        Gap(
            ("alarms",),
            "it gives the parts of the interval, not the moment; over a clock change a day is not 24 hours",
            lambda entry: clocks_change_near(entry, 8),
        ),
        Gap(
            ("description", "alarms"),
            "of a task with reminders it loses these, and takes the text of the last of them for that of the task",
            tasks=True,
        ),
    ),
    refuses={"looks-like-icalendar": "it searches BEGIN and END in the middle of lines too, and finds them in a text"},
)
VOBJECT = Reader(
    name="vobject",
    command=(sys.executable, str(HERE / "vobject_reader.py")),
    needs=(),
    version=(sys.executable, "-c", "import vobject; print(vobject.VERSION)"),
)
HOME_ASSISTANT = Reader(
    name="ical",
    command=(str(BUILT / "ical" / "bin" / "python"), str(HERE / "ha_reader.py")),
    needs=(BUILT / "ical" / "bin" / "python",),
    version=(
        str(BUILT / "ical" / "bin" / "python"),
        "-c",
        "from importlib.metadata import version; print(version('ical'))",
    ),
)
READERS = (LIBICAL, ICALJS, TSICS, VOBJECT, HOME_ASSISTANT)
