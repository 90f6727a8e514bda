"""What Home Assistant's `ical` makes of a feed on standard input: JSON, one object an entry; it raises on a fault.

It runs in an environment of its own (`tests/interop/install`), since `ical` decides for itself which versions it needs.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime, time
from typing import Any


def when(value: date | datetime) -> str:
    """Return a day as it is, a moment in UTC, a floating time without a zone."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


def rings(base: date | datetime, alarm: Any) -> str:
    if isinstance(alarm.trigger, datetime):
        return when(alarm.trigger)
    # A whole day begins at midnight, wherever it is read.
    begins = base if isinstance(base, datetime) else datetime.combine(base, time())
    return when(begins + alarm.trigger)


def facts(kind: str, one: Any) -> dict[str, Any]:
    # It keeps no RELATED of a trigger; a task of ours has no start, so that its end is meant.
    end = one.due if kind == "VTODO" else one.dtend
    return {
        "uid": one.uid,
        "kind": kind,
        "summary": one.summary,
        "description": one.description or "",
        "start": when(one.dtstart) if one.dtstart else "",
        "end": when(end),
        "status": one.status.value if one.status else "",
        "transp": getattr(one, "transparency", "") or "",
        "location": one.location or "",
        "url": str(one.url) if one.url else "",
        "categories": one.categories,
        "sequence": one.sequence,
        "stamp": when(one.dtstamp),
        "alarms": [rings(one.dtstart or end, alarm) for alarm in (one.alarms if kind == "VTODO" else one.alarm)],
    }


def main() -> None:
    from ical.calendar_stream import CalendarStream  # not there where the tests are collected

    stream = CalendarStream.from_ics(sys.stdin.buffer.read().decode())
    found = [facts("VEVENT", one) for calendar in stream.calendars for one in calendar.events]
    found += [facts("VTODO", one) for calendar in stream.calendars for one in calendar.todos]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
