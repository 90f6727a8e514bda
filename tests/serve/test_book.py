"""Following a docket file: when it is read, what goes on when it is faulty, what outlives a restart."""

from __future__ import annotations

import gzip
import json
import logging
import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import courtclock.feed.made as making
from courtclock.dates import Instant
from courtclock.docket import Docket, loads
from courtclock.errors import CourtclockError, ServeRefused
from courtclock.feed import feed
from courtclock.serve.book import Book, build_feed
from courtclock.serve.state import Published, State, later
from serving import DOCKET, FAULTY, START, WIDER, Clock, Edited, folder

DAY_24 = b"DTSTART;VALUE=DATE:20240424"
DAY_27 = b"DTSTART;VALUE=DATE:20240427"


def opened(edited: Edited, now: datetime = START, **more: Any) -> Book:
    book = Book(edited.path, State(edited.path.parent, "demo"), **more)
    book.open(now)
    return book


def shown(book: Book) -> Published:
    assert book.published is not None
    return book.published


def look_twice(book: Book, clock: Clock) -> None:
    """A change is seen at one look and taken at the next, when the file rests."""
    for _ in range(2):
        clock.forward(seconds=1)
        book.refresh(clock())


def test_what_is_published_is_the_feed_of_the_docket(tmp_path: Path) -> None:
    book = opened(folder(tmp_path))
    found = shown(book)
    assert found.data == feed(loads(DOCKET.encode()))
    assert found.docket == "demo"
    assert gzip.decompress(found.packed) == found.data
    assert found.modified == START.replace(microsecond=0)
    assert not book.fault


def test_a_change_is_published_when_the_file_rests(tmp_path: Path) -> None:
    edited, clock = folder(tmp_path), Clock()
    book = opened(edited)
    first = shown(book)
    edited.write(DOCKET[: DOCKET.index("[[window]]")])  # an editor in the middle: sound, but without the window
    clock.forward(seconds=1)
    book.refresh(clock())
    assert shown(book) is first
    edited.write(WIDER)
    clock.forward(seconds=1)
    book.refresh(clock())
    assert shown(book) is first
    clock.forward(seconds=1)
    book.refresh(clock())
    assert DAY_27 in shown(book).data
    assert shown(book).modified == START.replace(microsecond=0) + timedelta(seconds=3)
    assert shown(book).tag != first.tag


def test_a_file_that_does_not_change_is_not_built_again(tmp_path: Path) -> None:
    built: list[Instant] = []

    def build(docket: Docket, previous: bytes | None, stamp: Instant) -> bytes:
        built.append(stamp)
        return build_feed(docket, previous, stamp)

    edited, clock = folder(tmp_path), Clock()
    book = opened(edited, build=build)
    for _ in range(5):
        look_twice(book, clock)
    assert len(built) == 1
    edited.write(DOCKET)  # a new time, the same text
    look_twice(book, clock)
    assert len(built) == 1
    clock.forward(days=1)  # on which what was withdrawn may lapse
    book.refresh(clock())
    assert len(built) == 2


def test_a_change_of_the_same_size_within_one_tick_is_seen(tmp_path: Path) -> None:
    edited = folder(tmp_path)
    times = (1_713_430_800, 1_713_430_800)  # 2024-04-18 09:00:00: as START
    os.utime(edited.path, times)
    book, clock = opened(edited), Clock()
    edited.path.write_text(DOCKET.replace("one week", "ten days"))
    os.utime(edited.path, times)
    clock.forward(seconds=1)
    book.refresh(clock())
    assert DAY_27 in shown(book).data


