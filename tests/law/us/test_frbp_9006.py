"""Federal Rules of Bankruptcy Procedure, Rule 9006: where it differs from Rule 6 of the civil rules."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock.errors import NoProvision, NotInForce
from courtclock.trace import Assurance
from strategies import ask, day_of

BANKRUPTCY: dict[str, Any] = {"regime": "us.frbp.9006", "calendar": "us.federal"}


@pytest.mark.parametrize(
    ("trigger", "period", "direction", "due"),
    [
        ("2023-12-11", "14 days", "after", "2023-12-26"),  # Rule 8002(a): Christmas Day
        ("2024-03-06", "60 days", "after", "2024-05-06"),  # Rule 4007(c): a Sunday
        ("2024-10-21", "21 days", "before", "2024-09-30"),  # Rule 2002(a)
        ("2024-10-15", "30 days", "before", "2024-09-13"),
    ],
)
def test_9006a1_and_9006a5_count_as_in_civil_cases(trigger: str, period: str, direction: str, due: str) -> None:
    answer = ask(BANKRUPTCY, trigger=trigger, period=period, direction=direction)
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)
    assert "Bankruptcy" in str(answer.steps[-1].cite)


def test_9006a6c_took_the_friday_after_thanksgiving_in_california() -> None:
    request = {"regime": "us.frbp.9006", "court": "us.cacd"}
    assert day_of(ask(request, trigger="2003-09-29", period="60 days")) == "2003-12-01"


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2008-05-22", "5 days", "2008-05-30"),  # a weekend and Memorial Day left out
        ("2008-11-03", "7 days", "2008-11-13"),  # a weekend and Veterans Day left out
        ("2008-11-03", "8 days", "2008-11-12"),  # ends on Veterans Day
        ("2008-11-14", "10 days", "2008-11-24"),  # In re Latture
        ("2008-05-16", "10 days", "2008-05-27"),
    ],
)
def test_before_2009_less_than_eight_days_left_out_closed_days(trigger: str, period: str, due: str) -> None:
    assert day_of(ask(BANKRUPTCY, trigger=trigger, period=period)) == due


@pytest.mark.parametrize(
    ("trigger", "service", "due"),
    [
        ("2024-07-01", "mail", "2024-07-18"),
        ("2024-07-01", "electronic", "2024-07-15"),
        ("2015-07-01", "electronic", "2015-07-20"),  # three days lead to a Saturday
    ],
)
def test_9006f_adds_three_days(trigger: str, service: str, due: str) -> None:
    assert day_of(ask(BANKRUPTCY, trigger=trigger, period="14 days", service=service)) == due


@pytest.mark.parametrize(
    ("trigger", "service", "due"),
    [
        ("2007-06-01", "mail", "2007-06-18"),  # Wednesday 13 June; the third day after is a Saturday
        ("2007-06-01", "electronic", "2007-06-18"),
        ("2007-06-01", "personal", "2007-06-13"),
        ("2005-12-01", "mail", "2005-12-16"),
    ],
)
def test_9006f_adds_to_the_end_since_december_2005(trigger: str, service: str, due: str) -> None:
    assert day_of(ask(BANKRUPTCY, trigger=trigger, period="12 days", service=service)) == due


def test_9006f_before_december_2005_is_not_on_record() -> None:
    with pytest.raises(NoProvision, match="'mail' is not on record here; on record: personal"):
        ask(BANKRUPTCY, trigger="2005-11-30", period="12 days", service="mail")


def test_9006f_names_the_methods_that_it_knows() -> None:
    with pytest.raises(NoProvision, match="on record: electronic, leaving_with_clerk, mail"):
        ask(BANKRUPTCY, trigger="2024-07-01", period="14 days", service="fax")


def test_before_the_rule_there_is_no_answer() -> None:
    with pytest.raises(NotInForce, match="1989-07-31"):
        ask(BANKRUPTCY, trigger="1989-07-31", period="10 days")
