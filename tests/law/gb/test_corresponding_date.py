"""The corresponding date (England and Wales): months and years at common law."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock.errors import NoProvision
from strategies import ask, day_of

BARE: dict[str, Any] = {"regime": "gb.eaw.corresponding-date", "calendar": "none"}
COURTS: dict[str, Any] = {**BARE, "calendar": "gb.eaw"}


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("1978-09-30", "4 months", "1979-01-30"),
        ("1978-10-31", "4 months", "1979-02-28"),  # no such date: the last day of the month
        ("1979-02-28", "1 month", "1979-03-28"),  # the last day of a month is nothing special
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "4 years", "2028-02-29"),
    ],
)
def test_dodds_v_walker_the_day_with_the_same_number(trigger: str, period: str, due: str) -> None:
    assert day_of(ask(BARE, trigger=trigger, period=period)) == due


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("1965-09-10", "12 months", "1966-09-09"),
        ("1991-04-30", "3 months", "1991-07-29"),
        ("2008-12-01", "3 months", "2009-02-28"),
        ("2009-02-03", "3 months", "2009-05-02"),
        ("2016-06-20", "3 months", "2016-09-19"),
        ("2011-06-03", "6 years", "2017-06-02"),
    ],
)
def test_beginning_with_takes_the_first_day_in(trigger: str, period: str, due: str) -> None:
    assert day_of(ask(BARE, trigger=trigger, period=period, first_day="included")) == due


@pytest.mark.parametrize(
    ("act", "due"),
    [("filing", "2024-06-10"), ("service", "2024-06-08"), ("payment", "2024-06-08"), (None, "2024-06-08")],
)
def test_kaur_moves_what_needs_the_court_office(act: str | None, due: str) -> None:
    # Three years to Saturday 8 June 2024.
    assert day_of(ask(COURTS, trigger="2021-06-08", period="3 years", **({"act": act} if act else {}))) == due


def test_kaur_on_its_own_dates() -> None:
    closed = ["1970-09-05", "1970-09-06"]
    assert day_of(ask(BARE, trigger="1967-09-05", period="3 years", act="filing", closures=closed)) == "1970-09-07"


def test_weeks_that_start_with_a_day_have_that_day_in_them() -> None:
    answer = ask(BARE, trigger="2010-12-21", period="6 weeks", first_day="included")  # Barker v Hambleton
    assert day_of(answer) == "2011-01-31"


@pytest.mark.parametrize(
    ("trigger", "due"),
    [
        ("2011-06-03T00:00:00+01:00", "2017-06-02"),  # Matthew v Sedman: the day is whole, and counts
        ("2011-06-03T00:01:00+01:00", "2017-06-03"),
        ("2011-06-03", "2017-06-03"),
    ],
)
def test_an_event_at_the_first_instant_of_a_day_has_that_day_whole(trigger: str, due: str) -> None:
    assert day_of(ask(BARE, trigger=trigger, period="6 years")) == due


def test_it_is_no_rule_for_court_days() -> None:
    with pytest.raises(NoProvision):
        ask(BARE, trigger="2010-12-21", period="5 court days")
