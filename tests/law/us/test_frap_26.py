"""Federal Rules of Appellate Procedure, Rule 26: where it differs from Rule 6 of the civil rules."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock.errors import InvalidTerm, NoProvision, NotInForce
from courtclock.trace import Assurance
from strategies import ask, day_of, reading_days

APPEAL: dict[str, Any] = {"regime": "us.frap.26", "calendar": "us.federal"}
NINTH: dict[str, Any] = {"court": "us.ca9"}


@pytest.mark.parametrize(
    ("trigger", "period", "direction", "due"),
    [
        ("2013-04-03", "14 days", "after", "2013-04-17"),
        ("2024-11-18", "7 days", "before", "2024-11-08"),  # Veterans Day
        ("2024-06-01", "2 weeks", "after", "2024-06-17"),
    ],
)
def test_26a1_and_26a5_count_as_in_civil_cases(trigger: str, period: str, direction: str, due: str) -> None:
    answer = ask(APPEAL, trigger=trigger, period=period, direction=direction)
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)
    assert "Appellate" in str(answer.steps[-1].cite)


def test_26a6b_is_read_in_two_ways_and_the_ninth_circuit_kept_the_day_of_mourning() -> None:
    answer = ask(APPEAL, trigger="2018-11-05", period="30 days")
    assert (reading_days(answer), answer.assurance) == (["2018-12-06", "2018-12-05"], Assurance.DISPUTED)


@pytest.mark.parametrize(
    ("trigger", "below", "due"),
    [
        ("2005-10-26", "us.cacd", "2005-11-28"),  # the Friday after Thanksgiving, in California
        ("2025-03-01", "us.azd", "2025-04-01"),  # 31 March, where the clerk of the circuit sits
        ("2024-03-16", "us.azd", "2024-04-15"),
        ("2024-09-18", "us.akd", "2024-10-21"),  # Friday 18 October, Alaska Day, in the state of the court below
    ],
)
def test_26a6c_takes_the_holidays_of_either_state(trigger: str, below: str, due: str) -> None:
    answer = ask(NINTH, trigger=trigger, period="30 days", appealed_from=below)
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)


@pytest.mark.parametrize("below", ["us.ca9", "us.ca2", "us.nysd"])
def test_26a6c_takes_no_court_that_is_not_below(below: str) -> None:
    with pytest.raises(InvalidTerm, match="appealed_from"):
        ask(NINTH, trigger="2024-05-12", period="30 days", appealed_from=below)


@pytest.mark.parametrize(
    ("trigger", "service", "due"),
    [
        ("2024-07-01", "commercial_carrier", "2024-07-25"),
        ("2024-07-01", "mail", "2024-07-25"),
        ("2024-07-01", "electronic", "2024-07-22"),
        ("2016-07-01", "electronic", "2016-07-25"),
        ("2024-07-01", "personal", "2024-07-22"),
    ],
)
def test_26c_adds_three_days(trigger: str, service: str, due: str) -> None:
    assert day_of(ask(APPEAL, trigger=trigger, period="21 days", service=service)) == due


def test_26c_names_the_methods_that_it_knows() -> None:
    with pytest.raises(NoProvision, match="on record: commercial_carrier, electronic, leaving_with_clerk, mail"):
        ask(APPEAL, trigger="2024-07-01", period="21 days", service="pigeon")


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2008-11-24", "7 days", "2008-12-04"),  # less than eleven: Thanksgiving and the weekend left out
        ("2008-11-24", "7 calendar days", "2008-12-01"),
        ("2002-12-02", "10 days", "2002-12-16"),
        ("2002-12-02", "11 days", "2002-12-13"),
        ("2002-11-29", "7 days", "2002-12-06"),  # less than seven until 30 November 2002
        ("2002-11-29", "6 days", "2002-12-09"),
    ],
)
def test_before_2009_a_short_period_left_out_closed_days(trigger: str, period: str, due: str) -> None:
    assert day_of(ask(APPEAL, trigger=trigger, period=period)) == due


@pytest.mark.parametrize(
    ("trigger", "period", "service", "due"),
    [
        ("2000-03-01", "30 days", "mail", "2000-04-03"),
        ("2000-03-01", "30 days", "commercial_carrier", "2000-04-03"),
        ("2000-03-01", "30 days", "personal", "2000-03-31"),
        ("2000-02-24", "30 days", "mail", "2000-03-28"),  # Saturday 25 March, and three days more
        ("1997-05-01", "14 days", "mail", "1997-05-19"),  # Thursday; Friday to Sunday: the Note's own example
    ],
)
def test_26c_added_to_the_period_since_december_1996(trigger: str, period: str, service: str, due: str) -> None:
    answer = ask(APPEAL, trigger=trigger, period=period, service=service)
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)


def test_26c_before_december_1996_is_not_on_record() -> None:
    with pytest.raises(NoProvision, match="'mail' is not on record here; on record: personal"):
        ask(APPEAL, trigger="1996-11-27", period="14 days", service="mail")


def test_before_the_rule_there_is_no_answer() -> None:
    with pytest.raises(NotInForce, match="1989-11-30"):
        ask(APPEAL, trigger="1989-11-30", period="30 days")
