"""The tables of a docket file, one class each, key for key.

They live from the reading to the building and are never compared or shown: methods for that are not made, which at
every start would take as long as the rest of this module. Nor are annotations postponed, which are read at once.
"""

from attrs import field

from courtclock.citation import Source
from courtclock.court import Means
from courtclock.dates import Date, Instant, Time
from courtclock.ledger import CountedFrom, EventKind, ExtensionState, StayScope
from courtclock.matter import Outcome, Which
from courtclock.period import Bound, Direction, Period
from courtclock.regime import Act
from courtclock.value import frozen

SCHEMA = 1


@frozen(kw_only=True, eq=False, repr=False)
class Head:
    """The table ``[docket]``."""

    schema: int
    id: str
    title: str
    recorded: Instant
    reference: str = ""
    responsible: str = ""
    backup: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class InstrumentRow:
    """A table ``[[instrument]]``."""

    id: str
    what: str
    on: Date
    by: str = ""
    source: Source | None = None
    note: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class PetitionRow:
    """A table ``[[petition]]``."""

    id: str
    court: str
    title: str
    number: str | None = None
    filed: Date | None = None
    parties: list[str] = field(factory=list)
    source: Source | None = None
    note: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class OrderRow:
    """A table ``[[order]]``."""

    id: str
    court: str
    made: Date
    title: str
    petitions: list[str] = field(factory=list)
    coram: list[str] = field(factory=list)
    about: str | None = None
    source: Source | None = None
    note: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class HearingRow:
    """A table ``[[hearing]]``."""

    id: str
    court: str
    on: Date | list[Date]
    at: Time | None = None
    petitions: list[str] = field(factory=list)
    purpose: str = ""
    outcome: Outcome | None = None
    source: Source | None = None
    note: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class WindowRow:
    """A table ``[[window]]``."""

    id: str
    order: str
    what: str
    within: Period | None = None
    continuing: bool = False
    before: str | None = None
    by: str = ""
    alternatives: list[str] = field(factory=list)
    failing: str | None = None
    at: str | None = None
    calendar: str | None = None
    regime: str | None = None
    act: Act | None = None
    means: Means | None = None
    bound: Bound = Bound.LATEST
    responsible: str = ""
    source: Source | None = None
    note: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class DeadlineRow:
    """A table ``[[deadline]]``."""

    id: str
    what: str
    of: str | list[str]
    which: Which | None = None
    within: Period | None = None
    rule: str | None = None
    direction: Direction | None = None
    court: str | None = None
    calendar: str | None = None
    regime: str | None = None
    act: Act | None = None
    means: Means | None = None
    bound: Bound | None = None
    service: str | None = None
    excluded: list[list[Date]] = field(factory=list)
    responsible: str = ""
    source: Source | None = None
    note: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class EventRow:
    """A table ``[[event]]``."""

    id: str
    kind: EventKind
    of: str
    on: Date | list[Date]
    recorded: Instant | None = None
    to: Date | str | None = None
    by: str = ""
    until: Date | None = None
    within: Period | None = None
    counted_from: CountedFrom | None = None
    state: ExtensionState | None = None
    scope: StayScope | None = None
    method: str = ""
    evidence: str = ""
    text: str = ""
    source: Source | None = None
    note: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class PinRow:
    """A table ``[[pin]]``."""

    id: str
    of: str
    on: Date
    computed: Date
    by: str
    reason: str
    recorded: Instant | None = None
    source: Source | None = None
    note: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class VerificationRow:
    """A table ``[[verification]]``."""

    id: str
    of: str
    date: Date
    by: str
    on: Date
    source: Source | None = None
    note: str = ""


TABLES: dict[str, type] = {
    "instrument": InstrumentRow,
    "petition": PetitionRow,
    "order": OrderRow,
    "hearing": HearingRow,
    "window": WindowRow,
    "deadline": DeadlineRow,
    "event": EventRow,
    "pin": PinRow,
    "verification": VerificationRow,
}
