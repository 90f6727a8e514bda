"""What a docket shows in a feed of some style; and the memory of it, for a program that publishes again and again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from courtclock.almanac import Almanac
from courtclock.dates import Date, iso
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.docket.model import Docket
from courtclock.docket.reach import Entry
from courtclock.errors import UnknownId
from courtclock.feed.component import Revision
from courtclock.feed.entries import entries_of, undated
from courtclock.feed.entry import FeedEntry
from courtclock.feed.previous import Previous
from courtclock.feed.shape import shaped
from courtclock.feed.style import Style
from courtclock.matter import Hearing
from courtclock.value import frozen

# What of a docket belongs to one entry or another; whatever else it has, or will have, belongs to all of them.
_OF_ONE = {"windows", "deadlines", "hearings", "events", "hangs_on", "sources"}


class UnknownPerson(UnknownId):
    """Somebody whom the docket names nowhere as responsible."""

    kind = "responsible person"


@frozen
class Made:
    """What one entry of the docket shows: entries of the feed, or a line that says why it has no day.

    Attributes:
        chain: the docket's entry, and those from whose ends its time runs.
        happened: what happened to them, and where they were read.
    """

    chain: tuple[Entry, ...]
    happened: tuple[Any, ...]
    entries: tuple[FeedEntry, ...]
    line: str | None

    def still_holds(self, chain: tuple[Entry, ...], happened: tuple[Any, ...]) -> bool:
        """Whether it would be made again of these."""
        if self.happened != happened or len(self.chain) != len(chain):
            return False
        for before, now in zip(self.chain, chain, strict=True):
            if before is not now and (before != now or _words(before) != _words(now)):
                return False
        return True


def _words(entry: Entry) -> tuple[str, ...]:
    """Return what two entries that are equal may say differently: one moment in two zones."""
    if not isinstance(entry, Deadline):
        return ()
    return (str(entry.term.trigger), entry.term.event.name if entry.term.event is not None else "")


class FeedMemory:
    """What a feed was made of, kept from one publication to the next.

    An entry of the docket that is what it was, with all that happened to it, is neither computed nor written anew.
    The answers are the same as without a memory. It belongs to one docket at a time; threads must not share it.

    >>> memory = FeedMemory()
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._bound: tuple[Any, ...] = ()
        self._made: dict[str, Made] = {}
        self._written: dict[str, tuple[FeedEntry, Revision, int]] = {}
        self._laid_out: tuple[bytes, bytes, dict[str, tuple[int, int]]] = (b"", b"", {})
        self._published: Previous | None = None

    def bind(self, *bound: Any) -> None:
        """Forget everything, unless what all entries rest on is what it was."""
        same = len(bound) == len(self._bound)
        if not (same and all(a is b or a == b for a, b in zip(bound, self._bound, strict=True))):
            self._made.clear()
            self._written.clear()
            self._published = None
        self._bound = bound

    def recall(self, chain: tuple[Entry, ...], happened: tuple[Any, ...]) -> Made | None:
        """Return what an entry of the docket showed, if nothing that it rests on has changed."""
        made = self._made.get(chain[0].id)
        return made if made is not None and made.still_holds(chain, happened) else None

    def same(self, entry: Entry, source: Any) -> Made | None:
        """Return what an entry showed to which nothing happened, and which is the very same; the quick way."""
        made = self._made.get(entry.id)
        return made if made is not None and made.chain[0] is entry and made.happened == (source,) else None

    def keep(self, made: dict[str, Made]) -> None:
        """Remember what was made, and nothing else."""
        self._made = made
        if len(self._written) > sum(len(one.entries) for one in made.values()):
            shown = {entry.uid for one in made.values() for entry in one.entries}
            self._written = {uid: kept for uid, kept in self._written.items() if uid in shown}

    def wrote(self, entry: FeedEntry, revision: Revision, data: bytes) -> None:
        """Remember the bytes of an entry, by their hash: keyed anew in every process, and never leaving it."""
        self._written[entry.uid] = entry, revision, hash(data)

    def begin(self) -> None:
        """Note that a feed is being written: until it is handed out, no bytes are known to be the last ones."""
        self._published = None

    def lay_out(self, head: bytes, modified: bytes, spans: dict[str, tuple[int, int]]) -> None:
        """Remember where each entry stands in what has just been written."""
        self._laid_out = head, modified, spans

    def publish(self, data: bytes) -> None:
        """Remember the bytes that were handed out: when they come back, they need not be read."""
        self._published = Previous(data, *self._laid_out)

    def published(self, data: bytes) -> Previous | None:
        """Return what is known of these bytes; None if they are not those that were last handed out."""
        return self._published if self._published is not None and self._published.data == data else None

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


