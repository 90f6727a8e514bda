"""From a docket to the bytes of its feed, and from one publication to the next."""

from __future__ import annotations

from collections.abc import Iterator

from courtclock.almanac import Almanac, default_almanac
from courtclock.dates import Date, Instant, to_date, to_instant
from courtclock.docket.model import Docket
from courtclock.feed.component import component
from courtclock.feed.head import END, head, zones
from courtclock.feed.lines import utc
from courtclock.feed.made import FeedMemory, made_of
from courtclock.feed.previous import read
from courtclock.feed.revise import Published, first_publication, revised
from courtclock.feed.style import Style

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
        memory: for a program that publishes the same docket again and again; what has not changed costs next to
            nothing.

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
    data = b"".join(
        stream(
            docket,
            previous=previous,
            stamp=stamp,
            almanac=almanac,
            known_on=known_on,
            first=first,
            last=last,
            style=style,
            memory=memory,
        )
    )
    if memory is not None:
        memory.publish(data)
    return data


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
    book, kept = almanac or default_almanac(), memory or FeedMemory()
    made = made_of(docket, style, almanac=book, known_on=known_on, memory=kept)
    found = [entry for one in made for entry in one.entries]
    lines = [one.line for one in made if one.line is not None]
    opens = to_date(first) if first is not None else None
    closes = to_date(last) if last is not None else None
    shown = [e for e in found if not (opens and e.ends < opens) and not (closes and e.begins > closes)]
    old = (kept.published(previous) or read(previous, tasks=style.tasks)) if previous is not None else None
    if old is None:
        modified = utc(max((docket.recorded, *(e.stamp for e in shown))))
        published = first_publication(shown)
        described = zones(shown)
    else:
        now = utc(to_instant(stamp) if stamp is not None else docket.recorded)
        hidden = {e.uid for e in found} - {e.uid for e in shown} if len(shown) < len(found) else set()
        outcome = revised(docket, style, shown, hidden, old, now, kept)
        published, modified = outcome.entries, outcome.modified
        described = zones(one.entry for one in published)
        if not outcome.changed and head(docket, style, lines, old.modified) + described != old.head:
            modified = max(modified, outcome.next)
    published.sort(key=lambda one: one.entry.order)
    return _parts(head(docket, style, lines, modified) + described, modified, published, memory)


def _parts(top: bytes, modified: bytes, published: list[Published], memory: FeedMemory | None) -> Iterator[bytes]:
    """Give the calendar, then its entries, each let go of as soon as it is written."""
    if memory is not None:
        memory.begin()
    yield top
    spans: dict[bytes, tuple[int, int]] = {}
    start = len(top)
    published.reverse()
    while published:
        entry, revision, data, known = published.pop()
        if data is None:
            data = component(entry, revision)
        if memory is not None:
            if not known:
                memory.wrote(entry, revision, data)
            end = start + len(data)
            spans[entry.uid.encode()] = start, end
            start = end
        yield data
    if memory is not None:
        memory.lay_out(top, modified, spans)
    yield END
