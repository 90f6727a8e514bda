"""Feeds of every style: tasks, ladders of reminders, reminders as entries, hours as blocks and days, brief ones."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import Any

import pytest
from lint import findings

from courtclock.almanac import default_almanac
from courtclock.feed import feed
from courtclock.feed.entries import FeedEntry
from interop.cases import CASES
from interop.facts import FIELDS, of_entry
from interop.readers import READERS, TSICS, Reader

EACH = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
CASE = pytest.mark.parametrize("case", ["all-day", "hours", "doubt", "x-restoration"])
STYLES: dict[str, dict[str, Any]] = {
    "tasks": {"tasks": True},
    "tasks by the day": {"tasks": True, "hours": "ALL_DAY"},
    "long ladder": {"ladder": "LONG"},
    "court week": {"ladder": "COURT_WEEK"},
    "no reminders": {"ladder": "NONE"},
    "reminders as entries": {"ladder": "STANDARD", "remind": "ENTRIES"},
    "both": {"hours": "BOTH"},
    "brief": {"brief": True},
}


def styled(case: str, name: str) -> tuple[bytes, list[FeedEntry]]:
    """Return a feed of that style, and the entries that it was made of."""
    if "style" not in inspect.signature(feed).parameters:
        pytest.skip("feeds of other styles did not run: `feed` takes no `style` yet")
    # Imported here, by name: a feed that knows no styles has no such modules.
    style_of, made = import_module("courtclock.feed.style"), import_module("courtclock.feed.made")
    kinds = {"hours": style_of.Hours, "ladder": style_of.Ladder, "remind": style_of.Remind}
    style = style_of.Style(**{key: kinds[key][at] if key in kinds else at for key, at in STYLES[name].items()})
    docket, memory = CASES[case](), made.FeedMemory()
    parts = made.made_of(docket, style, almanac=default_almanac(), known_on=None, memory=memory)
    more: dict[str, Any] = {"style": style}
    return feed(docket, **more), [entry for part in parts for entry in part.entries]


@pytest.mark.parametrize("name", STYLES)
@CASE
@EACH
def test_a_reader_understands_a_style(reader: Reader, case: str, name: str) -> None:
    if reader.missing:
        pytest.skip(reader.missing)
    data, entries = styled(case, name)
    found = reader.read(data)
    assert found.keys() == {entry.uid for entry in entries}
    for entry in entries:
        bells: tuple[int, ...] = getattr(entry, "alarms", ())
        task = getattr(entry, "task", None)
        expected, said = of_entry(entry, bells, task), found[entry.uid]
        compared = [fact for fact in FIELDS if fact not in reader.gaps_of(entry, task=task is not None)]
        assert {fact: said[fact] for fact in compared} == {fact: expected[fact] for fact in compared}


@pytest.mark.parametrize("name", [name for name in STYLES if "tasks" not in name])
@CASE
def test_the_lint_finds_nothing_in_a_style(case: str, name: str) -> None:
    assert findings(styled(case, name)[0]) == []


def test_the_gap_of_tasks_is_still_one() -> None:
    if TSICS.missing:
        pytest.skip(TSICS.missing)
    data, entries = styled("all-day", "tasks")
    found = TSICS.read(data)
    for entry in entries:
        assert found[entry.uid]["description"] != of_entry(entry)["description"]
        assert found[entry.uid]["alarms"] == []
