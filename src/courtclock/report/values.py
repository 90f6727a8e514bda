"""What stands on the page, as plain values, before any markup."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field

from courtclock.dates import Date, Instant, day_after, either, in_words, iso, medium, span
from courtclock.docket import Docket, State, Status
from courtclock.docket.lastday import Basis, LastDay
from courtclock.report.text import Authority
from courtclock.trace import Computation, Reading
from courtclock.value import frozen


@frozen
class Moment:
    """A day or an instant: as machines read it, and in words."""

    iso: str
    words: str

    @classmethod
    def of(cls, value: Date | Instant) -> Moment:
        """Return a day with its weekday; an instant with its offset, since an hour without one is no hour."""
        offset = f" ({value.strftime('%z')})" if isinstance(value, Instant) else ""
        return cls(iso(value), in_words(value) + offset)

    @classmethod
    def short(cls, value: Date) -> Moment:
        """Return a day without its weekday."""
        return cls(iso(value), medium(value))


@frozen(kw_only=True)
class Happening:
    """Something that happened: an event of the ledger, or an order."""

    days: tuple[Date, ...]
    kind: str
    text: str = ""
    to_what: str = ""
    details: tuple[tuple[str, str], ...] = ()
    source: Authority | None = None

    @property
    def differ(self) -> bool:
        """Whether sources give different days."""
        return len(self.days) > 1

    @property
    def when(self) -> str:
        """The day, or those that sources give."""
        return either(self.days)


@frozen(kw_only=True)
class Row:
    """One entry on the day of the report."""

    number: int
    anchor: str
    status: Status
    what: str
    kind: str
    word: str
    days: tuple[Date, ...]
    by: str = ""
    court: str = ""
    opens: Date | None = None
    last: LastDay | None = None
    remarks: tuple[str, ...] = ()
    failing: str = ""
    next_date: tuple[Moment, str] | None = None
    about: tuple[tuple[str, str], ...] = ()
    hangs_on: tuple[tuple[str, str], ...] = ()
    happenings: tuple[Happening, ...] = ()
    note: str = ""
    source: Authority | None = None

    @property
    def state(self) -> State:
        """How it stands."""
        return self.status.state

    @property
    def computation(self) -> Computation | None:
        """The computation, where there is one."""
        return self.status.standing.computation

    @property
    def error(self) -> str:
        """Why it could not be computed."""
        return str(self.status.standing.error or "")

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The day on which it stands; several where sources differ; the instant, where the period is in hours."""
        if self.last is not None and self.last.at is not None:
            return (Moment.of(self.last.at),)
        return tuple(Moment.of(on) for on in self.days)

    @property
    def range(self) -> tuple[Date, Date] | None:
        """The first and the last day on which the answer can fall, where it is not settled."""
        if self.last is None:
            return (self.days[0], self.days[-1]) if len(self.days) > 1 else None
        return self.last.range if self.last.in_doubt else None

    @property
    def range_words(self) -> str:
        """The range in words, with what makes it one."""
        if self.last is None or self.range is None:
            return "sources differ" if self.range else ""
        return f"{self.last.doubt}: {span(*self.range)}"

    @property
    def ends(self) -> Moment | None:
        """The hour at which the last day ends, where that is not midnight."""
        return Moment.of(self.last.cut_off) if self.last is not None and self.last.cut_off is not None else None

    @property
    def instead(self) -> str:
        """By what another day stands than the computed one; "" where it is the computed one."""
        return self.last.basis.value if self.last is not None and self.last.basis is not Basis.COMPUTED else ""

    @property
    def replaced(self) -> Date | None:
        """The day that was computed, where another one stands in its place."""
        return self.last.replaced if self.last is not None else None

    @property
    def further(self) -> tuple[Date, Date] | None:
        """The days that an extension added to the computed ones."""
        if self.last is None or self.last.basis is not Basis.EXTENDED or self.replaced is None:
            return None
        return (day_after(self.replaced), self.last.on) if self.replaced < self.last.on else None

    @property
    def readings(self) -> tuple[Reading, ...]:
        """How the law is read, where that decides the day that stands."""
        return self.computation.readings if self.computation is not None and not self.instead else ()


@frozen(kw_only=True)
class Paper:
    """A petition, an order or an instrument, with its source."""

    kind: str
    title: str
    details: tuple[tuple[str, str], ...] = ()
    source: Authority | None = None
    note: str = ""


@frozen(kw_only=True)
class Facts:
    """Everything that the page says.

    `chronicle` is everything that happened, in the order of days; `other` is what of it belongs to no entry.
    """

    docket: Docket
    on: Date
    known_on: Date | None
    rows: tuple[Row, ...]
    chronicle: tuple[Happening, ...]
    other: tuple[Happening, ...]
    papers: tuple[Paper, ...]
    left_out: int
    editions: Mapping[str, tuple[str, ...]] = field(factory=dict)

    @property
    def title(self) -> str:
        """The title of the docket."""
        return self.docket.title

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many entries stand in each state, in the order of the states."""
        states = [row.state for row in self.rows]
        return [(state.value, states.count(state)) for state in State if state in states]

    @property
    def not_computed(self) -> tuple[Row, ...]:
        """The entries that have no date because none could be computed."""
        return tuple(row for row in self.rows if row.error and not row.days)
