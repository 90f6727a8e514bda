"""A VTIMEZONE that calendar programs read right.

Many of them know only part of RFC 5545: Outlook ignores RDATE, and wants BYDAY or BYMONTHDAY but not both;
ical.js reads one RDATE of a list; strict parsers refuse COMMENT. So a zone is written in one of three plain
forms: a yearly rule for each of its two offsets; one offset for ever; or one sub-component a change. Every
onset is in the local time before the change (RFC 5545 3.6.5), and a rule is used only where it makes the very
changes that the zone has in the years asked for.

The zone is read from the `tzdata` package, not from the machine: same input, same bytes.
"""

from __future__ import annotations

import io
import re
from calendar import monthcalendar
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from importlib import resources
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from courtclock.errors import InvalidValue

ANCHOR = 1970  # rules and fixed offsets start here, or a year before the years asked for
LAST = 5  # POSIX for the last week of a month

_NAME = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*", re.ASCII)
_RULE = re.compile(r",M(\d+)\.(\d)\.(\d)(?:/(-?\d+)(?::(\d+))?(?::(\d+))?)?")
_DAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")  # as POSIX numbers them
_STEP = timedelta(days=1)  # the closest two changes of any zone in tzdata are six days apart


class Change(NamedTuple):
    """A moment at which the clocks of a zone change, or the name of their time does."""

    onset: datetime  # in local time before the change, without a zone
    before: timedelta
    after: timedelta
    name: str
    summer: bool


class Rule(NamedTuple):
    """A change on the n-th weekday of a month, as POSIX says it."""

    month: int
    week: int
    weekday: int
    at: timedelta

    def onset(self, year: int) -> datetime:
        """Return the local time of the change in that year."""
        column = (self.weekday - 1) % 7
        days = [week[column] for week in monthcalendar(year, self.month) if week[column]]
        return _naive(year, self.month, days[-1 if self.week == LAST else self.week - 1]) + self.at

    def recurrence(self) -> vRecur:
        """Return the same as an RRULE."""
        week = -1 if self.week == LAST else self.week
        return vRecur(freq="YEARLY", bymonth=self.month, byday=f"{week}{_DAYS[self.weekday]}")


class Observance(NamedTuple):
    """A STANDARD or a DAYLIGHT of a VTIMEZONE: a change, once or by a rule."""

    change: Change
    rule: Rule | None = None


def vtimezone(name: str, first_year: int, last_year: int) -> Timezone:
    """Return a VTIMEZONE for an IANA zone, right from the first day of one year to the last day of another.

    A zone that no yearly rule describes is written out change by change, no further than the years asked for.

    Raises:
        InvalidValue: there is no such zone, or the years are not in order.

    >>> [part["RRULE"].to_ical() for part in vtimezone("Europe/London", 2024, 2026).subcomponents]
    [b'FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3', b'FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10']
    """
    component = Timezone()
    component.add("TZID", name)
    for observance in _observances(name, first_year, last_year):
        component.add_component(_part(observance))
    return component


def _part(observance: Observance) -> TimezoneStandard | TimezoneDaylight:
    """Return the sub-component of an observance."""
    change, rule = observance
    part = TimezoneDaylight() if change.summer else TimezoneStandard()
    part.add("DTSTART", change.onset)
    part.add("TZOFFSETFROM", change.before)
    part.add("TZOFFSETTO", change.after)
    part.add("TZNAME", change.name)
    if rule:
        part.add("RRULE", rule.recurrence())
    return part


@lru_cache(maxsize=256)
def _observances(name: str, first_year: int, last_year: int) -> tuple[Observance, ...]:
    """Return what a VTIMEZONE of the zone has to say for those years, by onset."""
    if not 2 <= first_year <= last_year < 9999:  # noqa: PLR2004 - a year on either side has to exist
        raise InvalidValue(f"{first_year} to {last_year} is no run of years: expected two of 2 to 9998, in order")
    zone, footer = _read(name)
    start = Observance(_start(zone, first_year))
    changes = list(_changes(zone, first_year, last_year))
    yearly = _yearly(_rules(footer), changes, first_year, last_year)
    return yearly or (start, *map(Observance, changes))


