"""A docket as a value, and the computations of its entries."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import evolve, field

from courtclock.almanac import Almanac
from courtclock.citation import Source
from courtclock.clock import compute
from courtclock.dates import Date, Instant, medium, to_date
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.docket.extend import extend
from courtclock.docket.reach import Entry, HangsOn, Reach
from courtclock.errors import CourtclockError, NotTriggered, UnknownId
from courtclock.ledger import EventKind, LedgerEntry, Pin, Verification
from courtclock.matter import (
    Choice,
    Event,
    Hearing,
    Instrument,
    Order,
    Outcome,
    Petition,
    Which,
    awaited,
    days_of,
    decided_by,
)
from courtclock.trace import Computation, carry_on
from courtclock.value import frozen

_MOVES = {EventKind.ADJOURNMENT, EventKind.LISTING}
MOST_DAYS = 1_000  # days on which the entries that a deadline hangs on can end, each with each


class UnknownEntry(UnknownId):
    """The id of an entry that the docket does not have."""

    kind = "entry"


@frozen
class Standing:
    """One entry with its computation, or with the reason why there is none.

    Hearings and standing duties have neither.

    Attributes:
        extended: the last day as it was extended, where that is later than the computed one.
        extended_answers: every day on which that can fall, earliest first.
        pin: a last day that somebody keeps by hand instead.
        verification: a second person's confirmation, the last that was given.
    """

    entry: Entry
    computation: Computation | None = None
    error: CourtclockError | None = None
    extended: Date | None = None
    pin: Pin | None = None
    verification: Verification | None = None
    extended_answers: tuple[Date, ...] = ()

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
        deadlines = (self._from_what_stands(deadline, listed) for deadline in self.deadlines)
        return (*windows, *deadlines, *hearings)

    @cached_property
    def _by_id(self) -> Mapping[str, Entry]:
        return {entry.id: entry for entry in reversed(self.entries)}

    @cached_property
    def reach(self) -> Reach:
        """The events, by what they reach."""
        return Reach.over(self.events, self.hangs_on, (*self.windows, *self.deadlines))

    def _listed(self, hearing: Hearing) -> Hearing:
        """Return a hearing on the day to which it was last adjourned, or for which it was listed anew."""
        moves = [e for e in self.reach.of((hearing.id,)) if e.kind in _MOVES and e.leads_to is not None]
        if not moves:
            return hearing
        outcome = None if hearing.outcome is Outcome.ADJOURNED else hearing.outcome
        return evolve(hearing, on=moves[-1].leads_to, outcome=outcome)

    def _from_what_stands(self, deadline: Deadline, listed: Mapping[str, Hearing]) -> Deadline:
        """Return a deadline that runs from hearings as they are listed now, and from the facts that stand now."""
        event = deadline.term.event
        if event is None:
            return deadline
        if isinstance(event, Choice):
            stands: Event = evolve(event, of=tuple(self._stands(one, listed) for one in event.of))
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
            extended, answers = (longer.on, longer.answers) if longer is not None else (None, ())
            return Standing(entry, computation, None, extended, pin, verification, answers)
        except CourtclockError as error:
            return Standing(entry, None, error, None, pin, verification)

    @cached_property
    def _kept(self) -> Mapping[str, tuple[Pin | None, Verification | None]]:
        """The last pin and the last confirmation of each entry that has one."""
        pins, seen = {pin.of: pin for pin in self.pins}, {check.of: check for check in self.verifications}
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
            return compute(entry, almanac=almanac, known_on=known_on)
        firsts: list[Computation] = []
        spans: list[tuple[Date | Instant, ...]] = []  # the days on which each can end, the prevailing one first
        events = [self.reach.now(event) for event in hangs.events]
        for standing in self._befores(
            hangs, events, [self._standing(self.entry(given), almanac, known_on, done) for given in hangs.entries]
        ):
            if standing.pin is not None:
                spans.append((standing.pin.on,))
                continue
            if standing.computation is not None:
                firsts.append(standing.computation)
            if standing.extended is not None:
                spans.append((standing.extended, *standing.extended_answers))
            elif standing.computation is not None:
                spans.append((standing.computation.answer, *standing.computation.answers))
        spans += [(event.on,) for event in events if event.on is not None]
        which = hangs.which or Which.EARLIER
        pick = max if which is Which.LATER else min
        days = {pick(on, key=_moment): None for on in itertools.islice(itertools.product(*spans), MOST_DAYS)}
        for event in events:
            if event.on is None and any(decided_by([days_of(event)], _day(on), which) for on in days if days_of(event)):
                raise NotTriggered(f"time has not begun to run: it waits for the {awaited(event)}")
        following = {on: compute(_from(entry, on), almanac=almanac, known_on=known_on) for on in days}
        return carry_on(next(iter(days)), firsts, following)

    @staticmethod
    def _befores(hangs: HangsOn, events: list[Event], found: list[Standing]) -> Iterator[Standing]:
        """Give the standings of what a deadline hangs on, as far as they have a last day.

        Raises:
            CourtclockError: there is none yet, or one of several that all have to be there has none.
        """
        dated = [standing for standing in found if standing.last_day is not None]
        waits = [event for event in events if not days_of(event)]
        ended = len(dated) + sum(event.on is not None for event in events)
        if hangs.which is not Which.EARLIER or not ended:
            for standing in found:
                if standing.last_day is None:
                    raise standing.error or NotTriggered(f"time has not begun to run: {standing.id} has no last day")
            late = waits or ([] if ended else events)
            if late:
                raise NotTriggered(f"time has not begun to run: it waits for the {awaited(late[0])}")
        yield from dated

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


def _day(on: Date | Instant) -> Date:
    return to_date(on.date()) if isinstance(on, Instant) else on


def _moment(on: Date | Instant) -> tuple[Date, float]:
    """Return what days and instants are compared by: a day goes before the hours of it."""
    return (_day(on), on.timestamp()) if isinstance(on, Instant) else (on, 0.0)


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
