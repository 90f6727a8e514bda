"""What is to be done in the next days, over one docket or many: the desk's agenda."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from attrs import evolve

from courtclock.almanac import Almanac, default_almanac
from courtclock.dates import LATEST_DAY, Date, Time, date_of, day, to_date, wall
from courtclock.deadline import ComplianceWindow
from courtclock.docket.model import Docket
from courtclock.docket.status import State, Status, status
from courtclock.matter import Hearing
from courtclock.period import Bound
from courtclock.trace import Assurance
from courtclock.value import frozen

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
        collides: hearings at the same hour, or in another court on the same day where no hour is known: their ids,
            with the id of the docket before it, and a stroke between, where that is another one.
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

    >>> from courtclock.docket import EXAMPLE, loads
    >>> book = loads(EXAMPLE)
    >>> [(item.part.value, item.id, str(item.on)) for item in agenda([book], "2024-04-20")]
    [('this week', 'costs', '2024-04-24')]
    """
    today = to_date(on)
    items = []
    for docket in dockets:
        for one in status(docket, today, almanac=almanac, known_on=known_on):
            item = _item(docket, one, today, _after(today, days))
            if item is not None:
                items.append(item)
    items.sort(key=_place)
    # Collisions are looked for before the list is narrowed: the other hearing may be somebody else's.
    items = _collisions(items, almanac or default_almanac())
    wanted = responsible.strip().casefold() if responsible is not None else None
    return [item for item in items if wanted is None or item.responsible.strip().casefold() == wanted]


def _place(item: Item) -> tuple[int, Date, Time, str, str]:
    """Return what the list is ordered by: the part, then the day on which something has to be done at the latest."""
    first = min(filter(None, (item.on, item.safe_on)), default=LATEST_DAY)
    return list(Part).index(item.part), first, item.at or Time.max, item.docket, item.id


def evening(items: Iterable[Item], on: Date | str) -> list[Item]:
    """Return what must not be left open tonight.

    That is a duty whose last day, or whose safe day, is today or past and which nothing has ended, and a hearing of
    today of which nobody has recorded what became of it. What has expired for certain is past saving tonight: it stands
    in the agenda.

    >>> evening([], "2024-04-24")
    []
    """
    today = to_date(on)
    return [item for item in items if item.part is Part.TODAY and _open(item, today)]


def _after(today: Date, days: int) -> Date:
    return day(min(today.toordinal() + days, LATEST_DAY.toordinal()))


def _open(item: Item, today: Date) -> bool:
    if isinstance(item.status.entry, Hearing):
        return item.on == today
    answer = item.status.standing.computation
    if answer is not None and answer.bound is Bound.EARLIEST:
        return False  # it may be done from today; nothing is lost by waiting
    return item.on is not None and min(item.on, item.safe_on or item.on) <= today


def _item(docket: Docket, one: Status, today: Date, horizon: Date) -> Item | None:
    entry, standing = one.entry, one.standing
    if one.state in _OVER:
        return None
    hearing = isinstance(entry, Hearing)
    owner = docket.responsible if isinstance(entry, Hearing) else entry.responsible or docket.responsible
    what = entry.purpose or "hearing" if isinstance(entry, Hearing) else _what(entry)
    on = _day_of(one, today)
    if on is None or one.state is State.STAYED:
        return Item(docket.id, one, Part.PENDING, on, None, None, what, owner)
    answer = standing.computation
    opens = answer is not None and answer.bound is Bound.EARLIEST
    if (hearing or opens) and on < today:
        return None
    safe = _safe(one, on)
    if one.state is State.EXPIRED:
        return Item(docket.id, one, Part.EXPIRED, on, None, None, what, owner)
    first = min(on, safe) if safe is not None else on
    if first > horizon:
        return None
    part = Part.TODAY if first <= today else Part.THIS_WEEK if first <= _after(today, WEEK) else Part.LATER
    return Item(docket.id, one, part, on, safe, _hour(one), what, owner)


def _what(entry: object) -> str:
    return entry.duty if isinstance(entry, ComplianceWindow) else str(getattr(entry, "what", ""))


def _day_of(one: Status, today: Date) -> Date | None:
    entry = one.entry
    if not isinstance(entry, Hearing):
        return one.standing.last_day
    # Of days on which sources differ, the next one; the last, when all are past.
    return next((on for on in entry.days if on >= today), entry.days[-1] if entry.days else None)


def _safe(one: Status, on: Date) -> Date | None:
    standing = one.standing
    answer = standing.computation
    if answer is None or standing.pin is not None:
        return None
    if standing.extended is not None:
        safe = standing.extended_answers[0 if answer.bound is Bound.LATEST else -1]
    elif answer.assurance is Assurance.SETTLED:
        return None
    else:
        safe = date_of(answer.safe_on)
    return safe if safe != on else None


def _hour(one: Status) -> Time | None:
    if isinstance(one.entry, Hearing):
        return one.entry.at
    answer = one.standing.computation
    if one.standing.pin is not None or one.standing.extended is not None:
        return None  # the hour is that of the day as it was computed
    end = (answer.steps[-1].at or answer.cut_off) if answer is not None else None
    return end.time() if end is not None else None


def _collisions(items: list[Item], almanac: Almanac) -> list[Item]:
    """Name, at each hearing, those of another court at the same time."""
    hearings = [(n, item, item.status.entry) for n, item in enumerate(items) if isinstance(item.status.entry, Hearing)]
    by_day: dict[Date, list[tuple[Item, Hearing]]] = {}
    for _, item, entry in hearings:
        for on in entry.days:
            by_day.setdefault(on, []).append((item, entry))
    for n, item, entry in hearings:
        others = {id(other): other for on in entry.days for other, at in by_day[on] if _collide(entry, at, on, almanac)}
        clash = tuple(o.id if o.docket == item.docket else f"{o.docket}/{o.id}" for o in others.values())
        if clash:
            items[n] = evolve(item, collides=clash)
    return items


def _collide(one: Hearing, other: Hearing, day: Date, almanac: Almanac) -> bool:
    """Whether two hearings of one day cannot both be attended, as far as their hours are known.

    Those of one court on one day are called one after the other; they collide only where both have the same hour, since
    it may sit in two places, and no petition in common, in which they would be heard together.
    """
    same = one.court == other.court
    if one is other or (same and any(petition in other.petitions for petition in one.petitions)):
        return False
    if one.at is None or other.at is None:
        return not same
    first, second = (
        wall(day, time, almanac.court(court).zone) for time, court in ((one.at, one.court), (other.at, other.court))
    )
    return first == second
