"""Thunderbird itself subscribes to the feeds and shows what was meant."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from courtclock.feed import feed
from interop.cases import CASES
from interop.changes import changed, check_change
from interop.facts import meant
from interop.faults import FACTS, docket, good
from interop.readers import RefusedError
from interop.servers import THUNDERBIRD
from interop.thunderbird import Thunderbird, thunderbird

OVERLOOKED = {"an entry twice"}  # to it that is one entry


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


@pytest.mark.parametrize("name", [name for name in FACTS if name not in OVERLOOKED])
def test_thunderbird_notices_a_changed_fact(client: Thunderbird, name: str) -> None:
    try:
        found = client.read(FACTS[name](good()))
    except RefusedError:
        return
    assert found != meant(docket())
