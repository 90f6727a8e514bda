"""The lint of feeds: nothing to say about a good feed, one thing about each that has one fault."""

from __future__ import annotations

import pytest
from lint import findings

FIRST = "0f5c9a7e-3d1b-5e7a-9c2d-1a2b3c4d5e6f"
SECOND = "7b1e2d3c-4f5a-5b6c-8d7e-9f0a1b2c3d4e"
GOOD = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//courtclock//courtclock 1.0//EN
CALSCALE:GREGORIAN
NAME:Orders\\, petitions
COLOR:darkslateblue
REFRESH-INTERVAL;VALUE=DURATION:PT12H
SOURCE;VALUE=URI:https://example.org/a;b,c.ics
BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:DAYLIGHT
DTSTART:19700308T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZNAME:EDT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701101T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZNAME:EST
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE
BEGIN:VTIMEZONE
TZID:Asia/Karachi
BEGIN:STANDARD
DTSTART:19700101T000000
TZNAME:PKT
TZOFFSETFROM:+0500
TZOFFSETTO:+0500
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Withdraw the letter
DTSTART;VALUE=DATE:20240424
DTEND;VALUE=DATE:20240425
DTSTAMP:20240417T130000Z
UID:{FIRST}
SEQUENCE:0
CATEGORIES:order,last day
DESCRIPTION:One week\\; the Act of 1897\\, s. 9.\\nحکم کی
 ک تفصیل
