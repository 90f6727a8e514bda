"""The calendar of one court or office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Self

from attrs import evolve, field
from attrs.converters import optional

from courtclock.calendar.days import (
    ORDINARY,
    Closure,
    DayFacts,
    DayStatus,
    Gap,
    Standing,
    Unsettled,
    Vacation,
    Weekly,
    ordered,
)
from courtclock.calendar.knowledge import as_known, feasts, name_of_day, newcomers, unsettled
from courtclock.dates import WEEKDAYS, Date, day, medium, to_date, zone
from courtclock.errors import InvalidValue
from courtclock.value import frozen

MARGIN = 10  # days around a vacation not yet announced that it might have taken in


@frozen(eq=False)
class _Special:
    """The days on which more than the day of the week matters, by their ordinals, and what it is."""

    settled: Mapping[int, list[Closure]]
    doubts: Mapping[int, list[Unsettled]]
    vacations: Mapping[int, Vacation]
    gaps: Mapping[int, Gap]

    def facts(self, number: int, weekday: str) -> DayFacts:
        """Return the facts of a day of which the weekday is known: its name, where that closes it."""
        closures, unsettled = self.settled.get(number), self.doubts.get(number)
        vacation, gap = self.vacations.get(number), self.gaps.get(number)
        if closures or unsettled or vacation or gap:
            return DayFacts(weekday, tuple(closures or ()), tuple(unsettled or ()), vacation, gap)
        return _SUNDAY_FACTS[weekday] if weekday else ORDINARY


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
        ordered(self.first, self.last, self.id)
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
    def _feasts(self) -> list[list[Closure]]:
        """The rows in groups, which a docket that is replayed day by day asks for on every day."""
        return feasts(self.closures)

    @cached_property
    def _newcomers(self) -> Mapping[tuple[str, int], int]:
        """The yearly days that came in while records were kept, by name and year, and since when they were known."""
        return newcomers(self.closures, self.first, self.gaps, self._weekday)

    @cached_property
    def _special(self) -> _Special:
        """The days on which more than the day of the week matters."""
        settled: dict[int, list[Closure]] = {}
        expected: list[Closure] = []
        for row in self.closures:
            if row.withdrawn is None:
                if row.status is Standing.NOTIFIED:
                    settled.setdefault(row.on.toordinal(), []).append(row)
                else:
                    expected.append(row)
        open_questions: dict[int, list[Unsettled]] = {}
        for doubt in [unsettled(rows) for rows in feasts(expected)] + self._weekly_doubts():
            for number in doubt.reach:
                open_questions.setdefault(number, []).append(doubt)
        vacations = {n: v for v in self.vacations for n in range(v.first.toordinal(), v.last.toordinal() + 1)}
        gaps = {n: g for g in self.gaps for n in range(g.first.toordinal(), g.last.toordinal() + 1)}
        return _Special(settled, open_questions, vacations, gaps)

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

    @cached_property
    def _seen(self) -> dict[int, DayFacts | None]:
        """The facts of the days that were asked for, of which there are no more than the coverage has."""
        return {}

    def facts(self, number: int) -> DayFacts | None:
        """Return what is known of the day with that ordinal, or None outside the coverage."""
        seen = self._seen
        if number in seen:
            return seen[number]
        if not self.closures_considered:
            return ORDINARY
        first, last = self._edges
        if not first <= number <= last:
            return None
        seen[number] = self._special.facts(number, self._weekday(number))
        return seen[number]

    @cached_property
    def bare(self) -> Self:
        """This calendar without its names: what alone decides which day is open, so that courts that agree share it."""
        return evolve(self, id="", title="", zone="", edition="", checked=None, note="")

    @property
    def remarkable(self) -> Iterable[int]:
        """The ordinals of the days of which more is known than their day of the week."""
        if not self.closures_considered:
            return ()
        of = self._special
        return of.settled.keys() | of.doubts.keys() | of.vacations.keys() | of.gaps.keys()

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

        A yearly feast is expected before it is announced, once it has come in; a closing for one occasion is not. A
        vacation that had not been announced leaves its days unknown.
        """
        known = to_date(on).toordinal()
        rows: list[Closure] = []
        for group in self._feasts:
            rows += as_known(group, known, self._newcomers.get(name_of_day(group[0]), 0))
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
