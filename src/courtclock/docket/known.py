"""A docket as it stood: what had happened by a day, and what was known of it then."""

from __future__ import annotations

from attrs import evolve

from courtclock.dates import Date, date_of, to_date
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.docket.model import Docket
from courtclock.docket.reach import HangsOn
from courtclock.ledger import EventKind, LedgerEntry
from courtclock.matter import Choice, Event, Hearing, Instrument, Order, Petition
from courtclock.regime import RunsFrom
from courtclock.value import frozen


def happened_by(docket: Docket, on: Date | str) -> Docket:
    """Return a docket with only the events, pins and verifications of that day or before.

    An event of which sources differ on whether it has happened yet is set apart: `Docket.unsure`.
    """
    day = to_date(on)
    return evolve(
        docket,
        events=tuple(event for event in docket.events if event.happened <= day),
        unsure=tuple(event for event in docket.events if event.begun <= day < event.happened),
        pins=tuple(pin for pin in docket.pins if pin.recorded is None or date_of(pin.recorded) <= day),
        verifications=tuple(check for check in docket.verifications if check.on <= day),
    )


def as_known(docket: Docket, on: Date | str) -> Docket:
    """Return a docket as somebody had it who knew only what was known by the end of a day.

    An order is known from the day on which it was made, an instrument from its date. A hearing is known from the
    first thing that tells of it: an event of it that was recorded, or its source, where that came before the hearing.
    Where no event lists it for its day, it is known from that day at the latest. Its outcome is known from its day or
    that of its source, whichever is later. An event is known from the day on which it was recorded, else on which it
    happened. What is not yet known is left out; what waits for it has not begun to run. Closed days are a matter of
    `known_on` when the docket is computed.

    >>> from courtclock.docket import EXAMPLE, loads
    >>> book = loads(EXAMPLE)
    >>> len(as_known(book, "2024-04-16").orders), len(as_known(book, "2024-04-17").orders)
    (0, 1)
    """
    day = to_date(on)
    hearings = tuple(_hearing(docket, h, day) for h in docket.hearings if _known(docket, h) <= day)
    windows = tuple(_window(docket, w, day) for w in docket.windows if w.order.made <= day)
    left_out = {w.id for w in docket.windows} - {w.id for w in windows}
    return evolve(
        docket,
        instruments=tuple(i for i in docket.instruments if i.on <= day),
        petitions=tuple(p for p in docket.petitions if p.filed is None or p.filed <= day),
        orders=tuple(o for o in docket.orders if o.made <= day),
        hearings=hearings,
        windows=windows,
        deadlines=tuple(_deadline(docket, d, day) for d in docket.deadlines),
        events=tuple(e for e in docket.events if _recorded(e) <= day),
        pins=tuple(p for p in docket.pins if p.recorded is None or date_of(p.recorded) <= day),
        verifications=tuple(v for v in docket.verifications if v.on <= day),
        hangs_on={given: _hangs(docket, hangs, left_out, day) for given, hangs in docket.hangs_on.items()},
    )


@frozen
class _Awaited:
    """An event that was not known yet; nothing is told of it but what it is."""

    name: str
    runs_from: RunsFrom

    @property
    def on(self) -> Date | None:
        """It has no day yet."""
        return None


def _recorded(event: LedgerEntry) -> Date:
    return date_of(event.recorded) if event.recorded is not None else event.happened


def _known(docket: Docket, hearing: Hearing) -> Date:
    """Return the day from which a hearing is known to be listed: that of the first thing that tells of it."""
    events = [e for e in docket.events if e.of == hearing.id] if hearing.id else []
    return min([*map(_recorded, events), *_told(docket, hearing, events)])


def _told(docket: Docket, hearing: Hearing, events: list[LedgerEntry]) -> list[Date]:
    """Return the day on which a hearing was told of, where none of its events says so."""
    source = docket.sources.get(hearing.id)
    written = source.on if source is not None else None
    if not hearing.days:
        return [date_of(docket.recorded)]
    if written is not None and written < hearing.days[0]:
        return [written]
    if any(e.kind is EventKind.LISTING and e.leads_to in {None, *hearing.days} for e in events):
        return []  # that event is how it came to be listed
    if written is None:
        return [min(hearing.days[0], date_of(docket.recorded))]
    # Read of after its day: where an event says that it was not reached, that is how anybody heard of it.
    return [] if any(e.kind is EventKind.NOT_REACHED for e in events) else [hearing.days[0]]


def _hearing(docket: Docket, hearing: Hearing, day: Date) -> Hearing:
    """Return a hearing without an outcome that is not known yet."""
    if hearing.outcome is None or not hearing.days:
        return hearing
    source = docket.sources.get(hearing.id)
    written = source.on if source is not None and source.on is not None else hearing.days[-1]
    return hearing if max(written, hearing.days[-1]) <= day else evolve(hearing, outcome=None)


def _window(docket: Docket, window: ComplianceWindow, day: Date) -> ComplianceWindow:
    """Return a window without the day of a hearing that is not known yet."""
    before, failing = window.before, window.failing
    if before is not None and _known(docket, before) > day:
        window = evolve(window, before=evolve(before, on=None, outcome=None))
    if failing is not None and failing.at is not None and _known(docket, failing.at) > day:
        window = evolve(window, failing=evolve(failing, at=None))
    return window


def _deadline(docket: Docket, deadline: Deadline, day: Date) -> Deadline:
    """Return a deadline whose event is not known yet as one that waits for it."""
    event = deadline.term.event
    if event is None:
        return deadline
    if isinstance(event, Choice):
        known: Event = evolve(event, of=tuple(_as_known(docket, one, day) for one in event.of))
    else:
        known = _as_known(docket, event, day)
    return deadline if known == event else evolve(deadline, term=evolve(deadline.term, event=known, trigger=known.on))


def _hangs(docket: Docket, hangs: HangsOn, left_out: set[str], day: Date) -> HangsOn:
    """Return what a deadline hangs on, with what is not known yet as something to wait for."""
    return evolve(
        hangs,
        entries=tuple(given for given in hangs.entries if given not in left_out),
        events=(
            *(_as_known(docket, event, day) for event in hangs.events),
            *(_Awaited(f"end of {given}", RunsFrom.OTHER) for given in hangs.entries if given in left_out),
        ),
    )


def _as_known(docket: Docket, event: Event, day: Date) -> Event:
    """Return an event; or, where it was not known yet, something that is waited for."""
    if _event_known(docket, event) <= day:
        return event
    return _Awaited(
        event.kind.value if isinstance(event, LedgerEntry) else type(event).__name__.lower(), event.runs_from
    )


def _event_known(docket: Docket, event: Event) -> Date:
    if isinstance(event, Hearing):
        return _known(docket, event)
    if isinstance(event, LedgerEntry):
        return _recorded(event)
    if isinstance(event, Order | Instrument | Petition) and event.on is not None:
        return event.on
    return date_of(docket.recorded)
