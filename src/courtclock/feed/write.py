"""From entries to bytes. icalendar writes every component; each goes out as soon as it is made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, timedelta

from icalendar import Alarm, Calendar, Event, vText

from courtclock import __version__
from courtclock.almanac import Almanac, default_almanac
from courtclock.dates import Date, Instant, day_after, to_date
from courtclock.docket.model import Docket
from courtclock.feed.entries import Category, FeedEntry, entries
from courtclock.feed.vtimezone import vtimezone

PRODID = f"-//courtclock//courtclock {__version__}//EN"
REFRESH = timedelta(hours=12)
_AT_NINE = timedelta(hours=15)  # before midnight: nine in the morning of the day before
# How many days before; the most important reminder first: some calendar programs read no other.
_REMINDERS = {Category.LAST_DAY: (1, 7, 3), Category.HEARING: (1, 7)}
# iCalendar knows no control characters; a literal backslash is mangled by half of the programs that read feeds.
_CLEAN = {n: None for n in (*range(0x20), 0x7F, *range(0x80, 0xA0), 0xFEFF) if n != ord("\n")} | {
    ord("\\"): "\N{FULLWIDTH REVERSE SOLIDUS}",
    0x2028: "\n",
    0x2029: "\n",
}


def feed(
    docket: Docket,
    *,
    almanac: Almanac | None = None,
    known_on: Date | str | None = None,
    first: Date | str | None = None,
    last: Date | str | None = None,
) -> bytes:
    """Return a docket as an iCalendar feed.

    Deadlines are all-day entries on their last day, with the reasons; windows are bars with a last day of their own;
    hearings block the diary. A date that rests on a closure not yet notified is TENTATIVE and says its range. What
    cannot be dated is named in the description of the calendar.

    Args:
        docket: what to publish.
        almanac: where to look up courts, calendars and law; the built-in packs by default.
        known_on: use only what had been announced of closed days by then.
        first: leave out what ends before this day; by default nothing is.
        last: leave out what begins after this day; by default nothing is.

    Raises:
        UnknownId: a court that no pack knows.

    >>> from courtclock.docket import loads
    >>> docket = loads(b'''
    ... [docket]
    ... schema = 1
    ... id = "demo"
    ... title = "Demo"
    ... recorded = 2024-04-17T18:00:00+05:00
    ... [[hearing]]
    ... id = "next"
    ... court = "pk.shc"
    ... on = 2024-05-09
    ... ''')
    >>> b"DTSTART;VALUE=DATE:20240509" in feed(docket)
    True
    """
    return b"".join(_parts(docket, almanac or default_almanac(), known_on, first, last))


def _parts(
    docket: Docket,
    almanac: Almanac,
    known_on: Date | str | None,
    first: Date | str | None,
    last: Date | str | None,
) -> Iterator[bytes]:
    found, undated = entries(docket, almanac=almanac, known_on=known_on)
    opens = to_date(first) if first is not None else None
    closes = to_date(last) if last is not None else None
    shown = [e for e in found if not (opens and e.ends < opens) and not (closes and e.begins > closes)]
    head = _calendar(docket, undated).to_ical()
    end = b"END:VCALENDAR\r\n"
    yield head.removesuffix(end)
    for zone, years in sorted(_zones(shown).items()):
        yield vtimezone(zone, min(years), max(years)).to_ical()
    for entry in shown:
        yield _event(entry).to_ical()
    yield end


def _zones(shown: list[FeedEntry]) -> dict[str, set[int]]:
    """Return the zones that the entries use, with the years in which they do."""
    zones: dict[str, set[int]] = {}
    for entry in shown:
        for instant in (entry.start, entry.last):
            if isinstance(instant, Instant) and str(instant.tzinfo) != "UTC":
                zones.setdefault(str(instant.tzinfo), set()).add(instant.year)
    return zones


def _text(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEAN)


def _line(text: str) -> str:
    return " ".join(_text(text).split())


def _calendar(docket: Docket, undated: list[str]) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    title = _line(docket.title)
    lines = [
        "Legal deadlines with their reasons, computed by courtclock. Not legal advice.",
        *(["Not dated:", *(f"- {line}" for line in undated)] if undated else []),
    ]
    about = _text("\n".join(lines))
    # vText, since icalendar escapes no property whose kind it does not know: a comma or a line break would break it.
    calendar.add("NAME", vText(title))
    calendar.add("X-WR-CALNAME", vText(title))
    calendar.add("DESCRIPTION", about)
    calendar.add("X-WR-CALDESC", vText(about))
    calendar.add("LAST-MODIFIED", docket.recorded.astimezone(UTC))
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT12H")
    return calendar


def _event(entry: FeedEntry) -> Event:
    event = Event()
    stamp = entry.stamp.astimezone(UTC)
    event.add("UID", entry.uid)
    event.add("DTSTAMP", stamp)
    event.add("LAST-MODIFIED", stamp)
    event.add("CREATED", stamp)
    event.add("SEQUENCE", 0)
    event.add("DTSTART", entry.start)
    # The end of an all-day event is the first day that is no longer in it.
    event.add("DTEND", entry.last if isinstance(entry.last, Instant) else day_after(entry.last))
    event.add("SUMMARY", _line(entry.summary))
    event.add("DESCRIPTION", _text(entry.description))
    event.add("CATEGORIES", [entry.category.value])
    event.add("STATUS", entry.status.value)
    event.add("TRANSP", "OPAQUE" if entry.busy else "TRANSPARENT")
    if entry.location:
        event.add("LOCATION", _line(entry.location))
    if _is_address(entry.url):
        event.add("URL", entry.url)
    for days in _REMINDERS.get(entry.category, ()) if entry.reminders else ():
        # An entry with an hour is announced at that hour; one of a whole day in the morning, not at midnight.
        before = timedelta(days=days) if isinstance(entry.start, Instant) else _AT_NINE + timedelta(days=days - 1)
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", _line(entry.summary))
        alarm.add("TRIGGER", -before)
        event.add_component(alarm)
    return event


def _is_address(url: str) -> bool:
    return url.isascii() and url.isprintable() and " " not in url and url.startswith(("http://", "https://"))
