"""What stands in the calendar: the entries of a docket as plain values, before any byte is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TypedDict

from courtclock.almanac import Almanac
from courtclock.citation import Source
from courtclock.dates import Date, Instant, either, long, medium, shown_twice, wall, with_named_zone
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.docket.model import Docket, Standing
from courtclock.errors import CourtclockError, NotTriggered
from courtclock.feed.entry import Category, EventStatus, FeedEntry, TaskStatus, uid
from courtclock.feed.words import about_window, cut, day_of, describe, facts, mark, notes, paragraphs, what_of
from courtclock.ledger import EventKind, LedgerEntry, ended_by
from courtclock.matter import Hearing, Outcome
from courtclock.period import Bound
from courtclock.trace import Computation

__all__ = ["Category", "EventStatus", "FeedEntry", "TaskStatus", "entries", "entries_of", "uid", "undated"]

HEARING = timedelta(hours=1)  # how much of the day is shown for a hearing with an hour; its length is not known
_ENDED = {
    EventKind.COMPLIANCE: "Done",
    EventKind.SUPERSESSION: "Superseded",
    EventKind.RECALL: "Recalled",
    EventKind.OVERTAKEN: "Overtaken",
}


def entries(
    docket: Docket, *, almanac: Almanac, known_on: Date | str | None = None
) -> tuple[list[FeedEntry], list[str]]:
    """Return the entries of a docket's feed, and a line for each that has no day to stand on."""
    found: list[FeedEntry] = []
    lines: list[str] = []
    for standing in docket.standings(almanac=almanac, known_on=known_on):
        made = list(entries_of(docket, standing, almanac))
        found += made
        if not made:
            lines.append(undated(standing))
    return sorted(found, key=lambda e: e.order), lines


def undated(standing: Standing) -> str:
    """Say why an entry has no day to stand on."""
    return f"{what_of(standing)}: {standing.error or 'no date has been given'}"


def entries_of(docket: Docket, standing: Standing, almanac: Almanac) -> Iterator[FeedEntry]:
    """Give what stands in the calendar for one entry of the docket: nothing, one event, or a window's two."""
    entry = standing.entry
    if isinstance(entry, Hearing):
        if entry.days:
            yield _hearing(docket, entry, almanac)
    elif standing.computation is not None:
        if isinstance(entry, ComplianceWindow):
            yield _window(docket, entry, standing, standing.computation, almanac)
        yield _last_day(docket, entry, standing, standing.computation, almanac)
    elif isinstance(entry, ComplianceWindow) and entry.continuing:
        yield _standing_duty(docket, entry, almanac)
    elif standing.error is not None and not isinstance(standing.error, NotTriggered):
        yield from _not_computed(docket, entry, standing.error, almanac)


class _Shared(TypedDict):
    location: str
    url: str
    calendar: str
    stamp: Instant


def _shared(docket: Docket, entry: ComplianceWindow | Deadline | Hearing, almanac: Almanac) -> _Shared:
    """Return the location and the address, as far as they are known."""
    if isinstance(entry, ComplianceWindow):
        given: str | None = entry.order.court
        calendar = entry.calendar
    else:
        given, calendar = (entry.court, None) if isinstance(entry, Hearing) else (entry.term.court, entry.term.calendar)
    court = almanac.court(given) if given else None
    return {
        "location": court.title if court else "",
        "url": _address(docket.sources.get(entry.id)),
        "calendar": calendar or (court.calendar if court else ""),
        "stamp": docket.recorded,
    }


def _address(source: Source | None) -> str:
    return source.url if source is not None else ""


def _said(start: Instant, end: Instant) -> tuple[Instant, Instant]:
    """Return them in UTC if clocks show one of them twice: programs differ on which of the two hours is meant."""
    if shown_twice(start) or shown_twice(end):
        return start.in_timezone("UTC"), end.in_timezone("UTC")
    return start, end


