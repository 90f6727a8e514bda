"""A docket as a value, and the computations of its entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import evolve, field

from courtclock.almanac import Almanac
from courtclock.citation import Source
from courtclock.clock import compute
from courtclock.dates import Date, Instant, date_of
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.docket.chain import start
from courtclock.docket.extend import extend
from courtclock.docket.hearings import Listing, before_it_fell, counted, listing
from courtclock.docket.reach import Entry, HangsOn, Reach, petitions_of
from courtclock.docket.standing import Standing
from courtclock.errors import CourtclockError, NotTriggered, UnknownId
from courtclock.ledger import LedgerEntry, Pin, Verification
from courtclock.matter import Choice, Event, Hearing, Instrument, Order, Petition, Which
from courtclock.trace import Computation, carry_on
from courtclock.value import frozen

__all__ = ["Docket", "Entry", "Standing", "UnknownEntry"]


class UnknownEntry(UnknownId):
    """The id of an entry that the docket does not have."""

    kind = "entry"


@frozen(kw_only=True)
class Docket:
    """A matter: what happened, what is due, what became of it.

    Attributes:
        recorded: when the docket was first kept; the time stamp of entries that have none of their own.
        unsure: events of which sources differ on whether they have happened yet; they have no effect.
        hangs_on: for a deadline that runs from the end of other entries, which.
        sources: where each entry was read, by id.
        pins, verifications: last days kept by hand, and second persons' confirmations, in the order of the file.
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
    unsure: tuple[LedgerEntry, ...] = ()
    pins: tuple[Pin, ...] = ()
    verifications: tuple[Verification, ...] = ()
    hangs_on: Mapping[str, HangsOn] = field(factory=dict)
    sources: Mapping[str, Source] = field(factory=dict)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that belongs in a calendar, in the order of the file; a hearing on the day of its last listing."""
        at = counted(self._listings)
        windows = (_at(window, at) for window in self.windows)
        deadlines = (self._from_what_stands(deadline, at) for deadline in self.deadlines)
        return (*windows, *deadlines, *(self._listed(hearing).shown for hearing in self.hearings))

    @cached_property
    def _listings(self) -> Mapping[str, Listing]:
        return {hearing.id: self._listed(hearing) for hearing in self.hearings if hearing.id}

    def _listed(self, hearing: Hearing) -> Listing:
        return listing(hearing, self.reach.of((hearing.id,)))

    @cached_property
    def _by_id(self) -> Mapping[str, Entry]:
        return {entry.id: entry for entry in reversed(self.entries)}

    @cached_property
    def reach(self) -> Reach:
        """The events, by what they reach."""
        return Reach.over(self.events, self.hangs_on, (*self.windows, *self.deadlines))

    def _from_what_stands(self, deadline: Deadline, listed: Mapping[str, Hearing]) -> Deadline:
        """Return a deadline that runs from hearings as they are listed now, and from the facts that stand now."""
        event = deadline.term.event
        if event is None or isinstance(event, Order):  # nothing takes the place of an order
            return deadline
        if isinstance(event, Choice):
            stand = [self._stands(one, listed) for one in self.reach.left(event.of, event.which)]
            stands: Event = evolve(event, of=stand) if len(stand) > 1 else stand[0]
        else:
            stands = self._stands(event, listed)
        if stands == event:
            return deadline
        term = deadline.term
        runs_from = stands.runs_from if term.runs_from is event.runs_from else term.runs_from
        return evolve(deadline, term=evolve(term, event=stands, trigger=stands.on, runs_from=runs_from))

    def _stands(self, event: Event, listed: Mapping[str, Hearing]) -> Event:
        if isinstance(event, Hearing):
            return listed.get(event.id, event)
        return self.reach.now(event)

    def entry(self, given: str) -> Entry:
        """Return the entry with that id.

        Raises:
            UnknownEntry: the docket has none; the message names the nearest ids.
        """
        if given not in self._by_id:
            raise UnknownEntry(given, self._by_id)
        return self._by_id[given]

    def standing(self, entry: Entry, *, almanac: Almanac | None = None, known_on: Date | str | None = None) -> Standing:
        """Compute one entry; what cannot be computed is returned with the reason, so that the rest can be shown."""
        return self._standing(entry, almanac, known_on, {})

    def _standing(
        self, entry: Entry, almanac: Almanac | None, known_on: Date | str | None, done: dict[str, Standing]
    ) -> Standing:
        """Compute one entry, unless it is done already: many may hang on one."""
        if entry.id in done and done[entry.id].entry is entry:
            return done[entry.id]
        done[entry.id] = self._stand(entry, almanac, known_on, done)
        return done[entry.id]

    def _stand(
        self, entry: Entry, almanac: Almanac | None, known_on: Date | str | None, done: dict[str, Standing]
    ) -> Standing:
        if isinstance(entry, Hearing) or (isinstance(entry, ComplianceWindow) and entry.continuing):
            return Standing(entry)
        pin, verification = self._kept.get(entry.id, (None, None))
        try:
            computation = self._compute(entry, almanac, known_on, done)
            longer = extend(entry.term, computation, self.events_of(entry), almanac=almanac, known_on=known_on)
            return Standing(entry, computation, None, longer, pin, verification)
        except CourtclockError as error:
            return Standing(entry, None, error, None, pin, verification)

    @cached_property
    def _kept(self) -> Mapping[str, tuple[Pin | None, Verification | None]]:
        """The last pin that stands and the last confirmation of each entry that has one."""
        pins = {pin.of: pin for pin in self.pins if not self.reach.takes_back(pin.id)}
        seen = {check.of: check for check in self.verifications}
        return {given: (pins.get(given), seen.get(given)) for given in (*pins, *seen)}

    def compute(
        self,
        entry: ComplianceWindow | Deadline,
        *,
        almanac: Almanac | None = None,
        known_on: Date | str | None = None,
    ) -> Computation:
        """Compute one entry; a deadline that hangs on another takes that one's last day as its trigger.

        The last day is the one that stands: as pinned, as extended, or as computed, with its doubt.

        Raises:
            CourtclockError: what `courtclock.compute` raises.
        """
        return self._compute(entry, almanac, known_on, {})

    def _compute(
        self,
        entry: ComplianceWindow | Deadline,
        almanac: Almanac | None,
        known_on: Date | str | None,
        done: dict[str, Standing],
    ) -> Computation:
        hangs = self.hangs_on.get(entry.id)
        if hangs is None or not isinstance(entry, Deadline):
            try:
                return compute(entry, almanac=almanac, known_on=known_on)
            except NotTriggered:
                expired = self._expired(entry, almanac, known_on)
                if expired is None:
                    raise
                return expired
        which = hangs.which or Which.EARLIER
        starts: list[Event | str] = [*hangs.entries, *hangs.events]
        left = self.reach.left(starts, which)
        standings = [self._standing(self.entry(one), almanac, known_on, done) for one in left if isinstance(one, str)]
        at = counted(self._listings)
        events = [self._stands(one, at) for one in left if not isinstance(one, str)]
        begins = start(standings, events, which, entry.term.bound)
        following = {on: compute(_from(entry, on), almanac=almanac, known_on=known_on) for on in begins.days}
        return carry_on(begins.days[0], begins.grounds, following)

    def _expired(
        self, entry: ComplianceWindow | Deadline, almanac: Almanac | None, known_on: Date | str | None
    ) -> Computation | None:
        """Return the count to the day that a hearing had, where time ran out before the hearing lost that day."""
        found = before_it_fell(self._raw.get(entry.id, entry), self._listings)
        if found is None:
            return None
        computation = compute(found[0], almanac=almanac, known_on=known_on)
        return computation if date_of(computation.latest) < found[1] else None

    @cached_property
    def _raw(self) -> Mapping[str, ComplianceWindow | Deadline]:
        """The windows and deadlines as they were entered."""
        every: tuple[ComplianceWindow | Deadline, ...] = (*self.windows, *self.deadlines)
        return {entry.id: entry for entry in every if entry.id}

    def petitions_behind(self, entry: Entry) -> set[str]:
        """Return the ids of the petitions in which an entry arose: those of the order, the service, the hearing."""
        return {petition for start in self.reach.behind(entry) for petition in petitions_of(start, self._orders)}

    @cached_property
    def _orders(self) -> Mapping[str, Order]:
        return {order.id: order for order in self.orders if order.id}

    def standings(self, *, almanac: Almanac | None = None, known_on: Date | str | None = None) -> Iterator[Standing]:
        """Compute every entry, in the order of the file."""
        done: dict[str, Standing] = {}
        for entry in self.entries:
            yield self._standing(entry, almanac, known_on, done)

    def events_of(self, entry: Entry) -> list[LedgerEntry]:
        """Return what happened to an entry, in the order of days.

        For a window also what happened to its order; for a deadline also the recall of what it runs from. What was
        taken back by a later event is left out.
        """
        return self.reach.acting(entry)

    def unsure_of(self, entry: Entry) -> list[LedgerEntry]:
        """Return what happened to an entry under one source and has not happened yet under another."""
        if not self.unsure:
            return []
        every = Reach.over((*self.events, *self.unsure), self.hangs_on, self._raw.values())
        return [event for event in every.acting(entry) if event in self.unsure]


def _from(entry: Deadline, on: Date | Instant) -> Deadline:
    """Return a deadline whose time runs from a day."""
    return evolve(entry, term=evolve(entry.term, trigger=on))


def _at(window: ComplianceWindow, listed: Mapping[str, Hearing]) -> ComplianceWindow:
    """Return a window with its hearings on the days on which they are listed now."""
    if window.before is not None:
        window = evolve(window, before=listed.get(window.before.id, window.before))
    if window.failing is not None and window.failing.at is not None:
        at = listed.get(window.failing.at.id, window.failing.at)
        window = evolve(window, failing=evolve(window.failing, at=at))
    return window
