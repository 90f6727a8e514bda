"""Where a rule or a fact comes from."""

from __future__ import annotations

from attrs import field
from attrs.converters import optional

from courtclock.checks import filled, text
from courtclock.dates import Date, medium, to_date
from courtclock.value import frozen


@frozen
class Citation:
    """An authority: an instrument, the provision in it, and where to read it.

    Attributes:
        instrument: the act, rule, judgment or notice, as the field cites it.
        provision: section, rule or paragraph; empty where the instrument is cited as a whole.
        url: where the words were read; empty where no public address is known.

    >>> str(Citation("General Clauses Act 1897 (Pakistan)", "s. 10"))
    'General Clauses Act 1897 (Pakistan), s. 10'
    """

    instrument: str = field(validator=filled)
    provision: str = field(default="", validator=text)
    url: str = field(default="", validator=text)

    def __str__(self) -> str:
        return f"{self.instrument}, {self.provision}" if self.provision else self.instrument


# A choice that no rule makes: the order, the agreement or the statute says it itself.
AS_WRITTEN = Citation("the instrument that sets the period", "its own words")


@frozen
class Source:
    """Where a fact was read: a title, an address, the day of publication. Any part but the title may be missing.

    >>> Source("Order sheet of 17 April 2024").title
    'Order sheet of 17 April 2024'
    """

    title: str = field(validator=filled)
    url: str = field(default="", validator=text)
    on: Date | None = field(default=None, converter=optional(to_date))

    def __str__(self) -> str:
        return f"{self.title} ({medium(self.on)})" if self.on else self.title