LAST-MODIFIED:20240417T130000Z
STATUS:TENTATIVE
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Withdraw the letter
TRIGGER:-PT15H
END:VALARM
END:VEVENT
BEGIN:VEVENT
SUMMARY:Brief
DTSTART;TZID=America/New_York:20240705T232900
DTEND;TZID=America/New_York:20240705T235900
DTSTAMP:20240701T130000Z
UID:{SECOND}
SEQUENCE:2
LAST-MODIFIED:20240701T130000Z
STATUS:CONFIRMED
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
"""
SECOND_EVENT = GOOD[GOOD.rindex("BEGIN:VEVENT") : GOOD.index("END:VCALENDAR")]
ALARM = GOOD[GOOD.index("BEGIN:VALARM") : GOOD.index("END:VEVENT")]
KARACHI = GOOD[GOOD.rindex("BEGIN:VTIMEZONE") : GOOD.index("BEGIN:VEVENT")]


def feed(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def test_a_good_feed() -> None:
    assert findings(feed(GOOD)) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("CALSCALE:GREGORIAN", "CALSCALE:GREGORIAN\n", "line 5: blank"),
        ("CALSCALE:GREGORIAN", f"X-NOTE:{'x' * 69}", "line 4: 76 octets"),
        ("the letter\nDTSTART", "the\vletter\nDTSTART", "control character U+000B"),
        ("the letter\nDTSTART", "the\x7fletter\nDTSTART", "control character U+007F"),
        ("the letter\nDTSTART", "the\x85letter\nDTSTART", "control character U+0085"),
        ("END:VTIMEZONE\nBEGIN:VEVENT", "BEGIN:VEVENT", "does not match"),
        ("END:VCALENDAR\n", "", "BEGIN:VCALENDAR has no END"),
        ("END:VCALENDAR\n", "END:VCALENDAR\nX-NOTE:more\n", "outside VCALENDAR"),
        ("END:VCALENDAR\n", "END:VCALENDAR\nBEGIN:VCALENDAR\nEND:VCALENDAR\n", "not one VCALENDAR"),
        ("CALSCALE:GREGORIAN", "CALSCALE", "not a content line"),
        ("VERSION:2.0\n", "", "VERSION"),
        ("VERSION:2.0\n", "VERSION:2.0\nVERSION:2.0\n", "VERSION stands there 2 times"),
        ("PRODID:-//courtclock//courtclock 1.0//EN\n", "", "PRODID is missing"),
        ("CALSCALE:", "METHOD:PUBLISH\nCALSCALE:", "METHOD does not belong"),
        ("CALSCALE:", f"UID:{FIRST}\nCALSCALE:", "UID does not belong"),
        ("CALSCALE:", "X-WR-TIMEZONE:Asia/Karachi\nCALSCALE:", "X-WR-TIMEZONE does not belong"),
        ("STATUS:CONFIRMED", "STATUS:CONFIRMED\nATTENDEE:mailto:a@example.org", "ATTENDEE"),
        ("STATUS:CONFIRMED", "STATUS:CONFIRMED\nORGANIZER:mailto:a@example.org", "ORGANIZER"),
        ("INTERVAL;VALUE=DURATION:", "INTERVAL:", "REFRESH-INTERVAL"),
        ("INTERVAL;VALUE=DURATION:PT12H", "INTERVAL;VALUE=DURATION:12H", "REFRESH-INTERVAL"),
        ("SOURCE;VALUE=URI:", "SOURCE:", "SOURCE"),
        ("COLOR:darkslateblue", "COLOR:#483D8B", "COLOR:#483D8B is not the name"),
        ("DTSTART:19700101T000000", "DTSTART:19700101T000000\nRDATE:19800101T000000", "RDATE"),
        ("DTSTART:19700101T000000", "DTSTART:19700101T000000\nCOMMENT:to 2038", "COMMENT"),
        ("TZOFFSETTO:+0500\n", "", "Asia/Karachi: TZOFFSETTO is missing"),
        ("TZID:Asia/Karachi\n", "TZID:Africa/Lagos\n", "VTIMEZONEs are not sorted"),
        (KARACHI, KARACHI + KARACHI, "VTIMEZONEs are not sorted, or one stands there twice"),
        (f"UID:{SECOND}\n", "", "UID is not a bare UUID"),
        (SECOND, f"{SECOND}@example.org", "UID is not a bare UUID"),
        (SECOND, SECOND.upper(), "UID is not a bare UUID of version 5"),
        (SECOND, SECOND.replace("-5b6c-", "-4b6c-"), "UID is not a bare UUID of version 5"),
        (SECOND, FIRST, f"UID {FIRST} stands there 2 times"),
        ("DTSTAMP:20240701T130000Z\n", "", "DTSTAMP is missing"),
        ("LAST-MODIFIED:20240701T130000Z\n", "", "LAST-MODIFIED is missing"),
        ("DTSTAMP:20240701T130000Z", "DTSTAMP:20240701T130000", "DTSTAMP is not an instant in UTC"),
        ("DTSTAMP:20240701T130000Z", "DTSTAMP:20240731T250000Z", "DTSTAMP is not an instant in UTC"),
        ("DTSTAMP:20240701T130000Z", "DTSTAMP:20240701T140000Z", "DTSTAMP is not LAST-MODIFIED"),
        ("DTSTART;VALUE=DATE:20240424\n", "", "DTSTART is missing"),
        ("DTEND;VALUE=DATE:20240425\n", "", "DTEND is missing"),
        ("DTEND;VALUE=DATE:20240425", "DTEND:20240425", "DTEND is a date without VALUE=DATE"),
        ("DTSTART;VALUE=DATE:", "DTSTART;VALUE=DATE;TZID=Asia/Karachi:", "DTSTART is a date with a TZID"),
        ("DTEND;VALUE=DATE:20240425", "DTEND;VALUE=DATE:20240431", "DTEND:20240431 does not exist"),
        ("DTEND;VALUE=DATE:20240425", "DTEND:20240425T000000Z", "DTEND is not of the same kind"),
        ("DTEND;TZID=America/New_York:", "DTEND;TZID=Asia/Karachi:", "not in the same zone"),
        ("DTEND;VALUE=DATE:20240425", "DTEND;VALUE=DATE:20240424", "DTEND is not later than DTSTART"),
        ("20240705T235900", "20240705T232900", "DTEND is not later than DTSTART"),
        ("DTEND;TZID=America/New_York:", "DTEND:", "DTEND is in no zone"),
        ("T235900", "T235900Z", "DTEND is in UTC and has a TZID"),
        ("DTEND;TZID=America/New_York:", "DTEND;TZID=US/Eastern:", "no VTIMEZONE for TZID=US/Eastern"),
        ("SUMMARY:Brief\n", "", "SUMMARY is missing"),
        ("SUMMARY:Brief\n", "SUMMARY:Brief\nSUMMARY:Brief\n", "SUMMARY stands there 2 times"),
        ("SEQUENCE:2\n", "", "SEQUENCE is missing"),
        ("SEQUENCE:2", "SEQUENCE:-1", "SEQUENCE is missing, or not a whole number"),
        ("STATUS:CONFIRMED\n", "", "STATUS is none of"),
        ("STATUS:CONFIRMED", "STATUS:NEEDS-ACTION", "STATUS is none of"),
        ("TRANSP:OPAQUE\n", "", "TRANSP is none of"),
        ("SUMMARY:Brief", "SUMMARY:C:\\Temp", "SUMMARY has an illegal or a missing escape at '\\\\T'"),
        ("SUMMARY:Brief", "SUMMARY:Brief\\", "illegal or a missing escape"),
        ("SUMMARY:Brief", "SUMMARY:Brief, reply", "missing escape at ','"),
        ("SUMMARY:Brief", "SUMMARY:Brief; reply", "missing escape at ';'"),
        ("CATEGORIES:order", "CATEGORIES:order;other", "CATEGORIES has an illegal or a missing escape"),
        ("ACTION:DISPLAY", "ACTION:AUDIO", "ACTION is not DISPLAY"),
        ("DESCRIPTION:Withdraw the letter\n", "", "VALARM: DESCRIPTION is missing"),
        ("TRIGGER:-PT15H\n", "", "TRIGGER is missing"),
        ("TRIGGER:-PT15H", "TRIGGER:PT9H", "TRIGGER is positive"),
        ("TRIGGER:-PT15H", "TRIGGER:-P1W2DT", "TRIGGER is not relative"),
        ("TRIGGER:-PT15H", "TRIGGER;VALUE=DATE-TIME:20240423T040000Z", "TRIGGER is not relative"),
        ("TRIGGER:-PT15H", "TRIGGER:20240423T040000Z", "TRIGGER is not relative"),
        ("20240424\nDTEND;VALUE=DATE:20240425", "20240724\nDTEND;VALUE=DATE:20240725", "not sorted by start"),
        (FIRST, "not-a-uuid", "UID is not a bare UUID"),
    ],
)
def test_one_fault_is_one_finding(old: str, new: str, finding: str) -> None:
    assert GOOD.count(old) == 1, "the fault must be in one place"
    found = findings(feed(GOOD.replace(old, new)))
    assert len(found) == 1, found
    assert finding in found[0]


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (b"", b"\xef\xbb\xbf", "byte order mark"),
        (b"BEGIN:VCALENDAR\r\n", b"BEGIN:VCALENDAR\n", "line 1: a line end that is not CRLF"),
        (b"BEGIN:VCALENDAR\r\n", b"BEGIN:VCALENDAR\r", "line 1: a line end that is not CRLF"),
        (b"END:VCALENDAR\r\n", b"END:VCALENDAR", "does not end with CRLF"),
        (b"\xdb\x8c\r\n ", b"\xdb\r\n \x8c", "a fold splits a UTF-8 sequence"),
        (b"SUMMARY:Brief", b"SUMMARY:Br\xefef", "not UTF-8"),
        (b"SUMMARY:Brief", b"SUMMARY:Br\x00ef", "control character U+0000"),
    ],
)
def test_one_fault_of_the_octets_is_one_finding(old: bytes, new: bytes, finding: str) -> None:
    good = feed(GOOD)
    assert old in good
    found = findings(good.replace(old, new, 1))
    assert len(found) == 1, found
    assert finding in found[0]


def test_events_of_one_start_are_sorted_by_uid() -> None:
    twin = SECOND_EVENT.replace(SECOND, FIRST)
    others = GOOD.replace(FIRST, "1f5c9a7e-3d1b-5e7a-9c2d-1a2b3c4d5e6f")
    assert findings(feed(others.replace(SECOND_EVENT, twin + SECOND_EVENT))) == []
    assert findings(feed(others.replace(SECOND_EVENT, SECOND_EVENT + twin))) == [
        "VEVENTs are not sorted by start, then UID"
    ]


@pytest.mark.parametrize("trigger", ["-P6DT15H", "-P1W", "PT0S", "-PT30M", "-P1DT12H30M"])
def test_triggers_that_are_right(trigger: str) -> None:
    assert findings(feed(GOOD.replace("-PT15H", trigger))) == []


@pytest.mark.parametrize("summary", ["a\\, b\\; c\\\\ d\\n e\\N f", "a\tb", "کل ✓", 'say "no": now'])
def test_text_that_is_right(summary: str) -> None:
    assert findings(feed(GOOD.replace("SUMMARY:Brief", f"SUMMARY:{summary}"))) == []


def test_an_event_may_have_no_alarm_and_a_feed_no_event() -> None:
    assert findings(feed(GOOD.replace(ALARM, ""))) == []
    empty = GOOD[: GOOD.index("BEGIN:VEVENT")] + "END:VCALENDAR\n"
    assert findings(feed(empty)) == []


def test_what_is_not_a_feed_at_all() -> None:
    assert findings(b"") != []
    assert findings(b"<html></html>\r\n") == ["'<html></html>' is not a content line"]
