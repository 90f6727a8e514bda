"""Mutated docket files: a docket or a DocketFault; and of what loads, nothing raises but an error of ours.

Deterministic, so that a run in CI finds what a run at a desk finds. Each input is a few tables of an example, because a
whole one takes ten times as long; the whole examples get their share at the end.
"""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest

from courtclock.docket import Docket, edit, loads, status
from courtclock.docket.rows import TABLES
from courtclock.errors import CourtclockError, DocketFault
from courtclock.feed import feed
from courtclock.ledger import EventKind

EXAMPLES = [path.read_bytes() for path in sorted((Path(__file__).parents[2] / "examples").glob("*.toml"))]
SEEDS = range(10)
INPUTS = 1_000  # of each seed
LIMIT = 60  # seconds for one seed; usually two or three
ALPHABET = b"[]{}=\"'.,#\n\r\t\\ -_0123456789:TZabz\x00\x7f\xff\xc3\xa9"
DAYS = ("0001-01-01", "2024-04-17", "2024-04-25", "2026-03-20", "9999-12-31")
VALUES = [
    *(b"7", b"-1", b"1.5", b"nan", b"inf", b"true", b'""', b'" "', b"[]", b"{}", b"[[]]", b"[[[]]]", b'[""]'),
    *(
        b"0x" + b"f" * 5000,
        b"1_000",
        b"'''\n'''",
        b'"\\u0000"',
        b'"\\ud800"',
        b'"\\U0001F4C5"',
        b'"' + b"x" * 5000 + b'"',
    ),
    *(b"9999-12-31", b"0001-01-01", b"2024-02-30", b"1979-05-27T00:00:00Z", b"1979-05-27T00:00:00", b"07:32:00"),
    *(b"[1979-05-27, 1]", b"[2024-04-17, 2024-04-16]", b"[[2024-04-17, 2024-04-16]]", b"[[2024-04-17]]"),
    *(b"9999-12-31T23:59:59-23:59", b"0001-01-01T00:00:00+23:59", b"23:59:60", b"2024-04-17 10:00:00+05:00"),
    *(b'"0 days"', b'"100 years"', b'"72 hours"', b'"1 month"', b'"99999999999 days"', b'"2 months + 10 days"'),
    *(b'"pk.shc"', b'"us.nysd"', b'"gb.eaw.hc"', b'"eu.gc"', b'"in.sc"', b'"none"', b'"pk.gca"', b'"us.frcp.6"'),
    *(
        b'"filing"',
        b'"paper"',
        b'"before"',
        b'"earliest"',
        b'"granted"',
        b'"order"',
        b'"mail"',
        b'"pk.limitation.art.156"',
    ),
    b'{ title = "x", on = 2024-01-01 }',
]
KEYS = sorted({field.encode() for row in TABLES.values() for field in row.__annotations__})


def tables(data: bytes) -> list[bytes]:
    """Return a file cut at its headers; the head of the docket first."""
    parts = re.split(rb"(?m)^(?=\[)", data)
    head = next(number for number, part in enumerate(parts) if part.startswith(b"[docket]"))
    return [parts[head], *parts[:head], *parts[head + 1 :]]


PARTS = [tables(data) for data in EXAMPLES]


def some_tables(chance: random.Random) -> bytes:
    """Return the head of an example and some of its tables with what they refer to: so that many inputs load."""
    head, *rest = chance.choice(PARTS)
    if chance.random() < 0.01:
        return head + b"".join(rest)
    first = chance.randrange(len(rest))
    wanted = set(range(first, min(first + chance.randrange(1, 4), len(rest))))
    ids = {number: found[1] for number, part in enumerate(rest) if (found := re.search(rb'(?m)^id = (".*")', part))}
    while more := {n for n, id_ in ids.items() if any(id_ in rest[one] for one in wanted)} - wanted:
        wanted |= more
    return head + b"".join(rest[number] for number in sorted(wanted))


def of_bytes(chance: random.Random, data: bytearray) -> bytearray:
    """Change some bytes."""
    at = chance.randrange(len(data) + 1)
    match chance.randrange(4):
        case 0:
            data[at : at + 1] = bytes([chance.randrange(256)])
        case 1:
            data[at:at] = bytes(chance.choices(ALPHABET, k=chance.choice([1, 3, 20])))
        case 2:
            del data[at : at + chance.choice([1, 2, 10, 100, 1000])]
        case _:
            data[at:at] = data[at : at + chance.choice([1, 10, 100, 1000])] * chance.choice([1, 2, 50])
    return data


