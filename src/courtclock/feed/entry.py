"""One entry of a feed as a plain value, before any byte is written, and its identity."""

from __future__ import annotations

import uuid
from enum import Enum
from functools import cached_property

try:
    from _sha1 import sha1  # type: ignore[import-not-found] # as `random` does: `hashlib` loads OpenSSL, which takes longer than all UIDs of a feed
except ImportError:
    from hashlib import sha1

from courtclock.dates import Date, Instant, date_of
from courtclock.value import frozen

# The namespace of this project's UIDs; it never changes, or every subscriber would see every entry twice.
NAMESPACE = uuid.UUID("6d0a3c5e-7f0b-5a55-9a6c-0c1f7d1f2b11")


class Category(Enum):
    """The category of an entry."""

    LAST_DAY = "Last day"
    WINDOW = "Compliance window"
    STANDING = "Standing duty"
    HEARING = "Hearing"
    REMINDER = "Reminder"
    UNDATED = "Not computed"


class EventStatus(Enum):
    """STATUS of a VEVENT."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


class TaskStatus(Enum):
    """STATUS of a VTODO."""

    NEEDS_ACTION = "NEEDS-ACTION"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"


@frozen(kw_only=True)
class FeedEntry:
    """One event or task of the feed; `start` and `last` are days, both in, or `start` and `end` instants.

    Attributes:
        brief: what a stranger may read instead of `summary`.
        day: the last day, where `start` and `last` show an hour at which that day ends.
        calendar: the id of the calendar of the office, by which reminders retreat; "" for none.
        reminders: whether it is worth reminding of.
        alarms: how many days before it rings, the most important first.
        task: as a task; None for what is none.
    """

    uid: str
    summary: str
    description: str
    category: Category
    status: EventStatus
    busy: bool
    reminders: bool = True
    start: Date | Instant
    last: Date | Instant
    stamp: Instant
    location: str = ""
    url: str = ""
    brief: str = ""
    day: Date | None = None
    calendar: str = ""
    alarms: tuple[int, ...] = ()
    task: TaskStatus | None = None

    @property
    def begins(self) -> Date:
        """The day on which it begins."""
        return date_of(self.start)

    @property
    def ends(self) -> Date:
        """The day on which it ends, in."""
        return date_of(self.last)

    @cached_property
    def order(self) -> tuple[str, str]:
        """By what entries stand in order: the day and the time as they are written, then the UID."""
        at = self.start if self.task is None else self.last
        hour = f"T{at.hour:02}{at.minute:02}{at.second:02}" if isinstance(at, Instant) else ""
        hour += "Z" if isinstance(at, Instant) and str(at.tzinfo) == "UTC" else ""
        return f"{at.year:04}{at.month:02}{at.day:02}{hour}", self.uid


def uid(docket: str, entry: str, form: str = "") -> str:
    """Return the UID of an entry: from the ids alone, never from the date, so that a moved entry keeps it.

    >>> uid("x-restoration", "one-week") == uid("x-restoration", "one-week")
    True
    """
    name = "\n".join((docket, entry, form) if form else (docket, entry))
    digest = sha1(NAMESPACE.bytes + name.encode(), usedforsecurity=False).digest()  # this is how UUIDs are made
    return str(uuid.UUID(bytes=digest[:16], version=5))
