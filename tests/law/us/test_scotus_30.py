"""Rules of the Supreme Court of the United States, Rule 30.1."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock.errors import AmbiguousPeriod, NoProvision, NotInForce
from courtclock.trace import Assurance
from strategies import ask, day_of, reading_days

COURT: dict[str, Any] = {"court": "us.scotus"}


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("1998-11-23", "90 days", "1999-02-22"),  # Clay v. United States: a Sunday
        ("2024-08-31", "90 days", "2024-11-29"),  # the Friday after Thanksgiving is open
        ("2024-09-14", "30 days", "2024-10-15"),  # Columbus Day
    ],
)
def test_30_1_counts_every_day_and_moves_a_closed_last_day(trigger: str, period: str, due: str) -> None:
    answer = ask(COURT, trigger=trigger, period=period)
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)


def test_30_1_knows_no_holidays_of_states() -> None:
    request = {"regime": "us.scotus.30", "calendar": "us.ca"}
    assert day_of(ask(request, trigger="2024-08-31", period="90 days")) == "2024-11-29"


def test_30_1_takes_a_day_on_which_the_building_is_closed_if_it_is_given() -> None:
    assert day_of(ask(COURT, trigger="2024-08-31", period="90 days", closures=["2024-11-29"])) == "2024-12-02"


@pytest.mark.parametrize(
    ("trigger", "readings"),
    [
        ("2024-12-26", ["2025-01-09", "2025-01-10"]),  # an order of the President is not in the list
        ("2021-12-17", ["2022-01-03", "2021-12-31"]),  # New Year's Day, kept on a Friday
    ],
)
def test_30_1_leaves_doubtful_what_its_list_does_not_say(trigger: str, readings: list[str]) -> None:
    answer = ask(COURT, trigger=trigger, period="14 days")
    assert (reading_days(answer), answer.assurance) == (readings, Assurance.DISPUTED)


@pytest.mark.parametrize("service", ["mail", "electronic", "personal", "commercial_carrier"])
def test_30_1_adds_nothing_for_a_method_of_service(service: str) -> None:
    assert day_of(ask(COURT, trigger="2024-05-06", period="30 days", service=service)) == "2024-06-05"


@pytest.mark.parametrize(
    ("request_", "error", "words"),
    [
        ({"trigger": "1995-10-01"}, NotInForce, "1995-10-01"),
        ({"direction": "before"}, NoProvision, "before"),
        ({"inaccessible": ["2024-06-05"]}, NoProvision, "office"),
        ({"trigger": "2024-05-06T10:00:00-04:00", "period": "24 hours"}, NoProvision, "hours"),
        ({"trigger": "2024-08-31", "period": "1 month"}, AmbiguousPeriod, "no corresponding date"),
        ({"service": "fax"}, NoProvision, "on record: commercial_carrier"),
    ],
)
def test_what_has_no_answer_gets_none(request_: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        ask({**COURT, "trigger": "2024-05-06", "period": "30 days", **request_})
