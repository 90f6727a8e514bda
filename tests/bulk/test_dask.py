"""`dask_due`: on a real cluster of two worker processes, one of which dies."""

# Dask has types for some of what it offers only.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import dask
import dask.dataframe as dd
import pandas as pd
import pyarrow as pa
import pytest

from courtclock.bulk import dask_due, due_frame
from courtclock.errors import InvalidValue

WORKERS = Path(__file__).with_name("workers.py")
ADDED = ["due", "assurance", "error"]
ASKED = pd.DataFrame(
    {
        "court": ["us.nysd", "pk.shc", "us.xx", "gb.eaw.hc"] * 50,
        "trigger": pd.date_range("2023-01-01", periods=200, unit="s"),
        "period": ["14 days", "one week"] * 100,
        "case": range(200),
    }
)


def test_nothing_is_computed_before_it_is_asked_for() -> None:
    def refuse(number: int) -> pd.DataFrame:
        raise LookupError(number)

    answered = dask_due(dd.from_map(refuse, [0, 1], meta=ASKED.iloc[:0]))
    assert answered.npartitions == 2
    assert answered[ADDED].dtypes.equals(due_frame(ASKED)[ADDED].dtypes)
    with pytest.raises(LookupError):
        answered.compute(scheduler="synchronous")


@pytest.mark.parametrize("kind", ["numpy", "objects", "Arrow"])
def test_the_parts_are_the_whole_whatever_holds_the_columns(kind: str) -> None:
    whole = ASKED
    if kind == "objects":
        whole = ASKED.astype({"court": object, "period": object})
    if kind == "Arrow":
        text = pd.ArrowDtype(pa.string())
        whole = ASKED.astype({"trigger": pd.ArrowDtype(pa.date32()), "court": text, "period": text})
    with dask.config.set({"dataframe.convert-string": kind != "objects"}):
        answered = dask_due(dd.from_pandas(whole, npartitions=3))
        found = answered.compute(scheduler="synchronous")
    expected = due_frame(whole)
    for name in ADDED:
        pd.testing.assert_series_equal(found[name], expected[name])
    assert found[ADDED].dtypes.equals(answered[ADDED].dtypes)
    assert found["case"].tolist() == expected["case"].tolist()


def test_columns_that_cannot_be_read_are_told_before_anything_runs() -> None:
    with pytest.raises(InvalidValue, match="column 'period': missing"):
        dask_due(dd.from_pandas(ASKED.drop(columns="period"), npartitions=2))
    with pytest.raises(InvalidValue, match="expected a table of Dask, got pandas"):
        dask_due(ASKED)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_two_processes_give_what_one_gives_and_go_on_when_one_is_killed(tmp_path: Path) -> None:
    call: list[str | Path] = [sys.executable, WORKERS, tmp_path]
    done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["workers"] == 2
    assert found["whole"] is True
    assert found["almanac"] == ["2024-07-08"]
    # The part that the dead worker held was made again by another.
    assert found["killed"] == {"done before": False, "same": True, "rows": 24_000, "makers": 2}
