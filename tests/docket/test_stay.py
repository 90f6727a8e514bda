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


# ------------------------------------------------------------------ each with its own grant, end and vacating


def more_time(until: str, on: str) -> str:
    return event("extension", "duty", on, id='"more"', state='"granted"', until=until)


FIRST = event("stay", "duty", "2024-04-20", id='"s1"', scope='"order"')
SECOND = event("stay", "order", "2024-04-22", id='"s2"', scope='"order"', until="2024-04-30")


@pytest.mark.parametrize(
    ("what", "parts", "states"),
    [
        ("both", (FIRST, SECOND), {"2024-04-21": "stayed", "2024-05-01": "stayed", "2024-07-01": "stayed"}),
        ("the second alone", (SECOND,), {"2024-04-21": "open", "2024-04-30": "stayed", "2024-05-01": "unknown"}),
        (
            "the first, vacated by its id",
            (FIRST, SECOND, vacated("s1", "2024-04-25")),
            {"2024-04-24": "stayed", "2024-04-30": "stayed", "2024-05-01": "unknown"},
        ),
        (
            "the second, vacated by its id",
            (FIRST, SECOND, vacated("s2", "2024-04-25")),
            {"2024-04-26": "stayed", "2024-05-01": "stayed"},
        ),
        (
            "what the second stayed is freed: the first stands",
            (FIRST, SECOND, vacated("order", "2024-04-25")),
            {"2024-04-26": "stayed", "2024-05-01": "stayed"},
        ),
        (
            "what the first stayed is freed: the second stands",
            (FIRST, SECOND, vacated("duty", "2024-04-25")),
            {"2024-04-26": "stayed", "2024-05-01": "unknown"},
        ),
        (
            "a stay of the order, said to be vacated for the duty",
            (SECOND, vacated("duty", "2024-04-23")),
            {"2024-04-22": "stayed", "2024-04-23": "open", "2024-04-24": "due today"},
        ),
        (
            "a stay that was extended",
            (SECOND, event("extension", "s2", "2024-04-29", state='"granted"', until="2024-05-10")),
            {"2024-05-01": "stayed", "2024-05-10": "stayed", "2024-05-11": "unknown"},
        ),
        (
            "a vacating that was itself recalled",
            (FIRST, vacated("s1", "2024-04-25"), event("recall", "vacated", "2024-04-26")),
            {"2024-04-25": "unknown", "2024-04-26": "stayed"},
        ),
    ],
)
def test_stays_are_a_set(what: str, parts: tuple[str, ...], states: dict[str, str]) -> None:
    book = docket(DUTY, *parts)
    assert {day: state(book, day) for day in states} == states


@pytest.mark.parametrize(
    ("what", "parts", "states"),
    [
        (
            "given when the stay was vacated",
            (FIRST, vacated("s1", "2024-05-01"), more_time("2024-05-15", "2024-05-01")),
            {"2024-04-30": "stayed", "2024-05-01": "extended", "2024-05-15": "extended", "2024-05-20": "time expired"},
        ),
        (
            "given afterwards",
            (FIRST, vacated("duty", "2024-05-01"), more_time("2024-05-15", "2024-05-10")),
            {"2024-05-09": "unknown", "2024-05-10": "extended", "2024-05-20": "time expired"},
        ),
        (
            "given to a day after an end that was known",
            (SECOND, more_time("2024-05-15", "2024-04-25")),
            {"2024-04-30": "stayed", "2024-05-01": "extended", "2024-05-20": "time expired"},
        ),
        # The court did not know then how long it would be.
        (
            "given while the stay was without an end",
            (FIRST, more_time("2024-05-15", "2024-04-25"), vacated("s1", "2024-05-01")),
            {"2024-05-15": "extended", "2024-05-20": "unknown"},
        ),
        (
            "given to a day before the end of the stay",
            (SECOND, more_time("2024-04-28", "2024-04-25")),
            {"2024-04-28": "stayed", "2024-05-01": "unknown"},
        ),
        (
            "given before the stay",
            (more_time("2024-05-15", "2024-04-18"), FIRST, vacated("s1", "2024-05-01")),
            {"2024-05-20": "unknown"},
        ),
    ],
)
def test_an_extension_to_a_day_settles_the_stays_that_it_took_into_account(
    what: str, parts: tuple[str, ...], states: dict[str, str]
) -> None:
    book = docket(DUTY, *parts)
    assert {day: state(book, day) for day in states} == states


LATE = event("stay", "duty", "2024-06-20", id='"late"', until="2024-06-25")


@pytest.mark.parametrize(
    ("what", "parts", "states"),
    [
        ("a stay", (LATE,), {"2024-06-19": "time expired", "2024-06-21": "stayed", "2024-06-26": "time expired"}),
        (
            "a stay, and obedience after it",
            (LATE, event("compliance", "duty", "2024-07-20")),
            {"2024-06-26": "time expired", "2024-07-20": "complied late"},
        ),
        # The court says so.
        (
            "an extension",
            (LATE, more_time("2024-07-15", "2024-07-01")),
            {"2024-06-26": "time expired", "2024-07-01": "extended", "2024-07-16": "time expired"},
        ),
        (
            "an extension, and a stay within it",
            (more_time("2024-07-15", "2024-06-01"), LATE),
            {"2024-06-01": "extended", "2024-06-21": "stayed", "2024-07-16": "unknown"},
        ),
    ],
)
def test_what_happens_when_time_has_run_out_leaves_it_so(
    what: str, parts: tuple[str, ...], states: dict[str, str]
) -> None:
    book = docket(DUTY, *parts)
    assert {day: state(book, day) for day in states} == states


def test_a_late_stay_says_that_time_had_run_out() -> None:
    assert said(docket(DUTY, LATE), "2024-06-21") == (
        "stayed on 20 June 2024 to 25 June 2024; time had run out: 24 April 2024 was the last day"
    )


def test_an_appeal_that_was_out_of_time_stays_so_whatever_becomes_of_the_order() -> None:
    book = docket(
        order(),
        deadline(),
        event("extension", "order", "2024-07-01", state='"granted"', until="2024-07-20"),
        event("compliance", "order", "2024-07-10"),
    )
    assert {state(book, day, "reply") for day in ("2024-05-08", "2024-07-01", "2024-07-11")} == {"time expired"}
