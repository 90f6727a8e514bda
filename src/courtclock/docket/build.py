"""From the rows of a docket file to its values: references resolved, and what does not fit collected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import attrs
from attrs import define, evolve, field

from courtclock.almanac import Almanac
from courtclock.deadline import ComplianceWindow, Consequence, Deadline, Term
from courtclock.docket.model import Docket
from courtclock.docket.reach import HangsOn
from courtclock.docket.rows import (
    TABLES,
    DeadlineRow,
    EventRow,
    Head,
    HearingRow,
    InstrumentRow,
    OrderRow,
    PetitionRow,
    PinRow,
    VerificationRow,
    WindowRow,
)
from courtclock.errors import CourtclockError
from courtclock.ledger import LedgerEntry, Pin, Verification
from courtclock.matter import Choice, Hearing, Instrument, Order, Petition
from courtclock.schema.strict import Faults

T = TypeVar("T")
LONGEST_CHAIN = 50  # deadlines that hang on each other
# What the keys of a table name: an id of the law, in whichever table, or another entry of the file.
LAW: dict[str, Callable[[Almanac, str], object]] = {
    "court": Almanac.court,
    "calendar": Almanac.calendar,
    "regime": Almanac.versions,
    "rule": Almanac.period,
}
EVENTS = ("instrument", "petition", "order", "hearing", "window", "deadline", "event")
ENTRIES: dict[str, dict[str, tuple[str, ...]]] = {
    "order": {"petitions": ("petition",), "about": ("instrument",)},
    "hearing": {"petitions": ("petition",)},
    "event": {"of": (*EVENTS, "pin")},
    "window": {"order": ("order",), "before": ("hearing",), "at": ("hearing",)},
    "deadline": {"of": EVENTS},
    "pin": {"of": ("window", "deadline")},
    "verification": {"of": ("window", "deadline")},
}


@define
class Builder:
    """Turns rows into values, references resolved; collects what does not fit."""

    rows: dict[str, dict[str, Any]]
    given: dict[str, Any]
    faults: Faults
    almanac: Almanac
    made: dict[str, Any] = field(factory=dict)
    hangs_on: dict[str, HangsOn] = field(factory=dict)
    misnamed: set[str] = field(factory=set)

    def build(self, head: Head) -> Docket:
        """Build every table, in the order in which they refer to each other."""
        instruments = self._each("instrument", self._instrument)
        petitions = self._each("petition", self._petition)
        orders = self._each("order", self._order)
        hearings = self._each("hearing", self._hearing)
        events = self._each("event", self._event)
        windows = self._each("window", self._window)
        deadlines = self._each("deadline", self._deadline)
        pins = self._each("pin", self._pin)
        verifications = self._each("verification", self._verification)
        self._check_chains()
        return Docket(
            id=head.id,
            title=head.title,
            recorded=head.recorded,
            reference=head.reference,
            responsible=head.responsible,
            backup=head.backup,
            instruments=instruments,
            petitions=petitions,
            orders=orders,
            hearings=hearings,
            windows=windows,
            deadlines=deadlines,
            events=events,
            pins=pins,
            verifications=verifications,
            hangs_on=self.hangs_on,
            sources={
                row.id: row.source for table in self.rows.values() for row in table.values() if row and row.source
            },
        )

    def _each(self, table: str, build: Callable[[str, Any], T | None]) -> tuple[T, ...]:
        values: list[T] = []
        for key, row in self.rows[table].items():
            path = f"{table}[{key}]"
            self._check_names(table, path)
            if row is None:
                continue
            try:
                value = build(path, row)
            except CourtclockError as error:
                self.faults.add(path, str(error))
                continue
            if value is not None:
                self.made[row.id] = value
                values.append(value)
        return tuple(values)

    def _check_names(self, table: str, path: str) -> None:
        """Look up every id that a table gives, also where the table has other faults: all are told at once."""
        given = self.given[path]
        if not isinstance(given, dict):
            return
        before = len(self.faults.found)
        for key, find in LAW.items():
            if key in attrs.fields_dict(TABLES[table]) and isinstance(given.get(key), str):
                try:
                    find(self.almanac, given[key])
                except CourtclockError as error:
                    self.faults.add(f"{path}.{key}", str(error))
        for key, tables in ENTRIES.get(table, {}).items():
            ids = given.get(key)
            for id_ in ids if isinstance(ids, list) else [ids]:
                if isinstance(id_, str) and not any(id_ in self.rows[name] for name in tables):
                    self.faults.add(f"{path}.{key}", self._no_such(id_, tables))
        if len(self.faults.found) > before:
            self.misnamed.add(path)

    def _no_such(self, given: str, tables: tuple[str, ...]) -> str:
        place = next((table for table in self.rows if given in self.rows[table]), None)
        found = f"{given!r} is the id of {_article(place)}" if place else f"no table has the id {given!r}"
        return f"expected the id of {_one_of(tables)}; {found}"

    def _petitions(self, ids: list[str]) -> tuple[Petition, ...]:
        return tuple(self.made[given] for given in ids if given in self.made)

    def _instrument(self, _: str, row: InstrumentRow) -> Instrument:
        return Instrument(id=row.id, what=row.what, on=row.on, by=row.by, source=row.source, note=row.note)

    def _petition(self, path: str, row: PetitionRow) -> Petition | None:
        if path in self.misnamed:
            return None
        return Petition(
            id=row.id,
            court=row.court,
            title=row.title,
            number=row.number,
            filed=row.filed,
            parties=tuple(row.parties),
            source=row.source,
            note=row.note,
        )

    def _order(self, path: str, row: OrderRow) -> Order | None:
        if path in self.misnamed:
            return None
        return Order(
            id=row.id,
            court=row.court,
            made=row.made,
            title=row.title,
            petitions=self._petitions(row.petitions),
            coram=row.coram,
            about=self.made.get(row.about or ""),
            source=row.source,
            note=row.note,
        )

    def _hearing(self, path: str, row: HearingRow) -> Hearing | None:
        if row.at is not None and row.at.tzinfo is not None:
            self.faults.add(f"{path}.at", "expected a local time without an offset; it is in the court's zone")
        if path in self.misnamed:
            return None
        return Hearing(
            id=row.id,
            court=row.court,
            on=row.on,
            at=row.at,
            petitions=self._petitions(row.petitions),
            purpose=row.purpose,
            outcome=row.outcome,
            source=row.source,
            note=row.note,
        )

    def _event(self, path: str, row: EventRow) -> LedgerEntry:
        if row.of == row.id:
            self.faults.add(f"{path}.of", "an event cannot be of itself")
        return LedgerEntry(
            id=row.id,
            kind=row.kind,
            of=row.of,
            days=row.on,
            recorded=row.recorded,
            to=str(row.to) if row.to is not None else "",
            by=row.by,
            until=row.until,
            within=row.within,
            counted_from=row.counted_from,
            state=row.state,
            scope=row.scope,
            method=row.method,
            evidence=row.evidence,
            text=row.text,
            source=row.source,
            note=row.note,
        )

    def _window(self, path: str, row: WindowRow) -> ComplianceWindow | None:
        order, before, at = (self.made.get(given or "") for given in (row.order, row.before, row.at))
        if sum((row.within is not None, row.continuing, row.before is not None)) != 1:
            self.faults.add(path, "expected exactly one of within, continuing = true, and before")
            return None
        if row.at is not None and row.failing is None:
            self.faults.add(f"{path}.at", "a hearing for the consequence needs failing, what the order says follows")
        if path in self.misnamed or order is None or (row.before is not None and before is None):
            return None
        window = ComplianceWindow(
            id=row.id,
            what=row.what,
            order=order,
            period=row.within,
            by=row.by,
            continuing=row.continuing,
            before=before,
            alternatives=row.alternatives,
            failing=Consequence(what=row.failing, at=at) if row.failing is not None else None,
            calendar=row.calendar,
            regime=row.regime,
            means=row.means,
            bound=row.bound,
            responsible=row.responsible,
            note=row.note,
        )
        window = evolve(window, act=row.act) if row.act is not None else window
        if not window.continuing:
            _ = window.term  # whose parts have to fit, like those of a deadline
        return window

    def _deadline(self, path: str, row: DeadlineRow) -> Deadline | None:
        if (row.within is None) == (row.rule is None):
            self.faults.add(path, "expected exactly one of within and rule")
            return None
        ids = [row.of] if isinstance(row.of, str) else row.of
        if (row.which is None) != isinstance(row.of, str):
            self.faults.add(f"{path}.which", "expected 'earlier' or 'later' where of is a list, and only there")
            return None
        if row.which is not None and len(set(ids)) < 2:  # noqa: PLR2004 - a choice is between two
            self.faults.add(f"{path}.of", f"expected two ids or more to choose the {row.which.value} of")
            return None
        starts = [self.made.get(given) for given in ids]
        entries = tuple(given for given in ids if given in self.rows["deadline"] or given in self.rows["window"])
        court = row.court if row.court is not None else self._court_of(ids[0], {row.id})
        if path in self.misnamed or any(
            start is None and i not in entries for i, start in zip(ids, starts, strict=True)
        ):
            return None
        events = tuple(s for i, s in zip(ids, starts, strict=True) if i not in entries and s is not None)
        start = None
        if entries:
            self.hangs_on[row.id] = HangsOn(entries=entries, events=events, which=row.which)
        else:
            start = Choice(which=row.which, of=events) if row.which is not None else events[0]
        term = self._term(row, start, court)
        return Deadline(id=row.id, what=row.what, term=term, responsible=row.responsible, note=row.note)

    def _has_no_last_day(self, path: str, of: str) -> None:
        """Refuse what somebody did to the last day of a standing duty."""
        kept = self.made.get(of)
        if isinstance(kept, ComplianceWindow) and kept.continuing:
            self.faults.add(f"{path}.of", f"{of!r} is a standing duty: it has no last day")

    def _pin(self, path: str, row: PinRow) -> Pin | None:
        self._has_no_last_day(path, row.of)
        if path in self.misnamed:
            return None
        return Pin(
            id=row.id,
            of=row.of,
            on=row.on,
            computed=row.computed,
            by=row.by,
            reason=row.reason,
            recorded=row.recorded,
            note=row.note,
        )

    def _verification(self, path: str, row: VerificationRow) -> Verification | None:
        self._has_no_last_day(path, row.of)
        pins = [pin for pin in self.made.values() if isinstance(pin, Pin) and (pin.of, pin.on) == (row.of, row.date)]
        if any(_person(pin.by) == _person(row.by) for pin in pins):
            self.faults.add(f"{path}.by", f"{row.by!r} has pinned this date: expected a second person")
        if path in self.misnamed:
            return None
        return Verification(id=row.id, of=row.of, date=row.date, by=row.by, on=row.on, note=row.note)

    def _term(self, row: DeadlineRow, start: Any, court: str | None) -> Term:
        """Return the term of a deadline; what the row leaves open, its rule in the pack decides."""
        more: dict[str, Any] = {
            "direction": row.direction,
            "bound": row.bound,
            "act": row.act,
            "means": row.means,
            "regime": row.regime,
            "service": row.service,
            "excluded": row.excluded,
            "court": court,
            "calendar": row.calendar,
        }
        if row.rule is not None:
            return Term.by_rule(self.almanac.period(row.rule), start, **more)
        given = {name: value for name, value in more.items() if value is not None}
        on, runs_from = (start.on, start.runs_from) if start is not None else (None, None)
        return Term(trigger=on, event=start, runs_from=runs_from, period=row.within, **given)

    def _court_of(self, given: str, seen: set[str]) -> str | None:
        """Return the court of an entry: its own, or that of what it belongs to."""
        row = next((table[given] for table in self.rows.values() if given in table), None)
        if row is None or given in seen:
            return None
        court = getattr(row, "court", None)
        if court is not None:
            return str(court)
        above = row.order if isinstance(row, WindowRow) else getattr(row, "of", None)
        first = above[0] if isinstance(above, list) else above
        return self._court_of(first, seen | {given}) if first is not None else None

    def _check_chains(self) -> None:
        """Refuse deadlines that hang on each other in a ring, or in a chain that is too long."""
        left = {given: set(hangs.entries) & set(self.hangs_on) for given, hangs in self.hangs_on.items()}
        for _ in range(LONGEST_CHAIN):
            ends = {given for given, firsts in left.items() if not firsts}
            left = {given: firsts - ends for given, firsts in left.items() if given not in ends}
            if not left:
                return
        rings = [given for given in left if _hangs_on_itself(given, left)]
        for given in rings:
            self.faults.add(f"deadline[{given}].of", "this deadline hangs, in the end, on itself")
        if not rings:
            self.faults.add(f"deadline[{next(iter(left))}].of", f"a chain of more than {LONGEST_CHAIN} deadlines")


def _hangs_on_itself(given: str, on: Mapping[str, set[str]]) -> bool:
    seen: set[str] = set()
    level = on[given]
    for _ in range(LONGEST_CHAIN):
        seen |= level
        level = {first for one in level for first in on[one]} - seen
    return given in seen


def _person(name: str) -> str:
    """Return a name as it is compared: letters in one case, single spaces."""
    return " ".join(name.split()).casefold()


def _article(table: str) -> str:
    return f"{'an' if table[0] in 'aeiou' else 'a'} {table}"


def _one_of(tables: tuple[str, ...]) -> str:
    *first, last = map(_article, tables)
    return f"{', '.join(first)} or {last}" if first else last
