"""What was known of closed days, and when; and how a feast that is only expected may yet move."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from attrs import evolve

from courtclock.calendar.days import Closure, ClosureKind, Gap, Standing, Unsettled
from courtclock.dates import Date, day, span

FEAST_SPREAD = 20  # days: two rows of one name that lie closer belong to one feast (Eid-ul-Azha comes twice in 2006)
SWING = 40  # days by which a movable day of the year, such as Easter Monday, may lie elsewhere a year before


def feasts(rows: Iterable[Closure]) -> list[list[Closure]]:
    """Return the rows in groups: one name and kind, one season."""
    groups: list[list[Closure]] = []
    for row in sorted(rows, key=lambda c: (c.name, c.kind.value, c.on)):
        last = groups[-1][-1] if groups else None
        same = last is not None and (last.name, last.kind) == (row.name, row.kind)
        if same and last is not None and (row.on - last.on).days <= FEAST_SPREAD:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def name_of_day(row: Closure) -> tuple[str, int]:
    """Return the name of a day without what is said of it in brackets, such as "(observed)", and its year."""
    return row.name.partition(" (")[0], row.on.year


def newcomers(
    rows: Iterable[Closure], first: Date, gaps: Iterable[Gap], weekend: Callable[[int], str]
) -> Mapping[tuple[str, int], int]:
    """Return the yearly days that came in while records were kept, with the day on which the first was announced.

    Before that day nobody could expect them, in any of the years that follow without a break; a year in which the day
    was closed anyway is no break. Days that are not here were always expected: they are as old as the records, or when
    they came in is not recorded. Feasts of the moon are.
    """
    named: dict[tuple[str, int], list[Closure]] = {}
    kept: set[tuple[str, int]] = set()
    closed: set[int] = set()
    for row in rows:
        if row.withdrawn is None:
            closed.add(row.on.toordinal())
        if row.kind.yearly and row.kind is not ClosureKind.MOON:
            named.setdefault(name_of_day(row), []).append(row)
            if row.withdrawn is None:
                kept.add(name_of_day(row))
    unknown = [(gap.first.toordinal() - SWING, gap.last.toordinal() + SWING) for gap in gaps]
    found: dict[tuple[str, int], int] = {}
    for (name, year), group in named.items():
        on = min(row.on for row in group)
        start = year
        while on >= first and not any(a <= on.subtract(years=1).toordinal() <= b for a, b in unknown):
            on = on.subtract(years=1)
            if (name, on.year) in kept:
                start = on.year
            elif on >= first and on.toordinal() not in closed and not weekend(on.toordinal()):
                announced = [row.announced.toordinal() for row in named[name, start] if row.announced]
                found |= {(name, year): min(announced)} if announced else {}
                break
    return found


def known_from(row: Closure, group: list[Closure], came: int) -> int:
    """Return the first day on which a row was known.

    Where its notice is not recorded: a feast that waits for the moon, on the eve of its first day; another day of
    every year, since it came in; a closing for one occasion, on its own day.
    """
    if row.announced:
        return row.announced.toordinal()
    if row.kind is ClosureKind.MOON and row.status is Standing.NOTIFIED:
        return min(r.on.toordinal() for r in group if r.status is Standing.NOTIFIED) - 1
    return came if row.kind.yearly or row.status is Standing.EXPECTED else row.on.toordinal()


def as_known(group: list[Closure], known: int, came: int = 0) -> list[Closure]:
    """Return the rows of one feast or closing as they were known on a day.

    A yearly day of which nothing had been announced was expected all the same, on the days first announced for it,
    once it had come in. A closing for one occasion whose notice is not recorded is in doubt until its day.
    """
    since = {row: known_from(row, group, came) for row in group}
    gone = {row for row in group if row.withdrawn and row.withdrawn.toordinal() <= known}
    visible = [row for row in group if since[row] <= known and row not in gone]
    if not any(since[row] <= known for row in group):
        if group[0].kind.yearly:
            first = min(since.values())
            visible = [evolve(row, status=Standing.EXPECTED) for row in group if since[row] == first and came <= known]
        else:
            visible = [evolve(row, status=Standing.EXPECTED) for row in group if row.announced is None]
    return [row if row.withdrawn is None else evolve(row, withdrawn=None) for row in visible]


def unsettled(rows: list[Closure]) -> Unsettled:
    """Return the doubt about one feast or closing that is only expected."""
    days = sorted({row.on.toordinal() for row in rows})
    name, when = rows[0].name, span(day(days[0]), day(days[-1]))
    if rows[0].kind is ClosureKind.MOON:
        shifts = (0, -1, 1)
        return Unsettled(
            id=f"{name} {days[0]}",
            name=name,
            text=f"{name} is expected on {when} and may be sighted a day earlier or later",
            options=tuple(frozenset(n + shift for n in days) for shift in shifts),
            labels=("as expected", "a day earlier", "a day later"),
        )
    told = f"{name}, {when}, is expected to be a closed day and has not been notified"
    if not rows[0].kind.yearly:
        told = f"{name}, {when}: no notification that closes this office was found"
    return Unsettled(
        id=f"{name} {days[0]}",
        name=name,
        text=told,
        options=(frozenset(days), frozenset()),
        labels=("closed as expected", "not closed"),
    )
