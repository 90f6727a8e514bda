"""Thunderbird itself subscribes to the feeds and shows what was meant."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from interop.cases import CASES
from interop.facts import meant
from interop.readers import RefusedError
from interop.servers import THUNDERBIRD
from interop.test_harness import FACTS, docket, good
from interop.test_interop import check_change, changed
from interop.thunderbird import Thunderbird, thunderbird

from courtclock.feed import feed

# Since an entry twice is one entry to it, as it is to whoever looks at it.
OVERLOOKED = {"an entry twice"}


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
