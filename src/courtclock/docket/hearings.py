"""A hearing as its events left it: on which day it is listed now, what became of it, and from what time is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from courtclock.dates import Date
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.ledger import EventKind, LedgerEntry
from courtclock.matter import Hearing, Outcome
from courtclock.period import Direction

MOVES = frozenset({EventKind.ADJOURNMENT, EventKind.LISTING})
_OUTCOMES = {EventKind.NOT_REACHED: Outcome.NOT_REACHED, EventKind.HEARD: Outcome.HEARD}


@frozen
class Listing:
    """A hearing after its events.

    Attributes:
        shown: on the day for which it is listed now, with what became of it on that day. One that was put off before
            its day, and without another, has no day.
        was: the same before it was put off.
        put_off: the adjournment that put it off without a day of its own, where that is how it stands.
        lost: since when it has been so.
    """

    shown: Hearing
    was: Hearing
    put_off: LedgerEntry | None = None
    lost: Date | None = None


def listing(hearing: Hearing, events: Iterable[LedgerEntry]) -> Listing:
    """Return how a hearing is listed after its events, which are in the order of days.

    >>> hearing = Hearing(court="pk.shc", on="2024-05-09")
    >>> put_off = LedgerEntry(kind=EventKind.ADJOURNMENT, of="next", days="2024-05-02")
    >>> listed = LedgerEntry(kind=EventKind.LISTING, of="next", days="2024-05-20", to="2024-06-05")
    >>> listing(hearing, [put_off]).shown.days
    ()
    >>> listing(hearing, [put_off, listed]).shown.on
    Date(2024, 6, 5)
    """
    now = Listing(hearing, hearing)
    for event in events:
        now = _after(now, event)
    return now


def counted(listings: Mapping[str, Listing]) -> Mapping[str, Hearing]:
    """Return each hearing as time is counted to it and from it: with no day, while it is put off without one.

    One that was adjourned to another hearing of the docket is counted as that one.
    """
    return {given: _followed(given, listings) for given in listings}


def before_it_fell(
    entry: ComplianceWindow | Deadline, listings: Mapping[str, Listing]
) -> tuple[ComplianceWindow | Deadline, Date] | None:
    """Return an entry that counts back from a hearing with the day that this had before it lost it, and when it did."""
    event = entry.before if isinstance(entry, ComplianceWindow) else entry.term.event
    found = listings.get(event.id) if isinstance(event, Hearing) else None
    if found is None or found.lost is None or entry.term.direction is not Direction.BEFORE:
        return None
    if isinstance(entry, ComplianceWindow):
        return evolve(entry, before=found.was), found.lost
    return evolve(entry, term=evolve(entry.term, event=found.was, trigger=found.was.on)), found.lost


def _after(now: Listing, event: LedgerEntry) -> Listing:
    """Return how a hearing is listed after one more event."""
    shown = now.shown
    if event.kind in _OUTCOMES:
        if shown.days and (shown.outcome is not None or event.happened < shown.days[0]):
            return now
        shown = evolve(shown, on=shown.days or event.days, outcome=_OUTCOMES[event.kind])
        return Listing(shown, shown)
    if event.kind not in MOVES:
        return now
    to_come = bool(shown.days) and event.happened < shown.days[-1]
    if event.leads_to is not None:
        # The row says what became of the hearing on its day, or, where that never came, on the day to which it moved.
        stays = to_come and shown.outcome in set(_OUTCOMES.values())
        moved = evolve(shown, on=event.leads_to, outcome=shown.outcome if stays else None)
        return Listing(moved, moved)
    if event.kind is not EventKind.ADJOURNMENT or (shown.outcome is Outcome.HEARD and not to_come):
        return now
    without = evolve(shown, on=None if to_come else shown.days, outcome=Outcome.ADJOURNED)
    return Listing(without, now.was, event, now.lost or event.begun)


def _followed(given: str, listings: Mapping[str, Listing]) -> Hearing:
    found, seen = listings[given], {given}
    while found.put_off is not None and found.put_off.to in listings and found.put_off.to not in seen:
        seen.add(found.put_off.to)
        found = listings[found.put_off.to]
    return found.shown if found.put_off is None else evolve(found.shown, on=None)