def of_structure(chance: random.Random, data: bytearray) -> bytearray:
    """Change lines, keys, values and references."""
    lines = bytes(data).splitlines(keepends=True) or [b"\n"]
    one, two = (chance.randrange(len(lines)) for _ in range(2))
    key, equals, _ = lines[one].partition(b" = ")
    ids = re.findall(rb'(?m)^id = (".*")', data) or [b'"x"']
    match chance.randrange(9):
        case 0:
            lines[one], lines[two] = lines[two], lines[one]
        case 1:
            lines.insert(two, lines[one])
        case 2:
            del lines[one]
        case 3:
            chance.shuffle(lines)
        case 4:
            lines[one] = f"[[{chance.choice(list(TABLES))}]]\n".encode()
        case 5:
            lines[one] = key + b" = " + chance.choice(ids) + b"\n"
        case 6:
            lines.insert(one, chance.choice(KEYS) + b" = " + chance.choice([*VALUES, *ids]) + b"\n")
        case 7:
            lines.insert(one, b'kind = "' + chance.choice(list(EventKind)).value.encode() + b'"\n')
        case _:
            lines[one] = key + (equals or b" = ") + chance.choice(VALUES) + b"\n"
    return bytearray(b"".join(lines))


def mutated(chance: random.Random) -> bytes:
    data = bytearray(some_tables(chance))
    for _ in range(chance.choice([0, 1, 1, 1, 2, 4])):
        data = (of_structure if chance.random() < 0.8 else of_bytes)(chance, data)
    return bytes(data)


def use(chance: random.Random, data: bytes, book: Docket) -> None:
    """Do with a docket what courtclock does with one."""
    day = chance.choice(DAYS)
    assert [one.entry.id for one in status(book, day)] == [entry.id for entry in book.entries]
    if chance.random() < 0.2:
        assert feed(book).startswith(b"BEGIN:VCALENDAR\r\n")
    text = data.decode()
    table = chance.choice(list(TABLES))
    wanted = {"what": "go on", "title": "T", "court": "pk.shc", "kind": "compliance", "within": "7 days"}
    wanted |= dict.fromkeys(("on", "made"), "2024-04-17")
    ids = [entry.id for entry in (*book.orders, *book.entries) if entry.id]
    wanted |= dict.fromkeys(("of", "order"), chance.choice(ids or ["x"]))
    given = {key: value for key, value in wanted.items() if key in TABLES[table].__annotations__}
    try:
        new = edit.add(text, table, given)
    except DocketFault:
        # The entry does not fit this docket: there is no such order, say, or a pin has no reason. What was wrong is
        # told, not found out later.
        assert table in {"window", "deadline", "event", "pin", "verification"} or b"[[" + table.encode() not in data
        return
    size = len(new) - len(text)
    at = next(n for n in range(len(text) + 1) if new[n : n + 1] != text[n : n + 1] or n == len(text))
    assert any(new[:n] == text[:n] and new[n + size :] == text[n:] for n in range(at, max(at - size, 0) - 1, -1))
    assert size > 0
    edit.preview(text, new, day)


def one_input(chance: random.Random, data: bytes) -> bool:
    """Try one input, and return whether it loads."""
    try:
        book = loads(data)
    except DocketFault as error:
        if not error.faults or not all(fault.strip() for fault in error.faults):
            raise AssertionError(f"a fault without words: {error.faults}") from error
        return False
    try:
        use(chance, data, book)
    except CourtclockError as error:
        raise AssertionError(f"{type(error).__name__} of a docket that loads: {error}") from error
    return True


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mutated_file_is_a_docket_or_a_fault(seed: int) -> None:
    chance = random.Random(seed)
    begun = time.perf_counter()
    good = 0
    for tried in range(INPUTS):
        data = mutated(chance)
        try:
            good += one_input(chance, data)
        except Exception as error:
            raise AssertionError(f"seed {seed}, input {tried}: {type(error).__name__}: {error}\n{data!r}") from error
        assert time.perf_counter() - begun < LIMIT, f"only {tried} inputs in {LIMIT} s"
    # A fuzz whose every input is refused at the door, or that changes nothing, tests nothing.
    assert INPUTS * 0.1 < good < INPUTS * 0.8, good
