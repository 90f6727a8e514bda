"""The date, the doubt and the hour of an entry come from one value: what stands, not what it replaced."""

from __future__ import annotations

import re

import pytest
from lint import findings
from test_feed import HEAD, HEARING, ORDER, Event, by_category, events, head

from courtclock.docket import loads
from courtclock.feed import FeedMemory, Hours, Remind, Style, feed

WINDOW = '[[window]]\nid = "w"\norder = "o"\nwhat = "pay it"\nact = "{act}"\nwithin = "{within}"\n{more}\n'
EXTENDED = '[[event]]\nid = "e"\nkind = "extension"\nof = "w"\non = {on}\nstate = "granted"\n{how}\n'
PIN = (
    '[[pin]]\nid = "pn"\nof = "w"\non = {on}\ncomputed = {computed}\nby = "A. Clerk"\nreason = "told by the registry"\n'
)
DONE = '[[event]]\nid = "c"\nkind = "compliance"\nof = "w"\non = {on}\n'


def order(court: str, made: str) -> str:
    return f'[[order]]\nid = "o"\ncourt = "{court}"\nmade = {made}\ntitle = "T"\n'


def window(within: str, act: str = "payment", more: str = "") -> str:
    return WINDOW.format(act=act, within=within, more=more)


def written(*parts: str, style: Style | None = None, previous: bytes | None = None) -> bytes:
    docket = loads("\n".join([HEAD, *parts]).encode())
    data = feed(docket, style=style or Style(), previous=previous, stamp="2027-04-01T00:00:00Z", memory=FeedMemory())
    assert findings(data) == []
    return data


def last_day(data: bytes) -> Event:
    return by_category(data)["Last day"]


# ------------------------------------------------------------------ extended

EID = order("pk.shc", "2027-02-01")


@pytest.mark.parametrize(
    ("days", "on", "span"), [(29, "20270309", "9 to 15 March 2027"), (31, "20270313", "11 to 15 March 2027")]
)
def test_an_extended_day_in_doubt_is_tentative_with_its_own_range(days: int, on: str, span: str) -> None:
    how = f'within = "{days} days"\ncounted_from = "rolled"'
    data = written(EID, window("1 week"), EXTENDED.format(on="2027-02-05", how=how))
    for event in events(data):
        assert event["STATUS"] == "TENTATIVE"
        assert re.match(rf"(DISPUTED AND )?PROVISIONAL \({span}\): ", event["SUMMARY"])
    found = last_day(data)
    assert found["DTSTART;VALUE=DATE"] == on
    assert "Last day\\, extended: pay it" in found["SUMMARY"]
    assert "Provisional: " in found["DESCRIPTION"] or "Disputed: " in found["DESCRIPTION"]
    assert "latest 2027-03-15\\; safe: 2027-03-" in found["DESCRIPTION"]
    assert "Computed: Monday 8 February 2027\\, as follows." in found["DESCRIPTION"]


@pytest.mark.parametrize(
    ("more", "on", "word"),
    [
        (EXTENDED.format(on="2027-03-05", how="until = 2027-04-25"), "20270425", "Last day\\, extended: pay it"),
        (PIN.format(on="2027-03-09", computed="2027-03-11"), "20270309", "Last day\\, kept by hand: pay it"),
    ],
)
def test_a_day_fixed_by_the_court_or_by_hand_has_no_range_of_the_day_it_replaced(more: str, on: str, word: str) -> None:
    before = written(order("pk.shc", "2027-03-02"), window("9 days"))
    assert "PROVISIONAL" in last_day(before)["SUMMARY"]
    data = written(order("pk.shc", "2027-03-02"), window("9 days"), more)
    found = last_day(data)
    assert (found["DTSTART;VALUE=DATE"], found["STATUS"], found["SUMMARY"]) == (on, "CONFIRMED", word)
    assert {event["STATUS"] for event in events(data)} == {"CONFIRMED"}
    assert "PROVISIONAL" not in data.decode()
    assert "safe:" not in found["DESCRIPTION"]


CUT_OFF = (order("gb.eaw.hc", "2026-06-01"), window("10 days", "filing", 'means = "email"'))
TO_25_JUNE = EXTENDED.format(on="2026-06-05", how="until = 2026-06-25")


