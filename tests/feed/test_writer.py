"""Our own writer against icalendar: the same bytes, whatever the entry says."""

from __future__ import annotations

import uuid
from datetime import UTC, date, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Alarm, Event, Todo

from courtclock.dates import Instant, Time, day_after, to_date, to_instant, wall
from courtclock.feed.component import Revision, component, is_address
from courtclock.feed.entry import NAMESPACE, Category, EventStatus, FeedEntry, TaskStatus
from courtclock.feed.lines import clean, escape, one_line, unescape

ZONES = ("Asia/Karachi", "America/New_York", "Europe/London", "Asia/Kolkata", "America/Argentina/Buenos_Aires", "UTC")
TEXTS = st.text(max_size=400) | st.text(alphabet='a\\^;,\n"عदé👩 ', max_size=400)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(to_date)
STAMP = to_instant("2024-04-17T13:00:00Z")


@st.composite
def entries(draw: st.DrawFn) -> FeedEntry:
    on = draw(DAYS)
    timed = draw(st.booleans())
    start = wall(on, Time(draw(st.integers(4, 20)), draw(st.integers(0, 59))), draw(st.sampled_from(ZONES)))
    return FeedEntry(
        uid=str(uuid.uuid5(NAMESPACE, draw(st.text(max_size=4)))),
        summary=draw(TEXTS),
        description=draw(TEXTS),
        category=draw(st.sampled_from(Category)),
        status=draw(st.sampled_from(EventStatus)),
        busy=draw(st.booleans()),
        start=start if timed else on,
        last=start + timedelta(minutes=30) if timed else on,
        stamp=STAMP,
        location=draw(TEXTS),
        url=draw(st.sampled_from(["", "https://example.org/a,b;c?d=1", "javascript:x", "https://e.org/" + "x" * 200])),
        alarms=tuple(draw(st.lists(st.integers(1, 90), max_size=4))),
        task=draw(st.none() | st.sampled_from(TaskStatus)),
    )


def by_icalendar(entry: FeedEntry, sequence: int) -> bytes:
    """Write an entry as icalendar does; the texts are cleaned beforehand, since icalendar does not."""
    made = Event() if entry.task is None else Todo()
    stamp = entry.stamp.astimezone(UTC)
    made.add("UID", entry.uid)
    for name in ("DTSTAMP", "LAST-MODIFIED", "CREATED"):
        made.add(name, stamp)
    made.add("SEQUENCE", sequence)
    whole = not isinstance(entry.last, Instant)
    if entry.task is None:
        made.add("DTSTART", entry.start)
        made.add("DTEND", day_after(to_date(entry.last)) if whole else entry.last)
        made.add("STATUS", entry.status.value)
        made.add("TRANSP", "OPAQUE" if entry.busy else "TRANSPARENT")
    else:
        made.add("DUE", entry.last)
        made.add("STATUS", entry.task.value)
        if entry.task is TaskStatus.COMPLETED:
            made.add("PERCENT-COMPLETE", 100)
    made.add("SUMMARY", one_line(entry.summary))
    made.add("DESCRIPTION", clean(entry.description))
    made.add("CATEGORIES", [entry.category.value])
    if entry.location:
        made.add("LOCATION", one_line(entry.location))
    if is_address(entry.url):
        made.add("URL", entry.url)
    for days in entry.alarms:
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", one_line(entry.summary))
        before = timedelta(days=days - 1, hours=15) if whole else timedelta(days=days)
        alarm.add("TRIGGER", -before, parameters={"RELATED": "END"} if entry.task else {})
        made.add_component(alarm)
    data: bytes = made.to_ical()
    return data


@given(entries(), st.integers(0, 2**31 - 1))
def test_the_bytes_are_icalendars(entry: FeedEntry, sequence: int) -> None:
    ours = component(entry, Revision(sequence, b"20240417T130000Z", b"20240417T130000Z"))
    assert ours == by_icalendar(entry, sequence)


@given(entries())
def test_no_line_is_too_long_and_no_character_is_split(entry: FeedEntry) -> None:
    data = component(entry, Revision(0, b"20240417T130000Z", b"20240417T130000Z"))
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


@given(TEXTS)
def test_what_was_escaped_is_read_back(text: str) -> None:
    assert unescape(escape(clean(text))) == clean(text)


def test_half_a_character_does_not_stop_the_feed() -> None:
    entry = evolve(ONE, summary="\ud800 half")
    assert "\N{REPLACEMENT CHARACTER} half".encode() in component(entry, Revision(0, b"s", b"c"))


ONE = FeedEntry(
    uid=str(uuid.uuid5(NAMESPACE, "one")),
    summary="one",
    description="",
    category=Category.LAST_DAY,
    status=EventStatus.CONFIRMED,
    busy=False,
    start=to_date("2024-04-24"),
    last=to_date("2024-04-24"),
    stamp=STAMP,
)
