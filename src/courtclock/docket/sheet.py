"""The control sheet: for each entry, what was entered, computed, changed and struck, by whom, and who confirmed it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from courtclock.almanac import Almanac
from courtclock.dates import Date, Instant, iso, medium, to_date
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.docket.known import as_known, happened_by
from courtclock.docket.model import Docket, Standing
from courtclock.docket.reach import Entry
from courtclock.ledger import ENDS, EventKind
from courtclock.matter import Hearing


@frozen
class Line:
    """One line of the sheet.

    Attributes:
        did: entered, computed, changed, pinned, verified, void or struck.
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
    yield Line("entered", _entered(entry), source.on if source else None, str(source) if source else "")
    if standing.computation is not None:
        answer = standing.computation
        span = f", {iso(answer.earliest)} to {iso(answer.latest)}" if answer.earliest != answer.latest else ""
        law = "; ".join(f"{name} {text}" for name, text in answer.editions.items() if name != "court")
        yield Line("computed", f"{medium(answer.due_on)} ({answer.assurance.value}{span}); {law}")
    elif standing.error is not None:
        yield Line("not computed", str(standing.error))
    for event in docket.events_of(entry):
        if event.kind in ENDS:
            yield Line(
                "struck", f"{event.kind.value}: {event.text or event.evidence}".removesuffix(": "), event.on, event.by
            )
        elif event.kind is EventKind.EXTENSION:
            yield Line("changed", f"{event.extension}. {event.text}".rstrip(". ") + ".", event.on, event.by)
        elif event.kind in {EventKind.ADJOURNMENT, EventKind.STAY, EventKind.STAY_VACATED, EventKind.TRANSFER}:
            until = f" to {medium(event.until)}" if event.until else ""
            yield Line("changed", f"{event.kind.value}{until}: {event.text}".removesuffix(": "), event.on, event.by)
        else:
            yield Line("noted", f"{event.kind.value}: {event.text}".removesuffix(": "), event.on, event.by)
    pin, checked = standing.pin, standing.verification
    if pin is not None:
        said = f"{medium(pin.on)} in place of {medium(pin.computed)}: {pin.reason}"
        yield Line("pinned", said, _date(pin.recorded), pin.by)
    if checked is not None:
        stands = checked.date == standing.last_day
        yield Line("verified" if stands else "void", f"confirmed {medium(checked.date)}", checked.on, checked.by)
    yield from (Line("warning", warning) for warning in standing.warnings)


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
    return to_date(instant.date()) if instant is not None else None
