"""The General Clauses Act 1897 (Pakistan), section by section, on dated facts."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock.dates import to_instant
from courtclock.errors import NoProvision, NotInForce, OutsideCoverage
from courtclock.trace import Assurance, StepKind
from strategies import BARE, IHC, OFFICES, SHC, ask, day_of, reading_days

ORDER = {**SHC, "act": "other", "runs_from": "order"}


# Section 9: the first day out, the last day in.


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2024-04-17", "one week", "2024-04-24"),
        ("2024-04-17", "7 days", "2024-04-24"),
        ("2024-04-17", "7 calendar days", "2024-04-24"),
        ("2024-02-15", "14 days", "2024-02-29"),
        ("2023-02-15", "14 days", "2023-03-01"),
        ("2024-12-15", "30 days", "2025-01-14"),
        ("2024-04-17", "1 day", "2024-04-18"),
        ("2024-04-17", "7 clear days", "2024-04-24"),
    ],
)
def test_s9_leaves_the_first_day_out_and_takes_the_last_in(trigger: str, period: str, due: str) -> None:
    answer = ask(BARE, trigger=trigger, period=period)
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)
    first = next(step for step in answer.steps if step.kind is StepKind.FIRST_DAY)
    assert first.cite is not None
    assert first.cite.provision == "s. 9(1)"


def test_s9_reaches_an_order_by_equity_and_says_so() -> None:
    answer = ask(BARE, trigger="2024-04-17", period="7 days", runs_from="order")
    first = next(step for step in answer.steps if step.kind is StepKind.FIRST_DAY)
    assert day_of(answer) == "2024-04-24"
    assert "Marakanda" in str(first.cite)


def test_s9_gives_way_to_an_instrument_that_counts_the_first_day() -> None:
    assert day_of(ask(BARE, trigger="2024-04-17", period="7 days", first_day="included")) == "2024-04-23"


# Section 10: a last day that is closed.


@pytest.mark.parametrize(
    ("where", "trigger", "period", "due", "passed"),
    [
        (SHC, "2024-04-17", "7 days", "2024-04-24", []),
        (SHC, "2024-01-29", "7 days", "2024-02-06", ["Kashmir Day"]),
        (SHC, "2024-03-28", "7 days", "2024-04-05", ["Zulfikar Ali Bhutto"]),
        (OFFICES, "2024-03-28", "7 days", "2024-04-04", []),
        (SHC, "2024-04-03", "7 days", "2024-04-15", ["Eid-ul-Fitr", "Sunday"]),
        (OFFICES, "2026-03-13", "7 days", "2026-03-24", ["20", "Saturday", "Sunday", "Pakistan Day"]),
        (SHC, "2024-04-13", "7 days", "2024-04-20", []),
        (OFFICES, "2024-04-13", "7 days", "2024-04-22", ["Saturday", "Sunday"]),
        (IHC, "2024-04-03", "2 weeks", "2024-04-17", []),
    ],
)
def test_s10_moves_a_closed_last_day_over_the_whole_chain(
    where: dict[str, Any], trigger: str, period: str, due: str, passed: list[str]
) -> None:
    answer = ask(where, trigger=trigger, period=period, act="filing")
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)
    rolls = [step.text for step in answer.steps if step.kind is StepKind.ROLL]
    assert len(rolls) == (1 if passed else 0)
    assert all(word in rolls[0] for word in passed)


@pytest.mark.parametrize(
    ("on", "due"), [("2024-05-05", "2024-05-06"), ("2024-02-05", "2024-02-06"), ("2024-05-09", "2024-05-09")]
)
def test_s10_moves_a_day_certain_that_is_closed(on: str, due: str) -> None:
    answer = ask(SHC, trigger=on, period="0 days", act="filing")
    assert day_of(answer) == due
    assert StepKind.CERTAIN in {step.kind for step in answer.steps}
    assert StepKind.COUNT not in {step.kind for step in answer.steps}


@pytest.mark.parametrize("act", ["other", "service", "filing"])
def test_s10_by_analogy_is_disputed_where_the_last_day_of_an_order_is_closed(act: str) -> None:
    answer = ask({**ORDER, "act": act}, trigger="2024-01-29", period="7 days")
    assert answer.assurance is Assurance.DISPUTED
    assert reading_days(answer) == ["2024-02-06", "2024-02-05"]
    assert (day_of(answer), str(answer.safe_on)) == ("2024-02-06", "2024-02-05")
    assert all(reading.cite for reading in answer.readings)
    assert answer.readings[0].cite != answer.readings[1].cite


def test_s10_by_analogy_is_no_dispute_where_the_last_day_is_open() -> None:
    answer = ask(ORDER, trigger="2024-04-17", period="one week")
    assert (day_of(answer), answer.assurance, answer.readings) == ("2024-04-24", Assurance.SETTLED, ())


@pytest.mark.parametrize("trigger", ["2024-01-29", "2024-04-03", "2024-07-02"])
def test_s10_gives_nothing_to_what_merely_lapses(trigger: str) -> None:
    answer = ask(SHC, trigger=trigger, period="7 days", act="lapse")
    assert answer.assurance is Assurance.SETTLED
    assert day_of(answer) == day_of(ask(BARE, trigger=trigger, period="7 days"))


@pytest.mark.parametrize(("on", "status_moves"), [("2016-11-09", False), ("2017-11-09", False), ("2023-11-09", True)])
def test_s10_looks_at_the_holidays_of_that_very_year(on: str, *, status_moves: bool) -> None:
    answer = ask(OFFICES, trigger=on, period="0 days")
    assert (day_of(answer) != on) is status_moves


def test_a_local_holiday_before_the_last_day_does_not_move_the_week_of_the_x_order() -> None:
    assert ask(SHC, trigger="2024-04-17", period="one week").assurance is Assurance.SETTLED
    ended_on_it = ask(SHC, trigger="2024-04-16", period="one week")
    assert ended_on_it.assurance is Assurance.PROVISIONAL
    assert (str(ended_on_it.earliest), day_of(ended_on_it)) == ("2024-04-23", "2024-04-24")
    elsewhere = ask(OFFICES, trigger="2024-04-16", period="one week")
    assert (day_of(elsewhere), elsewhere.assurance) == ("2024-04-23", Assurance.SETTLED)


def test_closures_of_the_users_own_are_closed_days() -> None:
    answer = ask(SHC, trigger="2024-04-17", period="7 days", closures=["2024-04-24", "2024-04-25"])
    assert day_of(answer) == "2024-04-26"


def test_court_days_skip_what_the_calendar_calls_closed() -> None:
    # 6 April is a Saturday on which the registry sits; Eid and a Sunday follow.
    assert day_of(ask(SHC, trigger="2024-04-05", period="4 court days")) == "2024-04-15"
    assert day_of(ask(OFFICES, trigger="2024-04-05", period="4 court days")) == "2024-04-16"
    assert day_of(ask(BARE, trigger="2024-04-05", period="4 court days")) == "2024-04-09"


# Section 3: a month by the British calendar.


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("1948-10-25", "1 month", "1948-11-25"),
        ("2024-01-15", "1 month", "2024-02-15"),
        ("2024-01-29", "1 month", "2024-02-29"),
        ("2024-02-29", "1 month", "2024-03-29"),
        ("2023-11-15", "3 months", "2024-02-15"),
        ("2023-02-28", "1 year", "2024-02-28"),
        ("2024-02-29", "4 years", "2028-02-29"),
    ],
)
def test_s3_a_month_ends_on_the_corresponding_date(trigger: str, period: str, due: str) -> None:
    answer = ask(BARE, trigger=trigger, period=period)
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2024-01-31", "1 month", "2024-02-29"),
        ("2023-01-31", "1 month", "2023-02-28"),
        ("2024-03-31", "1 month", "2024-04-30"),
        ("2023-11-30", "3 months", "2024-02-29"),
        ("2024-02-29", "1 year", "2025-02-28"),
    ],
)
def test_s3_a_month_without_that_date_is_disputed_with_its_one_reading(trigger: str, period: str, due: str) -> None:
    answer = ask(BARE, trigger=trigger, period=period)
    assert answer.assurance is Assurance.DISPUTED
    assert reading_days(answer) == [due]
    assert (str(answer.earliest), str(answer.latest)) == (due, due)
    assert "persuasive" in answer.readings[0].cite
    assert answer.because


# Notice: counting back, and at least so much time.


@pytest.mark.parametrize(
    ("act", "readings", "assurance"),
    [
        # Three whole days before Thursday 9 May leave Sunday 5 May.
        ("filing", ["2024-05-04", "2024-05-06"], Assurance.DISPUTED),
        ("service", [], Assurance.SETTLED),
    ],
)
def test_clear_days_before_a_hearing(act: str, readings: list[str], assurance: Assurance) -> None:
    answer = ask(SHC, trigger="2024-05-09", period="3 clear days", direction="before", act=act)
    assert (reading_days(answer), answer.assurance) == (readings, assurance)
    assert day_of(answer) == (readings[0] if readings else "2024-05-05")


def test_days_before_a_hearing_are_clear_and_the_literal_reading_is_named() -> None:
    answer = ask(SHC, trigger="2024-05-16", period="7 days", direction="before", act="service")
    assert reading_days(answer) == ["2024-05-08", "2024-05-09"]
    assert (str(answer.safe_on), str(answer.latest)) == ("2024-05-08", "2024-05-09")
    assert "Dilwali" in answer.readings[0].cite
    assert "s. 9" in answer.readings[1].cite


def test_a_first_day_is_never_moved_and_the_safe_day_is_the_later_one() -> None:
    disputed = ask(SHC, trigger="2024-05-09", period="7 days", bound="earliest")
    assert reading_days(disputed) == ["2024-05-17", "2024-05-16"]
    assert str(disputed.safe_on) == "2024-05-17"
    on_a_sunday = ask(SHC, trigger="2024-05-01", period="3 clear days", bound="earliest")
    assert (day_of(on_a_sunday), on_a_sunday.assurance) == ("2024-05-05", Assurance.SETTLED)


# Hours.


def test_hours_run_from_the_moment_itself_in_the_zone_of_the_court() -> None:
    answer = ask(SHC, trigger="2024-04-17T22:15:00+05:00", period="24 hours")
    assert answer.answer == to_instant("2024-04-18T22:15:00+05:00")
    assert answer.to_json()["due"] == "2024-04-18T22:15:00+05:00"
    assert answer.due_on.isoformat() == "2024-04-18"


def test_hours_given_in_another_zone_end_at_the_same_moment() -> None:
    answer = ask(SHC, trigger="2024-04-17T17:15:00Z", period="24 hours")
    assert answer.to_json()["due"] == "2024-04-18T22:15:00+05:00"


def test_hours_run_on_over_a_sunday() -> None:
    answer = ask(SHC, trigger="2024-04-20T11:00:00+05:00", period="24 hours")
    assert answer.to_json()["due"] == "2024-04-21T11:00:00+05:00"
    assert answer.assurance is Assurance.SETTLED


def test_hours_to_a_filing_that_end_on_a_sunday_are_disputed() -> None:
    answer = ask(SHC, trigger="2024-04-20T11:00:00+05:00", period="24 hours", act="filing")
    assert answer.assurance is Assurance.DISPUTED
    assert reading_days(answer) == ["2024-04-21T11:00:00+05:00", "2024-04-22T11:00:00+05:00"]
    assert answer.to_json()["safe_on"] == "2024-04-21T11:00:00+05:00"


def test_days_that_run_from_an_instant_run_from_its_day_in_the_court() -> None:
    # 20:00 in London on the 17th is past midnight in Karachi.
    assert day_of(ask(SHC, trigger="2024-04-17T20:00:00+01:00", period="7 days")) == "2024-04-25"


# Vacations.


def test_a_vacation_closes_the_court_or_it_does_not() -> None:
    answer = ask(SHC, trigger="2024-07-02", period="7 days")
    assert answer.assurance is Assurance.DISPUTED
    assert reading_days(answer) == ["2024-08-05", "2024-07-09"]
    assert "Suit 1555/2007" in answer.readings[0].cite
    assert "2006 CLC 618" in answer.readings[1].cite
    assert StepKind.VACATION in {step.kind for step in answer.steps}


def test_a_vacation_in_which_the_offices_stay_open_moves_nothing() -> None:
    answer = ask({"court": "pk.sc"}, trigger="2025-12-15", period="8 days", act="filing")
    assert (day_of(answer), answer.assurance) == ("2025-12-23", Assurance.SETTLED)
    notes = [step for step in answer.steps if step.kind is StepKind.VACATION]
    assert "stay open" in notes[0].text


# What was known, and when.


@pytest.mark.parametrize(
    ("known_on", "assurance", "earliest", "due", "latest"),
    [
        ("2025-12-31", Assurance.PROVISIONAL, "2026-03-20", "2026-03-20", "2026-03-24"),
        ("2026-02-01", Assurance.PROVISIONAL, "2026-03-20", "2026-03-20", "2026-03-24"),
        ("2026-03-15", Assurance.SETTLED, "2026-03-24", "2026-03-24", "2026-03-24"),
        ("2026-04-01", Assurance.SETTLED, "2026-03-24", "2026-03-24", "2026-03-24"),
        (None, Assurance.SETTLED, "2026-03-24", "2026-03-24", "2026-03-24"),
    ],
)
def test_eid_of_2026_as_it_became_known(
    known_on: str | None, assurance: Assurance, earliest: str, due: str, latest: str
) -> None:
    answer = ask(OFFICES, trigger="2026-03-13", period="7 days", known_on=known_on)
    assert answer.assurance is assurance
    assert (str(answer.earliest), day_of(answer), str(answer.latest)) == (earliest, due, latest)
    assert str(answer.safe_on) == earliest
    assert bool(answer.because) is (assurance is Assurance.PROVISIONAL)


@pytest.mark.parametrize(
    ("where", "known_on", "due"),
    [
        (SHC, "2024-02-06", "2024-02-08"),
        (SHC, "2024-02-07", "2024-02-09"),
        (SHC, None, "2024-02-09"),
        (OFFICES, "2024-01-31", "2024-02-08"),
        (OFFICES, "2024-02-01", "2024-02-09"),
    ],
)
def test_the_election_day_of_2024_is_no_holiday_before_it_is_announced(
    where: dict[str, Any], known_on: str | None, due: str
) -> None:
    answer = ask(where, trigger="2024-02-01", period="7 days", known_on=known_on)
    assert (day_of(answer), answer.assurance) == (due, Assurance.SETTLED)
    assert ("as known on" in answer.editions["calendar"]) is (known_on is not None)


# What there is no answer to.


@pytest.mark.parametrize(
    ("request_", "error", "words"),
    [
        ({"service": "mail"}, NoProvision, "service"),
        ({"inaccessible": ["2024-04-24"]}, NoProvision, "inaccessible"),
        ({"appealed_from": "pk.ihc"}, NoProvision, "appealed from"),
        ({"excluded": [["2024-04-18", "2024-04-19"]]}, NoProvision, "leaves an interval out"),
        ({"trigger": "1897-03-10"}, NotInForce, "not in force on 1897-03-10"),
        ({"trigger": "2025-06-15"}, OutsideCoverage, "Monday 23 June 2025"),
        ({"trigger": "2007-06-20"}, OutsideCoverage, "27 June 2007"),
        ({"trigger": "2027-12-30", "calendar": "pk.federal"}, OutsideCoverage, "ends on 2027-12-31"),
        ({"trigger": "2005-12-20", "calendar": "pk.federal"}, OutsideCoverage, "begins on 2006-01-01"),
    ],
)
def test_what_has_no_answer_gets_none(request_: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        ask({**SHC, "trigger": "2024-04-17", "period": "7 days", **request_})


def test_only_the_days_that_a_count_looks_at_have_to_be_known() -> None:
    # The trigger lies before the coverage; the last day does not.
    assert day_of(ask(OFFICES, trigger="2005-12-20", period="20 days")) == "2006-01-09"


def test_the_version_of_the_law_can_be_chosen_by_another_day_than_the_trigger() -> None:
    assert day_of(ask(BARE, trigger="1897-03-01", period="7 days", law_on="1897-03-11")) == "1897-03-08"
    with pytest.raises(NotInForce):
        ask(BARE, trigger="2024-03-01", period="7 days", law_on="1897-03-10")


@pytest.mark.parametrize(
    ("trigger", "period", "last"),
    [
        ("2023-03-01", "1 month", "2023-03-31"),
        ("2023-03-01", "1 year", "2024-02-29"),
        ("2024-01-15", "2 weeks", "2024-01-28"),
        ("2024-04-17", "7 days", "2024-04-23"),
    ],
)
def test_a_period_that_counts_its_first_day_ends_on_the_eve(trigger: str, period: str, last: str) -> None:
    # March, its first day counted, is March: the eve of the corresponding date, not the corresponding date of the eve.
    assert day_of(ask(BARE, trigger=trigger, period=period, first_day="included")) == last
