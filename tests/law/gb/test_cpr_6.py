"""CPR 6.14 and 6.26 (England and Wales): the day on which a document is deemed to be served."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock.clock import compute
from courtclock.deadline import within
from courtclock.errors import CourtclockError, InvalidTerm, NoProvision, NotInForce
from courtclock.trace import Assurance
from strategies import ask, day_of

OTHER: dict[str, Any] = {"regime": "gb.eaw.cpr.6.26", "calendar": "gb.eaw", "period": "0 days"}
CLAIM_FORM: dict[str, Any] = {**OTHER, "regime": "gb.eaw.cpr.6.14"}


@pytest.mark.parametrize("service", ["first_class_post", "dx", "mail"])
@pytest.mark.parametrize(
    ("posted", "served"),
    [
        ("2024-06-03", "2024-06-05"),
        ("2024-06-06", "2024-06-10"),  # the second day is a Saturday
        ("2024-06-07", "2024-06-10"),  # a Sunday
        ("2024-05-25", "2024-05-28"),  # a bank holiday
        ("2023-05-01", "2023-05-03"),  # posted on a bank holiday
        ("2024-12-23", "2024-12-27"),  # Christmas Day, then Boxing Day
        ("2024-03-27", "2024-04-02"),  # Good Friday
    ],
)
def test_6_26_post_is_served_on_the_second_day_or_the_next_business_day(posted: str, served: str, service: str) -> None:
    answer = ask(OTHER, trigger=posted, service=service)
    assert (day_of(answer), answer.assurance) == (served, Assurance.SETTLED)


@pytest.mark.parametrize("service", ["email", "electronic", "fax", "personal", "permitted_address"])
@pytest.mark.parametrize(
    ("done", "served"),
    [
        ("2024-06-06T16:29:00+01:00", "2024-06-06"),
        ("2024-06-06T16:29:59+01:00", "2024-06-06"),
        ("2024-06-06T16:30:00+01:00", "2024-06-07"),
        ("2024-06-06T15:29:00+00:00", "2024-06-06"),  # the clock in London decides
        ("2024-06-06T15:30:00+00:00", "2024-06-07"),
        ("2024-12-05T16:29:00+00:00", "2024-12-05"),
        ("2024-06-07T16:30:00+01:00", "2024-06-10"),
        ("2024-06-08T10:00:00+01:00", "2024-06-10"),
        ("2024-05-24T17:00:00+01:00", "2024-05-28"),
        ("2023-04-06T17:00:00+01:00", "2023-04-11"),
    ],
)
def test_6_26_other_methods_have_until_half_past_four(done: str, served: str, service: str) -> None:
    assert day_of(ask(OTHER, trigger=done, service=service)) == served


def test_6_26_a_bare_date_does_not_say_whether_it_was_in_time() -> None:
    with pytest.raises(InvalidTerm, match="16:30"):
        ask(OTHER, trigger="2024-06-06", service="email")


@pytest.mark.parametrize("service", [None, "pigeon"])
def test_6_26_has_no_day_for_a_method_that_it_does_not_list(service: str | None) -> None:
    with pytest.raises(CourtclockError):
        ask(OTHER, trigger="2024-06-06", **({"service": service} if service else {}))


@pytest.mark.parametrize(
    ("step", "served"),
    [
        ("2024-06-03", "2024-06-05"),
        ("2024-06-06", "2024-06-10"),
        ("2024-06-07", "2024-06-11"),
        ("2024-06-08", "2024-06-11"),
        ("2024-05-24", "2024-05-29"),  # a bank holiday is none of the two
        ("2024-12-24", "2024-12-30"),
    ],
)
@pytest.mark.parametrize("service", [None, "first_class_post"])
def test_6_14_a_claim_form_is_served_on_the_second_business_day(step: str, served: str, service: str | None) -> None:
    assert day_of(ask(CLAIM_FORM, trigger=step, **({"service": service} if service else {}))) == served


@pytest.mark.parametrize("book", [OTHER, CLAIM_FORM])
def test_part_6_fixes_a_day_and_counts_no_period(book: dict[str, Any]) -> None:
    with pytest.raises(NoProvision):
        ask(book, trigger="2024-06-06", period="14 days", service="first_class_post")


@pytest.mark.parametrize("book", [OTHER, CLAIM_FORM])
def test_part_6_is_in_force_as_rewritten_from_1_october_2008(book: dict[str, Any]) -> None:
    with pytest.raises(NotInForce, match="2008-10-01"):
        ask(book, trigger="2000-09-07", service="first_class_post")


def test_r614_names_no_method_where_none_was_given() -> None:
    term = within(days=0).of("2024-05-10", regime="gb.eaw.cpr.6.14", calendar="gb.eaw")
    step = compute(term).steps[-2]
    assert step.text.startswith("Service on Friday 10 May 2024: deemed served on Tuesday 14 May 2024")
