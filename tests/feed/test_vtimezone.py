"""A VTIMEZONE of ours against zoneinfo, as two readers that share no code with the writer understand it."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from courtclock.errors import InvalidValue
from courtclock.feed.vtimezone import vtimezone

FIRST, LAST = 2024, 2045
RULED = (  # noqa: SIM905 - shorter to read
    "America/New_York America/Chicago America/Denver America/Los_Angeles America/Anchorage America/Halifax"
    " America/St_Johns Europe/London Europe/Dublin Europe/Berlin Europe/Athens Europe/Lisbon Atlantic/Azores"
    " Africa/Ceuta Australia/Sydney Australia/Adelaide Australia/Lord_Howe Pacific/Auckland Pacific/Chatham"
    " Pacific/Norfolk Antarctica/Troll Asia/Beirut"
).split()
FIXED = (  # noqa: SIM905 - shorter to read
    "Asia/Karachi Asia/Kolkata Asia/Kathmandu Asia/Tehran Asia/Tokyo America/Phoenix America/Sao_Paulo"
    " America/Puerto_Rico Pacific/Apia Pacific/Kiritimati Pacific/Marquesas Africa/Lagos Etc/GMT+5 UTC"
).split()
SINGLY = (  # noqa: SIM905 - shorter to read
    "Africa/Casablanca Africa/Cairo America/Vancouver America/Santiago America/Nuuk America/Asuncion"
    " Asia/Almaty Asia/Gaza Asia/Jerusalem"
).split()
ZONES = RULED + FIXED + SINGLY


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of the tzdata package: the machine may have another edition."""
    data = resources.files("tzdata.zoneinfo").joinpath(*name.split("/")).read_bytes()
    return ZoneInfo.from_file(io.BytesIO(data), key=name)


def jumps(name: str, first: int, last: int) -> list[datetime]:
    """The moments at which the offset changes, found in another way than the library finds them."""
    found = []
    at = datetime(first, 1, 1, tzinfo=UTC)
    while at.year <= last:
        offset = at.astimezone(zone(name)).utcoffset()
        if (at + timedelta(days=1)).astimezone(zone(name)).utcoffset() != offset:
            moment = at
            while moment.astimezone(zone(name)).utcoffset() == offset:
                moment += timedelta(minutes=15)
            found.append(moment)
        at += timedelta(days=1)
    return found


@cache
def samples(name: str, first: int = FIRST, last: int = LAST) -> list[datetime]:
    """Local times, without a zone, that exist and mean one moment or the first of two."""
    moments = [
        datetime(year, month, 15, hour, 59, tzinfo=UTC)
        for year in range(first, last + 1)
        for month in (1, 4, 7, 10)
        for hour in (3, 11, 18)
    ]
    for jump in jumps(name, first, last):
        moments += [jump + timedelta(minutes=m) for m in (-1440, -181, -61, -1, 0, 1, 59, 60, 61, 181, 1440)]
    local = {moment.astimezone(zone(name)).replace(tzinfo=None, fold=0) for moment in moments}
    local |= {datetime(year, 7, 4, 23, 59) for year in range(first, last + 1)}  # noqa: DTZ001 - a wall clock
    return sorted(at for at in local if first <= at.year <= last)


def utc(local: datetime, in_zone: tzinfo) -> datetime:
    return local.replace(tzinfo=in_zone).astimezone(UTC)


def renamed(name: str, first: int = FIRST, last: int = LAST) -> bytes:
    """The VTIMEZONE under a name that no reader has in tables of its own."""
    given: bytes = vtimezone(name, first, last).to_ical()
    made = given.replace(f"TZID:{name}\r\n".encode(), f"TZID:Sample-{name}\r\n".encode())
    assert made != given
    return made


def calendar(name: str, *events: str) -> bytes:
    head = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//sample//EN\r\n"
    return head + renamed(name) + "".join(events).encode() + b"END:VCALENDAR\r\n"


def event(number: int, local: datetime, name: str) -> str:
    lines = (
        "BEGIN:VEVENT",
        f"UID:{number}",
        "DTSTAMP:20240101T000000Z",
        f"DTSTART;TZID=Sample-{name}:{local:%Y%m%dT%H%M%S}",
        "END:VEVENT",
    )
    return "".join(f"{line}\r\n" for line in lines)


def wrong(name: str, read: tzinfo, first: int = FIRST, last: int = LAST) -> list[str]:
    """The local times that a reader takes for another moment."""
    times = samples(name, first, last)
    return [str(at) for at in times if utc(at, read) != utc(at, zone(name))]


def read_by_vobject(name: str, first: int = FIRST, last: int = LAST) -> tzinfo:
    head = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//sample//EN\r\n"
    data = head + renamed(name, first, last) + b"END:VCALENDAR\r\n"
    found: Any = vobject.readOne(data.decode()).vtimezone.tzinfo
    assert isinstance(found, tzinfo)
    return found


@pytest.mark.parametrize("name", ZONES)
def test_vobject_reads_what_zoneinfo_says(name: str) -> None:
    assert wrong(name, read_by_vobject(name)) == []


@pytest.mark.parametrize("name", ZONES)
def test_icalendar_reads_what_zoneinfo_says(name: str) -> None:
    # icalendar reads a rule no further than 2038; sub-components without one are read to the end.
    last = 2037 if name in RULED else LAST
    component = icalendar.Component.from_ical(renamed(name))
    assert isinstance(component, icalendar.Timezone)
    assert wrong(name, component.to_tz(lookup_tzid=False), FIRST, last) == []


