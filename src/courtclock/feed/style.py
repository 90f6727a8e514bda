"""How a docket is shown in a feed: the choices of whoever publishes it."""

from __future__ import annotations

from enum import Enum

from attrs import field

from courtclock.checks import a, text
from courtclock.feed.reminders import Ladder, Remind
from courtclock.value import frozen


class Hours(Enum):
    """How a last day is shown that ends at an hour: as a block that ends then, as a whole day, or as both."""

    TIMED = "timed"
    ALL_DAY = "all-day"
    BOTH = "both"


@frozen(kw_only=True)
class Style:
    """How a docket is shown.

    Attributes:
        hours: how a last day is shown that ends at an hour. A period in hours is always shown by its hour.
        ladder: how many days before reminders come.
        remind: whether a reminder is an alarm, or an entry of its own that retreats to the day before when the office
            is closed.
        responsible: only what this person answers for, and what nobody is named for; "" for everything.
        brief: neither reasons nor names: nothing that stands in the docket as text.
        tasks: last days as tasks (VTODO) instead of events.

    >>> Style(ladder=Ladder.STANDARD).hours
    <Hours.TIMED: 'timed'>
    """

    hours: Hours = field(default=Hours.TIMED, validator=a(Hours))
    ladder: Ladder = field(default=Ladder.SHORT, validator=a(Ladder))
    remind: Remind = field(default=Remind.ALARMS, validator=a(Remind))
    responsible: str = field(default="", validator=text)
    brief: bool = field(default=False, validator=a(bool, "True or False"))
    tasks: bool = field(default=False, validator=a(bool, "True or False"))
