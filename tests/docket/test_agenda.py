"""The desk's agenda: what stands in which part, whose it is, what collides, and what must not be left open tonight."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courtclock.dates import to_date
from courtclock.docket import Docket, loads
from courtclock.docket.agenda import Item, Part, agenda, evening
from dockets import HEAD, deadline, docket, event, hearing, order, pin, window

WEEK = order() + window()  # to Wednesday 24 April 2024


def parts(book: Docket, on: str, days: int = 14) -> dict[str, str]:
    return {item.id: item.part.value for item in agenda([book], on, days=days)}


def tonight(book: Docket, on: str) -> list[str]:
    return [item.id for item in evening(agenda([book], on), on)]


@pytest.mark.parametrize(
    ("on", "part"),
    [
        ("2024-04-09", None),
        ("2024-04-10", "later"),
        ("2024-04-16", "later"),
        ("2024-04-17", "this week"),
        ("2024-04-23", "this week"),
        ("2024-04-24", "today"),
        ("2024-04-25", "expired"),
        ("2025-04-25", "expired"),
    ],
)
def test_the_part_in_which_a_duty_stands(on: str, part: str | None) -> None:
    assert parts(docket(WEEK), on).get("duty") == part


@pytest.mark.parametrize(("days", "there"), [(0, False), (6, False), (7, True), (14, True)])
def test_how_far_it_looks_ahead(days: int, there: bool) -> None:  # noqa: FBT001 - a row of the table
    assert ("duty" in parts(docket(WEEK), "2024-04-17", days)) is there


@pytest.mark.parametrize("kind", ["compliance", "recall", "supersession", "overtaken"])
def test_what_is_over_needs_nobody(kind: str) -> None:
    book = docket(WEEK, event(kind, "duty", "2024-04-20"))
    assert parts(book, "2024-04-19") == {"duty": "this week"}
    assert parts(book, "2024-04-20") == parts(book, "2024-05-20") == {}


@pytest.mark.parametrize(
    ("what", "text", "part"),
    [
        (
            "a deadline without its event",
            order() + hearing() + event("adjournment", "next", "2024-04-02") + deadline(of='"next"'),
            {"reply": "waiting"},
        ),
        ("a stayed duty", WEEK + event("stay", "duty", "2024-04-18"), {"duty": "waiting"}),
        (
            "what was stayed when time was up",
            WEEK + event("stay", "duty", "2024-04-18") + event("stay-vacated", "duty", "2024-04-20"),
            {"duty": "today"},
        ),
        ("an order that is to come", order("2024-06-30") + window(), {}),
        ("an order that is to come, beyond the calendar", order("2027-12-30") + window(), {"duty": "waiting"}),
        ("a standing duty", order() + window(within=None, continuing="true"), {}),
        (
            "an extension",
            WEEK + event("extension", "duty", "2024-04-20", state='"granted"', until="2024-05-10"),
            {"duty": "later"},
        ),
        ("a pin", WEEK + pin("2024-04-30", "2024-04-24"), {"duty": "today"}),
    ],
)
def test_the_part_of_what_is_no_ordinary_duty(what: str, text: str, part: dict[str, str]) -> None:
    assert parts(docket(text), "2024-04-30") == part


def test_what_cannot_be_computed_is_not_lost() -> None:
    assert parts(docket(order("2027-12-30"), window()), "2028-01-03") == {"duty": "waiting"}


@pytest.mark.parametrize(("on", "there"), [("2024-05-08", True), ("2024-05-09", True), ("2024-05-10", False)])
@pytest.mark.parametrize("outcome", [None, '"heard"'])
def test_a_hearing_is_there_to_its_day(on: str, there: bool, outcome: str | None) -> None:  # noqa: FBT001 - a row of the table
    # What is heard is over, on its own day as well.
    assert ("next" in parts(docket(hearing(outcome=outcome)), on)) is (there and not (outcome and on == "2024-05-09"))


def test_a_hearing_of_which_sources_differ_is_there_on_each_day() -> None:
    book = docket(hearing("[2024-05-09, 2024-05-10]"))
    assert [str(agenda([book], f"2024-05-{n:02}")[0].on) for n in (8, 9, 10)] == [
        "2024-05-09",
        "2024-05-09",
        "2024-05-10",
    ]
    assert agenda([book], "2024-05-11") == []


def test_an_adjourned_hearing_is_there_on_its_new_day() -> None:
    moved = event("adjournment", "next", "2024-05-08", until="2024-05-20")
    assert [(i.id, str(i.on)) for i in agenda([docket(hearing(), moved)], "2024-05-09")] == [("next", "2024-05-20")]
    open_ended = event("adjournment", "next", "2024-05-08")
    assert agenda([docket(hearing(), open_ended)], "2024-05-08") == []
    assert [i.id for i in agenda([docket(hearing(), open_ended)], "2024-05-07")] == ["next"]


# ------------------------------------------------------------------ doubt


def test_a_date_in_doubt_stands_with_the_day_that_is_safe_and_is_due_then() -> None:
    # Three days of notice before 9 May: Saturday the 4th if the notice has to be whole, Monday the 6th if not.
    book = docket(hearing(), deadline(of='"next"', within='"3 days"', direction='"before"'))
    (item,) = [one for one in agenda([book], "2024-05-04") if one.id == "reply"]
    answer = item.status.standing.computation
    assert answer is not None
    assert item.part is Part.TODAY
    assert min(str(item.on), str(item.safe_on or item.on)) == str(answer.earliest)


def test_a_day_that_is_safe_before_the_day_itself_is_what_counts() -> None:
    # To the expected Eid of 2027, seven days: it may have to be done by Monday the 8th already.
    book = docket(order("2027-03-03"), window(within='"7 days"'))
    (item,) = agenda([book], "2027-03-05")
    assert item.safe_on is not None
    assert item.on is not None
    assert item.safe_on < item.on
    assert parts(book, str(item.safe_on)) == {"duty": "today"}
    assert tonight(book, str(item.safe_on)) == ["duty"]


def test_a_first_day_is_not_a_last_one() -> None:
    book = docket(order(), window(bound='"earliest"'))
    (item,) = agenda([book], "2024-04-20")
    assert parts(book, str(item.on)) == {"duty": "today"}
    assert tonight(book, str(item.on)) == []
    assert agenda([book], str(to_date(str(item.on)).add(days=1))) == []


# ------------------------------------------------------------------ tonight


@pytest.mark.parametrize(
    ("what", "more", "on", "left"),
    [
        ("due today", "", "2024-04-24", ["duty"]),
        ("due tomorrow", "", "2024-04-23", []),
        ("expired for certain", "", "2024-04-25", []),
        ("done", event("compliance", "duty", "2024-04-24"), "2024-04-24", []),
        ("done in part", event("part-compliance", "duty", "2024-04-24"), "2024-04-24", ["duty"]),
        ("only said", event("statement", "duty", "2024-04-24"), "2024-04-24", ["duty"]),
        (
            "extension asked for",
            event("extension", "duty", "2024-04-22", state='"requested"', until="2024-05-02"),
            "2024-04-24",
            ["duty"],
        ),
        (
            "extension given",
            event("extension", "duty", "2024-04-22", state='"granted"', until="2024-05-02"),
            "2024-04-24",
            [],
        ),
        (
            "the last day of the extension",
            event("extension", "duty", "2024-04-22", state='"granted"', until="2024-05-02"),
            "2024-05-02",
            ["duty"],
        ),
        ("pinned to today", pin("2024-04-22", "2024-04-24"), "2024-04-22", ["duty"]),
        ("stayed", event("stay", "duty", "2024-04-20"), "2024-04-24", []),
        (
            "nobody knows what the stay did",
            event("stay", "duty", "2024-04-18") + event("stay-vacated", "duty", "2024-04-20"),
            "2024-04-26",
            ["duty"],
        ),
        ("a hearing without its outcome", hearing("2024-04-23"), "2024-04-23", ["next"]),
        ("a hearing with its outcome", hearing("2024-04-23", outcome='"heard"'), "2024-04-23", []),
        (
            "a hearing that was not reached",
            hearing("2024-04-23") + event("not-reached", "next", "2024-04-23"),
            "2024-04-23",
            [],
        ),
        ("a hearing of tomorrow", hearing("2024-04-24"), "2024-04-23", []),
    ],
)
def test_what_must_not_be_left_open_tonight(what: str, more: str, on: str, left: list[str]) -> None:
    assert tonight(docket(WEEK, more), on) == left


# ------------------------------------------------------------------ whose it is


def test_what_names_nobody_is_the_docket_s_own() -> None:
    book = docket(order(), window(responsible='"B. Clerk"'), deadline(), hearing("2024-04-30"))
    assert {item.id: item.responsible for item in agenda([book], "2024-04-17", days=30)} == {
        "duty": "B. Clerk",
        "reply": "A. Advocate",
        "next": "A. Advocate",
    }


@pytest.mark.parametrize(("name", "ids"), [("b. clerk", ["duty"]), (" A. ADVOCATE ", ["reply"]), ("C", []), ("", [])])
def test_for_one_person(name: str, ids: list[str]) -> None:
    book = docket(order(), window(responsible='"B. Clerk"'), deadline())
    assert [item.id for item in agenda([book], "2024-04-17", days=30, responsible=name)] == ids


# ------------------------------------------------------------------ collisions


def collisions(*rows: str) -> dict[str, tuple[str, ...]]:
    return {item.id: item.collides for item in agenda([docket(*rows)], "2024-05-01")}


SUIT = '[[petition]]\nid = "suit"\ncourt = "pk.shc"\ntitle = "A v B"\n'


def other(on: str = "2024-05-09", **keys: str | None) -> str:
    return hearing(on, **{"id": '"other"', "court": '"pk.ihc"', **keys})


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        (hearing(), other(), True),
        (hearing(at="10:00:00"), other(at="10:00:00"), True),
        (hearing(at="10:00:00"), other(), True),
        (hearing(), other(at="10:00:00"), True),
        (hearing(at="10:00:00"), other(at="14:00:00"), False),
        (hearing(), other("2024-05-10"), False),
        # Two hearings in one court are called one after the other, unless the list has both at one hour: it may sit in
        # two places. In the same petition they are heard together.
        (hearing(), other(court='"pk.shc"'), False),
        (hearing(at="09:30:00"), other(court='"pk.shc"'), False),
        (hearing(at="09:30:00"), other(court='"pk.shc"', at="09:30:00"), True),
        (hearing(at="09:30:00"), other(court='"pk.shc"', at="10:30:00"), False),
        (
            SUIT + hearing(at="09:30:00", petitions='["suit"]'),
            other(court='"pk.shc"', at="09:30:00", petitions='["suit"]'),
            False,
        ),
        (SUIT + hearing(at="09:30:00", petitions='["suit"]'), other(court='"pk.shc"', at="09:30:00"), True),
        (hearing(), other("[2024-05-09, 2024-05-10]"), True),
        (hearing("[2024-05-08, 2024-05-10]"), other("[2024-05-10, 2024-05-11]"), True),
        (hearing("[2024-05-08, 2024-05-10]"), other("2024-05-09"), False),
        # Ten in Karachi is half past ten in Delhi, and eleven in the evening of the day before in California.
        (hearing(at="10:00:00"), other(court='"in.delhi-hc"', at="10:30:00"), True),
        (hearing(at="10:00:00"), other(court='"in.delhi-hc"', at="10:00:00"), False),
        (hearing(outcome='"adjourned"'), other(), True),
    ],
)
def test_hearings_that_collide(first: str, second: str, clash: bool) -> None:  # noqa: FBT001 - a row of the table
    assert collisions(first, second) == {"next": ("other",) if clash else (), "other": ("next",) if clash else ()}


def test_a_hearing_that_will_not_be_heard_collides_with_nothing() -> None:
    gone = event("adjournment", "other", "2024-04-30")
    assert collisions(hearing(), other(), gone) == {"next": ()}


def test_hearings_of_two_dockets_collide_and_say_of_which() -> None:
    second = loads((HEAD.replace('"matter"', '"second"') + other()).encode())
    items = agenda([docket(hearing()), second], "2024-05-01")
    assert {item.id: item.collides for item in items} == {"next": ("second/other",), "other": ("matter/next",)}


def test_a_collision_with_somebody_else_s_hearing_is_told() -> None:
    second = loads((HEAD.replace('"matter"', '"second"').replace("A. Advocate", "B") + other()).encode())
    (item,) = agenda([docket(hearing()), second], "2024-05-01", responsible="B")
    assert item.collides == ("matter/next",)


# ------------------------------------------------------------------ for every day


@settings(max_examples=40)
@given(st.integers(0, 60), st.integers(0, 40))
def test_the_list_is_in_order_and_a_longer_one_has_the_shorter_in_it(start: int, days: int) -> None:
    book = docket(order(), window(), deadline(), hearing(), other("2024-05-20"))
    on = str(to_date("2024-04-10").add(days=start))
    items = agenda([book], on, days=days)
    places = [(list(Part).index(item.part), item.on or to_date("9999-12-31")) for item in items]
    assert places == sorted(places)
    ids = {item.id for item in items}
    assert ids <= {item.id for item in agenda([book], on, days=days + 1)}
    assert {item.id for item in evening(items, on)} <= ids


def test_the_end_of_the_calendar_is_no_end_of_the_world() -> None:
    items: list[Item] = agenda([docket(WEEK)], "9999-12-31", days=3660)
    assert [item.part for item in items] == [Part.EXPIRED]
