"""What happens to a deadline later: extension, stay, compliance, recall, and what was only said in court.

Facts are added and never overwritten. Each has the day (or, where sources differ, the days) on which it happened, and
where it was read. A statement of counsel is an entry like any other, and changes nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from attrs import field, frozen
from attrs.converters import optional
from attrs.validators import min_len

from courtclock.citation import Source
from courtclock.dates import Date, Instant, either, medium, to_date, to_days, to_instant
from courtclock.regime import RunsFrom


class EventKind(Enum):
    """The kinds of event that the docket knows."""

    SERVICE = "service"
    EXTENSION = "extension"
    STAY = "stay"
    STAY_VACATED = "stay-vacated"
    ADJOURNMENT = "adjournment"
    LISTING = "listing"
    NOT_REACHED = "not-reached"
    TAGGING = "tagging"
    DETACHMENT = "detachment"
    TRANSFER = "transfer"
    STATEMENT = "statement"
    COMPLIANCE = "compliance"
    PART_COMPLIANCE = "part-compliance"
    RECALL_SOUGHT = "recall-sought"
    RECALL = "recall"
    SUPERSESSION = "supersession"
    OVERTAKEN = "overtaken"
    CONTEMPT_NOTICE = "contempt-notice"
    OTHER = "other"


class ExtensionState(Enum):
    """Asked for, given, or not."""

    REQUESTED = "requested"
    GRANTED = "granted"
    REFUSED = "refused"


class StayScope(Enum):
    """What a stay stops."""

    PROCEEDINGS = "proceedings"
    ORDER = "order"


@frozen(kw_only=True)
class LedgerEntry:
    """One event in the life of a docket.

    Attributes:
        of: the id of what it happened to.
        days: the day; several where sources differ, earliest first.
        recorded: when it became known to whoever keeps the docket.
        until: to what day, for an extension or a stay.

    >>> entry = LedgerEntry(kind=EventKind.STATEMENT, of="one-week", days=["2024-09-12", "2024-09-13"])
    >>> entry.name
    'statement of 12 or 13 September 2024'
    """

    kind: EventKind
    of: str
    days: tuple[Date, ...] = field(converter=to_days, validator=min_len(1))
    id: str = ""
    recorded: Instant | None = field(default=None, converter=optional(to_instant))
    to: str = ""
    by: str = ""
    until: Date | None = field(default=None, converter=optional(to_date))
    state: ExtensionState | None = None
    scope: StayScope | None = None
    method: str = ""
    evidence: str = ""
    text: str = ""
    source: Source | None = None
    note: str = ""

    @property
    def on(self) -> Date | None:
        """The day, or None where sources differ: no time can run from a day that is not known."""
        return self.days[0] if len(self.days) == 1 else None

    @property
    def happened(self) -> Date:
        """The day by which it had happened, whichever source is right."""
        return self.days[-1]

    @property
    def runs_from(self) -> RunsFrom:
        """Service is a trigger of its own kind."""
        return RunsFrom.SERVICE if self.kind is EventKind.SERVICE else RunsFrom.OTHER

    @property
    def name(self) -> str:
        """The kind, with its day or days."""
        return f"{self.kind.value} of {self.when}"

    @property
    def when(self) -> str:
        """The day in words; both, where sources differ."""
        return either(self.days)

    @property
    def extension(self) -> str:
        """An extension in words: how far, and whether it was given."""
        until = f" to {medium(self.until)}" if self.until else ""
        return f"extension{until} {self.state.value if self.state else 'recorded'}"


def extended_to(events: Iterable[LedgerEntry]) -> Date | None:
    """Return the latest day to which time was extended, where that was granted."""
    granted = (e for e in events if e.kind is EventKind.EXTENSION and e.state is ExtensionState.GRANTED)
    return max((event.until for event in granted if event.until), default=None)


# What ends a duty, one way or another.
ENDS = (EventKind.COMPLIANCE, EventKind.SUPERSESSION, EventKind.RECALL, EventKind.OVERTAKEN)


def ended_by(events: Iterable[LedgerEntry]) -> LedgerEntry | None:
    """Return the event that ended a duty; the last one, where there are several."""
    return max((e for e in events if e.kind in ENDS), key=lambda e: e.happened, default=None)
