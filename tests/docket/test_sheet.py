"""The control sheet: what was entered, computed, changed and struck, by whom, and who confirmed it."""

from __future__ import annotations

from pathlib import Path

import pytest

from courtclock.docket import Docket, load
from courtclock.docket.sheet import Line, Sheet, sheets
from dockets import deadline, docket, event, hearing, order, pin, verification, window

X = Path(__file__).parents[2] / "examples" / "x-restoration.toml"
WEEK = order() + window()  # to 24 April 2024


def sheet(book: Docket, on: str = "2024-05-01", entry: str = "duty", known_on: str | None = None) -> Sheet:
    (found,) = [one for one in sheets(book, on, known_on=known_on) if one.id == entry]
    return found


def lines(book: Docket, did: str, on: str = "2024-05-01", entry: str = "duty") -> list[Line]:
    return [line for line in sheet(book, on, entry).lines if line.did == did]


def only(book: Docket, did: str, on: str = "2024-05-01", entry: str = "duty") -> Line:
    (line,) = lines(book, did, on, entry)
    return line


def shown(line: Line) -> tuple[str, str, str]:
    return str(line.on), line.by, line.text


@pytest.mark.parametrize(
    ("text", "entry", "words"),
    [
        (WEEK, "duty", "1 week, order of 17 April 2024"),
        (
            order() + hearing() + window(within=None, before='"next"'),
            "duty",
            "before a hearing, order of 17 April 2024",
        ),
        (order() + window(within=None, continuing="true"), "duty", "standing duty, order of 17 April 2024"),
        (order() + deadline(), "reply", "20 days after, from the order of 17 April 2024"),
        (hearing(at="10:30:00"), "next", "hearing of 9 May 2024, 10:30"),
        (
            order() + window(source='{ title = "Order sheet", on = 2024-04-18 }'),
            "duty",
            "1 week, order of 17 April 2024; read in: Order sheet",
        ),
    ],
)
def test_what_was_entered(text: str, entry: str, words: str) -> None:
    line = only(docket(text), "entered", entry=entry)
    assert line.text == words
    assert str(line.on) == ("2024-04-18" if "read in" in words else "None")


def test_what_was_computed_names_the_law_and_the_calendar() -> None:
    line = only(docket(WEEK), "computed")
    assert line.text.startswith("24 April 2024 (settled); ")
    assert "pk.gca" in line.text
    assert "pk.federal" in line.text
    assert "edition" in line.text
    doubt = only(docket(order("2027-03-02"), window(within='"7 days"')), "computed")
    assert "provisional, 2027-03-" in doubt.text


def test_what_cannot_be_computed_says_why() -> None:
    book = docket(order("2027-12-30"), window())
    assert "2027-12-31" in only(book, "not computed").text
    assert sheet(book).last_day is None


@pytest.mark.parametrize(
    ("kind", "keys", "did", "text"),
    [
        (
            "extension",
            {"state": '"granted"', "until": "2024-05-02"},
            "changed",
            "extension to 2 May 2024 granted: Text.",
        ),
        ("extension", {"state": '"requested"'}, "changed", "extension requested: Text."),
        ("stay", {"until": "2024-05-02"}, "changed", "stay to 2 May 2024: Text."),
        ("stay-vacated", {}, "changed", "stay-vacated: Text."),
        ("transfer", {"to": '"Sukkur"'}, "changed", "transfer to Sukkur: Text."),
        ("statement", {}, "noted", "statement: Text."),
        ("contempt-notice", {}, "noted", "contempt-notice: Text."),
        ("compliance", {}, "struck", "compliance: Text."),
        ("recall", {}, "struck", "recall: Text."),
        ("supersession", {}, "struck", "supersession: Text."),
        ("overtaken", {}, "struck", "overtaken: Text."),
    ],
)
def test_what_changed_or_struck_it_by_whom_and_when(kind: str, keys: dict[str, str], did: str, text: str) -> None:
    book = docket(WEEK, event(kind, "duty", "2024-04-20", by='"The court"', text='"Text."', **keys))
    assert shown(only(book, did)) == ("2024-04-20", "The court", text)
    assert lines(book, did, on="2024-04-19") == []


def test_a_day_on_which_sources_differ_is_not_one_day() -> None:
    line = only(docket(WEEK, event("statement", "duty", "[2024-04-20, 2024-04-21]")), "noted")
    assert (line.on, line.text) == (None, "statement (sources differ: 20 or 21 April 2024)")


def test_an_adjournment_stands_on_the_sheet_of_the_hearing() -> None:
    book = docket(hearing(), event("adjournment", "next", "2024-05-08", to="2024-05-20"))
    assert only(book, "changed", "2024-05-08", "next").text == "adjournment to 20 May 2024"
    assert str(sheet(book, "2024-05-08", "next").last_day) == "2024-05-20"


def test_a_fact_that_was_taken_back_stays_on_the_sheet_as_struck() -> None:
    book = docket(
        WEEK,
        event("compliance", "duty", "2024-04-20", id='"done"'),
        event("recall", "done", "2024-04-22", by='"B"', text='"A mistake."'),
    )
    assert shown(only(book, "struck", "2024-04-21")) == ("2024-04-20", "", "compliance")
    assert shown(only(book, "struck")) == ("2024-04-22", "B", "compliance of 20 April 2024: recall: A mistake.")


def test_every_pin_and_every_confirmation_is_there_with_what_became_of_it() -> None:
    book = docket(
        WEEK,
        pin("2024-04-22", "2024-04-24", recorded="2024-04-18T09:00:00+05:00"),
        verification("2024-04-22"),
        pin("2024-04-23", "2024-04-24", id='"again"', by='"T. Shah"', recorded="2024-04-20T09:00:00+05:00"),
        verification("2024-04-23", id='"second"', on="2024-04-21"),
    )
    assert shown(only(book, "pinned before")) == (
        "2024-04-18",
        "R. Khan",
        "22 April 2024 in place of 24 April 2024: agreed",
    )
    assert shown(only(book, "pinned"))[:2] == ("2024-04-20", "T. Shah")
    assert shown(only(book, "void")) == ("2024-04-18", "S. Malik", "confirmed 22 April 2024")
    assert shown(only(book, "verified")) == ("2024-04-21", "S. Malik", "confirmed 23 April 2024")
    assert lines(book, "pinned before", on="2024-04-19") == lines(book, "void", on="2024-04-19") == []


def test_warnings_stand_at_the_end() -> None:
    found = sheet(docket(order("2024-04-18"), window(), verification("2024-04-24"))).lines
    assert found[-1].did == "warning"
    assert "is void" in found[-1].text


def test_a_sheet_as_it_was_known() -> None:
    done = event("compliance", "duty", "2024-04-20", recorded="2024-05-15T09:00:00+05:00")
    book = docket(WEEK, done)
    assert "struck" in {line.did for line in sheet(book).lines}
    assert "struck" not in {line.did for line in sheet(book, known_on="2024-05-01").lines}


def test_every_entry_of_a_real_matter_has_a_sheet_that_begins_with_what_was_entered() -> None:
    book = load(X)
    found = sheets(book, "2025-12-31")
    assert [one.id for one in found] == [entry.id for entry in book.entries]
    assert {one.lines[0].did for one in found} == {"entered"}
