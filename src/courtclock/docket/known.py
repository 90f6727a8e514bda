"""A docket as it stood: what had happened by a day, and what was known of it then."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from courtclock.dates import Date, to_date
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.docket.model import Docket
from courtclock.ledger import EventKind, LedgerEntry
from courtclock.matter import Hearing, Instrument, Order, Petition

_LISTS = {EventKind.LISTING, EventKind.NOT_REACHED}


def happened_by(docket: Docket, on: Date | str) -> Docket:
    """Return a docket with only the events, pins and verifications of that day or before."""
    day = to_date(on)
    return evolve(
        docket,
        events=tuple(event for event in docket.events if event.happened <= day),
        pins=tuple(pin for pin in docket.pins if pin.recorded is None or to_date(pin.recorded.date()) <= day),
        verifications=tuple(check for check in docket.verifications if check.on <= day),
    )


def as_known(docket: Docket, on: Date | str) -> Docket:
    """Return a docket as somebody had it who knew only what was known by the end of a day.

    An order is known from the day on which it was made, an instrument from its date. A hearing is known from the day on
    which an event that lists it, or that says that it was not reached, was recorded; without one, from the day of its
    source, where that came before the hearing, else from its own day. An event is known from the day on which it was
    recorded, else on which it happened. What is not yet known is left out; a deadline whose event is not yet known has
    not begun to run. Closed days are a matter of `known_on` when the docket is computed.
    """
    day = to_date(on)
    hearings = tuple(h for h in docket.hearings if _known(docket, h) <= day)
    left_out = {h.id for h in docket.hearings} - {h.id for h in hearings}
    return evolve(
        docket,
        instruments=tuple(i for i in docket.instruments if i.on <= day),
        petitions=tuple(p for p in docket.petitions if p.filed is None or p.filed <= day),
        orders=tuple(o for o in docket.orders if o.made <= day),
        hearings=hearings,
        windows=tuple(_window(w, left_out) for w in docket.windows if w.order.made <= day and not _waits(w, left_out)),
        deadlines=tuple(_deadline(docket, d, day) for d in docket.deadlines),
        events=tuple(e for e in docket.events if _recorded(e) <= day),
        pins=tuple(p for p in docket.pins if p.recorded is None or to_date(p.recorded.date()) <= day),
        verifications=tuple(v for v in docket.verifications if v.on <= day),
    )


def _recorded(event: LedgerEntry) -> Date:
    return to_date(event.recorded.date()) if event.recorded is not None else event.happened


def _known(docket: Docket, hearing: Hearing) -> Date:
    """Return the day from which a hearing is known to be listed."""
    told = [_recorded(e) for e in docket.events if e.of == hearing.id and e.kind in _LISTS]
    if hearing.id and told:
        return min(told)
    if not hearing.days:
        return to_date(docket.recorded.date())
    source = docket.sources.get(hearing.id)
    written = source.on if source is not None else None
    if written is not None and written < hearing.days[0]:
        return written
    return hearing.days[0] if written is not None else min(hearing.days[0], to_date(docket.recorded.date()))


def _waits(window: ComplianceWindow, left_out: set[str]) -> bool:
    """Whether a window ends before a hearing that is not known yet."""
    return window.before is not None and window.before.id in left_out


def _window(window: ComplianceWindow, left_out: set[str]) -> ComplianceWindow:
    """Return a window without a next date that is not known yet."""
    failing = window.failing
    if failing is not None and failing.at is not None and failing.at.id in left_out:
        return evolve(window, failing=evolve(failing, at=None))
    return window


def _deadline(docket: Docket, deadline: Deadline, day: Date) -> Deadline:
    """Return a deadline whose event is not known yet as one that waits for it."""
    event = deadline.term.event
    if event is None or _event_known(docket, event) <= day:
        return deadline
    return evolve(deadline, term=evolve(deadline.term, trigger=None))


def _event_known(docket: Docket, event: Any) -> Date:
    if isinstance(event, Hearing):
        return _known(docket, event)
    if isinstance(event, LedgerEntry):
        return _recorded(event)
    if isinstance(event, Order | Instrument | Petition) and event.on is not None:
        return event.on
    return to_date(docket.recorded.date())
