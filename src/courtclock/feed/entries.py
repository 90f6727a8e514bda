"""What stands in the calendar: the entries of a docket as plain values, before any byte is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TypedDict

from courtclock.almanac import Almanac
from courtclock.citation import Source
from courtclock.dates import Date, Instant, date_of, either, long, medium, shown_twice, wall, with_named_zone
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.docket.lastday import Basis, LastDay, last_day
from courtclock.docket.model import Docket, Standing
from courtclock.errors import CourtclockError, NotTriggered
from courtclock.feed.entry import Category, EventStatus, FeedEntry, TaskStatus, uid
from courtclock.feed.words import about_window, cut, describe, facts, mark, notes, paragraphs, what_of
from courtclock.ledger import EventKind, LedgerEntry, ended_by
from courtclock.matter import Hearing, Outcome
from courtclock.period import Bound

__all__ = ["Category", "EventStatus", "FeedEntry", "TaskStatus", "entries", "entries_of", "uid", "undated"]

HEARING = timedelta(hours=1)  # how much of the day is shown for a hearing with an hour; its length is not known
FIRST_YEAR, LAST_YEAR = 3, 9997  # of which hours can be written in any zone, which needs a year on either side
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
            lines.append(undated(docket, standing))
    return sorted(found, key=lambda e: e.order), lines


def undated(docket: Docket, standing: Standing) -> str:
    """Say why an entry has no day to stand on."""
    what = what_of(standing)
    for on in _days(standing):
        if not _is_shown(on):
            return f"{what}: {medium(on)}; calendar programs do not show that year"
    ended = None if isinstance(standing.entry, Hearing) else ended_by(docket.events_of(standing.entry))
    if ended is not None:
        return f"{what}: {_ENDED[ended.kind].lower()}, {ended.when}"
    return f"{what}: {standing.error or 'no date has been given'}"


def entries_of(docket: Docket, standing: Standing, almanac: Almanac) -> Iterator[FeedEntry]:
    """Give what stands in the calendar for one entry of the docket: nothing, one event, or a window's two."""
    entry = standing.entry
    if not all(map(_is_shown, _days(standing))):
        return
    if isinstance(entry, Hearing):
        if entry.days:
            yield _hearing(docket, entry, almanac)
        return
    ended = ended_by(docket.events_of(entry))
    last = last_day(standing, almanac=almanac)
    if last is not None:
        if isinstance(entry, ComplianceWindow):
            yield _window(docket, entry, last, ended, almanac)
        yield _last_day(docket, standing, last, ended, almanac)
    elif isinstance(entry, ComplianceWindow) and entry.continuing:
        yield _standing_duty(docket, entry, ended, almanac)
    elif standing.error is not None and not isinstance(standing.error, NotTriggered):
        yield from _not_computed(docket, entry, standing.error, ended, almanac)


def _days(standing: Standing) -> tuple[Date, ...]:
    """Return the days on which an entry would stand."""
    entry = standing.entry
    if isinstance(entry, Hearing):
        return entry.days
    if standing.last_day is not None:
        return (standing.last_day,)
    if isinstance(entry, ComplianceWindow) and entry.continuing:
        return (entry.order.made,)
    return (date_of(entry.term.trigger),) if entry.term.trigger is not None else ()


def _is_shown(on: Date) -> bool:
    """Whether a calendar can show a day: at the edge of time, an end or the rules of a zone may lie outside of it."""
    return FIRST_YEAR <= on.year <= LAST_YEAR


