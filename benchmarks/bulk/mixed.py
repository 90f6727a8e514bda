"""Rows that differ: 200 courts, 20 rules, shuffled; and numpy, which counts them one rule after another.

The courts are those of the packs, and the bankruptcy courts of as many districts as are needed to make 200: their
regime stands in a column of its own. Where a calendar has no more than one court, courts share it with nobody.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from attrs import field, frozen
from numpy.typing import NDArray

from benchmarks.bulk.rules import Days, Rule, closed_days
from courtclock import default_almanac

COURTS = 200
BANKRUPTCY = "us.frbp.9006"
FIRST, LAST = np.datetime64("2010-01-01"), np.datetime64("2027-03-31")
RULES = (
    *map(Rule, (3, 7, 10, 14, 21, 28, 30, 45, 60, 90, 120, 180, -7, -14)),
    *(Rule(n, "months") for n in (1, 3, 6)),
    *(Rule(n, "court days") for n in (5, 10, -10)),
)
PAIRS = COURTS * len(RULES)


@frozen
class Court:
    """A court, by its id, or by that of the district court and another regime."""

    id: str
    regime: str | None
    calendar: str


def courts() -> list[Court]:
    almanac = default_almanac()
    known = [almanac.court(each) for each in almanac.court_ids()]
    districts = [each for each in known if each.regime == "us.frcp.6"]
    found = [Court(each.id, None, each.calendar) for each in known]
    return found + [Court(each.id, BANKRUPTCY, each.calendar) for each in districts[: COURTS - len(found)]]


@frozen(eq=False)
class Mixed:
    """A table of requests, and for numpy which of the rules of which court each row has."""

    batch: pa.RecordBatch
    days: Days
    pairs: NDArray[np.int16]


def mixed(rows: int, *, pairs: int = PAIRS, seed: int = 4, numbered: bool = False) -> Mixed:
    """Return so many rows of so many rules, in no order; `numbered` adds a column that has nothing to do with it."""
    random = np.random.default_rng(seed)
    # The same pairs for whatever number of rows, so that more of them are always others as well.
    chosen = np.random.default_rng(4).permutation(PAIRS)[:pairs].astype(np.int16)
    code = chosen[random.integers(0, pairs, rows)]
    days = random.integers(FIRST.astype(int), LAST.astype(int) + 1, rows, dtype=np.int32)
    court, rule = np.divmod(code, len(RULES))
    every = courts()
    columns = {
        "court": _column(court, [each.id for each in every]),
        "regime": _column(court, [each.regime for each in every]),
        "period": _column(rule, [each.period for each in RULES]),
        "direction": _column(rule, [each.direction for each in RULES]),
        "trigger": pa.array(days).view(pa.date32()),
    }
    if numbered:
        columns = {"matter": pa.array(random.permutation(rows) + 1_000_000), **columns}
    batch = pa.RecordBatch.from_arrays(list(columns.values()), names=list(columns))
    return Mixed(batch, days.astype("datetime64[D]"), code)


def _column(codes: NDArray[Any], values: list[str | None] | list[str]) -> pa.Array:
    """Return a column of values, each once in its dictionary."""
    distinct = [value for value in dict.fromkeys(values) if value is not None]
    numbers = np.array([-1 if value is None else distinct.index(value) for value in values], dtype=np.int32)[codes]
    return pa.DictionaryArray.from_arrays(pa.array(numbers, mask=numbers < 0), pa.array(distinct))


@frozen(eq=False)
class ByNumpy:
    """`numpy.busday_offset` for rows of many rules: sorted by rule, counted, put back in their places."""

    calendars: list[np.busdaycalendar] = field(init=False)

    @calendars.default
    def _of_courts(self) -> list[np.busdaycalendar]:
        made: dict[str, np.busdaycalendar] = {}
        for court in courts():
            if court.calendar not in made:
                made[court.calendar] = closed_days(court.calendar).of_numpy()
        return [made[court.calendar] for court in courts()]

    def __call__(self, days: Days, pairs: NDArray[np.int16]) -> Days:
        order = np.argsort(pairs, kind="stable")  # a radix sort, for numbers of two bytes
        ends = np.cumsum(np.bincount(pairs, minlength=PAIRS))
        ordered = days[order]
        start = 0
        for pair, end in enumerate(ends.tolist()):
            if end > start:
                court, rule = divmod(pair, len(RULES))
                ordered[start:end] = RULES[rule].by_numpy(ordered[start:end], self.calendars[court])
            start = end
        found = np.empty_like(days)
        found[order] = ordered
        return found
