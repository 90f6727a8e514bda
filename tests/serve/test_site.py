"""The answers of the application: what opens a feed, what is refused and how, what the headers say."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import logging
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtclock.docket import loads
from courtclock.errors import CourtclockError, DocketFault, ServeRefused, TokenFault
from courtclock.feed import feed
from courtclock.serve import app
from courtclock.serve.conditions import http_date
from courtclock.serve.site import Site
from serving import DOCKET, FAULTY, OTHER, SECRET, START, WIDER, Answer, Clock, Edited, ask, folder

PATH = f"/{SECRET}/demo.ics"
GZIP = [("Accept-Encoding", "gzip")]


def site(edited: Edited, clock: Clock | None = None, **more: Any) -> Site:
    return Site.open([edited.path], now=clock or Clock(), **more)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(folder(tmp_path_factory.mktemp("served")))


def refused(answer: Answer, status: int) -> None:
    """Check that a refusal says nothing that was asked, and nothing of what there is."""
    assert answer.status == status
    assert re.fullmatch(rb"[a-zA-Z ]+\n", answer.body)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not {"etag", "last-modified", "location", "content-disposition"} & answer.headers.keys()
    assert SECRET not in str(answer.headers)


# ------------------------------------------------------------------ what opens


def test_a_feed_is_sent_with_what_a_calendar_program_needs(served: Site) -> None:
    answer = ask(served, PATH)
    assert answer.status == 200
    assert answer.body == feed(loads(DOCKET.encode()))
    assert answer.headers == {
        "content-type": "text/calendar; charset=utf-8",
        "content-disposition": 'inline; filename="demo.ics"',
        "content-length": str(len(answer.body)),
        "etag": f'"{hashlib.sha256(answer.body).hexdigest()}"',
        "last-modified": "Thu, 18 Apr 2024 09:00:00 GMT",
        "cache-control": "private, max-age=0, must-revalidate",
        "vary": "Accept-Encoding",
        "referrer-policy": "no-referrer",
        "x-robots-tag": "noindex, nofollow, noarchive",
        "x-content-type-options": "nosniff",
    }


def test_the_packed_form_has_a_strong_tag_of_its_own(served: Site) -> None:
    plain, packed = ask(served, PATH), ask(served, PATH, headers=GZIP)
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] == f'"{hashlib.sha256(packed.body).hexdigest()}"'
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert len(packed.body) < len(plain.body) / 2


@pytest.mark.parametrize("headers", [[], GZIP])
def test_head_says_what_get_would_and_sends_nothing(served: Site, headers: list[tuple[str, str]]) -> None:
    get, head = (ask(served, PATH, method, headers) for method in ("GET", "HEAD"))
    assert head.status == 200
    assert head.headers == get.headers
    assert head.body == b""


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("asked", [[], GZIP])
@pytest.mark.parametrize("had", [[], GZIP])
def test_who_has_either_form_is_told_so_with_the_same_validators(
    served: Site, method: str, asked: list[tuple[str, str]], had: list[tuple[str, str]]
) -> None:
    first, whole = ask(served, PATH, headers=had), ask(served, PATH, headers=asked)
    for condition in (
        ("If-None-Match", first.headers["etag"]),
        ("If-None-Match", f"W/{first.headers['etag']}"),
        ("If-Modified-Since", first.headers["last-modified"]),
    ):
        answer = ask(served, PATH, method, [*asked, condition])
        assert answer.status == 304
        assert answer.body == b""
        for name in ("etag", "last-modified", "cache-control", "vary"):
            assert answer.headers[name] == whole.headers[name]
        assert not {"content-length", "content-type", "content-encoding"} & answer.headers.keys()


def test_several_lines_of_if_none_match_are_one_list(served: Site) -> None:
    etag = ask(served, PATH).headers["etag"]
    lines = [("If-None-Match", '"x"'), ("If-None-Match", etag)]
    assert ask(served, PATH, headers=lines).status == 304


def test_the_tag_wins_over_the_date(served: Site) -> None:
    first = ask(served, PATH)
    since = ("If-Modified-Since", first.headers["last-modified"])
    assert ask(served, PATH, headers=[("If-None-Match", '"x"'), since]).status == 200
    old = ("If-Modified-Since", http_date(START - timedelta(days=1)))
    assert ask(served, PATH, headers=[("If-None-Match", first.headers["etag"]), old]).status == 304


def test_a_query_is_not_looked_at(served: Site) -> None:
    assert ask(served, PATH, query=b"nocache=1").status == 200


def test_a_real_client_reads_it(served: Site) -> None:
    async def get() -> tuple[httpx.Response, httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(served), base_url="http://test") as client:
            first = await client.get(PATH)
            return first, await client.get(PATH, headers={"If-None-Match": first.headers["etag"]})

    first, second = asyncio.run(get())
    assert first.text.startswith("BEGIN:VCALENDAR\r\n")
    assert first.headers["content-encoding"] == "gzip"
    assert second.status_code == 304


def test_an_id_that_needs_encoding_has_an_address(tmp_path: Path) -> None:
    edited = folder(tmp_path, text=DOCKET.replace('id = "demo"', 'id = "a/b ü"', 1))
    found = site(edited)
    answer = ask(found, f"/{SECRET}/a%2Fb%20%C3%BC.ics")
    assert answer.status == 200
    assert answer.headers["content-disposition"] == 'inline; filename="a-b.ics"'
    assert ask(found, f"/{SECRET}/a/b%20%C3%BC.ics").status == 404


def test_under_a_prefix_the_prefix_is_not_part_of_the_path(served: Site) -> None:
    assert ask(served, f"/feeds{PATH}", root_path="/feeds").status == 200
    assert ask(served, f"/feeds{PATH}").status == 404


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "",
        "//",
        "/demo.ics",
        f"/{SECRET}",
        f"/{SECRET}/",
        f"/{SECRET}/demo",
        f"/{SECRET}/demo.ICS",
        f"/{SECRET}/other.ics",
        f"/{SECRET}/demo.toml",
        f"/{SECRET}/demo.tokens",
        f"/{SECRET}/demo.served.ics",
        f"/{SECRET}/demo.ics/",
        f"//{SECRET}/demo.ics",
        f"/x/{SECRET}/demo.ics",
        f"/{SECRET}/../{SECRET}/demo.ics",
        f"/{SECRET}/./demo.ics",
        f"/{SECRET}/../../../../etc/passwd",
        f"/{SECRET}/..%2f..%2fetc%2fpasswd",
        f"/{SECRET}/%2e%2e/demo.ics",
        f"/{SECRET}/demo.ics%00",
        f"/{SECRET}/demo.ics%0d%0aX:%20y",
        f"/{SECRET}/%c0%ae%c0%ae.ics",
        f"/{SECRET}/%ff.ics",
        f"/{SECRET}/%",
        f"/{SECRET}\\demo.ics",
        f"/{SECRET.lower()}/demo.ics",
        f"/{SECRET[:-1]}/demo.ics",
        f"/{SECRET}0/demo.ics",
        f"/{SECRET}%00/demo.ics",
        "//demo.ics",
        "/clerk/demo.ics",
        "/*/demo.ics",
        "/../demo.ics",
        "http://127.0.0.1/x/demo.ics",
        "/healthz/",
        "/robots.txt",
        "/favicon.ico",
        "*",
    ],
)
def test_every_other_path_is_not_found(served: Site, path: str) -> None:
    for method in ("GET", "HEAD"):
        refused(ask(served, path, method), 404)


@given(st.binary(max_size=60))
def test_no_path_opens_but_the_right_one(served: Site, path: bytes) -> None:
    if path != b"healthz":
        assert ask(served, b"/" + path).status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "X"])
@pytest.mark.parametrize("path", [PATH, "/x/demo.ics", "/healthz"])
def test_other_methods_are_refused_alike_everywhere(served: Site, method: str, path: str) -> None:
    answer = ask(served, path, method)
    refused(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("status", "how"),
    [
        (414, {"path": PATH + "x" * 2048}),
        (414, {"path": PATH, "query": b"x" * 2048}),
        (431, {"path": PATH, "headers": [(f"X-{n}", "y") for n in range(65)]}),
        (431, {"path": PATH, "headers": [("X", "y" * 16_384)]}),
        (413, {"path": PATH, "headers": [("Content-Length", "1")]}),
        (413, {"path": PATH, "headers": [("Content-Length", "99999999999")]}),
        (413, {"path": PATH, "headers": [("Transfer-Encoding", "chunked")]}),
        (413, {"path": PATH, "method": "POST", "headers": [("Content-Length", "1")]}),
    ],
)
def test_what_is_too_large_is_refused(served: Site, status: int, how: dict[str, Any]) -> None:
    refused(ask(served, **how), status)


def test_a_body_of_no_bytes_is_none(served: Site) -> None:
    assert ask(served, PATH, headers=[("Content-Length", "0")]).status == 200


def test_a_websocket_is_closed(served: Site) -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    asyncio.run(served({"type": "websocket", "path": PATH, "headers": []}, receive, send))
    assert [message["type"] for message in sent] == ["websocket.close"]


def test_an_error_of_ours_is_500_and_shows_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> Any:
        raise RuntimeError(PATH)

    found = site(folder(tmp_path))
    refused(ask(Site(found.books, found.tokens, broken), PATH), 500)
    assert "RuntimeError" in caplog.text
    assert SECRET not in caplog.text
    assert "Traceback" not in caplog.text


# ------------------------------------------------------------------ over time


def test_each_subscriber_has_a_secret_that_is_revoked_alone(tmp_path: Path) -> None:
    edited = folder(tmp_path, f"clerk {SECRET}", f"desk {OTHER}")
    found = site(edited)
    assert [ask(found, f"/{one}/demo.ics").status for one in (SECRET, OTHER)] == [200, 200]
    (tmp_path / "demo.tokens").write_text(f"# clerk {SECRET}\ndesk {OTHER}\n")
    assert [ask(found, f"/{one}/demo.ics").status for one in (SECRET, OTHER)] == [404, 200]


def test_a_revoked_secret_is_refused_also_where_the_client_has_the_feed(tmp_path: Path) -> None:
    found = site(folder(tmp_path))
    etag = ask(found, PATH).headers["etag"]
    (tmp_path / "demo.tokens").write_text("")
    refused(ask(found, PATH, headers=[("If-None-Match", etag)]), 404)


def test_a_change_renews_tag_and_date_and_nothing_goes_back(tmp_path: Path) -> None:
    clock = Clock()
    edited = folder(tmp_path)
    found = site(edited, clock)
    seen = [ask(found, PATH)]
    for text in (WIDER, DOCKET, WIDER):
        edited.write(text)
        for _ in range(2):
            clock.forward(seconds=1)
            found.refresh()
        condition = ("If-Modified-Since", seen[-1].headers["last-modified"])
        seen.append(ask(found, PATH, headers=[condition]))
        assert seen[-1].status == 200
    times = [answer.modified for answer in seen]
    assert times == sorted(set(times))


def test_a_faulty_docket_is_degraded_and_served(tmp_path: Path) -> None:
    edited = folder(tmp_path)
    found = site(edited)
    before = ask(found, PATH)
    assert ask(found, "/healthz").body == b'{"status": "ok"}'
    edited.write(FAULTY)
    found.refresh()
    found.refresh()
    health = ask(found, "/healthz")
    assert (health.status, health.body) == (200, b'{"status": "degraded"}')
    assert ask(found, "/healthz", "HEAD").headers == health.headers
    assert ask(found, PATH) == before


def test_a_file_that_is_not_looked_at_any_more_is_degraded(tmp_path: Path) -> None:
    clock = Clock()
    found = site(folder(tmp_path), clock)
    clock.forward(minutes=4)
    assert ask(found, "/healthz").body == b'{"status": "ok"}'
    clock.forward(minutes=2)
    assert ask(found, "/healthz").body == b'{"status": "degraded"}'
    found.refresh()
    assert ask(found, "/healthz").body == b'{"status": "ok"}'


def test_a_token_file_that_went_bad_is_degraded(tmp_path: Path) -> None:
    found = site(folder(tmp_path))
    with (tmp_path / "demo.tokens").open("a") as file:
        file.write("desk short\n")
    assert ask(found, "/healthz").body == b'{"status": "degraded"}'
    assert ask(found, PATH).status == 200


def test_of_two_dockets_one_that_is_faulty_waits_and_the_other_is_served(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    good, bad = folder(tmp_path), folder(other, f"clerk {OTHER}", text=FAULTY.replace('"demo"', '"bad"', 1))
    clock = Clock()
    found = Site.open([good.path, bad.path], now=clock)
    assert ask(found, PATH).status == 200
    waiting = ask(found, f"/{OTHER}/bad.ics")
    refused(waiting, 503)
    assert waiting.headers["retry-after"] == "3600"
    refused(ask(found, "/x/bad.ics"), 404)
    assert ask(found, "/healthz").body == b'{"status": "degraded"}'
    bad.write(DOCKET.replace('"demo"', '"bad"', 1))
    for _ in range(2):
        clock.forward(seconds=1)
        found.refresh()
    assert ask(found, f"/{OTHER}/bad.ics").status == 200
    # The secret of one docket does not open another.
    refused(ask(found, f"/{SECRET}/bad.ics"), 404)
    refused(ask(found, f"/{OTHER}/demo.ics"), 404)


def test_one_token_file_can_open_all(tmp_path: Path) -> None:
    first, second = folder(tmp_path), Edited(tmp_path / "second.toml")
    second.write(DOCKET.replace('"demo"', '"second"', 1))
    found = Site.open([first.path, second.path], tokens=tmp_path / "demo.tokens", now=Clock())
    assert [ask(found, f"/{SECRET}/{name}.ics").status for name in ("demo", "second")] == [200, 200]
    assert not (tmp_path / "second.tokens").exists()


def test_behind_one_token_file_a_docket_that_waits_does_not_stand_before_the_others(tmp_path: Path) -> None:
    bad, good = folder(tmp_path, text=FAULTY), Edited(tmp_path / "second.toml")
    good.write(DOCKET.replace('"demo"', '"second"', 1))
    found = Site.open([bad.path, good.path], tokens=tmp_path / "demo.tokens", now=Clock())
    assert ask(found, f"/{SECRET}/second.ics").status == 200
    refused(ask(found, f"/{SECRET}/demo.ics"), 503)


def test_a_docket_with_another_id_has_the_address_that_is_shown_after_a_start(tmp_path: Path) -> None:
    edited, clock = folder(tmp_path), Clock()
    Site.open([edited.path], now=clock)
    edited.write(DOCKET.replace('"demo"', '"beta"', 1))
    found = Site.open([edited.path], now=clock)
    assert ask(found, f"/{SECRET}/beta.ics").status == 200
    refused(ask(found, PATH), 404)
    assert ask(found, "/healthz").body == b'{"status": "ok"}'


def test_what_is_logged_opens_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    edited = folder(tmp_path)
    with caplog.at_level(logging.DEBUG):
        found = site(edited)
        ask(found, PATH)
        ask(found, PATH, "BREW\r\nforged: line")
        ask(found, f"/{OTHER}/demo.ics")
        ask(found, PATH + "x" * 3000)
        edited.write(FAULTY)
        found.refresh()
        found.refresh()
    lines = [record.getMessage() for record in caplog.records if record.name == "courtclock.serve"]
    assert "GET 200 " in "\n".join(lines)
    assert lines[1].endswith(" clerk")
    assert "forged" not in caplog.text
    for secret in (SECRET, OTHER, SECRET[:8], "demo.ics"):
        assert secret not in caplog.text


# ------------------------------------------------------------------ what is refused at the start


@pytest.mark.parametrize(
    ("prepare", "kind", "says"),
    [
        (lambda e: e.write(FAULTY), DocketFault, "'soon' is not a period"),
        (lambda e: e.path.with_suffix(".tokens").write_text("clerk short\n"), TokenFault, "can be guessed"),
    ],
)
def test_a_start_that_could_serve_nothing_is_refused(
    tmp_path: Path, prepare: Any, kind: type[CourtclockError], says: str
) -> None:
    edited = folder(tmp_path)
    prepare(edited)
    with pytest.raises(kind, match=says):
        app([edited.path])


def test_two_dockets_at_one_address_are_refused(tmp_path: Path) -> None:
    first, second = folder(tmp_path), Edited(tmp_path / "second.toml")
    second.write(DOCKET)
    with pytest.raises(ServeRefused, match=r"ids of dockets are the same: demo"):
        app([first.path, second.path])
    with pytest.raises(ServeRefused, match="docket files are the same"):
        app([first.path, first.path])
    with pytest.raises(ServeRefused, match="no docket file"):
        app([])


def test_two_files_of_one_name_cannot_share_a_state(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    first, second = folder(tmp_path), folder(tmp_path / "a")
    with pytest.raises(ServeRefused, match="--state"):
        app([first.path, second.path], state=tmp_path)


def test_the_application_follows_the_file_while_it_lives(tmp_path: Path) -> None:
    edited = folder(tmp_path)
    found = app([edited.path], interval=0.01)

    async def live() -> list[bytes]:
        async with (
            httpx.AsyncClient(transport=httpx.ASGITransport(found), base_url="http://test") as client,
            found.router.lifespan_context(found),
        ):
            bodies = [(await client.get(PATH)).content]
            edited.write(WIDER)
            for _ in range(500):
                bodies.append((await client.get(PATH)).content)
                if bodies[-1] != bodies[0]:
                    break
                await asyncio.sleep(0.01)
            return bodies

    bodies = asyncio.run(live())
    assert b"20240427" not in bodies[0]
    assert b"20240427" in bodies[-1]
