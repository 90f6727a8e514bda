"""How each entry of a docket stands on a day: a pure function of the docket, the day and the almanac."""

from __future__ import annotations

from enum import Enum

from courtclock.almanac import Almanac
from courtclock.dates import Date, either, in_words, medium, to_date
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.docket.hearings import MOVES
from courtclock.docket.known import as_known, happened_by
from courtclock.docket.model import Docket, Standing
from courtclock.docket.reach import Entry
from courtclock.docket.stays import Stay
from courtclock.docket.unsettled import beside, late, unsettled
from courtclock.errors import NotTriggered
from courtclock.ledger import EventKind, LedgerEntry, StayScope
from courtclock.matter import Hearing, Outcome
from courtclock.period import Bound, Direction
from courtclock.trace import Assurance, Computation
from courtclock.value import frozen


class State(Enum):
    """How an entry stands."""

    PENDING = "pending"
    OPEN = "open"
    DUE_TODAY = "due today"
    EXPIRED = "time expired"
    COMPLIED = "complied"
    COMPLIED_LATE = "complied late"
    EXTENDED = "extended"
    STAYED = "stayed"
    SUPERSEDED = "superseded"
    RECALLED = "recalled"
    OVERTAKEN = "overtaken"
    CONTINUING = "continuing"
    UNKNOWN = "unknown"
    # A hearing is not a duty; these are its own.
    LISTED = "listed"
    HEARD = "heard"
    NOT_REACHED = "not reached"
    ADJOURNED = "adjourned"


@frozen
class Status:
    """One entry on one day: its state, and the remarks that stand beside it."""

    standing: Standing
    state: State
    remarks: tuple[str, ...] = ()

    @property
    def entry(self) -> Entry:
        """The entry."""
        return self.standing.entry


_ENDS = {
    EventKind.SUPERSESSION: State.SUPERSEDED,
    EventKind.RECALL: State.RECALLED,
    EventKind.OVERTAKEN: State.OVERTAKEN,
}
_REMARKED = {
    EventKind.STATEMENT: "said in court, not a fact",
    EventKind.RECALL_SOUGHT: "recall sought",
    EventKind.PART_COMPLIANCE: "complied in part",
    EventKind.CONTEMPT_NOTICE: "contempt notice",
}


def status(
    docket: Docket, on: Date | str, *, almanac: Almanac | None = None, known_on: Date | str | None = None
) -> list[Status]:
    """Return how every entry stands on a day, in the order of the file, by what had happened by then.

    An entry that cannot be computed is shown as unknown, with the reason; the rest is not affected.

    Args:
        docket: the docket.
        on: the day to look at.
        almanac: where to look up courts, calendars and law; the built-in packs by default.
        known_on: use only what was known by this day, of facts and of closed days.

    >>> from courtclock.docket import EXAMPLE, loads
    >>> book = loads(EXAMPLE)
    >>> [(one.standing.id, one.state.value) for one in status(book, "2024-04-25")]
    [('costs', 'time expired'), ('next', 'listed')]
    """
    day = to_date(on)
    book = happened_by(docket if known_on is None else as_known(docket, known_on), day)
    return [_status(book, standing, day) for standing in book.standings(almanac=almanac, known_on=known_on)]


def _status(docket: Docket, standing: Standing, day: Date) -> Status:
    entry = standing.entry
    if isinstance(entry, Hearing):
        return _hearing(standing, entry, docket.events_of(entry), day)
    begun = entry.order.made if isinstance(entry, ComplianceWindow) else None
    if begun is not None and day < begun:
        return Status(standing, State.PENDING, (f"the order is of {medium(begun)}", *_kept(standing)))
    events = docket.events_of(entry)
    state, remarks = _state(docket, standing, events, day)
    remarks += _told(events) + _taken_back(docket, entry)
    if state is State.EXPIRED and isinstance(entry, ComplianceWindow) and entry.failing:
        at = f", on {medium(entry.failing.at.on)}" if entry.failing.at and entry.failing.at.on else ""
        remarks.append(f"on default: {entry.failing.what}{at}")
    if state is State.EXPIRED:
        remarks += _next_date(docket, entry, day)
    return Status(standing, state, (*remarks, *_kept(standing)))


def _kept(standing: Standing) -> list[str]:
    """Say what people did to the date: a pin, a confirmation, and what is wrong with them now."""
    said = []
    if standing.pin is not None:
        word = "extended" if standing.extended is not None else "computed"
        computed = f"; {word}: {medium(standing.unpinned)}" if standing.unpinned is not None else ""
        said.append(f"pinned to {medium(standing.pin.on)} by {standing.pin.by}: {standing.pin.reason}{computed}")
    checked = standing.verification
    if checked is not None and checked.date == standing.last_day:
        said.append(f"verified by {checked.by} on {medium(checked.on)}")
    return [*said, *(f"WARNING: {warning}" for warning in standing.warnings)]


