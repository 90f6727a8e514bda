"""Feeds with one fault each: what the harness has to notice, and who notices it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from attrs import evolve
from icalendar import Calendar

from courtclock.docket import Docket
from courtclock.feed import feed
from courtclock.matter import Hearing
from interop.cases import HINDI, KARACHI, LONDON, NEW_YORK, all_day, hearings


@cache
def docket() -> Docket:
    """Something of everything."""
    timed = hearings((KARACHI, "2024-05-09", "08:30:00"), (NEW_YORK, "2024-07-05", "23:59:00"))
    far = hearings((LONDON, "2045-07-14", "10:00:00"))
    words = Hearing(id="words", court=KARACHI, on="2024-05-08", purpose=f"{HINDI}, and more; {HINDI}")
    return evolve(all_day(), id="harness", hearings=(*all_day().hearings, *timed, *far, words))


@cache
def good() -> bytes:
    return feed(docket())


Fault = Callable[[bytes], bytes]


def swap(old: bytes, new: bytes) -> Fault:
    return lambda data: data.replace(old, new, 1)


def cut(pattern: bytes) -> Fault:
    return lambda data: re.sub(pattern, b"", data, count=1, flags=re.DOTALL)


def split_characters(data: bytes) -> bytes:
    """Fold after 75 octets, wherever in a character that is."""
    lines = data.replace(b"\r\n ", b"").split(b"\r\n")
    return b"\r\n".join(b"\r\n ".join(line[n : n + 74] for n in range(0, len(line) or 1, 74)) for line in lines)


def zones_of_icalendar(data: bytes) -> bytes:
    """Put icalendar's own VTIMEZONEs in the place of ours: an hour wrong in many programs."""
    calendar = Calendar.from_ical(re.sub(rb"BEGIN:VTIMEZONE.*?END:VTIMEZONE\r\n", b"", data, flags=re.DOTALL))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def twice(data: bytes) -> bytes:
    event = re.search(rb"BEGIN:VEVENT.*?END:VEVENT\r\n", data, flags=re.DOTALL)
    assert event
    return data.replace(event[0], event[0] * 2, 1)


# What every reader has to notice, since it changes a fact that each can say.
FACTS: dict[str, Fault] = {
    "an hour shifted": swap(
        b"DTSTART;TZID=America/New_York:20240705T2359", b"DTSTART;TZID=America/New_York:20240705T2259"
    ),
    "a day shifted": swap(b"DTSTART;VALUE=DATE:20240424", b"DTSTART;VALUE=DATE:20240423"),
    "an end on the last day": swap(b"DTEND;VALUE=DATE:20240425", b"DTEND;VALUE=DATE:20240424"),
    "a zone in place of another": swap(b"DTSTART;TZID=America/New_York:", b"DTSTART;TZID=Asia/Karachi:"),
    "a local time called UTC": swap(b";TZID=Asia/Karachi:20240509T083000", b":20240509T083000Z"),
    "a local time without its zone": swap(b";TZID=Asia/Karachi:20240509T083000", b":20240509T083000"),
    "a summary cut": swap(b"SUMMARY:Last day: withdraw the letter", b"SUMMARY:Last day: withdraw the"),
    "a summary lost": swap(b"SUMMARY:Last day: withdraw the letter\r\n", b""),
    "a description changed": swap(b"DESCRIPTION:From the order", b"DESCRIPTION:From an order"),
    "a status changed": swap(b"STATUS:CONFIRMED", b"STATUS:CANCELLED"),
    "a duty that blocks the diary": swap(b"TRANSP:TRANSPARENT", b"TRANSP:OPAQUE"),
    "a category changed": swap(b"CATEGORIES:Last day", b"CATEGORIES:Hearing"),
    "an address lost": cut(rb"URL:.*?\r\n(?! )"),
    "a place lost": cut(rb"LOCATION:.*?\r\n"),
    "a sequence changed": swap(b"SEQUENCE:0", b"SEQUENCE:7"),
    "a stamp changed": swap(b"DTSTAMP:2024", b"DTSTAMP:2025"),
    "a reminder lost": cut(rb"BEGIN:VALARM.*?END:VALARM\r\n"),
    "a reminder later": swap(b"TRIGGER:-PT15H", b"TRIGGER:-PT14H"),
    "a reminder after the start": swap(b"TRIGGER:-PT15H", b"TRIGGER:PT15H"),
    "an entry lost": cut(rb"BEGIN:VEVENT.*?END:VEVENT\r\n"),
    "an entry twice": twice,
    "another UID": swap(b"UID:", b"UID:0"),
    "half a file": lambda data: data[: len(data) // 2],
}
# What some readers overlook, with those that do not; "lint" is our own, which reads the bytes.
SOME: dict[str, tuple[Fault, set[str]]] = {
    "a character split by a fold": (split_characters, {"lint", "vobject", "ical"}),
    "a fold without its blank": (
        lambda data: re.sub(rb"\r\n ", b"\r\n", data, count=1),
        {"lint", "libical", "ical.js", "vobject", "ical"},
    ),
    "a line break that is not escaped": (swap(b"\\n", b"\r\n"), {"lint", "libical", "ical.js", "vobject", "ical"}),
    "no VTIMEZONE": (cut(rb"BEGIN:VTIMEZONE.*?END:VTIMEZONE\r\n"), {"lint", "ical.js"}),
    "a VTIMEZONE an hour off": (swap(b"TZOFFSETTO:-0400", b"TZOFFSETTO:-0300"), {"libical", "ical.js", "vobject"}),
    "icalendar's VTIMEZONE": (zones_of_icalendar, {"lint", "libical", "ical.js", "vobject"}),
    "a comma that is not escaped": (swap(b"\\,", b","), {"lint"}),
    "a line end of one character": (swap(b"\r\n", b"\n"), {"lint"}),
    "a line that is not folded": (lambda data: data.replace(b"\r\n ", b""), {"lint"}),
    "a blank line": (swap(b"END:VEVENT\r\n", b"END:VEVENT\r\n\r\n"), {"lint"}),
    "a METHOD": (swap(b"CALSCALE", b"METHOD:PUBLISH\r\nCALSCALE"), {"lint"}),
    "a UID of the calendar": (swap(b"CALSCALE", b"UID:0f5c9a7e-3d1b-5e7a-9c2d-1a2b3c4d5e6f\r\nCALSCALE"), {"lint"}),
    "an absolute reminder without its kind": (swap(b"TRIGGER:-PT15H", b"TRIGGER:20240401T000000Z"), {"lint"}),
    "a control character": (swap(b"SUMMARY:Last", b"SUMMARY:\x07Last"), {"lint"}),
    "no version": (swap(b"VERSION:2.0\r\n", b""), {"lint"}),
}
