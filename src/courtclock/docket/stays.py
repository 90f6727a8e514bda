"""Stays: each with its own grant, its own end and its own vacating."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from attrs import frozen

from courtclock.dates import Date
from courtclock.ledger import EventKind, LedgerEntry, granted


@frozen
class Stay:
    """One stay.

    Attributes:
        grant: the event that made it.
        until: the last day of it, where one was given; as it was extended.
        vacated: the event that lifted it before.
    """

    grant: LedgerEntry
    until: Date | None = None
    vacated: LedgerEntry | None = None

    def in_force(self, on: Date) -> bool:
        """Whether it stands on a day; it does on the last of its own days, and not on that on which it is vacated."""
        ended = self.until is not None and self.until < on
        return self.grant.happened <= on and not ended and (self.vacated is None or on < self.vacated.happened)

    def settled_by(self, extension: LedgerEntry) -> bool:
        """Whether an extension to a day says what the stay did to the time.

        It does where the court gave it after the stay was made, knowing when that ends, to a day that is not before.
        """
        if extension.until is None or extension.begun < self.grant.happened:
            return False
        if self.vacated is not None:
            return self.vacated.happened <= extension.begun
        return self.until is not None and self.until <= extension.until


def stays(events: Sequence[LedgerEntry], of: Callable[[Iterable[str]], list[LedgerEntry]]) -> list[Stay]:
    """Return the stays among events, which are in the order of days; `of` gives the events of ids.

    A vacating lifts the stay that it names. One that names what was stayed lifts the stays of that until then; one that
    names neither lifts all.

    >>> stay = LedgerEntry(kind=EventKind.STAY, of="order", days="2024-04-20")
    >>> [one.in_force(stay.happened) for one in stays([stay], lambda ids: [])]
    [True]
    """
    grants = [event for event in events if event.kind is EventKind.STAY]
    if not grants:
        return []
    named = {event.of for event in grants} | {event.id for event in grants if event.id}
    found = []
    for place, grant in enumerate(events):
        if grant.kind is not EventKind.STAY:
            continue
        own = of([grant.id]) if grant.id else []
        ends = [event for event in own if event.kind is EventKind.STAY_VACATED]
        ends += [
            event
            for event in events[place + 1 :]
            if event.kind is EventKind.STAY_VACATED and (event.of == grant.of or event.of not in named)
        ]
        days = [event.until for event in (grant, *granted(own)) if event.until is not None]
        found.append(Stay(grant, max(days, default=None), min(ends, key=lambda event: event.happened, default=None)))
    return found
