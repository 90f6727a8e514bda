r'''Docket files changed without knowing TOML by heart: text in, text out, nothing but additions.

A table is written by tomlkit and put after the last one of its kind; every other byte of the file stays as and where it
was. The whole file is not passed through tomlkit, because it brings tables of one kind together, and the order of a
docket is its author's.

>>> text = """
... [docket]
... schema = 1
... id = "demo"
... title = "Demo"
... recorded = 2024-04-17T18:00:00+05:00
... """.lstrip()
>>> order = {"court": "pk.shc", "made": "2024-04-17", "title": "Deposit the costs within one week"}
>>> text = add(text, "order", order)
>>> text = add(text, "window", {"order": "order-2024-04-17", "what": "deposit the costs", "within": "one week"})
>>> changed = record(text, "compliance", of="deposit-the-costs", on="2024-04-22")
>>> print(changed.removeprefix(text))
<BLANKLINE>
[[event]]
id = "compliance-2024-04-22"
kind = "compliance"
of = "deposit-the-costs"
on = 2024-04-22
<BLANKLINE>
>>> [(one.id, one.said) for one in preview(text, changed, "2024-04-23").entries]
[('deposit-the-costs', 'open, now complied')]
'''

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
import tomlkit
from tomlkit.exceptions import TOMLKitError

from courtclock.almanac import Almanac
from courtclock.citation import Source
from courtclock.dates import Date, Instant, Time, iso, to_date, to_instant
from courtclock.docket.load import loads
from courtclock.docket.preview import Changes, preview
from courtclock.docket.rows import SCHEMA, TABLES, Head
from courtclock.errors import DocketFault, InvalidDate, InvalidValue
from courtclock.period import Period
from courtclock.schema.strict import read_toml

__all__ = ["Changes", "add", "fresh_id", "new", "preview", "record"]

_WORDS = 5  # of a sentence, in an id that is made from it
# Strings, comments, brackets and the ends of lines: enough to know which line of a TOML file is which.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\]|\\.)*+"'
    r"|'[^']*'"
    r"|#[^\n]*"
    r"|[\[\]{}]"
    r"|\n",
    re.DOTALL,
)


def new(
    id: str,  # noqa: A002 - the key of the file
    title: str,
    *,
    recorded: Instant | str,
    reference: str = "",
    responsible: str = "",
    backup: str = "",
) -> str:
    """Return the text of a docket in which nothing has happened yet.

    Args:
        id: the UIDs of the feed are made from it: it never changes.
        title: the name of the matter, and of its feed.
        recorded: when the docket was first kept; an instant with its offset.
        reference: the number of the matter.
        responsible: who keeps the dates.
        backup: who stands in.

    Raises:
        DocketFault: with everything that is wrong with what was given.

    >>> print(new("demo", "Demo", recorded="2024-04-17T18:00:00+05:00"))
    [docket]
    schema = 1
    id = "demo"
    title = "Demo"
    recorded = 2024-04-17T18:00:00+05:00
    <BLANKLINE>
    """
    values = {"schema": SCHEMA, "id": id, "title": title, "recorded": recorded}
    values |= {"reference": reference, "responsible": responsible, "backup": backup}
    faults: list[str] = []
    text = _table("[docket]", Head, values, "docket", faults)
    _check(text, "docket", faults, None)
    return text


def add(
    text: str, table: str, values: Mapping[str, Any], *, file: str = "docket", almanac: Almanac | None = None
) -> str:
    """Return the text of a docket with one more table, after the last of its kind; at the end where it is the first.

    Args:
        text: a docket file.
        table: the name of the table, such as ``order``.
        values: its keys. Text is read as what the key asks for (``"2024-04-17"`` as a date); None, an empty text and
            an empty list leave the key out. An id that is not given is made: see `fresh_id`.
        file: the name of the file in messages.
        almanac: where courts, calendars and rules are looked up.

    Raises:
        InvalidValue: there is no such table.
        DocketFault: with every fault of the values, and of the docket as it would be.
    """
    kind = _kind(table)
    was = read_toml(_bytes(text, file), file, DocketFault)
    name = values.get("id") or fresh_id(text, table, values, file=file)
    path = f"{table}[{name}]"
    faults: list[str] = []
    block = _table(f"[[{table}]]", kind, {**values, "id": name}, path, faults)
    block = block.replace("\n", "\r\n") if "\r\n" in text else block
    changed = _placed(text, table, block)
    _only_added(was, changed, table, file, faults)
    _check(changed, file, faults, almanac)
    return changed


