"""What an entry of a feed means, said without asking how it is written.

A fact is a plain value that every reader can be asked for. Days are "2024-05-09", moments are in UTC,
"2024-05-09T03:30:00Z", and a time that counts from the midnight of whoever reads has no zone: "2024-05-08T09:00:00".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from courtclock.almanac import default_almanac
from courtclock.dates import Instant
from courtclock.docket import Docket
from courtclock.feed.entries import Category, FeedEntry, entries

Facts = dict[str, Any]  # of one entry, by name
FIELDS = (
    "kind",
    "summary",
    "description",
    "start",
    "end",
    "status",
    "transp",
    "location",
    "url",
    "categories",
    "sequence",
    "stamp",
    "alarms",  # when they ring, in order of time
)
# The days before: a whole day is announced at nine in the morning of the day before (and of the days before that), a
# moment at its own hour.
BELLS = {Category.LAST_DAY: (1, 3, 7), Category.HEARING: (1, 7)}
NINE = timedelta(hours=9)
# iCalendar has no control characters; a backslash is written as its wide twin.
_DROPPED = "".join(map(chr, (*range(9), *range(0xB, 0x20), 0x7F, *range(0x80, 0xA0), 0xFEFF)))


def meant(docket: Docket) -> dict[str, Facts]:
    """Return what the feed of a docket means, by UID."""
    return {entry.uid: of_entry(entry) for entry in entries(docket, almanac=default_almanac())[0]}


def of_entry(entry: FeedEntry, bells: Sequence[int] | None = None, task: Any = None) -> Facts:
    """Return the facts of an entry.

    Args:
        entry: the entry.
        bells: the days before on which it rings; the usual ones by default.
        task: its status as a task, if it is published as one.
    """
    end: Any = entry.last if isinstance(entry.last, Instant) or task else entry.last.add(days=1)
    rings = bells if bells is not None else BELLS.get(entry.category, ()) if entry.reminders else ()
    return {
        "kind": "VTODO" if task else "VEVENT",
        "summary": line(entry.summary),
        "description": text(entry.description),
        "start": "" if task else _when(entry.start),
        "end": _when(end),
        "status": (task or entry.status).value,
        "transp": "" if task else "OPAQUE" if entry.busy else "TRANSPARENT",
        "location": entry.location,
        "url": entry.url,
        "categories": [entry.category.value],
        "sequence": 0,
        "stamp": _when(entry.stamp),
        "alarms": sorted(_bell(entry.last if task else entry.start, days) for days in rings),
    }


def _bell(start: Any, days: int) -> str:
    if isinstance(start, Instant):
        return _when(start.subtract(days=days))  # the same hour by the clock: days are not 24 hours (RFC 5545 3.3.6)
    morning = datetime(start.year, start.month, start.day) + NINE - timedelta(days=days)  # noqa: DTZ001 - the reader's
    return morning.isoformat()


def _when(value: Any) -> str:
    if isinstance(value, Instant):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return str(value.isoformat())


def text(given: str) -> str:
    """Return a text as it may be published."""
    lines = given.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return lines.translate(dict.fromkeys(map(ord, _DROPPED))).replace("\\", "\N{FULLWIDTH REVERSE SOLIDUS}")


def line(given: str) -> str:
    """Return a text as it may be published where there is one line."""
    return " ".join(text(given).split())
