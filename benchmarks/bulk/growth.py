"""How the cost of a row changes as rows grow, and as distinct rules grow."""

from __future__ import annotations

import statistics
from functools import partial
from pathlib import Path

import numpy as np
from attrs import define, field

from benchmarks.bulk.arrays import CALENDAR, FIRST, LAST, REGIME, TEN, Peers
from benchmarks.bulk.mixed import PAIRS, ByNumpy, Mixed, mixed
from benchmarks.bulk.rules import closed_days
from benchmarks.bulk.tables import Fresh, fresh, save
from benchmarks.bulk.timing import Work, interleave
from benchmarks.bulk.told import Section, nanoseconds, short
from courtclock.bulk import due_dates, due_table

RULES = (1, 10, 50, 200, 1_000, PAIRS)
LEAST, SHORT = 1_000, 2_000_000  # rows; what has fewer is run more often
SLOW = 10_000_000  # rows of a mixed table, and of what costs a hundred nanoseconds each, at the most


@define
class Series:
    """One line of a panel: nanoseconds a row, by rows or by rules."""

    name: str
    points: dict[int, float] = field(factory=dict)


@define
class Panel:
    """One panel of the plot."""

    title: str
    across: str
    series: list[Series]

    def section(self) -> Section:
        found = sorted({x for series in self.series for x in series.points})
        rows = [(s.name, *(nanoseconds(s.points[x]) if x in s.points else "" for x in found)) for s in self.series]
        return Section(self.title, "Medians in turn, ns a row.", (f"{self.across}:", *map(_brief, found)), rows)


def _brief(number: int) -> str:
    return next(
        (f"{number // size}{end}" for size, end in ((10**6, "M"), (10**3, "k")) if number % size == 0), short(number)
    )


def by_rows(largest: int, rounds: int) -> Panel:
    """Let rows grow tenfold at a time; the rules and calendars are warm."""
    names = ("np.copyto, int32", "due_dates, int32", "due_table, mixed", "polars", "numpy.busday_offset")
    panel = Panel("As rows grow, 10 court days, warm", "rows", [Series(name) for name in names])
    closed = closed_days(CALENDAR)
    rows = LEAST
    while rows <= largest:
        numbers = np.random.default_rng(4).integers(FIRST.astype(int), LAST.astype(int) + 1, rows, dtype=np.int32)
        out = np.empty_like(numbers)
        often = max(1, min(50, SHORT // rows))
        ours = partial(due_dates, numbers, regime=REGIME, calendar=CALENDAR, period=TEN.period, out=out)
        works = {names[0]: Work(partial(np.copyto, out, numbers), rows, often), names[1]: Work(ours, rows, often)}
        if rows <= SLOW:
            peers = Peers(closed, numbers.astype("datetime64[D]"))
            works[names[2]] = Work(partial(due_table, mixed(rows).batch), rows, often)
            works[names[3]] = Work(partial(peers.by_polars, TEN), rows, often)
            works[names[4]] = Work(partial(TEN.by_numpy, peers.days, peers.numpy), rows, often)
        for work in works.values():
            work.run()
        interleave(works, rounds)
        for series in panel.series:
            if series.name in works:
                series.points[rows] = works[series.name].median
        rows *= 10
    return panel


def by_rules(rows: int, rounds: int, place: Path) -> Panel:
    """Let the distinct rules grow in a table of so many rows; cold is the first call of a process."""
    names = ("due_table, cold", "due_table, warm", "numpy.busday_offset, grouped")
    panel = Panel(f"As distinct rules grow, {rows:,} rows", "rules", [Series(name) for name in names])
    by_numpy = ByNumpy()
    for pairs in RULES:
        given = mixed(rows, pairs=pairs)
        path = place / "growth.arrow"
        save(given, path)
        cold, warm, grouped = panel.series
        grouped.points[pairs], seen = _in_turn(given, by_numpy, path, rounds)
        cold.points[pairs] = statistics.median(each.cold for each in seen) / rows
        warm.points[pairs] = statistics.median(each for one in seen for each in one.warm) / rows
    return panel


def _in_turn(given: Mixed, by_numpy: ByNumpy, path: Path, rounds: int) -> tuple[float, list[Fresh]]:
    seen: list[Fresh] = []
    grouped = Work(lambda: by_numpy(given.days, given.pairs), len(given.days))
    interleave({"numpy": grouped, "ours": Work(lambda: seen.append(fresh(path)))}, rounds)
    return grouped.median, seen
