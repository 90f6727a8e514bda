"""A load on `courtclock serve`: so many requests a second, on time, from a second process. See README.md beside this.

The requests leave on a clock, whether the answers before them have come or not. Each has a connection of its own, as
those of calendar programs have. Meanwhile the docket changes every two seconds. A request is lost if it has no whole
answer; an answer is wrong if its status is not the expected one, its body not that of its tag, or its date goes back.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import hashlib
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from email.utils import parsedate_to_datetime
from pathlib import Path

from attrs import define, field

DOCKET = Path(__file__).parents[1] / "examples" / "x-restoration.toml"
SECRET = secrets.token_urlsafe(24)  # of a server that lives for seconds, on loopback
PATIENCE = 10.0
OK, SAME = 200, 304
# What calendar programs ask, out of ten: mostly whether there is anything new.
KINDS = ("tag", "tag", "tag", "date", "date", "gzip", "gzip", "plain", "head", "stranger")
EXPECTED = {"tag": {200, 304}, "date": {200, 304}, "gzip": {200}, "plain": {200}, "head": {200}, "stranger": {404}}


@define
class Tally:
    """What came back."""

    sent: int = 0
    statuses: Counter[int] = field(factory=Counter)
    wrong: list[str] = field(factory=list)
    times: list[float] = field(factory=list)
    feeds: set[str] = field(factory=set)
    etag: str = '""'
    modified: str = "Thu, 01 Jan 1970 00:00:00 GMT"


async def request(port: int, kind: str, tally: Tally) -> None:
    """Send one request and check its answer."""
    path = f"/{'x' * 32 if kind == 'stranger' else SECRET}/x-restoration.ics"
    more = {
        "tag": f"If-None-Match: {tally.etag}\r\n",
        "date": f"If-Modified-Since: {tally.modified}\r\n",
        "gzip": "Accept-Encoding: gzip\r\n",
    }.get(kind, "")
    modified_before = parsedate_to_datetime(tally.modified)
    began = time.perf_counter()
    tally.sent += 1
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            method = "HEAD" if kind == "head" else "GET"
            writer.write(f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{more}\r\n".encode())
            answer = await reader.read()
            writer.close()
    except (OSError, TimeoutError) as error:
        tally.wrong.append(f"{kind}: lost, {type(error).__name__}")
        return
    tally.times.append(time.perf_counter() - began)
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
    status = int(lines[0].split()[1]) if lines[0].startswith("HTTP/1.1 ") else 0
    tally.statuses[status] += 1
    if status not in EXPECTED[kind]:
        tally.wrong.append(f"{kind}: status {status}")
    if status not in {OK, SAME}:
        return
    if parsedate_to_datetime(headers["last-modified"]) < modified_before:
        tally.wrong.append(f"{kind}: the date went back")
    if status == OK and kind != "head":
        if len(body) != int(headers["content-length"]) or headers["etag"] != f'"{hashlib.sha256(body).hexdigest()}"':
            tally.wrong.append(f"{kind}: the body is not that of its tag")
        text = gzip.decompress(body) if kind == "gzip" else body
        if not text.endswith(b"END:VCALENDAR\r\n"):
            tally.wrong.append(f"{kind}: half a feed")
        if kind != "gzip":
            tally.feeds.add(headers["etag"])
    if kind == "plain":
        tally.etag, tally.modified = headers["etag"], headers["last-modified"]


def lengthen(docket: Path, days: int) -> None:
    """Write the docket with another period, so that there is something new to fetch."""
    docket.write_text(DOCKET.read_text(encoding="utf-8").replace("one week", f"{days} days"), encoding="utf-8")


async def load(port: int, rate: int, seconds: float, docket: Path) -> Tally:
    """Send the requests, each at its time, and wait for the last answer."""
    tally = Tally()
    began, changes = time.perf_counter(), 0
    async with asyncio.TaskGroup() as group:
        for number in range(int(rate * seconds)):
            wait = began + number / rate - time.perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            if number and number % (2 * rate) == 0:
                changes += 1
                await asyncio.to_thread(lengthen, docket, 8 + changes)
            group.create_task(request(port, KINDS[number % len(KINDS)], tally))
    taken = time.perf_counter() - began
    print(f"sent       {tally.sent} in {taken:.1f} s: {tally.sent / taken:.0f} a second")
    return tally


def main() -> int:
    """Start a server, load it, say what came back; 1 if anything was lost or wrong."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rate", type=int, default=200, help="requests a second")
    options.add_argument("--seconds", type=float, default=15.0)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        docket, tokens = Path(place, "x-restoration.toml"), Path(place, "x-restoration.tokens")
        docket.write_bytes(DOCKET.read_bytes())
        tokens.touch(mode=0o600)
        tokens.write_text(f"load {SECRET}\n", encoding="ascii")
        command: list[str | Path] = [Path(sys.executable).parent / "courtclock", "serve", docket, "--port", "0"]
        with (
            Path(place, "log").open("wb") as log,
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log) as server,
        ):
            assert server.stdout is not None  # noqa: S101 - for the type checker
            found = re.search(rb":(\d+);", server.stdout.readline())
            if found is None:
                print(Path(place, "log").read_text(encoding="utf-8"))
                return 1
            tally = asyncio.run(load(int(found[1]), given.rate, given.seconds, docket))
            server.send_signal(signal.SIGTERM)
            server.stdout.read()
            # Its processor time, which a busy machine does not stretch as it does the waiting.
            _, ended, used = os.wait4(server.pid, 0)
            server.returncode = os.waitstatus_to_exitcode(ended)
        leaks = Path(place, "log").read_text(encoding="utf-8").count(SECRET)
    times = sorted(tally.times) or [0.0]
    busy = used.ru_utime + used.ru_stime
    print(f"answered   {len(tally.times)}: {', '.join(f'{n} with {s}' for s, n in sorted(tally.statuses.items()))}")
    print(f"feeds      {len(tally.feeds)} different ones seen while the docket changed")
    print(
        f"waiting    median {1000 * times[len(times) // 2]:.1f} ms, 99 of 100 under"
        f" {1000 * times[int(len(times) * 0.99)]:.0f} ms, longest {1000 * times[-1]:.0f} ms"
    )
    print(
        f"processor  {busy:.1f} s of the server's, start and rebuilding included: {busy / given.seconds:.0%} of a core"
    )
    print(f"lost or wrong {len(tally.wrong)}; the secret in the log {leaks} times; exit status {server.returncode}")
    for line, times_seen in Counter(tally.wrong).most_common(10):
        print(f"  {times_seen} x {line}")
    return 1 if tally.wrong or leaks or server.returncode or len(tally.times) != tally.sent else 0


if __name__ == "__main__":
    sys.exit(main())