def _next_date(docket: Docket, entry: Entry, day: Date) -> list[str]:
    """Tell the next hearing in the petitions behind an entry, unless it is told already as that of the consequence."""
    petitions = docket.petitions_behind(entry)
    listed = [
        other
        for other in docket.entries
        if isinstance(other, Hearing)
        and other.days
        and other.days[-1] >= day
        and petitions & {petition.id for petition in other.petitions}
    ]
    if not listed:
        return []
    first = min(listed, key=lambda other: other.days)
    failing = entry.failing if isinstance(entry, ComplianceWindow) else None
    told = failing is not None and failing.at is not None and failing.at.id == first.id
    return [] if told else [f"next date: {either(first.days)} ({first.court})"]


def _told(events: list[LedgerEntry]) -> list[str]:
    """Tell the events that change nothing by themselves."""
    return [f"{_REMARKED[e.kind]}, {e.when}: {e.text}".removesuffix(": ") for e in events if e.kind in _REMARKED]


def _taken_back(docket: Docket, entry: Entry) -> list[str]:
    """Tell the facts that a later one recalled or superseded."""
    return [
        f"{event.name}: {_ENDS[by.kind].value}, {by.when}{f': {by.text}' if by.text else ''}"
        for event, by in docket.reach.struck_of(entry)
    ]


def _state(docket: Docket, standing: Standing, events: list[LedgerEntry], day: Date) -> tuple[State, list[str]]:
    """Return the state that the events and the computation give; what ended the duty comes first."""
    for event in reversed(events):
        if event.kind in _ENDS:
            of = f"{event.of}: " if event.of != standing.id else ""
            return _ENDS[event.kind], [f"{of}{event.when}: {event.text}".removesuffix(": ")]
    done = next((event for event in events if event.kind is EventKind.COMPLIANCE), None)
    if done is not None:
        return _complied(standing, done, unsettled(docket, standing, done.happened))
    stays = [stay for stay in docket.reach.stays(events) if stay.in_force(day) and _stops(standing.entry, stay)]
    if stays:
        return State.STAYED, _stayed(standing, stays)
    state, remarks = _running(standing, events, day)
    remarks += _told(docket.reach.beside(standing.entry)) + beside(docket, standing.entry)
    doubts = unsettled(docket, standing, day)
    if state in {State.OPEN, State.DUE_TODAY, State.EXPIRED, State.EXTENDED}:
        remarks += doubts
    # The clock alone would say that time is up; nobody is called late on a guess.
    return (State.UNKNOWN if doubts and state is State.EXPIRED else state), remarks


def _stops(entry: Entry, stay: Stay) -> bool:
    """Whether a stay stops an entry: one of the proceedings stops the steps in them, and not what an order requires."""
    return stay.grant.scope is not StayScope.PROCEEDINGS or isinstance(entry, Deadline)


def _stayed(standing: Standing, stays: list[Stay]) -> list[str]:
    said = [f"stayed on {one.grant.when}{f' to {medium(one.until)}' if one.until else ''}" for one in stays]
    if standing.last_day is None:
        return said
    if standing.latest is not None and all(late(one, standing) for one in stays):
        return [*said, f"time had run out: {medium(standing.latest)} was the last day"]
    return [*said, f"{medium(standing.last_day)} is the last day without the stay"]


def _complied(standing: Standing, done: LedgerEntry, doubts: list[str]) -> tuple[State, list[str]]:
    said = [f"complied on {done.when}: {done.text}".removesuffix(": ")]
    if done.evidence:
        said.append(f"evidence: {done.evidence}")
    latest, computation = standing.latest, standing.computation
    if computation is not None and computation.bound is Bound.EARLIEST:
        return _not_before(standing, done, said)
    if latest is None or done.happened <= latest:
        return State.COMPLIED, said
    if doubts or done.begun <= latest:
        return State.COMPLIED, [*said, *doubts, "whether in time is not settled"]
    return State.COMPLIED_LATE, said


def _not_before(standing: Standing, done: LedgerEntry, said: list[str]) -> tuple[State, list[str]]:
    """Return the state of what may be done from a day on, and was done: never late, and perhaps too soon."""
    first, last = standing.earliest, standing.latest
    if first is None or last is None or done.begun >= last:
        return State.COMPLIED, said
    if done.happened < first:
        return State.UNKNOWN, [*said, f"before {medium(first)}, the first day on which it may be done"]
    return State.COMPLIED, [*said, "whether it came too soon is not settled"]


