"""A court, and what it implies: its zone, its calendar, the regime by default, the hours of its own."""

from __future__ import annotations

from attrs import field
from attrs.converters import optional

from courtclock.checks import filled
from courtclock.citation import Citation
from courtclock.dates import Date, Time, to_date, zone
from courtclock.errors import InvalidValue
from courtclock.value import frozen
from courtclock.word import Word


class Means(Word):
    """The way in which a paper reaches the office: when the last day ends may turn on it."""

    ELECTRONIC = "electronic"  # through the court's own system
    EMAIL = "email"
    PAPER = "paper"  # handed in
    DISPATCH = "dispatch"  # given to the post or a carrier, where that is enough


@frozen(kw_only=True)
class CutOff:
    """The hour at which a court's last day ends, by its own rule or by the hours of its office.

    Attributes:
        at: from this time on, by the clocks of the court, a paper is late.
        means: the ways of filing for which it holds.
        usual: whether it holds where the way of filing is not said.
        initiating: whether it holds for a paper that begins a proceeding.
        first, last: the days on which it holds, both in; None where it always did, or while it lasts.
        service: whether it holds for service on a party as well.
        quote: the short operative words.
        note: what is excepted.
    """

    at: Time
    means: tuple[Means, ...]
    first: Date | None = field(default=None, converter=optional(to_date))
    last: Date | None = field(default=None, converter=optional(to_date))
    usual: bool = False
    initiating: bool = True
    service: bool = False
    cite: Citation
    quote: str = ""
    note: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse an hour that holds for nothing."""
        if not self.means:
            raise InvalidValue("a cut-off holds for at least one way of filing: none was given")
        if self.first and self.last and self.last < self.first:
            raise InvalidValue(f"cut-off: the first day, {self.first}, is after the last, {self.last}")

    def holds(self, means: Means | None, on: Date) -> bool:
        """Whether it is the end of that day for what is filed in that way, or in a way that is not said."""
        return (
            (means in self.means if means is not None else self.usual)
            and (self.first is None or self.first <= on)
            and (self.last is None or on <= self.last)
        )


@frozen(cache_hash=True)
class Court:
    """A court or an office that has a registry.

    Attributes:
        id: its usual short name after the system's, such as ``pk.shc``.
        title: its name; reads well after "the".
        zone: the IANA zone of its registry.
        regime, calendar: ids of what applies where nothing else is asked for.
        appeals_to: the court of appeals above it, whose own state counts where an appeal is taken.
        cut_offs: the hours at which its last day ends, where that is not midnight.

    >>> from courtclock.almanac import default_almanac
    >>> default_almanac().court("pk.shc").title
    'High Court of Sindh'
    """

    id: str = field(validator=filled)
    title: str = field(validator=filled)
    zone: str
    regime: str = field(validator=filled)
    calendar: str = field(validator=filled)
    appeals_to: str | None = None
    cut_offs: tuple[CutOff, ...] = ()
    source: Citation | None = None
    checked: Date | None = field(default=None, converter=optional(to_date))
    note: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a zone that does not exist."""
        zone(self.zone)
