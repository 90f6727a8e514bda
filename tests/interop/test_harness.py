"""The harness can fail: a feed with one fault is noticed, by each reader or by those that are known to notice it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from lint import findings

from interop.facts import FIELDS, Facts, meant
from interop.faults import FACTS, SOME, docket, good
from interop.readers import READERS, Reader, RefusedError

EACH = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)


def notices(reader: Reader, data: bytes) -> bool:
    """Return whether a reader refuses a feed, or tells something else than what was meant."""
    try:
        found = reader.read(data)
    except RefusedError:
        return True
    return found != expected()


@cache
def expected() -> dict[str, Facts]:
    return meant(docket())


@EACH
def test_a_reader_finds_nothing_in_the_good_feed(reader: Reader) -> None:
    if reader.missing:
        pytest.skip(reader.missing)
    assert not notices(reader, good())
    assert all(set(facts) == set(FIELDS) for facts in reader.read(good()).values())


@pytest.mark.parametrize("name", FACTS)
@EACH
def test_a_reader_notices_a_changed_fact(reader: Reader, name: str) -> None:
    if reader.missing:
        pytest.skip(reader.missing)
    bad = FACTS[name](good())
    assert bad != good(), "the fault is not in the feed"
    assert notices(reader, bad)


@pytest.mark.parametrize("name", SOME)
def test_somebody_notices_a_fault_of_form(name: str) -> None:
    fault, by = SOME[name]
    bad = fault(good())
    assert bad != good(), "the fault is not in the feed"
    there = {reader.name for reader in READERS if not reader.missing}
    noticed = {reader.name for reader in READERS if not reader.missing and notices(reader, bad)}
    if findings(bad):
        noticed.add("lint")
    must = by & (there | {"lint"})
    if not must:
        pytest.skip(f"none of {', '.join(sorted(by))} is installed")
    assert must <= noticed


def test_what_is_not_compared_is_documented() -> None:
    page = " ".join((Path(__file__).parents[2] / "docs" / "feeds.md").read_text(encoding="utf-8").split())
    for reader in READERS:
        assert f"[{reader.name}]" in page
        for why in (*(gap.why for gap in reader.gaps), *reader.refuses.values()):
            assert why in page
