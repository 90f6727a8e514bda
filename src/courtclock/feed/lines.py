"""Content lines of iCalendar: escaped, folded, and read back. icalendar's bytes, several times faster.

icalendar folds character by character in Python; here a line is cut in its UTF-8 bytes. A property test holds the
two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from courtclock.dates import Date, Instant

OCTETS = 74  # of content in a physical line; with the blank of a continuation, 75
_SPLITS_AN_ESCAPE = b"\\^"  # no line may end with one of these: some readers would lose what it escapes
# iCalendar knows no control characters; a literal backslash is mangled by half of the programs that read feeds; half
# a character cannot be encoded.
_CLEAN: Mapping[int, str | None] = (
    {n: None for n in (*range(0x20), 0x7F, *range(0x80, 0xA0), 0xFEFF) if n != ord("\n")}
    | dict.fromkeys(map(ord, "\t\x1c\x1d\x1e\x1f"), " ")  # what stands between words leaves them apart
    | dict.fromkeys(map(ord, "\v\f\x85\u2028\u2029"), "\n")
    | {ord("\\"): "\N{FULLWIDTH REVERSE SOLIDUS}"}
    | dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
)
_ESCAPE = re.compile(r"\\([\\;,nN])")
_UNESCAPED = re.compile(r"(?:^|[^\\])(?:\\\\)*(?:[;,]|\\(?:[^\\;,nN]|$))")
_ESCAPES = {";": ";", ",": ",", "\\": "\\", "n": "\n", "N": "\n"}


def clean(text: str) -> str:
    r"""Return text without what no calendar may hold; line breaks become one kind.

    >>> clean("a\r\nb\x07")
    'a\nb'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEAN)


def one_line(text: str) -> str:
    """Return text on one line, with single blanks."""
    return " ".join(clean(text).split())


def escape(text: str) -> str:
    """Return clean text as a value of the type TEXT."""
    return text.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def unescape(value: str) -> str | None:
    """Return the text of a value of the type TEXT; None if it is none."""
    if "\\" not in value and ";" not in value and "," not in value:
        return value
    if _UNESCAPED.search(value):
        return None
    return _ESCAPE.sub(lambda match: _ESCAPES[match[1]], value)


def fold(line: str) -> bytes:
    r"""Return a content line, folded, with its line end. No UTF-8 sequence and no escape is split.

    >>> [len(part) for part in fold("SUMMARY:" + "x" * 100).split(b"\r\n")]
    [74, 35, 0]
    """
    data = line.encode()
    length = len(data)
    if length <= OCTETS:
        return data + b"\r\n"
    parts, start = [], 0
    while length - start > OCTETS:
        end = start + OCTETS
        while data[end] & 0xC0 == 0x80:  # noqa: PLR2004 - the mark of a byte inside a UTF-8 sequence
            end -= 1
        if data[end - 1] in _SPLITS_AN_ESCAPE:
            end -= 1
        parts.append(data[start:end])
        start = end
    parts.append(data[start:])
    return b"\r\n ".join(parts) + b"\r\n"


def moment(name: str, value: Date | Instant) -> str:
    """Return a property whose value is a day, or a time in a named zone or in UTC.

    >>> from courtclock.dates import to_date
    >>> moment("DTSTART", to_date("2024-04-24"))
    'DTSTART;VALUE=DATE:20240424'
    """
    if not isinstance(value, Instant):
        return f"{name};VALUE=DATE:{value.year:04}{value.month:02}{value.day:02}"
    zone = str(value.tzinfo)
    return f"{name}:{wall_clock(value)}Z" if zone == "UTC" else f"{name};TZID={zone}:{wall_clock(value)}"


def wall_clock(value: Instant) -> str:
    """Return an instant as the clocks of its zone show it."""
    return f"{value.year:04}{value.month:02}{value.day:02}T{value.hour:02}{value.minute:02}{value.second:02}"


def utc(value: Instant) -> bytes:
    """Return an instant in UTC, as a time stamp."""
    return f"{wall_clock(value.in_timezone('UTC'))}Z".encode()


def before(length: timedelta) -> str:
    """Return how long before, as a trigger: days and hours.

    >>> before(timedelta(days=6, hours=15))
    '-P6DT15H'
    """
    hours = length.seconds // 3600
    days = f"{length.days}D" if length.days or not hours else ""
    return f"-P{days}{f'T{hours}H' if hours else ''}"
