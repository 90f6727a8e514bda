"""A feed carried on: what keeps its bytes, what gets a new version, what is withdrawn and when it goes."""

from __future__ import annotations

import re

import pytest
from lint import findings
from test_feed import EXTENSION, HEARING, ORDER, WEEK, docket, events, everywhere, one

from courtclock.docket import loads
from courtclock.errors import FeedFault, InvalidDate
from courtclock.feed import FeedMemory, Hours, Ladder, Remind, Style, feed, stream
from courtclock.feed.made import UnknownPerson

DAY = "2024-04-{:02}T09:00:00+05:00".format
LATER, MAY = DAY(20), "2024-05-{:02}T09:00:00+05:00".format
MOVED = HEARING.replace("05-09", "05-16")
FULL = docket(ORDER, HEARING, WEEK)
FIRST = feed(FULL)


def test_what_has_not_changed_keeps_every_byte() -> None:
    assert feed(FULL, previous=FIRST, stamp=LATER) == FIRST


def test_a_moved_entry_is_a_new_version_and_the_others_keep_their_bytes() -> None:
    data = feed(docket(ORDER, MOVED, WEEK), previous=FIRST, stamp=LATER)
    before, after = one(FIRST, "Hearing"), one(data, "Hearing")
    assert (after["UID"], after["SEQUENCE"], after["CREATED"]) == (before["UID"], "1", before["CREATED"])
    assert after["DTSTAMP"] == after["LAST-MODIFIED"] == "20240420T040000Z"
    assert one(data, "Last day") == one(FIRST, "Last day")
    assert b"LAST-MODIFIED:20240420T040000Z" in data.split(b"BEGIN:VEVENT")[0]
    assert findings(data) == []


def test_a_renamed_entry_has_new_stamps_and_its_old_number() -> None:
    renamed = HEARING.replace("Compliance", "Further orders")
    after = one(feed(docket(ORDER, renamed, WEEK), previous=FIRST, stamp=LATER), "Further orders")
    assert (after["SEQUENCE"], after["DTSTAMP"]) == ("0", "20240420T040000Z")


def test_a_stamp_that_does_not_advance_is_moved_one_second_past_the_last() -> None:
    after = one(feed(docket(ORDER, MOVED, WEEK), previous=FIRST, stamp="2020-01-01T00:00:00Z"), "Hearing")
    assert after["DTSTAMP"] == "20240417T130001Z"


def test_what_has_gone_is_withdrawn_for_thirty_days_and_then_dropped() -> None:
    without = docket(ORDER, WEEK)
    data = feed(without, previous=FIRST, stamp=LATER)
    gone = one(data, "Withdrawn: Hearing: Compliance")
    assert (gone["STATUS"], gone["SEQUENCE"], gone["TRANSP"]) == ("CANCELLED", "1", "TRANSPARENT")
    assert b"BEGIN:VALARM" not in data[data.index(b"SUMMARY:Withdrawn") :].split(b"END:VEVENT")[0]
    assert findings(data) == []
    assert feed(without, previous=data, stamp=MAY(19)) == data
    dropped = feed(without, previous=data, stamp=MAY(20))
    assert b"Withdrawn" not in dropped
    assert b"LAST-MODIFIED:20240520T040000Z" in dropped.split(b"BEGIN:VEVENT")[0]
    assert feed(without, previous=dropped, stamp=MAY(25)) == dropped


def test_what_comes_back_takes_up_its_number() -> None:
    gone = feed(docket(ORDER, WEEK), previous=FIRST, stamp=LATER)
    back = one(feed(FULL, previous=gone, stamp=DAY(21)), "Hearing")
    assert (back["STATUS"], back["SEQUENCE"], back["SUMMARY"]) == ("CONFIRMED", "2", "Hearing: Compliance")


