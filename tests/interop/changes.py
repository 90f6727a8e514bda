"""A docket that changes between two publications, and what its second feed means."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from attrs import evolve

from courtclock.dates import Time, to_instant
from courtclock.docket import Docket
from courtclock.feed import feed
from courtclock.feed.entries import uid
from interop.cases import KARACHI, docket, hearings
from interop.facts import Facts, meant

LATER = to_instant("2024-05-02T09:30:00+05:00")
PREVIOUS = "previous" in inspect.signature(feed).parameters


def before_a_change() -> Docket:
    """Four hearings: one will move, one will vanish, one will get an hour, one will stay."""
    given = hearings(*((KARACHI, f"2024-05-{day:02}", "09:00:00") for day in (13, 14, 15, 16)))
    names = ("moves", "vanishes", "changes", "stays")
    return docket("changed", hearings=[evolve(h, id=name) for h, name in zip(given, names, strict=True)])


def after_a_change() -> Docket:
    moves, _, changes, stays = before_a_change().hearings
    moved = (evolve(moves, on="2024-06-03"), evolve(changes, at=Time.fromisoformat("11:30:00")), stays)
    return evolve(before_a_change(), hearings=moved)


def changed() -> bytes:
    """Return the feed of a docket that has changed since it was last published."""
    parameters = inspect.signature(feed).parameters
    if not PREVIOUS:
        pytest.skip("cancelled entries did not run: `feed` takes no `previous` yet")
    more: dict[str, Any] = {"previous": feed(before_a_change())}
    if "stamp" in parameters:
        more["stamp"] = LATER
    return feed(after_a_change(), **more)


def check_change(found: dict[str, Facts]) -> None:
    """Compare what somebody made of the feed of a changed docket."""
    old, new = meant(before_a_change()), meant(after_a_change())
    ids = {name: uid("interop-changed", name) for name in ("moves", "vanishes", "changes", "stays")}
    assert found.keys() == set(ids.values())
    assert found[ids["stays"]] == old[ids["stays"]]
    for name in ("moves", "changes"):
        assert found[ids[name]] == {**new[ids[name]], "sequence": 1, "stamp": "2024-05-02T04:30:00Z"}
    gone, was = found[ids["vanishes"]], old[ids["vanishes"]]
    assert (gone["status"], gone["sequence"], gone["alarms"]) == ("CANCELLED", 1, [])
    assert (gone["start"], gone["end"], gone["kind"]) == (was["start"], was["end"], was["kind"])
    assert gone["summary"].endswith(was["summary"])