def _last_day(
    docket: Docket,
    entry: ComplianceWindow | Deadline,
    standing: Standing,
    computation: Computation,
    almanac: Almanac,
) -> FeedEntry:
    what = entry.duty if isinstance(entry, ComplianceWindow) else entry.what
    word = "Last day" if computation.bound is Bound.LATEST else "Not before"
    at = computation.steps[-1].at or computation.cut_off
    timed = with_named_zone(at) if at is not None else None
    due = standing.last_day or computation.due_on
    if standing.pin is not None or standing.extended is not None:
        timed, word = None, "Last day, kept by hand" if standing.pin is not None else "Last day, extended"
    start: Date | Instant = due
    last: Date | Instant = due
    if timed is not None:
        # An hour at which time is up is shown as a block that ends then: one that began there would run on after it.
        start, last = _said(timed - timedelta(minutes=30), timed)
    ended = ended_by(docket.events_of(entry))
    word = f"{_ENDED[ended.kind]}: {word.lower()}" if ended is not None else word
    return FeedEntry(
        uid=uid(docket.id, entry.id),
        summary=cut(f"{mark(computation)}{word}: {what}"),
        description=describe(docket, entry, computation, almanac),
        category=Category.LAST_DAY,
        reminders=ended is None,
        status=EventStatus.TENTATIVE if computation.provisional else EventStatus.CONFIRMED,
        busy=False,
        start=start,
        last=last,
        day=due if timed is not None and computation.steps[-1].at is None else None,
        brief=f"{mark(computation)}{word}",
        task=_task(ended),
        **_shared(docket, entry, almanac),
    )


def _task(ended: LedgerEntry | None) -> TaskStatus:
    """Return how a duty stands as a task: what was obeyed is completed, what fell away is cancelled."""
    if ended is None:
        return TaskStatus.NEEDS_ACTION
    return TaskStatus.COMPLETED if ended.kind is EventKind.COMPLIANCE else TaskStatus.CANCELLED


def _window(
    docket: Docket, entry: ComplianceWindow, standing: Standing, computation: Computation, almanac: Almanac
) -> FeedEntry:
    closes = standing.last_day or computation.due_on
    opens = min(entry.order.made, closes)
    return FeedEntry(
        uid=uid(docket.id, entry.id, "window"),
        summary=cut(f"{mark(computation)}Time to {entry.duty}"),
        brief=f"{mark(computation)}{Category.WINDOW.value}",
        description=paragraphs(
            f"From the order to the last day, {long(closes)}; the reasons stand on the last day.",
            *about_window(entry, almanac),
        ),
        category=Category.WINDOW,
        status=EventStatus.TENTATIVE if computation.provisional else EventStatus.CONFIRMED,
        busy=False,
        start=opens,
        last=closes,
        **_shared(docket, entry, almanac),
    )


def _standing_duty(docket: Docket, entry: ComplianceWindow, almanac: Almanac) -> FeedEntry:
    return FeedEntry(
        uid=uid(docket.id, entry.id),
        summary=cut(f"Standing order: {entry.duty}"),
        brief=Category.STANDING.value,
        description=paragraphs(
            f"A standing duty since {medium(entry.order.made)}: it has no last day.",
            *about_window(entry, almanac),
            *facts(docket, entry),
            *notes(entry, docket.sources.get(entry.id)),
        ),
        category=Category.STANDING,
        status=EventStatus.CONFIRMED,
        busy=False,
        start=entry.order.made,
        last=entry.order.made,
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
        summary=cut(f"{word}: {entry.purpose or court.title}"),
        brief=word,
        description=paragraphs(
            f"{court.title}, {long(entry.on) if entry.on else f'{either(entry.days)}: sources differ'}.",
            length,
            *(f"Petition: {petition.name}" for petition in entry.petitions),
            f"Outcome: {entry.outcome.value}." if entry.outcome else "",
            *facts(docket, entry),
            *notes(entry, docket.sources.get(entry.id)),
        ),
        category=Category.HEARING,
        status=EventStatus.CONFIRMED if entry.on else EventStatus.TENTATIVE,
        busy=True,
        start=start,
        last=last,
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
        summary=cut(f"NOT COMPUTED: {what}"),
        brief="NOT COMPUTED",
        task=TaskStatus.NEEDS_ACTION,
        description=paragraphs(f"The last day could not be computed: {error}", "This entry stands on the trigger."),
        category=Category.UNDATED,
        status=EventStatus.TENTATIVE,
        busy=False,
        start=day_of(trigger),
        last=day_of(trigger),
        **_shared(docket, entry, almanac),
    )