def test_an_extension_is_a_new_version_of_the_last_day_and_the_bar() -> None:
    data = feed(docket(ORDER, HEARING, WEEK, EXTENSION, 'state = "granted"\n'), previous=FIRST, stamp=LATER)
    assert {e["CATEGORIES"]: e["SEQUENCE"] for e in events(data)} == {
        "Last day": "1",
        "Compliance window": "1",
        "Hearing": "0",
    }


def test_what_is_only_left_out_by_its_days_is_not_withdrawn() -> None:
    data = feed(FULL, previous=FIRST, stamp=LATER, first="2024-05-01")
    assert [e["CATEGORIES"] for e in events(data)] == ["Hearing"]


def test_what_comes_back_into_the_days_asked_for_has_a_stamp_that_has_advanced() -> None:
    july, until_may = HEARING.replace("05-09", "07-09"), "2024-05-31"
    first = feed(FULL, last=until_may)
    second = feed(docket(ORDER, july, WEEK), previous=first, stamp=DAY(20), last=until_may)
    assert b"Hearing" not in second
    for stale in (DAY(21), "2020-01-01T00:00:00Z"):
        third = feed(docket(ORDER, MOVED, WEEK), previous=second, stamp=stale, last=until_may)
        before, after = one(first, "Hearing"), one(third, "Hearing")
        assert (after["SEQUENCE"], after["CREATED"]) == ("0", before["CREATED"])
        assert after["DTSTAMP"] == after["LAST-MODIFIED"] > before["DTSTAMP"]
        changed = [re.findall(rb"LAST-MODIFIED:(\w+)", data)[0] for data in (second, third)]
        assert changed[0] < changed[1]
        assert findings(third) == []


def test_days_in_the_wrong_order_are_refused_and_withdraw_nothing() -> None:
    with pytest.raises(InvalidDate, match="2024-05-02, is after the last, 2024-05-01"):
        feed(FULL, previous=FIRST, first="2024-05-02", last="2024-05-01")


def test_a_withdrawal_that_says_less_has_a_new_stamp_and_its_old_number() -> None:
    without, brief = docket(ORDER, WEEK), Style(brief=True)
    full = feed(without, previous=FIRST, stamp=LATER)
    data = feed(without, previous=full, stamp=DAY(21), style=brief)
    before, after = one(full, "Withdrawn"), one(data, "Withdrawn")
    assert (before["SUMMARY"], after["SUMMARY"]) == ("Withdrawn: Hearing: Compliance", "Withdrawn: Hearing")
    assert after["SEQUENCE"] == before["SEQUENCE"] == "1"
    assert after["DTSTAMP"] == after["LAST-MODIFIED"] == "20240421T040000Z" > before["DTSTAMP"]
    assert feed(without, previous=data, stamp=DAY(22), style=brief) == data


@pytest.mark.parametrize("blank", ["\t", "\v", "\f", "\x85", "\x1f", "\u2028"])
def test_what_parts_words_leaves_them_apart(blank: str) -> None:
    book = loads(everywhere(f"Khan{blank}v Federation"))
    assert b"NAME:Khan v Federation\r\n" in feed(book)
    assert b"Khanv" not in feed(book)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "does not begin"),
        (b"notes", "does not begin"),
        (FIRST[:-20], "cut short"),
        (FIRST[: len(FIRST) // 2], "cut short"),
        (FIRST.replace(b"\r\n", b"\n"), "does not begin"),
        (FIRST.replace(b"PRODID:-//courtclock", b"PRODID:-//another"), "not written by courtclock"),
        (FIRST.replace(b"END:VEVENT\r\nBEGIN:VEVENT\r\n", b"", 1), "stands there twice"),
        (FIRST.replace(b"BEGIN:VEVENT", b"BEGIN:VEVEXT", 1), "BEGIN:VEVEXT"),
        (FIRST.replace(b"\r\nUID:", b"\r\nUIX:", 1), "UID"),
        (FIRST + FIRST, "does not"),
        (feed(FULL, style=Style(tasks=True)), "feed of tasks"),
    ],
)
def test_a_previous_feed_that_cannot_be_carried_on_is_a_fault(data: bytes, said: str) -> None:
    moved = docket(ORDER.replace("04-17", "04-18"), MOVED, WEEK)
    with pytest.raises(FeedFault, match=re.escape(said)):
        feed(moved, previous=data, stamp=LATER)


