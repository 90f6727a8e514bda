"""The almanac finds courts, calendars, regimes and periods by id and date, in the built-in packs and in others.

Packs of third parties are found by the entry point group ``courtclock.law``, when an id is asked for that no built-in
pack has. Packaged data are read once and never change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from importlib import import_module
from typing import Self

from attrs import evolve, field

from courtclock.calendar import NO_CLOSURES, Closure, CourtCalendar
from courtclock.court import Court
from courtclock.dates import Date, to_date
from courtclock.errors import NotInForce, UnknownCalendar, UnknownCourt, UnknownPeriodRule, UnknownRegime
from courtclock.law import BUILT_IN, Pack
from courtclock.regime import PeriodRule, Regime, Template
from courtclock.value import frozen

GROUP = "courtclock.law"
KEPT = 64  # calendars as known on some day, kept at a time


@lru_cache(maxsize=1)
def _third_parties() -> tuple[Pack, ...]:
    from importlib.metadata import entry_points

    return tuple(entry.load() for entry in entry_points(group=GROUP))


@frozen(eq=False)
class Almanac:
    """Everything that `compute` looks up.

    Attributes:
        packs: rule packs besides the built-in ones and those of the entry points.
        own_calendars, own_courts, own_regimes: values of the user's own; they come first.

    >>> default_almanac().court("pk.shx")
    Traceback (most recent call last):
    courtclock.errors.UnknownCourt: unknown court 'pk.shx'; nearest: pk.shc, pk.sc, pk.phc
    """

    packs: tuple[Pack, ...] = ()
    own_calendars: tuple[CourtCalendar, ...] = ()
    own_courts: tuple[Court, ...] = ()
    own_regimes: tuple[Regime, ...] = ()
    _known: dict[tuple[str, Date], CourtCalendar] = field(factory=dict, init=False, repr=False)
    _versions: dict[str, tuple[Regime, ...]] = field(factory=dict, init=False, repr=False)

    def all_packs(self) -> Iterator[Pack]:
        """Give every pack: those given, the built-in ones, those found by entry points."""
        yield from self.packs
        for module in BUILT_IN.values():
            yield import_module(module).PACK
        yield from _third_parties()

    def _packs_for(self, given: str) -> Iterator[Pack]:
        """Give the packs in which an id may be, the likely one first, without looking further than needed."""
        yield from self._given_or_built_in(given)
        yield from _third_parties()

    def _given_or_built_in(self, given: str) -> Iterator[Pack]:
        system = given.partition(".")[0]
        yield from self.packs
        if system in BUILT_IN:
            yield import_module(BUILT_IN[system]).PACK

    @cached_property
    def _courts(self) -> dict[str, Court]:
        return {court.id: court for court in self.own_courts}

    @cached_property
    def _calendars(self) -> dict[str, CourtCalendar]:
        return {NO_CLOSURES.id: NO_CLOSURES} | {calendar.id: calendar for calendar in self.own_calendars}

    def court(self, given: str) -> Court:
        """Return the court with that id.

        Raises:
            UnknownCourt: no pack has it; the message names the nearest ids.
        """
        court = self._courts.get(given)
        if court is None:
            court = next((pack.courts[given] for pack in self._packs_for(given) if given in pack.courts), None)
            if court is None:
                raise UnknownCourt(given, self.court_ids())
            self._courts[given] = court
        return court

    def calendar(self, given: str, known_on: Date | str | None = None) -> CourtCalendar:
        """Return the calendar with that id; with `known_on`, as it was known on that day.

        Raises:
            UnknownCalendar: no pack has it; the message names the nearest ids.
        """
        calendar = self._calendars.get(given)
        if calendar is None:
            packs = self._packs_for(given)
            calendar = next((pack.calendars[given] for pack in packs if given in pack.calendars), None)
            if calendar is None:
                raise UnknownCalendar(given, self.calendar_ids())
            self._calendars[given] = calendar
        if known_on is None or not calendar.closures_considered:
            return calendar
        key = (given, to_date(known_on))
        if key not in self._known:
            if len(self._known) == KEPT:
                self._known.pop(next(iter(self._known)))
            self._known[key] = calendar.known_on(key[1])
        return self._known[key]

    def regime(self, given: str, on: Date | str) -> Regime:
        """Return the version of a regime that was in force on a day.

        Raises:
            UnknownRegime: no pack has it; the message names the nearest ids.
            NotInForce: it was not in force on that day.
        """
        day = to_date(on)
        versions = self._versions.get(given) or self.versions(given)
        for regime in reversed(versions):  # most ask of the law of today
            if day in regime.in_force:
                return regime
        spans = "; ".join(f"in force {regime.in_force}" for regime in versions)
        raise NotInForce(
            f"{versions[0].title} ({given}) was not in force on {day}, as far as is recorded here: {spans}. "
            "To count by one of these versions all the same, name a day of it in law_on"
        )

    def versions(self, given: str) -> tuple[Regime, ...]:
        """Return every version of a regime, oldest first.

        Raises:
            UnknownRegime: no pack has it.
        """
        if given not in self._versions:
            found = [regime for regime in self.own_regimes if regime.id == given]
            found = found or [r for pack in self._given_or_built_in(given) for r in pack.regimes if r.id == given]
            found = found or [r for pack in _third_parties() for r in pack.regimes if r.id == given]
            if not found:
                raise UnknownRegime(given, self.regime_ids())
            self._versions[given] = tuple(sorted(found, key=lambda r: r.in_force.first))
        return self._versions[given]

    def period(self, given: str) -> PeriodRule:
        """Return the period with that id.

        Raises:
            UnknownPeriodRule: no pack has it; the message names the nearest ids.
        """
        for pack in self._packs_for(given):
            if given in pack.periods:
                return pack.periods[given]
        raise UnknownPeriodRule(given, self.period_ids())

    def court_ids(self) -> list[str]:
        """Return the ids of all courts."""
        return sorted({c.id for c in self.own_courts} | {i for pack in self.all_packs() for i in pack.courts})

    def calendar_ids(self) -> list[str]:
        """Return the ids of all calendars."""
        own = {c.id for c in self.own_calendars} | {NO_CLOSURES.id}
        return sorted(own | {i for pack in self.all_packs() for i in pack.calendars})

    def regime_ids(self) -> list[str]:
        """Return the ids of all regimes."""
        return sorted({r.id for r in self.own_regimes} | {r.id for pack in self.all_packs() for r in pack.regimes})

    def period_ids(self) -> list[str]:
        """Return the ids of all periods."""
        return sorted({i for pack in self.all_packs() for i in pack.periods})

    def templates(self) -> list[Template]:
        """Return all templates, by their ids."""
        return sorted((t for pack in self.all_packs() for t in pack.templates.values()), key=lambda t: t.id)

    def with_closures(self, given: str, rows: Iterable[Closure]) -> Self:
        """Return an almanac in which one calendar has more closed days."""
        return evolve(self, own_calendars=(*self.own_calendars, self.calendar(given).with_closures(rows)))


@lru_cache(maxsize=1)
def default_almanac() -> Almanac:
    """Return the almanac of the built-in packs, which `compute` takes by default."""
    return Almanac()
