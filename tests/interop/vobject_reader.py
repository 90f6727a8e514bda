"""What vobject makes of a feed on standard input: JSON, one object an entry. It raises where it finds a fault."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime, time
from typing import Any

import vobject


def when(value: date | datetime) -> str:
    """Return a day as it is, a moment in UTC, a floating time without a zone."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


def rings(start: date | datetime, end: date | datetime, alarm: Any) -> str:
    trigger = alarm.trigger.value
    base = end if getattr(alarm.trigger, "related_param", "START") == "END" else start
    if isinstance(trigger, datetime):
        return when(trigger)
    # A whole day begins at midnight, wherever it is read.
    begins = base if isinstance(base, datetime) else datetime.combine(base, time())
    return when(begins + trigger)


def facts(one: Any) -> dict[str, Any]:
    def of(name: str) -> Any:
        return getattr(one, name).value if hasattr(one, name) else ""

    start, end = of("dtstart"), of("due" if one.name == "VTODO" else "dtend")
    return {
        "uid": one.uid.value,
        "kind": one.name,
        "summary": of("summary"),
        "description": of("description"),
        "start": when(start) if start else "",
        "end": when(end),
        "status": of("status"),
        "transp": of("transp"),
        "location": of("location"),
        "url": of("url"),
        "categories": [word for line in getattr(one, "categories_list", []) for word in line.value],
        "sequence": int(one.sequence.value),
        "stamp": when(one.dtstamp.value),
        "alarms": [rings(start, end, alarm) for alarm in getattr(one, "valarm_list", [])],
    }


def main() -> None:
    found = []
    for calendar in vobject.readComponents(sys.stdin.buffer.read().decode()):
        calendar.validate(raiseException=True)
        found += [facts(one) for one in calendar.components() if one.name in {"VEVENT", "VTODO"}]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
