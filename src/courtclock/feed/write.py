"""From a docket to the bytes of its feed, and from one publication to the next."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from operator import attrgetter

from courtclock.almanac import Almanac, default_almanac
from courtclock.dates import Date, Instant, to_date, to_instant
from courtclock.docket.model import Docket
from courtclock.feed.component import component
from courtclock.feed.entry import FeedEntry
from courtclock.feed.head import END, head, zones
from courtclock.feed.lines import utc
from courtclock.feed.made import FeedMemory, made_of
from courtclock.feed.previous import read
from courtclock.feed.revise import Published, first_publication, revised
from courtclock.feed.style import Style
from courtclock.value import frozen

_PLAIN = Style()


def feed(  # noqa: PLR0913 - what is published, how, and after what: each has a default
    docket: Docket,
    *,
    previous: bytes | None = None,
    stamp: Instant | str | None = None,
    almanac: Almanac | None = None,
    known_on: Date | str | None = None,
    first: Date | str | None = None,
    last: Date | str | None = None,
    style: Style = _PLAIN,
    memory: FeedMemory | None = None,
) -> bytes:
    """Return a docket as an iCalendar feed.

    Deadlines are all-day entries on their last day, with the reasons; windows are bars with a last day of their own;
    hearings block the diary. A date that rests on a closure not yet notified is TENTATIVE and says its range. What
    cannot be dated is named in the description of the calendar.

    With `previous`, the feed carries on from it: an entry that is what it was keeps its bytes; one that changed has
    new stamps, and a higher SEQUENCE where its date, time or status changed; one that is gone stays for 30 days as
    cancelled.

    Args:
        docket: what to publish.
        previous: the feed as it was last published; None publishes for the first time.
        stamp: when this is published, for what has changed; that of the docket by default. One that is not later than
            the entry's last change counts as one second after that.
        almanac: where to look up courts, calendars and law; the built-in packs by default.
        known_on: use only what had been announced of closed days by then.
        first: leave out what ends before this day; by default nothing is.
        last: leave out what begins after this day; by default nothing is.
        style: what is shown, and how.
        memory: what was made of the docket before; what has not changed then costs next to nothing. By default the
            docket that this thread published last is remembered. A program that publishes several gives each its own.

    Raises:
        UnknownId: a court that no pack knows, or a person whom the docket does not name.
        FeedFault: `previous` is damaged, or was not written by courtclock.

    >>> from courtclock.docket import loads
    >>> docket = loads(b'''
    ... [docket]
    ... schema = 1
    ... id = "demo"
    ... title = "Demo"
    ... recorded = 2024-04-17T18:00:00+05:00
    ... [[hearing]]
    ... id = "next"
    ... court = "pk.shc"
    ... on = 2024-05-09
    ... ''')
    >>> data = feed(docket)
    >>> b"DTSTART;VALUE=DATE:20240509" in data
    True
    >>> feed(docket, previous=data, stamp="2024-04-18T09:00:00+05:00") == data
    True
    """
    memory = memory or _recent(previous)
    asked = _Asked(docket, previous, stamp, almanac, known_on, first, last, style, memory)
    data = b"".join(_publish(asked))
    memory.publish(data)
    return data


_last = threading.local()


def _recent(previous: bytes | None) -> FeedMemory:
    """Return what this thread remembers of what it published last; without a previous feed it begins anew."""
    if previous is None or not hasattr(_last, "memory"):
        _last.memory = FeedMemory()
    memory: FeedMemory = _last.memory
    return memory


def stream(  # noqa: PLR0913 - as `feed`
    docket: Docket,
    *,
    previous: bytes | None = None,
    stamp: Instant | str | None = None,
    almanac: Almanac | None = None,
    known_on: Date | str | None = None,
    first: Date | str | None = None,
    last: Date | str | None = None,
    style: Style = _PLAIN,
    memory: FeedMemory | None = None,
) -> Iterator[bytes]:
    """Return the same feed in parts, one for each entry, so that it need not be held as a whole.

    Errors are raised here, before the first part.
    """
    parts = _publish(_Asked(docket, previous, stamp, almanac, known_on, first, last, style, memory))
    return (bytes(part) for part in parts)


@frozen
class _Asked:
    """What is published, how, and after what."""

    docket: Docket
    previous: bytes | None
    stamp: Instant | str | None
    almanac: Almanac | None
    known_on: Date | str | None
    first: Date | str | None
    last: Date | str | None
    style: Style
    memory: FeedMemory | None


def _publish(asked: _Asked) -> Iterator[bytes | memoryview]:
    """Return the parts of a feed; what has not changed is given as views of the previous one, not as copies."""
    docket, style, memory = asked.docket, asked.style, asked.memory
    book, kept = asked.almanac or default_almanac(), memory or FeedMemory()
    made = made_of(docket, style, almanac=book, known_on=asked.known_on, memory=kept)
    found = [entry for one in made for entry in one.entries]
    lines = [one.line for one in made if one.line is not None]
    shown = _between(found, asked.first, asked.last)
    previous = asked.previous
    old = (kept.published(previous) or read(previous, tasks=style.tasks)) if previous is not None else None
    if old is None:
        modified = utc(max((docket.recorded, *(e.stamp for e in shown))))
        published = first_publication(shown)
        described = zones(shown)
    else:
        now = utc(to_instant(asked.stamp) if asked.stamp is not None else docket.recorded)
        hidden = {e.uid for e in found} - {e.uid for e in shown} if len(shown) < len(found) else set()
        outcome = revised(docket, style, shown, hidden, old, now, kept)
        published, modified = outcome.entries, outcome.modified
        described = zones(one.entry for one in published)
        if not outcome.changed and head(docket, style, lines, old.modified) + described != old.head:
            modified = max(modified, outcome.next)
    published.sort(key=attrgetter("entry.order"))
    before = memoryview(old.data if old is not None else b"")
    return _parts(head(docket, style, lines, modified) + described, modified, published, before, memory)


def _between(found: list[FeedEntry], first: Date | str | None, last: Date | str | None) -> list[FeedEntry]:
    """Return the entries that touch the days asked for."""
    if first is None and last is None:
        return found
    opens = to_date(first) if first is not None else None
    closes = to_date(last) if last is not None else None
    return [e for e in found if not (opens and e.ends < opens) and not (closes and e.begins > closes)]


def _parts(
    top: bytes, modified: bytes, published: list[Published], old: memoryview, memory: FeedMemory | None
) -> Iterator[bytes | memoryview]:
    """Give the calendar, then its entries, each let go of as soon as it is written.

    Entries that stood together in the old feed, and have not changed, are given together.
    """
    if memory is not None:
        memory.begin()
    yield top
    spans: dict[str, tuple[int, int]] = {}
    start = len(top)
    since = until = 0  # the bytes of the old feed that are still to be given
    published.reverse()
    while published:
        entry, revision, span, known = published.pop()
        begin, end = span or (until, until)
        piece = old[begin:end] if span is not None else component(entry, revision)
        if span is None or begin != until:
            if until > since:
                yield old[since:until]
            since = begin
        until = end
        if span is None:
            yield piece
        if memory is not None:
            if not known:
                memory.wrote(entry, revision, bytes(piece))
            spans[entry.uid] = start, start + len(piece)
            start += len(piece)
    if until > since:
        yield old[since:until]
    if memory is not None:
        memory.lay_out(top, modified, spans)
    yield END
