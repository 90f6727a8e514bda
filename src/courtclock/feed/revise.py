"""The next version of a feed: what is kept, what has changed, what is withdrawn."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import compress
from operator import attrgetter

from attrs import evolve

from courtclock.docket.model import Docket
from courtclock.errors import FeedFault
from courtclock.feed.component import Facts, Revision, component, facts
from courtclock.feed.entry import Category, EventStatus, FeedEntry, TaskStatus, uid
from courtclock.feed.lines import utc
from courtclock.feed.memory import FeedMemory, Published
from courtclock.feed.previous import WITHDRAWN, Old, Previous, entry, revision
from courtclock.feed.shape import BRIEF, TASK, reminders, twin
from courtclock.feed.style import Style
from courtclock.feed.words import cut
from courtclock.value import frozen

KEPT = timedelta(days=30)  # how long an entry that was withdrawn is shown as such
IN_ORDER = attrgetter("entry.order")
_FORMAT = "%Y%m%dT%H%M%SZ"
_FEW = 20  # times as many: fewer are put into their places one by one, more are sorted


@frozen
class Outcome:
    """The entries of the next version; `next` is its stamp if anything else in the calendar has changed."""

    entries: list[Published]
    changed: bool
    modified: bytes
    next: bytes


_CANCELLED = b"\r\nSTATUS:CANCELLED\r\n"
_PREFIXED = f"\r\nSUMMARY:{WITHDRAWN}".encode()
_REMINDER = f"\r\nCATEGORIES:{Category.REMINDER.value}\r\n".encode()


def first_publication(shown: Iterable[FeedEntry]) -> list[Published]:
    """Return the entries as they are published for the first time: stamped with the record, not with the day."""
    return [Published(entry, _first(entry)) for entry in shown]


def _first(entry: FeedEntry) -> Revision:
    stamp = utc(entry.stamp)
    return Revision(0, stamp, stamp)


def _added(entry: FeedEntry, old: Previous, now: bytes) -> Revision:
    """Return the version of an entry that the feed did not have: it may have had it before that.

    Whoever kept what they saw then takes it up again only if its stamp has advanced.
    """
    first = _first(entry)
    return Revision(0, max(later(now, old.modified), first.stamp), first.created)


def revised(
    docket: Docket,
    style: Style,
    shown: list[FeedEntry],
    hidden: set[str],
    old: Previous,
    now: bytes,
    memory: FeedMemory,
) -> Outcome:
    """Return the next version of a feed.

    Args:
        docket: what is published.
        style: how.
        shown: the entries as they are today.
        hidden: the UIDs of those that are left out by their days: they have not gone, and are not withdrawn.
        old: the previous feed.
        now: the stamp of this publication.
        memory: what was written before.

    Raises:
        FeedFault: the previous feed is damaged.
    """
    ours = memory.published(old.data) is not None
    spans = old.spans
    # The one step that is taken for every entry: those that are the very ones of the last feed stand where they stood.
    last = memory.last if ours else []
    before, today = [id(one.entry) for one in last], list(map(id, shown))
    known, standing = set(before), set(today)
    published = list(compress(last, map(standing.__contains__, before)))
    renewed = [_next(one, old, now, memory, ours=ours) for one, of in zip(shown, today, strict=True) if of not in known]
    here = len(published) + sum(one.entry.uid in spans for one in renewed)
    gone: list[str] = []
    withdrawn: list[Published] = []
    if here < len(spans):
        uids = {one.uid for one in shown}
        gone = [name for name in spans if name not in uids]
        hidden = hidden | _in_other_forms(docket, style, uids, [old.bytes_of(name) for name in gone])
        for name in gone:
            was = entry(old.bytes_of(name))
            if was.entry.uid not in hidden:
                withdrawn += _withdraw(was, old.bytes_of(name), now, brief=style.brief)
    changed = any(not one.kept for one in (*renewed, *withdrawn)) or len(withdrawn) < len(gone)
    stamps = [one.revision.stamp for one in (*renewed, *withdrawn)]
    following = max(later(now, old.modified), *stamps) if stamps else later(now, old.modified)
    modified = following if changed else max([old.modified, *stamps])
    return Outcome(_in_order(published, [*renewed, *withdrawn]), changed, modified, following)


def _in_order(standing: list[Published], more: list[Published]) -> list[Published]:
    """Return entries in order; those that stood in the last feed are in order already."""
    if len(more) * _FEW > len(standing):
        return sorted([*standing, *more], key=IN_ORDER)
    for one in more:
        insort(standing, one, key=IN_ORDER)
    return standing


def _next(one: FeedEntry, old: Previous, now: bytes, memory: FeedMemory, *, ours: bool) -> Published:
    """Return an entry with the bytes that it had, or in its next version."""
    if one.uid not in old.spans:
        return Published(one, _added(one, old, now))
    before = old.bytes_of(one.uid)
    known = memory.version(one.uid, before, ours=ours)
    if known is not None:
        if known[0] is one:
            return Published(one, known[1], kept=True, known=True)
        was = facts(known[0])
        if facts(one) == was and component(one, known[1]) == before:  # made anew, and nothing of it shows
            return Published(one, known[1], kept=True)
        return _changed(one, was, known[1], now)
    version = revision(before)
    if version is not None and component(one, version) == before:
        return Published(one, version, kept=True)
    full = entry(before)
    return _changed(one, full.facts, full.revision, now)


def _changed(one: FeedEntry, before: Facts, version: Revision, now: bytes) -> Published:
    """Return an entry in its next version, which has a higher number if its date, its time or its status has moved."""
    sequence = version.sequence + (facts(one) != before)
    return Published(one, Revision(sequence, later(now, version.stamp), version.created))


def _withdraw(known: Old, before: bytes, now: bytes, *, brief: bool) -> list[Published]:
    """Return an entry that is gone as cancelled; nothing once it has been so for long enough."""
    if known.withdrawn:
        if _instant(now) - _instant(known.revision.stamp) >= KEPT:
            return []
        shown, version = known.entry, known.revision
    else:
        was = known.revision
        version = Revision(was.sequence + 1, later(now, was.stamp), was.created)
        shown = evolve(known.entry, summary=cut(f"{WITHDRAWN}{known.entry.summary}"), busy=False)
        if shown.task is None:
            shown = evolve(shown, status=EventStatus.CANCELLED)
        else:
            shown = evolve(shown, task=TaskStatus.CANCELLED)
    if brief and shown.description != BRIEF:
        # It was published in full, and what it said then is not for those who read a brief feed.
        shown = evolve(shown, summary=f"{WITHDRAWN}{shown.category.value}", description=BRIEF, url="", location="")
    if component(shown, version) == before:
        return [Published(shown, version, kept=True)]
    if version is known.revision:  # it is withdrawn already, and says so in other words now
        version = Revision(version.sequence, later(now, version.stamp), version.created)
    return [Published(shown, version)]


def _in_other_forms(docket: Docket, style: Style, standing: set[str], gone: list[bytes]) -> set[str]:
    """Return the UIDs of what the docket still has, though this style does not show it, or not in that form.

    Args:
        docket: what is published.
        style: how.
        standing: the UIDs of the entries as they are today.
        gone: the bytes of those that are not among them.
    """
    fresh = [data for data in gone if not (_CANCELLED in data and _PREFIXED in data)]
    reminded = any(_REMINDER in data for data in fresh)
    found: set[str] = set()
    for one in docket.entries if fresh else ():
        base = uid(docket.id, one.id, TASK if style.tasks else "")
        there = base in standing
        if style.responsible and not there:
            found |= {base, uid(docket.id, one.id, "window")}
        if there or style.responsible:
            found.add(twin(docket.id, one.id, tasks=style.tasks))
            found.update(reminders(docket.id, one.id) if reminded else ())
    return found


def later(now: bytes, before: bytes) -> bytes:
    """Return a stamp that is later than the one before: now, or one second after that.

    Programs ignore a change whose stamp does not advance.

    >>> later(b"20240417T130000Z", b"20240501T000000Z")
    b'20240501T000001Z'
    """
    if now > before:
        return now
    try:
        return utc_of(_instant(before) + timedelta(seconds=1))
    except OverflowError:
        raise FeedFault("the previous feed", [f"no time comes after {before.decode()}"]) from None


def _instant(stamp: bytes) -> datetime:
    return datetime.strptime(stamp.decode(), _FORMAT).replace(tzinfo=UTC)


def utc_of(value: datetime) -> bytes:
    """Return an instant in UTC as a stamp, its year in four digits."""
    return f"{value.year:04}{value:%m%dT%H%M%SZ}".encode()
