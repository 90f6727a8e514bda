"""How each entry of a docket stands on a day: a pure function of the docket, the day and the almanac."""

from __future__ import annotations

from enum import Enum

from attrs import frozen

from courtclock.almanac import Almanac
from courtclock.dates import Date, Instant, either, in_words, medium, to_date
from courtclock.deadline import ComplianceWindow
from courtclock.docket.model import Docket, Entry, Standing
from courtclock.errors import NotTriggered
from courtclock.ledger import EventKind, LedgerEntry, StayScope, extended_to
from courtclock.matter import Hearing
from courtclock.period import Bound, Direction
from courtclock.trace import Assurance, Computation


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
    """Return how every entry stands on a day, in the order of the file.

    An entry that cannot be computed is shown as unknown, with the reason; the rest is not affected.
    """
    day = to_date(on)
    return [_status(docket, standing, day) for standing in docket.standings(almanac=almanac, known_on=known_on)]


def _status(docket: Docket, standing: Standing, day: Date) -> Status:
    entry = standing.entry
    if isinstance(entry, Hearing):
        return _hearing(standing, entry, day)
    begun = entry.order.made if isinstance(entry, ComplianceWindow) else None
    if begun is not None and day < begun:
        return Status(standing, State.PENDING, (f"the order is of {medium(begun)}",))
    events = [event for event in docket.events_of(entry) if event.happened <= day]
    state, remarks = _state(standing, events, day)
    remarks += [f"{_REMARKED[e.kind]}, {e.when}: {e.text}".removesuffix(": ") for e in events if e.kind in _REMARKED]
    if state is State.EXPIRED and isinstance(entry, ComplianceWindow) and entry.failing:
        at = f", on {medium(entry.failing.at.on)}" if entry.failing.at and entry.failing.at.on else ""
        remarks.append(f"on default: {entry.failing.what}{at}")
    return Status(standing, state, tuple(remarks))


def _state(standing: Standing, events: list[LedgerEntry], day: Date) -> tuple[State, list[str]]:
    """Return the state that the events and the computation give; what ended the duty comes first."""
    for event in reversed(events):
        if event.kind in _ENDS:
            return _ENDS[event.kind], [f"{event.when}: {event.text}".removesuffix(": ")]
    done = next((event for event in events if event.kind is EventKind.COMPLIANCE), None)
    stayed = next((e for e in events if e.kind is EventKind.STAY and e.scope is not StayScope.PROCEEDINGS), None)
    if done is not None:
        return _complied(standing.computation, done, extended_to(events), stayed)
    stay = _stay(events, day)
    if stay is not None:
        return State.STAYED, [f"stayed on {stay.when}"]
    state, remarks = _running(standing, events, day)
    if stayed is not None and state in {State.DUE_TODAY, State.EXPIRED}:
        return State.UNKNOWN, [*remarks, f"stayed on {stayed.when}: what that did to the time is not settled"]
    return state, remarks


def _complied(
    computation: Computation | None, done: LedgerEntry, extended: Date | None, stayed: LedgerEntry | None
) -> tuple[State, list[str]]:
    said = [f"complied on {done.when}: {done.text}".removesuffix(": ")]
    if computation is None:
        return State.COMPLIED, said
    latest = _day(computation.latest)
    late = done.days[0] > (max(latest, extended) if extended is not None else latest)
    if late and stayed is not None:
        # What a stay does to the time is for the court that made it; nobody is called late on a guess.
        return State.COMPLIED, [*said, f"after the stay of {stayed.when}: whether in time is not settled"]
    return (State.COMPLIED_LATE if late else State.COMPLIED), said


def _stay(events: list[LedgerEntry], day: Date) -> LedgerEntry | None:
    """Return the stay in force on a day, if there is one."""
    stay = None
    for event in events:
        if event.kind is EventKind.STAY and event.scope is not StayScope.PROCEEDINGS:
            stay = event
        elif event.kind is EventKind.STAY_VACATED:
            stay = None
    return stay if stay is not None and not (stay.until and stay.until < day) else None


def _running(standing: Standing, events: list[LedgerEntry], day: Date) -> tuple[State, list[str]]:
    """Return the state of a duty that nothing has ended."""
    entry, computation = standing.entry, standing.computation
    if standing.error is not None:
        waits = isinstance(standing.error, NotTriggered)
        return (State.PENDING if waits else State.UNKNOWN), [str(standing.error)]
    if computation is None:
        since = f", since {medium(entry.order.made)}" if isinstance(entry, ComplianceWindow) else ""
        return State.CONTINUING, [f"a standing duty{since}"]
    begins = computation.steps[0].on
    if begins > day and _counts_forward(entry):
        return State.PENDING, [f"time begins to run on {medium(begins)}"]
    remarks = _extensions(events)
    extended = extended_to(events)
    if extended is not None and extended > computation.due_on:
        over = day > max(extended, _day(computation.latest))
        return (State.EXPIRED if over else State.EXTENDED), [*remarks, *([_silence(day)] if over else [])]
    state, said = _against_the_clock(computation, day)
    return state, remarks + said


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


def _against_the_clock(computation: Computation, day: Date) -> tuple[State, list[str]]:
    due, latest = computation.due_on, _day(computation.latest)
    if computation.bound is Bound.EARLIEST:
        return State.OPEN, [f"may be done from {medium(due)}"]
    doubt = []
    if computation.assurance is not Assurance.SETTLED:
        first, last = in_words(computation.earliest), in_words(computation.latest)
        doubt = [f"{computation.assurance.value}: {first} to {last}"]
    if day == due:
        return State.DUE_TODAY, doubt
    if day > latest:
        return State.EXPIRED, [*doubt, _silence(day)]
    return State.OPEN, doubt


def _day(answer: Date | Instant) -> Date:
    return to_date(answer.date()) if isinstance(answer, Instant) else answer


def _hearing(standing: Standing, hearing: Hearing, day: Date) -> Status:
    if not hearing.days:
        return Status(standing, State.PENDING, ("no date has been given",))
    doubt = () if hearing.on else (f"sources differ: {either(hearing.days)}",)
    if day < hearing.days[0]:
        return Status(standing, State.LISTED, doubt)
    if hearing.outcome is not None and day >= hearing.days[-1]:
        return Status(standing, State(hearing.outcome.value), doubt)
    if day <= hearing.days[-1]:
        return Status(standing, State.DUE_TODAY, doubt)
    return Status(standing, State.UNKNOWN, (*doubt, "the outcome is not known"))
