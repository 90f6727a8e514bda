"""Ladders of reminders, by name: how many days before, and where such a day falls when the office is closed."""

from __future__ import annotations

from enum import Enum

from courtclock.calendar import CourtCalendar
from courtclock.calendar.days import DayStatus
from courtclock.dates import Date, day

LOOK_BACK = 60  # days: no office is closed longer, and a reminder that far off would remind of nothing
COURT_DAYS = 5  # of the ladder court-week
_CLOSED = {DayStatus.CLOSED, DayStatus.PROVISIONAL}


class Ladder(Enum):
    """A ladder of reminders; the numbers are days before a last day, and before a hearing.

    >>> Ladder.STANDARD.days(hearing=False)
    (1, 30, 14, 7)
    """

    SHORT = "short"
    STANDARD = "standard"
    LONG = "long"
    COURT_WEEK = "court-week"
    NONE = "none"

    def days(self, *, hearing: bool) -> tuple[int, ...]:
        """Return the days before; the nearest first, since some programs read only one reminder."""
        return _HEARINGS[self] if hearing else _LAST_DAYS[self]


_LAST_DAYS = {
    Ladder.SHORT: (1, 7, 3),
    Ladder.STANDARD: (1, 30, 14, 7),
    Ladder.LONG: (1, 90, 60, 30, 14, 7),
    Ladder.COURT_WEEK: (1, 5, 4, 3, 2),  # counted in court days where the calendar is known
    Ladder.NONE: (),
}
_HEARINGS = {
    Ladder.SHORT: (1, 7),
    Ladder.STANDARD: (1, 14, 7),
    Ladder.LONG: (1, 30, 14, 7),
    Ladder.COURT_WEEK: (1, 5, 4, 3, 2),
    Ladder.NONE: (),
}


class Remind(Enum):
    """What a reminder is: an alarm of its entry, or an entry of its own, which every program shows."""

    ALARMS = "alarms"
    ENTRIES = "entries"


def days_before(ladder: Ladder, last: Date, calendar: CourtCalendar | None, *, hearing: bool) -> dict[int, int]:
    """Return how many days before a day the reminders of a ladder come, by their rung, the nearest first.

    The court week is counted in days on which the office is open, as far as that is known; on every other ladder a
    rung is its own number of days.
    """
    rungs = [n for n in ladder.days(hearing=hearing) if n < last.toordinal()]
    if ladder is Ladder.COURT_WEEK and calendar is not None:
        open_days = _open_before(last, calendar)
        if open_days is not None:
            return {rung: open_days[rung - 1] for rung in rungs}
    return {rung: rung for rung in rungs}


def _open_before(last: Date, calendar: CourtCalendar) -> list[int] | None:
    """Return how many days before the nearest open days are; None where that is not known."""
    found: list[int] = []
    for n in range(1, min(LOOK_BACK, last.toordinal())):
        status = calendar.status(day(last.toordinal() - n))
        if status is DayStatus.UNKNOWN:
            return None
        if status is DayStatus.OPEN:
            found.append(n)
        if len(found) == COURT_DAYS:
            return found
    return None


def retreat(on: Date, calendar: CourtCalendar | None) -> Date:
    """Return the day itself, or the nearest day before it on which the office is not known to be closed."""
    if calendar is None:
        return on
    for n in range(on.toordinal(), max(on.toordinal() - LOOK_BACK, 0), -1):
        if calendar.status(day(n)) not in _CLOSED:
            return day(n)
    return on
