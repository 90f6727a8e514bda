"""The Limitation Act 1963 (India), and the suspension of 2020 to 2022."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock.errors import NoProvision, NotInForce, OutsideCoverage
from courtclock.trace import Assurance, StepKind
from strategies import ask, day_of, reading_days

BARE: dict[str, Any] = {"regime": "in.limitation", "calendar": "none"}


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2022-08-26", "30 days", "2022-09-25"),
        ("2022-08-26", "45 days", "2022-10-10"),
        ("2007-11-12", "3 months", "2008-02-12"),  # and not ninety days
        ("2008-02-12", "30 days", "2008-03-13"),  # over 29 February
    ],
)
def test_s12_1_leaves_out_the_day_from_which_time_is_reckoned(trigger: str, period: str, due: str) -> None:
    answer = ask(BARE, trigger=trigger, period=period)
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)


@pytest.mark.parametrize(("closures", "due"), [([], "2023-07-15"), (["2023-07-15"], "2023-07-17")])
def test_s4_a_court_closed_for_part_of_the_day_is_closed(closures: list[str], due: str) -> None:
    book = {**BARE, "calendar": "in.delhi-hc"}
    assert (
        day_of(ask(book, trigger="2023-06-15", period="30 days", **({"closures": closures} if closures else {}))) == due
    )


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2020-01-01", "30 days", "2020-01-31"),
        ("2020-02-13", "30 days", "2020-03-14"),
        ("2020-03-13", "1 day", "2020-03-14"),
    ],
)
def test_covid_what_had_ended_by_14_march_2020_is_not_touched(trigger: str, period: str, due: str) -> None:
    answer = ask(BARE, trigger=trigger, period=period)
    assert day_of(answer) == due
    assert StepKind.SUSPENDED not in {step.kind for step in answer.steps}


@pytest.mark.parametrize(
    ("trigger", "period"),
    [
        ("2020-02-14", "30 days"),  # would have ended on 15 March 2020, the first day
        ("2020-01-31", "90 days"),  # 47 days were left
        ("2020-03-14", "1 day"),
        ("2020-03-14", "90 days"),  # the balance is the floor
        ("2020-06-01", "90 days"),  # began inside
        ("2022-01-29", "30 days"),  # would have ended on 28 February 2022, the last day
    ],
)
def test_covid_what_would_have_ended_inside_has_ninety_days(trigger: str, period: str) -> None:
    answer = ask(BARE, trigger=trigger, period=period)
    assert day_of(answer) == "2022-05-29"
    assert "10 January 2022" in str(next(s.cite for s in answer.steps if s.kind is StepKind.SUSPENDED))


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2020-03-14", "91 days", "2022-05-30"),
        ("2020-03-01", "103 days", "2022-05-29"),  # 90 days left on 15 March
        ("2020-03-01", "104 days", "2022-05-30"),
        ("2018-06-24", "3 years", "2023-06-10"),
        ("2020-01-01", "2 years", "2023-12-18"),
    ],
)
def test_covid_a_longer_balance_takes_the_place_of_the_floor(trigger: str, period: str, due: str) -> None:
    assert day_of(ask(BARE, trigger=trigger, period=period)) == due


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2022-01-30", "30 days", "2022-03-30"),  # would have ended on 1 March 2022: the balance, without a floor
        ("2022-02-01", "30 days", "2022-03-30"),
        ("2019-03-15", "3 years", "2024-02-29"),  # 716 days
        ("2022-02-28", "30 days", "2022-03-30"),
        ("2022-03-01", "30 days", "2022-03-31"),
    ],
)
def test_covid_what_would_have_ended_after_it_runs_without_its_days(trigger: str, period: str, due: str) -> None:
    assert day_of(ask(BARE, trigger=trigger, period=period)) == due


def test_covid_three_months_that_began_inside_are_counted_as_the_supreme_court_counted_them() -> None:
    answer = ask(BARE, trigger="2022-02-14", period="3 months")
    assert reading_days(answer) == ["2022-05-29", "2022-05-28"]  # 2025 INSC 56; the words of the order
    assert "2025 INSC 56" in answer.readings[0].cite
    assert answer.safe_on.isoformat() == "2022-05-28"
    outer = ask(BARE, trigger="2022-02-14", period="3 months + 30 days", act="lapse")
    assert reading_days(outer) == ["2022-06-28", "2022-06-27"]


@pytest.mark.parametrize(
    ("trigger", "days"),
    [
        ("2022-01-30", ["2022-05-29"]),  # ninety days are left by the words as well
        ("2022-01-31", ["2022-05-29", "2022-05-28"]),
        ("2022-02-27", ["2022-05-29", "2022-05-28"]),
        ("2022-02-28", ["2022-05-28"]),
    ],
)
def test_covid_which_three_months_differ(trigger: str, days: list[str]) -> None:
    answer = ask(BARE, trigger=trigger, period="3 months")
    assert (reading_days(answer) or [day_of(answer)]) == days


def test_covid_of_a_shorter_period_that_began_inside_the_words_prevail() -> None:
    answer = ask(BARE, trigger="2022-02-14", period="30 days")
    assert reading_days(answer) == [
        "2022-03-30",
        "2022-05-29",
    ]  # 2025 INSC 56 gave three months 90 days, not thirty days


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2003-08-26", "3 months + 30 days", "2003-12-26"),  # Assam Urban
        ("2007-11-12", "3 months + 30 days", "2008-03-13"),  # Himachal Techno, over a leap day
        ("2016-08-24", "3 months + 30 days", "2016-12-24"),  # Bhimashankar
        ("2024-07-31", "30 days + 15 days", "2024-09-14"),  # BSE v Mrudula Brodie
    ],
)
def test_a_further_time_runs_from_the_end_as_counted_and_does_not_move(trigger: str, period: str, due: str) -> None:
    shut = [due, "2003-11-26", "2024-08-30"]
    assert day_of(ask(BARE, trigger=trigger, period=period, act="lapse", closures=shut)) == due


def test_covid_is_taken_out_once_of_a_period_in_two_parts() -> None:
    inside = ask(BARE, trigger="2020-02-01", period="60 days + 30 days", act="lapse")
    assert day_of(inside) == "2022-06-28"  # ninety days to 29 May 2022, and thirty more
    outer = ask(BARE, trigger="2019-11-19", period="3 months + 30 days", act="lapse")
    assert day_of(outer) == "2022-05-29"  # only the further time ended inside


def test_covid_a_floor_that_ends_on_a_sunday_moves() -> None:
    answer = ask(BARE, trigger="2020-01-31", period="90 days", act="filing", closures=["2022-05-29"])
    assert day_of(answer) == "2022-05-30"


def test_the_general_clauses_act_knows_no_suspension() -> None:
    assert day_of(ask({**BARE, "regime": "in.gca"}, trigger="2020-01-31", period="90 days")) == "2020-04-30"


@pytest.mark.parametrize("calendar", ["in.sc", "in.delhi-hc"])
def test_a_festival_of_which_no_list_was_read_gets_no_answer(calendar: str) -> None:
    # Thirty days to Wednesday 30 August 2023, Raksha Bandhan.
    with pytest.raises(OutsideCoverage, match="Raksha Bandhan"):
        ask({**BARE, "calendar": calendar}, trigger="2023-07-31", period="30 days", act="filing")


@pytest.mark.parametrize("more", [{"direction": "before"}, {"bound": "earliest"}, {"period": "7 clear days"}])
def test_on_what_the_act_is_silent_there_is_no_answer(more: dict[str, Any]) -> None:
    with pytest.raises(NoProvision, match="Limitation Act 1963"):
        ask({**BARE, "trigger": "2024-07-02", "period": "7 days", **more})


def test_the_act_is_in_force_from_1964() -> None:
    with pytest.raises(NotInForce, match="1964-01-01"):
        ask(BARE, trigger="1963-12-31", period="30 days")


@pytest.mark.parametrize(
    ("known_on", "due"),
    [("2020-02-01", "2020-04-30"), ("2020-03-22", "2020-04-30"), ("2022-01-10", "2022-05-29")],
)
def test_covid_is_known_from_the_day_of_the_order(known_on: str, due: str) -> None:
    assert day_of(ask(BARE, trigger="2020-01-31", period="90 days", known_on=known_on)) == due


def test_covid_had_no_known_end_until_the_last_order() -> None:
    with pytest.raises(OutsideCoverage, match="its end was not known"):
        ask(BARE, trigger="2020-01-31", period="90 days", known_on="2020-06-01")


def test_copying_time_inside_the_further_time_is_added_to_it() -> None:
    inside = [["2022-09-28", "2022-10-02"]]
    answer = ask(BARE, trigger="2022-08-26", period="30 days + 15 days", act="lapse", excluded=inside)
    assert day_of(answer) == "2022-10-15"  # 25 September, 10 October, and five days


def test_4_the_winter_vacation_of_the_high_court_of_delhi() -> None:
    answer = ask({"regime": "in.limitation", "court": "in.delhi-hc"}, trigger="2022-11-28", period="30 days")
    assert day_of(answer) == "2023-01-04"


def test_4_a_day_that_the_chief_justice_of_india_declared_a_holiday() -> None:
    answer = ask({"regime": "in.limitation", "court": "in.sc"}, trigger="2023-08-09", period="30 days")
    assert day_of(answer) == "2023-09-11"  # Friday 8 September 2023, the Saturday and the Sunday
    early = ask(
        {"regime": "in.limitation", "court": "in.sc"}, trigger="2023-08-09", period="30 days", known_on="2023-08-24"
    )
    assert day_of(early) == "2023-09-08"
