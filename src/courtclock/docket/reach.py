"""Which events reach which entry: its own, those of the order it rests on, and what falls with what it runs from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from attrs import field

from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.docket.stays import Stay, stays
from courtclock.ledger import EventKind, LedgerEntry
from courtclock.matter import Choice, Event, Hearing, Order, Petition, Which
from courtclock.value import frozen

DEEPEST = 50  # events that take each other back, or hang on each other
TAKEN_BACK = frozenset({EventKind.RECALL, EventKind.SUPERSESSION})
_FALLS = TAKEN_BACK | {EventKind.RECALL_SOUGHT}
Entry = ComplianceWindow | Deadline | Hearing
S = TypeVar("S", bound=Event | str)


@frozen(kw_only=True)
class HangsOn:
    """What a deadline waits for, besides or instead of an event of its own.

    Attributes:
        entries: the ids of windows and deadlines from whose last days it runs.
        events: events that stand beside them in a choice.
        which: the earlier or the later, where there is more than one.
    """

    entries: tuple[str, ...]
    events: tuple[Event, ...] = ()
    which: Which | None = None


@frozen
class Reach:
    """The events of a docket, by what they are of; those that were taken back are set apart.

    An event that another one recalls or supersedes stays in the file and counts no more, from the day of that other.

    Attributes:
        standing: the events that count.
        struck: the event that took another one back, by the id of the one that was taken back.
    """

    standing: tuple[LedgerEntry, ...]
    struck: Mapping[str, LedgerEntry]
    hangs_on: Mapping[str, HangsOn]
    entries: Mapping[str, ComplianceWindow | Deadline]
    _by_id: Mapping[str, LedgerEntry]
    _of: Mapping[str, list[tuple[int, LedgerEntry]]] = field(factory=dict)
    _fallen: dict[str, list[LedgerEntry]] = field(factory=dict, init=False, eq=False)  # what was found, by deadline

    @classmethod
    def over(
        cls,
        events: Iterable[LedgerEntry],
        hangs_on: Mapping[str, HangsOn],
        entries: Iterable[ComplianceWindow | Deadline],
    ) -> Reach:
        """Sort the events of a docket."""
        events = tuple(events)
        every: dict[str, list[LedgerEntry]] = {}
        for event in events:
            every.setdefault(event.of, []).append(event)
        found: dict[str, LedgerEntry | None] = {}
        struck = {e.id: by for e in events if e.id and (by := _striker(e, every, found, DEEPEST)) is not None}
        standing = tuple(e for e in events if e.id not in struck)
        by_of: dict[str, list[tuple[int, LedgerEntry]]] = {}
        for place, event in enumerate(standing):
            by_of.setdefault(event.of, []).append((place, event))
        by_id = {e.id: e for e in events if e.id}
        return cls(standing, struck, hangs_on, {e.id: e for e in entries if e.id}, by_id, by_of)

    def of(self, ids: Iterable[str]) -> list[LedgerEntry]:
        """Return the events of any of these ids that count, in the order of days; on one day, in that of the file."""
        found = [one for given in dict.fromkeys(ids) if given for one in self._of.get(given, ())]
        return [event for _, event in sorted(found, key=lambda one: (one[1].happened, one[0]))]

    def now(self, event: Event) -> Event:
        """Return the event that stands in the place of another; itself, where nothing does.

        A superseding fact names the one that takes the place in its `to`.
        """
        for _ in range(DEEPEST):
            by = self.struck.get(event.id) if isinstance(event, LedgerEntry) else None
            if by is None or by.kind is not EventKind.SUPERSESSION or by.to not in self._by_id:
                break
            event = self._by_id[by.to]
        return event

    def takes_back(self, given: str) -> list[LedgerEntry]:
        """Return the events that recall or supersede what has that id."""
        return [event for event in self.of((given,)) if event.kind in TAKEN_BACK]

    def left(self, starts: Sequence[S], which: Which | None) -> list[S]:
        """Return which of several starts are left: of the earlier of several, those that were not taken back.

        Where all were, all are left: what runs from them has fallen.
        """
        if which is not Which.EARLIER:
            return list(starts)
        stand = [start for start in starts if not any(e.kind in TAKEN_BACK for e in self._falls_of(self._now(start)))]
        return stand or list(starts)

    def _now(self, start: Event | str) -> Event | str:
        return start if isinstance(start, str) else self.now(start)

    def acting(self, entry: Entry) -> list[LedgerEntry]:
        """Return what happened to an entry, or to the order that a window rests on; and what it falls with.

        The vacating of a stay is of the stay, and happened to what that had stayed.

        A deadline may be a duty under an order, or the time to go against it: what else happened to the order is not
        taken to have happened to the deadline. A recall reaches it, because time no longer runs from what is recalled.
        """
        found = self.of((entry.id, entry.order.id) if isinstance(entry, ComplianceWindow) else (entry.id,))
        granted = [event.id for event in found if event.kind is EventKind.STAY]
        vacated = [e for e in self.of(granted) if e.kind is EventKind.STAY_VACATED] if granted else []
        falls = self._falls(entry) if isinstance(entry, Deadline) else []
        if not vacated and not falls:
            return found
        return _in_order({id(event): event for event in (*found, *vacated, *falls)}.values())

    def stays(self, events: Sequence[LedgerEntry]) -> list[Stay]:
        """Return the stays among events, each with its end and its vacating."""
        return stays(events, self.of)

    def beside(self, entry: Entry) -> list[LedgerEntry]:
        """Return what happened to what an entry rests on, and is not known to reach it."""
        if isinstance(entry, Hearing):
            return []
        if isinstance(entry, ComplianceWindow):
            found = self.of(petition.id for petition in entry.order.petitions)
            return [event for event in found if event.kind in {EventKind.STAY, EventKind.STAY_VACATED}]
        acting = {id(event) for event in self.acting(entry)}
        near = {id(event): event for event in self._near(entry, set()) if id(event) not in acting}
        return _in_order(near.values())

    def struck_of(self, entry: Entry) -> list[tuple[LedgerEntry, LedgerEntry]]:
        """Return what was taken back of an entry, of its order and of what it ran from, each with what did it."""
        ids = {entry.id, entry.order.id if isinstance(entry, ComplianceWindow) else entry.id}
        raw = self.entries.get(entry.id)
        starts: Iterable[object] = ()
        if isinstance(raw, Deadline):
            hangs, event = self.hangs_on.get(entry.id), raw.term.event
            starts = hangs.events if hangs is not None else event.of if isinstance(event, Choice) else (event,)
        ran_from = {start.id for start in starts if isinstance(start, LedgerEntry)}
        found = [(self._by_id[given], by) for given, by in self.struck.items()]
        return [(event, by) for event, by in found if event.of in ids or event.id in ran_from]

    def _starts(self, entry: Deadline) -> tuple[list[Event | str], Which | None]:
        """Return what a deadline runs from: events, and ids of entries; and which of them is taken."""
        hangs = self.hangs_on.get(entry.id)
        if hangs is not None:
            return [*hangs.entries, *map(self.now, hangs.events)], hangs.which
        event = entry.term.event
        if isinstance(event, Choice):
            return [*map(self.now, event.of)], event.which
        return ([] if event is None else [self.now(event)]), None

    def _falls(self, entry: Deadline) -> list[LedgerEntry]:
        """Return the recalls that a deadline falls with; with the earlier of several only when all have fallen."""
        if entry.id in self._fallen:
            return self._fallen[entry.id]
        self._fallen[entry.id] = []  # a ring, which no file has, falls with nothing
        starts, which = self._starts(entry)
        each = [self._falls_of(start) for start in starts]
        if which is not Which.EARLIER or all(any(e.kind in TAKEN_BACK for e in found) for found in each):
            self._fallen[entry.id] = list({id(event): event for found in each for event in found}.values())
        return self._fallen[entry.id]

    def _falls_of(self, start: Event | str) -> list[LedgerEntry]:
        if not isinstance(start, str):
            return [event for event in self.of(_ids(start, self._by_id)) if event.kind in _FALLS]
        entry = self.entries.get(start)
        if entry is None:
            return []
        found = self.acting(entry) if isinstance(entry, ComplianceWindow) else self.of((start,))
        falls = [event for event in found if event.kind in _FALLS]
        return falls + (self._falls(entry) if isinstance(entry, Deadline) else [])

    def behind(self, entry: Entry) -> Iterator[Event | str]:
        """Give what an entry arose from: orders, petitions, hearings; of a service also the ids of what was served."""
        if not isinstance(entry, Deadline):
            yield entry.order if isinstance(entry, ComplianceWindow) else entry
            return
        waiting, seen = [entry], set[str]()
        while waiting:
            one = waiting.pop()
            for start in self._starts(one)[0] if one.id not in seen else ():
                first = self.entries.get(start) if isinstance(start, str) else None
                if isinstance(first, Deadline):
                    waiting.append(first)
                elif isinstance(first, ComplianceWindow):
                    yield first.order
                elif not isinstance(start, str):
                    yield start
                    yield from _ids(start, self._by_id)
            seen.add(one.id)

    def _near(self, entry: Deadline, seen: set[str]) -> Iterator[LedgerEntry]:
        """Give what happened to the order, the petitions and the entries that a deadline runs from."""
        if entry.id in seen:
            return
        seen.add(entry.id)
        stays = {EventKind.STAY, EventKind.STAY_VACATED}
        for start in self._starts(entry)[0]:
            if isinstance(start, str):
                first = self.entries.get(start)
                if first is not None:
                    yield from (event for event in self.acting(first) if event.kind in stays)
                if isinstance(first, Deadline):
                    yield from (e for e in self._near(first, seen) if e.kind in stays)
                continue
            yield from (event for event in self.of(_orders(start)))
            yield from (event for event in self.of(_petitions(start)) if event.kind in stays)


def _in_order(events: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    return sorted(events, key=lambda event: event.happened)


def _striker(
    event: LedgerEntry, of: Mapping[str, list[LedgerEntry]], found: dict[str, LedgerEntry | None], deep: int
) -> LedgerEntry | None:
    """Return the event that took one back, unless it was taken back itself; each is looked at once."""
    if event.id in found or deep == 0:
        return found.get(event.id)
    found[event.id] = None  # in a ring, nothing takes back what is being looked at
    for by in of.get(event.id, ()):
        if by.kind in TAKEN_BACK and _striker(by, of, found, deep - 1) is None:
            found[event.id] = by
            break
    return found[event.id]


def _ids(start: Event, by_id: Mapping[str, LedgerEntry]) -> set[str]:
    """Return the ids with which a start falls: its own, and for a service that of the paper served."""
    ids = {str(getattr(start, "id", ""))}
    for _ in range(DEEPEST):
        if not isinstance(start, LedgerEntry) or start.kind is not EventKind.SERVICE:
            break
        ids.add(start.of)
        if start.of not in by_id:
            break
        start = by_id[start.of]
    return ids


def _orders(start: Event) -> set[str]:
    if isinstance(start, LedgerEntry):
        return {start.of} if start.kind is EventKind.SERVICE else set()
    return {start.id} if isinstance(start, Order) else set()


def petitions_of(start: Event | str, orders: Mapping[str, Order]) -> set[str]:
    """Return the ids of the petitions of what is given, or named by its id; an id that is no order's, as it is."""
    if isinstance(start, str):
        return _petitions(orders[start]) if start in orders else {start}
    return _petitions(start)


def _petitions(start: Event) -> set[str]:
    if isinstance(start, Petition):
        return {start.id}
    return {petition.id for petition in start.petitions} if isinstance(start, Order | Hearing) else set()
