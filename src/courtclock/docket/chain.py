"""Where time starts for a deadline that hangs on others: on which days, and why there are several."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from courtclock.clock import safe_day
from courtclock.dates import Date, Instant, date_of
from courtclock.docket.standing import Standing
from courtclock.errors import NotTriggered
from courtclock.matter import Event, Which, attained, awaited, days_of, grounds_of
from courtclock.period import Bound
from courtclock.trace import Grounds


@frozen
class Start:
    """From where time may run.

    Attributes:
        days: every day (or instant) from which it can, the one that prevails first.
        grounds: why there is more than one.
    """

    days: Sequence[Date | Instant]
    grounds: Sequence[Grounds] = ()


def start(standings: Sequence[Standing], events: Sequence[Event], which: Which, bound: Bound) -> Start:
    """Return where time starts: at the earlier or the later of the ends of entries and the days of events.

    Raises:
        CourtclockError: there is none yet, or one of several that all have to be there has none.
    """
    found = [_end(standing) for standing in standings if standing.last_day is not None]
    found += [_day(event, bound) for event in events if days_of(event)]
    if which is not Which.EARLIER or not found:
        for standing in standings:
            if standing.last_day is None:
                raise standing.error or NotTriggered(f"time has not begun to run: {standing.id} has no last day")
        for event in events:
            if not days_of(event):
                raise NotTriggered(f"time has not begun to run: it waits for the {awaited(event)}")
    days = attained(which, [one.days for one in found], _moment)
    return Start(days, [grounds for one in found for grounds in one.grounds])


def _end(standing: Standing) -> Start:
    """Return the last day of an entry, as pinned, as extended, or as computed with its doubt."""
    if standing.pin is not None:
        return Start([standing.pin.on])
    if standing.computation is None:
        return Start([])
    if standing.extended is not None:
        days: list[Date | Instant] = [standing.extended, *standing.extended_answers]
    else:
        days = [standing.computation.answer, *standing.computation.answers]
    return Start(days, [standing.computation.grounds])


def _day(event: Event, bound: Bound) -> Start:
    days = days_of(event)
    return Start([safe_day(days, bound), *days], [grounds_of(event)])


def _moment(on: Date | Instant) -> tuple[Date, float]:
    """Return what days and instants are compared by: a day goes before the hours of it."""
    return (date_of(on), on.timestamp()) if isinstance(on, Instant) else (on, 0.0)
