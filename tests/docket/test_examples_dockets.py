"""The example dockets: each loads, feeds, and lives through every day of its life, changing only with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from lint import findings

from courtclock.cli import main
from courtclock.dates import Date, Instant, iso, to_date
from courtclock.deadline import ComplianceWindow
from courtclock.docket import Docket, Standing, Status, load, loads, status
from courtclock.feed import feed
from courtclock.matter import Choice, Hearing

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.toml"))
AFTER = 30  # days after the last date on which an example is still looked at

# What each example says about itself, counted by hand, by a court, by an institution or by the press.
LAST_DAYS = {
    "appeal-with-copying-time": {"first-appeal": "2026-03-24", "deposit-costs": "2026-04-21"},
    "eu-annulment": {"annulment": "2018-08-24"},
    "eu-merger": {"first-phase": "2023-08-07", "second-phase": "2024-02-05"},
    "gb-deemed-service": {
        "deemed-service": "2024-12-30",
        "acknowledgment": "2025-01-13",
        "defence": "2025-02-24",
        "pay-costs": "2025-04-18",
        "amended-defence": "2025-04-22",
    },
    "in-award-in-the-pandemic": {"set-aside": "2022-05-30", "set-aside-grace": "2022-06-28"},
    "in-written-statement": {"written-statement": "2017-12-15"},
    "us-answer-and-extension": {
        "answer": "2025-03-12",
        "answer-to-counterclaim": "2025-04-07",
        "answers-to-interrogatories": "2025-04-14",
    },
    "us-foreign-aid": {
        "status-report": "2025-02-18",
        "pay-by-26-february": "2025-02-26",
        "pay-by-10-march": "2025-03-10",
        "restraining-order-lapses": "2025-03-10",
    },
    "x-restoration": {
        "reply-before-2024-03-20": "2024-03-19",
        "comments-before-2024-04-17": "2024-04-16",
        "one-week-restoration": "2024-04-24",
        "compliance-report": "2024-03-05",
        "reasons-for-block": "2024-05-09",
    },
}
# Days in the life of an entry, as it was known then.
TOLD = [
    ("x-restoration", "standing-restoration-x", "2024-02-22", "continuing"),
    ("x-restoration", "one-week-restoration", "2024-04-17", "open"),
    ("x-restoration", "one-week-restoration", "2024-04-24", "due today"),
    ("x-restoration", "one-week-restoration", "2024-04-25", "time expired"),
    # Counsel said that the letter was withdrawn, and took it back: neither changes what is known to have been done.
    ("x-restoration", "one-week-restoration", "2024-09-13", "time expired"),
    ("x-restoration", "one-week-restoration", "2024-09-16", "time expired"),
    ("x-restoration", "one-week-restoration", "2025-05-06", "time expired"),
    ("x-restoration", "one-week-restoration", "2025-05-07", "overtaken"),
    ("x-restoration", "standing-restoration-x", "2025-05-07", "overtaken"),
    ("x-restoration", "standing-restoration-internet", "2025-05-07", "continuing"),
    ("x-restoration", "reasons-for-block", "2024-05-10", "time expired"),
    ("x-restoration", "reasons-for-block", "2024-07-08", "complied late"),
    ("x-restoration", "shc-hearing-2024-05-09", "2024-05-10", "unknown"),
    ("eu-merger", "second-phase", "2023-10-01", "stayed"),
    ("eu-merger", "second-phase", "2023-12-18", "overtaken"),
    ("eu-annulment", "annulment", "2018-09-07", "complied late"),
    ("gb-deemed-service", "pay-costs", "2025-04-19", "time expired"),
    ("gb-deemed-service", "amended-defence", "2025-04-19", "open"),
    ("in-written-statement", "written-statement", "2017-11-12", "time expired"),
    ("in-written-statement", "written-statement", "2017-12-05", "extended"),
    ("in-award-in-the-pandemic", "set-aside-grace", "2022-07-04", "complied late"),
    ("us-foreign-aid", "pay-by-26-february", "2025-02-26", "stayed"),
    ("us-foreign-aid", "pay-by-26-february", "2025-03-06", "superseded"),
    ("us-answer-and-extension", "answer", "2025-02-24", "extended"),
]


@cache
def docket(name: str) -> Docket:
    return load(EXAMPLES / f"{name}.toml")


def as_day(value: Date | Instant) -> Date:
    return to_date(value.date()) if isinstance(value, Instant) else value


def test_every_legal_system_has_an_example() -> None:
    courts = {p.court.partition(".")[0] for name in NAMES for p in docket(name).petitions}
    assert courts >= {"pk", "us", "gb", "eu", "in"}
    assert set(LAST_DAYS) == set(NAMES), "an example without a day that was counted elsewhere"


@pytest.mark.parametrize("name", NAMES)
def test_an_example_computes_what_it_says_of_itself(name: str) -> None:
    standings = list(docket(name).standings())
    assert [standing.error for standing in standings if standing.error] == []
    computed = {s.id: iso(s.last_day) for s in standings if s.last_day is not None}
    assert computed == LAST_DAYS[name]
    assert [warning for standing in standings for warning in standing.warnings] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_feed_of_an_example_is_clean(name: str) -> None:
    data = feed(docket(name))
    assert findings(data) == []
    assert data == feed(load(EXAMPLES / f"{name}.toml"))


@pytest.mark.parametrize("name", NAMES)
def test_the_commands_run_on_an_example(name: str, tmp_path: Path) -> None:
    path, day = str(EXAMPLES / f"{name}.toml"), iso(docket(name).recorded.date())
    for args in (
        ["check", path],
        ["docket", path, "--on", day],
        ["next", path, "--on", day, "--days", "60"],
        ["feed", path, "-o", str(tmp_path / "out.ics")],
        ["report", path, "-o", str(tmp_path / "out.html"), "--on", day],
        ["sheet", path, "--on", day],
        ["diff", path, path],
    ):
        done = CliRunner().invoke(main, args)
        assert done.exit_code == 0, (args, done.output)


@pytest.mark.parametrize(("name", "entry", "day", "state"), TOLD)
def test_an_example_stood_so_on_that_day(name: str, entry: str, day: str, state: str) -> None:
    (found,) = [one for one in status(docket(name), day, known_on=day) if one.entry.id == entry]
    assert found.state.value == state, found.remarks


# ------------------------------------------------------------------ a whole life, day by day


def dates(book: Docket) -> Iterator[Date]:
    yield as_day(book.recorded)
    yield from (instrument.on for instrument in book.instruments)
    yield from (petition.filed for petition in book.petitions if petition.filed)
    yield from (order.made for order in book.orders)
    yield from (day for hearing in book.hearings for day in hearing.days)
    for event in book.events:
        yield from event.days
        yield from (as_day(given) for given in (event.recorded, event.until) if given is not None)
    for standing in book.standings():
        if standing.computation is not None:
            yield as_day(standing.computation.latest)
        if standing.last_day is not None:
            yield standing.last_day


def life(book: Docket) -> Iterator[Date]:
    found = list(dates(book))
    day, last = min(found), max(found).add(days=AFTER)
    while day <= last:
        yield day
        day = day.add(days=1)


def related(book: Docket, standing: Standing) -> set[str]:
    """Return the ids of what an entry rests on: an event of any of them may change it."""
    entry = standing.entry
    ids = {entry.id}
    if isinstance(entry, Hearing):
        return ids
    if isinstance(entry, ComplianceWindow):
        ids |= {entry.order.id} | ({entry.before.id} if entry.before is not None else set())
    else:
        started = entry.term.event
        ids |= {getattr(event, "id", "") for event in (started.of if isinstance(started, Choice) else (started,))}
    for given in book.hangs_on[entry.id].entries if entry.id in book.hangs_on else ():
        ids |= related(book, book.standing(book.entry(given)))
    return ids


def edges(standing: Standing) -> Iterator[Date]:
    """Give the days on which the mere passing of a day changes how an entry stands."""
    entry, answer = standing.entry, standing.computation
    if isinstance(entry, Hearing):
        yield from entry.days
        yield from (day.add(days=1) for day in entry.days)
        return
    if isinstance(entry, ComplianceWindow):
        yield entry.order.made
    if answer is not None:
        yield answer.steps[0].on  # time begins to run
        yield from (answer.due_on, answer.due_on.add(days=1), as_day(answer.latest).add(days=1))
    if standing.last_day is not None:
        yield from (standing.last_day, standing.last_day.add(days=1))


def reasons(book: Docket, now: Status) -> set[Date]:
    ids = related(book, now.standing)
    found = set(edges(now.standing))
    for event in book.events:
        if event.of in ids or event.id in ids:
            found |= {event.happened, as_day(event.recorded) if event.recorded else event.happened}
            found |= {event.until.add(days=1)} if event.until else set()
    return found


@pytest.mark.parametrize("name", NAMES)
def test_an_example_lives_through_every_day_and_changes_only_with_a_reason(name: str) -> None:
    book = docket(name)
    before: dict[str, Status] = {}
    changes = 0
    for day in life(book):
        today = {one.entry.id: one for one in status(book, day)}
        assert list(today) == [entry.id for entry in book.entries], "an entry came or went"
        for given, one in today.items():
            if given in before and one.state is not before[given].state:
                changes += 1
                why = reasons(book, one) | set(edges(before[given].standing))
                assert day in why, f"{given} is {one.state.value} from {day}, without a reason"
        before = today
    assert changes >= len(before), "nothing happened"


@pytest.mark.parametrize("name", NAMES)
def test_an_example_can_be_looked_at_as_it_was_known_on_any_day(name: str) -> None:
    # Around every date and every tenth day; examples/x_replay.py goes through all of them.
    book = docket(name)
    days = sorted({near.add(days=n) for near in dates(book) for n in (-1, 0, 1)} | set(list(life(book))[::10]))
    seen: set[str] = set()
    for day in days:
        known = {one.entry.id for one in status(book, day, known_on=day)}
        assert known >= seen, "what was known is known no more"
        seen = known
    assert seen == {entry.id for entry in book.entries}


# ------------------------------------------------------------------ when a hearing became known

MATTER = """
[docket]
schema = 1
id = "matter"
title = "A matter"
recorded = 2024-04-17T18:00:00+05:00

[[hearing]]
id = "next"
court = "pk.shc"
on = 2024-05-09
outcome = "not reached"
source = { title = "A report", on = 2024-12-10 }
"""
LISTED = '[[event]]\nid = "listed"\nkind = "listing"\nof = "next"\non = 2024-04-17\n'
LATER = LISTED + "recorded = 2024-04-20T18:00:00+05:00\n"
MISSED = (
    '[[event]]\nid = "missed"\nkind = "not-reached"\nof = "next"\non = 2024-05-09\n'
    "recorded = 2024-12-10T18:00:00+05:00\n"
)


@pytest.mark.parametrize(
    ("more", "first"),
    [("", "2024-05-09"), (LISTED, "2024-04-17"), (LATER, "2024-04-20"), (MISSED, "2024-12-10")],
)
def test_a_hearing_is_known_from_the_day_on_which_it_was_listed(more: str, first: str) -> None:
    book = loads((MATTER + more).encode())
    day = to_date(first)
    assert [one.entry.id for one in status(book, day, known_on=day)] == ["next"]
    eve = day.add(days=-1)
    assert status(book, eve, known_on=eve) == []
