"""The control sheet: for each entry, what was entered, computed, changed and struck, by whom, and who confirmed it."""

from __future__ import annotations

from collections.abc import Iterator

from courtclock.almanac import Almanac
from courtclock.dates import Date, Instant, date_of, iso, medium
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.docket.known import as_known, happened_by
from courtclock.docket.model import Docket, Standing
from courtclock.docket.reach import Entry
from courtclock.ledger import ENDS, EventKind, LedgerEntry
from courtclock.matter import Hearing
from courtclock.value import frozen


@frozen
class Line:
    """One line of the sheet.

    Attributes:
        did: entered, computed, not computed, changed, noted, struck, pinned, pinned before, verified, void or warning.
        on: the day, where one is known.
        by: who, where that is known.
    """

    did: str
    text: str
    on: Date | None = None
    by: str = ""


@frozen
class Sheet:
    """One entry with its lines, in the order in which things happened."""

    id: str
    what: str
    last_day: Date | None
    lines: tuple[Line, ...]


def sheets(
    docket: Docket, on: Date | str, *, almanac: Almanac | None = None, known_on: Date | str | None = None
) -> list[Sheet]:
    """Return the control sheet of a docket as it stood on a day, in the order of the file.

    Args:
        docket: the docket.
        on: the day to look at.
        almanac: where to look up courts, calendars and law; the built-in packs by default.
        known_on: use only what was known by this day.

    >>> from courtclock.docket import EXAMPLE, loads
    >>> book = loads(EXAMPLE)
    >>> sheet = sheets(book, "2024-04-20")[0]
    >>> sheet.lines[0].did, sheet.lines[0].text
    ('entered', '1 week, order of 17 April 2024')
    """
    book = happened_by(docket if known_on is None else as_known(docket, known_on), on)
    return [
        Sheet(standing.id, _what(standing.entry), _day(standing), tuple(_lines(book, standing)))
        for standing in book.standings(almanac=almanac, known_on=known_on)
    ]


def _what(entry: Entry) -> str:
    if isinstance(entry, Hearing):
        return entry.purpose or entry.name
    return entry.duty if isinstance(entry, ComplianceWindow) else entry.what


def _day(standing: Standing) -> Date | None:
    return standing.entry.on if isinstance(standing.entry, Hearing) else standing.last_day


def _lines(docket: Docket, standing: Standing) -> Iterator[Line]:
    entry = standing.entry
    source = docket.sources.get(entry.id)
    read = f"; read in: {source.title}" if source else ""
    yield Line("entered", _entered(entry) + read, source.on if source else None)
    if standing.computation is not None:
        answer = standing.computation
        span = f", {iso(answer.earliest)} to {iso(answer.latest)}" if answer.earliest != answer.latest else ""
        law = "; ".join(f"{name} {text}" for name, text in answer.editions.items() if name != "court")
        yield Line("computed", f"{medium(answer.due_on)} ({answer.assurance.value}{span}); {law}")
    elif standing.error is not None:
        yield Line("not computed", str(standing.error))
    yield from (_happened(event) for event in docket.events_of(entry))
    for event, by in docket.reach.struck_of(entry):
        yield Line("struck", f"{event.name}: {by.kind.value}{_text(by)}", by.on, by.by)
    for pin in docket.pins:
        if pin.of == entry.id:
            kept = "pinned" if pin is standing.pin else "pinned before"
            said = f"{medium(pin.on)} in place of {medium(pin.computed)}: {pin.reason}"
            yield Line(kept, said, _date(pin.recorded), pin.by)
            for by in docket.reach.takes_back(pin.id):
                yield Line("struck", f"pin of {medium(pin.on)}: {by.kind.value}{_text(by)}", by.on, by.by)
    for checked in docket.verifications:
        if checked.of == entry.id:
            stands = checked.date == standing.last_day
            yield Line("verified" if stands else "void", f"confirmed {medium(checked.date)}", checked.on, checked.by)
    yield from (Line("warning", warning) for warning in standing.warnings)


def _text(event: LedgerEntry) -> str:
    return f": {event.text}" if event.text else ""


def _happened(event: LedgerEntry) -> Line:
    """Return the line of an event; one on whose day sources differ has no day, and names them."""
    text = f": {event.text or event.evidence}".removesuffix(": ")
    if event.on is None:
        text += f" (sources differ: {event.when})"
    if event.kind in ENDS:
        return Line("struck", f"{event.kind.value}{text}", event.on, event.by)
    if event.kind is EventKind.EXTENSION:
        return Line("changed", f"{event.extension}{text}", event.on, event.by)
    did = "changed" if event.kind in _CHANGES else "noted"
    to = f" to {medium(event.leads_to)}" if event.leads_to else f" to {event.to}" if event.to else ""
    return Line(did, f"{event.kind.value}{to}{text}", event.on, event.by)


_CHANGES = {
    EventKind.ADJOURNMENT,
    EventKind.LISTING,
    EventKind.STAY,
    EventKind.STAY_VACATED,
    EventKind.TRANSFER,
}


def _entered(entry: Entry) -> str:
    if isinstance(entry, Hearing):
        return f"{entry.name}{f', {entry.at:%H:%M}' if entry.at else ''}"
    if isinstance(entry, ComplianceWindow):
        term = str(entry.period) if entry.period else "standing duty" if entry.continuing else "before a hearing"
        return f"{term}, {entry.order.name}"
    return _term(entry)


def _term(entry: Deadline) -> str:
    event = entry.term.event
    start = f", from the {event.name}" if event is not None and event.on is not None else ""
    return f"{entry.term.period} {entry.term.direction.value}{start}"


def _date(instant: Instant | None) -> Date | None:
    return date_of(instant) if instant is not None else None
