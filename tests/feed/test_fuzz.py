"""Previous feeds that were damaged: a clear error or a right result, and nothing that could be read is lost."""

from __future__ import annotations

import os
import random
import re
import time

from lint import findings
from regolden import EXAMPLES
from test_feed import HEARING, ORDER, WEEK, docket

from courtclock.docket import load
from courtclock.errors import CourtclockError
from courtclock.feed import feed

STAMP, LATER = "2026-11-20T09:00:00Z", "2026-11-24T09:00:00Z"
SECONDS = float(os.environ.get("COURTCLOCK_FUZZ_SECONDS", "12"))
MOST = int(os.environ.get("COURTCLOCK_FUZZ", "10000"))
BOOKS = [docket(ORDER, WEEK), load(EXAMPLES / "appeal-with-copying-time.toml")]
PREVIOUS = [
    feed(docket(ORDER, HEARING, WEEK)),
    feed(docket(ORDER, WEEK), previous=feed(docket(ORDER, HEARING, WEEK)), stamp=STAMP),
    feed(BOOKS[1]),
]
TOKENS = [
    *(
        b"\r\n",
        b"\n",
        b"\r",
        b" ",
        b"\r\n ",
        b"\\",
        b";",
        b",",
        b":",
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        b"0",
        b"9",
        b"-1",
    ),
    *(b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"BEGIN:VALARM\r\n", b"END:VCALENDAR\r\n", b"BEGIN:VTODO\r\n"),
    *(b"UID:x\r\n", b"SEQUENCE:99999999999\r\n", b"DTSTAMP:99991231T235959Z\r\n", b"STATUS:CANCELLED\r\n"),
    *(b"ATTENDEE:mailto:a@example.org\r\n", b"SUMMARY:Withdrawn: x\r\n", b"DTSTART;TZID=No/Where:20240101T000000\r\n"),
]
UID = re.compile(rb"^UID:([0-9a-f-]{36})\r$", re.MULTILINE)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return it with one to three damages."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        at, length = chance.randrange(len(data) + 1), chance.choice((1, 1, 4, 40, 400))
        kind = chance.randrange(7)
        if kind == 0:
            data = data[:at]
        elif kind == 1:
            data = data[:at] + data[at + length :]
        elif kind == 2:
            data = data[:at] + chance.choice(TOKENS) + data[at:]
        elif kind == 3:
            data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        elif kind == 4:
            data = data[:at] + data[at : at + length] + data[at:]
        else:
            lines = data.split(b"\r\n")
            one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            if kind == 5:
                lines[one], lines[other] = lines[other], lines[one]
            else:
                lines[one] = chance.choice(TOKENS) + lines[one]
            data = b"\r\n".join(lines)
    return data


def test_a_damaged_previous_feed_is_told_or_carried_on() -> None:
    chance = random.Random(20240417)
    until = time.monotonic() + SECONDS
    outcomes = {"told": 0, "carried on": 0}
    for number in range(MOST):
        if time.monotonic() > until:
            break
        book = BOOKS[number % 2]
        previous = mutated(chance.choice(PREVIOUS), chance)
        try:
            data = feed(book, previous=previous, stamp=LATER)
        except CourtclockError:
            outcomes["told"] += 1
            continue
        outcomes["carried on"] += 1
        assert findings(data) == [], previous
        there = set(UID.findall(data))
        # Nothing that could be read is lost but what had been withdrawn for thirty days; nothing of the docket is.
        assert set(UID.findall(feed(book))) <= there, previous
        for body in previous.split(b"BEGIN:VEVENT\r\n")[1:]:
            if b"Withdrawn: " not in body:
                assert set(UID.findall(body)) <= there, previous
        assert feed(book, previous=data, stamp=LATER) == data
    assert min(outcomes.values()) > 10, outcomes
