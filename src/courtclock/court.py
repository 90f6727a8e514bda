"""A court, and what it implies: its zone, its calendar, the regime in which its time is counted by default."""

from __future__ import annotations

from attrs import field, frozen
from attrs.converters import optional

from courtclock.checks import filled
from courtclock.citation import Citation
from courtclock.dates import Date, to_date, zone


@frozen
class Court:
    """A court or an office that has a registry.

    Attributes:
        id: its usual short name after the system's, such as ``pk.shc``.
        title: its name; reads well after "the".
        zone: the IANA zone of its registry.
        regime, calendar: ids of what applies where nothing else is asked for.

    >>> from courtclock.almanac import default_almanac
    >>> default_almanac().court("pk.shc").title
    'High Court of Sindh'
    """

    id: str = field(validator=filled)
    title: str = field(validator=filled)
    zone: str
    regime: str = field(validator=filled)
    calendar: str = field(validator=filled)
    source: Citation | None = None
    checked: Date | None = field(default=None, converter=optional(to_date))
    note: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a zone that does not exist."""
        zone(self.zone)
