"""What is to be done in the next days, over one docket or many: the desk's agenda."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from enum import Enum

from attrs import evolve, frozen

from courtclock.almanac import Almanac
from courtclock.dates import Date, Instant, Time, to_date
from courtclock.deadline import ComplianceWindow
from courtclock.docket.model import Docket
from courtclock.docket.status import State, Status, status
from courtclock.matter import Hearing
from courtclock.trace import Assurance

WEEK = 7


class Part(Enum):
    """The part of the agenda in which an item stands."""

    EXPIRED = "expired"
    TODAY = "today"
    THIS_WEEK = "this week"
    LATER = "later"
    PENDING = "waiting"


@frozen
class Item:
    """One line of the agenda.

    Attributes:
        docket: the id of the docket.
        on: the last day, or the day of the hearing; None where it waits for an event.
        safe_on: the day that is safe under every reading and sighting; None where that is the day itself.
        at: the hour, where there is one, by the clocks of the court.
        responsible: whose it is; the docket's own where the entry names nobody.
        collides: ids of hearings in another court at the same hour, or on the same day where no hour is known.
    """

    docket: str
    status: Status
    part: Part
    on: Date | None
    safe_on: Date | None
    at: Time | None
    what: str
    responsible: str
    collides: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the entry."""
        return self.status.entry.id


# What is over, one way or another, and needs nobody any more.
_OVER = {
    State.COMPLIED,
    State.COMPLIED_LATE,
    State.SUPERSEDED,
    State.RECALLED,
    State.OVERTAKEN,
    State.CONTINUING,
    State.HEARD,
    State.NOT_REACHED,
    State.ADJOURNED,
}


def agenda(
    dockets: Iterable[Docket],
    on: Date | str,
    *,
    days: int = 14,
    responsible: str | None = None,
    almanac: Almanac | None = None,
    known_on: Date | str | None = None,
) -> list[Item]:
    """Return what is due from a day on, what has expired without a record of compliance, and what waits.

    Args:
        dockets: the matters of the desk.
        on: today.
        days: how many days to look ahead, today left out.
        responsible: only what this person answers for; by default everybody's.
        almanac: where to look up courts, calendars and law; the built-in packs by default.
        known_on: use only what was known by this day.
    """
    today = to_date(on)
    items = []
    for docket in dockets:
        for one in status(docket, today, almanac=almanac, known_on=known_on):
            item = _item(docket, one, today, today + timedelta(days=days))
            if item is not None and (responsible is None or item.responsible.casefold() == responsible.casefold()):
                items.append(item)
    items.sort(
        key=lambda item: (list(Part).index(item.part), item.on or today, item.at or Time.max, item.docket, item.id)
    )
    return _collisions(items)


def evening(items: Iterable[Item], on: Date | str) -> list[Item]:
    """Return what must not be left open tonight: what is due, or safe, today or earlier, and nothing has ended."""
    today = to_date(on)
    return [
        item
        for item in items
        if not isinstance(item.status.entry, Hearing)
        and item.on is not None
        and (item.safe_on or item.on) <= today
        and item.part is not Part.EXPIRED
    ]


def _item(docket: Docket, one: Status, today: Date, horizon: Date) -> Item | None:
    entry, standing = one.entry, one.standing
    if one.state in _OVER:
        return None
    owner = docket.responsible if isinstance(entry, Hearing) else entry.responsible or docket.responsible
    what = entry.purpose or "hearing" if isinstance(entry, Hearing) else _what(entry)
    if one.state in {State.PENDING, State.UNKNOWN} and standing.last_day is None and not isinstance(entry, Hearing):
        return Item(docket.id, one, Part.PENDING, None, None, None, what, owner)
    day = _day_of(one)
    if day is None or (isinstance(entry, Hearing) and day < today):
        return None
    safe = _safe(one, day)
    if one.state is State.EXPIRED:
        return Item(docket.id, one, Part.EXPIRED, day, None, None, what, owner)
    first = min(day, safe) if safe is not None else day
    if first > horizon:
        return None
    part = Part.TODAY if first <= today else Part.THIS_WEEK if first <= today + timedelta(days=WEEK) else Part.LATER
    return Item(docket.id, one, part, day, safe, _hour(one), what, owner)


def _what(entry: object) -> str:
    return entry.duty if isinstance(entry, ComplianceWindow) else str(getattr(entry, "what", ""))


def _day_of(one: Status) -> Date | None:
    entry = one.entry
    if isinstance(entry, Hearing):
        return entry.days[0] if entry.days else None
    return one.standing.last_day


def _safe(one: Status, day: Date) -> Date | None:
    answer = one.standing.computation
    if answer is None or answer.assurance is Assurance.SETTLED or one.standing.pin or one.standing.extended:
        return None
    safe = answer.safe_on
    safe = to_date(safe.date()) if isinstance(safe, Instant) else safe
    return safe if safe != day else None


def _hour(one: Status) -> Time | None:
    if isinstance(one.entry, Hearing):
        return one.entry.at
    answer = one.standing.computation
    end = (answer.steps[-1].at or answer.cut_off) if answer is not None else None
    return end.time() if end is not None else None


def _collisions(items: list[Item]) -> list[Item]:
    """Name, at each hearing, those of another court at the same time."""
    hearings = [(n, item) for n, item in enumerate(items) if isinstance(item.status.entry, Hearing)]
    for n, item in hearings:
        clash = tuple(other.id for m, other in hearings if m != n and _collide(item, other))
        if clash:
            items[n] = evolve(item, collides=clash)
    return items


def _collide(one: Item, other: Item) -> bool:
    first, second = one.status.entry, other.status.entry
    if not isinstance(first, Hearing) or not isinstance(second, Hearing) or first.court == second.court:
        return False
    if not set(first.days) & set(second.days):
        return False
    return first.at is None or second.at is None or first.at == second.at
