"""Open and closed days of a court or an office, and how sure each of them is.

A calendar knows its own edges. A day is open, closed, provisionally closed (a feast not yet sighted, a closing not yet
notified) or unknown (outside the coverage, or inside a vacation of which no record was found). Nothing here guesses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cached_property
from typing import Self

from attrs import evolve, field, frozen
from attrs.converters import optional

from courtclock.checks import a, filled
from courtclock.citation import Citation
from courtclock.dates import WEEKDAYS, Date, day, medium, span, to_date, zone
from courtclock.errors import InvalidValue

MARGIN = 10  # days around a vacation not yet announced that it might have taken in
FEAST_SPREAD = 20  # days: two rows of one name that lie closer belong to one feast (Eid-ul-Azha comes twice in 2006)


class DayStatus(Enum):
    """What is known of a day."""

    OPEN = "open"
    CLOSED = "closed"
    PROVISIONAL = "provisionally closed"
    UNKNOWN = "unknown"


class ClosureKind(Enum):
    """Why a day is closed; rules differ in which kinds they look at."""

    PUBLIC = "public"  # a fixed day of every year
    MOON = "moon"  # a feast that waits for the moon
    OBSERVED = "observed"  # the weekday on which a public day is kept that falls on a weekend
    PROVINCE = "province"  # a yearly day of a province
    STATE = "state"  # a yearly day of a state of a federation
    SPECIAL = "special"  # one day, by order of a government
    COURT = "court"  # by order of the court itself
    VACATION = "vacation"  # a court's vacation
    OWN = "own"  # what the user says

    @property
    def yearly(self) -> bool:
        """Whether the day is no surprise: it comes every year, and is expected before it is announced."""
        return self not in {ClosureKind.SPECIAL, ClosureKind.COURT, ClosureKind.VACATION, ClosureKind.OWN}


class Standing(Enum):
    """Whether a closure has been notified, or is only expected."""

    NOTIFIED = "notified"
    EXPECTED = "expected"


class Registry(Enum):
    """What the notice of a vacation says of the office that receives papers."""

    OPEN = "open"
    RECEIVING = "receiving"
    NOT_STATED = "not stated"


def _ordered(first: Date, last: Date, what: str) -> None:
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
        _ordered(self.first, self.last, "weekly closing")


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
        _ordered(self.first, self.last, self.name)


@frozen
class Gap:
    """A run of days of which it is not known whether they were open, both days in."""

    first: Date = field(converter=to_date)
    last: Date = field(converter=to_date)
    why: str = field(validator=filled)

    def __attrs_post_init__(self) -> None:
        """Refuse a gap that ends before it begins."""
        _ordered(self.first, self.last, self.why)


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


def _feasts(rows: Iterable[Closure]) -> list[list[Closure]]:
    """Return the rows in groups: one name and kind, one season."""
    groups: list[list[Closure]] = []
    for row in sorted(rows, key=lambda c: (c.name, c.kind.value, c.on)):
        last = groups[-1][-1] if groups else None
        same = last is not None and (last.name, last.kind) == (row.name, row.kind)
        if same and last is not None and (row.on - last.on).days <= FEAST_SPREAD:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _known_from(row: Closure, group: list[Closure]) -> int:
    """Return the first day on which a row was known.

    Where its notice is not recorded: a feast that waits for the moon, on the eve of its first day; another day of
    every year, always; a closing for one occasion, on its own day.
    """
    if row.announced:
        return row.announced.toordinal()
    if row.status is Standing.EXPECTED:
        return 0
    if row.kind is ClosureKind.MOON:
        return min(r.on.toordinal() for r in group if r.status is Standing.NOTIFIED) - 1
    return 0 if row.kind.yearly else row.on.toordinal()


def _as_known(group: list[Closure], known: int) -> list[Closure]:
    """Return the rows of one feast or closing as they were known on a day.

    A yearly feast of which nothing had been announced was expected all the same, on the days first announced for it.
    A closing for one occasion whose notice is not recorded is in doubt until its day.
    """
    since = {row: _known_from(row, group) for row in group}
    gone = {row for row in group if row.withdrawn and row.withdrawn.toordinal() <= known}
    visible = [row for row in group if since[row] <= known and row not in gone]
    if not any(since[row] <= known for row in group):
        if group[0].kind.yearly:
            first = min(since.values())
            visible = [evolve(row, status=Standing.EXPECTED) for row in group if since[row] == first]
        else:
            visible = [evolve(row, status=Standing.EXPECTED) for row in group if row.announced is None]
    return [evolve(row, withdrawn=None) for row in visible]


def _unsettled(rows: list[Closure]) -> Unsettled:
    """Return the doubt about one feast or closing that is only expected."""
    days = sorted({row.on.toordinal() for row in rows})
    name, when = rows[0].name, span(day(days[0]), day(days[-1]))
    if rows[0].kind is ClosureKind.MOON:
        shifts = (0, -1, 1)
        return Unsettled(
            id=f"{name} {days[0]}",
            name=name,
            text=f"{name} is expected on {when} and may be sighted a day earlier or later",
            options=tuple(frozenset(n + shift for n in days) for shift in shifts),
            labels=("as expected", "a day earlier", "a day later"),
        )
    told = f"{name}, {when}, is expected to be a closed day and has not been notified"
    if not rows[0].kind.yearly:
        told = f"{name}, {when}: no notification that closes this office was found"
    return Unsettled(
        id=f"{name} {days[0]}",
        name=name,
        text=told,
        options=(frozenset(days), frozenset()),
        labels=("closed as expected", "not closed"),
    )


@frozen(cache_hash=True)
class CourtCalendar:
    """The open and closed days of one court or office.

    Attributes:
        id: such as ``pk.shc``.
        title: what it is the calendar of; reads well after "the".
        zone: the IANA zone in which its days begin and end; empty for the calendar ``none``.
        first, last: the edges of the coverage; outside them every day is unknown.
        edition: names the data; an answer carries it.
        closures_considered: False for ``none`` alone, which knows no closed day at all.

    >>> from courtclock.almanac import default_almanac
    >>> default_almanac().calendar("pk.federal").status("2024-08-14")
    <DayStatus.CLOSED: 'closed'>
    """

    id: str
    title: str
    zone: str
    first: Date = field(converter=to_date)
    last: Date = field(converter=to_date)
    weekly: tuple[Weekly, ...] = ()
    closures: tuple[Closure, ...] = field(default=(), repr=False)
    vacations: tuple[Vacation, ...] = field(default=(), repr=False)
    gaps: tuple[Gap, ...] = field(default=(), repr=False)
    edition: str = ""
    checked: Date | None = field(default=None, converter=optional(to_date))
    note: str = ""
    closures_considered: bool = True

    def __attrs_post_init__(self) -> None:
        """Refuse a calendar with a zone that does not exist, or weekly rules that leave a hole."""
        _ordered(self.first, self.last, self.id)
        if self.zone:
            zone(self.zone)
        if self.closures_considered:
            edge = self.first.toordinal()
            for rule in self.weekly:
                if rule.first.toordinal() != edge:
                    raise InvalidValue(f"{self.id}: no weekly rule for {day(edge)}; the next begins on {rule.first}")
                edge = rule.last.toordinal() + 1
            if edge != self.last.toordinal() + 1:
                raise InvalidValue(f"{self.id}: the weekly rules end on {day(edge - 1)}, the coverage on {self.last}")

    # What a count asks. Days are ordinals here; the tables are built once, when first asked.

    @cached_property
    def _edges(self) -> tuple[int, int]:
        return self.first.toordinal(), self.last.toordinal()

    @cached_property
    def _special(self) -> Mapping[int, DayFacts]:
        """The facts of every day on which more than the day of the week matters."""
        settled: dict[int, list[Closure]] = {}
        expected: list[Closure] = []
        for row in self.closures:
            if row.withdrawn is None:
                if row.status is Standing.NOTIFIED:
                    settled.setdefault(row.on.toordinal(), []).append(row)
                else:
                    expected.append(row)
        open_questions: dict[int, list[Unsettled]] = {}
        for doubt in [_unsettled(rows) for rows in _feasts(expected)] + self._weekly_doubts():
            for number in doubt.reach:
                open_questions.setdefault(number, []).append(doubt)
        vacations = {n: v for v in self.vacations for n in range(v.first.toordinal(), v.last.toordinal() + 1)}
        gaps = {n: g for g in self.gaps for n in range(g.first.toordinal(), g.last.toordinal() + 1)}
        numbers = settled.keys() | open_questions.keys() | vacations.keys() | gaps.keys()
        return {
            n: DayFacts(
                weekday=self._weekday(n),
                closures=tuple(settled.get(n, ())),
                unsettled=tuple(open_questions.get(n, ())),
                vacation=vacations.get(n),
                gap=gaps.get(n),
            )
            for n in numbers
        }

    def _weekly_doubts(self) -> list[Unsettled]:
        doubts = []
        for rule in self.weekly:
            if rule.doubtful:
                days = range(rule.first.toordinal(), rule.last.toordinal() + 1)
                closed = frozenset(n for n in days if (n - 1) % 7 in rule.doubtful)
                names = " and ".join(f"{WEEKDAYS[d]}s" for d in sorted(rule.doubtful))
                doubts.append(
                    Unsettled(
                        id=f"weekly {rule.first}",
                        name=names,
                        text=f"it is not recorded whether {names} were closed from {medium(rule.first)} "
                        f"({rule.source})",
                        options=(frozenset(), closed),
                        labels=(f"{names} open", f"{names} closed"),
                    )
                )
        return doubts

    @cached_property
    def _closed_weekdays(self) -> tuple[tuple[int, int, frozenset[int]], ...]:
        return tuple((rule.first.toordinal(), rule.last.toordinal(), rule.closed) for rule in self.weekly)

    def _weekday(self, number: int) -> str:
        weekday = (number - 1) % 7
        for first, last, closed in self._closed_weekdays:
            if first <= number <= last:
                return WEEKDAYS[weekday] if weekday in closed else ""
        return ""

    def facts(self, number: int) -> DayFacts | None:
        """Return what is known of the day with that ordinal, or None outside the coverage."""
        if not self.closures_considered:
            return ORDINARY
        first, last = self._edges
        if not first <= number <= last:
            return None
        special = self._special.get(number)
        if special is not None:
            return special
        name = self._weekday(number)
        return _SUNDAY_FACTS[name] if name else ORDINARY

    def status(self, on: Date | str) -> DayStatus:
        """Return whether a day is open, closed, provisionally closed or unknown, vacations left aside.

        Raises:
            InvalidDate: `on` is not a date.
        """
        facts = self.facts(to_date(on).toordinal())
        if facts is None:
            return DayStatus.UNKNOWN
        if facts.weekday or facts.closures:
            return DayStatus.CLOSED
        if facts.gap:
            return DayStatus.UNKNOWN
        return DayStatus.PROVISIONAL if facts.unsettled else DayStatus.OPEN

    def with_closures(self, rows: Iterable[Closure]) -> Self:
        """Return this calendar with more closed days, such as the user's own.

        Raises:
            InvalidValue: this is the calendar without closed days, which stays without.
        """
        if not self.closures_considered:
            raise InvalidValue("the calendar 'none' has no closed days; name another to add your own to")
        return evolve(self, closures=(*self.closures, *rows), edition=f"{self.edition}, with closures of your own")

    def joined(self, other: CourtCalendar) -> Self:
        """Return this calendar with the closed days of another as well, where both are known."""
        if other.id == self.id:
            return self
        return evolve(
            self,
            id=f"{self.id}+{other.id}",
            title=f"{self.title} and the {other.title}",
            closures=tuple(dict.fromkeys((*self.closures, *other.closures))),
            gaps=self.gaps + other.gaps,
        )

    def known_on(self, on: Date | str) -> Self:
        """Return this calendar as it was known on a day: only what had been announced by then.

        A yearly feast is expected before it is announced; a closing for one occasion is not. A vacation that had not
        been announced leaves its days unknown.
        """
        known = to_date(on).toordinal()
        rows: list[Closure] = []
        for group in _feasts(self.closures):
            rows += _as_known(group, known)
        announced = [v for v in self.vacations if (v.announced or v.first).toordinal() <= known]
        pending = [v for v in self.vacations if v not in announced]
        return evolve(
            self,
            closures=tuple(sorted(rows, key=lambda c: (c.on, c.name))),
            vacations=tuple(announced),
            # A few days more on either side, since when it would begin and end was not known either.
            gaps=self.gaps
            + tuple(
                Gap(
                    day(v.first.toordinal() - MARGIN),
                    day(v.last.toordinal() + MARGIN),
                    f"the {v.name} had not been announced, so far as recorded",
                )
                for v in pending
            ),
            weekly=self._weekly_known(known),
            edition=f"{self.edition}, as known on {day(known)}",
        )

    def _weekly_known(self, known: int) -> tuple[Weekly, ...]:
        """Return the weekly rules announced by a day; each runs on until the next."""
        kept: list[Weekly] = []
        for rule in self.weekly:
            if kept and (rule.announced or rule.first).toordinal() > known:
                kept[-1] = evolve(kept[-1], last=rule.last)
            else:
                kept.append(rule)
        return tuple(kept)


_SUNDAY_FACTS = {name: DayFacts(weekday=name) for name in WEEKDAYS}

NO_CLOSURES = CourtCalendar(
    id="none",
    title="calendar without closed days",
    zone="",
    first=Date(1, 1, 1),
    last=Date(9999, 12, 31),
    edition="closures were not considered",
    closures_considered=False,
)