@pytest.mark.parametrize(
    ("more", "on"),
    [("", "20260611"), (TO_25_JUNE, "20260625"), (PIN.format(on="2026-06-09", computed="2026-06-11"), "20260609")],
)
def test_the_hour_of_the_court_ends_whichever_day_stands(more: str, on: str) -> None:
    found = last_day(written(*CUT_OFF, more))
    zone = ";TZID=Europe/London"
    assert (found[f"DTSTART{zone}"], found[f"DTEND{zone}"]) == (f"{on}T153000", f"{on}T160000")
    both = written(*CUT_OFF, more, style=Style(hours=Hours.BOTH))
    assert sum(event["CATEGORIES"] == "Last day" for event in events(both)) == 2
    if more:
        assert "16:00 in Europe/London" in found["DESCRIPTION"]


# ------------------------------------------------------------------ pinned

UNCOVERED = (order("pk.shc", "2031-06-01"), window("10 days"))
PINNED = PIN.format(on="2031-06-09", computed="2031-06-11")


def test_a_pinned_day_stands_though_nothing_could_be_computed() -> None:
    data = written(*UNCOVERED, PINNED)
    found = by_category(data)
    assert found["Last day"]["DTSTART;VALUE=DATE"] == "20310609"
    assert found["Compliance window"]["DTEND;VALUE=DATE"] == "20310610"
    assert b"NOT COMPUTED" not in data
    assert b"TRIGGER:-PT15H" in data
    for said in ("by A. Clerk: told by the registry", "WARNING: pinned when", "could not be computed"):
        assert said in found["Last day"]["DESCRIPTION"]


def test_a_pinned_day_stands_though_time_has_not_begun_to_run() -> None:
    data = written(
        '[[event]]\nid = "lst"\nkind = "other"\nof = "p"\non = [2026-03-01, 2026-03-02]\n',
        '[[petition]]\nid = "p"\ncourt = "us.nysd"\ntitle = "A v B"\n',
        '[[deadline]]\nid = "w"\nwhat = "answer"\nof = "lst"\nwithin = "21 days"\ncourt = "us.nysd"\n',
        PIN.format(on="2026-06-09", computed="2026-06-11"),
    )
    assert last_day(data)["DTSTART;VALUE=DATE"] == "20260609"
    assert "Not dated" not in head(data)


def test_a_pin_says_who_why_and_what_was_computed() -> None:
    said = last_day(
        written(
            ORDER.replace('"order"', '"o"', 1), window("one week"), PIN.format(on="2024-04-23", computed="2024-04-22")
        )
    )
    for words in (
        "Kept by hand: Tuesday 23 April 2024\\, by A. Clerk: told by the registry",
        "WARNING: pinned when the computed date was 22 April 2024; it is 24 April 2024 now".replace(";", "\\;"),
        "Computed: Wednesday 24 April 2024\\, as follows.",
    ):
        assert words in said["DESCRIPTION"]


# ------------------------------------------------------------------ done


def test_what_is_done_is_done_though_it_cannot_be_computed() -> None:
    done = DONE.format(on="2031-06-03")
    (event,) = events(written(*UNCOVERED, done))
    assert (event["SUMMARY"], event["STATUS"]) == ("Done: pay it", "CONFIRMED")
    assert "3 June 2031\\, compliance" in event["DESCRIPTION"]
    assert b"STATUS:COMPLETED\r\n" in written(*UNCOVERED, done, style=Style(tasks=True))
    assert b"STATUS:NEEDS-ACTION\r\n" in written(*UNCOVERED, style=Style(tasks=True))


def test_the_bar_and_the_standing_duty_say_that_they_have_ended() -> None:
    standing = '[[window]]\nid = "s"\norder = "o"\nwhat = "keep it so"\ncontinuing = true\n'
    ended = '[[event]]\nid = "r"\nkind = "recall"\nof = "o"\non = 2027-02-03\n'
    found = {event["SUMMARY"] for event in events(written(EID, window("1 week"), standing, ended))}
    assert found == {"Recalled: time to pay it", "Recalled: last day: pay it", "Recalled: standing order: keep it so"}


