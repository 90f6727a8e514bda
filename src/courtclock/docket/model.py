"""A docket as a value, and the computations of its entries."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import evolve, field, frozen

from courtclock.almanac import Almanac
from courtclock.citation import Source
from courtclock.clock import compute
from courtclock.dates import Date, Instant, medium
from courtclock.deadline import ComplianceWindow, Deadline, Term
from courtclock.errors import CourtclockError, NotTriggered, UnknownId
from courtclock.ledger import CountedFrom, EventKind, LedgerEntry, Pin, Verification, granted
from courtclock.matter import Event, Hearing, Instrument, Order, Outcome, Petition, Which
from courtclock.period import Period
from courtclock.regime import RunsFrom
from courtclock.trace import Computation, carry_on

MOST_DAYS = 1_000  # days on which the entries that a deadline hangs on can end, each with each
Entry = ComplianceWindow | Deadline | Hearing


class UnknownEntry(UnknownId):
    """The id of an entry that the docket does not have."""

    kind = "entry"


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
class Standing:
    """One entry with its computation, or with the reason why there is none.

    Hearings and standing duties have neither.

    Attributes:
        extended: the last day as it was extended, where that is later than the computed one.
        pin: a last day that somebody keeps by hand instead.
        verification: a second person's confirmation, the last that was given.
    """

    entry: Entry
    computation: Computation | None = None
    error: CourtclockError | None = None
    extended: Date | None = None
    pin: Pin | None = None
    verification: Verification | None = None

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.entry.id

    @property
    def last_day(self) -> Date | None:
        """The day that stands: as pinned, else as extended, else as computed; None where there is none."""
        if self.pin is not None:
            return self.pin.on
        return self.extended or (self.computation.due_on if self.computation is not None else None)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What somebody has to look at: a pin whose computed date has moved, a verification that is void."""
        said = []
        computed = self.extended or (self.computation.due_on if self.computation is not None else None)
        if self.pin is not None and computed != self.pin.computed:
            now = f"is {medium(computed)} now" if computed is not None else "cannot be computed now"
            said.append(f"pinned when the computed date was {medium(self.pin.computed)}; it {now}")
        if self.verification is not None and self.verification.date != self.last_day:
            now = f"is {medium(self.last_day)} now" if self.last_day is not None else "cannot be told now"
            said.append(
                f"the verification of {medium(self.verification.date)} by {self.verification.by} is void: the last day "
                f"{now}"
            )
        return tuple(said)


