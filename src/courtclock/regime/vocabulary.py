"""Every choice that a regime can make, on one screen: closed vocabularies, and the few values with numbers in them."""

from __future__ import annotations

from attrs import field
from attrs.converters import optional

from courtclock.dates import Date, Time, span, to_date
from courtclock.period import Unit
from courtclock.value import frozen
from courtclock.word import Word


class Act(Word):
    """What has to be done by the day; what merely lapses never rolls."""

    FILING = "filing"
    SERVICE = "service"
    PAYMENT = "payment"
    LAPSE = "lapse"
    OTHER = "other"


class RunsFrom(Word):
    """The kind of event from which a period runs."""

    SERVICE = "service"
    ENTRY = "entry"
    FILING = "filing"
    ORDER = "order"
    OTHER = "other"


class FirstDay(Word):
    """Whether the day of the trigger is day one, or is left out."""

    EXCLUDED = "excluded"
    INCLUDED = "included"
    UNLESS_FIRST_INSTANT = "excluded, unless the event is at the first instant of the day"


class Count(Word):
    """Whether the nth day is the answer, or n whole days have to lie between."""

    NTH_DAY = "the nth day"
    CLEAR = "n clear days between"
    OPEN_DAYS = "the nth open day: a period so short skips closed days"
    CLEAR_OPEN_DAYS = "n clear open days between: a period so short skips closed days"
    FULL_HOURS = "n full hours: the hour of the event is left out"

    @property
    def clear(self) -> bool:
        """Whether the day of the act lies outside the period as well."""
        return self in _CLEAR

    @property
    def skips(self) -> bool:
        """Whether closed days inside the period are skipped."""
        return self in _SKIPPING


_CLEAR = frozenset({Count.CLEAR, Count.CLEAR_OPEN_DAYS})
_SKIPPING = frozenset({Count.OPEN_DAYS, Count.CLEAR_OPEN_DAYS})


class MonthEnd(Word):
    """What happens to a month that has no corresponding date."""

    LAST_DAY = "the last day of the month"
    NEXT_DAY = "the first day of the next month"


class Roll(Word):
    """Where a last day that is closed goes."""

    NONE = "it stays"
    FORWARD = "to the next open day"
    BACKWARD = "to the open day before"


class Closing(Word):
    """Whether a kind of closure closes the court for the purpose of counting."""

    CLOSED = "the court is closed"
    OPEN = "the court is open"


class Excluded(Word):
    """What excluded intervals, such as copying time or a stay, do to the end."""

    ADDED = "their days are added to the end, before closed days are looked at"


class Accessible(Word):
    """What happens when the office cannot be reached on the last day."""

    NEXT = "to the first day, forward, that is open and on which the office can be reached"


class AddedTo(Word):
    """Where days for a method of service are added."""

    PERIOD = "to the period, before closed days are looked at"
    END = "after the period would otherwise end"


@frozen
class Addition:
    """Days added to a period because of the method of service."""

    n: int
    unit: Unit = Unit.CALENDAR_DAYS
    to: AddedTo = AddedTo.END


@frozen
class Deemed:
    """The day on which a paper is taken to have been served.

    Attributes:
        n: days after the step that sends it.
        unit: calendar days, or court days (the regime's own word: business days).
        cut_off: the hour from which the step counts as done on the next open day.
        moves: whether the day itself moves to the next open day.
    """

    n: int
    unit: Unit = Unit.CALENDAR_DAYS
    cut_off: Time | None = None
    moves: bool = True


class Reach(Word):
    """The periods of which a suspension speaks: those that would have ended in its run of days, or after it."""

    ENDS_INSIDE = "that would have ended inside"
    ENDS_AFTER = "that would have ended after"


@frozen
class Suspension:
    """A run of days, both in, on which time did not count, by an order for all matters.

    Attributes:
        floor: at least so many days are left after it.
        floor_from: whether the day after the run is day one of those, or is left out.
        reach: the periods for which that holds; None for every period that ran in it.
        ordered: the day of the order that began it; as known before, there is none. None where it is as old as the law.
        ended: the day of the order that fixed its end; as known before, its end is not known.
    """

    first: Date = field(converter=to_date)
    last: Date = field(converter=to_date)
    floor: int
    floor_from: FirstDay = FirstDay.INCLUDED
    reach: Reach | None = None
    ordered: Date | None = field(default=None, converter=optional(to_date))
    ended: Date | None = field(default=None, converter=optional(to_date))

    def __str__(self) -> str:
        whose = f" of a period {self.reach.value}" if self.reach else ""
        out = ", the day after it left out" if self.floor_from is FirstDay.EXCLUDED else ""
        return f"{span(self.first, self.last)} did not count{whose}; at least {self.floor} days are left after it{out}"


class Ends(Word):
    """When on its last day a period ends."""

    MIDNIGHT = "at the end of the day"
    CLOSING = "when the office closes"
    DISPATCH = "at the latest time for the way in which it is sent"
