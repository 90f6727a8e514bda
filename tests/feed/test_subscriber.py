"""Any sequence of changes, published over and over: who keeps what they saw ends with what the docket says."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from lint import findings
from test_feed import HEAD

from courtclock.deadline import Deadline, Term
from courtclock.docket import Docket, loads
from courtclock.feed import FeedMemory, feed
from courtclock.ledger import EventKind, LedgerEntry

IDS = st.sampled_from(["a", "b", "c", "d"])
DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 1))
EMPTY = loads(HEAD.encode())
START = datetime(2025, 1, 1, tzinfo=UTC)
Seen = tuple[int, str, str]


def versions(data: bytes) -> dict[str, Seen]:
    """Read the feed as a calendar program does: by UID, the version and what it says."""
    text = data.decode().replace("\r\n ", "")
    found = {}
    for body in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL):
        value = dict(re.findall(r"^([A-Z-]+)(?:;[^:\r]*)?:(.*)\r$", body.split("BEGIN:VALARM")[0], re.MULTILINE))
        own = re.sub(r"(SEQUENCE|DTSTAMP|LAST-MODIFIED|CREATED):.*\r\n", "", body)
        assert value["UID"] not in found
        found[value["UID"]] = int(value["SEQUENCE"]), value["LAST-MODIFIED"], own
    return found


class Subscriber:
    """A program that takes an entry only where its version has advanced; it may forget what has left the feed."""

    def __init__(self, *, forgets: bool) -> None:
        self.forgets = forgets
        self.seen: dict[str, Seen] = {}

    def fetch(self, data: bytes) -> None:
        there = versions(data)
        if self.forgets:
            self.seen = {uid: version for uid, version in self.seen.items() if uid in there}
        for uid, version in there.items():
            known = self.seen.get(uid)
            if known is None or version[:2] > known[:2]:
                self.seen[uid] = version

    def shown(self) -> dict[str, str]:
        return {uid: own for uid, (_, _, own) in self.seen.items() if "STATUS:CANCELLED" not in own}


class Publishing(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.book: Docket = EMPTY
        self.now = START
        self.data = feed(EMPTY)
        self.memory = FeedMemory()
        self.changed = False
        # One that follows every publication; one that never forgets; one that looks in now and then.
        self.close, self.keeping, self.seldom = (Subscriber(forgets=f) for f in (True, False, True))
        self.missed = timedelta()

    def _with(self, *deadlines: Deadline) -> None:
        self.book = evolve(self.book, deadlines=deadlines)

    @rule(name=IDS, on=DAYS, what=st.sampled_from(["pay", "reply", "ادا کریں"]))
    def put(self, name: str, on: date, what: str) -> None:
        """Add an entry, or move it, or rename it."""
        term = Term(trigger=on, period="7 days", court="pk.shc")
        others = [one for one in self.book.deadlines if one.id != name]
        self._with(*others, Deadline(id=name, what=what, term=term))

    @rule(name=IDS)
    def remove(self, name: str) -> None:
        self._with(*(one for one in self.book.deadlines if one.id != name))

    @rule(name=IDS, kind=st.sampled_from([EventKind.COMPLIANCE, EventKind.RECALL, EventKind.STATEMENT]))
    def happen(self, name: str, kind: EventKind) -> None:
        event = LedgerEntry(kind=kind, of=name, days="2024-06-01", id=f"e{len(self.book.events)}")
        self.book = evolve(self.book, events=(*self.book.events, event))

    @precondition(lambda self: bool(self.book.events))
    @rule()
    def unhappen(self) -> None:
        self.book = evolve(self.book, events=self.book.events[:-1])

    @rule(title=st.sampled_from(["One", "Two"]))
    def retitle(self, title: str) -> None:
        self.book = evolve(self.book, title=title)

    @rule(wait=st.integers(0, 20 * 24), seldom=st.booleans())
    def publish(self, wait: int, *, seldom: bool) -> None:
        self.now += timedelta(hours=wait)
        before, stamp = self.data, self.now.isoformat()
        self.data = feed(self.book, previous=before, stamp=stamp, memory=self.memory)
        assert self.data == feed(self.book, previous=before, stamp=stamp, memory=FeedMemory())
        assert self.data == feed(self.book, previous=before, stamp=stamp)
        assert findings(self.data) == []
        modified = [re.findall(rb"LAST-MODIFIED:(\w+)", data)[0] for data in (before, self.data)]
        assert modified[1] > modified[0] if self.data != before else modified[1] == modified[0]
        self.missed += timedelta(hours=wait)
        for one in (self.close, self.keeping):
            one.fetch(self.data)
        # A withdrawal is shown for 30 days: who stays away longer may miss it.
        looked_in = seldom or self.missed > timedelta(days=9)
        if looked_in:
            self.seldom.fetch(self.data)
            self.missed = timedelta()
        wanted = {uid: own for uid, (_, _, own) in versions(feed(self.book)).items()}
        assert self.close.shown() == wanted
        assert not looked_in or self.seldom.shown() == wanted
        # Who never forgets is told of every end; only what returns after 30 days begins its numbers anew for them.
        assert self.keeping.shown().keys() <= wanted.keys()

    @invariant()
    def nothing_is_there_twice(self) -> None:
        assert self.data.count(b"BEGIN:VEVENT") == len(versions(self.data))


Publishing.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestPublishing = Publishing.TestCase
