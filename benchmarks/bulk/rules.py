"""The rules that are measured, and how numpy would count them with the same closed days."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from courtclock import default_almanac
from courtclock.calendar import DayStatus
from courtclock.dates import day

Days = NDArray[np.datetime64]
WEEK = 7


@frozen
class Rule:
    """A period, back from the trigger where its number is negative."""

    n: int
    unit: str = "days"

    @property
    def period(self) -> str:
        return f"{abs(self.n)} {self.unit if abs(self.n) > 1 else self.unit[:-1]}"

    @property
    def direction(self) -> str:
        return "after" if self.n > 0 else "before"

    def by_numpy(self, days: Days, calendar: np.busdaycalendar) -> Days:
        """Count as `numpy.busday_offset` does: to the nth open day, or n days on and then to an open one."""
        if self.unit == "court days":
            # A trigger that is closed itself: the count begins on the open day that lies behind it.
            return _busdays(days, self.n, "backward" if self.n > 0 else "forward", calendar)
        end = days + self.n if self.unit == "days" else months(days, self.n)
        return _busdays(end, 0, "forward" if self.n > 0 else "backward", calendar)


def _busdays(days: Days, n: int, roll: Literal["forward", "backward"], calendar: np.busdaycalendar) -> Days:
    return np.busday_offset(days, n, roll=roll, busdaycal=calendar)


def months(days: Days, n: int) -> Days:
    """Return the corresponding days n months on, the last day of a month that has none."""
    month = days.astype("datetime64[M]")
    there = month + n
    last: Days = (there + 1).astype("datetime64[D]") - 1
    found: Days = np.minimum(there.astype("datetime64[D]") + (days - month.astype("datetime64[D]")), last)
    return found


@frozen
class Closed:
    """The closed days of a calendar, as others want them.

    Attributes:
        weekly: the days of the week that are closed throughout, Monday first.
        others: the other closed days.
    """

    weekly: tuple[bool, ...]
    others: Days

    def of_numpy(self) -> np.busdaycalendar:
        return np.busdaycalendar(weekmask=[not closed for closed in self.weekly], holidays=self.others)


def closed_days(calendar_id: str) -> Closed:
    """Return the closed days of a calendar: what is asked of it, day by day."""
    calendar = default_almanac().calendar(calendar_id)
    first, last = calendar.first.toordinal(), calendar.last.toordinal()
    found = [n for n in range(first, last + 1) if calendar.status(day(n)) is DayStatus.CLOSED]
    of_week = Counter((n - 1) % WEEK for n in found)
    every = Counter((n - 1) % WEEK for n in range(first, last + 1))
    weekly = tuple(of_week[n] == every[n] for n in range(WEEK))
    epoch = np.datetime64("1970-01-01")
    others: Any = [epoch + (n - 719_163) for n in found if not weekly[(n - 1) % WEEK]]
    return Closed(weekly, np.array(others, dtype="datetime64[D]"))
