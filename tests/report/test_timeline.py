"""The drawing: every mark in its place, every label with room, nothing drawn that is not in the tables."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from courtclock.almanac import default_almanac
from courtclock.dates import to_date, to_instant
from courtclock.docket import Docket
from courtclock.ledger import EventKind
from courtclock.matter import Hearing
from courtclock.report.facts import gather
from courtclock.report.text import cut
from courtclock.report.timeline import LABELS, MARGIN, MORE_LABELS, ROWS, Shape, Timeline, timelines
from report.hostile import docket

DAYS = st.dates(date(1700, 1, 1), date(2400, 12, 31))


def drawn(book: Docket, on: str | date) -> list[Timeline]:
    return timelines(gather(book, to_date(on), almanac=default_almanac(), known_on=None))


def listed(days: list[date]) -> Docket:
    hearings = tuple(Hearing(id=f"h{n}", court="pk.shc", on=on, purpose=f"Hearing {n}") for n, on in enumerate(days))
    return Docket(id="d", title="D", recorded=to_instant("2024-01-01T10:00:00+05:00"), hearings=hearings)


def shapes(part: Timeline, number: int) -> dict[Shape, list[tuple[float, float]]]:
    line = next(line for line in part.lines if line.number == number)
    found: dict[Shape, list[tuple[float, float]]] = {}
    for mark in line.marks:
        found.setdefault(mark.shape, []).append((float(mark.x[:-1]), float(mark.width[:-1])))
    return found


def test_a_window_with_an_extension() -> None:
    facts = gather(docket("x"), to_date("2027-03-10"), almanac=default_almanac(), known_on=None)
    (part,) = timelines(facts)
    row = next(row for row in facts.rows if row.anchor == "entry-x6")
    assert (row.days, row.replaced) == ((to_date("2027-03-18"),), to_date("2027-03-15"))
    found = shapes(part, row.number)
    day = (100 - 2 * MARGIN) / (part.last.toordinal() - part.first.toordinal() + 1)
    # The court gave the day: what was in doubt of the computed one is in doubt no more.
    assert set(found) == {Shape.BAR, Shape.EXTENSION, Shape.LAST_DAY, Shape.EVENT}
    begins, width = found[Shape.BAR][0]
    # 2 to 15 March, both in; the extension runs on from there; the last day is then that of the extension.
    assert width == pytest.approx(14 * day, abs=0.02)
    assert found[Shape.EXTENSION] == [pytest.approx((begins + 14 * day, 3 * day), abs=0.02)]
    assert found[Shape.LAST_DAY] == [pytest.approx((begins + 16.5 * day, 0), abs=0.02)]
    # A statement on one of two days, the extension itself, and what was sought against the order.
    assert len(found[Shape.EVENT]) == 4


def test_a_range_is_drawn_from_the_earliest_to_the_latest_day() -> None:
    book = docket("x")
    book = evolve(book, events=tuple(e for e in book.events if e.kind is not EventKind.EXTENSION))
    facts = gather(book, to_date("2027-03-10"), almanac=default_almanac(), known_on=None)
    (part,) = timelines(facts)
    row = next(row for row in facts.rows if row.anchor == "entry-x6")
    found = shapes(part, row.number)
    day = (100 - 2 * MARGIN) / (part.last.toordinal() - part.first.toordinal() + 1)
    # The window runs from 2 to 15 March; the answer lies between the 10th and the 15th.
    begins, width = found[Shape.BAR][0]
    assert width == pytest.approx(14 * day, abs=0.02)
    assert found[Shape.RANGE] == [pytest.approx((begins + 8 * day, 6 * day), abs=0.02)]


def test_each_kind_has_its_sign() -> None:
    facts = gather(docket("x"), to_date("2027-03-10"), almanac=default_almanac(), known_on=None)
    (part,) = timelines(facts)
    found = {row.anchor: set(shapes(part, row.number)) for row in facts.rows if row.days or row.opens}
    assert Shape.HEARING in found["entry-x4"]
    assert found["entry-x5"] == {Shape.EITHER, Shape.RANGE}
    assert Shape.UNKNOWN in found["entry-x7"]
    assert Shape.STANDING in found["entry-x8"]
    assert {Shape.SPAN, Shape.LAST_DAY} <= found["entry-x9"]
    others = part.lines[-1]
    assert (others.number, {mark.shape for mark in others.marks}) == (None, {Shape.ORDER, Shape.EVENT})


def test_everything_in_the_drawing_is_in_the_tables() -> None:
    facts = gather(docket("x"), to_date("2027-03-10"), almanac=default_almanac(), known_on=None)
    happened = {on for one in facts.chronicle for on in one.days}
    of_entries = {on for row in facts.rows for one in row.happenings for on in one.days}
    assert {on for one in facts.other for on in one.days} | of_entries <= happened


@given(st.lists(DAYS, min_size=1, max_size=5), DAYS)
@settings(max_examples=60)
def test_marks_lie_inside_and_in_the_order_of_days(days: list[date], on: date) -> None:
    (part,) = drawn(listed(days), on)
    places = []
    for line in part.lines:
        for mark in line.marks:
            place = float(mark.x[:-1])
            assert MARGIN <= place <= 100 - MARGIN
            places.append(place)
        assert 0 < line.y < part.height
        assert len({line.y for line in part.lines}) == len(part.lines)
    assert places == sorted(places)
    assert MARGIN <= float(part.today[:-1]) <= 100 - MARGIN


@given(DAYS, st.integers(0, 250_000))
@settings(max_examples=200)
def test_the_scale_has_labels_and_room_for_them(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    (part,) = drawn(listed([first, last]), first)
    assert 1 <= len(part.ticks) <= MORE_LABELS
    assert 1 <= sum(not tick.wide for tick in part.ticks) <= LABELS
    assert len({tick.label for tick in part.ticks}) == len(part.ticks)
    places = [float(tick.x[:-1]) for tick in part.ticks]
    assert places == sorted(places)
    assert all(MARGIN <= place <= 100 - MARGIN for place in places)


@pytest.mark.parametrize(("count", "parts"), [(1, 1), (ROWS, 1), (ROWS + 1, 2), (10 * ROWS, 10)])
def test_a_long_docket_is_drawn_in_parts_that_fit_a_page(count: int, parts: int) -> None:
    book = listed([date(2020, 1, 1) + timedelta(days=9 * n) for n in range(count)])
    found = drawn(book, "2020-01-05")
    assert len(found) == parts
    assert sum(len(part.lines) for part in found) == count
    assert max(len(part.lines) for part in found) <= ROWS
    assert [line.number for part in found for line in part.lines] == list(range(1, count + 1))
    # A part that is long before or after today is not stretched to reach it.
    assert [bool(part.today) for part in found] == [True] + [False] * (parts - 1)


def test_nothing_to_draw_is_no_drawing() -> None:
    assert drawn(listed([]), "2024-01-01") == []


LINES = [
    ("short", 20, "short"),
    ("withdraw the letter, or justify it", 24, "withdraw the letter, or…"),
    ("a" * 50, 10, "aaaaaaaaa…"),
    ("two  spaces\nand a line", 40, "two spaces and a line"),
    ("حکمِ امتناعی", 6, "حکمِ…"),
    ("उच्च न्यायालय", 9, "उच्च…"),
    ("漢字漢字漢字", 6, "漢字…"),
]


@pytest.mark.parametrize(("text", "width", "expected"), LINES)
def test_a_label_is_cut_between_words(text: str, width: int, expected: str) -> None:
    assert cut(text, width) == expected


@given(st.text(), st.integers(2, 60))
def test_a_cut_label_is_one_line_and_begins_as_it_did(text: str, width: int) -> None:
    found = cut(text, width)
    assert "\n" not in found
    whole = cut(text, 10_000)
    assert found == whole or (found.endswith("…") and whole.startswith(found[:-1]))
