"""A feed goes into a CalDAV server (Radicale, on the loopback), is read back, changed and deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from courtclock.almanac import default_almanac
from courtclock.docket import Docket
from courtclock.feed import feed
from courtclock.feed.entries import entries, uid
from interop.cases import CASES
from interop.changes import after_a_change, before_a_change
from interop.facts import Facts, meant
from interop.readers import READERS, VOBJECT, Gap, clocks_change_near
from interop.servers import RADICALE, CalDav, radicale

DAV = "{DAV:}"
COLLECTION = "calendar/"
# Radicale does not keep the VTIMEZONE that it is given; it has vobject write another one.
REWRITTEN = Gap(
    ("start", "end", "alarms"),
    "its VTIMEZONEs begin in 2000, and clocks go back an hour late in them",
    lambda entry: entry.begins.year < 2000 or clocks_change_near(entry, days=1),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CalDav]:
    if RADICALE.missing:
        pytest.skip(RADICALE.missing)
    with radicale(tmp_path_factory.mktemp("radicale")) as client:
        yield client


def objects(data: bytes) -> dict[str, bytes]:
    """Return a calendar object for each entry of a feed, with the zones that it names (RFC 4791 4.1)."""
    zones = {
        re.findall(rb"TZID:(.*)\r\n", zone)[0]: zone
        for zone in re.findall(rb"BEGIN:VTIMEZONE.*?END:VTIMEZONE\r\n", data, flags=re.DOTALL)
    }
    head = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//courtclock//interop//EN\r\n"
    found = {}
    for event in re.findall(rb"BEGIN:VEVENT.*?END:VEVENT\r\n", data, flags=re.DOTALL):
        used = b"".join(zones[name] for name in sorted(set(re.findall(rb";TZID=([^:]*):", event))))
        name = re.findall(rb"\r\nUID:(.*)\r\n", event)[0].decode()
        found[name] = head + used + event + b"END:VCALENDAR\r\n"
    return found


def kept(server: CalDav, collection: str) -> bytes:
    answer = server.ask("GET", collection)
    assert answer.status == 200
    return answer.body


def read(data: bytes) -> Iterator[dict[str, Facts]]:
    """Give what each reader that takes everything makes of it."""
    for reader in READERS:
        if not reader.missing and not reader.gaps:
            yield reader.read(data)


def compared(docket: Docket, facts: dict[str, Facts]) -> dict[str, Facts]:
    """Return the facts that are compared."""
    found = dict(facts)
    for entry in entries(docket, almanac=default_almanac())[0]:
        if REWRITTEN.of(entry) and entry.uid in found:
            found[entry.uid] = {k: v for k, v in found[entry.uid].items() if k not in REWRITTEN.facts}
    return found


def put_all(server: CalDav, collection: str, data: bytes) -> dict[str, str]:
    """Put the objects of a feed into a new collection; gives the entity tags."""
    assert server.ask("MKCALENDAR", collection).status == 201
    tags = {}
    for name, body in objects(data).items():
        answer = server.ask("PUT", f"{collection}{name}.ics", body, Content_Type="text/calendar", If_None_Match="*")
        assert answer.status == 201, answer.body
        tags[name] = answer.etag
    return tags


@pytest.mark.parametrize("case", CASES)
def test_a_feed_put_whole_is_read_back(server: CalDav, case: str) -> None:
    docket = CASES[case]()
    answer = server.ask("PUT", f"whole-{case}/", feed(docket), Content_Type="text/calendar")
    assert answer.status == 201, answer.body
    expected = compared(docket, meant(docket))
    for found in read(kept(server, f"whole-{case}/")):
        assert compared(docket, found) == expected


def test_the_zones_that_radicale_writes_are_still_wrong(server: CalDav) -> None:
    """Else all facts are to be compared."""
    docket = CASES["far"]()
    server.ask("PUT", "still/", feed(docket), Content_Type="text/calendar")
    assert VOBJECT.read(kept(server, "still/")) != meant(docket)


@pytest.mark.parametrize("case", ["all-day", "hours", "doubt", "x-restoration"])
def test_entries_put_one_by_one_are_read_back(server: CalDav, case: str) -> None:
    docket = CASES[case]()
    tags = put_all(server, f"one-by-one-{case}/", feed(docket))
    assert tags.keys() == meant(docket).keys()
    assert VOBJECT.read(kept(server, f"one-by-one-{case}/")) == meant(docket)
    name, facts = next(iter(meant(docket).items()))
    assert VOBJECT.read(server.ask("GET", f"one-by-one-{case}/{name}.ics").body) == {name: facts}


def test_a_changed_entry_takes_the_place_of_the_old_one_and_a_deleted_one_is_gone(server: CalDav) -> None:
    before, after = before_a_change(), after_a_change()
    tags = put_all(server, COLLECTION, feed(before))
    moved, gone = uid("interop-changed", "moves"), uid("interop-changed", "vanishes")
    path = f"{COLLECTION}{moved}.ics"
    body = objects(feed(after))[moved]

    assert server.ask("PUT", path, body, Content_Type="text/calendar", If_None_Match="*").status == 412
    changed = server.ask("PUT", path, body, Content_Type="text/calendar", If_Match=tags[moved])
    assert changed.status in {201, 204}
    assert changed.etag != tags[moved]
    late = server.ask("PUT", path, body, Content_Type="text/calendar", If_Match=tags[moved])
    assert late.status == 412  # who has not seen the change does not overwrite it

    assert server.ask("DELETE", f"{COLLECTION}{gone}.ics", If_Match=tags[gone]).status in {200, 204}
    expected = {**meant(before), moved: meant(after)[moved]}
    del expected[gone]
    for found in read(kept(server, COLLECTION)):
        assert found == expected


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


QUERY = """<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
<d:prop><d:getetag/></d:prop>
<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">
<c:time-range start="{}" end="{}"/>
</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"""


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("20240709T000000Z", "20240710T000000Z"),  # nothing
        ("20240508T190000Z", "20240508T193000Z"),  # a quarter past midnight in Karachi
        ("20240706T035900Z", "20240706T040000Z"),  # 23:59 in New York
        ("20240501T000000Z", "20240601T000000Z"),
        ("20241231T000000Z", "20250102T000000Z"),
    ],
)
def test_a_search_by_time_finds_what_stands_there(server: CalDav, start: str, end: str) -> None:
    docket = CASES["hours"]()
    collection = f"search-{start}/"
    put_all(server, collection, feed(docket))
    answer = server.ask("REPORT", collection, QUERY.format(start, end).encode(), Depth="1", Content_Type="text/xml")
    assert answer.status == 207
    hrefs = [href.text or "" for href in ET.fromstring(answer.body).iter(f"{DAV}href")]  # noqa: S314 - from our own server
    low, high = (datetime.strptime(at, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) for at in (start, end))
    expected = {
        name for name, facts in meant(docket).items() if moment(facts["start"]) < high and moment(facts["end"]) > low
    }
    assert {Path(href).stem for href in hrefs} == expected
