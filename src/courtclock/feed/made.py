"""What a docket shows in a feed of some style; and the memory of it, for a program that publishes again and again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

import attrs
from attrs import frozen

from courtclock.almanac import Almanac
from courtclock.dates import Date, Instant, iso
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.docket.model import Docket, Entry
from courtclock.errors import UnknownId
from courtclock.feed.entries import entries_of, undated
from courtclock.feed.entry import FeedEntry
from courtclock.feed.shape import shaped
from courtclock.feed.style import Style
from courtclock.ledger import LedgerEntry
from courtclock.matter import Event, Hearing

# What of a docket belongs to one entry or another; whatever else it has, or will have, belongs to all of them.
_OF_ONE = {"windows", "deadlines", "hearings", "events", "hangs_on", "sources"}


class UnknownPerson(UnknownId):
    """Somebody whom the docket names nowhere as responsible."""

    kind = "responsible person"


@frozen
class Made:
    """What one entry of the docket shows: entries of the feed, or a line that says why it has no day."""

    key: tuple[Any, ...]
    entries: tuple[FeedEntry, ...]
    line: str | None


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
        self._written: dict[str, tuple[FeedEntry, bytes]] = {}

    def bind(self, *bound: Any) -> None:
        """Forget everything, unless what all entries rest on is what it was."""
        same = len(bound) == len(self._bound)
        if not (same and all(a is b or a == b for a, b in zip(bound, self._bound, strict=True))):
            self._made.clear()
            self._written.clear()
        self._bound = bound

    def recall(self, entry: str, key: tuple[Any, ...]) -> Made | None:
        """Return what an entry of the docket showed, if nothing that it rests on has changed."""
        made = self._made.get(entry)
        return made if made is not None and made.key == key else None

    def keep(self, made: dict[str, Made]) -> None:
        """Remember what was made, and nothing else."""
        self._made = made
        shown = {entry.uid for one in made.values() for entry in one.entries}
        if len(self._written) > len(shown):
            self._written = {uid: kept for uid, kept in self._written.items() if uid in shown}

    def wrote(self, entry: FeedEntry, data: bytes) -> None:
        """Remember the bytes of an entry, by their digest."""
        self._written[entry.uid] = entry, _digest(data)

    def is_written(self, entry: FeedEntry, data: bytes) -> bool:
        """Whether these are the bytes that were written for this entry."""
        written = self._written.get(entry.uid)
        return written is not None and written[0] is entry and written[1] == _digest(data)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


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
    happened: dict[str, list[LedgerEntry]] = {}
    for event in docket.events:
        happened.setdefault(event.of, []).append(event)
    by_id = {entry.id: entry for entry in docket.entries} if docket.hangs_on else {}
    kept: dict[str, Made] = {}
    for entry in docket.entries:
        if wanted and answers_for(docket, entry).casefold() not in {"", wanted}:
            continue
        key = tuple(_rests_on(docket, entry, happened, by_id))
        kept[entry.id] = memory.recall(entry.id, key) or _make(docket, entry, key, style, almanac, known_on)
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
    docket: Docket, entry: Entry, key: tuple[Any, ...], style: Style, almanac: Almanac, known_on: Date | str | None
) -> Made:
    standing = docket.standing(entry, almanac=almanac, known_on=known_on)
    plain = list(entries_of(docket, standing, almanac))
    shown = [one for made in plain for one in shaped(docket.id, entry.id, made, style, almanac, known_on)]
    return Made(key, tuple(shown), None if plain else undated(standing))


def _rests_on(
    docket: Docket, entry: Entry, happened: dict[str, list[LedgerEntry]], by_id: dict[str, Entry]
) -> Iterator[Any]:
    """Give everything that what an entry shows depends on, as values that can be compared."""
    yield entry
    yield docket.sources.get(entry.id)
    for name in _names(entry):
        yield tuple(happened.get(name, ()))
    if isinstance(entry, Deadline):
        # Two instants are equal when they are one moment, though their zones, and so the words, differ.
        trigger = entry.term.trigger
        yield iso(trigger) if isinstance(trigger, Instant) else None
        yield entry.term.event.name if isinstance(entry.term.event, Event) else None
    before = docket.hangs_on.get(entry.id)
    if before is not None and before in by_id:
        yield from _rests_on(docket, by_id[before], happened, by_id)


def _names(entry: Entry) -> Sequence[str]:
    """Return the ids of an entry and of what it refers to."""
    found = [entry.id]
    if isinstance(entry, ComplianceWindow):
        found += [entry.order.id, *(petition.id for petition in entry.order.petitions)]
        found += [hearing.id for hearing in (entry.before, entry.failing.at if entry.failing else None) if hearing]
    elif isinstance(entry, Deadline):
        found.append(getattr(entry.term.event, "id", ""))
    else:
        found += [petition.id for petition in entry.petitions]
    return found
