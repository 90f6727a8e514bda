"""The inverse questions, proved against `compute`."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courtclock import Hearing, at_least, compute, within
from courtclock.dates import Date, day
from courtclock.errors import InvalidTerm, OutsideCoverage
from courtclock.inverse import latest_service_for, triggers_for

DAYS = st.dates(Date(2012, 1, 1), Date(2025, 12, 31))
PLACES = st.sampled_from(
    [
        {"court": "us.nysd"},
        {"court": "gb.eaw.hc"},
        {"regime": "pk.gca", "calendar": "pk.federal"},
    ]
)
PERIODS = st.sampled_from(["1 day", "3 days", "5 days", "6 days", "14 days", "2 weeks", "1 month"])


@settings(max_examples=25)
@given(DAYS, PLACES, PERIODS)
def test_a_trigger_leads_to_the_day_and_its_neighbours_do_not(on: Date, place: dict[str, Any], period: str) -> None:
    words = within(period)
    found = triggers_for(on, words, **place)
    assert all(compute(words.of(trigger, **place)).due_on == on for trigger in found.days)
    for trigger in found.days:
        for other in (day(trigger.toordinal() - 1), day(trigger.toordinal() + 1)):
            leads = compute(words.of(other, **place)).due_on == on
            assert leads == (other in found.days)


@settings(max_examples=25)
@given(DAYS, PLACES, PERIODS)
def test_the_due_day_of_a_trigger_has_that_trigger_among_its_own(on: Date, place: dict[str, Any], period: str) -> None:
    words = within(period)
    due = compute(words.of(on, **place)).due_on
    assert day(on.toordinal()) in triggers_for(due, words, **place).days


@settings(max_examples=25)
@given(DAYS, PLACES, st.sampled_from([3, 5, 6, 14, 28]))
def test_the_latest_service_is_in_time_and_the_day_after_is_not(on: Date, place: dict[str, Any], n: int) -> None:
    notice = at_least(days=n)
    served = latest_service_for(on, notice, **place)
    assert compute(notice.after(served, **place)).latest <= on
    assert compute(notice.after(day(served.toordinal() + 1), **place)).latest > on


def test_no_day_leads_to_a_last_day_that_is_closed() -> None:
    assert triggers_for("2024-02-05", within("7 days"), court="pk.shc").days == ()


def test_days_that_cannot_be_computed_are_told() -> None:
    found = triggers_for("2022-06-01", within("7 days"), court="pk.shc")
    assert found.refused
    with pytest.raises(OutsideCoverage):
        compute(within("7 days").of(found.refused[-1], court="pk.shc"))


def test_hours_have_no_inverse() -> None:
    with pytest.raises(InvalidTerm, match="72 hours"):
        triggers_for("2024-05-09", within("72 hours"), court="pk.shc")


def test_a_hearing_without_a_day_has_no_answer() -> None:
    with pytest.raises(InvalidTerm, match="no day"):
        latest_service_for(Hearing(court="pk.shc"), at_least(days=3))
