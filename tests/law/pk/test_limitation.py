"""The Limitation Act 1908 (Pakistan), section by section, on dated facts."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock.almanac import default_almanac
from courtclock.errors import NoProvision, NotInForce
from courtclock.trace import Assurance, StepKind
from strategies import BARE_LIMITATION, LIMITATION, SHC, ask, day_of, reading_days

JUDGMENT = {**BARE_LIMITATION, "trigger": "2024-09-02", "period": "30 days"}  # thirty days end on 2 October


# Section 12(1): the day from which the period is reckoned.


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2014-09-16", "10 days", "2014-09-26"),
        ("2008-12-04", "20 days", "2008-12-24"),
        ("2016-09-07", "30 days", "2016-10-07"),
        ("2017-06-09", "90 days", "2017-09-07"),
        ("2015-12-22", "4 months", "2016-04-22"),
        ("2016-07-29", "3 years", "2019-07-29"),
        ("2024-04-17", "2 weeks", "2024-05-01"),
    ],
)
def test_s12_1_leaves_out_the_day_from_which_time_is_reckoned(trigger: str, period: str, due: str) -> None:
    answer = ask(BARE_LIMITATION, trigger=trigger, period=period)
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)
    assert "s. 12(1)" in str(next(s.cite for s in answer.steps if s.kind is StepKind.FIRST_DAY))


# Section 4: a court that is closed.


def test_s4_moves_a_sunday_to_the_day_of_reopening() -> None:
    answer = ask(LIMITATION, trigger="2013-10-28", period="20 days", act="filing")
    assert (day_of(answer), answer.assurance) == ("2013-11-18", Assurance.SETTLED)
    assert "s. 4" in str(next(s.cite for s in answer.steps if s.kind is StepKind.ROLL))


@pytest.mark.parametrize(
    ("trigger", "period", "readings"),
    [
        ("2006-07-31", "1 year", ["2007-08-06", "2007-07-31"]),
        ("2017-01-25", "6 months", ["2017-08-07", "2017-07-25"]),
        ("2024-12-20", "10 days", ["2025-01-11", "2024-12-30"]),
    ],
)
def test_s4_in_a_vacation_is_read_in_two_ways_each_with_its_authority(
    trigger: str, period: str, readings: list[str]
) -> None:
    answer = ask(LIMITATION, trigger=trigger, period=period, act="filing")
    assert answer.assurance is Assurance.DISPUTED
    assert reading_days(answer) == readings
    assert [str(answer.latest), str(answer.safe_on)] == readings
    assert "Suit 1555/2007" in answer.readings[0].cite
    assert "2006 CLC 618" in answer.readings[1].cite


def test_s4_does_not_carry_a_period_that_ended_on_the_eve_of_the_closure() -> None:
    answer = ask(LIMITATION, trigger="2008-12-04", period="20 days", act="filing")
    assert (day_of(answer), answer.assurance) == ("2008-12-24", Assurance.SETTLED)


@pytest.mark.parametrize("act", ["service", "other", "lapse"])
def test_s4_speaks_of_suits_appeals_and_applications_alone(act: str) -> None:
    answer = ask(LIMITATION, trigger="2013-10-28", period="20 days", act=act)
    assert (day_of(answer), answer.assurance) == ("2013-11-17", Assurance.SETTLED)


# Section 12(2) to (5): the time requisite for a copy.


@pytest.mark.parametrize(
    ("excluded", "due"),
    [
        ([], "2024-10-02"),
        ([["2024-09-05", "2024-09-12"]], "2024-10-10"),
        ([["2024-09-05", "2024-09-05"]], "2024-10-03"),
        # A union: overlapping, nested, adjacent and repeated intervals count each day once.
        ([["2024-09-05", "2024-09-12"], ["2024-09-10", "2024-09-14"]], "2024-10-12"),
        ([["2024-09-05", "2024-09-14"], ["2024-09-07", "2024-09-08"]], "2024-10-12"),
        ([["2024-09-10", "2024-09-14"], ["2024-09-05", "2024-09-09"]], "2024-10-12"),
        ([["2024-09-05", "2024-09-12"], ["2024-09-05", "2024-09-12"]], "2024-10-10"),
        ([["2024-09-05", "2024-09-06"], ["2024-09-20", "2024-09-21"]], "2024-10-06"),
        # Only days from day one on can be left out of the count.
        ([["2024-09-02", "2024-09-04"]], "2024-10-04"),
        ([["2024-08-20", "2024-09-02"]], "2024-10-02"),
        # A copy asked for on the last day is in time, one asked for a day later adds nothing.
        ([["2024-10-02", "2024-10-03"]], "2024-10-04"),
        ([["2024-10-03", "2024-10-20"]], "2024-10-02"),
        ([["2024-10-19", "2024-10-23"]], "2024-10-02"),
        # The second interval begins while the time that the first one gave still runs.
        ([["2024-09-05", "2024-09-12"], ["2024-10-05", "2024-10-06"]], "2024-10-12"),
    ],
)
def test_s12_2_leaves_out_the_union_of_the_intervals_that_began_in_time(excluded: list[list[str]], due: str) -> None:
    answer = ask(JUDGMENT, excluded=excluded)
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)
    assert (StepKind.EXCLUDED in {step.kind for step in answer.steps}) is bool(excluded)


def test_s12_2_adds_to_the_unrolled_end() -> None:
    # The thirtieth day is a Sunday; two days added to it are Tuesday, added to Monday they would be Wednesday.
    answer = ask(LIMITATION, trigger="2007-08-31", period="30 days", excluded=[["2007-09-24", "2007-09-25"]])
    assert day_of(answer) == "2007-10-02"
    assert StepKind.ROLL not in {step.kind for step in answer.steps}


def test_s12_2_rolls_the_end_that_the_copying_days_lead_to() -> None:
    # Eleven copying days lead to Sunday 13 October 2024.
    answer = ask({**JUDGMENT, "calendar": "pk.shc"}, excluded=[["2024-09-05", "2024-09-15"]])
    assert day_of(answer) == "2024-10-14"


def test_s12_2_the_lahore_count_is_said_with_the_interval_strictly_between() -> None:
    between = ask(BARE_LIMITATION, trigger="1998-03-24", period="90 days", excluded=[["1998-04-15", "1998-05-17"]])
    both_in = ask(BARE_LIMITATION, trigger="1998-03-24", period="90 days", excluded=[["1998-04-14", "1998-05-18"]])
    assert (day_of(between), day_of(both_in)) == ("1998-07-25", "1998-07-27")


# Section 25: months and years.


@pytest.mark.parametrize(
    ("trigger", "period", "due"), [("2024-08-31", "6 months", "2025-02-28"), ("2016-02-29", "3 years", "2019-02-28")]
)
def test_s25_a_month_without_the_date_is_disputed_with_its_one_reading(trigger: str, period: str, due: str) -> None:
    answer = ask(BARE_LIMITATION, trigger=trigger, period=period)
    assert (reading_days(answer), answer.assurance) == ([due], Assurance.DISPUTED)


# What the Act does not speak of.


@pytest.mark.parametrize(
    "more",
    [
        {"direction": "before"},
        {"bound": "earliest"},
        {"period": "7 clear days"},
        {"period": "7 court days"},
        {"period": "7 hours", "trigger": "2024-07-02T10:00:00+05:00"},
        {"service": "mail"},
    ],
)
def test_on_what_the_act_is_silent_there_is_no_answer(more: dict[str, Any]) -> None:
    with pytest.raises(NoProvision, match="Limitation Act 1908"):
        ask({**LIMITATION, "trigger": "2024-07-02", "period": "7 days", **more})


def test_the_act_is_in_force_from_1909() -> None:
    with pytest.raises(NotInForce, match="1909-01-01"):
        ask(BARE_LIMITATION, trigger="1908-12-31", period="30 days")
    assert day_of(ask(BARE_LIMITATION, trigger="1909-01-01", period="30 days")) == "1909-01-31"


def test_s10_of_the_general_clauses_act_does_not_take_part() -> None:
    regime = default_almanac().regime("pk.limitation", "2024-01-01")
    assert not [cite for _, p in regime.provisions() if "s. 10(1)" in (cite := str(p.cite))]
    both = [
        ask({**SHC, "regime": rules}, trigger="2013-10-28", period="20 days") for rules in ("pk.gca", "pk.limitation")
    ]
    assert {day_of(answer) for answer in both} == {"2013-11-18"}
