"""Last days that somebody keeps by hand, and the warning when what they hide moves."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock.docket import sheets
from courtclock.errors import DocketFault, InvalidValue
from courtclock.ledger import Pin
from dockets import deadline, docket, event, last_day, of, order, pin, row, said, state, window

WEEK = order() + window()  # to 24 April 2024


def warnings(*parts: str, entry: str = "duty") -> tuple[str, ...]:
    book = docket(*parts)
    return book.standing(book.entry(entry)).warnings


def test_a_pin_hides_the_computed_date_and_says_so() -> None:
    book = docket(WEEK, pin("2024-04-22", "2024-04-24"))
    assert last_day(book) == "2024-04-22"
    assert warnings(WEEK, pin("2024-04-22", "2024-04-24")) == ()
    assert "pinned to 22 April 2024 by R. Khan: agreed; computed: 24 April 2024" in said(book, "2024-04-18")


@pytest.mark.parametrize(
    ("what", "parts", "words"),
    [
        (
            "the trigger",
            (order("2024-04-18"), window()),
            "pinned when the computed date was 24 April 2024; it is 25 April 2024 now",
        ),
        ("the period", (order(), window(within='"two weeks"')), "it is 2 May 2024 now"),
        (
            "an extension",
            (WEEK, event("extension", "duty", "2024-04-20", state='"granted"', until="2024-05-02")),
            "it is 2 May 2024 now",
        ),
        ("what is known of the calendar", (order("2027-12-30"), window()), "it cannot be computed now"),
    ],
)
def test_a_pin_warns_when_the_date_that_it_hides_moves(what: str, parts: tuple[str, ...], words: str) -> None:
    (warning,) = warnings(*parts, pin("2024-04-22", "2024-04-24"))
    assert warning.endswith(words) or words in warning
    # The pin still stands: a warning does not move a date.
    assert last_day(docket(*parts, pin("2024-04-22", "2024-04-24"))) == "2024-04-22"
    assert "WARNING: pinned when" in said(docket(*parts, pin("2024-04-22", "2024-04-24")), "2024-04-20")


@pytest.mark.parametrize(
    ("on", "states"),
    [
        # Before the computed day: due on the pinned day, and nobody is late until the computed one is past.
        (
            "2024-04-22",
            {"2024-04-21": "open", "2024-04-22": "due today", "2024-04-24": "open", "2024-04-25": "time expired"},
        ),
        # After it: nobody is late until the pinned day is past.
        (
            "2024-04-29",
            {"2024-04-24": "open", "2024-04-25": "open", "2024-04-29": "due today", "2024-04-30": "time expired"},
        ),
    ],
)
def test_the_state_of_a_pinned_entry(on: str, states: dict[str, str]) -> None:
    book = docket(WEEK, pin(on, "2024-04-24"))
    assert {day: state(book, day) for day in states} == states


def test_a_pin_shows_from_the_day_on_which_it_was_recorded() -> None:
    book = docket(WEEK, pin("2024-04-22", "2024-04-24", recorded="2024-04-19T09:00:00+05:00"))
    assert str(of(book, "2024-04-18").standing.last_day) == "2024-04-24"
    assert str(of(book, "2024-04-19").standing.last_day) == "2024-04-22"
    assert str(of(book, "2024-04-25", known_on="2024-04-18").standing.last_day) == "2024-04-24"


def test_the_last_of_several_pins_stands() -> None:
    later = pin("2024-04-23", "2024-04-24", id='"again"')
    assert last_day(docket(WEEK, pin("2024-04-22", "2024-04-24"), later)) == "2024-04-23"


def test_a_pinned_day_is_due_also_where_nothing_can_be_computed() -> None:
    book = docket(order("2027-12-30"), window(), pin("2028-01-05", "2028-01-06"))
    assert state(book, "2028-01-04") == "unknown"
    assert state(book, "2028-01-05") == "due today"
    waits = docket(
        '[[petition]]\nid = "order"\ncourt = "pk.shc"\ntitle = "A v B"\n',
        deadline(id='"duty"'),
        pin("2024-05-05", "2024-05-07"),
    )
    assert [state(waits, day) for day in ("2024-05-04", "2024-05-05", "2024-05-06")] == [
        "pending",
        "due today",
        "pending",
    ]


@pytest.mark.parametrize("kind", ["recall", "supersession"])
def test_a_pin_is_withdrawn_as_a_fact_and_stays_in_the_file(kind: str) -> None:
    gone = event(kind, "pin", "2024-04-20", text='"Agreed no more."')
    book = docket(WEEK, pin("2024-04-22", "2024-04-24"), gone)
    assert str(of(book, "2024-04-19").standing.last_day) == "2024-04-22"
    assert str(of(book, "2024-04-20").standing.last_day) == "2024-04-24"
    assert "pinned" not in said(book, "2024-04-20")
    (sheet,) = sheets(book, "2024-04-20")
    assert [line.did for line in sheet.lines if "pin" in line.did + line.text] == ["pinned before", "struck"]
    # The one before it stands again.
    later = pin("2024-04-23", "2024-04-24", id='"again"')
    both = docket(WEEK, pin("2024-04-22", "2024-04-24"), later, event(kind, "again", "2024-04-20"))
    assert last_day(both) == "2024-04-22"


def test_a_pinned_entry_that_was_extended_says_one_thing() -> None:
    longer = event("extension", "duty", "2024-04-20", state='"granted"', until="2024-05-20")
    told = said(docket(WEEK, pin("2024-04-22", "2024-04-24"), longer), "2024-04-21")
    assert "pinned to 22 April 2024 by R. Khan: agreed; extended: 20 May 2024" in told
    assert "it is 20 May 2024 now" in told
    assert "computed: 24 April 2024" not in told


def test_time_does_not_run_from_a_pin() -> None:
    with pytest.raises(DocketFault, match=r"deadline\[reply\].of: .*is the id of a pin"):
        docket(WEEK, pin("2024-04-22", "2024-04-24"), deadline(of='"pin"'))


def test_what_hangs_on_a_pinned_entry_runs_from_the_pinned_day() -> None:
    then = deadline(id='"then"', of='"duty"', within='"5 days"')
    assert last_day(docket(WEEK, then), "then") == "2024-04-29"
    assert last_day(docket(WEEK, then, pin("2024-04-25", "2024-04-24")), "then") == "2024-04-30"


# ------------------------------------------------------------------ what is refused


WHOLE = {
    "id": '"pin"',
    "of": '"duty"',
    "on": "2024-04-22",
    "computed": "2024-04-24",
    "by": '"R. Khan"',
    "reason": '"agreed"',
}


@pytest.mark.parametrize("key", [key for key in WHOLE if key != "id"])
def test_a_pin_has_an_author_a_reason_and_what_it_hides(key: str) -> None:
    with pytest.raises(DocketFault) as caught:
        docket(WEEK, row("pin", **{**WHOLE, key: None}))
    assert caught.value.faults == (f"pin[pin].{key}: missing",)


@pytest.mark.parametrize("key", ["by", "reason"])
def test_an_author_and_a_reason_say_something(key: str) -> None:
    with pytest.raises(DocketFault, match=rf"pin\[pin\].*{key}"):
        docket(WEEK, row("pin", **{**WHOLE, key: '" "'}))


@pytest.mark.parametrize(
    ("parts", "of_", "words"),
    [
        ((WEEK,), "order", "is the id of an order"),
        ((WEEK,), "nothing", "no table has the id"),
        ((order(), window(within=None, continuing="true")), "duty", "standing duty"),
    ],
)
def test_a_pin_is_of_something_that_has_a_last_day(parts: tuple[str, ...], of_: str, words: str) -> None:
    with pytest.raises(DocketFault) as caught:
        docket(*parts, pin("2024-04-22", "2024-04-24", of=of_))
    (fault,) = caught.value.faults
    assert fault.startswith("pin[pin].of: ")
    assert words in fault


@pytest.mark.parametrize("key", ["of", "by", "reason"])
def test_a_pin_in_python_is_checked_too(key: str) -> None:
    given: dict[str, Any] = {
        "of": "duty",
        "on": "2024-04-22",
        "computed": "2024-04-24",
        "by": "R. Khan",
        "reason": "agreed",
    }
    with pytest.raises(InvalidValue, match=key):
        Pin(**{**given, key: ""})