def _became(ended: LedgerEntry | None, word: str) -> str:
    """Return what an entry is called, with what became of it."""
    return f"{_ENDED[ended.kind]}: {word[:1].lower()}{word[1:]}" if ended is not None else word


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
    docket: Docket, standing: Standing, last: LastDay, ended: LedgerEntry | None, almanac: Almanac
) -> FeedEntry:
    at = last.at or last.cut_off
    start: Date | Instant = last.on
    end: Date | Instant = last.on
    if at is not None:
        # An hour at which time is up is shown as a block that ends then: one that began there would run on after it.
        timed = with_named_zone(at)
        start, end = _said(timed - timedelta(minutes=30), timed)
    word = "Last day" if last.bound is Bound.LATEST else "Not before"
    word = _became(ended, word if last.basis is Basis.COMPUTED else f"{word}, {last.basis.value}")
    return FeedEntry(
        uid=uid(docket.id, standing.id),
        summary=cut(f"{mark(last)}{word}: {what_of(standing)}"),
        description=describe(docket, standing, last, almanac),
        category=Category.LAST_DAY,
        reminders=ended is None,
        status=_status(last),
        busy=False,
        start=start,
        last=end,
        day=last.on if last.cut_off is not None else None,
        brief=f"{mark(last)}{word}",
        task=_task(ended),
        **_shared(docket, standing.entry, almanac),
    )


def _status(last: LastDay) -> EventStatus:
    return EventStatus.TENTATIVE if last.provisional else EventStatus.CONFIRMED


def _task(ended: LedgerEntry | None) -> TaskStatus:
    """Return how a duty stands as a task: what was obeyed is completed, what fell away is cancelled."""
    if ended is None:
        return TaskStatus.NEEDS_ACTION
    return TaskStatus.COMPLETED if ended.kind is EventKind.COMPLIANCE else TaskStatus.CANCELLED


def _window(
    docket: Docket, entry: ComplianceWindow, last: LastDay, ended: LedgerEntry | None, almanac: Almanac
) -> FeedEntry:
    return FeedEntry(
        uid=uid(docket.id, entry.id, "window"),
        summary=cut(f"{mark(last)}{_became(ended, f'Time to {entry.duty}')}"),
        brief=f"{mark(last)}{_became(ended, Category.WINDOW.value)}",
        description=paragraphs(
            f"From the order to the last day, {long(last.on)}; the reasons stand on the last day.",
            *about_window(entry, almanac),
        ),
        category=Category.WINDOW,
        status=_status(last),
        busy=False,
        start=min(entry.order.made, last.on),
        last=last.on,
        **_shared(docket, entry, almanac),
    )


def _standing_duty(docket: Docket, entry: ComplianceWindow, ended: LedgerEntry | None, almanac: Almanac) -> FeedEntry:
    return FeedEntry(
        uid=uid(docket.id, entry.id),
        summary=cut(_became(ended, f"Standing order: {entry.duty}")),
        brief=_became(ended, Category.STANDING.value),
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
    became = entry.outcome
    off = became in {Outcome.ADJOURNED, Outcome.NOT_REACHED}  # it is not heard on its day
    word = f"Hearing ({became.value})" if became is not None and off else "Hearing"
    doubt = EventStatus.CONFIRMED if entry.on else EventStatus.TENTATIVE
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
            f"Outcome: {became.value}." if became is not None else "",
            *facts(docket, entry),
            *notes(entry, docket.sources.get(entry.id)),
        ),
        category=Category.HEARING,
        status=EventStatus.CANCELLED if off else doubt,
        busy=not off,
        reminders=not off,
        start=start,
        last=last,
        **_shared(docket, entry, almanac),
    )


def _not_computed(
    docket: Docket,
    entry: ComplianceWindow | Deadline,
    error: CourtclockError,
    ended: LedgerEntry | None,
    almanac: Almanac,
) -> Iterator[FeedEntry]:
    """Give an entry on the day of the trigger that says what is not known, rather than leave it out."""
    trigger = entry.term.trigger
    if trigger is None:
        return
    word = "NOT COMPUTED" if ended is None else _ENDED[ended.kind]
    yield FeedEntry(
        uid=uid(docket.id, entry.id),
        summary=cut(f"{word}: {entry.duty if isinstance(entry, ComplianceWindow) else entry.what}"),
        brief=word,
        task=_task(ended),
        description=paragraphs(
            f"The last day could not be computed: {error}",
            "This entry stands on the trigger.",
            *facts(docket, entry),
            *notes(entry, docket.sources.get(entry.id)),
        ),
        category=Category.UNDATED,
        status=EventStatus.TENTATIVE if ended is None else EventStatus.CONFIRMED,
        busy=False,
        start=date_of(trigger),
        last=date_of(trigger),
        **_shared(docket, entry, almanac),
    )
