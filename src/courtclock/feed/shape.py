"""From an entry to what is shown of it: its form, its reminders, and no more than a stranger may see."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from courtclock.almanac import Almanac
from courtclock.calendar import CourtCalendar
from courtclock.dates import Date, day, long
from courtclock.feed.entry import Category, EventStatus, FeedEntry, uid
from courtclock.feed.reminders import Ladder, Remind, days_before, retreat
from courtclock.feed.style import Hours, Style
from courtclock.feed.words import cut

BRIEF = "Computed by courtclock; not legal advice. The reasons are kept by whoever publishes this feed."
TWIN = "all-day"  # the form of the second entry, where an hour is shown as a block and as a day
TASK = "task"
_REMINDED = {Category.LAST_DAY, Category.HEARING}


def shaped(
    docket: str, entry: str, made: FeedEntry, style: Style, almanac: Almanac, known_on: Date | str | None
) -> Iterator[FeedEntry]:
    """Give what a feed of this style shows of an entry.

    Args:
        docket: its id.
        entry: the id of the docket's entry.
        made: the entry of the feed.
        style: how it is shown.
        almanac: where to look up the calendar of the office.
        known_on: use only what had been announced of closed days by then.
    """
    if style.tasks and made.task is None:
        return
    shown = _brief(made) if style.brief else made
    shown = evolve(shown, uid=uid(docket, entry, TASK)) if style.tasks else evolve(shown, task=None)
    hearing = made.category is Category.HEARING
    days: dict[int, int] = {}
    calendar: CourtCalendar | None = None
    if made.reminders and made.category in _REMINDED and style.ladder is not Ladder.NONE:
        calendar = almanac.calendar(made.calendar, known_on) if made.calendar else None
        days = days_before(style.ladder, made.day or made.begins, calendar, hearing=hearing)
    ringing = evolve(shown, alarms=tuple(days.values())) if style.remind is Remind.ALARMS and days else shown
    yield from _forms(docket, entry, ringing, style)
    if style.remind is Remind.ENTRIES:
        yield from _reminders(docket, entry, shown, days, calendar)


def _forms(docket: str, entry: str, shown: FeedEntry, style: Style) -> Iterator[FeedEntry]:
    """Give the entry as a block, as a day, or as both, where its last day ends at an hour."""
    if shown.day is None or style.hours is Hours.TIMED:
        yield shown
        return
    all_day = evolve(shown, start=shown.day, last=shown.day)
    if style.hours is Hours.ALL_DAY:
        yield all_day
        return
    yield shown
    yield evolve(all_day, uid=twin(docket, entry, tasks=style.tasks), alarms=())


def _reminders(
    docket: str, entry: str, shown: FeedEntry, days: dict[int, int], calendar: CourtCalendar | None
) -> Iterator[FeedEntry]:
    """Give a reminder as an entry of its own; of several that retreat to one day, only the nearest is left."""
    last = shown.day or shown.begins
    taken: set[Date] = set()
    for rung, n in days.items():
        on = retreat(day(last.toordinal() - n), calendar)
        if on in taken:
            continue
        taken.add(on)
        left = last.toordinal() - on.toordinal()
        yield evolve(
            shown,
            uid=uid(docket, entry, f"reminder-{rung}"),
            summary=cut(f"In {left} day{'' if left == 1 else 's'}: {shown.summary}"),
            description=f"A reminder of {long(last)}; the reasons stand there.",
            category=Category.REMINDER,
            status=EventStatus.CONFIRMED if shown.status is EventStatus.CONFIRMED else EventStatus.TENTATIVE,
            busy=False,
            start=on,
            last=on,
            day=None,
            task=None,
        )


def twin(docket: str, entry: str, *, tasks: bool) -> str:
    """Return the UID of the second form of an entry."""
    return uid(docket, entry, f"{TASK}-{TWIN}" if tasks else TWIN)


def reminders(docket: str, entry: str) -> Iterator[str]:
    """Give the UIDs of all reminders that an entry can have."""
    rungs = {n for ladder in Ladder for hearing in (True, False) for n in ladder.days(hearing=hearing)}
    yield from (uid(docket, entry, f"reminder-{n}") for n in sorted(rungs))


def _brief(made: FeedEntry) -> FeedEntry:
    """Return an entry without anything that stands in the docket as text: the kind, the court, the day."""
    summary = f"{made.brief} ({made.location})" if made.location else made.brief
    return evolve(made, summary=cut(summary), description=BRIEF, url="")
