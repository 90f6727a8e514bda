"""Federal Rules of Criminal Procedure, Rule 45: where it differs from Rule 6 of the civil rules."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock.errors import NoProvision, NotInForce
from courtclock.trace import Assurance
from strategies import ask, day_of

CRIMINAL: dict[str, Any] = {"regime": "us.frcrp.45", "calendar": "us.federal"}


@pytest.mark.parametrize(
    ("trigger", "period", "direction", "due"),
    [
        ("2024-06-20", "14 days", "after", "2024-07-05"),  # Rule 29(c): Independence Day
        ("2012-12-07", "14 days", "after", "2012-12-21"),
        ("2025-02-03", "14 days", "before", "2025-01-17"),
    ],
)
def test_45a1_and_45a5_count_as_in_civil_cases(trigger: str, period: str, direction: str, due: str) -> None:
    answer = ask(CRIMINAL, trigger=trigger, period=period, direction=direction)
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)
    assert "Criminal" in str(answer.steps[-1].cite)


@pytest.mark.parametrize(("direction", "due"), [("after", "2024-04-16"), ("before", "2024-04-15")])
def test_45a6c_counts_the_holidays_of_the_state_forward_only(direction: str, due: str) -> None:
    trigger = "2024-04-01" if direction == "after" else "2024-04-29"
    request = {"regime": "us.frcrp.45", "court": "us.mad"}
    assert day_of(ask(request, trigger=trigger, period="14 days", direction=direction)) == due


@pytest.mark.parametrize(
    ("period", "due"), [("7 days", "2005-11-29"), ("10 days", "2005-12-02"), ("11 days", "2005-11-28")]
)
def test_before_2009_less_than_eleven_days_left_out_closed_days(period: str, due: str) -> None:
    assert day_of(ask(CRIMINAL, trigger="2005-11-17", period=period)) == due


@pytest.mark.parametrize(
    ("trigger", "service", "due"),
    [
        ("2024-07-01", "mail", "2024-07-18"),
        ("2024-07-01", "electronic", "2024-07-15"),
        ("2015-07-01", "electronic", "2015-07-20"),  # three days lead to a Saturday
    ],
)
def test_45c_adds_three_days(trigger: str, service: str, due: str) -> None:
    assert day_of(ask(CRIMINAL, trigger=trigger, period="14 days", service=service)) == due


@pytest.mark.parametrize(
    ("trigger", "service", "due"),
    [
        ("2007-06-01", "mail", "2007-06-18"),  # Wednesday 13 June; the third day after is a Saturday
        ("2007-06-01", "electronic", "2007-06-18"),
        ("2007-06-01", "personal", "2007-06-13"),
        ("2005-12-01", "mail", "2005-12-16"),
    ],
)
def test_45c_adds_to_the_end_since_december_2005(trigger: str, service: str, due: str) -> None:
    assert day_of(ask(CRIMINAL, trigger=trigger, period="12 days", service=service)) == due


def test_45c_before_december_2005_is_not_on_record() -> None:
    with pytest.raises(NoProvision, match="'mail' is not on record here; on record: personal"):
        ask(CRIMINAL, trigger="2005-11-30", period="12 days", service="mail")


def test_45c_names_the_methods_that_it_knows() -> None:
    with pytest.raises(NoProvision, match="on record: electronic, leaving_with_clerk, mail"):
        ask(CRIMINAL, trigger="2024-07-01", period="14 days", service="fax")


def test_before_the_version_that_was_read_there_is_no_answer() -> None:
    with pytest.raises(NotInForce, match="2002-11-30"):
        ask(CRIMINAL, trigger="2002-11-30", period="7 days")
