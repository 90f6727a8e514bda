"""Federal Rules of Civil Procedure, Rule 6, paragraph by paragraph."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock.errors import NoProvision, NotInForce, OutsideCoverage
from courtclock.trace import Assurance, StepKind
from strategies import ask, day_of, reading_days

CIVIL: dict[str, Any] = {"regime": "us.frcp.6", "calendar": "us.federal"}
NEW_YORK: dict[str, Any] = {"court": "us.nysd"}
MASSACHUSETTS: dict[str, Any] = {"court": "us.mad"}


def _due(request: dict[str, Any], **more: Any) -> str:
    """The day or hour of an answer on which there is no doubt."""
    answer = ask(request, **more)
    assert answer.assurance is Assurance.SETTLED
    due: str = answer.to_json()["due"]
    return due


# 6(a)(1): days, and longer units.


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2024-04-17", "90 days", "2024-07-16"),  # every day counts
        ("2022-09-21", "28 days", "2022-10-19"),  # and Columbus Day among them
        ("2024-02-01", "28 days", "2024-02-29"),
        ("2024-04-17", "1 day", "2024-04-18"),
        ("2024-09-14", "30 days", "2024-10-15"),  # ends on Columbus Day
        ("2024-08-17", "14 days", "2024-09-03"),  # a Saturday, a Sunday, Labor Day
        ("2023-12-11", "14 days", "2023-12-26"),
        ("2024-08-17", "2 weeks", "2024-09-03"),
        ("2024-03-15", "6 months", "2024-09-16"),  # a Sunday
        ("2023-06-15", "1 year", "2024-06-17"),  # a Saturday
    ],
)
def test_6a1_leaves_out_the_first_day_counts_all_others_and_moves_a_closed_last_day(
    trigger: str, period: str, due: str
) -> None:
    assert _due(CIVIL, trigger=trigger, period=period) == due


def test_6a1_does_not_say_where_a_month_ends_that_has_no_such_date() -> None:
    answer = ask(CIVIL, trigger="2024-02-29", period="1 year")
    assert (day_of(answer), answer.assurance) == ("2025-02-28", Assurance.DISPUTED)
    assert "does not say" in answer.because[0]


@pytest.mark.parametrize(
    ("trigger", "words"), [("2010-05-15", "Committee Note of 2009"), ("2008-05-17", "Violette v P.A. Days")]
)
def test_6a_does_not_move_a_date_certain(trigger: str, words: str) -> None:
    answer = ask(CIVIL, trigger=trigger, period="0 days")
    assert (day_of(answer), answer.assurance) == (trigger, Assurance.SETTLED)
    assert words in str(next(s.cite for s in answer.steps if s.kind is StepKind.LAST_DAY))


def test_6a_does_not_move_what_merely_lapses() -> None:
    assert _due(CIVIL, trigger="2024-06-01", period="14 days", act="lapse") == "2024-06-15"


# 6(a)(2): hours.


@pytest.mark.parametrize(
    ("court", "trigger", "period", "due"),
    [
        ("us.nysd", "2024-03-09T10:00:00-05:00", "48 hours", "2024-03-11T11:00:00-04:00"),  # clocks go forward
        ("us.nysd", "2024-11-01T10:00:00-04:00", "72 hours", "2024-11-04T09:00:00-05:00"),  # clocks go back
        ("us.nysd", "2024-03-08T23:30:00-05:00", "48 hours", "2024-03-11T00:30:00-04:00"),
        ("us.azd", "2024-11-01T10:00:00-07:00", "72 hours", "2024-11-04T10:00:00-07:00"),  # no summer time
        ("us.nysd", "2024-11-01T12:00:00-04:00", "24 hours", "2024-11-04T12:00:00-05:00"),  # same time on Monday
        ("us.nysd", "2010-06-11T14:17:00-04:00", "24 hours", "2010-06-14T14:17:00-04:00"),  # to the minute
        ("us.ilnd", "2024-08-29T09:05:00-05:00", "72 hours", "2024-09-03T09:05:00-05:00"),  # past Labor Day
        ("us.tned", "2024-11-01T10:00:00-04:00", "72 hours", "2024-11-04T09:00:00-05:00"),  # Knoxville
        ("us.tnmd", "2024-11-01T10:00:00-05:00", "72 hours", "2024-11-04T09:00:00-06:00"),  # Nashville
    ],
)
def test_6a2_counts_the_hours_that_pass_and_moves_to_the_same_time_of_an_open_day(
    court: str, trigger: str, period: str, due: str
) -> None:
    assert _due({"court": court}, trigger=trigger, period=period) == due


def test_6a2_counts_back_as_well() -> None:
    request = {**NEW_YORK, "trigger": "2024-03-18T10:00:00-04:00", "period": "48 hours", "direction": "before"}
    assert _due(request) == "2024-03-15T10:00:00-04:00"  # Saturday, and so Friday


# 6(a)(3): the clerk's office cannot be reached.


@pytest.mark.parametrize(
    ("trigger", "direction", "out", "due"),
    [
        ("2012-10-15", "after", ["2012-10-29", "2012-10-30", "2012-10-31"], "2012-11-01"),
        ("2023-12-29", "after", ["2024-01-12"], "2024-01-16"),  # a weekend and a holiday follow
        ("2024-01-12", "after", ["2024-01-16"], "2024-01-26"),  # not the last day
        ("2024-01-26", "before", ["2024-01-12"], "2024-01-16"),  # forward, although counted back
    ],
)
def test_6a3_goes_forward_to_the_first_accessible_day(trigger: str, direction: str, out: list[str], due: str) -> None:
    assert _due(CIVIL, trigger=trigger, period="14 days", direction=direction, inaccessible=out) == due


def test_6a3_keeps_the_hour() -> None:
    request = {**NEW_YORK, "trigger": "2024-03-08T10:00:00-05:00", "period": "72 hours"}
    assert _due(request, inaccessible=["2024-03-11"]) == "2024-03-12T11:00:00-04:00"


# 6(a)(4): the end of the last day.


@pytest.mark.parametrize(
    ("court", "zone"),
    [("us.cacd", "America/Los_Angeles"), ("us.hid", "Pacific/Honolulu"), ("us.kywd", "America/New_York")],
)
def test_6a4_ends_the_day_at_midnight_in_the_zone_of_the_court(court: str, zone: str) -> None:
    last = ask({"court": court}, trigger="2024-05-01", period="14 days").steps[-1]
    assert zone in last.text
    assert "midnight" in last.text
    assert "6(a)(4)(A)" in str(last.cite)


# 6(a)(5): the next day lies in the direction of the count.


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        ("2025-02-03", "14 days", "2025-01-17"),  # Martin Luther King Day
        ("2024-12-19", "21 days", "2024-11-27"),  # Thanksgiving Day
        ("2024-10-15", "30 days", "2024-09-13"),  # a Sunday
    ],
)
def test_6a5_moves_backward_what_is_counted_back(trigger: str, period: str, due: str) -> None:
    assert _due(CIVIL, trigger=trigger, period=period, direction="before") == due


# 6(a)(6): legal holidays.


@pytest.mark.parametrize(
    ("court", "trigger", "period", "direction", "due"),
    [
        ("us.mad", "2024-03-16", "30 days", "after", "2024-04-16"),  # Patriots' Day
        ("us.mad", "2024-04-29", "14 days", "before", "2024-04-15"),
        ("us.nysd", "2024-03-16", "30 days", "after", "2024-04-15"),  # kept elsewhere
        ("us.cacd", "2025-04-14", "14 days", "before", "2025-03-31"),
        ("us.cacd", "2025-03-17", "14 days", "after", "2025-04-01"),
        ("us.dcd", "2024-04-30", "14 days", "before", "2024-04-16"),  # Emancipation Day
        ("us.dcd", "2024-04-02", "14 days", "after", "2024-04-17"),
        ("us.dcd", "2021-01-06", "14 days", "after", "2021-01-21"),  # Inauguration Day
    ],
)
def test_6a6c_counts_the_holidays_of_the_state_forward_only(
    court: str, trigger: str, period: str, direction: str, due: str
) -> None:
    assert _due({"court": court}, trigger=trigger, period=period, direction=direction) == due


def test_6a6b_took_juneteenth_before_the_rule_named_it() -> None:
    assert _due(CIVIL, trigger="2022-05-23", period="28 days") == "2022-06-21"


@pytest.mark.parametrize(
    ("trigger", "readings"),
    [
        ("2024-12-26", ["2025-01-10", "2025-01-09"]),  # a day of mourning
        ("2003-12-12", ["2003-12-29", "2003-12-26"]),  # the day after Christmas, by Executive Order 13320
        ("2025-12-12", ["2025-12-29", "2025-12-26"]),
    ],
)
def test_6a6b_is_read_in_two_ways_of_a_day_that_the_president_closed(trigger: str, readings: list[str]) -> None:
    answer = ask(CIVIL, trigger=trigger, period="14 days")
    assert (reading_days(answer), answer.assurance) == (readings, Assurance.DISPUTED)
    assert "Mashpee" in answer.readings[0].cite
    assert "Latham" in answer.readings[1].cite
    assert str(answer.safe_on) == readings[1]


@pytest.mark.parametrize(
    ("trigger", "direction", "readings"),
    [
        ("2020-06-19", "after", ["2020-07-06", "2020-07-03"]),
        ("2021-12-17", "after", ["2022-01-03", "2021-12-31"]),  # in the year before
        ("2023-11-24", "before", ["2023-11-09", "2023-11-10"]),
    ],
)
def test_6a6a_is_read_in_two_ways_of_the_friday_on_which_a_saturday_holiday_is_kept(
    trigger: str, direction: str, readings: list[str]
) -> None:
    answer = ask(CIVIL, trigger=trigger, period="14 days", direction=direction)
    assert (reading_days(answer), answer.assurance) == (readings, Assurance.DISPUTED)
    assert all("6103(b)" in reading.cite for reading in answer.readings)


def test_a_holiday_of_the_state_settles_a_friday_that_is_disputed() -> None:
    assert _due({"court": "us.txsd"}, trigger="2020-06-05", period="14 days") == "2020-06-22"


@pytest.mark.parametrize("court", ["us.scd", "us.txsd"])
def test_a_holiday_of_the_state_settles_a_day_that_the_president_closed(court: str) -> None:
    # 24 December 2024: by an order of the President, and a holiday of either state.
    assert _due({"court": court}, trigger="2024-12-10", period="14 days") == "2024-12-27"
    backward = ask({"court": court}, trigger="2025-01-07", period="14 days", direction="before")
    assert reading_days(backward) == ["2024-12-23", "2024-12-24"]


@pytest.mark.parametrize(
    ("court", "trigger", "due"),
    [
        ("us.mdd", "2024-10-22", "2024-11-06"),  # Gen. Prov. s. 1-111(a)(17)
        ("us.rid", "2022-10-25", "2022-11-09"),  # s. 25-1-1
        ("us.kywd", "2024-10-22", "2024-11-06"),  # KRS 2.190: in the years of a presidential election
        ("us.kywd", "2022-10-25", "2022-11-08"),
        ("us.njd", "2025-10-21", "2025-11-05"),  # N.J.S.A. 11A:6-24.1: "any general election day", every year
        ("us.njd", "2025-06-06", "2025-06-23"),  # and Juneteenth on the third Friday of June
    ],
)
def test_election_days_and_other_days_that_a_statute_of_the_state_names(court: str, trigger: str, due: str) -> None:
    assert _due({"court": court}, trigger=trigger, period="14 days") == due


# 6(d): days for the method of service.

SERVED: dict[str, Any] = {**CIVIL, "trigger": "2024-05-01", "period": "14 days"}


@pytest.mark.parametrize(
    ("service", "due"),
    [
        ("mail", "2024-05-20"),  # three days lead to a Saturday
        ("leaving_with_clerk", "2024-05-20"),
        ("other_consented", "2024-05-20"),
        ("electronic", "2024-05-15"),
        ("personal", "2024-05-15"),
        (None, "2024-05-15"),
    ],
)
def test_6d_adds_three_days_for_some_methods(service: str | None, due: str) -> None:
    given = {} if service is None else {"service": service}
    assert _due(SERVED, **given) == due


@pytest.mark.parametrize(
    ("court", "trigger", "period", "due"),
    [
        ("us.nysd", "2024-06-01", "14 days", "2024-06-20"),  # Saturday, Monday, and three days with Juneteenth
        ("us.cacd", "2024-11-07", "21 days", "2024-12-05"),
        ("us.nysd", "2006-08-02", "30 days", "2006-09-05"),  # the third day is Labor Day
        ("us.nysd", "2006-05-12", "10 days", "2006-05-30"),
    ],
)
def test_6d_adds_to_the_end_of_the_period_not_to_the_period(court: str, trigger: str, period: str, due: str) -> None:
    assert _due({"court": court}, trigger=trigger, period=period, service="mail") == due


@pytest.mark.parametrize("runs_from", ["entry", "filing", "order", "other"])
def test_6d_adds_nothing_where_the_period_does_not_run_from_service(runs_from: str) -> None:
    assert _due(SERVED, service="mail", runs_from=runs_from) == "2024-05-15"


@pytest.mark.parametrize("service", ["fax", "e-mail", "Mail"])
def test_6d_names_the_methods_that_it_knows(service: str) -> None:
    words = "on record: electronic, leaving_with_clerk, mail, other_consented, personal"
    with pytest.raises(NoProvision, match=words):
        ask(SERVED, service=service)


@pytest.mark.parametrize(
    ("law_on", "due"),
    [(None, "2016-12-15"), ("2016-11-30", "2016-12-15"), ("2016-12-01", "2016-12-12")],
)
def test_6d_dropped_electronic_service_on_1_december_2016(law_on: str | None, due: str) -> None:
    given = {} if law_on is None else {"law_on": law_on}
    assert _due(CIVIL, trigger="2016-11-28", period="14 days", service="electronic", **given) == due


@pytest.mark.parametrize(
    ("trigger", "period", "readings"),
    [
        ("2004-04-05", "20 days", ["2004-04-28", "2004-04-29"]),  # the twentieth day is a Sunday
        ("1999-04-05", "20 days", ["1999-04-28", "1999-04-29"]),
        ("2004-04-05", "3 weeks", ["2004-04-29"]),  # ends on a Monday: both ways lead to one day
        ("2004-04-05", "10 days", ["2004-04-22"]),
        ("2005-08-23", "10 days", ["2005-09-12"]),  # Labor Day is left out of the ten, Saturday of the three
    ],
)
def test_6e_was_read_in_two_ways_before_december_2005(trigger: str, period: str, readings: list[str]) -> None:
    answer = ask(CIVIL, trigger=trigger, period=period, service="mail")
    assert [str(on) for on in answer.answers] == readings
    assert answer.assurance is (Assurance.SETTLED if period == "3 weeks" else Assurance.DISPUTED)
    assert str(answer.safe_on) == readings[0]


def test_6e_adds_to_the_prescribed_period_by_its_words() -> None:
    answer = ask(CIVIL, trigger="2004-04-05", period="20 days", service="mail")
    assert reading_days(answer) == ["2004-04-28", "2004-04-29"]
    assert "3 days shall be added to the prescribed period" in answer.explain()
    assert "CNPq" in answer.readings[1].cite


def test_6e_spoke_of_mail_alone_before_december_2001() -> None:
    assert _due(CIVIL, trigger="2001-12-03", period="14 days", service="electronic") == "2001-12-20"
    with pytest.raises(NoProvision, match="'electronic' is not on record here; on record: mail, personal"):
        ask(CIVIL, trigger="2001-11-30", period="14 days", service="electronic")
    assert _due(CIVIL, trigger="2005-11-30", period="14 days", service="personal") == "2005-12-14"


# Before 1 December 2009.


@pytest.mark.parametrize(
    ("period", "due"),
    [("10 days", "2005-06-20"), ("11 days", "2005-06-17"), ("14 days", "2005-06-20"), ("2 weeks", "2005-06-20")],
)
def test_before_2009_less_than_eleven_days_left_out_closed_days(period: str, due: str) -> None:
    assert _due(CIVIL, trigger="2005-06-06", period=period) == due


@pytest.mark.parametrize(("trigger", "due"), [("2009-11-30", "2009-12-14"), ("2009-12-01", "2009-12-11")])
def test_the_version_is_that_of_the_day_of_the_trigger(trigger: str, due: str) -> None:
    assert _due(CIVIL, trigger=trigger, period="10 days") == due


def test_the_version_can_be_chosen_by_another_day() -> None:
    assert _due(CIVIL, trigger="2009-12-01", period="10 days", law_on="2009-11-30") == "2009-12-15"
    assert _due(CIVIL, trigger="2007-08-02", period="30 days", law_on="2009-12-01") == "2007-09-04"


@pytest.mark.parametrize(
    ("law_on", "due", "assurance"),
    [(None, "2008-04-18", Assurance.DISPUTED), ("2009-12-01", "2008-04-21", Assurance.SETTLED)],
)
def test_before_2009_a_state_holiday_counted_in_both_directions(
    law_on: str | None, due: str, assurance: Assurance
) -> None:
    given = {} if law_on is None else {"law_on": law_on}
    answer = ask(MASSACHUSETTS, trigger="2008-05-05", period="14 days", direction="before", **given)
    assert (day_of(answer), answer.assurance) == (due, assurance)


# What there is no answer to.


@pytest.mark.parametrize(
    ("request_", "error", "words"),
    [
        ({"trigger": "1985-07-31"}, NotInForce, "not in force on 1985-07-31"),
        ({"trigger": "1985-08-01"}, OutsideCoverage, "begins on 1996-01-01"),
        ({"trigger": "2027-12-20"}, OutsideCoverage, "ends on 2027-12-31"),
        ({"trigger": "2005-03-15T10:00:00-05:00", "period": "48 hours"}, NoProvision, "hours"),
        ({"appealed_from": "us.nysd"}, NoProvision, "appealed from"),
        ({"excluded": [["2024-05-02", "2024-05-03"]]}, NoProvision, "leaves an interval out"),
    ],
)
def test_what_has_no_answer_gets_none(request_: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        ask({**SERVED, **request_})


def test_what_the_rules_say_of_a_closure_is_told_once() -> None:
    # The roll before and the roll after the three days both look at closed days; 24 December 2024 is met by the first.
    answer = ask({"court": "us.nysd", "trigger": "2024-12-10", "period": "14 days", "service": "mail"})
    assert [step.kind for step in answer.steps].count(StepKind.CLOSURE) == 1
