"""`courtclock serve` as a process of its own, over real sockets: a day of a feed, and whoever means it ill."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import define, frozen

from serving import DOCKET, FAULTY, OTHER, SECRET, WIDER, Edited, folder

COMMAND = Path(sys.executable).parent / "courtclock"
PATH = f"/{SECRET}/demo.ics"
PATIENCE = 20.0  # seconds, on a machine that is busy


@frozen
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes


def _whole(answer: bytes) -> bool:
    head, end, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    return bool(end) and length is not None and len(body) >= int(length[1])


@define
class Server:
    """A running server; what it writes goes into files."""

    process: subprocess.Popen[bytes]
    port: int
    folder: Path

    @classmethod
    def start(cls, edited: Edited, *args: str) -> Server:
        place = edited.path.parent
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
        with (place / "out").open("ab") as out, (place / "err").open("ab") as err:
            at = out.tell()
            process = subprocess.Popen(
                [COMMAND, "serve", edited.path, "--port", "0", *args], stdout=out, stderr=err, env=environment
            )
        server = cls(process, 0, place)
        found = server.until(lambda: re.search(r"on http://\S+:(\d+);", server.said("out")[at:]))
        server.port = int(found[1])
        return server

    def said(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def until(self, true: Callable[[], Any]) -> Any:
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            found = true()
            if found:
                return found
            assert self.process.poll() is None, self.said("err")
            time.sleep(0.05)
        raise AssertionError(f"not within {PATIENCE} seconds; {self.said('err')}")

    def ask(self, path: str = PATH, method: str = "GET", **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
            answer = connection.getresponse()
            return Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def raw(self, data: bytes) -> bytes:
        """Send bytes as they are, and return the answer, or what there is of it when the server hangs up."""
        got = b""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as link:
            try:
                link.sendall(data)
                if b"\r\n\r\n" not in data:
                    link.shutdown(socket.SHUT_WR)  # no answer would come before more of it does
                while not _whole(got):
                    part = link.recv(65_536)
                    if not part:
                        break
                    got += part
            except TimeoutError:
                raise
            except OSError:
                pass  # refused, and closed, while it was still being sent
        return got

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    servers: list[Server] = []

    def begin(edited: Edited, *args: str) -> Server:
        servers.append(Server.start(edited, *args))
        return servers[-1]

    yield begin
    for server in servers:
        server.process.kill()
        server.process.wait(PATIENCE)


def test_the_life_of_a_feed(tmp_path: Path, start: Callable[..., Server]) -> None:
    edited = folder(tmp_path, f"clerk {SECRET}", f"desk {OTHER}")
    server = start(edited)

    # subscribe
    first = server.ask()
    assert first.status == 200
    assert b"DTSTART;VALUE=DATE:20240424" in first.body
    assert first.headers["content-length"] == str(len(first.body))
    assert "server" not in first.headers
    packed = server.ask(Accept_Encoding="gzip, br")
    assert gzip.decompress(packed.body) == first.body
    head = server.ask(method="HEAD")
    assert (head.status, head.body, head.headers["etag"]) == (200, b"", first.headers["etag"])

    # nothing new
    for condition in ({"If_None_Match": first.headers["etag"]}, {"If_Modified_Since": first.headers["last-modified"]}):
        same = server.ask(**condition)
        assert (same.status, same.body) == (304, b"")
        assert same.headers["etag"] == first.headers["etag"]
        assert same.headers["last-modified"] == first.headers["last-modified"]

    # the docket changes
    edited.write(WIDER)
    server.until(lambda: server.ask(If_None_Match=first.headers["etag"]).status == 200)
    second = server.ask(If_Modified_Since=first.headers["last-modified"])
    assert second.status == 200
    assert b"DTSTART;VALUE=DATE:20240427" in second.body

    # the docket breaks, and is mended
    edited.write(FAULTY)
    server.until(lambda: json.loads(server.ask("/healthz").body) == {"status": "degraded"})
    assert server.ask(If_None_Match=second.headers["etag"]).status == 304
    assert server.ask().body == second.body
    edited.write(WIDER)
    server.until(lambda: json.loads(server.ask("/healthz").body) == {"status": "ok"})

    # one subscriber is revoked, between two requests
    (tmp_path / "demo.tokens").write_text(f"desk {OTHER}\n")
    assert server.ask(If_None_Match=second.headers["etag"]).status == 404
    assert server.ask(f"/{OTHER}/demo.ics").status == 200

    # stop and start again
    assert server.stop() == 0
    assert server.said("out").endswith("stopped\n")
    again = start(edited)
    third = again.ask(f"/{OTHER}/demo.ics")
    assert third.body == second.body
    assert third.headers["etag"] == second.headers["etag"]
    assert third.headers["last-modified"] == second.headers["last-modified"]

    # start again with a docket that is faulty
    edited.write(FAULTY)
    assert again.stop(signal.SIGINT) == 0
    last = start(edited).ask(f"/{OTHER}/demo.ics", If_None_Match=second.headers["etag"])
    assert last.status == 304
    assert last.headers["last-modified"] == second.headers["last-modified"]

    for secret in (SECRET, OTHER, SECRET[:8], "demo.ics", "Traceback"):
        assert secret not in again.said("out") + again.said("err")


FORGED = f"GET {PATH} HTTP/1.1\r\nHost: x\r\n".encode()


@pytest.mark.parametrize(
    ("data", "statuses"),
    [
        (f"GET /{SECRET}/{'x' * 3000} HTTP/1.1\r\nHost: x\r\n\r\n".encode(), {414}),
        (FORGED + b"".join(b"X-%d: y\r\n" % n for n in range(80)) + b"\r\n", {431}),
        (FORGED + b"X: " + b"y" * 20_000 + b"\r\n\r\n", {431}),
        (FORGED + b"X: " + b"y" * 5_000_000 + b"\r\n\r\n", {400, 431, None}),
        (f"GET {'/x' * 1_000_000} HTTP/1.1\r\nHost: x\r\n\r\n".encode(), {400, 414, None}),
        (FORGED + b"Content-Length: 5000000\r\n\r\n" + b"y" * 5_000_000, {413, None}),
        (FORGED + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", {413}),
        (FORGED + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", {400, 413}),
        (FORGED + b"Content-Length: -1\r\n\r\n", {400}),
        (FORGED + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n", {200}),
        (FORGED + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n", {200}),
        (FORGED + b"Range: bytes=0-1\r\nConnection: close\r\n\r\n", {200}),
        (b"GET http://evil.example" + PATH.encode() + b" HTTP/1.1\r\nHost: x\r\n\r\n", {404}),
        (b"CONNECT " + PATH.encode() + b" HTTP/1.1\r\nHost: x\r\n\r\n", {405}),
        (b"GET " + PATH.encode() + b" \x00 HTTP/1.1\r\n\r\n", {400}),
        (PATH.encode() * 50 + b"\r\n\r\n", {400}),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + SECRET.encode() + b"\r\n\r\n", {400}),
        (b"", {None}),
        (b"GET ", {None, 400}),
    ],
)
def test_what_is_sent_by_hand(shared: Server, data: bytes, statuses: set[int | None]) -> None:
    answer = shared.raw(data)
    found = re.match(rb"HTTP/1\.1 (\d+)", answer)
    assert (int(found[1]) if found else None) in statuses
    assert SECRET.encode() not in answer
    assert b"evil" not in answer
    assert shared.ask().status == 200, "it goes on"
    assert SECRET not in shared.said("err")
    assert "Traceback" not in shared.said("err")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server.start(folder(tmp_path_factory.mktemp("shared")))
    yield server
    assert server.stop() == 0


def test_who_sends_slowly_holds_up_neither_others_nor_the_end(tmp_path: Path, start: Callable[..., Server]) -> None:
    server = start(folder(tmp_path))
    with (
        socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as half,
        socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as idle,
    ):
        half.sendall(FORGED)
        idle.sendall(FORGED + b"\r\n")
        assert idle.recv(12) == b"HTTP/1.1 200"
        for _ in range(20):
            assert server.ask().status == 200
        began = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - began < PATIENCE / 2


def run(*args: str | Path, **how: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, "serve", *args], capture_output=True, check=False, timeout=60, encoding="utf-8", **how
    )


def test_a_first_start_makes_a_secret_and_prints_none(tmp_path: Path, start: Callable[..., Server]) -> None:
    edited = Edited(tmp_path / "demo.toml")
    edited.write(DOCKET)
    server = start(edited)
    (line,) = [line for line in (tmp_path / "demo.tokens").read_text().splitlines() if not line.startswith("#")]
    name, secret = line.split()
    assert name == "subscriber"
    assert server.ask(f"/{secret}/demo.ics").status == 200
    assert secret not in server.said("out") + server.said("err")


def test_links_are_shown_on_request(tmp_path: Path) -> None:
    edited = folder(tmp_path, f"clerk {SECRET}", f"desk {OTHER}")
    done = run(edited.path, "--links", "--url", "https://feeds.example.org/")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "demo, clerk:",
        f"  https://feeds.example.org/{SECRET}/demo.ics",
        f"  webcal://feeds.example.org/{SECRET}/demo.ics",
        "demo, desk:",
        f"  https://feeds.example.org/{OTHER}/demo.ics",
        f"  webcal://feeds.example.org/{OTHER}/demo.ics",
    ]
    found = json.loads(run(edited.path, "--links", "--json").stdout)
    assert [one["subscriber"] for one in found] == ["clerk", "desk"]
    assert found[0]["url"] == f"http://127.0.0.1:8464/{SECRET}/demo.ics"


def test_a_subscriber_is_added_and_only_that_address_is_shown(tmp_path: Path) -> None:
    edited = folder(tmp_path)
    done = run(edited.path, "--add", "desk")
    assert done.returncode == 0
    assert SECRET not in done.stdout
    assert done.stdout.startswith("demo, desk:\n  http://127.0.0.1:8464/")
    again = run(edited.path, "--add", "desk")
    assert again.returncode == 1
    assert "has a line already" in again.stderr


@pytest.mark.parametrize(
    ("args", "status", "says"),
    [
        (["nothing.toml"], 2, "nothing.toml"),
        (["faulty.toml"], 1, "'soon' is not a period"),
        (["demo.toml", "--token-file", "open.tokens"], 1, "chmod 600"),
        (["demo.toml", "--token-file", "nowhere/x.tokens"], 2, "nowhere"),
        (["demo.toml", "--state", "nowhere"], 2, "--state"),
        (["demo.toml", "--host", "203.0.113.1"], 2, "cannot listen on 203.0.113.1"),
        (["demo.toml", "--host", "no such host"], 2, "cannot listen on no such host"),
        (["demo.toml", "--port", "70000"], 2, "70000"),
        (["demo.toml", "--url", "https://x.example"], 2, "--links"),
        (["demo.toml", "--links", "--url", "feeds.example.org"], 2, "https://"),
        (["demo.toml", "demo.toml"], 2, "the same"),
        ([], 2, "DOCKET"),
    ],
)
def test_a_start_that_is_refused_says_why(tmp_path: Path, args: list[str], status: int, says: str) -> None:
    folder(tmp_path)
    (tmp_path / "faulty.toml").write_text(FAULTY)
    (tmp_path / "open.tokens").write_text(f"clerk {SECRET}\n")
    (tmp_path / "open.tokens").chmod(0o644)
    done = run(*args, cwd=tmp_path)
    assert done.returncode == status
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert SECRET not in done.stdout + done.stderr


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(folder(tmp_path).path, "--port", str(port))
    assert done.returncode == 2
    assert f"port {port}" in done.stderr


@pytest.mark.parametrize(("host", "warned"), [("127.0.0.1", False), ("localhost", False), ("0.0.0.0", True)])  # noqa: S104 - the point
def test_other_machines_are_warned_of(*, tmp_path: Path, start: Callable[..., Server], host: str, warned: bool) -> None:
    server = start(folder(tmp_path), "--host", host)
    assert ("TLS proxy" in server.said("err")) is warned


def test_without_the_extra_the_command_says_what_to_install(tmp_path: Path) -> None:
    edited = folder(tmp_path)
    code = "import sys; sys.modules['starlette'] = None; from courtclock.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "serve", edited.path],
        capture_output=True,
        check=False,
        timeout=60,
        encoding="utf-8",
    )
    assert done.returncode == 2
    assert "pip install 'courtclock[serve]'" in done.stderr


def test_nothing_else_loads_what_serving_needs() -> None:
    code = (
        "import sys, courtclock.cli, courtclock.serve, courtclock.serve.tokens, courtclock.serve.book;"
        "print(sorted({'starlette', 'uvicorn', 'anyio'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert done.stdout.strip() == b"[]"