def test_each_feed_is_made_from_the_one_before(tmp_path: Path) -> None:
    given: list[tuple[bytes | None, str]] = []

    def build(docket: Docket, previous: bytes | None, stamp: Instant) -> bytes:
        given.append((previous, stamp.isoformat()))
        return build_feed(docket, previous, stamp)

    edited, clock = folder(tmp_path), Clock()
    first = shown(opened(edited, build=build)).data
    book = opened(edited, clock(), build=build)  # a restart
    edited.write(WIDER)
    look_twice(book, clock)
    assert [previous for previous, _ in given] == [None, first, first]
    assert given[2][1].startswith("2024-04-18T09:00:02")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (FAULTY, "1 fault"),
        ("not toml", "1 fault"),
        (FAULTY.replace("schema = 1", "schema = 9"), "2 faults"),
        (DOCKET.replace('id = "demo"', 'id = "other"'), "its id has changed"),
        ("", "fault"),
    ],
)
def test_a_faulty_docket_leaves_the_last_good_feed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str, says: str
) -> None:
    edited, clock = folder(tmp_path), Clock()
    book = opened(edited)
    before = shown(book)
    edited.write(text)
    with caplog.at_level(logging.INFO):
        for _ in range(4):
            look_twice(book, clock)
        assert shown(book) is before
        assert says in book.fault
        edited.write(DOCKET)
        look_twice(book, clock)
    assert not book.fault
    assert shown(book) is before
    errors = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(errors) == 1, "a fault is logged once, when it begins"
    assert says in errors[0]
    assert "soon" not in caplog.text, "what stands in the file is not logged"


@pytest.mark.parametrize("gone", ["deleted", "a folder", "not readable"])
def test_a_file_that_is_gone_leaves_the_last_good_feed(tmp_path: Path, gone: str) -> None:
    edited, clock = folder(tmp_path), Clock()
    book = opened(edited)
    before = shown(book)
    edited.path.unlink()
    if gone == "a folder":
        edited.path.mkdir()
    elif gone == "not readable":
        edited.path.symlink_to(edited.path.name)
    look_twice(book, clock)
    assert shown(book) is before
    assert book.fault
    if gone == "a folder":
        edited.path.rmdir()
    elif gone == "not readable":
        edited.path.unlink()
    edited.write(WIDER)
    look_twice(book, clock)
    assert not book.fault
    assert DAY_27 in shown(book).data


@pytest.mark.parametrize("error", [CourtclockError("secret words"), RuntimeError("secret words"), MemoryError()])
def test_whatever_building_raises_the_last_good_feed_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    broken = False

    def build(docket: Docket, previous: bytes | None, stamp: Instant) -> bytes:
        if broken:
            raise error
        return build_feed(docket, previous, stamp)

    edited, clock = folder(tmp_path), Clock()
    book = opened(edited, build=build)
    before, broken = shown(book), True
    edited.write(WIDER)
    look_twice(book, clock)
    assert shown(book) is before
    assert type(error).__name__ in book.fault
    assert "secret words" not in caplog.text + book.fault


def test_a_restart_changes_neither_tag_nor_time(tmp_path: Path) -> None:
    edited = folder(tmp_path)
    before = shown(opened(edited))
    again = opened(edited, START + timedelta(days=9))
    assert shown(again) == before


def test_a_restart_with_a_faulty_docket_serves_what_was_published(tmp_path: Path) -> None:
    edited = folder(tmp_path)
    before = shown(opened(edited))
    edited.write(FAULTY)
    again = opened(edited, START + timedelta(days=9))
    assert shown(again) == before
    assert again.fault


def test_a_faulty_docket_that_was_never_published_has_no_feed_until_it_is_mended(tmp_path: Path) -> None:
    edited, clock = folder(tmp_path, text=FAULTY), Clock()
    book = opened(edited)
    assert book.published is None
    edited.write(DOCKET)
    look_twice(book, clock)
    assert DAY_24 in shown(book).data


def test_the_time_of_a_change_never_goes_back(tmp_path: Path) -> None:
    edited, clock = folder(tmp_path), Clock()
    book = opened(edited)
    before = shown(book).modified
    clock.forward(days=-3)  # the machine's clock was wrong, and is set right
    edited.write(WIDER)
    look_twice(book, clock)
    assert shown(book).modified == before + timedelta(seconds=1)
    (tmp_path / "demo.served.ics").unlink()  # what was published is lost, its mark is not
    again = opened(edited, clock())
    assert shown(again).modified == before + timedelta(seconds=2)


