"""The calendar around the entries: its name, what it says of itself, the zones that the entries use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from courtclock import __version__
from courtclock.dates import Instant
from courtclock.docket.model import Docket
from courtclock.feed.entry import FeedEntry
from courtclock.feed.lines import clean, escape, fold, one_line
from courtclock.feed.style import Style

PRODUCT = "-//courtclock//courtclock "
PRODID = f"{PRODUCT}{__version__}//EN"
REFRESH = "PT12H"
END = b"END:VCALENDAR\r\n"
_ABOUT = "Legal deadlines with their reasons, computed by courtclock. Not legal advice."
_BRIEF_TITLE = "Legal deadlines"
_BRIEF_ABOUT = "Legal deadlines, computed by courtclock. Not legal advice."


def head(docket: Docket, style: Style, undated: Sequence[str], modified: bytes) -> bytes:
    """Return the calendar up to its zones, in the order in which icalendar writes it.

    Args:
        docket: what is published.
        style: a brief feed says neither the title of the docket nor what has no date.
        undated: a line for each entry that has no day to stand on.
        modified: when anything in it last changed, in UTC, as it is written.
    """
    title = _BRIEF_TITLE if style.brief else docket.title
    if style.responsible and not style.brief:
        title = f"{title} ({style.responsible})"
    title = one_line(title)
    about = clean("\n".join(_about(style, undated)))
    lines = [
        "VERSION:2.0",
        f"PRODID:{PRODID}",
        "CALSCALE:GREGORIAN",
        f"DESCRIPTION:{escape(about)}",
        f"X-WR-CALDESC:{escape(about)}",
        f"NAME:{escape(title)}",
        f"X-WR-CALNAME:{escape(title)}",
        f"LAST-MODIFIED:{modified.decode()}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
    ]
    return b"BEGIN:VCALENDAR\r\n" + b"".join(fold(line) for line in lines)


def _about(style: Style, undated: Sequence[str]) -> list[str]:
    if style.brief:
        count = len(undated)
        return [_BRIEF_ABOUT, *([f"Not dated: {count} entr{'y' if count == 1 else 'ies'}."] if count else [])]
    return [_ABOUT, *(["Not dated:", *(f"- {line}" for line in undated)] if undated else [])]


def zones(shown: Iterable[FeedEntry]) -> bytes:
    """Return a VTIMEZONE for every zone that the entries use, over the years in which they do."""
    used: dict[str, set[int]] = {}
    for entry in [one for one in shown if isinstance(one.start, Instant)]:
        if isinstance(entry.start, Instant) and isinstance(entry.last, Instant) and str(entry.start.tzinfo) != "UTC":
            used.setdefault(str(entry.start.tzinfo), set()).update((entry.start.year, entry.last.year))
    if not used:
        return b""
    from courtclock.feed.vtimezone import vtimezone

    return b"".join(vtimezone(zone, min(years), max(years)).to_ical() for zone, years in sorted(used.items()))
