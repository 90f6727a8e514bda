"""`due_dates`: one rule, many triggers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from courtclock import Almanac, compute
from courtclock.bulk import due_dates
from courtclock.calendar import Closure, ClosureKind
from courtclock.deadline import Term
from courtclock.errors import BulkError, InvalidDate, InvalidTerm, InvalidValue, UnknownCalendar

RULE: dict[str, Any] = {"regime": "us.frcp.6", "calendar": "us.federal", "period": "14 days"}


def days(*texts: str) -> np.ndarray[Any, Any]:
    return np.array(texts, dtype="datetime64[D]")


def test_dates_in_dates_out() -> None:
    answer = due_dates(days("2024-06-14", "2024-06-20"), **RULE)
    assert answer.dtype == np.dtype("datetime64[D]")
    assert answer.tolist() == [dt.date(2024, 6, 28), dt.date(2024, 7, 5)]


def test_day_numbers_in_day_numbers_out() -> None:
    numbers = days("2024-06-14", "2024-06-20").astype(np.int32)
    answer = due_dates(numbers, **RULE)
    assert answer.dtype == np.int32
    assert answer.tolist() == days("2024-06-28", "2024-07-05").astype(int).tolist()


def test_what_is_no_date_stays_none() -> None:
    assert np.isnat(due_dates(days("NaT", "2024-06-14"), **RULE)).tolist() == [True, False]
    none = np.iinfo(np.int32).min
    assert due_dates(np.array([none], dtype=np.int32), **RULE).tolist() == [none]


def test_every_day_of_two_versions_and_of_both_edges_is_what_compute_says() -> None:
    asked = np.arange(np.datetime64("2009-11-01"), np.datetime64("2009-12-31"))
    answer = due_dates(asked, **{**RULE, "period": "7 days"})
    for trigger, due in zip(asked.tolist(), answer.tolist(), strict=True):
        assert due == compute(Term(trigger=trigger, **{**RULE, "period": "7 days"})).due_on
    edges = days("1995-12-10", "1995-12-31", "2027-12-15", "2027-12-18")
    assert due_dates(edges, **RULE, errors="nat").tolist() == [None, dt.date(1996, 1, 16), dt.date(2027, 12, 29), None]


def test_rows_without_a_date_are_named_with_their_errors() -> None:
    asked = days("2024-06-14", "1900-01-01", "2030-01-01", "2031-01-01", "2032-01-01")
    with pytest.raises(BulkError) as caught:
        due_dates(asked, **RULE)
    message = str(caught.value)
    assert message.startswith("4 of 5 rows have no date")
    assert "row 1: NotInForce: " in message
    assert "row 2: OutsideCoverage: " in message
    assert message.endswith("and 1 more")
    assert isinstance(caught.value, ValueError)


def test_a_disputed_row_has_the_date_that_prevails() -> None:
    asked: dict[str, Any] = {"regime": "pk.gca", "calendar": "pk.shc", "period": "1 month"}
    trigger = dt.date(2024, 1, 31)
    answer = compute(Term(trigger=trigger, **asked))
    assert len(answer.readings) > 1 or answer.assurance.value == "disputed"
    assert due_dates(np.array([trigger]), **asked).tolist() == [answer.due_on]


def test_a_feast_not_yet_sighted_is_asked_of_the_engine() -> None:
    asked: dict[str, Any] = {"regime": "pk.gca", "calendar": "pk.federal", "period": "7 days"}
    triggers = np.arange(np.datetime64("2027-02-25"), np.datetime64("2027-03-20"))
    answers = due_dates(triggers, **asked, errors="nat")
    again = due_dates(triggers, **asked, errors="nat")
    for trigger, due, same in zip(triggers.tolist(), answers.tolist(), again.tolist(), strict=True):
        assert due == same == compute(Term(trigger=trigger, **asked)).due_on


def test_days_far_from_the_coverage_need_no_calendar_where_no_day_has_to_be_known() -> None:
    asked = days("0001-01-01", "1600-02-29", "9999-12-01")
    answer = due_dates(asked, regime="pk.gca", calendar="none", period="10 days", law_on="2024-01-01")
    assert answer.tolist() == [dt.date(1, 1, 11), dt.date(1600, 3, 10), dt.date(9999, 12, 11)]


@pytest.mark.parametrize("beyond", ["9999-12-31", "10000-01-01", "-0001-01-01", "292277026-01-01"])
def test_days_beyond_the_calendar_of_the_machine_have_no_date(beyond: str) -> None:
    rule: dict[str, Any] = {"regime": "pk.gca", "calendar": "none", "period": "10 days", "law_on": "2024-01-01"}
    assert np.isnat(due_dates(np.array([beyond], dtype="datetime64[D]"), **rule, errors="nat")).all()


def test_out_is_filled_and_returned_and_may_be_the_triggers_themselves() -> None:
    asked = days("2024-06-14", "2024-06-20", "NaT").astype("datetime64[D]")
    out = np.empty_like(asked)
    assert due_dates(asked, **RULE, out=out) is out
    expected = out.copy()
    assert due_dates(asked, **RULE, out=asked) is asked
    assert np.array_equal(asked, expected, equal_nan=True)


@pytest.mark.parametrize(
    "out",
    [np.empty(3, "datetime64[D]"), np.empty(2, np.int32), np.empty(4, "datetime64[D]")[::2], np.empty((1, 2), "M8[D]")],
    ids=["shape", "type", "order", "dimensions"],
)
def test_out_has_to_fit(out: np.ndarray[Any, Any]) -> None:
    with pytest.raises(InvalidValue, match="out: expected an array of datetime64"):
        due_dates(days("2024-06-14", "2024-06-20"), **RULE, out=out)


def test_shapes_are_kept() -> None:
    square = days("2024-06-14", "2024-06-20", "2024-07-01", "2024-07-02").reshape(2, 2)
    assert due_dates(square, **RULE).shape == (2, 2)
    assert due_dates(days(), **RULE).shape == (0,)
    assert due_dates(np.datetime64("2024-06-14"), **RULE) == np.datetime64("2024-06-28")
    assert due_dates(square.T, **RULE)[1, 0] == due_dates(square[0, 1], **RULE)


@pytest.mark.parametrize(
    "triggers",
    [
        ["2024-06-14"],
        [dt.date(2024, 6, 14)],
        np.array(["2024-06-14"], "datetime64[ns]"),
        np.array(["2024-06-14"], dtype=object),
    ],
    ids=["text", "dates", "nanoseconds", "objects"],
)
def test_other_days_are_read(triggers: Any) -> None:
    assert due_dates(triggers, **RULE).tolist() == [dt.date(2024, 6, 28)]


@pytest.mark.parametrize(
    "triggers",
    [["soon"], [1.5], np.array(["2024-06-14T10:00"], "datetime64[m]"), np.array([2**40])],
    ids=["words", "floats", "an hour", "a large number"],
)
def test_what_is_no_day_is_refused(triggers: Any) -> None:
    with pytest.raises(InvalidDate, match="triggers: "):
        due_dates(triggers, **RULE)


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"calendar": "us.xx"}, UnknownCalendar, "unknown calendar 'us.xx'"),
        ({"period": "soon"}, InvalidValue, "'soon' is not a period"),
        ({"period": "24 hours"}, InvalidTerm, "run from an instant"),
        ({"direction": "up"}, InvalidValue, "direction: expected one of 'after', 'before'"),
        ({"errors": "ignore"}, InvalidValue, "errors: expected 'raise' or 'nat'"),
        ({"act": "dancing"}, InvalidValue, "act: expected one of"),
    ],
)
def test_arguments_that_cannot_be(change: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        due_dates(days("2024-06-14"), **{**RULE, **change})


def test_an_almanac_of_ones_own() -> None:
    own = Almanac().with_closures(
        "us.federal", [Closure(on="2024-06-28", name="flood", kind=ClosureKind.OWN, source="the clerk")]
    )
    assert due_dates(days("2024-06-14"), **RULE, almanac=own).tolist() == [dt.date(2024, 7, 1)]
    assert due_dates(days("2024-06-14"), **RULE).tolist() == [dt.date(2024, 6, 28)]


def test_as_known_on_a_day() -> None:
    asked = {**RULE, "known_on": "2021-06-10"}
    assert due_dates(days("2021-06-04"), **asked).tolist() == [dt.date(2021, 6, 18)]
    assert due_dates(days("2021-06-04"), **RULE).tolist() == [dt.date(2021, 6, 21)]


def test_more_rows_than_one_block_and_an_error_in_the_last() -> None:
    asked = np.full(300_000, np.datetime64("2024-06-14"))
    asked[-1] = np.datetime64("2030-01-01")
    answer = due_dates(asked, **RULE, errors="nat")
    assert (answer[:-1] == np.datetime64("2024-06-28")).all()
    assert np.isnat(answer[-1])
    with pytest.raises(BulkError, match=r"1 of 300,000 rows have no date.*\n  row 299999: OutsideCoverage"):
        due_dates(asked, **RULE)