def record(
    text: str,
    kind: str,
    /,
    *,
    of: str,
    on: Any,
    file: str = "docket",
    almanac: Almanac | None = None,
    **values: Any,
) -> str:
    """Return the text of a docket with one more event: what happened to an entry.

    Args:
        text: a docket file.
        kind: a kind of event, such as ``compliance``.
        of: the id of what it happened to.
        on: the day, or the list of days on which sources differ.
        file: the name of the file in messages.
        almanac: where courts, calendars and rules are looked up.
        **values: the other keys of the event.

    Raises:
        DocketFault: with every fault of the values, and of the docket as it would be.
    """
    return add(text, "event", {"kind": kind, "of": of, "on": on, **values}, file=file, almanac=almanac)


def fresh_id(text: str, table: str, values: Mapping[str, Any], *, file: str = "docket") -> str:
    r"""Return an id for a new table that people can read and that the docket does not have yet.

    It is made of the table's name (of an event, its kind) and its day, or of the first words of what is to be done;
    of Latin letters and digits, because it is typed.

    Raises:
        InvalidValue: there is no such table.
        DocketFault: the text is not TOML.

    >>> fresh_id('x = "order-2024-04-17"', "order", {"made": "2024-04-17"})
    'order-2024-04-17'
    >>> fresh_id('[[order]]\nid = "order-2024-04-17"', "order", {"made": "2024-04-17"})
    'order-2024-04-17-2'
    """
    _kind(table)
    tables = read_toml(_bytes(text, file), file, DocketFault).values()
    taken = {row.get("id") for rows in tables if isinstance(rows, list) for row in rows if isinstance(row, dict)}
    given = {
        key: min(map(_iso, value)) if isinstance(value, list | tuple) and value else _iso(value)
        for key, value in values.items()
    }
    day = next((given[key] for key in ("on", "made", "filed") if given.get(key)), "")
    kind = given.get("kind") or table
    words = "" if day else (given.get("what") or given.get("number") or given.get("title") or "")
    latin = "-".join(re.findall(r"[a-z0-9]+", words.lower())[:_WORDS])
    first = latin or (f"{kind}-{day}" if day else table)
    return next(one for one in _numbered(first) if one not in taken)


def _numbered(first: str) -> Iterable[str]:
    yield first
    number = 2
    while True:
        yield f"{first}-{number}"
        number += 1


def _iso(value: Any) -> str:
    return value.isoformat()[:10] if isinstance(value, date) else str(getattr(value, "value", value) or "")


def _kind(table: str) -> type:
    if table not in TABLES:
        raise InvalidValue(f"{table!r} is not a table of a docket: expected one of {', '.join(TABLES)}")
    return TABLES[table]


# ------------------------------------------------------------------ values


def _table(header: str, kind: type, values: Mapping[str, Any], path: str, faults: list[str]) -> str:
    """Write a table, its keys in the order of its class; collect what cannot be read or written."""
    hints = get_type_hints(kind)
    unknown = {key: None for key in values if key not in hints}
    lines = [header]
    for key in [*hints, *unknown]:
        value = values.get(key)
        if value is None or (isinstance(value, str | list | tuple | dict) and not value):
            continue
        try:
            lines.append(f"{_key(key)} = {_toml(_plain(_read(value, hints.get(key))))}")
        except InvalidValue as error:
            faults.append(f"{path}.{key}: {error}")
    return "\n".join([*lines, ""])


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _toml(key)


def _read(value: Any, hint: Any) -> Any:
    """Return text as what the key asks for; what is not text, and what only the loader can judge, as it is."""
    kinds = set(get_args(hint)) if get_origin(hint) in {Union, UnionType} else {hint}
    listed = next((kind for kind in kinds if get_origin(kind) is list), None)
    if listed is not None and isinstance(value, list | tuple):
        (part,) = get_args(listed)
        values = [_read(one, part) for one in value]
        return values[0] if len(values) == 1 and len(kinds) > 1 else values
    if listed is not None and kinds == {listed}:
        return [_read(value, *get_args(listed))]
    if Source in kinds and isinstance(value, Mapping):
        parts = get_type_hints(Source)
        return {key: _read(part, parts.get(key)) for key, part in value.items()}
    if isinstance(value, str):
        for kind, read in _READERS.items():
            if kind in kinds:
                return _or_text(read, value) if str in kinds else read(value)
    return value


def _or_text(read: Callable[[str], Any], value: str) -> Any:
    try:
        return read(value)
    except InvalidDate:
        return value


def _time(value: str) -> Time:
    try:
        found = time.fromisoformat(value)
    except ValueError:
        raise InvalidValue(f"{value!r} is not a time: expected one such as 09:30") from None
    if found.tzinfo is not None:
        raise InvalidValue(f"{value!r} has an offset: expected a local time, such as 09:30; it is in the court's zone")
    return found