def test_an_empty_calendar_of_anybody_has_nothing_to_lose() -> None:
    old = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//old//EN\r\nEND:VCALENDAR\r\n"
    assert feed(FULL, previous=old, stamp=LATER) == FIRST


def test_a_memory_changes_no_byte() -> None:
    memory = FeedMemory()
    previous = feed(FULL, memory=memory)
    for number, parts in enumerate([(ORDER, MOVED, WEEK), (ORDER, WEEK), (ORDER, HEARING, WEEK, EXTENSION)], 20):
        book = docket(*parts, 'state = "granted"\n' if len(parts) > 3 else "")
        with_memory = feed(book, previous=previous, stamp=DAY(number), memory=memory)
        assert with_memory == feed(book, previous=previous, stamp=DAY(number), memory=FeedMemory())
        # By default the thread remembers what it published last, here all but the first time another docket.
        assert with_memory == feed(book, previous=bytes(bytearray(previous)), stamp=DAY(number))
        previous = with_memory


def test_a_memory_does_not_take_what_shows_nowhere_for_a_change() -> None:
    # A statement to the court is on record, and no entry of a brief feed says so.
    memory, brief = FeedMemory(), Style(brief=True)
    said = docket(ORDER, WEEK, '[[event]]\nid = "s"\nkind = "statement"\nof = "week"\non = 2024-04-20\n')
    previous = feed(docket(ORDER, WEEK), style=brief, memory=memory)
    assert feed(said, previous=previous, stamp=LATER, style=brief, memory=memory) == previous


def test_a_memory_is_not_misled_by_a_feed_that_was_never_published() -> None:
    memory, moved = FeedMemory(), docket(ORDER, MOVED, WEEK)
    published = feed(FULL, memory=memory)
    for parts in (1, 3, 99):
        for _, part in zip(range(parts), stream(moved, previous=published, stamp=DAY(20), memory=memory), strict=False):
            assert part
        assert feed(moved, previous=published, stamp=DAY(22), memory=memory) == feed(
            moved, previous=published, stamp=DAY(22), memory=FeedMemory()
        )


# ------------------------------------------------------------------ styles

US = """
[[order]]
id = "us"
court = "us.ded"
made = 2024-03-01
title = "Answer"
[[deadline]]
id = "answer"
what = "answer the complaint"
of = "us"
within = "21 days"
act = "filing"
responsible = "A. Clerk"
"""


@pytest.mark.parametrize(("hours", "count"), [(Hours.TIMED, 1), (Hours.ALL_DAY, 1), (Hours.BOTH, 2)])
def test_a_day_that_ends_at_an_hour_is_shown_as_asked(hours: Hours, count: int) -> None:
    data = feed(docket(US), style=Style(hours=hours))
    found = events(data)
    assert findings(data) == []
    assert len(found) == count
    assert {"DTSTART;VALUE=DATE" in e for e in found} == {
        Hours.TIMED: {False},
        Hours.ALL_DAY: {True},
        Hours.BOTH: {True, False},
    }[hours]


def test_a_style_that_shows_less_withdraws_nothing() -> None:
    both = feed(docket(US), style=Style(hours=Hours.BOTH, remind=Remind.ENTRIES))
    assert b"Withdrawn" not in feed(docket(US), previous=both, stamp=LATER)


