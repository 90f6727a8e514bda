"""Open and closed days of a court or an office, and how sure each of them is.

A calendar knows its own edges. A day is open, closed, provisionally closed (a feast not yet sighted, a closing not yet
notified) or unknown (outside the coverage, or inside a vacation of which no record was found). Nothing here guesses.
"""

from courtclock.calendar.calendar import NO_CLOSURES, CourtCalendar
from courtclock.calendar.days import (
    ORDINARY,
    Closure,
    ClosureKind,
    DayFacts,
    DayStatus,
    Gap,
    Registry,
    Standing,
    Unsettled,
    Vacation,
    Weekly,
)

__all__ = [
    "NO_CLOSURES",
    "ORDINARY",
    "Closure",
    "ClosureKind",
    "CourtCalendar",
    "DayFacts",
    "DayStatus",
    "Gap",
    "Registry",
    "Standing",
    "Unsettled",
    "Vacation",
    "Weekly",
]