@pytest.mark.parametrize("name", ["America/New_York", "Asia/Karachi", "Africa/Cairo", "Australia/Lord_Howe"])
def test_vobject_reads_whole_events(name: str) -> None:
    times = samples(name)[::7]
    data = calendar(name, *(event(number, at, name) for number, at in enumerate(times)))
    events = vobject.readOne(data.decode()).vevent_list
    assert [one.dtstart.value.astimezone(UTC) for one in events] == [utc(at, zone(name)) for at in times]


def test_one_minute_to_midnight_in_new_york_in_july() -> None:
    late = datetime(2026, 7, 6, 23, 59)  # noqa: DTZ001 - a wall clock
    data = calendar("America/New_York", event(1, late, "America/New_York"))
    read = vobject.readOne(data.decode()).vevent.dtstart.value
    assert read.astimezone(UTC) == datetime(2026, 7, 7, 3, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("America/New_York", 2000, 2012),  # the rule of 2007 in the middle
        ("America/New_York", 2007, 2020),
        ("Asia/Karachi", 2006, 2012),  # summer time in 2008 and 2009 only
        ("Europe/Dublin", 1985, 2000),
        ("Pacific/Apia", 2009, 2022),  # a day left out, and summer time given up
        ("Africa/Casablanca", 2010, 2030),
        ("Asia/Tehran", 2015, 2025),
        ("Asia/Pyongyang", 2014, 2019),
    ],
)
def test_years_that_are_past(name: str, first: int, last: int) -> None:
    assert wrong(name, read_by_vobject(name, first, last), first, last) == []


@pytest.mark.parametrize("name", ZONES)
def test_form(name: str) -> None:
    component = vtimezone(name, FIRST, LAST)
    text = component.to_ical().decode()
    parts = component.subcomponents
    assert component["TZID"] == name
    assert "RDATE" not in text
    assert "COMMENT" not in text
    starts = re.findall(r"^DTSTART:(.*)\r$", text, re.MULTILINE)
    assert starts == sorted(starts)
    assert all(set(part) - {"RRULE"} == {"DTSTART", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO"} for part in parts)
    rules = re.findall(r"^RRULE:(.*)\r$", text, re.MULTILINE)
    if name in RULED:
        assert {part.name for part in parts} == {"STANDARD", "DAYLIGHT"}
        assert len(parts) == len(rules) == 2
        assert all(re.fullmatch(r"FREQ=YEARLY;BYDAY=-?\d[A-Z]{2};BYMONTH=\d+", rule) for rule in rules)
    else:
        assert not rules
    if name in FIXED:
        assert [part.name for part in parts] == ["STANDARD"]
        assert "DTSTART:19700101T000000\r\n" in text


def test_a_rule_starts_on_a_day_that_it_names_in_the_local_time_before_the_change() -> None:
    text = vtimezone("America/New_York", FIRST, LAST).to_ical().decode()
    assert "DTSTART:19700308T020000\r\nRRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\r\nTZNAME:EDT\r\n" in text
    assert "DTSTART:19701101T020000\r\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\r\nTZNAME:EST\r\n" in text


def test_the_greater_offset_is_summer_even_in_dublin() -> None:
    daylight, standard = vtimezone("Europe/Dublin", FIRST, LAST).subcomponents
    assert (daylight.name, daylight["TZNAME"]) == ("DAYLIGHT", "IST")
    assert (standard.name, standard["TZNAME"]) == ("STANDARD", "GMT")


def test_years_that_are_all_summer_have_a_standard() -> None:
    parts = vtimezone("America/New_York", 1943, 1944).subcomponents  # war time
    assert [(part.name, part["TZOFFSETTO"].to_ical()) for part in parts] == [("STANDARD", "-0400")]


def test_what_a_caller_does_to_an_answer_stays_there() -> None:
    vtimezone("Asia/Karachi", FIRST, LAST).subcomponents.clear()
    assert len(vtimezone("Asia/Karachi", FIRST, LAST).subcomponents) == 1


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Asia/Krachi",
        "America",
        "../UTC",
        "/UTC",
        "UTC/",
        "zone.tab",
        "leapseconds",
        "+05:00",
        "UTC\n",
        "کراچی",
    ],
)
def test_no_such_zone(name: str) -> None:
    with pytest.raises(InvalidValue, match=f"{re.escape(repr(name))} is not a time zone: expected an IANA name"):
        vtimezone(name, FIRST, LAST)


@pytest.mark.parametrize(("first", "last"), [(2025, 2024), (1, 2024), (2024, 9999), (0, 0)])
def test_no_such_years(first: int, last: int) -> None:
    with pytest.raises(InvalidValue, match=f"{first} to {last} is no run of years"):
        vtimezone("Asia/Karachi", first, last)


def test_bytes_do_not_depend_on_the_process() -> None:
    script = (
        "import hashlib, sys\n"
        "from courtclock.feed.vtimezone import vtimezone\n"
        "made = b''.join(vtimezone(name, 2024, 2045).to_ical() for name in sys.argv[1:])\n"
        "print(hashlib.sha256(made).hexdigest())\n"
    )
    digests = set()
    for seed, local, names in (("0", "UTC", ZONES), ("1", "Asia/Tokyo", ZONES)):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": local, "PYTHONTZPATH": ""}
        run = subprocess.run(
            [sys.executable, "-c", script, *names],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(run.stdout.strip())
    here = b"".join(vtimezone(name, FIRST, LAST).to_ical() for name in ZONES)
    assert digests == {hashlib.sha256(here).hexdigest()}