def test_reminders_of_their_own_retreat_when_the_office_is_closed() -> None:
    # Seven and three days before Wednesday 24 April: Wednesday, and Sunday 21 April, which retreats.
    data = feed(FULL, style=Style(remind=Remind.ENTRIES))
    found = {e["SUMMARY"]: e["DTSTART;VALUE=DATE"] for e in events(data) if e["CATEGORIES"] == "Reminder"}
    assert found["In 7 days: Last day: obey"] == "20240417"
    assert "20240421" not in found.values()
    assert "20240420" not in found.values()
    assert "20240419" in found.values()
    assert b"VALARM" not in data
    assert findings(data) == []


@pytest.mark.parametrize("ladder", Ladder)
def test_alarms_of_every_ladder_come_nearest_first(ladder: Ladder) -> None:
    data = feed(FULL, style=Style(ladder=ladder))
    assert findings(data) == []
    for body in data.split(b"BEGIN:VEVENT")[1:]:
        triggers = re.findall(rb"TRIGGER:(\S+)\r\n", body)
        assert len(set(triggers)) == len(triggers)
        assert not triggers or triggers[0] == b"-PT15H"
    assert (b"VALARM" in data) is (ladder is not Ladder.NONE)


def test_a_feed_for_one_person_has_what_is_theirs_and_what_is_nobodys() -> None:
    book = docket(ORDER, WEEK, 'responsible = "B. Advocate"\n', HEARING, US)
    shown = {e["SUMMARY"] for e in events(feed(book, style=Style(responsible="a. clerk")))}
    assert shown == {"Hearing: Compliance", "Last day: answer the complaint"}
    with pytest.raises(UnknownPerson, match=r"B\. Advocate"):
        feed(book, style=Style(responsible="B. Advocat"))


SECRET = "Xyzzyx"  # noqa: S105 - a word that stands nowhere else


@pytest.mark.parametrize(
    "style",
    [
        Style(brief=True),
        Style(brief=True, tasks=True),
        Style(brief=True, remind=Remind.ENTRIES, hours=Hours.BOTH, ladder=Ladder.STANDARD),
    ],
)
def test_a_brief_feed_has_no_text_of_the_docket(style: Style) -> None:
    book = loads(everywhere(SECRET))
    assert SECRET.encode() in feed(book)
    data = feed(book, style=style)
    assert SECRET.encode() not in data.replace(b"\r\n ", b"")
    assert findings(data) == []
    assert b"High Court of Sindh" in data


def test_what_was_published_in_full_and_has_gone_is_withdrawn_without_its_text() -> None:
    book = loads(everywhere(SECRET))
    full = feed(book)
    empty = loads(everywhere(SECRET).split(b"[[instrument]]")[0])
    style = Style(brief=True)
    for previous in (full, feed(empty, previous=full, stamp=LATER)):
        data = feed(empty, previous=previous, stamp=DAY(21), style=style)
        assert b"Withdrawn: " in data
        assert SECRET.encode() not in data.replace(b"\r\n ", b"")
        assert findings(data) == []


def test_tasks_are_the_last_days_and_say_what_became_of_them() -> None:
    style = Style(tasks=True)
    data = feed(FULL, style=style)
    assert (data.count(b"BEGIN:VTODO"), data.count(b"BEGIN:VEVENT")) == (1, 0)
    assert b"DUE;VALUE=DATE:20240424\r\n" in data
    assert b"STATUS:NEEDS-ACTION\r\n" in data
    assert b"TRIGGER;RELATED=END:-PT15H\r\n" in data
    assert findings(data) == []
    done = '[[event]]\nid = "done"\nkind = "compliance"\nof = "week"\non = 2024-04-22\n'
    after = feed(docket(ORDER, HEARING, WEEK, done), previous=data, stamp=LATER, style=style)
    assert b"PERCENT-COMPLETE:100\r\nSEQUENCE:1\r\nSTATUS:COMPLETED\r\n" in after
    gone = feed(docket(ORDER, HEARING), previous=after, stamp=DAY(23), style=style)
    assert b"SEQUENCE:2\r\nSTATUS:CANCELLED\r\nSUMMARY:Withdrawn: Done: last day: obey\r\n" in gone
    assert findings(gone) == []
