"""Regulation 1182/71, article 3."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock.dates import iso
from courtclock.errors import NoProvision, NotInForce, OutsideCoverage
from courtclock.trace import Assurance
from strategies import ask, day_of

BARE: dict[str, Any] = {"regime": "eu.1182-71", "calendar": "none"}
COMMISSION: dict[str, Any] = {**BARE, "calendar": "eu.commission"}


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("1998-03-16", "3 weeks", "1998-04-06"),
        ("2024-03-05", "1 month", "2024-04-05"),
        ("2022-08-31", "1 month", "2022-09-30"),
        ("2024-06-30", "1 month", "2024-07-30"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-06-03", "10 days", "2024-06-13"),
    ],
)
def test_art_3_1_and_2_leave_the_event_out_and_end_on_its_weekday_or_date(trigger: str, period: str, due: str) -> None:
    answer = ask(BARE, trigger=trigger, period=period)
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2024-05-08", "1 day", "2024-05-13"),  # Ascension Day, the Friday after, a weekend
        ("2024-04-24", "1 week", "2024-05-02"),  # 1 May
        ("2024-06-08", "1 month", "2024-07-08"),
        ("2024-05-15", "1 month", "2024-06-17"),
    ],
)
def test_art_3_4_moves_a_last_day_that_is_no_working_day(trigger: str, period: str, due: str) -> None:
    assert day_of(ask(COMMISSION, trigger=trigger, period=period)) == due


@pytest.mark.parametrize(
    ("trigger", "period", "due"), [("2024-06-10", "15 days", "2024-05-26"), ("2024-06-03", "2 days", "2024-06-01")]
)
def test_art_3_4_does_not_move_a_retroactive_period(trigger: str, period: str, due: str) -> None:
    # Nor does the minimum of two working days reach it.
    assert day_of(ask(COMMISSION, trigger=trigger, period=period, direction="before")) == due


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2024-06-07", "1 day", "2024-06-10"),  # no minimum below two days
        ("2024-06-07", "2 days", "2024-06-11"),
        ("2024-06-07", "3 days", "2024-06-11"),
        ("2024-06-07", "4 days", "2024-06-11"),
        ("2024-06-06", "2 days", "2024-06-10"),  # Friday and Monday
        ("2024-06-05", "2 days", "2024-06-07"),
        ("2024-03-27", "2 days", "2024-04-03"),
        ("2024-05-08", "2 days", "2024-05-14"),
    ],
)
def test_art_3_5_two_days_or_more_have_two_working_days(trigger: str, period: str, due: str) -> None:
    assert day_of(ask(COMMISSION, trigger=trigger, period=period)) == due


def test_art_3_3_working_days_are_counted_where_the_text_says_so() -> None:
    assert day_of(ask(COMMISSION, trigger="2024-05-08", period="3 court days")) == "2024-05-15"


@pytest.mark.parametrize(
    "more",
    [
        {"trigger": "2024-06-04T10:25:00+02:00", "period": "72 hours", "direction": "before"},
        {"trigger": "2024-06-03", "period": "2 clear days"},
        {"trigger": "2024-06-03", "period": "10 days", "bound": "earliest"},
    ],
)
def test_what_is_not_modelled_gets_no_answer(more: dict[str, Any]) -> None:
    with pytest.raises(NoProvision):
        ask(BARE, **more)


@pytest.mark.parametrize(
    ("trigger", "end"),
    [
        ("2024-06-04T10:25:00+02:00", "2024-06-07T11:00:00+02:00"),  # art. 3(1): the hour of the event is out
        ("2024-06-04T10:00:00+02:00", "2024-06-07T11:00:00+02:00"),  # the event is in the hour that begins with it
        ("2024-06-05T09:59:59+02:00", "2024-06-08T10:00:00+02:00"),  # art. 3(4): hours do not move from a Saturday
        ("2024-03-29T20:30:00+01:00", "2024-04-01T22:00:00+02:00"),  # elapsed hours, over a change of the clocks
    ],
)
def test_art_3_1_full_hours_are_counted_and_do_not_move(trigger: str, end: str) -> None:
    assert iso(ask(COMMISSION, trigger=trigger, period="72 hours").answer) == end


def test_art_3_5_reaches_weeks_and_longer_periods() -> None:
    # A week from Tuesday 24 December 2013: its working days are Friday 3 and Monday 6 January.
    assert day_of(ask(COMMISSION, trigger="2013-12-24", period="1 week")) == "2014-01-06"


def test_a_fixed_date_stays() -> None:
    assert day_of(ask(COMMISSION, trigger="2024-06-01", period="0 days")) == "2024-06-01"


def test_art_3_5_for_hours_is_read_in_two_ways() -> None:
    answer = ask(COMMISSION, trigger="2024-06-07T15:20:00+02:00", period="72 hours")  # a Friday
    assert [iso(reading.due) for reading in answer.readings] == [
        "2024-06-10T16:00:00+02:00",
        "2024-06-11T16:00:00+02:00",
    ]
    assert answer.assurance is Assurance.DISPUTED
    assert ask(COMMISSION, trigger="2024-06-07T15:20:00+02:00", period="47 hours").assurance is Assurance.SETTLED


def test_the_regulation_is_in_force_from_1_july_1971() -> None:
    with pytest.raises(NotInForce, match="1971-07-01"):
        ask(BARE, trigger="1971-06-30", period="3 weeks")


# Days that only a page names: expected, so that the answer is provisional.


@pytest.mark.parametrize(
    ("trigger", "period", "due", "earliest"),
    [
        ("2025-05-15", "2 weeks", "2025-06-02", "2025-05-29"),  # Ascension Day and the Friday after
        ("2025-04-04", "2 weeks", "2025-04-22", "2025-04-18"),  # Good Friday and Easter Monday
        ("2022-05-12", "2 weeks", "2022-05-30", "2022-05-26"),
        ("2027-04-22", "2 weeks", "2027-05-10", "2027-05-06"),  # to come
    ],
)
def test_a_list_that_was_not_read_in_the_official_journal_is_expected(
    trigger: str, period: str, due: str, earliest: str
) -> None:
    answer = ask(COMMISSION, trigger=trigger, period=period)
    assert (day_of(answer), str(answer.earliest), answer.assurance) == (due, earliest, Assurance.PROVISIONAL)


@pytest.mark.parametrize("trigger", ["2021-04-29", "2018-04-26", "2022-04-04"])
def test_days_of_which_no_list_was_found_are_refused(trigger: str) -> None:
    with pytest.raises(OutsideCoverage, match="list of holidays for"):
        ask(COMMISSION, trigger=trigger, period="2 weeks")


def test_the_official_list_of_2022_begins_with_maundy_thursday() -> None:
    answer = ask(COMMISSION, trigger="2021-12-20", period="2 weeks")
    assert (day_of(answer), answer.assurance) == ("2022-01-03", Assurance.SETTLED)