def test_what_has_no_day_and_is_done_is_not_called_waiting() -> None:
    petition = '[[petition]]\nid = "p"\ncourt = "pk.shc"\ntitle = "A v B"\n'
    pending = f'{petition}[[deadline]]\nid = "w"\nwhat = "reply"\nof = "p"\nwithin = "9 days"\n'
    assert "reply: done\\, 3 June 2026" in head(written(pending, DONE.format(on="2026-06-03")))


# ------------------------------------------------------------------ hearings that will not be

OFF = '[[event]]\nid = "a"\nkind = "{kind}"\nof = "next"\non = {on}\n'


@pytest.mark.parametrize(
    ("more", "word"),
    [
        (OFF.format(kind="adjournment", on="2024-05-09"), "adjourned"),
        (OFF.format(kind="not-reached", on="2024-05-09"), "not reached"),
        ('outcome = "adjourned"\n', "adjourned"),
    ],
)
def test_a_hearing_that_is_off_neither_rings_nor_blocks_the_diary(more: str, word: str) -> None:
    before = written(HEARING)
    data = written(HEARING, more, previous=before)
    (event,) = events(data)
    assert event["SUMMARY"] == f"Hearing ({word}): Compliance"
    assert (event["STATUS"], event["TRANSP"], event["SEQUENCE"]) == ("CANCELLED", "TRANSPARENT", "1")
    assert event["DTSTAMP"] > events(before)[0]["DTSTAMP"]
    assert b"VALARM" not in data
    assert len(events(written(HEARING, more, style=Style(remind=Remind.ENTRIES)))) == 1


def test_a_hearing_that_lost_its_day_is_withdrawn_from_those_who_saw_it() -> None:
    off = OFF.format(kind="adjournment", on="2024-05-01")
    before = written(HEARING)
    data = written(HEARING, off, previous=before)
    (event,) = events(data)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", "1")
    assert event["DTSTAMP"] > events(before)[0]["DTSTAMP"]
    assert b"VALARM" not in data
    assert events(written(HEARING, off)) == []


def test_a_hearing_listed_anew_stands_again() -> None:
    off = OFF.format(kind="adjournment", on="2024-05-01")
    before = written(HEARING, off, previous=written(HEARING))
    data = written(
        HEARING, off, off.replace('"a"', '"b"').replace("05-01", "05-03") + "until = 2024-05-20\n", previous=before
    )
    (event,) = events(data)
    assert (event["STATUS"], event["TRANSP"], event["SEQUENCE"]) == ("CONFIRMED", "OPAQUE", "2")
    assert event["DTSTART;VALUE=DATE"] == "20240520"


# ------------------------------------------------------------------ the edge of the calendar


@pytest.mark.parametrize("on", ["9999-12-31", "9998-01-01", "0001-01-01", "0002-12-31"])
@pytest.mark.parametrize("at", ["", "at = 00:10:00\n", "at = 23:50:00\n"])
def test_a_day_at_the_edge_of_the_calendar_is_told_and_the_others_are_served(on: str, at: str) -> None:
    edge = f'[[hearing]]\nid = "edge"\ncourt = "us.nysd"\non = {on}\npurpose = "never"\n{at}'
    data = written(HEARING, edge)
    assert [event["SUMMARY"] for event in events(data)] == ["Hearing: Compliance"]
    assert "- never: " in head(data)


@pytest.mark.parametrize("on", ["9997-12-31", "0003-01-01"])
@pytest.mark.parametrize("at", ["", "at = 00:10:00\n", "at = 23:50:00\n"])
def test_the_days_beside_the_edge_are_served(on: str, at: str) -> None:
    edge = f'[[hearing]]\nid = "edge"\ncourt = "us.nysd"\non = {on}\npurpose = "never"\n{at}'
    for style in (Style(), Style(remind=Remind.ENTRIES)):
        assert "Hearing: never" in {event["SUMMARY"] for event in events(written(edge, style=style))}


def test_a_duty_at_the_edge_of_the_calendar_is_told() -> None:
    data = written(order("us.nysd", "9999-12-30"), window("10 days"), HEARING)
    assert [event["SUMMARY"] for event in events(data)] == ["Hearing: Compliance"]
    assert "- pay it: 30 December 9999" in head(data)
