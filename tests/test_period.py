"""Periods: one number and one unit, read from words, figures and ISO 8601."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtclock.errors import InvalidPeriod
from courtclock.period import Period, Unit


@pytest.mark.parametrize(
    ("text", "n", "unit"),
    [
        ("one week", 1, Unit.WEEKS),
        ("1 weeks", 1, Unit.WEEKS),
        ("a week", 1, Unit.WEEKS),
        ("7 days", 7, Unit.DAYS),
        ("  7   DAYS ", 7, Unit.DAYS),
        ("seven days", 7, Unit.DAYS),
        ("twenty-one days", 21, Unit.DAYS),
        ("ninety days", 90, Unit.DAYS),
        ("007 days", 7, Unit.DAYS),
        ("3 clear days", 3, Unit.CLEAR_DAYS),
        ("one clear day", 1, Unit.CLEAR_DAYS),
        ("10 court days", 10, Unit.COURT_DAYS),
        ("10 working days", 10, Unit.COURT_DAYS),
        ("1 business day", 1, Unit.COURT_DAYS),
        ("30 calendar days", 30, Unit.CALENDAR_DAYS),
        ("2 months", 2, Unit.MONTHS),
        ("an hour", 1, Unit.HOURS),
        ("72 hours", 72, Unit.HOURS),
        ("1 year", 1, Unit.YEARS),
        ("a fortnight", 2, Unit.WEEKS),
        ("fortnight", 2, Unit.WEEKS),
        ("P30D", 30, Unit.DAYS),
        ("P1M", 1, Unit.MONTHS),
        ("P2W", 2, Unit.WEEKS),
        ("P1Y", 1, Unit.YEARS),
        ("PT72H", 72, Unit.HOURS),
        ("0 days", 0, Unit.DAYS),
        ("0 clear days", 0, Unit.CLEAR_DAYS),
    ],
)
def test_a_period_is_read(text: str, n: int, unit: Unit) -> None:
    assert Period.parse(text) == Period(n, unit)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2 months + 10 days", "2 months + 10 days"),
        ("three months+thirty days", "3 months + 30 days"),
        ("P2M + P10D", "2 months + 10 days"),
        ("1 year + a fortnight", "1 year + 2 weeks"),
    ],
)
def test_a_period_in_two_parts_is_read_and_said(text: str, canonical: str) -> None:
    period = Period.parse(text)
    assert period.then is not None
    assert str(period) == canonical
    assert Period.parse(canonical) == period


@pytest.mark.parametrize(
    "given_",
    [
        "2 months + 10 days + 1 day",
        "2 months + 10 clear days",
        "2 court days + 1 day",
        "72 hours + 1 day",
        "1 day + 72 hours",
        "0 days + 1 day",
        "1 day + 0 days",
        "2 months +",
        "+ 10 days",
        "+",
        "2 months ++ 10 days",
        "",
        " ",
        "soon",
        "week",
        "7",
        "7days",
        "-7 days",
        "+7 days",
        "7.5 days",
        "half a day",
        "7 moons",
        "one two days",
        "days 7",
        "7 days 3 hours",
        "1 month and 2 days",
        "P",
        "PT",
        "P1M2D",
        "P-1D",
        "P1H",
        "PT1M",
        "p30d x",
        "P99999999D",
        "99999999 days",
        "36526 days",
        "101 years",
        "1201 months",
        "0 weeks",
        "0 hours",
        "0 months",
        "\uff11 day",
        "7\u00a0day\u200b",
        "9" * 5000 + " days",
        None,
        7,
        7.0,
        True,
        ["7 days"],
        {"n": 7, "unit": "days"},
    ],
)
def test_what_is_not_a_period_is_refused(given_: Any) -> None:
    with pytest.raises(InvalidPeriod):
        Period.parse(given_)


@pytest.mark.parametrize(
    ("n", "unit"),
    [("7", Unit.DAYS), (7.0, Unit.DAYS), (True, Unit.DAYS), (None, Unit.DAYS), (7, "days"), (-1, Unit.DAYS)],
)
def test_a_period_of_the_wrong_parts_is_refused(n: Any, unit: Any) -> None:
    with pytest.raises(InvalidPeriod):
        Period(n, unit)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("one week", "1 week"),
        ("1 weeks", "1 week"),
        ("seven days", "7 days"),
        ("three clear days", "3 clear days"),
        ("one working day", "1 court day"),
        ("P30D", "30 days"),
        ("0 days", "0 days"),
        ("a fortnight", "2 weeks"),
    ],
)
def test_the_text_of_a_period_is_canonical(text: str, canonical: str) -> None:
    assert str(Period.parse(text)) == canonical


@given(st.integers(1, 100), st.sampled_from(Unit))
def test_the_text_of_a_period_reads_as_that_period(n: int, unit: Unit) -> None:
    period = Period(n, unit)
    assert Period.parse(str(period)) == period
    assert Period.parse(period) is period


@given(st.text(max_size=30))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        period = Period.parse(text)
    except InvalidPeriod:
        return
    assert Period.parse(str(period)) == period


def test_the_second_part_of_a_period_is_a_period() -> None:
    with pytest.raises(InvalidPeriod, match="expected a Period"):
        Period(2, Unit.MONTHS, "10 days")  # type: ignore[arg-type] # what is wrong is the point
