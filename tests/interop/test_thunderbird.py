"""Thunderbird itself subscribes to the feeds and shows what was meant."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from courtclock.feed import feed
from interop.cases import CASES
from interop.changes import changed, check_change
from interop.facts import meant
from interop.faults import FACTS, SOME, docket, good
from interop.readers import RefusedError
from interop.servers import THUNDERBIRD
from interop.thunderbird import Thunderbird, thunderbird

# Some of each kind; a second is what each costs.
NOTICED = (
    "an hour shifted",
    "a day shifted",
    "a local time without its zone",
    "a summary cut",
    "a status changed",
    "a reminder later",
    "an entry lost",
    "half a file",
    "icalendar's VTIMEZONE",
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Thunderbird]:
    if THUNDERBIRD.missing:
        pytest.skip(THUNDERBIRD.missing)
    with thunderbird(tmp_path_factory.mktemp("thunderbird")) as one:
        yield one


@pytest.mark.parametrize("case", CASES)
def test_thunderbird_shows_what_was_meant(client: Thunderbird, case: str) -> None:
    assert client.read(feed(CASES[case]())) == meant(CASES[case]())


def test_thunderbird_understands_a_change(client: Thunderbird) -> None:
    check_change(client.read(changed()))


@pytest.mark.parametrize("name", NOTICED)
def test_thunderbird_notices_a_fault(client: Thunderbird, name: str) -> None:
    fault = FACTS[name] if name in FACTS else SOME[name][0]
    try:
        found = client.read(fault(good()))
    except RefusedError:
        return
    assert found != meant(docket())
