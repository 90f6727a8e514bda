"""From a docket and a day to what stands on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from courtclock.almanac import Almanac
from courtclock.dates import Date, date_of, in_words, long, medium, span
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.docket import Docket, Status, status
from courtclock.docket.known import as_known, happened_by
from courtclock.docket.lastday import LastDay, last_day
from courtclock.docket.reach import Entry
from courtclock.ledger import EventKind, LedgerEntry
from courtclock.matter import Event, Hearing, Instrument, Order, Outcome, Petition
from courtclock.period import Bound
from courtclock.report.text import Authority
from courtclock.report.values import Facts, Happening, Moment, Paper, Row
from courtclock.trace import Computation
from courtclock.value import frozen

_ANCHOR = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_Thing = Instrument | Petition | Order
# How the status begins the remarks that the page shows in a column of their own.
_ELSEWHERE = ("on default: ", "next date: ")


def gather(docket: Docket, on: Date, *, almanac: Almanac, known_on: Date | None) -> Facts:
    """Return what the page says of a docket on a day; what happened later is left out, and counted."""
    book = happened_by(docket if known_on is None else as_known(docket, known_on), on)
    found = status(book, on, almanac=almanac, known_on=known_on)
    dated = [(one, last_day(one.standing, almanac=almanac)) for one in found]
    order = sorted(dated, key=lambda one: (not _days(*one), _days(*one)))
    anchors = _anchors(one.entry.id for one, _ in order)
    by_id = {one.entry.id: anchor for (one, _), anchor in zip(order, anchors, strict=True)}
    maker = _Maker(book, on, almanac, by_id, _names(book))
    happened = {id(event): maker.happening(event) for event in book.events}
    owned = {id(event) for one in found for event in book.events_of(one.entry)}
    orders = [maker.order(one) for one in book.orders if one.made <= on]
    other = [*orders, *(happened[id(event)] for event in book.events if id(event) not in owned)]
    rows = tuple(maker.row(n, anchors[n - 1], one, last) for n, (one, last) in enumerate(order, 1))
    return Facts(
        docket=book,
        on=on,
        known_on=known_on,
        rows=rows,
        chronicle=tuple(sorted([*orders, *happened.values()], key=_by_day)),
        other=tuple(sorted(other, key=_by_day)),
        papers=tuple(_papers(book, almanac)),
        left_out=len(docket.events) - len(book.events),
        editions=_editions(rows),
    )


def _by_day(one: Happening) -> tuple[Date, ...]:
    return one.days


def _days(one: Status, last: LastDay | None) -> tuple[Date, ...]:
    if isinstance(one.entry, Hearing):
        return one.entry.days
    return (last.on,) if last is not None else ()


def _anchors(ids: Iterable[str]) -> list[str]:
    """Return a name in the page for each entry: by its id where it can be, so that a link holds on another day."""
    made: dict[str, None] = {}
    for number, given in enumerate(ids, 1):
        name = f"entry-{given}"
        made[name if _ANCHOR.fullmatch(given) and name not in made else f"number-{number}"] = None
    return list(made)


def _names(docket: Docket) -> dict[str, str]:
    """Return what each id of a docket is the id of, in words."""
    names = {event.id: event.name for event in docket.events}
    things: tuple[_Thing, ...] = (*docket.orders, *docket.petitions, *docket.instruments)
    names |= {thing.id: thing.name for thing in things}
    for entry in docket.entries:
        if isinstance(entry, Hearing):
            names[entry.id] = entry.name
        else:
            names[entry.id] = entry.duty if isinstance(entry, ComplianceWindow) else entry.what
    return names


def _editions(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        for key, value in (row.computation.editions if row.computation else {}).items():
            found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}


@frozen
class _Maker:
    """Makes the rows of a docket."""

    docket: Docket
    on: Date
    almanac: Almanac
    anchors: dict[str, str]
    names: dict[str, str]

    def row(self, number: int, anchor: str, one: Status, last: LastDay | None) -> Row:
        """Return one entry as it stands on the page."""
        entry, days = one.entry, _days(one, last)
        common: dict[str, Any] = {
            "number": number,
            "anchor": anchor,
            "status": one,
            "days": days,
            "remarks": tuple(r for r in one.remarks if not r.startswith(_ELSEWHERE) and r != str(one.standing.error)),
            "happenings": tuple(self.happening(event) for event in self.docket.events_of(entry)),
            "note": entry.note,
            "source": Authority.of(self.docket.sources.get(entry.id)),
        }
        if isinstance(entry, Hearing):
            court = self.almanac.court(entry.court).title
            return Row(
                what=_capital(entry.purpose) or "Hearing",
                kind="hearing",
                word="hearing",
                court=court,
                about=tuple(_about_hearing(entry, court)),
                **common,
            )
        earliest = last is not None and last.bound is Bound.EARLIEST
        window = isinstance(entry, ComplianceWindow)
        continuing = isinstance(entry, ComplianceWindow) and entry.continuing
        return Row(
            what=_capital(entry.duty if isinstance(entry, ComplianceWindow) else entry.what),
            kind="window" if window else "deadline",
            word="standing duty" if continuing else ("not before" if earliest else "last day"),
            by=entry.by if isinstance(entry, ComplianceWindow) else "",
            opens=_opens(entry, one.standing.computation),
            last=last,
            failing=entry.failing.what if isinstance(entry, ComplianceWindow) and entry.failing else "",
            next_date=self._next(entry, max((self.on, *days))),
            about=tuple(self._about(entry)),
            hangs_on=self._hangs_on(entry),
            **common,
        )

    def happening(self, event: LedgerEntry) -> Happening:
        """Return an event of the ledger as it stands on the page."""
        said = ", a statement to the court and not yet a fact" if event.kind is EventKind.STATEMENT else ""
        scope = f" of {'the order' if event.scope.value == 'order' else 'proceedings'}" if event.scope else ""
        state = event.extension if event.kind is EventKind.EXTENSION else f"{event.kind.value}{scope}{said}"
        until = event.until if event.kind is not EventKind.EXTENSION else None
        details = {
            "By": event.by,
            "To": event.to,
            "Until": medium(until) if until else "",
            "Method": event.method,
            "Evidence": event.evidence,
            "Recorded": in_words(event.recorded) if event.recorded else "",
            "Note": event.note,
        }
        return Happening(
            days=event.days,
            kind=_capital(state),
            text=event.text,
            to_what=self.names.get(event.of, event.of),
            details=tuple((key, value) for key, value in details.items() if value),
            source=Authority.of(event.source),
        )

    def order(self, order: Order) -> Happening:
        """Return the making of an order."""
        court = self.almanac.court(order.court).title
        return Happening(
            days=(order.made,), kind="Order", text=order.title, to_what=court, source=Authority.of(order.source)
        )

    def _next(self, entry: ComplianceWindow | Deadline, after: Date) -> tuple[Moment, str] | None:
        """Return the day of the consequence, or else the next hearing of the same petitions after the last day."""
        if isinstance(entry, ComplianceWindow) and entry.failing and entry.failing.at and entry.failing.at.on:
            return Moment.short(entry.failing.at.on), self.almanac.court(entry.failing.at.court).title
        event = entry.order if isinstance(entry, ComplianceWindow) else entry.term.event
        petitions: tuple[Petition, ...] = getattr(event, "petitions", ())
        ahead = [
            (hearing.days[0], self.almanac.court(hearing.court).title)
            for hearing in self.docket.entries
            if isinstance(hearing, Hearing)
            and hearing.on
            and hearing.on > after
            and any(p in petitions for p in hearing.petitions)
            and hearing.outcome is not Outcome.ADJOURNED
        ]
        return (Moment.short(min(ahead)[0]), min(ahead)[1]) if ahead else None

    def _about(self, entry: ComplianceWindow | Deadline) -> Iterator[tuple[str, str]]:
        if isinstance(entry, ComplianceWindow):
            order = entry.order
            yield "Order", f"{order.name}{f': {order.title}' if order.title else ''}"
            yield "Court", self.almanac.court(order.court).title
            if order.coram:
                yield "Coram", ", ".join(order.coram)
            for petition in order.petitions:
                yield "Petition", petition.name
            if entry.period is not None:
                yield "Time given", str(entry.period)
            if entry.before is not None:
                yield "To be done before", entry.before.name
        else:
            event = entry.term.event
            if entry.term.court is not None:
                yield "Court", self.almanac.court(entry.term.court).title
            if isinstance(event, Event):
                yield "Runs from", event.name
            yield "Time", f"{entry.term.period}, {entry.term.direction.value} the event"
            for first, last in entry.term.excluded:
                yield "Excluded", span(first, last)
        if entry.responsible or self.docket.responsible:
            yield "Responsible", entry.responsible or self.docket.responsible

    def _hangs_on(self, entry: ComplianceWindow | Deadline) -> tuple[tuple[str, str], ...]:
        hangs = self.docket.hangs_on.get(entry.id)
        known = [given for given in hangs.entries if given in self.anchors] if hangs is not None else []
        return tuple((self.anchors[given], self.names[given]) for given in known)


def _about_hearing(entry: Hearing, court: str) -> Iterator[tuple[str, str]]:
    yield "Court", court
    if entry.at is not None:
        yield "Hour", f"{entry.at:%H:%M}, by the clocks of the court"
    for petition in entry.petitions:
        yield "Petition", petition.name


def _opens(entry: Entry, computation: Computation | None) -> Date | None:
    """Return the day on which the time begins: that of the order, or of the trigger."""
    if isinstance(entry, ComplianceWindow):
        return entry.order.made
    if computation is not None:
        return computation.steps[0].on
    trigger = None if isinstance(entry, Hearing) else entry.term.trigger
    return date_of(trigger) if trigger is not None else None


def _papers(docket: Docket, almanac: Almanac) -> Iterator[Paper]:
    papers: tuple[_Thing, ...] = (*docket.instruments, *docket.petitions, *docket.orders)
    for paper in papers:
        details = {key: value for key, value in _about_paper(paper, almanac) if value}
        if isinstance(paper, Instrument):
            kind, title = "Instrument", paper.name
        elif isinstance(paper, Petition):
            kind, title = "Petition", paper.name
        else:
            kind, title = "Order", f"{_capital(paper.name)}{f': {paper.title}' if paper.title else ''}"
        source = Authority.of(paper.source)
        yield Paper(kind=kind, title=title, details=tuple(details.items()), source=source, note=paper.note)


def _about_paper(paper: _Thing, almanac: Almanac) -> Iterator[tuple[str, str]]:
    if isinstance(paper, Instrument):
        yield "By", paper.by
        return
    yield "Court", almanac.court(paper.court).title
    if isinstance(paper, Petition):
        yield "Filed", long(paper.filed) if paper.filed else ""
        yield "Parties", "; ".join(paper.parties)
        return
    yield "Coram", ", ".join(paper.coram)
    yield "In", "; ".join(petition.name for petition in paper.petitions)
    yield "About", paper.about.name if paper.about else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