def _running(standing: Standing, events: list[LedgerEntry], day: Date) -> tuple[State, list[str]]:
    """Return the state of a duty that nothing has ended."""
    entry, computation = standing.entry, standing.computation
    if standing.error is not None:
        waits = isinstance(standing.error, NotTriggered)
        if standing.pin is not None and standing.pin.on == day:
            return State.DUE_TODAY, [str(standing.error)]
        return (State.PENDING if waits else State.UNKNOWN), [str(standing.error)]
    if computation is None:
        since = f", since {medium(entry.order.made)}" if isinstance(entry, ComplianceWindow) else ""
        return State.CONTINUING, [f"a standing duty{since}"]
    begins = computation.steps[0].on
    if begins > day and _counts_forward(entry):
        return State.PENDING, [f"time begins to run on {medium(begins)}"]
    remarks = _extensions(events)
    if standing.extended is not None and standing.pin is None and computation.bound is not Bound.EARLIEST:
        return _extended(standing, standing.extended, remarks, day)
    state, said = _against_the_clock(standing, computation, day)
    return state, remarks + said


def _extended(standing: Standing, extended: Date, remarks: list[str], day: Date) -> tuple[State, list[str]]:
    over = day > (standing.latest or extended)
    remarks.insert(0, f"extended to {medium(extended)}")
    first, last = standing.extended_answers[0], standing.extended_answers[-1]
    if first != last:
        remarks.insert(1, f"in doubt: {medium(first)} to {medium(last)}")
    if day == extended:
        remarks.insert(1, "the last day is today")
    return (State.EXPIRED if over else State.EXTENDED), [*remarks, *([_silence(day)] if over else [])]


def _silence(day: Date) -> str:
    """Say what is known: not that nothing was done, but that nothing is on record."""
    return f"no compliance recorded as of {medium(day)}"


def _counts_forward(entry: Entry) -> bool:
    """Whether time runs from a trigger that has to happen first; a date certain and a count back do not wait."""
    if isinstance(entry, Hearing):
        return False
    return entry.term.direction is Direction.AFTER and not entry.term.question.certain


def _extensions(events: list[LedgerEntry]) -> list[str]:
    return [f"{event.extension}, {event.when}" for event in events if event.kind is EventKind.EXTENSION]


def _against_the_clock(standing: Standing, computation: Computation, day: Date) -> tuple[State, list[str]]:
    due, latest = standing.last_day or computation.due_on, standing.latest or computation.due_on
    doubt = []
    if computation.assurance is not Assurance.SETTLED and standing.extended is None:
        first, last = in_words(computation.earliest), in_words(computation.latest)
        doubt = [f"{computation.assurance.value}: {first} to {last}"]
    if computation.bound is Bound.EARLIEST:
        return State.OPEN, [f"may be done from {medium(due)}", *doubt]
    if day == due:
        return State.DUE_TODAY, doubt
    if day > latest:
        return State.EXPIRED, [*doubt, _silence(day)]
    return State.OPEN, doubt


def _hearing(standing: Standing, hearing: Hearing, events: list[LedgerEntry], day: Date) -> Status:
    moved = [f"{_MOVED[e.kind]} {medium(e.leads_to)} on {e.when}" for e in events if e.kind in MOVES and e.leads_to]
    moved += [
        f"adjourned on {e.when}, {f'to {e.to}' if e.to else 'without a day'}"
        for e in events
        if e.kind is EventKind.ADJOURNMENT and e.leads_to is None
    ]
    moved += [f"proceedings stayed on {e.when}" for e in events if e.kind is EventKind.STAY]
    said = (*moved, *_told(events))
    if not hearing.days:
        if hearing.outcome is Outcome.ADJOURNED:
            return Status(standing, State.ADJOURNED, said)
        return Status(standing, State.PENDING, ("no date has been given", *said))
    doubt = (*(() if hearing.on else (f"sources differ: {either(hearing.days)}",)), *said)
    if day in hearing.days and (hearing.outcome is None or day < hearing.days[-1]):
        return Status(standing, State.DUE_TODAY, doubt)
    if day < hearing.days[-1]:
        return Status(standing, State.LISTED, doubt)
    if hearing.outcome is not None:
        return Status(standing, State(hearing.outcome.value), doubt)
    return Status(standing, State.UNKNOWN, (*doubt, "the outcome is not known"))


_MOVED = {EventKind.ADJOURNMENT: "adjourned to", EventKind.LISTING: "listed for"}
