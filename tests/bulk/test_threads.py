"""Bulk from several threads at once: what is shared is shared safely."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pyarrow as pa

from courtclock import Almanac
from courtclock.bulk import due_dates, due_table

COURTS = ["us.nysd", "pk.shc", "gb.eaw.hc", "us.cand", "us.xx"]


def table(number: int) -> pa.RecordBatch:
    """Return requests of many rules, in another span of years for each number."""
    rng = np.random.default_rng(number)
    rows = 20_000
    days = rng.integers(11_000 + 2_000 * (number % 4), 13_000 + 2_000 * (number % 4), rows).astype(np.int32)
    return pa.RecordBatch.from_pydict({
        "court": pa.array(COURTS).take(pa.array(rng.integers(0, len(COURTS), rows))),
        "period": pa.array([f"{n} days" for n in range(1, 31)]).take(pa.array(rng.integers(0, 30, rows))),
        "trigger": pa.array(days).view(pa.date32()),
    })  # fmt: skip


def test_tables_asked_at_once_are_the_tables_one_by_one() -> None:
    shared, apart = Almanac(), Almanac()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda number: due_table(table(number), almanac=shared), range(16)))
    for number, answered in enumerate(found):
        assert answered.equals(due_table(table(number), almanac=apart)), number


def test_dates_asked_at_once_are_the_dates_one_by_one() -> None:
    days = np.arange(11_000, 20_000, dtype=np.int32)

    def ask(number: int, almanac: Almanac) -> list[int]:
        rule: dict[str, Any] = {"regime": "pk.gca", "calendar": "pk.shc", "period": f"{number % 3 + 1} days"}
        found: list[int] = due_dates(days, **rule, errors="nat", almanac=almanac).tolist()
        return found

    shared, apart = Almanac(), Almanac()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda number: ask(number, shared), range(12)))
    assert found == [ask(number, apart) for number in range(12)]
