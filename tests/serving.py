"""What the tests of serving share: a small docket, a clock that is set by hand, a client of bare ASGI."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

SECRET = "k6Jm2Qw9xT4vB7nZ1rY8cHdLs3PfGa0E"  # noqa: S105 - opens nothing but what the tests serve
OTHER = "Zq8-Wm3_yR5tN1vK7jX2bD9hLc4SfUe6"
START = datetime(2024, 4, 18, 9, 0, 0, 250_000, tzinfo=UTC)
DOCKET = """\
[docket]
schema = 1
id = "demo"
title = "Demo"
recorded = 2024-04-17T18:00:00+05:00

[[order]]
id = "costs"
court = "pk.shc"
made = 2024-04-17
title = "Deposit the costs"

[[window]]
id = "deposit"
order = "costs"
what = "deposit the costs"
within = "one week"
act = "payment"
"""
WIDER = DOCKET.replace("one week", "ten days")
FAULTY = DOCKET.replace("one week", "soon")


@define
class Clock:
    """The present, as the test says; later than the times of the files that it writes, unless it sets them."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@define
class Edited:
    """A docket file whose every edit has a time of its own, as on a desk."""

    path: Path
    edits: int = 0

    def write(self, text: str) -> None:
        self.path.write_text(text, encoding="utf-8")
        self.edits += 1
        os.utime(self.path, (1_700_000_000 + self.edits, 1_700_000_000 + self.edits))


def folder(place: Path, *lines: str, text: str = DOCKET) -> Edited:
    """Put a docket and its token file into a folder."""
    edited = Edited(place / "demo.toml")
    edited.write(text)
    tokens = place / "demo.tokens"
    tokens.write_text("".join(f"{line}\n" for line in lines or (f"clerk {SECRET}",)), encoding="utf-8")
    tokens.chmod(0o600)
    return edited


@frozen
class Answer:
    """An answer as it was sent."""

    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def modified(self) -> datetime:
        return parsedate_to_datetime(self.headers["last-modified"])


def ask(
    app: Any,
    path: str | bytes,
    method: str = "GET",
    headers: Iterable[tuple[str, str]] = (),
    query: bytes = b"",
    **scope: Any,
) -> Answer:
    """Send one request to an application, without a client that would tidy it up."""
    raw = path.encode() if isinstance(path, str) else path
    sent: list[Any] = []
    given = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": raw.decode("latin-1"),
        "raw_path": raw,
        "root_path": "",
        "query_string": query,
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers],
        **scope,
    }

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(app(given, receive, send))
    start, *rest = sent
    pairs = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in start["headers"]]
    assert len({name for name, _ in pairs}) == len(pairs), "a header twice"
    return Answer(start["status"], dict(pairs), b"".join(one.get("body", b"") for one in rest))
