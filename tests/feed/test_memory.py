"""A memory: what it spares, by value and not by identity; and that it changes no byte, whatever changes."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from test_feed import EXTENSION, HEAD, HEARING, ORDER, WEEK
from test_revise import DAY

import courtclock.feed.made as making
from courtclock.dates import to_instant
from courtclock.deadline import Deadline, Term
from courtclock.docket import loads
from courtclock.feed import FeedMemory, Style, feed
from courtclock.feed.memory import Comparison, fingerprint

PAY = '[[deadline]]\nid = "d{0}"\nwhat = "pay {0}"\nof = "{2}"\nwithin = "{1} days"\ncourt = "pk.shc"\n'
THEN = '[[deadline]]\nid = "then"\nwhat = "reply"\nof = "d0"\nwithin = "3 days"\n'
SERVED = '[[event]]\nid = "served"\nkind = "service"\nof = "order"\non = 2024-04-{:02}\n'
SAID = '[[event]]\nid = "said"\nkind = "statement"\nof = "week"\non = 2024-04-20\n'
DONE = '[[event]]\nid = "done"\nkind = "compliance"\nof = "d1"\non = 2024-04-20\n'
PINNED = '[[pin]]\nid = "pin"\nof = "{}"\non = 2024-04-23\ncomputed = 2024-04-24\nby = "A"\nreason = "B"\n'


def text(*parts: str) -> bytes:
    return "\n".join([HEAD, ORDER, HEARING, *parts]).encode()


def pay(number: int, days: int = 7, of: str = "order") -> str:
    return PAY.format(number, days, of)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the entries that are made anew."""
    found: list[str] = []
    inner = making._make

    def noted(around: Any, chain: tuple[Deadline, ...], *more: Any) -> Any:
        found.append(chain[0].id)
        return inner(around, chain, *more)

    monkeypatch.setattr(making, "_make", noted)
    return found


BASE = [WEEK, *map(pay, range(5)), THEN, SAID]


@pytest.mark.parametrize(
    ("after", "anew"),
    [
        (BASE, []),
        ([WEEK, pay(0), pay(1, 8), *map(pay, range(2, 5)), THEN, SAID], ["d1"]),
        ([WEEK, pay(0, 8), *map(pay, range(1, 5)), THEN, SAID], ["d0", "then"]),
        ([*BASE, DONE], ["d1"]),
        ([*BASE, PINNED.format("d2")], ["d2"]),
        ([*BASE, EXTENSION, 'state = "granted"\n'], ["week"]),
        ([WEEK, 'source = "a letter"\n', *BASE[1:]], ["week"]),
        (BASE[:-1], ["week"]),
    ],
)
def test_of_a_docket_read_again_only_what_changed_is_made_anew(
    made: list[str], after: list[str], anew: list[str]
) -> None:
    memory = FeedMemory()
    before = feed(loads(text(*BASE)), memory=memory)
    assert len(made) == 8
    made.clear()
    data = feed(loads(text(*after)), previous=before, stamp=DAY(20), memory=memory)
    assert made == anew
    assert data == feed(loads(text(*after)), previous=before, stamp=DAY(20), memory=FeedMemory())


PARTS = st.lists(
    st.sampled_from(
        [
            *(pay(n, days) for n in range(3) for days in (7, 8)),
            pay(4, 5, "served"),
            THEN,
            WEEK,
            SAID,
            DONE,
            SERVED.format(18),
            SERVED.format(19),
            EXTENSION + 'state = "granted"\n',
            EXTENSION + 'state = "refused"\n',
            PINNED.format("d1"),
            PINNED.format("d0"),
            '[[petition]]\nid = "p"\ncourt = "pk.shc"\ntitle = "A v B"\n',
            '[[event]]\nid = "off"\nkind = "recall"\nof = "order"\non = 2024-04-21\n',
            '[[event]]\nid = "moved"\nkind = "adjournment"\nof = "next"\non = 2024-04-21\nuntil = 2024-05-23\n',
            '[[event]]\nid = "gone"\nkind = "adjournment"\nof = "next"\non = 2024-04-21\n',
            '[[event]]\nid = "back"\nkind = "recall"\nof = "served"\non = 2024-04-22\n',
        ]
    ),
    max_size=10,
    unique_by=lambda part: part.split('"')[1],
)


def whole(parts: list[str]) -> bytes:
    """Return a docket without what refers to something that is not in it."""
    while True:
        there = {part.split('"')[1] for part in parts} | {"order", "next"}
        kept = [part for part in parts if 'of = "' not in part or part.split('of = "')[1].split('"')[0] in there]
        if kept == parts:
            return text(*parts)
        parts = kept


@given(st.lists(PARTS, min_size=2, max_size=5))
@settings(max_examples=60, deadline=None)
def test_dockets_read_one_after_the_other_give_the_same_bytes_with_a_memory(books: list[list[str]]) -> None:
    memory, previous = FeedMemory(), None
    for number, parts in enumerate(books, 20):
        data = feed(loads(whole(parts)), previous=previous, stamp=DAY(number), memory=memory)
        assert data == feed(loads(whole(parts)), previous=previous, stamp=DAY(number), memory=FeedMemory())
        previous = data


def test_a_publication_that_failed_half_way_is_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = FeedMemory()
    before = feed(loads(text(*BASE)), memory=memory)
    with monkeypatch.context() as patch:
        patch.setattr(making, "entries_of", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            feed(loads(text(*BASE, DONE)), previous=before, stamp=DAY(20), memory=memory)
    wanted = feed(loads(text(*BASE, DONE)), previous=before, stamp=DAY(20), memory=FeedMemory())
    assert feed(loads(text(*BASE, DONE)), previous=before, stamp=DAY(20), memory=memory) == wanted


def test_one_moment_in_two_zones_is_two_texts() -> None:
    there = to_instant("2024-04-17T10:00:00+05:00")
    book = loads(HEAD.encode())
    books = [
        evolve(
            book, deadlines=(Deadline(id="h", what="act", term=Term(trigger=at, period="72 hours", court="pk.shc")),)
        )
        for at in (there, there.in_timezone("UTC"))
    ]
    first, second = (one.deadlines[0] for one in books)
    assert first == second
    assert not Comparison().alike(fingerprint(first), second)
    memory = FeedMemory()
    before = feed(books[0], memory=memory)
    with_memory = feed(books[1], previous=before, stamp=DAY(20), memory=memory)
    assert with_memory == feed(books[1], previous=before, stamp=DAY(20), memory=FeedMemory())


def test_a_style_or_another_day_of_knowledge_begins_anew(made: list[str]) -> None:
    memory, book = FeedMemory(), loads(text(*BASE))
    feed(book, memory=memory)
    for more in ({"style": Style(brief=True)}, {"known_on": "2024-04-18"}):
        made.clear()
        feed(book, memory=memory, **more)
        assert len(made) == 8
