"""What the library meant is what every reader understands, in a time zone that is none of the courts'."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from lint import findings

from courtclock.almanac import default_almanac
from courtclock.docket import Docket
from courtclock.feed import feed
from courtclock.feed.entries import FeedEntry, entries
from interop.cases import CASES
from interop.changes import changed, check_change
from interop.facts import FIELDS, Facts, meant
from interop.readers import READERS, Reader, RefusedError

EACH = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)


@cache
def docket(case: str) -> Docket:
    return CASES[case]()


@cache
def written(case: str) -> bytes:
    return feed(docket(case))


@cache
def shown(case: str) -> dict[str, FeedEntry]:
    return {entry.uid: entry for entry in entries(docket(case), almanac=default_almanac())[0]}


def read(reader: Reader, data: bytes, **more: Any) -> dict[str, Facts]:
    if reader.missing:
        pytest.skip(reader.missing)
    return reader.read(data, **more)


def differences(reader: Reader, case: str) -> Iterator[str]:
    found = read(reader, written(case))
    expected = meant(docket(case))
    yield from (f"{one} is not in the feed" for one in found.keys() - expected.keys())
    for one, facts in expected.items():
        if one not in found:
            yield f"{facts['summary']}: not read"
            continue
        gaps = reader.gaps_of(shown(case)[one])
        for name in FIELDS:
            if name not in gaps and found[one].get(name) != facts[name]:
                yield f"{facts['summary']}: {name} is {found[one].get(name)!r}, meant was {facts[name]!r}"


@pytest.mark.parametrize("case", CASES)
@EACH
def test_a_reader_understands_what_was_meant(reader: Reader, case: str) -> None:
    assert meant(docket(case))
    if case in reader.refuses:
        with pytest.raises(RefusedError):
            read(reader, written(case))
    else:
        assert list(differences(reader, case)) == []


@pytest.mark.parametrize("case", CASES)
def test_the_readers_agree_with_each_other(case: str) -> None:
    there = [reader for reader in READERS if not reader.missing and case not in reader.refuses]
    if len(there) < 2:
        pytest.skip("fewer than two readers are installed")
    said = {reader.name: reader.read(written(case)) for reader in there}
    for one, entry in shown(case).items():
        for name in FIELDS:
            heard = {r.name: said[r.name][one][name] for r in there if name not in r.gaps_of(entry)}
            assert len({repr(value) for value in heard.values()}) <= 1, (entry.summary, name, heard)


@pytest.mark.parametrize("case", CASES)
def test_the_lint_finds_nothing(case: str) -> None:
    assert findings(written(case)) == []


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
@EACH
def test_where_a_reader_is_changes_nothing(reader: Reader, zone: str) -> None:
    for case in ("all-day", "hours"):
        assert read(reader, written(case), zone=zone) == read(reader, written(case))


@EACH
def test_a_gap_is_still_one(reader: Reader) -> None:
    """A reader that has learned to say a fact is asked for it."""
    if not reader.gaps:
        assert not reader.refuses
    for gap in (gap for gap in reader.gaps if not gap.tasks):
        concerned = [
            (case, one)
            for case in CASES
            if case not in reader.refuses
            for one, entry in shown(case).items()
            if gap.of(entry)
        ]
        wrong = {
            fact
            for case, one in concerned
            for fact in gap.facts
            if read(reader, written(case))[one].get(fact) != meant(docket(case))[one][fact]
        }
        assert wrong == set(gap.facts), gap.why


def test_the_cases_are_what_they_are_for() -> None:
    """The facts that matter most, in figures: nothing of them comes from the code under test."""
    by_purpose = {fact["summary"]: fact for fact in meant(docket("hours")).values()}
    assert by_purpose["Hearing: us.nysd on 2024-07-05 at 23:59:00"]["start"] == "2024-07-06T03:59:00Z"
    assert by_purpose["Hearing: pk.shc on 2024-05-09 at 08:30:00"]["start"] == "2024-05-09T03:30:00Z"
    assert by_purpose["Hearing: in.sc on 2024-05-09 at 00:15:00"]["start"] == "2024-05-08T18:45:00Z"
    assert by_purpose["Hearing: gb.eaw.hc on 2024-07-05 at 23:59:00"]["start"] == "2024-07-05T22:59:00Z"
    # 72 hours from Monday, 23:59, end on Independence Day: the same hour of Friday.
    assert by_purpose["Last day: file the brief"]["end"] == "2024-07-06T03:59:00Z"
    far = {fact["summary"]: fact for fact in meant(docket("far")).values()}
    assert far["Hearing: us.nysd on 2045-07-14 at 10:00:00"]["start"] == "2045-07-14T14:00:00Z"
    assert far["Hearing: us.nysd on 2045-03-12 at 10:00:00"]["start"] == "2045-03-12T14:00:00Z"
    assert far["Hearing: us.nysd on 2045-11-05 at 10:00:00"]["start"] == "2045-11-05T15:00:00Z"
    week = next(f for f in meant(docket("all-day")).values() if f["summary"] == "Last day: withdraw the letter")
    assert (week["start"], week["end"]) == ("2024-04-24", "2024-04-25")
    assert week["alarms"] == ["2024-04-17T09:00:00", "2024-04-21T09:00:00", "2024-04-23T09:00:00"]
    assert {fact["status"] for fact in meant(docket("doubt")).values()} == {"TENTATIVE"}


@EACH
def test_a_change_is_understood(reader: Reader) -> None:
    check_change(read(reader, changed()))


def test_the_lint_finds_nothing_in_a_changed_feed() -> None:
    assert findings(changed()) == []