def made_of(
    docket: Docket, style: Style, *, almanac: Almanac, known_on: Date | str | None, memory: FeedMemory
) -> list[Made]:
    """Return what each entry of a docket shows in a feed of this style, in the order of the file.

    Raises:
        UnknownPerson: the feed is for somebody whom the docket does not name.
    """
    wanted = style.responsible.strip().casefold()
    if wanted:
        _check_person(docket, style.responsible)
    shared = [getattr(docket, field.name) for field in attrs.fields(Docket) if field.name not in _OF_ONE]
    memory.bind(almanac, str(known_on), style, iso(docket.recorded), *shared)
    around: tuple[Any, ...]
    by_id = {entry.id: entry for entry in docket.entries} if docket.hangs_on else {}
    kept: dict[str, Made] = {}
    for entry in docket.entries:
        if wanted and answers_for(docket, entry).casefold() not in {"", wanted}:
            continue
        alone = entry.id not in docket.hangs_on
        if alone and not docket.events and (one := memory.same(entry, docket.sources.get(entry.id))) is not None:
            kept[entry.id] = one
            continue
        chain = (entry,) if alone else tuple(_chain(docket, entry, by_id))
        around = (docket.sources.get(entry.id),) if alone and not docket.events else _around(docket, chain)
        kept[entry.id] = memory.recall(chain, around) or _make(docket, chain, around, style, almanac, known_on)
    memory.keep(kept)
    return list(kept.values())


def answers_for(docket: Docket, entry: Entry) -> str:
    """Return who answers for an entry: whom it names, else whom the docket names; "" for nobody."""
    own = "" if isinstance(entry, Hearing) else entry.responsible
    return (own or docket.responsible).strip()


def _check_person(docket: Docket, given: str) -> None:
    duties: tuple[ComplianceWindow | Deadline, ...] = (*docket.windows, *docket.deadlines)
    people = {docket.responsible, *(duty.responsible for duty in duties)} - {""}
    if given.strip().casefold() not in {person.strip().casefold() for person in people}:
        raise UnknownPerson(given, people)


def _make(
    docket: Docket,
    chain: tuple[Entry, ...],
    around: tuple[Any, ...],
    style: Style,
    almanac: Almanac,
    known_on: Date | str | None,
) -> Made:
    entry = chain[0]
    standing = docket.standing(entry, almanac=almanac, known_on=known_on)
    plain = list(entries_of(docket, standing, almanac))
    shown = [one for made in plain for one in shaped(docket.id, entry.id, made, style, almanac, known_on)]
    return Made(chain, around, tuple(shown), None if plain else undated(standing))


def _chain(docket: Docket, entry: Entry, by_id: dict[str, Entry]) -> Iterator[Entry]:
    """Give an entry, and those from whose ends its time runs."""
    seen = {entry.id: entry}
    for given in (waiting := [entry.id]):
        yield seen[given]
        hangs = docket.hangs_on.get(given)
        before = [one for one in hangs.entries if one in by_id and one not in seen] if hangs is not None else []
        seen |= {one: by_id[one] for one in before}
        waiting += before


def _around(docket: Docket, chain: tuple[Entry, ...]) -> tuple[Any, ...]:
    """Return everything outside the entries themselves on which what they show depends."""
    found: list[Any] = [docket.sources.get(entry.id) for entry in chain]
    for entry in chain:
        found.append(tuple(docket.events_of(entry)))
        hangs = docket.hangs_on.get(entry.id)
        if hangs is not None:
            found.append((hangs, *map(docket.reach.now, hangs.events)))
    return tuple(found)
