"""Hearings that are put off, with a day and without one, and what is counted to them and from them."""

from __future__ import annotations

import pytest

from courtclock.docket.agenda import agenda, evening
from courtclock.docket.model import Docket
from courtclock.matter import Hearing, Outcome
from dockets import deadline, docket, event, hearing, last_day, of, order, said, state, window

SUIT = '[[petition]]\nid = "suit"\ncourt = "pk.shc"\ntitle = "A v B"\n'
EVE = window(within=None, before='"next"', failing='"the reply is struck"', at='"next"')
NOTICE = deadline(of='"next"', within='"1 day"', direction='"before"', regime='"us.frcp.6"')
AFTER = deadline(id='"then"', of='"next"', within='"7 days"')
SECOND = hearing("2024-05-20", id='"second"')


def put_off(on: str = "2024-05-02", name: str = "off", **keys: str) -> str:
    return event("adjournment", "next", on, id=f'"{name}"', **keys)


def listed(on: str, to: str, name: str = "on") -> str:
    return event("listing", "next", on, id=f'"{name}"', to=to)


def days(book: Docket, on: str) -> dict[str, str]:
    """Return the last day of every duty, as it stood on a day."""
    return {given: str(of(book, on, given).standing.last_day) for given in ("duty", "reply", "then")}


BOOK = (order(), hearing(), EVE, NOTICE, AFTER, SECOND)
PLAIN = {"duty": "2024-05-08", "reply": "2024-05-08", "then": "2024-05-16"}
NONE = {"duty": "None", "reply": "None", "then": "None"}


@pytest.mark.parametrize(
    ("what", "events", "before", "after"),
    [
        ("without a day", (put_off(),), PLAIN, NONE),
        ("to words that are no day", (put_off(to='"another bench"'),), PLAIN, NONE),
        (
            "to another hearing of the docket",
            (put_off(to='"second"'),),
            PLAIN,
            {"duty": "2024-05-19", "reply": "2024-05-18", "then": "2024-05-27"},
        ),
        (
            "to another hearing, which is put off to a day in turn",
            (put_off(to='"second"'), event("adjournment", "second", "2024-05-03", to="2024-05-22")),
            PLAIN,
            {"duty": "2024-05-21", "reply": "2024-05-21", "then": "2024-05-29"},
        ),
        (
            "to another hearing, which is put off without a day",
            (put_off(to='"second"'), event("adjournment", "second", "2024-05-03")),
            PLAIN,
            NONE,
        ),
        (
            "in a ring",
            (put_off(to='"second"'), event("adjournment", "second", "2024-05-03", to='"next"')),
            PLAIN,
            NONE,
        ),
        (
            "without a day, then listed",
            (put_off(), listed("2024-05-03", "2024-05-22")),
            PLAIN,
            {"duty": "2024-05-21", "reply": "2024-05-21", "then": "2024-05-29"},
        ),
        (
            "without a day, and that was a mistake",
            (put_off(), event("recall", "off", "2024-05-03")),
            PLAIN,
            PLAIN,
        ),
        # What ran out before the hearing lost its day stays run out; what was to run from it does not run.
        (
            "without a day, on the day",
            (put_off("2024-05-09"),),
            PLAIN,
            {"duty": "2024-05-08", "reply": "2024-05-08", "then": "None"},
        ),
        (
            "without a day on the day, and again",
            (put_off("2024-05-09"), put_off("2024-05-10", "again")),
            PLAIN,
            {"duty": "2024-05-08", "reply": "2024-05-08", "then": "None"},
        ),
        ("without a day, twice", (put_off(), put_off("2024-05-10", "again")), PLAIN, NONE),
    ],
)
def test_what_is_counted_to_a_hearing_goes_with_it(
    what: str, events: tuple[str, ...], before: dict[str, str], after: dict[str, str]
) -> None:
    book = docket(*BOOK, *events)
    assert days(book, "2024-05-01") == before
    assert days(book, "2024-05-12") == after


def test_nobody_is_in_default_of_a_day_that_was_vacated() -> None:
    book = docket(*BOOK, put_off())
    for day in ("2024-05-02", "2024-05-08", "2024-05-12"):
        assert {state(book, day, given) for given in ("duty", "reply", "then")} == {"pending"}
        assert (state(book, day, "next"), said(book, day, "next")) == (
            "adjourned",
            "adjourned on 2 May 2024, without a day",
        )
        assert "no date has been given" in said(book, day)
        assert not {"next", "duty", "reply"} & {item.id for item in evening(agenda([book], day), day)}


def test_the_consequence_names_the_day_to_which_the_hearing_went_and_no_vacated_one() -> None:
    week = window(failing='"appropriate orders"', at='"next"')
    on = {
        "": "9 May 2024",
        put_off(): "",
        put_off(to='"second"'): "20 May 2024",
        put_off(to="2024-06-12"): "12 June 2024",
    }
    for event_, day in on.items():
        told = said(docket(order(), hearing(), SECOND, week, event_), "2024-05-03")
        assert f"on default: appropriate orders{f', on {day}' if day else ''}" in told
        assert ("on 9 May" in told) == (day == "9 May 2024")


