"""When the last day ends: by way of filing, in the zone of the court, and by the court's own rule (Rule 6(a)(4))."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock import Means, Term, compute, default_almanac
from courtclock.citation import Citation
from courtclock.court import CutOff
from courtclock.dates import to_date
from courtclock.errors import InvalidTerm, InvalidValue, NoProvision, NotInForce
from courtclock.period import Direction
from courtclock.regime import Act
from strategies import ask


def ends(**more: Any) -> str | None:
    answer = ask({"trigger": "2024-03-01", "period": "14 days"}, **more).to_json()
    assert answer["due"] == more.get("due", "2024-03-15")
    due_at = answer["due_at"]
    return due_at if due_at is None else str(due_at)


@pytest.mark.parametrize(
    ("court", "means", "end"),
    [
        ("us.nysd", None, "2024-03-15T23:59:59-04:00"),  # (4)(A): midnight in the court's zone
        ("us.nysd", "electronic", "2024-03-15T23:59:59-04:00"),
        ("us.casd", None, "2024-03-15T23:59:59-07:00"),
        ("us.hid", None, "2024-03-15T23:59:59-10:00"),
        ("us.nysd", "paper", None),  # (4)(B): when the office closes, which is not on record
        ("us.ca2", "dispatch", None),  # FRAP 26(a)(4)(C)
        ("us.ca3", None, "2024-03-15T17:00:00-04:00"),  # L.A.R. 26.1
        ("us.ca3", "electronic", "2024-03-15T17:00:00-04:00"),
        ("us.ca3", "paper", "2024-03-15T17:00:00-04:00"),
        ("us.ded", None, "2024-03-15T17:00:00-04:00"),
        ("us.mad", None, "2024-03-15T18:00:00-04:00"),
        ("us.scotus", None, "2024-03-15T23:59:59-04:00"),
        ("us.scotus", "paper", "2024-03-15T17:00:00-04:00"),  # Rule 1.3
        ("us.scotus", "dispatch", None),  # Rule 29.2
    ],
)
def test_the_last_day_of_a_filing_ends_by_way_of_filing(court: str, means: str | None, end: str | None) -> None:
    assert ends(court=court, act="filing", means=means) == end


@pytest.mark.parametrize(
    ("trigger", "end"),
    [
        ("2023-06-16", "2023-06-30T23:59:59-04:00"),
        ("2023-06-20", "2023-07-05T17:00:00-04:00"),  # fourteen days end on Independence Day
    ],
)
def test_the_third_circuit_closes_at_five_since_1_july_2023(trigger: str, end: str) -> None:
    assert ask({}, court="us.ca3", trigger=trigger, period="14 days", act="filing").to_json()["due_at"] == end


@pytest.mark.parametrize(
    ("due", "end"),
    [
        ("2014-10-15", "2014-10-15T23:59:59-04:00"),
        ("2014-10-16", "2014-10-16T18:00:00-04:00"),
        ("2022-08-31", "2022-08-31T18:00:00-04:00"),
        ("2022-09-01", "2022-09-01T17:00:00-04:00"),
    ],
)
def test_the_hour_of_delaware_is_that_of_the_last_day(due: str, end: str) -> None:
    for act in ("filing", "service"):
        assert ask({}, court="us.ded", trigger=due, period="0 days", act=act).to_json()["due_at"] == end


def test_an_act_that_is_no_filing_has_the_whole_day_but_is_told_the_hour() -> None:
    answer = ask({}, court="us.ca3", trigger="2024-03-01", period="14 days")
    assert answer.to_json()["due_at"] == "2024-03-15T23:59:59-04:00"
    assert "If it is to be filed: by 17:00" in answer.steps[-1].text
    served = ask({}, court="us.ca3", trigger="2024-03-01", period="14 days", act="service")
    assert served.to_json()["due_at"] == "2024-03-15T23:59:59-04:00"
    assert "17:00" not in served.steps[-1].text


def test_the_answer_cites_the_rule_of_the_court_and_says_the_hour() -> None:
    answer = ask({}, court="us.ca3", trigger="2024-03-01", period="14 days", act="filing")
    assert "L.A.R. 26.1" in str(answer.steps[-1].cite)
    assert answer.explain().startswith("due Friday 15 March 2024, 17:00 (settled)")
    assert answer.due == answer.cut_off


def test_an_hour_that_is_not_on_record_is_not_made_up() -> None:
    answer = ask({}, court="us.nysd", trigger="2024-03-01", period="14 days", act="filing", means="paper")
    assert answer.due is None
    assert answer.cut_off is None
    assert "the hour is not on record" in answer.steps[-1].text


@pytest.mark.parametrize(
    ("court", "means"), [("us.nysd", "email"), ("us.nysd", "dispatch"), ("us.scotus", "email"), ("us.ca2", "email")]
)
def test_a_way_of_filing_on_which_the_rule_is_silent_is_refused(court: str, means: str) -> None:
    with pytest.raises(NoProvision, match=f"says nothing of filing by {means}"):
        ask({}, court=court, trigger="2024-03-01", period="14 days", act="filing", means=means)


def test_a_way_of_filing_is_for_filings() -> None:
    with pytest.raises(InvalidTerm, match="'paper' is a way of filing"):
        ask({}, court="us.nysd", trigger="2024-03-01", period="14 days", means="paper")


def test_the_last_hour_of_an_earliest_bound_and_of_hours_is_not_a_cut_off() -> None:
    first = ask({}, court="us.ca3", trigger="2024-03-01", period="14 days", bound="earliest", act="filing")
    assert first.to_json()["due_at"] == "2024-03-15T00:00:00-04:00"
    hours = ask({}, court="us.ca3", trigger="2024-03-04T10:00:00-05:00", period="24 hours", act="filing")
    assert hours.cut_off is None


def test_a_term_says_the_way_of_filing_in_python() -> None:
    term = Term(
        trigger="2024-05-09",
        period="7 days",
        direction=Direction.BEFORE,
        act=Act.FILING,
        means=Means.PAPER,
        court="us.ca3",
    )
    assert str(compute(term).due) == "2024-05-02 17:00:00-04:00"


def test_a_cut_off_that_cannot_be_is_refused() -> None:
    cite = Citation("A rule")
    at = default_almanac().court("us.ca3").cut_offs[0].at
    with pytest.raises(InvalidValue, match="at least one way of filing"):
        CutOff(at=at, means=(), cite=cite)
    with pytest.raises(InvalidValue, match="is after the last"):
        CutOff(at=at, means=(Means.PAPER,), first="2024-01-02", last="2024-01-01", cite=cite)
    assert CutOff(at=at, means=(Means.PAPER,), cite=cite).holds(Means.PAPER, to_date("1990-01-01"))


def test_an_hour_that_spares_what_begins_a_proceeding_spares_a_notice_of_appeal() -> None:
    rule = default_almanac().period("us.frap.4.a.1.A")
    term = Term.by_rule(rule, None, trigger="2024-03-01", court="us.ca3")
    assert str(compute(term).due) == "2024-04-01 23:59:59-04:00"


def test_inaccessibility_is_for_filing() -> None:
    asked = {"court": "us.nysd", "trigger": "2024-06-03", "period": "14 days", "inaccessible": ["2024-06-17"]}
    assert ask(asked, act="filing").due_on.isoformat() == "2024-06-18"
    assert ask(asked).due_on.isoformat() == "2024-06-18"
    assert ask(asked, act="service").due_on.isoformat() == "2024-06-17"


@pytest.mark.parametrize(
    "more",
    [
        {"trigger": "2024-05-01", "period": "14 days", "direction": "before", "service": "mail"},
        {"trigger": "2024-05-01T10:00:00-04:00", "period": "48 hours", "service": "mail"},
    ],
)
def test_days_for_service_are_not_added_where_the_rule_does_not_say_so(more: dict[str, Any]) -> None:
    with pytest.raises(NoProvision, match="service:"):
        ask({"court": "us.nysd"}, **more)


def test_a_court_below_is_one_of_that_circuit() -> None:
    with pytest.raises(InvalidTerm, match=r"appeals from us\.nysd go to us\.ca2"):
        ask({"court": "us.ca9"}, trigger="2024-05-01", period="14 days", appealed_from="us.nysd")


def test_a_period_has_to_be_in_force_itself() -> None:
    rule = default_almanac().period("us.frcp.4.m")
    with pytest.raises(NotInForce, match=r"us\.frcp\.4\.m .* not on 2010-03-01"):
        compute(Term.by_rule(rule, None, trigger="2010-03-01", court="us.nysd"))
    asked = Term.by_rule(rule, None, trigger="2010-03-01", court="us.nysd", law_on="2016-01-01")
    assert compute(asked).due_on.isoformat() == "2010-06-01"  # Memorial Day
