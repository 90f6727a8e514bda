"""What may have moved a last day and was not counted: where there is any, nobody is called late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from courtclock.dates import LATEST_DAY, Date
from courtclock.deadline import Deadline
from courtclock.docket.model import Docket, Standing
from courtclock.docket.reach import Entry
from courtclock.docket.stays import Stay
from courtclock.ledger import ENDS, EventKind, ExtensionState, LedgerEntry, StayScope, granted

# What reaches the order, and not the time to go against it: more time to obey is not more time to appeal.
_OF_THE_ORDER = {EventKind.EXTENSION, EventKind.COMPLIANCE, EventKind.OVERTAKEN}


def unsettled(docket: Docket, standing: Standing, day: Date) -> list[str]:
    """Say what happened by a day that may have moved the last day.

    A stay made after time had run out does not undo that, and one that an extension to a day took into account is
    settled by it.
    """
    entry, reach = standing.entry, docket.reach
    events = docket.events_of(entry)
    return [
        *(
            f"{_stay_of(one)}: what that did to the time is not settled"
            for one in _open(standing, events, reach.stays(events), day)
        ),
        *_no_end(events),
        *(
            f"stay of {one.grant.of}, {one.grant.when}: whether it reaches this is not recorded"
            for one in _open(standing, events, reach.stays(reach.beside(entry)), day)
        ),
        *_not_yet(docket.unsure_of(entry), standing),
    ]


def beside(docket: Docket, entry: Entry) -> list[str]:
    """Tell what happened to the order that a deadline runs from, and does not reach the deadline."""
    return [
        f"{event.extension if event.kind is EventKind.EXTENSION else event.kind.value} of {event.of}, {event.when}: "
        "not taken to reach this"
        for event in docket.reach.beside(entry)
        if event.kind in _OF_THE_ORDER
    ]


def late(stay: Stay, standing: Standing) -> bool:
    """Whether a stay was made after time had run out."""
    return standing.latest is not None and stay.grant.begun > standing.latest


def _open(standing: Standing, events: list[LedgerEntry], stays: Iterable[Stay], day: Date) -> Iterator[Stay]:
    """Give the stays made by a day that may have done something to the time, of which nobody has said what."""
    for stay in stays:
        settled = _counted(standing.entry, stay) or any(stay.settled_by(one) for one in granted(events))
        if stay.grant.begun <= day and not settled and not late(stay, standing):
            yield stay


def _stay_of(stay: Stay) -> str:
    what = "proceedings stayed" if stay.grant.scope is StayScope.PROCEEDINGS else "stayed"
    return f"{what} on {stay.grant.when}"


def _counted(entry: Entry, stay: Stay) -> bool:
    """Whether somebody has said what a stay does to the time, by leaving days of it out of the count."""
    if not isinstance(entry, Deadline):
        return False
    last = stay.until or LATEST_DAY
    return any(first <= last and stay.grant.begun <= end for first, end in entry.term.excluded)


def _no_end(events: list[LedgerEntry]) -> list[str]:
    """Tell the extensions of which it is not known whether they were given, or how far they go."""
    said = []
    for event in events:
        if event.kind is not EventKind.EXTENSION:
            continue
        if event.state is None:
            said.append(f"extension of {event.when}: whether it was granted is not recorded")
        elif event.state is ExtensionState.GRANTED and event.until is None and event.within is None:
            said.append(f"extension of {event.when}: how far it goes is not recorded")
    return said


def _not_yet(unsure: list[LedgerEntry], standing: Standing) -> list[str]:
    """Tell what has happened under one source only, so far, and would end the duty or move its day."""
    weighed = [event for event in unsure if event.kind in ENDS]
    weighed += granted(unsure)
    weighed += [event for event in unsure if event.kind is EventKind.STAY and not late(Stay(event), standing)]
    return [f"{event.name}: sources differ on whether it has happened" for event in weighed]
