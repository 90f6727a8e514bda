"""CPR 2.8 (England and Wales), paragraph by paragraph."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock.errors import NotInForce
from courtclock.trace import Assurance, StepKind
from strategies import ask, day_of

CPR: dict[str, Any] = {"regime": "gb.eaw.cpr.2.8", "calendar": "gb.eaw"}
CHRISTMAS = {**CPR, "trigger": "2024-12-11", "period": "14 days"}  # ends on Christmas Day, a Wednesday


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2024-10-02", "14 days", "2024-10-16"),
        ("2024-06-03", "6 days", "2024-06-09"),  # a Sunday, and no act at the court office
        ("2024-06-03", "7 calendar days", "2024-06-10"),
    ],
)
def test_2_8_3_leaves_out_the_day_on_which_the_period_begins(trigger: str, period: str, due: str) -> None:
    answer = ask(CPR, trigger=trigger, period=period)
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)
    assert "r. 2.8(3)(a)" in str(next(s.cite for s in answer.steps if s.kind is StepKind.FIRST_DAY))


@pytest.mark.parametrize(
    ("hearing", "period", "due"),
    [
        ("2017-03-30", "7 days", "2017-03-22"),
        ("2017-03-14", "5 days", "2017-03-06"),
        ("2022-06-08", "3 clear days", "2022-05-31"),
        ("2022-09-22", "3 clear days", "2022-09-15"),
        ("2023-05-10", "3 clear days", "2023-05-03"),
        ("2024-06-10", "7 days", "2024-06-02"),  # the day of the act may be a Sunday
    ],
)
def test_2_8_3_leaves_out_the_hearing_too(hearing: str, period: str, due: str) -> None:
    assert day_of(ask(CPR, trigger=hearing, period=period, direction="before")) == due


@pytest.mark.parametrize(
    ("trigger", "period", "direction", "due"),
    [
        ("2024-05-20", "5 days", "after", "2024-05-28"),  # a weekend and a bank holiday do not count
        ("2024-05-20", "6 days", "after", "2024-05-26"),
        ("2022-09-22", "5 days", "before", "2022-09-13"),
        ("2022-09-22", "6 days", "before", "2022-09-15"),
        ("2024-03-27", "1 day", "after", "2024-03-28"),
        ("2024-03-28", "1 day", "after", "2024-04-02"),  # Good Friday to Easter Monday
        ("2024-12-24", "2 days", "after", "2024-12-30"),
    ],
)
def test_2_8_4_five_days_are_short_and_six_are_not(trigger: str, period: str, direction: str, due: str) -> None:
    assert day_of(ask(CPR, trigger=trigger, period=period, direction=direction)) == due


@pytest.mark.parametrize(
    ("notice", "period", "first"),
    [
        ("2024-06-03", "7 days", "2024-06-11"),
        ("2024-06-03", "3 days", "2024-06-07"),
        ("2024-05-24", "3 clear days", "2024-05-31"),
        ("2024-06-03", "5 days", "2024-06-11"),
        ("2024-06-03", "6 days", "2024-06-10"),
    ],
)
def test_2_8_2_so_many_clear_days_after_notice_are_over_before_the_act(notice: str, period: str, first: str) -> None:
    assert day_of(ask(CPR, trigger=notice, period=period, bound="earliest")) == first


@pytest.mark.parametrize(
    ("act", "due"),
    [
        ("filing", "2024-12-27"),
        ("payment", "2024-12-25"),
        ("service", "2024-12-25"),
        ("other", "2024-12-25"),
        ("lapse", "2024-12-25"),
        (None, "2024-12-25"),
    ],
)
def test_2_8_5_moves_acts_at_the_court_office_alone(act: str | None, due: str) -> None:
    assert day_of(ask(CHRISTMAS, **({"act": act} if act else {}))) == due


def test_2_8_5_looks_to_the_days_of_the_court_office() -> None:
    # HMCTS closed the offices on 27 December 2024, which is no bank holiday.
    answer = ask({**CHRISTMAS, "calendar": "gb.eaw.offices"}, act="filing")
    assert (day_of(answer), answer.assurance) == ("2024-12-30", Assurance.SETTLED)


def test_2_8_5_does_not_move_what_is_counted_back() -> None:
    assert day_of(ask(CPR, trigger="2024-06-10", period="7 days", direction="before", act="filing")) == "2024-06-02"


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2024-05-23", "1 month", "2024-06-24"),
        ("2024-05-23", "2 weeks", "2024-06-06"),
        ("2024-01-31", "1 month", "2024-02-29"),
    ],
)
def test_2_8_months_and_weeks_end_on_the_corresponding_day(trigger: str, period: str, due: str) -> None:
    assert day_of(ask(CPR, trigger=trigger, period=period, act="filing")) == due


def test_the_rules_are_in_force_from_26_april_1999() -> None:
    with pytest.raises(NotInForce, match="1999-04-26"):
        ask(CPR, trigger="1999-04-25", period="14 days")
    assert day_of(ask(CPR, trigger="1999-04-26", period="14 days")) == "1999-05-10"
