"""Programs that are not one reader of one file: a CalDAV server, a synchroniser, and a server of files for clients."""

from __future__ import annotations

import base64
import http.client
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from attrs import frozen

from interop.readers import BUILT, TOKYO

BIN = BUILT / "servers" / "bin"
LOOPBACK = "127.0.0.1"
PATIENCE = 30.0  # seconds until a program that does not answer has failed


@frozen(kw_only=True)
class Program:
    """A program of which it matters whether it is there."""

    name: str
    path: Path | str
    version: tuple[str, ...]

    @property
    def missing(self) -> str:
        if isinstance(self.path, Path):
            there, place = self.path.exists(), str(self.path.relative_to(BUILT.parents[2]))
        else:
            there, place = shutil.which(self.path) is not None, self.path
        return "" if there else f"{self.name} did not run: {place} not found"

    def said_version(self) -> str:
        run = subprocess.run(self.version, capture_output=True, text=True, check=False)
        found = re.search(r"\d+(\.\d+)+\S*", run.stdout + run.stderr)
        return found[0] if found else "of unknown version"


RADICALE = Program(name="Radicale", path=BIN / "radicale", version=(str(BIN / "radicale"), "--version"))
VDIRSYNCER = Program(name="vdirsyncer", path=BIN / "vdirsyncer", version=(str(BIN / "vdirsyncer"), "--version"))
THUNDERBIRD = Program(name="Thunderbird", path="thunderbird", version=("thunderbird", "--version"))
OTHERS = (RADICALE, VDIRSYNCER, THUNDERBIRD)


def free_port() -> int:
    with socket.socket() as one:
        one.bind((LOOPBACK, 0))
        port: int = one.getsockname()[1]
        return port


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until something listens there."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with status {process.returncode}")
        try:
            socket.create_connection((LOOPBACK, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"{process.args!r} does not listen on port {port}")


@contextmanager
def running(command: list[str], port: int, log: Path, env: Mapping[str, str] | None = None) -> Iterator[None]:
    """Run a program that listens on a port of the loopback, and end it."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env={**os.environ, "TZ": TOKYO, **(env or {})})
        try:
            wait_for(port, process)
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class Answer:
    """An answer of an HTTP server: its status, its headers, its body."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def etag(self) -> str:
        return self.headers["ETag"] or ""


@frozen
class CalDav:
    """A client of a CalDAV server, no larger than the tests need."""

    port: int
    user: str = "desk"

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=PATIENCE)
        login = base64.b64encode(f"{self.user}:any".encode()).decode()
        sent = {"Authorization": f"Basic {login}", **{k.replace("_", "-"): v for k, v in headers.items()}}
        try:
            connection.request(method, f"/{self.user}/{path}", body=body, headers=sent)
            return Answer(connection.getresponse())
        finally:
            connection.close()


@contextmanager
def radicale(folder: Path) -> Iterator[CalDav]:
    """Run a Radicale of one's own."""
    port = free_port()
    command = [str(BIN / "radicale"), "--config", "", "--hosts", f"{LOOPBACK}:{port}", "--auth-type", "none"]
    command += ["--storage-filesystem-folder", str(folder / "collections")]
    with running(command, port, folder / "radicale.log"):
        yield CalDav(port)


@contextmanager
def published(feeds: Mapping[str, bytes]) -> Iterator[str]:
    """Serve feeds by name on the loopback; gives the address before the name."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = feeds.get(self.path.removeprefix("/"))
            self.send_response(404 if data is None else 200)
            self.send_header("Content-Type", "text/calendar; charset=utf-8")
            self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((LOOPBACK, 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