def _read(name: str) -> tuple[ZoneInfo, str]:
    """Return the zone with that name, and the POSIX rule that its file ends with."""
    try:
        if not _NAME.fullmatch(name):
            raise ValueError(name)  # noqa: TRY301 - one message for every way to be no zone
        data = resources.files("tzdata.zoneinfo").joinpath(*name.split("/")).read_bytes()
        return ZoneInfo.from_file(io.BytesIO(data), key=name), data.rsplit(b"\n", 2)[-2].decode("ascii")
    except (ValueError, OSError):
        raise InvalidValue(f"{name!r} is not a time zone: expected an IANA name such as Asia/Karachi") from None


def _naive(year: int, month: int, day: int) -> datetime:
    """Return the midnight of a day, without a zone."""
    return datetime(year, month, day, tzinfo=UTC).replace(tzinfo=None)


def _state(at: datetime, zone: tzinfo) -> tuple[timedelta, str]:
    """Return the offset and the name of the time in a zone at a moment of UTC."""
    local = at.astimezone(zone)
    return local.utcoffset() or timedelta(), local.tzname() or ""


def _changes(zone: tzinfo, first_year: int, last_year: int) -> Iterator[Change]:
    """Yield the changes of a zone in those years, in order."""
    at = datetime(first_year, 1, 1, tzinfo=UTC) - _STEP
    end = datetime(last_year + 1, 1, 1, tzinfo=UTC) + _STEP
    state = _state(at, zone)
    while at < end:
        at, earlier = at + _STEP, at
        if (later := _state(at, zone)) != state:
            moment = _bisect(zone, earlier, at)
            onset = (moment + state[0]).replace(tzinfo=None)
            yield Change(onset, state[0], later[0], later[1], _is_summer(moment, zone))
            state = later


def _bisect(zone: tzinfo, low: datetime, high: datetime) -> datetime:
    """Return the first second of the state that a zone has at `high` and not at `low`."""
    before = _state(low, zone)
    while (gap := (high - low) // timedelta(seconds=1)) > 1:
        middle = low + timedelta(seconds=gap // 2)
        low, high = (middle, high) if _state(middle, zone) == before else (low, middle)
    return high


def _is_summer(at: datetime, zone: tzinfo) -> bool:
    """Return whether clocks are ahead of standard time (Dublin's winter is behind it)."""
    return (at.astimezone(zone).dst() or timedelta()) > timedelta()


def _start(zone: tzinfo, first_year: int) -> Change:
    """Return how a zone stands when the first of the years begins, as if it had always stood so."""
    offset, name = _state(datetime(first_year, 1, 1, tzinfo=UTC) - _STEP, zone)
    return Change(_naive(min(ANCHOR, first_year - 1), 1, 1), offset, offset, name, summer=False)


def _rules(footer: str) -> list[Rule]:
    """Return the two rules of a POSIX footer that Outlook could read, none if there are not two."""
    rules = []
    for month, week, weekday, *time in _RULE.findall(footer):
        hours, minutes, seconds = (int(part or 0) for part in (time if time[0] else "200"))
        if 0 <= hours < 24:  # noqa: PLR2004 - else it is another day than the rule names
            at = timedelta(hours=hours, minutes=minutes, seconds=seconds)
            rules.append(Rule(int(month), int(week), int(weekday), at))
    return rules if len(rules) == 2 else []  # noqa: PLR2004 - to summer and back


def _yearly(
    rules: Sequence[Rule], changes: Sequence[Change], first_year: int, last_year: int
) -> tuple[Observance, ...] | None:
    """Return two yearly observances, if they make exactly these changes in those years."""
    years = range(first_year, last_year + 1)
    made = []
    for rule in rules:
        onsets = {rule.onset(year) for year in years}
        mine = [change for change in changes if change.onset in onsets]
        if len(mine) != len(years) or len({change[1:] for change in mine}) != 1:
            return None
        first = rule.onset(min(ANCHOR, first_year - 1))
        ahead = mine[0].after > mine[0].before
        made.append(Observance(mine[0]._replace(onset=first, summer=ahead), rule))
    return tuple(sorted(made)) if made and len(changes) == len(made) * len(years) else None