MARK: dict[str, Callable[[Path], object]] = {
    "no mark": lambda p: (p / "demo.served.json").unlink(),
    "an empty mark": lambda p: (p / "demo.served.json").write_text(""),
    "a mark that is a list": lambda p: (p / "demo.served.json").write_text("[1]"),
    "a mark without a zone": lambda p: (p / "demo.served.json").write_text('{"modified": "2024-04-18T09:00:00"}'),
    "a mark that is nested": lambda p: (p / "demo.served.json").write_text("[" * 100_000),
    "a mark in bytes": lambda p: (p / "demo.served.json").write_bytes(b"\xff\xfe"),
    "half a feed": lambda p: (p / "demo.served.ics").write_bytes(b"BEGIN:VCALENDAR\r\nVERSION"),
    "an empty feed": lambda p: (p / "demo.served.ics").write_bytes(b""),
    "no feed": lambda p: (p / "demo.served.ics").unlink(),
}


@pytest.mark.parametrize("damage", MARK)
def test_a_damaged_state_costs_a_download_and_no_update(tmp_path: Path, damage: str) -> None:
    edited = folder(tmp_path)
    before = shown(opened(edited))
    MARK[damage](tmp_path)
    again = shown(opened(edited, START + timedelta(hours=1)))
    assert again.data == before.data
    assert again.modified >= before.modified
    assert shown(opened(edited, START + timedelta(hours=2))) == again


@pytest.mark.parametrize("damage", [name for name in MARK if "mark" in name])
def test_without_its_mark_a_feed_is_still_what_entries_count_on_from(tmp_path: Path, damage: str) -> None:
    edited, clock = folder(tmp_path), Clock()
    book = opened(edited)
    edited.write(WIDER)
    look_twice(book, clock)
    before = shown(book)
    assert b"SEQUENCE:1\r\n" in before.data
    MARK[damage](tmp_path)
    clock.forward(hours=1)
    again = shown(opened(edited, clock()))
    assert (again.data, again.docket) == (before.data, "demo")
    MARK[damage](tmp_path)
    edited.write(DOCKET[: DOCKET.index("[[window]]")])
    gone = shown(opened(edited, clock())).data
    assert (gone.count(b"SEQUENCE:2\r\n"), gone.count(b"SUMMARY:Withdrawn: ")) == (2, 2)


def test_without_its_mark_a_feed_goes_on_beside_a_faulty_docket(tmp_path: Path) -> None:
    edited = folder(tmp_path)
    before = shown(opened(edited))
    MARK["no mark"](tmp_path)
    edited.write(FAULTY)
    assert shown(opened(edited)).data == before.data


