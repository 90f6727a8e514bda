"""From a docket to the bytes of its feed, and from one publication to the next."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from courtclock.almanac import Almanac, default_almanac
from courtclock.dates import Date, Instant, to_date, to_instant
from courtclock.docket.model import Docket
from courtclock.errors import InvalidDate
from courtclock.feed.component import component
from courtclock.feed.entry import FeedEntry
from courtclock.feed.head import END, head, zones
from courtclock.feed.lines import utc
from courtclock.feed.made import made_of
from courtclock.feed.memory import FeedMemory, Published
from courtclock.feed.previous import Previous, read
from courtclock.feed.revise import IN_ORDER, first_publication, revised
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
        InvalidDate: `first` is later than `last`: such a feed would be empty, and so would every calendar.
        FeedFault: `previous` is damaged, or was not written by courtclock.

    >>> from courtclock.docket import EXAMPLE, loads
    >>> docket = loads(EXAMPLE)
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
    """Return the same feed in parts, so that it need not be held as a whole.

    A part ends where an entry does; entries that stood together in the previous feed, and have not changed, are one.

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
        published = sorted(first_publication(shown), key=IN_ORDER)
        described = zones(shown)
    else:
        now = utc(to_instant(asked.stamp) if asked.stamp is not None else docket.recorded)
        hidden = {e.uid for e in found} - {e.uid for e in shown} if len(shown) < len(found) else set()
        outcome = revised(docket, style, shown, hidden, old, now, kept)
        published, modified = outcome.entries, outcome.modified
        described = zones(one.entry for one in published)
        if not outcome.changed and head(docket, style, lines, old.modified) + described != old.head:
            modified = max(modified, outcome.next)
    return _parts(head(docket, style, lines, modified) + described, modified, published, old, memory)


def _between(found: list[FeedEntry], first: Date | str | None, last: Date | str | None) -> list[FeedEntry]:
    """Return the entries that touch the days asked for."""
    if first is None and last is None:
        return found
    opens = to_date(first) if first is not None else None
    closes = to_date(last) if last is not None else None
    if opens and closes and opens > closes:
        raise InvalidDate(f"the first day, {opens}, is after the last, {closes}: expected at least one day")
    return [e for e in found if not (opens and e.ends < opens) and not (closes and e.begins > closes)]


def _parts(
    top: bytes, modified: bytes, published: list[Published], old: Previous | None, memory: FeedMemory | None
) -> Iterator[bytes | memoryview]:
    """Give the calendar, then its entries.

    Entries that stood together in the old feed, and have not changed, are given together.
    """
    if memory is not None:
        memory.begin()
    yield top
    before, spans = (memoryview(old.data), old.spans) if old is not None else (memoryview(b""), {})
    new: dict[str, bytes] = {}
    since = until = 0  # the bytes of the old feed that are still to be given
    for one in published if memory is not None else _let_go(published):
        if one.kept:
            begin, end = spans[one.entry.uid]
            if begin != until:
                if until > since:
                    yield before[since:until]
                since = begin
            until = end
            continue
        if until > since:
            yield before[since:until]
        since = until
        piece = component(one.entry, one.revision)
        yield piece
        if memory is not None:
            new[one.entry.uid] = piece
    if until > since:
        yield before[since:until]
    if memory is not None:
        _remember(memory, top, modified, published, old, new)
    yield END


def _let_go(published: list[Published]) -> Iterator[Published]:
    """Give entries in their order, and keep none of them."""
    published.reverse()
    while published:
        yield published.pop()


def _remember(
    memory: FeedMemory,
    top: bytes,
    modified: bytes,
    published: list[Published],
    old: Previous | None,
    new: dict[str, bytes],
) -> None:
    """Note where each entry stands in the feed that was written, and the bytes of those that were not known."""
    before = old.spans if old is not None else {}
    spans: dict[str, tuple[int, int]] = {}
    end = len(top)
    for n, one in enumerate(published):
        name, start = one.entry.uid, end
        if one.known:
            began, ended = before[name]
            end = start + ended - began
        else:
            piece = old.bytes_of(name) if one.kept and old is not None else new[name]
            memory.wrote(one.entry, one.revision, piece)
            published[n] = Published(one.entry, one.revision, kept=True, known=True)
            end = start + len(piece)
        spans[name] = start, end
    memory.lay_out(top, modified, spans, published)
