"""What stands in the calendar: the entries of a docket as plain values, before any byte is written."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from enum import Enum
from typing import TypedDict

from attrs import frozen

from courtclock.almanac import Almanac
from courtclock.citation import Source
from courtclock.dates import Date, Instant, either, iso, long, medium, shown_twice, span, to_date, wall, with_named_zone
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.docket.model import Docket, Standing
from courtclock.errors import CourtclockError, NotTriggered
from courtclock.ledger import EventKind, ended_by, extended_to
from courtclock.matter import Event, Hearing, Outcome
from courtclock.period import Bound
from courtclock.trace import Assurance, Computation

# The namespace of this project's UIDs; it never changes, or every subscriber would see every entry twice.
NAMESPACE = uuid.UUID("6d0a3c5e-7f0b-5a55-9a6c-0c1f7d1f2b11")
SUMMARY = 80  # characters; more is cut off by calendar programs anyway
HEARING = timedelta(hours=1)  # how much of the day is shown for a hearing with an hour; its length is not known


class Category(Enum):
    """The category of an entry."""

    LAST_DAY = "Last day"
    WINDOW = "Compliance window"
    STANDING = "Standing duty"
    HEARING = "Hearing"
    UNDATED = "Not computed"


class EventStatus(Enum):
    """STATUS of a VEVENT."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@frozen(kw_only=True)
class FeedEntry:
    """One event of the feed; `start` and `last` are days, both in, or `start` and `end` instants."""

    uid: str
    summary: str
    description: str
    category: Category
    status: EventStatus
    busy: bool
    reminders: bool = True
    start: Date | Instant
    last: Date | Instant
    stamp: Instant
    location: str = ""
    url: str = ""

    @property
    def begins(self) -> Date:
        """The day on which it begins."""
        return to_date(self.start.date()) if isinstance(self.start, Instant) else self.start

    @property
    def ends(self) -> Date:
        """The day on which it ends, in."""
        return to_date(self.last.date()) if isinstance(self.last, Instant) else self.last


_ENDED = {
    EventKind.COMPLIANCE: "Done",
    EventKind.SUPERSESSION: "Superseded",
    EventKind.RECALL: "Recalled",
    EventKind.OVERTAKEN: "Overtaken",
}


def uid(docket: str, entry: str, form: str = "") -> str:
    """Return the UID of an entry: from the ids alone, never from the date, so that a moved entry keeps it.

    >>> uid("x-restoration", "one-week") == uid("x-restoration", "one-week")
    True
    """
    return str(uuid.uuid5(NAMESPACE, "\n".join((docket, entry, form) if form else (docket, entry))))


def entries(
    docket: Docket, *, almanac: Almanac, known_on: Date | str | None = None
) -> tuple[list[FeedEntry], list[str]]:
    """Return the entries of a docket's feed, and a line for each that has no day to stand on."""
    found: list[FeedEntry] = []
    undated: list[str] = []
    for standing in docket.standings(almanac=almanac, known_on=known_on):
        made = list(_entries_of(docket, standing, almanac))
        found += made
        if not made:
            reason = standing.error or "no date has been given"
            undated.append(f"{_what(standing)}: {reason}")
    return sorted(found, key=lambda e: (_written(e.start), e.uid)), undated


def _written(start: Date | Instant) -> str:
    """Return a start as the feed writes it: two courts may give the same local time, in zones of their own."""
    utc = isinstance(start, Instant) and str(start.tzinfo) == "UTC"
    return iso(start)[: len("YYYY-MM-DDTHH:MM:SS")] + ("Z" if utc else "")


def _what(standing: Standing) -> str:
    entry = standing.entry
    if isinstance(entry, Hearing):
        return entry.purpose or entry.name
    return entry.duty if isinstance(entry, ComplianceWindow) else entry.what


def _entries_of(docket: Docket, standing: Standing, almanac: Almanac) -> Iterator[FeedEntry]:
    entry = standing.entry
    if isinstance(entry, Hearing):
        if entry.days:
            yield _hearing(docket, entry, almanac)
    elif standing.computation is not None:
        if isinstance(entry, ComplianceWindow):
            yield _window(docket, entry, standing.computation, almanac)
        yield _last_day(docket, entry, standing.computation, almanac)
    elif isinstance(entry, ComplianceWindow) and entry.continuing:
        yield _standing_duty(docket, entry, almanac)
    elif standing.error is not None and not isinstance(standing.error, NotTriggered):
        yield from _not_computed(docket, entry, standing.error, almanac)


class _Shared(TypedDict):
    location: str
    url: str


def _shared(docket: Docket, entry: ComplianceWindow | Deadline | Hearing, almanac: Almanac) -> _Shared:
    """Return the location and the address, as far as they are known."""
    if isinstance(entry, ComplianceWindow):
        court: str | None = entry.order.court
    else:
        court = entry.court if isinstance(entry, Hearing) else entry.term.court
    title = almanac.court(court).title if court else ""
    return {"location": title, "url": _address(docket.sources.get(entry.id))}


