"""What happens to a deadline later: extension, stay, compliance, recall, and what was only said in court.

Facts are added and never overwritten. Each has the day (or, where sources differ, the days) on which it happened, and
where it was read. A statement of counsel is an entry like any other, and changes nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from attrs import field
from attrs.converters import optional
from attrs.validators import min_len

from courtclock.checks import a, filled, maybe
from courtclock.citation import Source
from courtclock.dates import Date, Instant, either, medium, to_date, to_days, to_instant
from courtclock.errors import InvalidDate, InvalidValue
from courtclock.period import Period, Unit
from courtclock.regime import RunsFrom
from courtclock.value import frozen


class EventKind(Enum):
    """The kinds of event that the docket knows."""

    SERVICE = "service"
    EXTENSION = "extension"
    STAY = "stay"
    STAY_VACATED = "stay-vacated"
    ADJOURNMENT = "adjournment"
    LISTING = "listing"
    NOT_REACHED = "not-reached"
    HEARD = "heard"
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


class CountedFrom(Enum):
    """From which end a further period is counted: the last day as it was moved, or as it was counted."""

    ROLLED = "rolled"
    UNROLLED = "unrolled"


class StayScope(Enum):
    """What a stay stops."""

    PROCEEDINGS = "proceedings"
    ORDER = "order"


def _period(value: Any) -> Period:
    return Period.parse(value)


@frozen(kw_only=True)
class LedgerEntry:
    """One event in the life of a docket.

    Attributes:
        of: the id of what it happened to.
        days: the day; several where sources differ, earliest first.
        recorded: when it became known to whoever keeps the docket.
        to: where it leads: a day, the id of another entry, or other words.
        until: to what day, for an extension, an adjournment or a stay.
        within: by how much, for an extension that is given as a period; `counted_from` says from which end.

    >>> entry = LedgerEntry(kind=EventKind.STATEMENT, of="one-week", days=["2024-09-12", "2024-09-13"])
    >>> entry.name
    'statement of 12 or 13 September 2024'
    """

    kind: EventKind = field(validator=a(EventKind))
    of: str = field(validator=filled)
    days: tuple[Date, ...] = field(converter=to_days, validator=min_len(1))
    id: str = ""
    recorded: Instant | None = field(default=None, converter=optional(to_instant))
    to: str = ""
    by: str = ""
    until: Date | None = field(default=None, converter=optional(to_date))
    within: Period | None = field(default=None, converter=optional(_period))
    counted_from: CountedFrom | None = field(default=None, validator=maybe(CountedFrom))
    state: ExtensionState | None = field(default=None, validator=maybe(ExtensionState))
    scope: StayScope | None = field(default=None, validator=maybe(StayScope))
    method: str = ""
    evidence: str = ""
    text: str = ""
    source: Source | None = None
    note: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse an extension both to a day and by a period, and a further period without the end it runs from."""
        if self.within is not None:
            if self.kind is not EventKind.EXTENSION:
                raise InvalidValue(f"within: {self.within} is a further period; expected an event of kind 'extension'")
            if self.until is not None:
                raise InvalidValue("an extension is to a day (until) or by a period (within); both were given")
            if self.within.unit is Unit.HOURS or self.within.n == 0:
                raise InvalidValue(
                    f"within: an extension by {self.within} has no moment to run from; expected days or longer, or a "
                    "day in until"
                )
            if self.counted_from is None:
                known = ", ".join(repr(end.value) for end in CountedFrom)
                raise InvalidValue(
                    f"within: a further period needs counted_from, one of {known}: from which end it runs"
                )
        elif self.counted_from is not None:
            raise InvalidValue("counted_from: is for an extension by a period (within); none was given")

    @property
    def on(self) -> Date | None:
        """The day, or None where sources differ."""
        return self.days[0] if len(self.days) == 1 else None

    @property
    def begun(self) -> Date:
        """The first day on which it may have happened."""
        return self.days[0]

    @property
    def happened(self) -> Date:
        """The day by which it had happened, whichever source is right."""
        return self.days[-1]

    @property
    def leads_to(self) -> Date | None:
        """The day to which it leads: `until`, else `to` where that is a day."""
        if self.until is not None:
            return self.until
        try:
            return to_date(self.to)
        except InvalidDate:
            return None

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
        by = f" by {self.within}" if self.within else ""
        return f"extension{until}{by} {self.state.value if self.state else 'recorded'}"


def granted(events: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    """Return the extensions that were granted, in their order."""
    return [e for e in events if e.kind is EventKind.EXTENSION and e.state is ExtensionState.GRANTED]


# What ends a duty, one way or another.
ENDS = (EventKind.COMPLIANCE, EventKind.SUPERSESSION, EventKind.RECALL, EventKind.OVERTAKEN)


def ended_by(events: Iterable[LedgerEntry]) -> LedgerEntry | None:
    """Return the event that ended a duty; the last one, where there are several."""
    return max((e for e in events if e.kind in ENDS), key=lambda e: e.happened, default=None)


@frozen(kw_only=True)
class Pin:
    """A last day that somebody keeps by hand, in place of the computed one.

    Attributes:
        of: the id of the entry.
        on: the day that is kept.
        computed: the day that the computation gave when it was pinned; when that moves, the pin warns.
        by: who pinned it.
        reason: why.

    >>> Pin(of="answer", on="2024-05-20", computed="2024-05-22", by="R. Khan", reason="agreed with counsel").on
    Date(2024, 5, 20)
    """

    of: str = field(validator=filled)
    on: Date = field(converter=to_date)
    computed: Date = field(converter=to_date)
    by: str = field(validator=filled)
    reason: str = field(validator=filled)
    id: str = ""
    recorded: Instant | None = field(default=None, converter=optional(to_instant))
    note: str = ""


@frozen(kw_only=True)
class Verification:
    """A second person's confirmation of a last day; it is void when the day changes.

    Attributes:
        of: the id of the entry.
        date: the last day that was confirmed.
        by: who confirmed it.
        on: when.

    >>> Verification(of="answer", date="2024-05-22", by="S. Malik", on="2024-05-03").date
    Date(2024, 5, 22)
    """

    of: str = field(validator=filled)
    date: Date = field(converter=to_date)
    by: str = field(validator=filled)
    on: Date = field(converter=to_date)
    id: str = ""
    note: str = ""
