"""A docket as a value, and the computations of its entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, field, frozen

from courtclock.almanac import Almanac
from courtclock.citation import Source
from courtclock.clock import compute
from courtclock.dates import Date, Instant
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.errors import CourtclockError, UnknownId
from courtclock.ledger import LedgerEntry, extended_to
from courtclock.matter import Hearing, Instrument, Order, Petition
from courtclock.trace import Computation, carry_on

Entry = ComplianceWindow | Deadline | Hearing


class UnknownEntry(UnknownId):
    """The id of an entry that the docket does not have."""

    kind = "entry"


@frozen
class Standing:
    """One entry with its computation, or with the reason why there is none.

    Hearings and standing duties have neither.
    """

    entry: Entry
    computation: Computation | None = None
    error: CourtclockError | None = None

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.entry.id


@frozen(kw_only=True)
class Docket:
    """A matter: what happened, what is due, what became of it.

    Attributes:
        recorded: when the docket was first kept; the time stamp of entries that have none of their own.
        hangs_on: for a deadline that runs from the end of another entry, the id of that entry.
        sources: where each entry was read, by id.
    """

    id: str
    title: str
    recorded: Instant
    reference: str = ""
    responsible: str = ""
    backup: str = ""
    instruments: tuple[Instrument, ...] = ()
    petitions: tuple[Petition, ...] = ()
    orders: tuple[Order, ...] = ()
    hearings: tuple[Hearing, ...] = ()
    windows: tuple[ComplianceWindow, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    events: tuple[LedgerEntry, ...] = ()
    hangs_on: Mapping[str, str] = field(factory=dict)
    sources: Mapping[str, Source] = field(factory=dict)

    @property
    def entries(self) -> Iterator[Entry]:
        """Everything that belongs in a calendar, in the order of the file."""
        yield from self.windows
        yield from self.deadlines
        yield from self.hearings

    def entry(self, given: str) -> Entry:
        """Return the entry with that id.

        Raises:
            UnknownEntry: the docket has none; the message names the nearest ids.
        """
        for entry in self.entries:
            if entry.id == given:
                return entry
        raise UnknownEntry(given, [entry.id for entry in self.entries])

    def standing(self, entry: Entry, *, almanac: Almanac | None = None, known_on: Date | str | None = None) -> Standing:
        """Compute one entry; what cannot be computed is returned with the reason, so that the rest can be shown."""
        if isinstance(entry, Hearing) or (isinstance(entry, ComplianceWindow) and entry.continuing):
            return Standing(entry)
        try:
            return Standing(entry, self.compute(entry, almanac=almanac, known_on=known_on))
        except CourtclockError as error:
            return Standing(entry, error=error)

    def compute(
        self,
        entry: ComplianceWindow | Deadline,
        *,
        almanac: Almanac | None = None,
        known_on: Date | str | None = None,
    ) -> Computation:
        """Compute one entry; a deadline that hangs on another takes that one's last day as its trigger.

        Raises:
            CourtclockError: what `courtclock.compute` raises.
        """
        before = self.entry(self.hangs_on[entry.id]) if entry.id in self.hangs_on else None
        if not isinstance(entry, Deadline) or before is None or isinstance(before, Hearing):
            return compute(entry, almanac=almanac, known_on=known_on)
        first = self.compute(before, almanac=almanac, known_on=known_on)
        extended = extended_to(self.events_of(before))
        if extended is not None and extended > first.due_on:
            return compute(_from(entry, extended), almanac=almanac, known_on=known_on)
        following = {on: compute(_from(entry, on), almanac=almanac, known_on=known_on) for on in first.answers}
        return carry_on(first, following)

    def standings(self, *, almanac: Almanac | None = None, known_on: Date | str | None = None) -> Iterator[Standing]:
        """Compute every entry, in the order of the file."""
        for entry in self.entries:
            yield self.standing(entry, almanac=almanac, known_on=known_on)

    def events_of(self, entry: Entry) -> list[LedgerEntry]:
        """Return what happened to an entry, or to the order that it rests on, in the order of days."""
        ids = {entry.id}
        order = entry.order if isinstance(entry, ComplianceWindow) else None
        if isinstance(entry, Deadline) and isinstance(entry.term.event, Order):
            order = entry.term.event
        if order is not None and order.id:
            ids.add(order.id)
        return sorted((e for e in self.events if e.of in ids), key=lambda e: (e.happened, e.id))


def _from(entry: Deadline, on: Date | Instant) -> Deadline:
    """Return a deadline whose time runs from a day."""
    return evolve(entry, term=evolve(entry.term, trigger=on))