def _address(source: Source | None) -> str:
    return source.url if source is not None else ""


def _cut(text: str) -> str:
    return text if len(text) <= SUMMARY else text[: SUMMARY - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"


def _mark(computation: Computation) -> str:
    """Return the range of an unsettled date, for the summary."""
    if computation.assurance is Assurance.SETTLED:
        return ""
    first, last = _day(computation.earliest), _day(computation.latest)
    words = {"disputed": computation.assurance is Assurance.DISPUTED, "provisional": computation.provisional}
    said = " and ".join(word for word, holds in words.items() if holds)
    return f"{said.upper()} ({span(first, last)}): "


def _day(value: Date | Instant) -> Date:
    return to_date(value.date()) if isinstance(value, Instant) else value


def _said(start: Instant, end: Instant) -> tuple[Instant, Instant]:
    """Return them in UTC if clocks show one of them twice: programs differ on which of the two hours is meant."""
    if shown_twice(start) or shown_twice(end):
        return start.in_timezone("UTC"), end.in_timezone("UTC")
    return start, end


def _last_day(
    docket: Docket, entry: ComplianceWindow | Deadline, computation: Computation, almanac: Almanac
) -> FeedEntry:
    what = entry.duty if isinstance(entry, ComplianceWindow) else entry.what
    word = "Last day" if computation.bound is Bound.LATEST else "Not before"
    at = computation.steps[-1].at or computation.cut_off
    timed = with_named_zone(at) if at is not None else None
    due = computation.due_on
    extended = extended_to(docket.events_of(entry))
    if extended is not None and extended > due:
        due, timed, word = extended, None, "Last day, extended"
    start: Date | Instant = due
    last: Date | Instant = due
    if timed is not None:
        # An hour at which time is up is shown as a block that ends then: one that began there would run on after it.
        start, last = _said(timed - timedelta(minutes=30), timed)
    ended = ended_by(docket.events_of(entry))
    word = f"{_ENDED[ended.kind]}: {word.lower()}" if ended is not None else word
    return FeedEntry(
        uid=uid(docket.id, entry.id),
        summary=_cut(f"{_mark(computation)}{word}: {what}"),
        description=_describe(docket, entry, computation, almanac),
        category=Category.LAST_DAY,
        reminders=ended is None,
        status=EventStatus.TENTATIVE if computation.provisional else EventStatus.CONFIRMED,
        busy=False,
        start=start,
        last=last,
        stamp=docket.recorded,
        **_shared(docket, entry, almanac),
    )


def _window(docket: Docket, entry: ComplianceWindow, computation: Computation, almanac: Almanac) -> FeedEntry:
    extended = extended_to(docket.events_of(entry))
    closes = max(computation.due_on, extended) if extended is not None else computation.due_on
    opens = min(entry.order.made, closes)
    return FeedEntry(
        uid=uid(docket.id, entry.id, "window"),
        summary=_cut(f"{_mark(computation)}Time to {entry.duty}"),
        description=_paragraphs(
            f"From the order to the last day, {long(closes)}; the reasons stand on the last day.",
            *_about_window(entry, almanac),
        ),
        category=Category.WINDOW,
        status=EventStatus.TENTATIVE if computation.provisional else EventStatus.CONFIRMED,
        busy=False,
        start=opens,
        last=closes,
        stamp=docket.recorded,
        **_shared(docket, entry, almanac),
    )


def _standing_duty(docket: Docket, entry: ComplianceWindow, almanac: Almanac) -> FeedEntry:
    return FeedEntry(
        uid=uid(docket.id, entry.id),
        summary=_cut(f"Standing order: {entry.duty}"),
        description=_paragraphs(
            f"A standing duty since {medium(entry.order.made)}: it has no last day.",
            *_about_window(entry, almanac),
            *_facts(docket, entry),
            *_notes(entry, docket.sources.get(entry.id)),
        ),
        category=Category.STANDING,
        status=EventStatus.CONFIRMED,
        busy=False,
        start=entry.order.made,
        last=entry.order.made,
        stamp=docket.recorded,
        **_shared(docket, entry, almanac),
    )


def _hearing(docket: Docket, entry: Hearing, almanac: Almanac) -> FeedEntry:
    court = almanac.court(entry.court)
    missed = entry.outcome in {Outcome.NOT_REACHED, Outcome.ADJOURNED}
    word = f"Hearing ({entry.outcome.value})" if missed and entry.outcome else "Hearing"
    start: Date | Instant = entry.days[0]
    last: Date | Instant = entry.days[-1]
    length = ""
    if entry.at is not None and entry.on is not None:
        begins = wall(entry.on, entry.at.replace(microsecond=0), court.zone)
        start, last = _said(begins, begins + HEARING)
        length = "How long it lasts is not known; one hour is shown."
    return FeedEntry(
        uid=uid(docket.id, entry.id),
        summary=_cut(f"{word}: {entry.purpose or court.title}"),
        description=_paragraphs(
            f"{court.title}, {long(entry.on) if entry.on else f'{either(entry.days)}: sources differ'}.",
            length,
            *(f"Petition: {petition.name}" for petition in entry.petitions),
            f"Outcome: {entry.outcome.value}." if entry.outcome else "",
            *_facts(docket, entry),
            *_notes(entry, docket.sources.get(entry.id)),
        ),
        category=Category.HEARING,
        status=EventStatus.CONFIRMED if entry.on else EventStatus.TENTATIVE,
        busy=True,
        start=start,
        last=last,
        stamp=docket.recorded,
        **_shared(docket, entry, almanac),
    )


def _not_computed(
    docket: Docket, entry: ComplianceWindow | Deadline, error: CourtclockError, almanac: Almanac
) -> Iterator[FeedEntry]:
    """Give an entry on the day of the trigger that says what is not known, rather than leave it out."""
    trigger = entry.term.trigger
    if trigger is None:
        return
    what = entry.duty if isinstance(entry, ComplianceWindow) else entry.what
    yield FeedEntry(
        uid=uid(docket.id, entry.id),
        summary=_cut(f"NOT COMPUTED: {what}"),
        description=_paragraphs(f"The last day could not be computed: {error}", "This entry stands on the trigger."),
        category=Category.UNDATED,
        status=EventStatus.TENTATIVE,
        busy=False,
        start=_day(trigger),
        last=_day(trigger),
        stamp=docket.recorded,
        **_shared(docket, entry, almanac),
    )


def _describe(docket: Docket, entry: ComplianceWindow | Deadline, computation: Computation, almanac: Almanac) -> str:
    """Return the reasons: the steps with their authority, the doubt, the order, the facts, the source."""
    about = _about_window(entry, almanac) if isinstance(entry, ComplianceWindow) else _started_by(entry)
    steps = [f"{step.text}{f' [{step.cite}]' if step.cite else ''}" for step in computation.steps]
    doubt = [f"{computation.assurance.value.capitalize()}: {reason}." for reason in computation.because]
    readings = [f"Reading: {r.due} if {r.text} [{r.cite}]" for r in computation.readings]
    if doubt:
        readings.append(f"Earliest {computation.earliest}, latest {computation.latest}; safe: {computation.safe_on}.")
    return _paragraphs(
        *about,
        "\n".join(f"{n}. {text}" for n, text in enumerate(steps, 1)),
        *doubt,
        *readings,
        *_facts(docket, entry),
        "\n".join(f"{key}: {value}" for key, value in computation.editions.items()),
        *_notes(entry, docket.sources.get(entry.id)),
        "Computed by courtclock; not legal advice.",
    )


def _started_by(entry: Deadline) -> Iterator[str]:
    event = entry.term.event
    if isinstance(event, Event):
        yield f"Runs from: {event.name}."


def _about_window(entry: ComplianceWindow, almanac: Almanac) -> Iterator[str]:
    court = almanac.court(entry.order.court).title
    yield f"{court}, {entry.order.name}{f': {entry.order.title}' if entry.order.title else ''}."
    if entry.by:
        yield f"To be done by: {entry.by}."
    if entry.failing is not None:
        at = f" on {long(entry.failing.at.on)}" if entry.failing.at and entry.failing.at.on else ""
        yield f"Failing which: {entry.failing.what}{at}."
    if entry.order.coram:
        yield f"Coram: {', '.join(entry.order.coram)}."
    yield from (f"Petition: {petition.name}" for petition in entry.order.petitions)


def _facts(docket: Docket, entry: ComplianceWindow | Deadline | Hearing) -> Iterator[str]:
    """Give what happened; a statement to the court is said to be one."""
    for event in docket.events_of(entry):
        if event.kind is EventKind.EXTENSION:
            yield f"{event.when}, {event.extension}. {event.text}".rstrip()
            continue
        said = " (a statement to the court, not yet a fact)" if event.kind is EventKind.STATEMENT else ""
        yield f"{event.when}, {event.kind.value}{said}: {event.text or event.evidence}".removesuffix(": ")


def _notes(entry: ComplianceWindow | Deadline | Hearing, source: Source | None) -> Iterator[str]:
    if not isinstance(entry, Hearing) and entry.responsible:
        yield f"Responsible: {entry.responsible}"
    if entry.note:
        yield f"Note: {entry.note}"
    if source is not None:
        yield f"Source: {source}"


def _paragraphs(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
