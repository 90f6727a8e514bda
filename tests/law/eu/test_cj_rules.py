"""The rules of the Court of Justice and of the General Court on time limits."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock.errors import NoProvision, NotInForce
from courtclock.trace import Assurance
from strategies import ask, day_of

COURT: dict[str, Any] = {"regime": "eu.cj.rules", "calendar": "eu.court"}


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2018-06-14", "2 months", "2018-08-24"),  # in the judicial vacation
        ("2024-04-30", "2 months", "2024-07-10"),
        ("2023-06-21", "2 months", "2023-08-31"),
        ("2024-12-31", "2 months", "2025-03-10"),  # the end of February, and ten days
        ("2024-06-03", "14 days", "2024-06-27"),
        ("2024-03-12", "2 weeks", "2024-04-05"),
    ],
)
def test_ten_days_for_distance_are_added_to_the_end(trigger: str, period: str, due: str) -> None:
    answer = ask(COURT, trigger=trigger, period=period)
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)


@pytest.mark.parametrize(
    ("trigger", "due"),
    [
        ("2023-04-13", "2023-06-26"),  # 23 June, National Day of Luxembourg, a Friday
        ("2023-12-31", "2024-03-11"),  # a Sunday
        ("2024-10-15", "2024-12-27"),  # 25 and 26 December
    ],
)
def test_the_whole_moves_once(trigger: str, due: str) -> None:
    assert day_of(ask(COURT, trigger=trigger, period="2 months")) == due


def test_a_closed_end_of_the_two_months_alone_moves_nothing() -> None:
    # 15 June 2024 is a Saturday; the ten days run from it, to Tuesday 25 June.
    assert day_of(ask(COURT, trigger="2024-04-15", period="2 months")) == "2024-06-25"


@pytest.mark.parametrize(
    ("trigger", "due"), [("2010-07-16", "2010-09-27"), ("2009-01-06", "2009-03-16")], ids=["Oglesby", "publication"]
)
def test_older_dates_are_counted_where_the_law_of_a_later_day_is_asked_for(trigger: str, due: str) -> None:
    with pytest.raises(NotInForce, match="2012-11-01"):
        ask(COURT, trigger=trigger, period="2 months")
    assert day_of(ask(COURT, trigger=trigger, period="2 months", law_on="2012-11-01")) == due


@pytest.mark.parametrize("court", ["eu.cj", "eu.gc"])
def test_both_courts_count_by_these_rules(court: str) -> None:
    assert day_of(ask({"court": court}, trigger="2018-06-14", period="2 months")) == "2018-08-24"


@pytest.mark.parametrize(
    "more",
    [
        {"trigger": "2024-06-03", "period": "10 days", "direction": "before"},
        {"trigger": "2024-06-03", "period": "10 days", "bound": "earliest"},
        {"trigger": "2024-06-03", "period": "3 court days"},
        {"trigger": "2024-06-04T10:25:00+02:00", "period": "72 hours"},
    ],
)
def test_on_what_the_rules_are_silent_there_is_no_answer(more: dict[str, Any]) -> None:
    with pytest.raises(NoProvision):
        ask(COURT, **more)