def test_another_id_is_served_from_the_next_start_as_a_feed_of_its_own(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    edited, clock = folder(tmp_path), Clock()
    book = opened(edited)
    before = shown(book)
    other = DOCKET.replace('id = "demo"', 'id = "other"')
    edited.write(other)
    look_twice(book, clock)
    assert (shown(book), "its id has changed" in book.fault) == (before, True)
    again = opened(edited, clock())
    assert not again.fault
    assert shown(again).docket == "other"
    assert shown(again).data == feed(loads(other.encode()))
    assert shown(again).modified > before.modified
    assert "the old one has ended" in caplog.text
    assert shown(opened(edited, clock())) == shown(again)


def test_a_faulty_docket_at_the_start_does_not_let_another_id_in_later(tmp_path: Path) -> None:
    edited, clock = folder(tmp_path), Clock()
    before = shown(opened(edited))
    edited.write(FAULTY)
    book = opened(edited, clock())
    edited.write(DOCKET.replace('id = "demo"', 'id = "other"'))
    look_twice(book, clock)
    assert (shown(book), "its id has changed" in book.fault) == (before, True)


def test_a_docket_read_again_is_not_computed_again_in_whichever_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited, clock = folder(tmp_path), Clock()
    book = opened(edited)
    made: list[object] = []
    inner = making._make

    def noted(*given: Any) -> object:
        made.append(given)
        return inner(*given)

    monkeypatch.setattr(making, "_make", noted)
    edited.write(DOCKET + '[[hearing]]\nid = "h"\ncourt = "pk.shc"\non = 2024-05-09\n')
    with ThreadPoolExecutor(1) as pool:
        pool.submit(look_twice, book, clock).result()
    assert b"SUMMARY:Hearing" in shown(book).data
    assert len(made) == 1


def test_a_feed_that_its_mark_does_not_know_has_just_changed(tmp_path: Path) -> None:
    edited = folder(tmp_path)
    before = shown(opened(edited))
    other = feed(loads(WIDER.encode()))
    (tmp_path / "demo.served.ics").write_bytes(other)  # killed between the two files
    edited.write(FAULTY)
    again = shown(opened(edited, START))
    assert again.data == other
    assert again.modified == before.modified + timedelta(seconds=1)


def test_what_is_kept_is_private_and_names_no_secret(tmp_path: Path) -> None:
    opened(folder(tmp_path))
    for name in ("demo.served.ics", "demo.served.json"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert json.loads((tmp_path / "demo.served.json").read_bytes()).keys() == {"docket", "modified", "sha256"}
    assert {path.suffix for path in tmp_path.iterdir()} == {".toml", ".tokens", ".ics", ".json"}, "nothing half-written"


def test_a_folder_that_is_not_there_is_refused_at_the_start(tmp_path: Path) -> None:
    edited = folder(tmp_path)
    with pytest.raises(ServeRefused, match="--state"):
        Book(edited.path, State(tmp_path / "nowhere", "demo")).open(START)


def test_what_cannot_be_kept_is_published_all_the_same_and_kept_later(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = tmp_path / "state"
    place.mkdir()
    edited, clock = folder(tmp_path), Clock()
    book = Book(edited.path, State(place, "demo"))
    book.open(clock())
    moved = place.rename(tmp_path / "moved")
    edited.write(WIDER)
    look_twice(book, clock)
    look_twice(book, clock)
    assert DAY_27 in shown(book).data
    assert book.unkept
    assert sum("cannot be kept" in record.getMessage() for record in caplog.records) == 1
    moved.rename(place)
    book.refresh(clock())
    assert not book.unkept
    assert State(place, "demo").load(clock()) == shown(book)


@given(st.datetimes(), st.one_of(st.none(), st.datetimes()))
def test_a_later_time_is_whole_and_later(now: datetime, than: datetime | None) -> None:
    present = now.replace(tzinfo=START.tzinfo)
    before = than.replace(tzinfo=START.tzinfo, microsecond=0) if than is not None and than.year < 9999 else None
    found = later(present, before)
    assert found.microsecond == 0
    assert before is None or found > before
    assert before is not None or found == present.replace(microsecond=0)


def test_a_file_that_comes_back_as_it_was_is_in_order_again(tmp_path: Path) -> None:
    edited, clock = folder(tmp_path), Clock()
    book = opened(edited)
    away = edited.path.rename(tmp_path / "away")
    look_twice(book, clock)
    assert book.fault
    away.rename(edited.path)
    look_twice(book, clock)
    assert not book.fault


def test_the_packed_form_holds_no_time(tmp_path: Path) -> None:
    assert shown(opened(folder(tmp_path))).packed[4:8] == bytes(4)


def test_half_a_feed_is_not_taken_up(tmp_path: Path) -> None:
    opened(folder(tmp_path))
    state = State(tmp_path, "demo")
    state.feed.write_bytes(state.feed.read_bytes()[:-3])
    assert state.load(START) is None


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    published = shown(opened(folder(tmp_path)))
    state = State(tmp_path, "demo")
    state.mark.unlink()
    state.mark.mkdir()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(OSError, match="directory"):
        state.save(published)
    assert sorted(tmp_path.iterdir()) == before
