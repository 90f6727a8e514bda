"""A feed of ours, read back: which entries it has, and in which version.

Only what has to be known is read: where each entry stands, and its UID. An entry is read in full, and checked, unless
its bytes are those that would be written today. Nothing is guessed: what cannot be read is a fault, since an entry that
was passed over would be lost to whoever has subscribed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from courtclock.dates import Date, Instant, Time, day, to_date, wall, zone
from courtclock.errors import CourtclockError, FeedFault
from courtclock.feed.component import Facts, Revision
from courtclock.feed.entry import Category, EventStatus, FeedEntry, TaskStatus
from courtclock.feed.head import END, PRODUCT
from courtclock.feed.lines import unescape
from courtclock.value import frozen

WITHDRAWN = "Withdrawn: "
BEGINS = b"BEGIN:VCALENDAR\r\n"
MOST = 2**31 - 1  # the largest whole number of iCalendar
UID_LENGTH = 36
_KINDS = (b"VEVENT", b"VTODO")
_STAMP = re.compile(r"\d{8}T\d{6}Z", re.ASCII)
_UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.ASCII)
_LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^;:\"]+)*):(.*)", re.ASCII)
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)
_VERSION = [
    re.compile(rb"\r\nSEQUENCE:(\d{1,10})\r\n"),
    re.compile(rb"\r\nDTSTAMP:(\d{8}T\d{6}Z)\r\n"),
    re.compile(rb"\r\nCREATED:(\d{8}T\d{6}Z)\r\n"),
]
_NEEDED = ("UID", "DTSTAMP", "LAST-MODIFIED", "CREATED", "SEQUENCE", "SUMMARY", "STATUS", "CATEGORIES")
_OUTER = {"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT"}


@frozen
class Old:
    """An entry as it was published."""

    entry: FeedEntry
    revision: Revision
    facts: Facts

    @property
    def withdrawn(self) -> bool:
        """Whether it was published as withdrawn."""
        entry = self.entry
        cancelled = entry.task is TaskStatus.CANCELLED if entry.task else entry.status is EventStatus.CANCELLED
        return cancelled and entry.summary.startswith(WITHDRAWN)


@frozen
class Previous:
    """A feed as it was published: what stands before its entries, when it changed, and where each entry stands."""

    data: bytes
    head: bytes
    modified: bytes
    spans: dict[str, tuple[int, int]]

    def bytes_of(self, uid: str) -> bytes:
        """Return the bytes of an entry, as they were published."""
        start, end = self.spans[uid]
        return self.data[start:end]


def read(data: bytes, *, tasks: bool) -> Previous | None:
    """Read a feed of ours; None where it is a calendar with nothing in it, whoever wrote it: nothing can be lost.

    Args:
        data: the whole file.
        tasks: whether it should be one of tasks; a feed of the other kind is a fault.

    Raises:
        FeedFault: it is no feed, not one of ours, cut short, or damaged.
    """
    if not data.startswith(BEGINS):
        raise _fault("it does not begin with BEGIN:VCALENDAR and a line end of two characters (CRLF)")
    if not data.endswith(b"\r\n" + END):
        raise _fault("it is cut short: it does not end with END:VCALENDAR")
    kind, other = reversed(_KINDS) if tasks else _KINDS
    if b"\r\nBEGIN:%b\r\n" % other in data:
        wanted, found = ("tasks", "events") if tasks else ("events", "tasks")
        raise _fault(f"it is a feed of {found}, and not of {wanted}")
    opening = b"\r\nBEGIN:%b\r\n" % kind
    start = data.find(opening)
    stop = len(data) - len(END)
    head = data[: stop if start < 0 else start + 2]
    modified = _head(head, empty=start < 0)
    if not modified:
        return None
    return Previous(data, head, modified, _spans(data, start + 2, stop, opening) if start >= 0 else {})


def _spans(data: bytes, start: int, stop: int, opening: bytes) -> dict[str, tuple[int, int]]:
    """Return where each entry stands, by its UID."""
    closing = opening.replace(b"BEGIN", b"END")
    spans: dict[str, tuple[int, int]] = {}
    while start < stop:
        following = data.find(opening, start)
        end = stop if following < 0 else following + 2
        where = f"entry {len(spans) + 1}"
        if not data.endswith(closing, start, end):
            raise _fault(f"{where} does not end where it should")
        at = data.find(b"\r\nUID:", start, end) + len("\r\nUID:")
        uid = data[at : at + UID_LENGTH].decode("latin-1")  # whatever it is; ours are of ASCII
        if at < start or data[at + UID_LENGTH : at + UID_LENGTH + 2] != b"\r\n":
            raise _fault(f"{where}: its UID cannot be read")
        if uid in spans:
            raise _fault(f"{where}: the UID {uid!a} stands there twice")
        spans[uid] = start, end
        start = end
    return spans


def _fault(what: str) -> FeedFault:
    return FeedFault("the previous feed", [what])


def _head(head: bytes, *, empty: bool) -> bytes:
    """Check what stands before the entries; return when the calendar last changed, nothing for an empty foreign one."""
    open_ones: list[str] = []
    found: dict[str, str] = {}
    for line in _unfolded(head, "the calendar"):
        name, _, value = _property(line, "the calendar")
        if name == "BEGIN" and (value in _OUTER and (value != "VCALENDAR") == bool(open_ones)):
            open_ones.append(value)
        elif name == "END" and len(open_ones) > 1 and open_ones[-1] == value:
            open_ones.pop()
        elif name in {"BEGIN", "END"}:
            raise _fault(f"the calendar: {name}:{value} does not belong there")
        elif len(open_ones) == 1:
            found[name] = value
    if open_ones != ["VCALENDAR"]:
        raise _fault(f"the calendar: {open_ones[-1] if open_ones else 'VCALENDAR'} has no end")
    if not found.get("PRODID", "").startswith(PRODUCT):
        if empty and head.count(b"\r\nBEGIN:") == 0:
            return b""
        raise _fault(f"it was not written by courtclock (PRODID:{found.get('PRODID', '')})")
    return _stamp(found.get("LAST-MODIFIED", ""), "the calendar: LAST-MODIFIED")


def _unfolded(data: bytes, where: str) -> list[str]:
    try:
        text = data.replace(b"\r\n ", b"").decode()
    except UnicodeDecodeError:
        raise _fault(f"{where}: not UTF-8") from None
    lines = text.removesuffix("\r\n").split("\r\n")
    if any(not line.isprintable() and re.search("[\x00-\x1f\x7f]", line) for line in lines):
        raise _fault(f"{where}: a character that no calendar may hold")
    return lines


def _property(line: str, where: str) -> tuple[str, str, str]:
    match = _LINE.fullmatch(line)
    if match is None:
        raise _fault(f"{where}: {line[:40]!r} is not a property")
    return match[1], match[2], match[3]


def _stamp(value: str, where: str) -> bytes:
    if not _STAMP.fullmatch(value) or value.startswith("0000"):
        raise _fault(f"{where}: {value!r} is not an instant in UTC")
    _moment("", value, where)
    return value.encode()


def revision(data: bytes) -> Revision | None:
    """Read the version of an entry alone; None where that takes reading it in full."""
    found = [pattern.search(data) for pattern in _VERSION]
    if not all(found):
        return None
    sequence, stamp, created = (match[1] for match in found if match)
    return Revision(int(sequence), _known(stamp), _known(created)) if int(sequence) < MOST else None


@lru_cache(maxsize=1024)
def _known(stamp: bytes) -> bytes:
    return _stamp(stamp.decode(), "an entry")


def entry(data: bytes) -> Old:
    """Read one entry of a previous feed in full.

    Raises:
        FeedFault: it is damaged.
    """
    lines = _unfolded(data, "an entry")
    task = lines[0] == "BEGIN:VTODO"
    found: dict[str, tuple[str, str]] = {}
    uid = next((line[4:] for line in lines if line.startswith("UID:")), "?")
    where = f"the entry {uid}"
    for line in _own(lines[1:-1], where):
        name, params, value = _property(line, where)
        if name in found:
            raise _fault(f"{where}: {name} stands there twice")
        found[name] = (params, value)
    needed = (*_NEEDED, "DUE") if task else (*_NEEDED, "DTSTART", "DTEND")
    missing = [name for name in needed if name not in found]
    if missing:
        raise _fault(f"{where}: {', '.join(missing)} missing")
    values = {name: value for name, (_, value) in found.items()}
    if not _UID.fullmatch(uid):
        raise _fault(f"{where}: UID is not one of ours")
    stamp, created = (_stamp(values[name], f"{where}: {name}") for name in ("DTSTAMP", "CREATED"))
    if values["LAST-MODIFIED"] != values["DTSTAMP"]:
        raise _fault(f"{where}: LAST-MODIFIED is not DTSTAMP")
    sequence = values["SEQUENCE"]
    if not re.fullmatch(r"\d{1,10}", sequence, re.ASCII) or int(sequence) >= MOST:
        raise _fault(f"{where}: SEQUENCE:{sequence} is not a whole number from 0")
    return Old(
        _entry(uid, found, where, task=task),
        Revision(int(sequence), stamp, created),
        Facts(
            "" if task else _written("DTSTART", found),
            _written("DUE" if task else "DTEND", found),
            values["STATUS"],
        ),
    )


def _own(lines: list[str], where: str) -> Iterator[str]:
    """Give the properties of an entry; those of its alarms are left out, and alarms have to be whole."""
    inside = False
    for line in lines:
        if line.startswith(("BEGIN:", "END:")):
            if line != ("END:VALARM" if inside else "BEGIN:VALARM"):
                raise _fault(f"{where}: {line[:40]} does not belong there")
            inside = not inside
        elif not inside:
            yield line
    if inside:
        raise _fault(f"{where}: an alarm has no end")


def _written(name: str, found: dict[str, tuple[str, str]]) -> str:
    params, value = found[name]
    return f"{name}{params}:{value}"


def _entry(uid: str, found: dict[str, tuple[str, str]], where: str, *, task: bool) -> FeedEntry:
    def text(name: str) -> str:
        value = unescape(found.get(name, ("", ""))[1])
        if value is None:
            raise _fault(f"{where}: {name} has a wrong escape")
        return value

    last = _moment(*found["DUE" if task else "DTEND"], where)
    start = last if task else _moment(*found["DTSTART"], where)
    if not task:
        if isinstance(start, Instant) is not isinstance(last, Instant) or not start < last:
            raise _fault(f"{where}: it does not end after it begins")
        last = last if isinstance(last, Instant) else day(last.toordinal() - 1)
    try:
        return FeedEntry(
            uid=uid,
            summary=text("SUMMARY"),
            description=text("DESCRIPTION"),
            category=Category(text("CATEGORIES")),
            status=EventStatus.CONFIRMED if task else EventStatus(text("STATUS")),
            task=TaskStatus(text("STATUS")) if task else None,
            busy=found.get("TRANSP", ("", ""))[1] == "OPAQUE",
            start=start,
            last=last,
            stamp=_moment("", found["DTSTAMP"][1], where),  # type: ignore[arg-type] # checked to be an instant
            location=text("LOCATION"),
            url=found.get("URL", ("", ""))[1],
        )
    except ValueError as error:
        raise _fault(f"{where}: {error}") from None


def _moment(params: str, value: str, where: str) -> Date | Instant:
    """Read a day, a time in UTC, or a time in a zone."""
    match = _MOMENT.fullmatch(value)
    wrong = _fault(f"{where}: {params}:{value} is neither a day nor a time in a zone that exists")
    if match is None:
        raise wrong
    year, month, number, *time, utc = match.groups()
    try:
        on = to_date(f"{year}-{month}-{number}")
        if time[0] is None:
            if params != ";VALUE=DATE":
                raise wrong
            return on
        name = "UTC" if utc else params.removeprefix(";TZID=")
        if bool(utc) is bool(params) or (params and not params.startswith(";TZID=")):
            raise wrong
        zone(name)
        return wall(on, Time(int(time[0]), int(time[1]), int(time[2])), name)
    except (CourtclockError, ValueError, OverflowError):
        raise wrong from None
