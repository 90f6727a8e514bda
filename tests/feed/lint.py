"""A lint for the bytes of a feed: what calendar programs forgive, or break on, without a word.

It reads the bytes itself, so that it shares no mistake with the library that wrote them. Where one fault hides
another (an instant that cannot be read has no order), only the first is reported.
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

LIMIT = 75  # octets in a physical line, its end not counted
STATUSES = {"TENTATIVE", "CONFIRMED", "CANCELLED"}
TASK_STATUSES = {"NEEDS-ACTION", "COMPLETED", "CANCELLED"}
TRANSPARENCIES = {"OPAQUE", "TRANSPARENT"}
ONCE = """UID DTSTAMP LAST-MODIFIED CREATED DTSTART DTEND DUE SUMMARY DESCRIPTION LOCATION SEQUENCE STATUS TRANSP CLASS
    URL PRIORITY COLOR VERSION PRODID CALSCALE REFRESH-INTERVAL SOURCE TZID ACTION TRIGGER X-WR-CALNAME X-WR-CALDESC
    X-PUBLISHED-TTL""".split()  # noqa: SIM905 - shorter to read
TEXT = set(
    """SUMMARY DESCRIPTION LOCATION COMMENT CONTACT NAME PRODID STATUS TZID TZNAME UID
    X-WR-CALNAME X-WR-CALDESC""".split()  # noqa: SIM905 - shorter to read
)
TEXT_LISTS = {"CATEGORIES", "RESOURCES"}
COLOURS = set(
    """aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown
    burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan
    darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred
    darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue
    dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray
    green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen
    lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink
    lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen
    linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue
    mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy
    oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip
    peachpuff peru pink plum powderblue purple red rosybrown royalblue saddlebrown salmon sandybrown seagreen
    seashell sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato
    turquoise violet wheat white whitesmoke yellow yellowgreen""".split()  # noqa: SIM905 - shorter to read
)

_LINE = re.compile(
    r'(?P<name>[A-Za-z0-9-]+)(?P<params>(?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:])*)*):(?P<value>.*)', re.DOTALL
)
_PARAM = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)')
_DURATION = re.compile(
    r"([+-]?)P(?:(\d+)W|(?=[\dT])(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?)", re.ASCII
)
_ESCAPE = re.compile(r"\\[\\;,nN]")
_UTC = re.compile(r"\d{8}T\d{6}Z", re.ASCII)


@dataclass
class Property:
    name: str
    params: dict[str, str]
    value: str


@dataclass
class Component:
    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def get(self, name: str) -> Property | None:
        return next((one for one in self.properties if one.name == name), None)

    def value(self, name: str) -> str | None:
        found = self.get(name)
        return found.value if found else None

    def all_of(self, name: str) -> list[Component]:
        return [part for part in self.parts if part.name == name]

    def walk(self) -> Iterator[Component]:
        yield self
        for part in self.parts:
            yield from part.walk()


class NotReadableError(Exception):
    """There is no use in going on."""


def findings(data: bytes) -> list[str]:
    """Return what is wrong with a feed, in words; nothing if nothing is."""
    found = list(_octets(data))
    try:
        calendar = _read(data)
    except NotReadableError as error:
        return [*found, str(error)]
    found += _calendar(calendar)
    for component in calendar.walk():
        found += _once(component)
        found += _text(component)
        found += _people(component)
    zones = [zone.value("TZID") or "" for zone in calendar.all_of("VTIMEZONE")]
    for zone in calendar.all_of("VTIMEZONE"):
        found += _timezone(zone)
    found += _ordered("VTIMEZONEs", zones)
    for event in calendar.all_of("VEVENT"):
        found += [f"VEVENT {event.value('UID') or '?'}: {fault}" for fault in _event(event, set(zones))]
    for task in calendar.all_of("VTODO"):
        found += [f"VTODO {task.value('UID') or '?'}: {fault}" for fault in _task(task, set(zones))]
    if calendar.all_of("VEVENT") and calendar.all_of("VTODO"):
        found.append("VCALENDAR: events and tasks in one file")
    found += _events(calendar.all_of("VEVENT"), "DTSTART")
    found += _events(calendar.all_of("VTODO"), "DUE")
    found += _modified(calendar)
    return found


# The octets


def _octets(data: bytes) -> Iterator[str]:
    if data.startswith(b"\xef\xbb\xbf"):
        yield "the file begins with a byte order mark"
        data = data[3:]
    for bare in re.finditer(rb"(?<!\r)\n|\r(?!\n)", data):
        yield f"line {_line_at(data, bare.start())}: a line end that is not CRLF"
    if not data.endswith(b"\n"):
        yield "the file does not end with CRLF"
    lines = re.split(rb"\r\n|\n|\r", data)
    for number, line in enumerate(lines, 1):
        if not line.strip() and number < len(lines):
            yield f"line {number}: blank"
        if len(line) > LIMIT:
            yield f"line {number}: {len(line)} octets, more than {LIMIT}"
    yield from _characters(data, lines)


def _characters(data: bytes, lines: list[bytes]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        try:
            text = line.decode()
        except UnicodeDecodeError:
            whole = _decodes(re.sub(rb"(\r\n|\n|\r)[ \t]", b"", data))
            problem = "a fold splits a UTF-8 sequence" if whole else "not UTF-8"
            yield f"line {number}: {problem}"
            return
        for character in text:
            if unicodedata.category(character) == "Cc" and character != "\t":
                yield f"line {number}: control character U+{ord(character):04X}"


def _decodes(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _line_at(data: bytes, offset: int) -> int:
    return len(re.findall(rb"\r\n|\n|\r", data[:offset])) + 1


# The components


def _read(data: bytes) -> Component:
    unfolded = re.sub(rb"(\r\n|\n|\r)[ \t]", b"", data.removeprefix(b"\xef\xbb\xbf"))
    text = unfolded.decode(errors="replace")
    root = Component("")
    open_ones = [root]
    for line in filter(str.strip, re.split(r"\r\n|\n|\r", text)):
        one = _property(line)
        if one.name == "BEGIN":
            component = Component(one.value)
            open_ones[-1].parts.append(component)
            open_ones.append(component)
        elif one.name == "END":
            if open_ones.pop().name != one.value or not open_ones:
                raise NotReadableError(f"END:{one.value} does not match the BEGIN before it")
        elif len(open_ones) == 1:
            raise NotReadableError(f"{one.name} stands outside VCALENDAR")
        else:
            open_ones[-1].properties.append(one)
    if len(open_ones) != 1:
        raise NotReadableError(f"BEGIN:{open_ones[-1].name} has no END")
    if [part.name for part in root.parts] != ["VCALENDAR"]:
        raise NotReadableError("the file is not one VCALENDAR")
    return root.parts[0]


def _property(line: str) -> Property:
    match = _LINE.fullmatch(line)
    if match is None:
        raise NotReadableError(f"{line[:40]!r} is not a content line")
    params = {name.upper(): value.strip('"') for name, value in _PARAM.findall(match["params"])}
    return Property(match["name"].upper(), params, match["value"])


def _calendar(calendar: Component) -> Iterator[str]:
    if calendar.value("VERSION") != "2.0":
        yield "VCALENDAR: VERSION:2.0 is missing"
    if not calendar.value("PRODID"):
        yield "VCALENDAR: PRODID is missing"
    for name in ("METHOD", "UID", "X-WR-TIMEZONE"):
        if calendar.get(name):
            yield f"VCALENDAR: {name} does not belong in a feed"
    if (refresh := calendar.get("REFRESH-INTERVAL")) and (
        refresh.params.get("VALUE") != "DURATION" or not _seconds(refresh.value)
    ):
        yield "VCALENDAR: REFRESH-INTERVAL is not a duration marked VALUE=DURATION"
    if (source := calendar.get("SOURCE")) and source.params.get("VALUE") != "URI":
        yield "VCALENDAR: SOURCE is not marked VALUE=URI"
    yield from _colour(calendar)


def _colour(component: Component) -> Iterator[str]:
    colour = component.value("COLOR")
    if colour is not None and colour.lower() not in COLOURS:
        yield f"{component.name}: COLOR:{colour} is not the name of a CSS3 colour"


def _once(component: Component) -> Iterator[str]:
    counted = Counter(one.name for one in component.properties)
    for name in ONCE:
        if counted[name] > 1:
            yield f"{component.name}: {name} stands there {counted[name]} times"


def _people(component: Component) -> Iterator[str]:
    for name in ("ATTENDEE", "ORGANIZER"):
        if component.get(name):
            yield f"{component.name}: {name} makes an invitation of it"


def _text(component: Component) -> Iterator[str]:
    for one in component.properties:
        if one.name not in TEXT | TEXT_LISTS:
            continue
        rest = _ESCAPE.sub("", one.value)
        if one.name in TEXT_LISTS:
            rest = rest.replace(",", "")
        if illegal := re.search(r"\\.?|[;,]", rest):
            yield f"{component.name}: {one.name} has an illegal or a missing escape at {illegal[0]!r}"


def _timezone(zone: Component) -> Iterator[str]:
    name = f"VTIMEZONE {zone.value('TZID') or '?'}"
    if not zone.value("TZID"):
        yield f"{name}: TZID is missing"
    if not zone.parts:
        yield f"{name}: neither STANDARD nor DAYLIGHT"
    for part in zone.parts:
        for required in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"):
            if not part.value(required):
                yield f"{name}: {required} is missing"
    for part in zone.walk():
        for unwanted in ("RDATE", "COMMENT"):
            if part.get(unwanted):
                yield f"{name}: {unwanted} is not read by every program"


def _ordered(what: str, keys: list[str]) -> Iterator[str]:
    if keys != sorted(set(keys)):
        yield f"{what} are not sorted, or one stands there twice"


# The events


def _event(event: Component, zones: set[str]) -> Iterator[str]:
    yield from _uid(event.value("UID"))
    yield from _stamps(event)
    yield from _span(event, zones)
    for name, allowed in (("STATUS", STATUSES), ("TRANSP", TRANSPARENCIES)):
        if event.value(name) not in allowed:
            yield f"{name} is none of {', '.join(sorted(allowed))}"
    if not (event.value("SUMMARY") or "").strip():
        yield "SUMMARY is missing"
    if not re.fullmatch(r"\d+", event.value("SEQUENCE") or "", re.ASCII):
        yield "SEQUENCE is missing, or not a whole number from 0"
    yield from _colour(event)
    for alarm in event.all_of("VALARM"):
        yield from _alarm(alarm)


def _task(task: Component, zones: set[str]) -> Iterator[str]:
    yield from _uid(task.value("UID"))
    yield from _stamps(task)
    due = task.get("DUE")
    if due is None:
        yield "DUE is missing"
    else:
        yield from _moment(due, zones)
    if task.value("STATUS") not in TASK_STATUSES:
        yield f"STATUS is none of {', '.join(sorted(TASK_STATUSES))}"
    if (task.value("STATUS") == "COMPLETED") != (task.value("PERCENT-COMPLETE") == "100"):
        yield "COMPLETED is not 100 per cent"
    if not (task.value("SUMMARY") or "").strip():
        yield "SUMMARY is missing"
    if not re.fullmatch(r"\d+", task.value("SEQUENCE") or "", re.ASCII):
        yield "SEQUENCE is missing, or not a whole number from 0"
    for alarm in task.all_of("VALARM"):
        yield from _alarm(alarm)
        trigger = alarm.get("TRIGGER")
        if trigger is not None and trigger.params.get("RELATED") != "END":
            yield "VALARM: a task has no start to ring before"


def _withdrawn(one: Component) -> Iterator[str]:
    if (one.value("SUMMARY") or "").startswith("Withdrawn: "):
        if one.value("STATUS") != "CANCELLED":
            yield "it is called withdrawn, and is not CANCELLED"
        if one.all_of("VALARM"):
            yield "it is withdrawn, and rings"


def _modified(calendar: Component) -> Iterator[str]:
    stamps = [one.value("LAST-MODIFIED") or "" for one in (*calendar.all_of("VEVENT"), *calendar.all_of("VTODO"))]
    own = calendar.value("LAST-MODIFIED")
    if own is not None and stamps and max(stamps) > own:
        yield "VCALENDAR: LAST-MODIFIED is earlier than that of an entry"


def _uid(value: str | None) -> Iterator[str]:
    try:
        found = uuid.UUID(value or "")
    except ValueError:
        yield "UID is not a bare UUID"
        return
    if str(found) != value or found.version != 5:
        yield "UID is not a bare UUID of version 5"


def _stamps(event: Component) -> Iterator[str]:
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        value = event.value(name)
        if value is None:
            yield f"{name} is missing"
            return
        if not _UTC.fullmatch(value) or _instant(value) is None:
            yield f"{name} is not an instant in UTC"
            return
    if event.value("DTSTAMP") != event.value("LAST-MODIFIED"):
        yield "DTSTAMP is not LAST-MODIFIED"


def _span(event: Component, zones: set[str]) -> Iterator[str]:
    begins, ends = event.get("DTSTART"), event.get("DTEND")
    if begins is None or ends is None:
        yield f"{'DTEND' if begins else 'DTSTART'} is missing"
        return
    faults = [fault for one in (begins, ends) for fault in _moment(one, zones)]
    yield from faults
    if faults:
        return
    if _kind(begins) != _kind(ends):
        yield "DTEND is not of the same kind, or not in the same zone, as DTSTART"
    elif begins.value >= ends.value:  # of one kind, so the order of the text is that of time
        yield "DTEND is not later than DTSTART"


def _kind(one: Property) -> tuple[int, str | None]:
    return len(one.value), one.params.get("TZID")


def _moment(one: Property, zones: set[str]) -> Iterator[str]:
    """Yield what is wrong with a date, an instant in UTC or a time in a zone."""
    zone = one.params.get("TZID")
    is_date = one.params.get("VALUE") == "DATE"
    if is_date != bool(re.fullmatch(r"\d{8}", one.value, re.ASCII)):
        yield f"{one.name} is a date without VALUE=DATE, or VALUE=DATE without a date"
    elif _instant(one.value) is None:
        yield f"{one.name}:{one.value} does not exist"
    elif is_date and zone is not None:
        yield f"{one.name} is a date with a TZID"
    elif is_date:
        return
    elif zone is None and not one.value.endswith("Z"):
        yield f"{one.name} is in no zone"
    elif zone is not None and one.value.endswith("Z"):
        yield f"{one.name} is in UTC and has a TZID"
    elif zone is not None and zone not in zones:
        yield f"{one.name}: no VTIMEZONE for TZID={zone}"


def _instant(value: str) -> date | datetime | None:
    pattern = "%Y%m%d" if len(value) == len("YYYYMMDD") else "%Y%m%dT%H%M%S"
    try:
        return datetime.strptime(value.removesuffix("Z"), pattern).replace(tzinfo=UTC)
    except ValueError:
        return None


def _seconds(value: str) -> int | None:
    """Return the length of a duration, None if it is not one."""
    match = _DURATION.fullmatch(value)
    if match is None:
        return None
    sign, *numbers = match.groups()
    total = sum(int(n or 0) * unit for n, unit in zip(numbers, (604800, 86400, 3600, 60, 1), strict=True))
    return -total if sign == "-" else total


def _alarm(alarm: Component) -> Iterator[str]:
    if alarm.value("ACTION") != "DISPLAY":
        yield "VALARM: ACTION is not DISPLAY"
    if not alarm.value("DESCRIPTION"):
        yield "VALARM: DESCRIPTION is missing"
    trigger = alarm.get("TRIGGER")
    if trigger is None:
        yield "VALARM: TRIGGER is missing"
    elif trigger.params.get("VALUE", "DURATION") != "DURATION" or (length := _seconds(trigger.value)) is None:
        yield "VALARM: TRIGGER is not relative"
    elif length > 0:
        yield "VALARM: TRIGGER is positive: some programs ring before, not after"


def _events(events: list[Component], start: str) -> Iterator[str]:
    for event in events:
        yield from (f"{event.name} {event.value('UID') or '?'}: {fault}" for fault in _withdrawn(event))
    for uid, count in Counter(event.value("UID") for event in events).items():
        if uid and count > 1:
            yield f"UID {uid} stands there {count} times"
    keys = [(event.value(start) or "", event.value("UID") or "") for event in events]
    if keys != sorted(keys):
        yield f"{events[0].name}s are not sorted by {'start' if start == 'DTSTART' else 'due'}, then UID"
