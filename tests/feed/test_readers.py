"""A reader that shares no code with the writer, in another time zone, understands what the library meant."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, timedelta
from typing import Any

import pytest
from regolden import EXAMPLES, NAMES

from courtclock.almanac import default_almanac
from courtclock.dates import Instant, iso
from courtclock.docket import Docket, loads
from courtclock.feed import feed
from courtclock.feed.entries import Category, FeedEntry, entries

READER = """
import datetime, json, sys
import vobject

def when(value):
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).isoformat()
    return value.isoformat()

found = []
for calendar in vobject.readComponents(sys.stdin.buffer.read().decode()):
    calendar.validate()
    for event in getattr(calendar, "vevent_list", []):
        found.append({
            "uid": event.uid.value,
            "summary": event.summary.value,
            "description": event.description.value,
            "start": when(event.dtstart.value),
            "end": when(event.dtend.value),
            "status": event.status.value,
            "transp": event.transp.value,
            "location": event.location.value if hasattr(event, "location") else "",
            "url": event.url.value if hasattr(event, "url") else "",
            "alarms": [a.trigger.value.total_seconds() for a in getattr(event, "valarm_list", [])],
        })
json.dump(found, sys.stdout)
"""
# The days before, the most important first. A whole day is announced at nine in the morning of the day before (and of
# the days before that), a moment at its own hour.
ALARMS = {Category.LAST_DAY: [1, 7, 3], Category.HEARING: [1, 7]}
NINE = timedelta(hours=9)
TEXTS = """
[docket]
schema = 1
id = "texts"
title = "Urdu, Hindi, and the rest"
recorded = 2024-04-17T18:00:00+05:00
[[order]]
id = "order"
court = "pk.shc"
made = 2027-03-02
title = "ایکس کی بندش؛ ایک ہفتہ"
[[hearing]]
id = "early"
court = "pk.shc"
on = 2024-05-09
at = 00:15:00
purpose = "after midnight; before dawn, \\"quoted\\""
note = "line one\\nline two"
[[hearing]]
id = "late"
court = "pk.ihc"
on = 2024-12-31
at = 23:30:00
purpose = "उच्च न्यायालय ⚖️"
[[window]]
id = "week"
order = "order"
what = "obey, and report; then: rest"
within = "7 days"
calendar = "pk.federal"
[[window]]
id = "standing"
order = "order"
what = "keep it so"
continuing = true
source = { title = "T", url = "https://example.org/a,b;c" }
"""


def read_back(data: bytes, zone: str) -> list[dict[str, Any]]:
    run = subprocess.run(
        [sys.executable, "-c", READER], input=data, capture_output=True, check=True, env={**os.environ, "TZ": zone}
    )
    found: list[dict[str, Any]] = json.loads(run.stdout)
    return found


def meant(entry: FeedEntry) -> dict[str, Any]:
    """Say what an entry means, without asking how it is written."""

    def when(value: Any, days: int) -> str:
        if isinstance(value, Instant):
            return value.astimezone(UTC).isoformat()
        return iso(value.add(days=days))

    bells = ALARMS.get(entry.category, []) if entry.reminders else []
    hour = timedelta(0) if isinstance(entry.start, Instant) else NINE
    return {
        "uid": entry.uid,
        "summary": entry.summary,
        "description": entry.description,
        "start": when(entry.start, 0),
        "end": when(entry.last, 1),
        "status": entry.status.value,
        "transp": "OPAQUE" if entry.busy else "TRANSPARENT",
        "location": entry.location,
        "url": entry.url,
        "alarms": [(hour - timedelta(days=days)).total_seconds() for days in bells],
    }


def docket(name: str) -> Docket:
    return loads(TEXTS.encode() if name == "texts" else (EXAMPLES / f"{name}.toml").read_bytes())


@pytest.mark.parametrize("name", [*NAMES, "texts"])
def test_vobject_reads_what_was_meant(name: str) -> None:
    book = docket(name)
    expected = [meant(entry) for entry in entries(book, almanac=default_almanac())[0]]
    assert expected
    assert read_back(feed(book), "Asia/Tokyo") == expected


def test_the_zone_of_the_reader_changes_no_day_and_no_moment() -> None:
    data = feed(docket("texts"))
    assert read_back(data, "Pacific/Kiritimati") == read_back(data, "Pacific/Pago_Pago")


def test_an_hour_in_karachi_is_that_moment_everywhere() -> None:
    found = {event["summary"]: event for event in read_back(feed(docket("texts")), "Asia/Tokyo")}
    early = found['Hearing: after midnight; before dawn, "quoted"']
    assert early["start"] == "2024-05-08T19:15:00+00:00"
    late = found["Hearing: उच्च न्यायालय ⚖️"]
    assert late["start"] == "2024-12-31T18:30:00+00:00"
