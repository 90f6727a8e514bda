"""Stays: of an order, which suspends a duty; of the proceedings, which stops the steps in them. No date is guessed."""

from __future__ import annotations

import pytest

from dockets import deadline, docket, event, hearing, last_day, order, said, state, window

PETITION = '[[petition]]\nid = "suit"\ncourt = "pk.shc"\ntitle = "A v B"\n'


def stay(of: str, scope: str | None = None, on: str = "2024-04-20", **keys: str) -> str:
    return event("stay", of, on, id='"stay"', scope=f'"{scope}"' if scope else None, **keys)


def vacated(of: str, on: str = "2024-04-22") -> str:
    return event("stay-vacated", of, on, id='"vacated"')


DUTY = order() + window()
STEP = order() + deadline(id='"duty"', within='"7 days"')


@pytest.mark.parametrize(
    ("what", "text", "in_force", "after"),
    [
        ("the order, a duty", DUTY + stay("order", "order") + vacated("order"), "stayed", "unknown"),
        ("the duty, scope not said", DUTY + stay("duty") + vacated("duty"), "stayed", "unknown"),
        # The proceedings stand still; what the order requires does not.
        ("the proceedings, a duty", DUTY + stay("duty", "proceedings") + vacated("duty"), "open", "unknown"),
        ("the proceedings, a step", STEP + stay("duty", "proceedings") + vacated("duty"), "stayed", "unknown"),
        ("a step, scope not said", STEP + stay("duty") + vacated("duty"), "stayed", "unknown"),
        # A stay of the order may reach a step against it, or not.
        ("the order, a step", STEP + stay("order", "order") + vacated("order"), "open", "unknown"),
        ("something else", DUTY + hearing() + stay("next"), "open", "time expired"),
    ],
)
def test_what_a_stay_stops(what: str, text: str, in_force: str, after: str) -> None:
    book = docket(text)
    assert state(book, "2024-04-19") == "open"
    assert state(book, "2024-04-20") == in_force
    assert state(book, "2024-04-22") == "open"
    assert state(book, "2024-04-24") == "due today"
    assert state(book, "2024-04-25") == after


@pytest.mark.parametrize("scope", [None, "order", "proceedings"])
def test_a_stay_moves_no_date_and_says_which_date_is_shown(scope: str | None) -> None:
    book = docket(STEP, stay("duty", scope))
    assert last_day(book) == last_day(docket(STEP)) == "2024-04-24"
    assert said(book, "2024-04-21") == "stayed on 20 April 2024; 24 April 2024 is the last day without the stay"
    assert "what that did to the time is not settled" in said(
        docket(STEP, stay("duty", scope), vacated("duty")), "2024-04-25"
    )


def test_a_stay_to_a_day_says_to_which() -> None:
    book = docket(DUTY, stay("duty", "order", until="2024-04-22"))
    assert said(book, "2024-04-20").startswith("stayed on 20 April 2024 to 22 April 2024")
    assert [state(book, f"2024-04-{n}") for n in (22, 23)] == ["stayed", "open"]


@pytest.mark.parametrize("on", ["petition", "its order's petition"])
def test_a_stay_of_the_petition_is_told_and_leaves_a_doubt(on: str) -> None:
    start = PETITION + order(petitions='["suit"]')
    entry = window() if on == "petition" else deadline(id='"duty"', within='"7 days"')
    book = docket(start, entry, stay("suit", "proceedings"))
    assert state(book, "2024-04-24") == "due today"
    assert state(book, "2024-04-25") == "unknown"
    assert "stay of suit, 20 April 2024: whether it reaches this is not recorded" in said(book, "2024-04-25")


def test_a_stay_of_what_it_hangs_on_leaves_a_doubt() -> None:
    book = docket(DUTY, deadline(of='"duty"', within='"5 days"'), stay("order", "order"))
    assert state(book, "2024-04-29", "reply") == "due today"
    assert state(book, "2024-04-30", "reply") == "unknown"


def test_days_of_the_stay_that_are_left_out_of_the_count_settle_it() -> None:
    # Under the Limitation Act the days of a stay are left out; once that is entered, the clock says when time is up.
    first = order() + deadline(
        id='"duty"', within='"30 days"', regime='"pk.limitation"', excluded="[[2024-04-20, 2024-04-21]]"
    )
    book = docket(first, stay("duty", "proceedings"), vacated("duty"))
    end = last_day(book)
    assert end > last_day(docket(first.replace("excluded = [[2024-04-20, 2024-04-21]]\n", "")))
    assert state(book, end) == "due today"
    assert "not settled" not in said(book, end)
    assert state(book, "2024-06-01") == "time expired"
    # Days of another time settle nothing.
    other = docket(
        first.replace("04-20, 2024-04-21", "04-18, 2024-04-19"), stay("duty", "proceedings"), vacated("duty")
    )
    assert state(other, "2024-06-01") == "unknown"


def test_nobody_complied_late_on_a_guess() -> None:
    done = event("compliance", "duty", "2024-04-29")
    assert state(docket(DUTY, done), "2024-04-29") == "complied late"
    book = docket(DUTY, stay("order", "order"), vacated("order"), done)
    assert state(book, "2024-04-29") == "complied"
    assert "whether in time is not settled" in said(book, "2024-04-29")
    # A stay that came after the act has nothing to do with it.
    assert state(docket(DUTY, done, stay("order", "order", on="2024-05-01")), "2024-05-02") == "complied late"


def test_a_stay_is_told_at_the_hearing() -> None:
    assert "proceedings stayed on 20 April 2024" in said(
        docket(hearing(), stay("next", "proceedings")), "2024-04-21", "next"
    )
