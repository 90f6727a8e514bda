"""`due_frame`: polars, pandas and Arrow, each as it came."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from courtclock import Almanac
from courtclock.bulk import due_frame, due_table
from courtclock.calendar import Closure, ClosureKind
from courtclock.errors import InvalidValue

ASKED: dict[str, list[Any]] = {
    "court": ["us.nysd", "pk.shc", None, "us.xx", "us.nysd"],
    "trigger": [dt.date(2024, 6, 20), dt.date(2024, 4, 17), dt.date(2024, 4, 17), dt.date(2024, 4, 17), None],
    "period": ["14 days", "one week", "14 days", "14 days", "14 days"],
    "case": ["A v B", None, "C", "D", "E"],
}
DUE = [dt.date(2024, 7, 5), dt.date(2024, 4, 24), None, None, None]
ASSURANCE = ["settled", "settled", None, None, None]
ERROR = [None, None, "InvalidTerm", "UnknownCourt", None]


def test_polars_is_answered_in_polars() -> None:
    found = due_frame(pl.DataFrame(ASKED))
    assert isinstance(found, pl.DataFrame)
    assert found.to_dict(as_series=False) == {**ASKED, "due": DUE, "assurance": ASSURANCE, "error": ERROR}
    assert found.schema["due"] == pl.Date
    assert found.schema["trigger"] == pl.Date


def test_a_lazy_frame_stays_lazy_and_says_its_schema() -> None:
    lazy = due_frame(pl.LazyFrame(ASKED))
    assert isinstance(lazy, pl.LazyFrame)
    assert lazy.collect_schema() == due_frame(pl.DataFrame(ASKED)).schema
    assert lazy.collect().equals(due_frame(pl.DataFrame(ASKED)))


def test_what_stands_around_a_lazy_frame_does_not_take_its_columns_away() -> None:
    lazy = due_frame(pl.LazyFrame(ASKED))
    assert lazy.select("due").collect()["due"].to_list() == DUE
    assert lazy.filter(pl.col("error") == "UnknownCourt").select("case").collect().item() == "D"
    assert lazy.filter(pl.col("case") == "A v B").collect()["due"].to_list() == DUE[:1]
    assert lazy.group_by("assurance").len().collect().height == 2


def test_a_file_streams_through_polars(tmp_path: Path) -> None:
    many = pl.concat([pl.DataFrame(ASKED)] * 20_000).with_row_index()
    many.write_parquet(tmp_path / "in.parquet", row_group_size=7_000)
    due_frame(pl.scan_parquet(tmp_path / "in.parquet")).sink_parquet(tmp_path / "out.parquet")
    assert pl.read_parquet(tmp_path / "out.parquet").equals(due_frame(many))


@pytest.mark.parametrize("kind", [pl.String, pl.Categorical, pl.Enum(["us.nysd", "pk.shc", "us.xx"])], ids=str)
def test_ids_of_polars_may_be_text_categories_or_enums(kind: Any) -> None:
    found = due_frame(pl.DataFrame(ASKED).with_columns(pl.col("court").cast(kind)))
    assert found["due"].to_list() == DUE
    assert found.schema["court"] == kind


TRIGGERS: dict[str, tuple[Any, str]] = {
    "text": (["2024-06-20", "2024-04-17", "2024-04-17", "2024-04-17", None], "datetime64[s]"),
    "objects": (pd.Series(ASKED["trigger"], dtype=object), "datetime64[s]"),
    "seconds": (pd.Series(ASKED["trigger"], dtype="datetime64[s]"), "datetime64[s]"),
    "nanoseconds": (pd.Series(ASKED["trigger"], dtype="datetime64[ns]"), "datetime64[s]"),
    "Arrow": (pd.Series(ASKED["trigger"], dtype=pd.ArrowDtype(pa.date32())), "date32[day][pyarrow]"),
}


@pytest.mark.parametrize("kind", TRIGGERS)
def test_pandas_is_answered_in_pandas(kind: str) -> None:
    triggers, expected = TRIGGERS[kind]
    asked = pd.DataFrame({**ASKED, "trigger": triggers}).set_axis([7, 7, 3, 1, 0])
    asked["bag"] = [object(), {1}, None, 2, "x"]  # what Arrow cannot hold is none of its business
    before = asked.copy()
    found = due_frame(asked)
    pd.testing.assert_frame_equal(asked, before)
    pd.testing.assert_frame_equal(found[list(asked.columns)], asked)
    assert str(found["due"].dtype) == expected
    days = pd.to_datetime(found["due"]).tolist()
    assert [None if pd.isna(day) else day.date() for day in days] == DUE
    assert found["assurance"].astype(object).where(found["assurance"].notna(), None).tolist() == ASSURANCE
    assert found["error"].astype(object).where(found["error"].notna(), None).tolist() == ERROR
    assert list(found["assurance"].cat.categories) == ["settled", "provisional", "disputed"]


def test_days_of_pandas_can_be_subtracted_compared_and_grouped() -> None:
    asked = pd.DataFrame({**ASKED, "trigger": TRIGGERS["nanoseconds"][0]})
    found = due_frame(asked)
    assert (found["due"] - found["trigger"]).dt.days.tolist()[:2] == [15, 7]
    assert (found["due"] > found["trigger"]).tolist() == [True, True, False, False, False]
    assert found.groupby("error", observed=True).size().to_dict() == {"InvalidTerm": 1, "UnknownCourt": 1}


@pytest.mark.parametrize("column", ["law_on", "known_on"])
def test_a_midnight_of_pandas_is_a_day_wherever_a_request_has_one(column: str) -> None:
    asked = pd.DataFrame({"court": ["us.nysd"], "trigger": ["2021-06-04"], "period": ["14 days"]})
    known = asked.assign(**{column: pd.to_datetime(["2021-06-10"])})
    text = asked.assign(**{column: ["2021-06-10"]})
    assert due_frame(known)["due"].tolist() == due_frame(text)["due"].tolist()
    with pytest.raises(InvalidValue, match=f"column '{column}': expected days, got times of the day"):
        due_frame(asked.assign(**{column: pd.to_datetime(["2021-06-10 10:00"])}))


def test_days_of_a_row_s_own_in_pandas() -> None:
    asked = pd.DataFrame({"court": ["us.nysd"] * 2, "trigger": "2024-06-20", "period": "14 days"})
    found = due_frame(asked.assign(closures=[["2024-07-05"], None]))
    assert found["due"].dt.strftime("%d %b").tolist() == ["08 Jul", "05 Jul"]


def test_a_table_and_a_batch_of_arrow() -> None:
    batch = pa.RecordBatch.from_pydict(ASKED).replace_schema_metadata({"by": "clerk"})
    found = due_frame(batch)
    assert isinstance(found, pa.RecordBatch)
    assert found.equals(due_table(batch), check_metadata=True)
    table = pa.Table.from_batches([batch, batch.slice(1, 2)])
    answered = due_frame(table)
    assert answered.num_rows == 7
    assert answered.slice(0, 5).to_pydict() == found.to_pydict()
    assert b'"rows": 7' in answered.schema.metadata[b"courtclock"]
    assert answered.schema.metadata[b"by"] == b"clerk"


def test_a_table_in_many_small_pieces() -> None:
    batch = pa.RecordBatch.from_pydict(ASKED)
    assert due_frame(pa.Table.from_batches([batch] * 3_000))["due"].to_pylist() == DUE * 3_000


@pytest.mark.parametrize("make", [pl.DataFrame, pl.LazyFrame, pd.DataFrame, pa.table, pa.RecordBatch.from_pydict])
def test_no_rows(make: Any) -> None:
    full = make(ASKED)
    empty = due_frame(full.limit(0) if isinstance(full, pl.LazyFrame) else full[:0])
    if isinstance(empty, pl.LazyFrame):
        empty = empty.collect()
    assert len(empty) == 0
    names = empty.schema.names if isinstance(empty, pa.Table | pa.RecordBatch) else list(empty.columns)
    assert names == [*ASKED, "due", "assurance", "error"]


@pytest.mark.parametrize("make", [pl.DataFrame, pl.LazyFrame, pd.DataFrame, pa.table, pa.RecordBatch.from_pydict])
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"period": [1] * 5}, "column 'period': expected text, got int64"),
        ({"trigger": [1.5] * 5}, "column 'trigger': expected days, instants or text, got double"),
        ({"due": ["x"] * 5}, "column 'due': is there already"),
        ({"period": None}, "column 'period': missing"),
    ],
)
def test_columns_that_cannot_be_read_are_told_at_once(make: Any, change: dict[str, Any], words: str) -> None:
    columns = {name: values for name, values in {**ASKED, **change}.items() if values is not None}
    with pytest.raises(InvalidValue, match=words):
        due_frame(make(columns))


def test_a_column_of_pandas_with_values_of_many_kinds() -> None:
    with pytest.raises(InvalidValue, match="column 'period': "):
        due_frame(pd.DataFrame({"court": ["us.nysd"] * 2, "trigger": "2024-06-20", "period": [1, "14 days"]}))


@pytest.mark.parametrize("wrong", [ASKED, [1], "in.parquet", None])
def test_what_is_no_table(wrong: Any) -> None:
    with pytest.raises(InvalidValue, match="expected a table of polars, pandas or Arrow, got builtins"):
        due_frame(wrong)


def test_an_almanac_of_ones_own() -> None:
    own = Almanac().with_closures(
        "us.federal", [Closure(on="2024-07-05", name="flood", kind=ClosureKind.OWN, source="the clerk")]
    )
    asked = {"regime": ["us.frcp.6"], "calendar": ["us.federal"], "trigger": ["2024-06-20"], "period": ["14 days"]}
    assert due_frame(pl.DataFrame(asked), almanac=own)["due"].item() == dt.date(2024, 7, 8)
    assert due_frame(pl.LazyFrame(asked), almanac=own).collect()["due"].item() == dt.date(2024, 7, 8)
    assert due_frame(pd.DataFrame(asked), almanac=own)["due"].item() == pd.Timestamp("2024-07-08")


def test_no_library_is_imported_that_was_not_passed() -> None:
    code = (
        "import sys, pyarrow as pa; from courtclock.bulk import due_frame, due_table, due_file\n"
        "due_frame(pa.table({'court': ['us.nysd'], 'trigger': ['2024-06-20'], 'period': ['14 days']}))\n"
        # pyarrow looks for pandas by itself.
        "print([name for name in ('polars', 'dask', 'distributed') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
