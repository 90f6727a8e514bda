"""A second person's confirmation of a last day, which is void as soon as the day is another one."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock.errors import DocketFault, InvalidValue
from courtclock.ledger import Verification
from dockets import docket, event, of, order, pin, row, said, verification, window

WEEK = order() + window()  # to 24 April 2024
SEEN = verification("2024-04-24")


def warnings(*parts: str) -> tuple[str, ...]:
    book = docket(*parts)
    return book.standing(book.entry("duty")).warnings


def test_a_confirmed_date_is_told_with_who_and_when() -> None:
    book = docket(WEEK, SEEN)
    assert "verified by S. Malik on 18 April 2024" in said(book, "2024-04-18")
    assert warnings(WEEK, SEEN) == ()


def test_it_shows_from_its_own_day() -> None:
    assert "verified" not in said(docket(WEEK, SEEN), "2024-04-17")
    assert of(docket(WEEK, SEEN), "2024-05-01", known_on="2024-04-17").standing.verification is None


@pytest.mark.parametrize(
    ("what", "parts", "now"),
    [
        ("the trigger", (order("2024-04-18"), window()), "is 25 April 2024 now"),
        ("the period", (order(), window(within='"8 days"')), "is 25 April 2024 now"),
        ("the calendar", (order("2024-04-16"), window(calendar='"pk.shc"', within='"6 days"')), "is 22 April 2024 now"),
        (
            "an extension",
            (WEEK, event("extension", "duty", "2024-04-20", state='"granted"', until="2024-05-02")),
            "is 2 May",
        ),
        ("a pin", (WEEK, pin("2024-04-22", "2024-04-24")), "is 22 April 2024 now"),
        ("no answer", (order("2027-12-30"), window()), "cannot be told now"),
    ],
)
def test_it_is_void_when_the_date_changes(what: str, parts: tuple[str, ...], now: str) -> None:
    (warning,) = warnings(*parts, SEEN)
    assert warning.startswith("the verification of 24 April 2024 by S. Malik is void: ")
    assert now in warning
    told = said(docket(*parts, SEEN), "2028-01-01")
    assert "WARNING: the verification" in told
    assert "verified by" not in told


def test_an_announcement_makes_it_void() -> None:
    # On the list of January 2026 the Eid days were 21 to 23 March; then it was announced a day earlier.
    text = order("2026-03-10") + window(calendar='"pk.shc"', within='"10 days"')
    early = of(docket(text), "2026-03-12", known_on="2026-03-12").standing.last_day
    late = of(docket(text), "2026-03-12").standing.last_day
    assert early != late
    book = docket(text, verification(str(early), on="2026-03-11"))
    assert of(book, "2026-03-12", known_on="2026-03-12").standing.warnings == ()
    assert "is void" in said(book, "2026-03-12")


def test_the_last_confirmation_stands() -> None:
    again = verification("2024-04-25", id='"again"', on="2024-04-20")
    assert warnings(order("2024-04-18"), window(), SEEN, again) == ()


def test_a_pinned_date_can_be_confirmed_by_somebody_else() -> None:
    kept = pin("2024-04-22", "2024-04-24")
    assert warnings(WEEK, kept, verification("2024-04-22")) == ()


@pytest.mark.parametrize("name", ['"R. Khan"', '" r.  KHAN "'])
def test_whoever_pinned_a_date_does_not_confirm_it(name: str) -> None:
    with pytest.raises(DocketFault, match=r"verification\[seen\].by: .*expected a second person"):
        docket(WEEK, pin("2024-04-22", "2024-04-24"), verification("2024-04-22", by=name))


def test_whoever_pinned_another_date_before_may_confirm_this_one() -> None:
    first = pin("2024-04-22", "2024-04-24", id='"first"')
    second = pin("2024-04-23", "2024-04-24", by='"S. Malik"')
    assert warnings(WEEK, first, second, verification("2024-04-23", by='"R. Khan"')) == ()
    with pytest.raises(DocketFault, match="expected a second person"):
        docket(WEEK, first, second, verification("2024-04-23", by='"S. Malik"'))


WHOLE = {"id": '"seen"', "of": '"duty"', "date": "2024-04-24", "by": '"S. Malik"', "on": "2024-04-18"}


@pytest.mark.parametrize("key", ["of", "date", "by", "on"])
def test_a_confirmation_has_all_its_parts(key: str) -> None:
    with pytest.raises(DocketFault) as caught:
        docket(WEEK, row("verification", **{**WHOLE, key: None}))
    assert caught.value.faults == (f"verification[seen].{key}: missing",)


def test_a_standing_duty_has_no_day_to_confirm() -> None:
    with pytest.raises(DocketFault, match="standing duty"):
        docket(order(), window(within=None, continuing="true"), SEEN)


WHOLE_IN_PYTHON: dict[str, Any] = {"of": "duty", "date": "2024-04-24", "by": "S. Malik", "on": "2024-04-18"}


@pytest.mark.parametrize("key", ["of", "by"])
def test_a_confirmation_in_python_is_checked_too(key: str) -> None:
    with pytest.raises(InvalidValue, match=key):
        Verification(**{**WHOLE_IN_PYTHON, key: " "})