@frozen(kw_only=True)
class Docket:
    """A matter: what happened, what is due, what became of it.

    Attributes:
        recorded: when the docket was first kept; the time stamp of entries that have none of their own.
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
    pins: tuple[Pin, ...] = ()
    verifications: tuple[Verification, ...] = ()
    hangs_on: Mapping[str, HangsOn] = field(factory=dict)
    sources: Mapping[str, Source] = field(factory=dict)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that belongs in a calendar, in the order of the file; an adjourned hearing on its new day."""
        hearings = [self._listed(hearing) for hearing in self.hearings]
        listed = {hearing.id: hearing for hearing in hearings if hearing.id}
        windows = (_at(window, listed) for window in self.windows)
        deadlines = (_from_hearing(deadline, listed) for deadline in self.deadlines)
        return (*windows, *deadlines, *hearings)

    @cached_property
    def _by_id(self) -> Mapping[str, Entry]:
        return {entry.id: entry for entry in reversed(self.entries)}

    @cached_property
    def _happened(self) -> Mapping[str, tuple[LedgerEntry, ...]]:
        """What happened to each id, in the order of days."""
        found: dict[str, list[LedgerEntry]] = {}
        for event in sorted(self.events, key=lambda e: (e.happened, e.id)):
            found.setdefault(event.of, []).append(event)
        return {given: tuple(events) for given, events in found.items()}

    def _listed(self, hearing: Hearing) -> Hearing:
        """Return a hearing on the day to which it was last adjourned."""
        happened = self._happened.get(hearing.id, ()) if hearing.id else ()
        moves = [e for e in happened if e.kind is EventKind.ADJOURNMENT and e.until]
        if not moves:
            return hearing
        last = max(moves, key=lambda event: event.happened)
        outcome = None if hearing.outcome is Outcome.ADJOURNED else hearing.outcome
        return evolve(hearing, on=last.until, outcome=outcome)

    def entry(self, given: str) -> Entry:
        """Return the entry with that id.

        Raises:
            UnknownEntry: the docket has none; the message names the nearest ids.
        """
        if (entry := self._by_id.get(given)) is not None:
            return entry
        raise UnknownEntry(given, [entry.id for entry in self.entries])

    def standing(self, entry: Entry, *, almanac: Almanac | None = None, known_on: Date | str | None = None) -> Standing:
        """Compute one entry; what cannot be computed is returned with the reason, so that the rest can be shown."""
        pin = next((pin for pin in reversed(self.pins) if pin.of == entry.id), None)
        verification = next((v for v in reversed(self.verifications) if v.of == entry.id), None)
        if isinstance(entry, Hearing) or (isinstance(entry, ComplianceWindow) and entry.continuing):
            return Standing(entry)
        try:
            computation = self.compute(entry, almanac=almanac, known_on=known_on)
            extended = self._extended(entry, computation, almanac, known_on)
            return Standing(entry, computation, None, extended, pin, verification)
        except CourtclockError as error:
            return Standing(entry, None, error, None, pin, verification)

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
        hangs = self.hangs_on.get(entry.id)
        if hangs is None or not isinstance(entry, Deadline):
            return compute(entry, almanac=almanac, known_on=known_on)
        firsts: list[Computation] = []
        spans: list[tuple[Date | Instant, ...]] = []  # the days on which each can end, the prevailing one first
        for standing in self._befores(hangs, almanac, known_on):
            kept = standing.pin.on if standing.pin else standing.extended
            if kept is not None:
                spans.append((kept,))
            elif standing.computation is not None:
                firsts.append(standing.computation)
                spans.append((standing.computation.answer, *standing.computation.answers))
        spans += [(event.on,) for event in hangs.events if event.on is not None]
        pick = max if hangs.which is Which.LATER else min
        days = {pick(days): None for days in itertools.islice(itertools.product(*spans), MOST_DAYS)}
        following = {on: compute(_from(entry, on), almanac=almanac, known_on=known_on) for on in days}
        return carry_on(next(iter(days)), firsts, following)

    def _befores(self, hangs: HangsOn, almanac: Almanac | None, known_on: Date | str | None) -> Iterator[Standing]:
        """Give the standings of what a deadline hangs on, as far as they have a last day.

        Raises:
            CourtclockError: there is none yet, or one of several that all have to be there has none.
        """
        found = [self.standing(self.entry(given), almanac=almanac, known_on=known_on) for given in hangs.entries]
        dated = [standing for standing in found if standing.last_day is not None]
        waits = [event for event in hangs.events if event.on is None]
        ended = len(dated) + len(hangs.events) - len(waits)
        if hangs.which is not Which.EARLIER or not ended:
            for standing in found:
                if standing.last_day is None:
                    raise standing.error or NotTriggered(f"time has not begun to run: {standing.id} has no last day")
            if waits:
                raise NotTriggered(f"time has not begun to run: it waits for the {waits[0].name}")
        yield from dated

    def _extended(
        self,
        entry: ComplianceWindow | Deadline,
        computation: Computation,
        almanac: Almanac | None,
        known_on: Date | str | None,
    ) -> Date | None:
        """Return the last day as extended: one extension after the other, each from the end that it names."""
        end, counted = computation.due_on, computation.unrolled
        for event in granted(self.events_of(entry)):
            if event.until is not None:
                end = counted = max(end, event.until)
            elif event.within is not None:
                start = end if event.counted_from is CountedFrom.ROLLED else counted
                more = compute(_further(entry.term, start, event.within), almanac=almanac, known_on=known_on)
                end, counted = more.due_on, more.unrolled
        return end if end > computation.due_on else None

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
        found = [self._happened.get(given, ()) for given in ids]
        return sorted((event for events in found for event in events), key=lambda e: (e.happened, e.id))


def _from(entry: Deadline, on: Date | Instant) -> Deadline:
    """Return a deadline whose time runs from a day."""
    return evolve(entry, term=evolve(entry.term, trigger=on))


def _further(term: Term, start: Date, period: Period) -> Term:
    """Return the term of an extension: a period from the end of another, for the same act under the same law."""
    return Term(
        trigger=start,
        period=period,
        act=term.act,
        means=term.means,
        court=term.court,
        calendar=term.calendar,
        regime=term.regime,
        closures=term.closures,
        runs_from=RunsFrom.ORDER,
    )


def _at(window: ComplianceWindow, listed: Mapping[str, Hearing]) -> ComplianceWindow:
    """Return a window with its hearings on the days on which they are listed now."""
    if window.before is not None:
        window = evolve(window, before=listed.get(window.before.id, window.before))
    if window.failing is not None and window.failing.at is not None:
        at = listed.get(window.failing.at.id, window.failing.at)
        window = evolve(window, failing=evolve(window.failing, at=at))
    return window


def _from_hearing(deadline: Deadline, listed: Mapping[str, Hearing]) -> Deadline:
    """Return a deadline that is counted from a hearing, from the day on which that is listed now."""
    event = deadline.term.event
    if not isinstance(event, Hearing) or listed.get(event.id, event) == event:
        return deadline
    moved = listed[event.id]
    return evolve(deadline, term=evolve(deadline.term, event=moved, trigger=moved.on))
