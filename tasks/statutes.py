"""Holidays of states as their statutes have them: ``tasks/data/us-statutes.toml``, laid over the package's days.

The file says at its head what its keys mean.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import holidays
from snapshot import DATA, Closure

OBSERVED = " (observed)"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LONG = {"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6}
JUNETEENTH = "Juneteenth National Independence Day"


class Statute(NamedTuple):
    """What was read of the holidays of one state."""

    cite: str
    url: str
    note: str
    drop: tuple[str, ...]
    fridays: tuple[int, ...]
    juneteenth: bool
    days: tuple[Mapping[str, Any], ...]


def read_statutes() -> dict[str, Statute]:
    """The statutes that were read, by the postal code of the state in small letters."""
    with (DATA / "us-statutes.toml").open("rb") as file:
        tables = tomllib.load(file)
    return {
        code: Statute(
            cite=table["statute"],
            url=table["url"],
            note=table.get("note", ""),
            drop=tuple(table.get("drop", ())),
            fridays=tuple(years(table["fridays"])) if "fridays" in table else (),
            juneteenth=table.get("juneteenth", False),
            days=tuple(table.get("day", ())),
        )
        for code, table in tables.items()
    }


def years(text: str) -> list[int]:
    """The years of "1996-2008/4 2012"."""
    found: list[int] = []
    for part in text.split():
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        found += range(int(first), int(last or first) + 1, int(step or 1))
    return sorted(found)


def easter(year: int) -> date:
    """Easter Sunday, Gregorian."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def nth(year: int, count: int, weekday: str, month: str) -> date:
    """The count-th such weekday of a month, or with -1 the last."""
    number = MONTHS.index(month) + 1
    first = date(year, number, 1)
    if count < 0:
        following = date(year + number // 12, number % 12 + 1, 1)
        return following - timedelta((following.weekday() - WEEKDAYS.index(weekday) - 1) % 7 + 1)
    return first + timedelta((WEEKDAYS.index(weekday) - first.weekday()) % 7 + 7 * (count - 1))


def on(rule: str, year: int) -> list[date]:
    """The days of a year on which a rule falls."""
    if rule in {"Rosh Hashanah", "Yom Kippur"}:
        jewish = holidays.country_holidays("IL", years=[year], categories=("public",), language="en_US")
        return [day for day in sorted(jewish) if rule in jewish.get_list(day)]
    if rule == "election":
        rule = "1 mon nov+1"
    base, sign, shift = rule.partition("+")
    if rule.startswith("easter-"):
        return [easter(year) - timedelta(int(rule.removeprefix("easter-")))]
    days = timedelta(int(shift) if sign else 0)
    if base == "thanksgiving":
        base = "4 thu nov"
    if len(parts := base.split()) == 3:  # noqa: PLR2004 - count, weekday, month
        return [nth(year, int(parts[0]), parts[1], parts[2]) + days]
    month, _, day = base.partition("-")
    return [date(year, int(month), int(day)) + days]


def kept_on(day: date, rule: Mapping[str, Any]) -> tuple[date, bool] | None:
    """The other day on which a day is kept, and whether that is sure."""
    target = rule.get(tuple(LONG)[day.weekday()])
    if target is None:
        return None
    wanted = LONG[target.rstrip("?")]
    step = timedelta(-1 if target.startswith(("thursday", "friday")) else 1)
    other = day + step
    while other.weekday() != wanted:
        other += step
    return other, not target.endswith("?")


def days_of(statute: Statute) -> list[Closure]:
    """All days that the rules of one statute give."""
    rows = []
    for rule in statute.days:
        cite = f"{statute.cite}: {rule.get('url', statute.url)}"
        doubt = rule.get("doubt", "")
        kind, source = ("doubtful", f"{doubt}; {cite}") if doubt else ("state", cite)
        for year in years(rule["years"]):
            for day in on(rule["day"], year):
                rows.append(Closure(day.isoformat(), rule["name"], kind, source=source))
                if (other := kept_on(day, rule)) is not None:
                    moved, sure = other
                    text = (
                        source if sure or doubt else f"that the day is moved is not in the words that were read; {cite}"
                    )
                    rows.append(
                        Closure(moved.isoformat(), rule["name"] + OBSERVED, kind if sure else "doubtful", source=text)
                    )
    return rows


def fridays_of(statute: Statute, federal: Iterable[Closure]) -> list[Closure]:
    """The Fridays before a federal holiday on a Saturday that the state makes holidays of its own."""
    return [
        Closure(row.on, f"{name} (kept by the state)", "state", source=f"{statute.cite}: {statute.url}")
        for row in federal
        if row.kind == "observed" and int(row.on[:4]) in statute.fridays
        for name in [row.name.removesuffix(OBSERVED)]
        if name != JUNETEENTH or (statute.juneteenth and not row.on.startswith("2021"))
    ]


def amended(rows: Sequence[Closure], statute: Statute, federal: Sequence[Closure]) -> list[Closure]:
    """The package's days of one state with what its statute says laid over them."""
    names = {row.name for row in rows}
    for name in statute.drop:
        if name not in names:
            raise SystemExit(f"closures: {statute.cite}: nothing to drop for {name!r}")
    taken = {(rule["name"], year) for rule in statute.days for year in years(rule["years"])}
    statutory = {row.on for row in federal if row.kind == "public"}
    kept = [
        row
        for row in rows
        if row.name not in statute.drop and (row.name.removesuffix(OBSERVED), int(row.on[:4])) not in taken
    ]
    added = [row for row in days_of(statute) if row.on not in statutory]
    return sorted(kept + added + fridays_of(statute, federal), key=lambda row: (row.on, row.name, row.announced))