def _bool(value: str) -> bool:
    if value not in {"true", "false"}:
        raise InvalidValue(f"expected true or false, got {value!r}")
    return value == "true"


def _whole(value: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,18}", value):
        raise InvalidValue(f"expected a whole number, got {value!r}")
    return int(value)


_READERS: dict[Any, Callable[[str], Any]] = {
    Date: to_date,
    Instant: to_instant,
    Time: _time,
    bool: _bool,
    int: _whole,
}


def _plain(value: Any) -> Any:
    """Return a value of ours as one that TOML has."""
    write = next((write for kind, write in _WRITERS if isinstance(value, kind)), None)
    return value if write is None else write(value)


def _source(source: Source) -> Any:
    parts = attrs.asdict(source, filter=lambda _, part: bool(part))
    return source.title if list(parts) == ["title"] else _plain(parts)


_WRITERS: list[tuple[Any, Callable[[Any], Any]]] = [
    (Enum, lambda value: value.value),
    (Period, str),
    (datetime, lambda value: datetime.fromisoformat(value.isoformat())),
    (date, lambda value: date.fromisoformat(iso(to_date(value)))),
    (Source, _source),
    (Mapping, lambda value: {str(key): _plain(part) for key, part in value.items() if part not in (None, "")}),
    (list | tuple, lambda value: [_plain(part) for part in value]),
]


def _toml(value: Any) -> str:
    try:
        if isinstance(value, dict):
            parts = ", ".join(f"{_key(key)} = {_toml(part)}" for key, part in value.items())
            return f"{{ {parts} }}"
        written: str = tomlkit.item(value).as_string()
        written.encode()
        tomllib.loads(f"x = {written}")
    except (TOMLKitError, TypeError, ValueError):  # among them: half a character, and what TOML has no form for
        raise InvalidValue(f"{value!r} cannot be written in a docket file") from None
    return written


# ------------------------------------------------------------------ places


def _lines(text: str) -> list[str]:
    """Return the lines of a TOML text; a value that goes over several lines is one of them."""
    lines: list[str] = []
    start = depth = 0
    for found in _TOKEN.finditer(text):
        piece = found[0]
        if piece in "[{":
            depth += 1
        elif piece in "]}":
            depth -= 1
        elif piece == "\n" and depth == 0:
            lines.append(text[start : found.end()])
            start = found.end()
    return [*lines, text[start:]] if start < len(text) else lines


def _placed(text: str, table: str, block: str) -> str:
    """Return the text with a block after the last table of that name, set apart by empty lines."""
    lines = _lines(text)
    bare = [line.strip("\ufeff \t\r\n") for line in lines]
    at, under = len(lines), ""
    for number, line in enumerate(bare):
        if line.startswith("["):
            under = next(iter(tomllib.loads(line)))
        if under == table and line and not line.startswith("#"):
            at = number + 1
    # A comment that follows at once is about the table above it, unless another table follows the comment at once.
    after = at
    while after < len(lines) and bare[after].startswith("#"):
        after += 1
    at = after if after == len(lines) or not bare[after] else at
    before, behind = "".join(lines[:at]), "".join(lines[at:])
    end = "\r\n" if "\r\n" in text else "\n"
    closed = "" if before.endswith("\n") or not before else end
    above = "" if at == 0 or (not bare[at - 1] and not closed) else end
    below = end if behind and bare[at] else ""
    return f"{before}{closed}{above}{block}{below}{behind}"


def _only_added(was: dict[str, Any], text: str, table: str, file: str, faults: list[str]) -> None:
    """Refuse a result that says anything but what the file said and the new table, however the file is written."""
    rows = was.get(table, [])
    try:
        now = tomllib.loads(text.removeprefix("\ufeff"))
    except ValueError:
        now = None
    if now is None or not isinstance(rows, list) or {**now, table: now[table][:-1]} != {**was, table: rows}:
        said = f"{table}: it is not written as tables [[{table}]] in this file, so that none can be added"
        raise DocketFault(file, [*faults, said])


def _check(text: str, file: str, faults: list[str], almanac: Almanac | None) -> None:
    """Raise all faults of the result; of a key that could not be read, what was said when it was read."""
    told: tuple[str, ...] = ()
    try:
        loads(_bytes(text, file), file, almanac=almanac)
    except DocketFault as error:
        told = error.faults
    read = {fault.partition(": ")[0] for fault in faults}
    faults = [*faults, *(fault for fault in told if fault.partition(": ")[0] not in read)]
    if faults:
        raise DocketFault(file, faults)


def _bytes(text: str, file: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise DocketFault(file, ["not a text that can be written as UTF-8: half a character is in it"]) from None
