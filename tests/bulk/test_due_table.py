"""`due_table`: rows that differ."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from courtclock import compute
from courtclock.almanac import default_almanac
from courtclock.bulk import due_table
from courtclock.bulk.atlas import Atlas, Shelf
from courtclock.bulk.columns import KEYS, OWN, coded
from courtclock.errors import CourtclockError, InvalidValue
from courtclock.schema.request import read

VECTORS = Path(__file__).parent.parent / "vectors"


def requests() -> list[dict[str, Any]]:
    return [case["request"] for file in sorted(VECTORS.glob("*.json")) for case in json.loads(file.read_text("utf-8"))]


def batch_of(rows: list[dict[str, Any]]) -> pa.RecordBatch:
    names = [name for name in ("trigger", *KEYS, *OWN) if any(row.get(name) is not None for row in rows)]
    return pa.RecordBatch.from_pydict({name: [row.get(name) for row in rows] for name in names})


def answers(batch: pa.RecordBatch) -> list[tuple[dt.date | None, str | None, str | None]]:
    answered = due_table(batch)
    columns = [answered.column(name).to_pylist() for name in ("due", "assurance", "error")]
    return list(zip(*columns, strict=True))


def by_engine(request: dict[str, Any]) -> tuple[dt.date | None, str | None, str | None]:
    try:
        asked = read(request)
        answer = compute(asked.term, known_on=asked.known_on)
    except CourtclockError as error:
        return None, None, type(error).__name__
    return dt.date.fromordinal(answer.due_on.toordinal()), answer.assurance.value, None


def told(batch: pa.RecordBatch) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(due_table(batch).schema.metadata[b"courtclock"])
    return found


def test_every_vector_comes_out_as_the_engine_has_it() -> None:
    asked = requests()
    assert len(asked) > 150
    for request, answer in zip(asked, answers(batch_of(asked)), strict=True):
        assert answer == by_engine(request), request


SAMPLE: list[dict[str, Any]] = [
    {"court": "us.nysd", "trigger": "2024-06-20", "period": "14 days"},
    {"court": "us.nysd", "trigger": "2009-11-20", "period": "7 days", "service": "mail"},
    {"regime": "pk.gca", "calendar": "pk.shc", "trigger": "2024-01-31", "period": "1 month"},
    {"court": "pk.shc", "trigger": "2027-03-03", "period": "7 days"},
    {"court": "us.nysd", "trigger": "2030-06-20", "period": "14 days"},
    {"court": "us.xx", "trigger": "2024-06-20", "period": "14 days"},
    {"regime": "us.frcp.6", "calendar": "us.xx", "trigger": "2024-06-20", "period": "14 days"},
    {"regime": "us.xx", "calendar": "us.ca", "trigger": "2024-06-20", "period": "14 days"},
    {"court": "us.nysd", "trigger": "2024-06-20", "period": "a while"},
    {"court": "us.nysd", "trigger": "2024-02-30", "period": "14 days"},
    {"court": "us.nysd", "trigger": "1700-01-01", "period": "14 days"},
    {"court": "us.nysd", "trigger": "2024-06-20", "period": "14 days", "direction": "before"},
    {"court": "us.nysd", "trigger": "2024-06-20", "period": "14 days", "direction": "sideways"},
    {"court": "us.nysd", "trigger": "2024-06-20", "period": "14 days", "service": "pigeon"},
    {"trigger": "2024-06-20", "period": "14 days"},
    {"court": "us.nysd", "trigger": "2024-06-20"},
    {"court": "us.nysd", "trigger": "2024-06-20T10:00:00-04:00", "period": "72 hours"},
    {"court": "us.nysd", "trigger": "2024-06-20", "period": "72 hours"},
    {"court": "us.nysd", "trigger": "2024-06-20T23:30:00-07:00", "period": "14 days"},
    {"court": "pk.shc", "trigger": "2024-06-20", "period": "90 years"},
    {"regime": "pk.limitation", "calendar": "pk.shc", "trigger": "2017-06-09", "period": "90 days",
     "excluded": [["2017-06-12", "2017-07-20"]]},
    {"court": "us.nysd", "trigger": "2024-06-20", "period": "14 days", "closures": ["2024-07-05"]},
    {"court": "us.nysd", "trigger": "2021-06-04", "period": "14 days", "known_on": "2021-06-10"},
    {"court": "us.nysd", "trigger": "2007-06-04", "period": "7 days", "law_on": "2024-01-01"},
]  # fmt: skip


@pytest.mark.parametrize("request_", SAMPLE, ids=lambda r: " ".join(map(str, r.values()))[:60])
def test_a_row_alone_and_among_others(request_: dict[str, Any]) -> None:
    expected = by_engine(request_)
    assert answers(batch_of([{"trigger": None, "period": None, **request_}, SAMPLE[0]]))[0] == expected
    assert answers(batch_of(SAMPLE))[SAMPLE.index(request_)] == expected


def test_a_row_without_a_trigger_stays_empty_whatever_else_is_wrong_with_it() -> None:
    rows = [{"trigger": None, "period": "a while", "court": "us.xx"}, SAMPLE[0]]
    assert answers(batch_of(rows))[0] == (None, None, None)
    assert told(batch_of(rows))["empty"] == 1


def test_the_result_says_how_many_rows_went_to_the_engine_and_what_failed() -> None:
    found = told(batch_of(SAMPLE))
    assert found["rows"] == len(SAMPLE)
    assert found["engine"] == 5  # hours from an instant and from a day, days from an instant, excluded, closures
    assert sum(found["assurance"].values()) + sum(found["errors"].values()) == len(SAMPLE)
    assert found["errors"]["UnknownCourt"] == 1


def test_other_columns_are_carried_along_and_metadata_are_kept() -> None:
    asked = batch_of(SAMPLE[:1]).append_column("case", pa.array(["A v B"])).replace_schema_metadata({"by": "clerk"})
    answered = due_table(asked)
    assert answered.schema.names == [*asked.schema.names, "due", "assurance", "error"]
    assert answered.column("case").to_pylist() == ["A v B"]
    assert answered.schema.metadata[b"by"] == b"clerk"
    assert answered.schema.field("due").type == pa.date32()


def column(values: list[Any], kind: pa.DataType) -> pa.Array:
    return pa.array(values).cast(kind)


@pytest.mark.parametrize(
    "kind",
    [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string()),
     pa.dictionary(pa.uint32(), pa.large_string())],
    ids=str,
)  # fmt: skip
def test_ids_may_be_text_of_any_kind(kind: pa.DataType) -> None:
    asked = pa.RecordBatch.from_arrays(
        [column(["us.nysd", None, "us.nysd"], kind), column(["2024-06-20"] * 3, kind), column(["14 days"] * 3, kind)],
        names=["court", "trigger", "period"],
    )
    july = (dt.date(2024, 7, 5), "settled", None)
    assert answers(asked) == [july, (None, None, "InvalidTerm"), july]


@pytest.mark.parametrize(
    "kind",
    [pa.date32(), pa.date64(), pa.timestamp("s"), pa.timestamp("ns"), pa.timestamp("us", "UTC")],
    ids=str,
)
def test_triggers_may_be_days_midnights_or_instants(kind: pa.DataType) -> None:
    when = pa.array(["2024-06-20T00:00", None, "2024-06-21T00:00"]).cast(pa.timestamp("us"))
    triggers = when.cast(pa.timestamp("us", "UTC")) if getattr(kind, "tz", None) else when.cast(kind)
    asked = pa.RecordBatch.from_arrays(
        [pa.array(["us.nysd"] * 3), triggers, pa.array(["14 days"] * 3)], names=["court", "trigger", "period"]
    )
    # Midnight in Greenwich is the day before in New York.
    first = dt.date(2024, 7, 3) if getattr(kind, "tz", None) else dt.date(2024, 7, 5)
    assert answers(asked) == [(first, "settled", None), (None, None, None), (dt.date(2024, 7, 5), "settled", None)]


def test_a_time_of_day_without_a_zone_is_no_trigger() -> None:
    asked = pa.RecordBatch.from_arrays(
        [pa.array(["us.nysd"]), pa.array(["2024-06-20T10:00"]).cast(pa.timestamp("us")), pa.array(["14 days"])],
        names=["court", "trigger", "period"],
    )
    assert answers(asked) == [(None, None, "InvalidValue")]


def test_a_slice_of_a_batch_is_read_from_where_it_begins() -> None:
    whole = batch_of(SAMPLE[:5])
    assert answers(whole.slice(2, 2)) == answers(whole)[2:4]


@pytest.mark.parametrize(
    ("names", "arrays", "words"),
    [
        (["court"], [["us.nysd"]], "column 'trigger': missing; column 'period': missing"),
        (["trigger", "period", "due"], [["2024-06-20"], ["1 day"], ["x"]], "column 'due': is there already"),
        (
            ["trigger", "period", "period"],
            [["2024-06-20"], ["1 day"], ["1 day"]],
            "column 'period': stands there twice",
        ),
        (["trigger", "period"], [["2024-06-20"], [14]], "column 'period': expected text, got int64"),
        (["trigger", "period"], [[2.5], ["14 days"]], "column 'trigger': expected days, instants or text, got double"),
    ],
)
def test_tables_that_cannot_be_read(names: list[str], arrays: list[Any], words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        due_table(pa.RecordBatch.from_arrays([pa.array(each) for each in arrays], names=names))


def test_no_rows() -> None:
    assert answers(batch_of(SAMPLE[:1]).slice(0, 0)) == []


def test_many_rows_on_all_cores_are_the_rows_one_by_one() -> None:
    rng = np.random.default_rng(7)
    few = batch_of([row for row in SAMPLE if not row.get("excluded") and not row.get("closures")])
    expected = answers(few)
    rows = rng.integers(0, few.num_rows, 1_200_000)
    found = due_table(few.take(pa.array(rows)))
    for name, place in (("due", 0), ("assurance", 1), ("error", 2)):
        wanted = pa.array([answer[place] for answer in expected]).take(pa.array(rows))
        assert found.column(name).cast(wanted.type).equals(wanted), name


def test_where_there_is_no_room_rows_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("courtclock.bulk.atlas.ROOM", 1)
    shelf = Shelf(default_almanac())
    monkeypatch.setattr("courtclock.bulk.rows.shelf_of", lambda _: shelf)
    assert answers(batch_of(SAMPLE)) == [by_engine(row) for row in SAMPLE]
    last = shelf.atlas(19_700, 19_900)
    assert isinstance(last, Atlas)
    assert len(last.places) < len(SAMPLE)


def test_more_combinations_than_can_be_numbered_by_arithmetic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("courtclock.bulk.columns.MOST_KEYS", 4)
    assert coded(batch_of(SAMPLE)).size <= len(SAMPLE)
    assert answers(batch_of(SAMPLE)) == [by_engine(row) for row in SAMPLE]
