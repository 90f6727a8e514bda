"""What was known of closed days, and when; and how a feast that is only expected may yet move."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from courtclock.calendar.days import Closure, ClosureKind, Standing, Unsettled
from courtclock.dates import day, span

FEAST_SPREAD = 20  # days: two rows of one name that lie closer belong to one feast (Eid-ul-Azha comes twice in 2006)


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


def known_from(row: Closure, group: list[Closure]) -> int:
    """Return the first day on which a row was known.

    Where its notice is not recorded: a feast that waits for the moon, on the eve of its first day; another day of
    every year, always; a closing for one occasion, on its own day.
    """
    if row.announced:
        return row.announced.toordinal()
    if row.status is Standing.EXPECTED:
        return 0
    if row.kind is ClosureKind.MOON:
        return min(r.on.toordinal() for r in group if r.status is Standing.NOTIFIED) - 1
    return 0 if row.kind.yearly else row.on.toordinal()


def as_known(group: list[Closure], known: int) -> list[Closure]:
    """Return the rows of one feast or closing as they were known on a day.

    A yearly feast of which nothing had been announced was expected all the same, on the days first announced for it.
    A closing for one occasion whose notice is not recorded is in doubt until its day.
    """
    since = {row: known_from(row, group) for row in group}
    gone = {row for row in group if row.withdrawn and row.withdrawn.toordinal() <= known}
    visible = [row for row in group if since[row] <= known and row not in gone]
    if not any(since[row] <= known for row in group):
        if group[0].kind.yearly:
            first = min(since.values())
            visible = [evolve(row, status=Standing.EXPECTED) for row in group if since[row] == first]
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
