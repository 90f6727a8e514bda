"""A feed of 10,000 deadlines, anew and with one in a hundred changed, measured in one run. See README.md."""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta

from attrs import evolve
from icalendar import Event

from courtclock.almanac import default_almanac
from courtclock.dates import to_instant
from courtclock.deadline import Deadline, within
from courtclock.docket import Docket
from courtclock.feed import FeedMemory, feed, stream
from courtclock.feed.component import Revision, component
from courtclock.feed.entry import FeedEntry
from courtclock.feed.made import made_of
from courtclock.feed.style import Style
from courtclock.matter import Order

NUMBER = 10_000
ROUNDS = 5
FIRST = date(2024, 1, 1)
STAMPS = [f"2026-11-{n:02}T09:00:00+00:00" for n in range(1, 29)]


def docket() -> Docket:
    """Return a docket with as many deadlines, spread over three years."""
    deadlines = []
    for n in range(NUMBER):
        order = Order(court="pk.shc", made=FIRST + timedelta(days=n % 1000), id=f"o{n}")
        deadlines.append(within(days=7 + n % 80).of(order).to(f"file the reply in suit {n}", id=f"d{n}"))
    return Docket(id="bench", title="Bench", recorded=to_instant("2026-10-01T00:00:00Z"), deadlines=tuple(deadlines))


def changed(book: Docket, start: int) -> Docket:
    """Return the docket with one deadline in a hundred moved by a week."""
    later = list(book.deadlines)
    for n in range(start, NUMBER, 100):
        one: Deadline = later[n]
        trigger = one.term.trigger
        if trigger is not None:
            later[n] = evolve(one, term=evolve(one.term, trigger=trigger.add(days=7)))
    return evolve(book, deadlines=tuple(later))


def by_ourselves(entries: list[FeedEntry]) -> bytes:
    """Write them by our own writer."""
    revision = Revision(0, b"20261001T000000Z", b"20261001T000000Z")
    return b"".join(component(entry, revision) for entry in entries)


def by_icalendar(entries: list[FeedEntry]) -> bytes:
    """Write the same properties by icalendar, without the alarms."""
    found = []
    for entry in entries:
        event = Event()
        for name, value in (("UID", entry.uid), ("DTSTAMP", entry.stamp), ("LAST-MODIFIED", entry.stamp)):
            event.add(name, value)
        event.add("CREATED", entry.stamp)
        event.add("DTSTART", entry.start)
        event.add("DTEND", entry.last)
        for name, text in (("SUMMARY", entry.summary), ("DESCRIPTION", entry.description)):
            event.add(name, text)
        for name, text in (("STATUS", entry.status.value), ("TRANSP", "TRANSPARENT"), ("LOCATION", entry.location)):
            event.add(name, text)
        event.add("CATEGORIES", [entry.category.value])
        found.append(event.to_ical())
    return b"".join(found)


def main() -> None:
    """Print the table."""
    book = docket()
    made = made_of(book, Style(), almanac=default_almanac(), known_on=None, memory=FeedMemory())
    entries = [entry for one in made for entry in one.entries]
    data = feed(book)
    rows: dict[str, list[float]] = {}

    def note(name: str, work: Callable[..., bytes], *args: object, **more: object) -> bytes:
        gc.collect()
        gc.disable()
        start = time.perf_counter()
        made = work(*args, **more)
        rows.setdefault(name, []).append(time.perf_counter() - start)
        gc.enable()
        return made

    memory, previous, current = FeedMemory(), data, book
    feed(book, memory=memory)
    for turn in range(ROUNDS):
        note("anew: computed, said, written", feed, current)
        note("of that, the bytes by icalendar (no alarms)", by_icalendar, entries)
        note("of that, the bytes by our own writer", by_ourselves, entries)
        current = changed(current, turn)
        carried = {"previous": previous, "stamp": STAMPS[turn]}
        forgot = FeedMemory()
        plain = note("carried on, nothing remembered, 1 % changed", feed, current, memory=forgot, **carried)
        previous = note("carried on with a memory, 1 % changed", feed, current, memory=memory, **carried)
        if plain != previous:
            raise SystemExit("the memory changed the bytes")
        again = {"previous": bytes(bytearray(previous)), "memory": memory}  # as if read from a file
        previous = note("carried on with a memory, nothing changed", feed, current, **again)
    base = statistics.median(rows["anew: computed, said, written"])
    print(f"{NUMBER} deadlines, {len(data) / 1e6:.1f} MB")
    print(f"{'what':<50}{'ms':>8}{'ratio':>8}")
    for name, taken in rows.items():
        middle = statistics.median(taken)
        print(f"{name:<50}{1000 * middle:>8.0f}{middle / base:>8.3f}")
    tracemalloc.start()
    parts = stream(book)
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    size = sum(map(len, parts))
    peak = tracemalloc.get_traced_memory()[1]
    print(f"streamed: {held / size:.2f} times its bytes before the first part, {peak / size:.2f} at the most")


if __name__ == "__main__":
    main()
