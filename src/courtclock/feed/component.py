"""An entry as the bytes of a VEVENT or a VTODO, in the order in which icalendar writes them."""

from __future__ import annotations

from datetime import timedelta

from courtclock.dates import Instant, day_after
from courtclock.feed.entry import FeedEntry
from courtclock.feed.lines import before, clean, escape, fold, moment, one_line
from courtclock.value import frozen

_AT_NINE = timedelta(hours=15)  # before midnight: nine in the morning of the day before
_DONE = 100  # per cent


@frozen
class Revision:
    """What a subscriber tells versions of an entry by; the stamps are instants in UTC, as they are written."""

    sequence: int
    stamp: bytes
    created: bytes


@frozen
class Facts:
    """What makes a new version when it changes: the dates, the times and the status, as they are written."""

    start: str
    end: str
    status: str


def facts(entry: FeedEntry) -> Facts:
    """Return the dates, the times and the status of an entry."""
    if entry.task is not None:
        return Facts("", moment("DUE", entry.last), entry.task.value)
    # The end of an all-day event is the first day that is no longer in it.
    end = entry.last if isinstance(entry.last, Instant) else day_after(entry.last)
    return Facts(moment("DTSTART", entry.start), moment("DTEND", end), entry.status.value)


def component(entry: FeedEntry, revision: Revision) -> bytes:
    """Return the bytes of an entry, as an event or as a task."""
    return _event(entry, revision) if entry.task is None else _task(entry, revision)


def _event(entry: FeedEntry, revision: Revision) -> bytes:
    known, stamp = facts(entry), revision.stamp
    summary = one_line(entry.summary)
    parts = [
        b"BEGIN:VEVENT\r\n",
        _text("SUMMARY", summary),
        fold(known.start),
        fold(known.end),
        b"DTSTAMP:%b\r\nUID:%b\r\nSEQUENCE:%d\r\n" % (stamp, entry.uid.encode(), revision.sequence),
        b"CATEGORIES:%b\r\nCREATED:%b\r\n" % (entry.category.value.encode(), revision.created),
        _text("DESCRIPTION", clean(entry.description)),
        b"LAST-MODIFIED:%b\r\n" % stamp,
        _text("LOCATION", one_line(entry.location)) if entry.location else b"",
        b"STATUS:%b\r\nTRANSP:%b\r\n" % (known.status.encode(), b"OPAQUE" if entry.busy else b"TRANSPARENT"),
        fold(f"URL:{entry.url}") if is_address(entry.url) else b"",
        *_alarms(entry, summary, timed=isinstance(entry.start, Instant)),
        b"END:VEVENT\r\n",
    ]
    return b"".join(parts)


def _task(entry: FeedEntry, revision: Revision) -> bytes:
    known, stamp = facts(entry), revision.stamp
    summary = one_line(entry.summary)
    done = entry.task is not None and entry.task.value == "COMPLETED"
    parts = [
        b"BEGIN:VTODO\r\n",
        b"CATEGORIES:%b\r\nCREATED:%b\r\n" % (entry.category.value.encode(), revision.created),
        _text("DESCRIPTION", clean(entry.description)),
        b"DTSTAMP:%b\r\n" % stamp,
        fold(known.end),
        b"LAST-MODIFIED:%b\r\n" % stamp,
        _text("LOCATION", one_line(entry.location)) if entry.location else b"",
        b"PERCENT-COMPLETE:%d\r\n" % _DONE if done else b"",
        b"SEQUENCE:%d\r\nSTATUS:%b\r\n" % (revision.sequence, known.status.encode()),
        _text("SUMMARY", summary),
        b"UID:%b\r\n" % entry.uid.encode(),
        fold(f"URL:{entry.url}") if is_address(entry.url) else b"",
        *_alarms(entry, summary, timed=isinstance(entry.last, Instant)),
        b"END:VTODO\r\n",
    ]
    return b"".join(parts)


def _text(name: str, value: str) -> bytes:
    return fold(f"{name}:{escape(value)}")


def _alarms(entry: FeedEntry, summary: str, *, timed: bool) -> list[bytes]:
    """Return the reminders: relative, since an absolute one would ring for a date that has moved."""
    # A task has no start; what it is due by is its end.
    related = ";RELATED=END" if entry.task is not None else ""
    words = _text("DESCRIPTION", summary) if entry.alarms else b""
    found = []
    for days in entry.alarms:
        # An entry with an hour is announced at that hour; one of a whole day in the morning, not at midnight.
        length = timedelta(days=days) if timed else _AT_NINE + timedelta(days=days - 1)
        trigger = f"TRIGGER{related}:{before(length)}\r\n".encode()
        found.append(b"BEGIN:VALARM\r\nACTION:DISPLAY\r\n" + words + trigger + b"END:VALARM\r\n")
    return found


def is_address(url: str) -> bool:
    """Whether an address may stand in a feed."""
    return url.isascii() and url.isprintable() and " " not in url and url.startswith(("http://", "https://"))
