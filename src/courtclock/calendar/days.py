"""What a calendar is made of: closures, weekly rules, vacations, gaps, and what is known of one day."""

from __future__ import annotations

from attrs import field
from attrs.converters import optional

from courtclock.checks import a, filled
from courtclock.citation import Citation
from courtclock.dates import Date, to_date
from courtclock.errors import InvalidValue
from courtclock.value import frozen
from courtclock.word import Word


class DayStatus(Word):
    """What is known of a day."""

    OPEN = "open"
    CLOSED = "closed"
    PROVISIONAL = "provisionally closed"
    UNKNOWN = "unknown"


class ClosureKind(Word):
    """Why a day is closed; rules differ in which kinds they look at."""

    PUBLIC = "public"  # a fixed day of every year
    MOON = "moon"  # a feast that waits for the moon
    OBSERVED = "observed"  # the weekday on which a public day is kept that falls on a weekend
    PROVINCE = "province"  # a yearly day of a province
    STATE = "state"  # a yearly day of a state of a federation
    DOUBTFUL = "doubtful"  # a yearly day of which it is not sure that the state declares it a holiday
    SPECIAL = "special"  # one day, by order of a government
    COURT = "court"  # by order of the court itself
    VACATION = "vacation"  # a court's vacation
    OWN = "own"  # what the user says

    @property
    def yearly(self) -> bool:
        """Whether the day is no surprise: it comes every year, and is expected before it is announced."""
        return self not in {ClosureKind.SPECIAL, ClosureKind.COURT, ClosureKind.VACATION, ClosureKind.OWN}


class Standing(Word):
    """Whether a closure has been notified, or is only expected."""

    NOTIFIED = "notified"
    EXPECTED = "expected"


class Registry(Word):
    """What the notice of a vacation says of the office that receives papers."""

    OPEN = "open"
    RECEIVING = "receiving"
    NOT_STATED = "not stated"


def ordered(first: Date, last: Date, what: str) -> None:
    """Refuse a span that ends before it begins."""
    if first > last:
        raise InvalidValue(f"{what}: the first day, {first}, is after the last, {last}")


@frozen
class Closure:
    """One closed day, with the span of time in which that was the current knowledge.

    Attributes:
        announced: the day on which it was public; None where that is not recorded.
        withdrawn: the day on which other knowledge replaced it; None while it stands.
    """

    on: Date = field(converter=to_date)
    name: str = field(validator=filled)
    kind: ClosureKind = field(validator=a(ClosureKind))
    status: Standing = field(default=Standing.NOTIFIED, validator=a(Standing))
    announced: Date | None = field(default=None, converter=optional(to_date))
    withdrawn: Date | None = field(default=None, converter=optional(to_date))
    source: str = ""


@frozen
class Weekly:
    """The weekly closed days over a run of dates; `doubtful` ones were perhaps closed as well.

    Days of the week are numbers, Monday 0 to Sunday 6.
    """

    closed: frozenset[int]
    first: Date = field(converter=to_date)
    last: Date = field(converter=to_date)
    source: Citation
    doubtful: frozenset[int] = frozenset()
    announced: Date | None = field(default=None, converter=optional(to_date))

    def __attrs_post_init__(self) -> None:
        """Refuse days that do not exist, and runs that end before they begin."""
        if not self.closed | self.doubtful <= set(range(7)) or self.closed & self.doubtful:
            raise InvalidValue(f"weekly closed days {set(self.closed)} and doubtful {set(self.doubtful)} do not fit")
        ordered(self.first, self.last, "weekly closing")


@frozen
class Vacation:
    """A court's vacation, both days in. Whether it closes the court for filing is for the regime to say."""

    name: str = field(validator=filled)
    first: Date = field(converter=to_date)
    last: Date = field(converter=to_date)
    source: Citation
    registry: Registry = Registry.NOT_STATED
    announced: Date | None = field(default=None, converter=optional(to_date))

    def __attrs_post_init__(self) -> None:
        """Refuse a vacation that ends before it begins."""
        ordered(self.first, self.last, self.name)


@frozen
class Gap:
    """A run of days of which it is not known whether they were open, both days in."""

    first: Date = field(converter=to_date)
    last: Date = field(converter=to_date)
    why: str = field(validator=filled)

    def __attrs_post_init__(self) -> None:
        """Refuse a gap that ends before it begins."""
        ordered(self.first, self.last, self.why)


@frozen
class Unsettled:
    """Closed days that are expected and not notified: each option is the set of days that may turn out closed.

    The first option is what is expected.
    """

    id: str
    name: str
    text: str
    options: tuple[frozenset[int], ...]
    labels: tuple[str, ...]

    @property
    def reach(self) -> frozenset[int]:
        """Every day that might be closed."""
        return frozenset().union(*self.options)


@frozen
class DayFacts:
    """All that a calendar knows of one day that is not an ordinary working day."""

    weekday: str = ""  # its name, where the day of the week is closed
    closures: tuple[Closure, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()
    vacation: Vacation | None = None
    gap: Gap | None = None


ORDINARY = DayFacts()
