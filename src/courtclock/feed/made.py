"""What a docket shows in a feed of some style, and what of it need not be made again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import attrs
from attrs import field

from courtclock.almanac import Almanac
from courtclock.citation import Source
from courtclock.dates import Date, iso
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.docket.model import Docket
from courtclock.docket.reach import Entry
from courtclock.errors import UnknownId
from courtclock.feed.entries import entries_of, undated
from courtclock.feed.memory import Comparison, FeedMemory, Made, fingerprint
from courtclock.feed.shape import shaped
from courtclock.feed.style import Style
from courtclock.ledger import Pin, Verification
from courtclock.matter import Hearing
from courtclock.value import frozen

# What of a docket belongs to one entry or another; whatever else it has, or will have, belongs to all of them.
_OF_ONE = {"windows", "deadlines", "hearings", "events", "hangs_on", "sources", "pins", "verifications"}


class UnknownPerson(UnknownId):
    """Somebody whom the docket names nowhere as responsible."""

    kind = "responsible person"


@frozen
class _Around:
    """Everything outside the entries of a docket on which what they show depends.

    Attributes:
        quiet: whether all of it, but for the sources, is what it was: then it need not be looked up.
    """

    docket: Docket
    quiet: bool
    comparison: Comparison = field(factory=Comparison)

    @cached_property
    def _kept(self) -> dict[str, list[Pin | Verification]]:
        found: dict[str, list[Pin | Verification]] = {}
        every: tuple[Pin | Verification, ...] = (*self.docket.pins, *self.docket.verifications)
        for one in every:
            found.setdefault(one.of, []).append(one)
        return found

    def sources(self, chain: tuple[Entry, ...]) -> tuple[Source | None, ...]:
        """Return where entries were read."""
        return tuple(self.docket.sources.get(entry.id) for entry in chain)

    def happened(self, chain: tuple[Entry, ...]) -> tuple[Any, ...]:
        """Return what happened to entries, and what people did to their dates."""
        found: list[Any] = []
        for entry in chain:
            found += [self.docket.events_of(entry), self._kept.get(entry.id)]
            hangs = self.docket.hangs_on.get(entry.id)
            if hangs is not None:
                found += [hangs, *map(self.docket.reach.now, hangs.events)]
        return tuple(found)

    def still_holds(self, made: Made, chain: tuple[Entry, ...]) -> bool:
        """Whether an entry would be made again as it was: it, what it hangs on, and what happened are equal."""
        return (
            len(made.chain) == len(chain) - 1
            and all(map(self.comparison.alike, (made.own, *made.chain), chain))
            and (made.source, *made.sources) == self.sources(chain)
            and (self.quiet or made.happened == self.happened(chain))
        )


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
    shared = [getattr(docket, each.name) for each in attrs.fields(Docket) if each.name not in _OF_ONE]
    memory.bind(almanac, str(known_on), style, iso(docket.recorded), *shared)
    happened = (docket.events, docket.hangs_on, docket.pins, docket.verifications)
    around = _Around(docket, quiet=memory.nothing_happened(*happened))
    by_id = {entry.id: entry for entry in docket.entries} if docket.hangs_on else {}
    known, sources, hanging, quiet = memory.made, docket.sources, docket.hangs_on, around.quiet
    alike = around.comparison.alike
    kept: dict[str, Made] = {}
    for entry in docket.entries:
        if wanted and answers_for(docket, entry).casefold() not in {"", wanted}:
            continue
        given = entry.id
        made = known.get(given)
        # The quick way, for what hangs on nothing while nothing happened; nearly every entry goes it.
        if (
            (made is not None and quiet and given not in hanging)
            and (made.entry is entry or alike(made.own, entry))
            and made.source == sources.get(given)
        ):
            kept[given] = made
            continue
        chain = tuple(_chain(docket, entry, by_id)) if given in hanging else (entry,)
        if made is None or not around.still_holds(made, chain):
            made = _make(around, chain, style, almanac, known_on)
        kept[given] = made
    memory.keep(kept, *happened)
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
    around: _Around,
    chain: tuple[Entry, ...],
    style: Style,
    almanac: Almanac,
    known_on: Date | str | None,
) -> Made:
    docket, entry = around.docket, chain[0]
    standing = docket.standing(entry, almanac=almanac, known_on=known_on)
    plain = list(entries_of(docket, standing, almanac))
    shown = [one for made in plain for one in shaped(docket.id, entry.id, made, style, almanac, known_on)]
    return Made(
        entry=entry,
        own=fingerprint(entry),
        source=docket.sources.get(entry.id),
        chain=tuple(map(fingerprint, chain[1:])),
        sources=around.sources(chain[1:]),
        happened=around.happened(chain),
        entries=tuple(shown),
        line=None if plain else undated(docket, standing),
    )


def _chain(docket: Docket, entry: Entry, by_id: dict[str, Entry]) -> Iterator[Entry]:
    """Give an entry, and those from whose ends its time runs."""
    seen = {entry.id: entry}
    for given in (waiting := [entry.id]):
        yield seen[given]
        hangs = docket.hangs_on.get(given)
        before = [one for one in hangs.entries if one in by_id and one not in seen] if hangs is not None else []
        seen |= {one: by_id[one] for one in before}
        waiting += before
