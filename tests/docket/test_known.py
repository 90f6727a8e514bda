"""The docket as it stood: what had happened by a day, and what was known of it then."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courtclock.dates import Date, to_date
from courtclock.docket import load, status
from courtclock.docket.known import as_known, happened_by
from dockets import deadline, docket, event, hearing, of, order, pin, said, state, window

X = Path(__file__).parents[2] / "examples" / "x-restoration.toml"
LATER = "2024-05-15T09:00:00+05:00"


def test_an_event_is_known_from_the_day_on_which_it_was_recorded() -> None:
    book = docket(order(), window(), event("compliance", "duty", "2024-04-20", recorded=LATER))
    # It had happened; nobody who kept the docket knew.
    assert state(book, "2024-04-25") == "complied"
    assert state(book, "2024-04-25", known_on="2024-05-14") == "time expired"
    assert state(book, "2024-04-25", known_on="2024-05-15") == "complied"


def test_the_day_of_recording_is_that_of_its_own_clock() -> None:
    # Half past midnight on the 15th in Karachi is still the 14th elsewhere.
    done = event("compliance", "duty", "2024-04-20", recorded="2024-05-15T00:30:00+05:00")
    assert state(docket(order(), window(), done), "2024-04-25", known_on="2024-05-14") == "time expired"


def test_an_event_without_a_record_is_known_when_it_happens() -> None:
    book = docket(order(), window(), event("compliance", "duty", "[2024-04-20, 2024-04-22]"))
    assert state(book, "2024-04-30", known_on="2024-04-21") == "time expired"
    assert state(book, "2024-04-30", known_on="2024-04-22") == "complied"


@pytest.mark.parametrize(
    ("table", "known"),
    [
        (order("2024-04-19"), "2024-04-19"),
        (event("service", "order", "2024-04-19", id='"served"'), "2024-04-19"),
        (event("service", "order", "2024-04-19", id='"served"', recorded="2024-04-23T10:00:00+05:00"), "2024-04-23"),
        ('[[instrument]]\nid = "served"\nwhat = "Decree"\non = 2024-04-19\n', "2024-04-19"),
        ('[[petition]]\nid = "served"\ncourt = "pk.shc"\ntitle = "A"\nfiled = 2024-04-19\n', "2024-04-19"),
        # A hearing is known from its report, where that came before it; else from when the docket was first kept.
        (hearing("2024-05-09", id='"served"', source='{ title = "List", on = 2024-04-30 }'), "2024-04-30"),
        (hearing("2024-05-09", id='"served"', source='{ title = "List", on = 2024-06-30 }'), "2024-05-09"),
        (hearing("2024-05-09", id='"served"'), "2024-04-17"),
    ],
)
def test_a_deadline_waits_for_what_was_not_known(table: str, known: str) -> None:
    start = "order" if "[[order]]" in table else "served"
    book = docket("" if start == "order" else order(), table, deadline(of=f'"{start}"', within='"10 days"'))
    eve = to_date(known).subtract(days=1)
    assert of(book, known, "reply", known_on=known).standing.last_day == of(book, known, "reply").standing.last_day
    assert state(book, known, "reply", known_on=str(eve)) == "pending"
    # What was to come is not told: only what is waited for.
    told = said(book, known, "reply", known_on=str(eve))
    assert "waits for the " in told
    assert "2024" not in told


@pytest.mark.parametrize("which", ["earlier", "later"])
def test_a_choice_is_made_among_what_was_known(which: str) -> None:
    served = event("service", "order", "2024-04-16", id='"served"', recorded="2024-04-23T10:00:00+05:00")
    book = docket(order(), served, deadline(of='["order", "served"]', which=f'"{which}"'))
    early = of(book, "2024-04-20", "reply", known_on="2024-04-20").standing
    late = of(book, "2024-04-20", "reply", known_on="2024-04-23").standing
    assert str(early.last_day) == ("2024-05-07" if which == "earlier" else "None")
    assert str(late.last_day) == ("2024-05-06" if which == "earlier" else "2024-05-07")


def test_what_hangs_on_an_entry_that_was_not_known_waits_for_it() -> None:
    book = docket(order(), window(), deadline(of='"duty"'))
    assert state(book, "2024-05-01", "reply", known_on="2024-04-16") == "pending"
    assert "waits for the end of duty" in said(book, "2024-05-01", "reply", known_on="2024-04-16")
    assert not [one for one in status(book, "2024-05-01", known_on="2024-04-16") if one.entry.id == "duty"]


def test_a_choice_beside_an_entry_is_made_among_what_was_known() -> None:
    served = event("service", "order", "2024-04-30", id='"served"', recorded=LATER)
    book = docket(order(), window(), served, deadline(of='["duty", "served"]', which='"later"'))
    assert state(book, "2024-05-20", "reply", known_on="2024-05-14") == "pending"
    assert str(of(book, "2024-05-20", "reply", known_on="2024-05-15").standing.last_day) == "2024-05-20"


def test_a_hearing_that_was_not_known_takes_its_day_with_it() -> None:
    listed = hearing(source='{ title = "List", on = 2024-04-30 }')
    book = docket(
        order(),
        listed,
        window(failing='"orders"', at='"next"'),
        window(id='"eve"', within=None, before='"next"'),
    )
    assert "on default: orders, on 9 May 2024" in said(book, "2024-05-01", known_on="2024-04-30")
    assert said(book, "2024-05-01", known_on="2024-04-29").endswith("on default: orders")
    assert state(book, "2024-05-01", "eve", known_on="2024-04-29") == "pending"
    assert state(book, "2024-05-01", "eve", known_on="2024-04-30") == "open"


@pytest.mark.parametrize(
    ("source", "known"),
    [
        (None, "2024-05-09"),
        ('{ title = "List", on = 2024-04-30 }', "2024-05-09"),
        ('{ title = "Report", on = 2024-06-30 }', "2024-06-30"),
    ],
)
def test_an_outcome_is_known_after_the_hearing(source: str | None, known: str) -> None:
    book = docket(hearing(outcome='"heard"', source=source))
    eve = str(to_date(known).subtract(days=1))
    assert state(book, "2024-07-30", "next", known_on=known) == "heard"
    seen = [one.state.value for one in status(book, "2024-07-30", known_on=eve)]
    assert seen == ["unknown"]


@pytest.mark.parametrize(
    ("source", "events", "known"),
    [
        ('{ title = "Order", on = 2024-04-17 }', [("not-reached", "2024-05-09", None)], "2024-04-17"),
        ('{ title = "Order", on = 2024-04-25 }', [("listing", "2024-05-10", "2024-06-05")], "2024-04-25"),
        ('{ title = "Order", on = 2024-04-25 }', [("listing", "2024-04-20", "2024-05-09")], "2024-04-20"),
        (None, [("not-reached", "2024-05-09", None)], "2024-04-17"),
        (None, [("listing", "2024-05-10", "2024-06-05")], "2024-04-17"),
        # The event that lists it for its day says when that was known.
        (None, [("listing", "2024-04-20", "2024-05-09"), ("not-reached", "2024-05-09", None)], "2024-04-20"),
        # Read of afterwards; it was put off before that.
        ('{ title = "Report", on = 2024-06-30 }', [("adjournment", "2024-05-02", "2024-06-05")], "2024-05-02"),
        ('{ title = "Report", on = 2024-06-30 }', [("listing", "2024-05-20", "2024-06-05")], "2024-05-09"),
    ],
)
def test_a_hearing_is_known_from_the_first_thing_that_tells_of_it(
    source: str | None, events: list[tuple[str, str, str | None]], known: str
) -> None:
    rows = [
        event(kind, "next", on, id=f'"e{n}"', to=to, recorded=f"{on}T15:00:00+05:00")
        for n, (kind, on, to) in enumerate(events)
    ]
    book = docket(order(), hearing(source=source), window(within=None, before='"next"'), *rows)
    eve = str(to_date(known).subtract(days=1))
    assert [hearing.id for hearing in as_known(book, known).hearings] == ["next"]
    assert as_known(book, eve).hearings == ()
    assert state(book, known, "duty", known_on=known) != "pending"


def test_an_adjournment_is_known_from_its_record() -> None:
    moved = event("adjournment", "next", "2024-05-09", until="2024-05-20", recorded="2024-05-12T10:00:00+05:00")
    book = docket(hearing(), moved)
    assert str(of(book, "2024-05-13", "next", known_on="2024-05-11").entry.on) == "2024-05-09"  # type: ignore[union-attr] # a hearing
    assert str(of(book, "2024-05-13", "next").entry.on) == "2024-05-20"  # type: ignore[union-attr] # a hearing


def test_a_pin_is_known_from_its_record() -> None:
    book = docket(order(), window(), pin("2024-04-22", "2024-04-24", recorded=LATER))
    assert as_known(book, "2024-05-14").pins == ()
    assert as_known(book, "2024-05-15").pins == book.pins


def test_closed_days_are_those_that_were_announced() -> None:
    text = order("2026-03-10") + window(calendar='"pk.shc"', within='"10 days"')
    early, late = of(docket(text), "2026-03-12", known_on="2026-03-12"), of(docket(text), "2026-03-12")
    assert early.standing.last_day != late.standing.last_day


# ------------------------------------------------------------------ for every day

BOOK = load(X)
DAYS = st.integers(0, 500).map(lambda n: to_date("2024-01-01").add(days=n))


@settings(max_examples=40)
@given(DAYS, DAYS)
def test_nothing_that_was_known_is_forgotten(first: Date, second: Date) -> None:
    book = BOOK
    early, late = sorted((first, second))
    before, after = as_known(book, early), as_known(book, late)
    for name in ("instruments", "petitions", "orders", "hearings", "windows", "events"):
        ids = {one.id for one in getattr(after, name)}
        assert {one.id for one in getattr(before, name)} <= ids
    # To know it twice is to know it once, and the earlier day decides.
    assert as_known(after, early).events == before.events
    assert happened_by(after, early).events == tuple(e for e in after.events if e.happened <= early)


@settings(max_examples=40)
@given(DAYS)
def test_every_day_of_a_real_matter_can_be_looked_at_as_it_was_known(day: Date) -> None:
    found = status(BOOK, day, known_on=day)
    told = "; ".join(remark for one in found for remark in one.remarks)
    # Nothing that is told is of a later day.
    assert not [event for event in BOOK.events if event.happened > day and event.text and event.text in told]


def test_as_known_at_the_end_is_the_whole() -> None:
    book = BOOK
    assert [o.state for o in status(book, "2025-12-31")] == [
        o.state for o in status(book, "2025-12-31", known_on="2025-12-31")
    ]