@pytest.mark.parametrize(
    ("outcome", "events", "states"),
    [
        # The row says what became of the hearing on the day in the row.
        (
            "not reached",
            (listed("2024-05-10", "2024-06-05"),),
            {"2024-05-10": "listed", "2024-06-05": "due today", "2024-06-06": "unknown"},
        ),
        (
            "heard",
            (listed("2024-05-09", "2024-06-05"),),
            {"2024-05-09": "listed", "2024-06-05": "due today", "2024-06-06": "unknown"},
        ),
        ("adjourned", (listed("2024-05-09", "2024-06-05"),), {"2024-06-05": "due today", "2024-06-06": "unknown"}),
        # Where that day never came, it can only be of the day to which the hearing moved.
        ("heard", (listed("2024-05-02", "2024-06-05"),), {"2024-05-09": "listed", "2024-06-05": "heard"}),
        ("not reached", (listed("2024-05-02", "2024-06-05"),), {"2024-06-05": "not reached"}),
        # What becomes of a later day is an event.
        (None, (listed("2024-05-10", "2024-06-05"), event("heard", "next", "2024-06-05")), {"2024-06-05": "heard"}),
        (
            "not reached",
            (listed("2024-05-10", "2024-06-05"), event("heard", "next", "2024-06-05")),
            {"2024-06-06": "heard"},
        ),
        (None, (event("heard", "next", "2024-05-09"),), {"2024-05-08": "listed", "2024-05-09": "heard"}),
        (None, (event("heard", "next", "2024-05-09"), put_off("2024-05-09")), {"2024-05-10": "heard"}),
        (None, (event("not-reached", "next", "2024-05-09"), put_off("2024-05-09")), {"2024-05-10": "adjourned"}),
        # Put off without a day, and heard on one that nobody had entered.
        (None, (put_off(), event("heard", "next", "2024-06-05")), {"2024-06-04": "adjourned", "2024-06-05": "heard"}),
        # Said before the day came, it is said of nothing.
        (None, (event("not-reached", "next", "2024-05-02"),), {"2024-05-09": "due today", "2024-05-10": "unknown"}),
    ],
)
def test_an_outcome_is_that_of_its_own_day(
    outcome: str | None, events: tuple[str, ...], states: dict[str, str]
) -> None:
    book = docket(hearing(outcome=f'"{outcome}"' if outcome else None), *events)
    assert {day: state(book, day, "next") for day in states} == states


def test_a_new_day_after_one_on_which_it_was_not_reached_is_in_the_agenda() -> None:
    book = docket(hearing(outcome='"not reached"'), listed("2024-05-10", "2024-06-05"))
    (item,) = agenda([book], "2024-06-05")
    assert (item.id, str(item.on), item.part.value) == ("next", "2024-06-05", "today")


def test_the_hearing_of_the_model_has_its_day_and_outcome_of_now() -> None:
    # What the feed and the report show is this value.
    def now(*events: str) -> tuple[str | None, Outcome | None]:
        (entry,) = docket(hearing(), *events).entries
        assert isinstance(entry, Hearing)
        return str(entry.on) if entry.on else None, entry.outcome

    assert now() == ("2024-05-09", None)
    assert now(put_off()) == (None, Outcome.ADJOURNED)
    assert now(put_off("2024-05-09")) == ("2024-05-09", Outcome.ADJOURNED)
    assert now(put_off(to="2024-06-05")) == ("2024-06-05", None)
    assert now(event("not-reached", "next", "2024-05-09")) == ("2024-05-09", Outcome.NOT_REACHED)


# ------------------------------------------------------------------ the next date


@pytest.mark.parametrize(
    ("entry", "more"),
    [
        (window(), ""),
        (deadline(id='"duty"', within='"7 days"'), ""),
        (
            deadline(id='"duty"', of='"served"', within='"7 days"'),
            event("service", "order", "2024-04-17", id='"served"'),
        ),
        (deadline(id='"duty"', of='"first"', within='"7 days"'), deadline(id='"first"', within='"1 day"')),
        (deadline(id='"duty"', of='"first"', within='"7 days"'), window(id='"first"', within='"1 day"')),
        (
            deadline(id='"duty"', of='["first", "served"]', which='"earlier"', within='"7 days"'),
            event("service", "order", "2024-04-17", id='"served"')
            + deadline(id='"first"', of='"served"', within='"9 days"'),
        ),
    ],
    ids=["window", "order", "service of the order", "chain", "chain from a window", "choice"],
)
def test_the_next_date_is_that_of_the_petition_behind_the_entry(entry: str, more: str) -> None:
    listed_twice = put_off() + listed("2024-05-03", "2024-06-05")
    book = docket(SUIT, order(petitions='["suit"]'), entry, more, hearing(petitions='["suit"]'), listed_twice)
    assert "next date: 5 June 2024 (pk.shc)" in said(book, "2024-05-20")
    assert "next date" not in said(docket(SUIT, order(), entry, more, hearing(petitions='["suit"]')), "2024-05-02")
    later = docket(
        SUIT, order(petitions='["suit"]'), entry, more, hearing(petitions='["suit"]'), put_off(),
        hearing("2024-06-10", id='"other"', petitions='["suit"]'),
    )  # fmt: skip
    assert "next date: 10 June 2024" in said(later, "2024-05-20")


def test_a_ring_of_hearings_breaks_nothing() -> None:
    book = docket(hearing(), put_off(to='"next"'), NOTICE)
    assert last_day(book, "reply") == "None"
