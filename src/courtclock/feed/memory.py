"""What a feed was made of, kept for the next publication; for a program that publishes again and again."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Any, NamedTuple

import attrs
from attrs import frozen

from courtclock.citation import Source
from courtclock.dates import Instant
from courtclock.deadline import Deadline, Term
from courtclock.docket.reach import Entry
from courtclock.feed.component import Revision
from courtclock.feed.entry import FeedEntry
from courtclock.feed.previous import Previous
from courtclock.period import Period


@frozen
class Fingerprint:
    """What an entry of a docket is compared by: everything in it, by value, cheap to put together.

    Attributes:
        own: the values of the entry itself; for windows and hearings, the entry.
        term, event, zone: for a deadline, the values of its term, what it runs from, and the zone of its trigger.
    """

    own: tuple[Any, ...]
    term: tuple[Any, ...] = ()
    event: Any = None
    zone: str = ""


@frozen
class Made:
    """What one entry of the docket shows: entries of the feed, or a line that says why it has no day.

    Attributes:
        entry: the docket's entry.
        own: its fingerprint.
        source: where it was read.
        chain: the fingerprints of those from whose ends its time runs.
        sources: where each of these was read.
        happened: what happened to them.
    """

    entry: Entry
    own: Fingerprint
    source: Source | None
    chain: tuple[Fingerprint, ...]
    sources: tuple[Source | None, ...]
    happened: tuple[Any, ...]
    entries: tuple[FeedEntry, ...]
    line: str | None


class Published(NamedTuple):
    """An entry with its version.

    Attributes:
        kept: whether its bytes are those of the previous feed.
        known: whether the memory has its version, and the hash of its bytes.
    """

    entry: FeedEntry
    revision: Revision
    kept: bool = False
    known: bool = False


class FeedMemory:
    """What a feed was made of, kept from one publication to the next.

    An entry of the docket that is equal to what it was, with all that happened to it, is neither computed nor written
    anew; whether it is the same object does not matter, so that a docket may be read from its file again. The answers
    are the same as without a memory. It belongs to one docket at a time; threads must not share it.

    >>> memory = FeedMemory()
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._forget()
        self._bound: tuple[Any, ...] = ()

    def _forget(self) -> None:
        self._made: dict[str, Made] = {}
        self._happened: tuple[Any, ...] = ()
        self._written: dict[str, tuple[FeedEntry, Revision, int]] = {}
        self._laid_out: tuple[bytes, bytes, dict[str, tuple[int, int]], list[Published]] = (b"", b"", {}, [])
        self._published: Previous | None = None

    def bind(self, *bound: Any) -> None:
        """Forget everything, unless what all entries rest on is what it was."""
        if not same(self._bound, bound):
            self._forget()
        self._bound = bound

    def nothing_happened(self, *happened: Any) -> bool:
        """Whether everything that happened to any entry is what it was when the entries were made."""
        return same(self._happened, happened)

    @property
    def made(self) -> Mapping[str, Made]:
        """What the docket's entries showed, by their ids."""
        return self._made

    def keep(self, made: dict[str, Made], *happened: Any) -> None:
        """Remember what was made, and nothing else."""
        self._made, self._happened = made, happened
        if len(self._written) > 2 * len(made):  # of windows there are two
            shown = {entry.uid for one in made.values() for entry in one.entries}
            self._written = {uid: kept for uid, kept in self._written.items() if uid in shown}

    def wrote(self, entry: FeedEntry, revision: Revision, data: bytes) -> None:
        """Remember the bytes of an entry, by their hash: keyed anew in every process, and never leaving it."""
        self._written[entry.uid] = entry, revision, hash(data)

    def begin(self) -> None:
        """Note that a feed is being written: until it is handed out, no bytes are known to be the last ones."""
        self._published = None

    def lay_out(
        self, head: bytes, modified: bytes, spans: dict[str, tuple[int, int]], entries: list[Published]
    ) -> None:
        """Remember where each entry stands in what has just been written."""
        self._laid_out = head, modified, spans, entries

    def publish(self, data: bytes) -> None:
        """Remember the bytes that were handed out: when they come back, they need not be read."""
        self._published = Previous(data, *self._laid_out[:3])

    def published(self, data: bytes) -> Previous | None:
        """Return what is known of these bytes; None if they are not those that were last handed out."""
        return self._published if self._published is not None and self._published.data == data else None

    @property
    def last(self) -> list[Published]:
        """The entries that were last handed out, in their order."""
        return self._laid_out[3] if self._published is not None else []

    @property
    def versions(self) -> Mapping[str, tuple[FeedEntry, Revision, int]]:
        """What was last written, by UID: the entry, its version, and the hash of its bytes."""
        return self._written

    def version(self, uid: str, data: bytes, *, ours: bool) -> tuple[FeedEntry, Revision] | None:
        """Return the entry that these bytes were written for, and its version; None if they were not written here.

        With `ours`, they stand in the feed that was last handed out.
        """
        written = self._written.get(uid)
        if written is None or not (ours or written[2] == hash(data)):
            return None
        return written[0], written[1]


def same(before: tuple[Any, ...], now: tuple[Any, ...]) -> bool:
    """Whether these are the same values, one by one."""
    return len(before) == len(now) and all(a is b or a == b for a, b in zip(before, now, strict=True))


class Comparison:
    """Compares the entries of a docket with those of the one before it, by value, many thousands at a time."""

    def __init__(self) -> None:
        """Begin with nothing compared."""
        self._equal: dict[int, Any] = {}  # what events were found equal to, by their identity: many share one

    def alike(self, before: Fingerprint, now: Entry) -> bool:
        """Whether an entry has this fingerprint."""
        if type(now) is not Deadline:
            return bool(before.own == (now,))
        if before.own != _DEADLINE(now) or before.term != _TERM(now.term):
            return False
        event = now.term.event
        if event is not before.event and self._equal.get(id(event), self) is not before.event:
            if event != before.event:
                return False
            self._equal[id(event)] = before.event
        return not before.zone or before.zone == _zone(now)


def fingerprint(entry: Entry) -> Fingerprint:
    """Return what an entry of a docket is compared by."""
    if not isinstance(entry, Deadline):
        return Fingerprint((entry,))
    return Fingerprint(_DEADLINE(entry), _TERM(entry.term), entry.term.event, _zone(entry))


def _zone(entry: Deadline) -> str:
    """Return the zone of a trigger that is an instant: one moment stands for two texts in two zones."""
    trigger = entry.term.trigger
    return str(trigger.tzinfo) if isinstance(trigger, Instant) else ""


# All of a deadline, but for its event: taken out flat, since the comparisons of the classes themselves are slower.
_DEADLINE = attrgetter(*(field.name for field in attrs.fields(Deadline) if field.name != "term"))
_TERM = attrgetter(
    *(field.name for field in attrs.fields(Term) if field.name not in {"period", "event"}),
    *(f"period.{field.name}" for field in attrs.fields(Period)),
)
