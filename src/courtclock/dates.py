"""Dates and instants: the only door to pendulum.

A `Date` is a day without a zone; an `Instant` is a moment with one. pendulum's lenient `parse` (a bare date becomes
midnight UTC) and its `Duration` (a month becomes thirty days) are not used anywhere: periods are counted by the engine,
on day numbers (proleptic Gregorian ordinals), and become dates at the edge.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC
from datetime import date as _date
from datetime import datetime as _datetime
from datetime import time as _time
from functools import lru_cache
from typing import Any

import pendulum
from pendulum.tz.exceptions import InvalidTimezone

from courtclock.errors import InvalidDate, InvalidValue

Date = pendulum.Date
Instant = pendulum.DateTime
Time = _time

LAST_SECOND = Time(23, 59, 59)  # of a day: on that day wherever it is read, unlike the midnight after it
_UTC = UTC
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
MAX_DAY = _date(9999, 12, 31).toordinal()
FIRST_DAY = Date(1, 1, 1)
LATEST_DAY = Date(9999, 12, 31)

# Names of our own: strftime follows the locale of the process, and an answer must not.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


KEPT = 32_768  # days whose object and whose words are kept: those of some ninety years


@lru_cache(maxsize=KEPT)
def day(number: int) -> Date:
    """Return the date with that ordinal (1 January of year 1 is day 1).

    Raises:
        InvalidDate: there is no such day in the calendar of the machine.
    """
    if not 1 <= number <= MAX_DAY:
        raise InvalidDate(f"the count leaves the years 1 to 9999 (day number {number})")
    return Date.fromordinal(number)


def to_date(value: Any) -> Date:
    """Return a `Date` from a date, or from text as YYYY-MM-DD.

    A datetime is refused: its day depends on a zone.

    Raises:
        InvalidDate: what was given is not a date, or the day does not exist.

    >>> to_date("2024-02-29")
    Date(2024, 2, 29)
    """
    if type(value) is Date:
        return value
    if isinstance(value, _datetime):
        raise InvalidDate(f"{value.isoformat()!r} is an instant: expected a date, as YYYY-MM-DD")
    if isinstance(value, _date):
        return Date(value.year, value.month, value.day)
    if isinstance(value, str) and (match := _DATE.fullmatch(value)):
        try:
            return Date(*map(int, match.groups()))
        except ValueError:
            pass
    raise InvalidDate(f"{value!r} is not a date: expected a day that exists, as YYYY-MM-DD")


def date_of(value: Date | Instant) -> Date:
    """Return the day of a day or of an instant, as the clock on its own wall shows it.

    >>> date_of(to_instant("2024-04-17T23:30:00+05:00")), date_of(to_date("2024-04-17"))
    (Date(2024, 4, 17), Date(2024, 4, 17))
    """
    return Date(value.year, value.month, value.day) if isinstance(value, Instant) else value


def to_days(value: Any) -> tuple[Date, ...]:
    """Return the days on which something may have happened: one, or those that sources give, earliest first.

    Raises:
        InvalidDate: what was given is neither a date nor a list of dates.

    >>> to_days(["2024-09-13", "2024-09-12"])
    (Date(2024, 9, 12), Date(2024, 9, 13))
    """
    days = value if isinstance(value, list | tuple) else (value,)
    return tuple(sorted({to_date(day) for day in days}))


def to_instant(value: Any) -> Instant:
    """Return an `Instant` from an aware datetime, or from ISO 8601 text with an offset.

    Raises:
        InvalidDate: it cannot be read, or it has no offset.

    >>> to_instant("2024-04-17T22:15:00+05:00").isoformat()
    '2024-04-17T22:15:00+05:00'
    """
    if type(value) is Instant and value.tzinfo is not None:
        return value
    if isinstance(value, str):
        try:
            value = _datetime.fromisoformat(value)
        except ValueError:
            raise InvalidDate(
                f"{value!r} is not an instant: expected YYYY-MM-DDTHH:MM:SS with an offset, such as +05:00"
            ) from None
    if isinstance(value, _datetime):
        if value.tzinfo is None or value.utcoffset() is None:
            raise InvalidDate(f"{value.isoformat()!r} has no offset: expected one, such as +05:00 or Z")
        # The zone's name where there is one (zoneinfo), else its offset: pendulum takes no zone but its own.
        name = getattr(value.tzinfo, "key", None)
        offset = value.utcoffset()
        seconds = int(offset.total_seconds()) if offset is not None else 0
        try:
            utc = pendulum.instance(value.astimezone(_UTC))
            return utc.in_timezone(name or pendulum.FixedTimezone(seconds))
        except (OverflowError, ValueError):
            raise InvalidDate(f"{value.isoformat()!r} is not an instant between the years 1 and 9999") from None
    raise InvalidDate(f"{value!r} is not an instant: expected YYYY-MM-DDTHH:MM:SS with an offset, such as +05:00")


def to_trigger(value: Any) -> Date | Instant:
    """Return a date or an instant, whichever was given.

    >>> to_trigger("2024-04-17")
    Date(2024, 4, 17)
    """
    kind = type(value)
    if kind is Date or kind is Instant:
        return value  # type: ignore[no-any-return] # narrowed by the line above
    if isinstance(value, _datetime) or (isinstance(value, str) and len(value) > len("YYYY-MM-DD")):
        return to_instant(value)
    return to_date(value)


@lru_cache(maxsize=256)
def zone(name: str) -> pendulum.Timezone:
    """Return the zone with that IANA name.

    Raises:
        InvalidValue: there is no such zone.
    """
    try:
        return pendulum.timezone(name)
    except (InvalidTimezone, ValueError, OSError):
        raise InvalidValue(f"{name!r} is not a time zone: expected an IANA name such as Asia/Karachi") from None


def at_zone(instant: Instant, name: str) -> Instant:
    """Return the same moment, as clocks in that zone show it."""
    try:
        return instant.in_timezone(zone(name))
    except (OverflowError, ValueError):
        raise InvalidDate(f"{instant} cannot be said in the zone {name}") from None


@lru_cache(maxsize=KEPT)
def wall(on: Date, at: Time, name: str) -> Instant:
    """Return the moment at which clocks in that zone show that day and time."""
    return pendulum.datetime(on.year, on.month, on.day, at.hour, at.minute, at.second, tz=zone(name))


@lru_cache(maxsize=KEPT)
def wall_text(on: Date, at: Time, name: str) -> str:
    """Return the moment at which clocks in that zone show that day and time, as ISO 8601 text."""
    return iso(wall(on, at, name))


def start_of_day(on: Date, name: str) -> Instant:
    """Return the first second of a day in a zone."""
    return wall(on, _time(), name)


def day_after(on: Date) -> Date:
    """Return the next day.

    Raises:
        InvalidDate: the calendar of the machine has none.
    """
    return day(on.toordinal() + 1)


def add_hours(instant: Instant, hours: int) -> Instant:
    """Return the moment that many elapsed hours later (or earlier), in the same zone."""
    try:
        return instant.in_timezone("UTC").add(hours=hours).in_timezone(instant.timezone or "UTC")
    except (OverflowError, ValueError):
        raise InvalidDate(f"{hours} hours from {instant} leave the years 1 to 9999") from None


def next_full_hour(instant: Instant) -> Instant:
    """Return the moment at which the hour of that moment, by the clocks of its zone, is over."""
    return add_hours(instant.replace(minute=0, second=0, microsecond=0), 1)


def on_day(instant: Instant, on: Date) -> Instant:
    """Return the same time by the clocks of the same zone, on another day."""
    return pendulum.datetime(
        on.year, on.month, on.day, instant.hour, instant.minute, instant.second, tz=instant.timezone or "UTC"
    )


def with_named_zone(instant: Instant) -> Instant:
    """Return the same moment in a zone that has a name: its own, or UTC where it has an offset alone."""
    return instant if isinstance(instant.timezone, pendulum.Timezone) else instant.in_timezone("UTC")


def shown_twice(instant: Instant) -> bool:
    """Return whether clocks in its zone show that day and time twice, since they are put back."""
    return instant.replace(fold=0).utcoffset() != instant.replace(fold=1).utcoffset()


# Of days alone: two instants are equal, whatever their zones, and are not written alike.
_iso_day = lru_cache(maxsize=KEPT)(_date.isoformat)


def iso(value: Date | Instant) -> str:
    """Return ISO 8601 text: YYYY-MM-DD, or to the second with the offset."""
    if isinstance(value, _datetime):
        return value.isoformat(timespec="seconds")
    return _iso_day(value)


def months_on(number: int, months: int) -> tuple[int, bool]:
    """Return the corresponding date some months on (or back), and whether that month has it.

    Where the month is too short, the number is that of its last day and the second value is False.
    """
    start = day(number)
    total = start.year * 12 + start.month - 1 + months
    year, month = divmod(total, 12)
    if not 1 <= year <= 9999:  # noqa: PLR2004 - what the calendar of the machine can say
        raise InvalidDate(f"{months} months from {start.isoformat()} is not a date between the years 1 and 9999")
    last = monthrange(year, month + 1)[1]
    return _date(year, month + 1, min(start.day, last)).toordinal(), start.day <= last


@lru_cache(maxsize=KEPT)
def long(on: Date) -> str:
    """Return the day in words: Wednesday 24 April 2024."""
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"


@lru_cache(maxsize=KEPT)
def long_day(number: int) -> str:
    """Return the day with that ordinal in words.

    Raises:
        InvalidDate: there is no such day in the calendar of the machine.
    """
    return long(day(number))


@lru_cache(maxsize=KEPT)
def medium(on: Date) -> str:
    """Return the day without its weekday: 24 April 2024."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def span(first: Date, last: Date) -> str:
    """Return a run of days in words: 10 to 12 April 2024."""
    if first == last:
        return medium(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {medium(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {medium(last)}"
    return f"{medium(first)} to {medium(last)}"


def either(days: tuple[Date, ...]) -> str:
    """Return days of which one is right, in words: 12 or 13 September 2024."""
    *first, last = days
    same_month = all((d.year, d.month) == (last.year, last.month) for d in first)
    heads = ", ".join(str(d.day) if same_month else medium(d) for d in first)
    return f"{heads} or {medium(last)}" if heads else medium(last)


def in_words(value: Date | Instant) -> str:
    """Return a date or an instant in words, to the minute or the second."""
    if isinstance(value, _datetime):
        clock = value.strftime("%H:%M:%S") if value.second else value.strftime("%H:%M")
        return f"{long(Date(value.year, value.month, value.day))}, {clock}"
    return long(value)
