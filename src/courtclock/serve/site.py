"""The answers: which requests are refused, and what the others get. The ASGI application is made here."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote, unquote_to_bytes

import anyio
from anyio import to_thread
from attrs import frozen
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.routing import Mount
from starlette.types import Receive, Scope, Send

from courtclock.docket import load
from courtclock.errors import ServeRefused
from courtclock.serve.book import Book, Build
from courtclock.serve.conditions import accepts_gzip, http_date, unchanged
from courtclock.serve.state import Published, State
from courtclock.serve.tokens import TokenFile, token_path

log = logging.getLogger("courtclock.serve")
LONGEST_TARGET = 2048  # bytes of path and query
MOST_HEADERS = 64
LARGEST_HEADERS = 16_384  # bytes, names and values
HANGS = timedelta(minutes=5)  # without a look at a file
_ALLOWED = ("GET", "HEAD")
_COMMON = {
    "Referrer-Policy": "no-referrer",  # the address is the secret: it must not travel to what the feed links to
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "X-Content-Type-Options": "nosniff",
}
_TOLD = {
    404: "not found",
    405: "only GET and HEAD",
    413: "a body is not taken",
    414: "the address is too long",
    431: "the headers are too large",
    500: "an error of the server",
    503: "not available yet",
}


def utc_now() -> datetime:
    """Return the present; the only clock of this package."""
    return datetime.now(UTC)


@frozen
class Site:
    """The dockets that are served, each with the token file that opens it."""

    books: tuple[Book, ...]
    tokens: tuple[TokenFile, ...]  # one for each book; may be the same one
    now: Callable[[], datetime] = utc_now

    @classmethod
    def open(
        cls,
        files: Iterable[str | Path],
        *,
        tokens: str | Path | None = None,
        state: str | Path | None = None,
        build: Build | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> Site:
        """Load what is to be served; see `app`.

        Raises:
            CourtclockError: as `app`.
            OSError: as `app`.
        """
        paths = [Path(file) for file in files]
        _different([path.stem for path in paths if state is not None], "file names, which name what --state keeps,")
        _different([str(path.resolve().with_suffix("")) for path in paths], "docket files")
        opened: dict[Path, TokenFile] = {}
        keys: list[TokenFile] = []
        books: list[Book] = []
        for path in paths:
            place = token_path(path, tokens)
            if place not in opened:
                opened[place] = TokenFile(place)
                opened[place].open()
            keys.append(opened[place])
            kept = State(Path(state) if state is not None else path.parent, path.stem)
            books.append(Book(path, kept) if build is None else Book(path, kept, build))
            books[-1].open(now())
        if not any(book.published for book in books):
            _explain(books)
        _different(
            [book.published.docket for book in books if book.published and book.published.docket], "ids of dockets"
        )
        return cls(tuple(books), tuple(keys), now)

    def refresh(self) -> None:
        """Look at every docket file once."""
        for book in self.books:
            book.refresh(self.now())

    async def watch(self, interval: float) -> None:
        """Look at every docket file again and again, beside the answers; never ends."""
        while True:
            await anyio.sleep(interval)
            await to_thread.run_sync(self.refresh)

    def degraded(self) -> bool:
        """Whether something that is served may not be what its file says."""
        return any(self._doubtful(book) for book in self.books) or any(key.tokens().faults for key in self.tokens)

    def _doubtful(self, book: Book) -> bool:
        # A file on a disk that hangs has no fault; it is just not looked at any more.
        hangs = book.looked is None or self.now() - book.looked > HANGS
        return bool(book.fault or book.unkept or hangs or book.published is None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (ASGI)."""
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        try:
            response, who = self.answer(scope)
        except Exception as error:  # noqa: BLE001 - a traceback could show the address, and a client must get an answer
            log.error("an answer failed: %s", type(error).__name__)  # noqa: TRY400 - for the same reason
            response, who = _refuse(500), ""
        method = scope["method"] if scope["method"] in _ALLOWED else "other"
        # Never the path: it is the secret. The subscriber's name tells whom to ask, or to revoke.
        size = response.headers.get("content-length", "0")
        log.info("%s %d %s bytes%s", method, response.status_code, size, f" {who}" if who else "")
        await response(scope, receive, send)

    def answer(self, scope: Scope) -> tuple[Response, str]:
        """Return the answer to a request, and the name of the subscriber whom it opened the feed for."""
        headers = Headers(scope=scope)
        raw = _raw_path(scope)
        refused = _too_large(raw, scope, headers)
        if refused is not None:
            return refused, ""
        if scope["method"] not in _ALLOWED:
            return _refuse(405, Allow=", ".join(_ALLOWED)), ""
        if raw == b"/healthz":
            return self._health(scope["method"]), ""
        book, who = self._find(raw)
        if book is None:
            return _refuse(404), ""
        if book.published is None:
            return _refuse(503, **{"Retry-After": "3600"}), who
        return _feed(book.published, scope["method"], headers, self.now()), who

    def _find(self, raw: bytes) -> tuple[Book | None, str]:
        """Return the book that a path opens. It is compared with what is served; no file is named by it."""
        parts = raw.split(b"/")
        if len(parts) != len(("", "token", "file")) or parts[0]:
            return None, ""
        asked = unquote_to_bytes(parts[2])
        # Every token file is asked, whatever the others said: the time that it takes says nothing.
        holders = {id(key): key.tokens().who(parts[1]) for key in self.tokens}
        unknown: tuple[Book | None, str] = (None, "")
        for book, key in zip(self.books, self.tokens, strict=True):
            holder = holders[id(key)]
            if holder is None:
                continue
            named = book.published.docket if book.published is not None else ""
            if named and asked == f"{named}.ics".encode():
                return book, holder.name
            if not named and unknown[0] is None:
                # Of a docket that could not be read yet the id is not known: whatever is asked may be its address.
                unknown = book, holder.name
        return unknown

    def _health(self, method: str) -> Response:
        """Say whether all is well, and nothing else: who asks may be anybody."""
        body = b'{"status": "degraded"}' if self.degraded() else b'{"status": "ok"}'
        headers = {**_COMMON, "Cache-Control": "no-store", "Content-Length": str(len(body))}
        return Response(body if method == "GET" else b"", 200, headers, "application/json")


def app(
    files: Iterable[str | Path],
    *,
    tokens: str | Path | None = None,
    state: str | Path | None = None,
    build: Build | None = None,
    now: Callable[[], datetime] = utc_now,
    interval: float = 1.0,
) -> Starlette:
    """Return an ASGI application that serves the feeds of docket files, each at `/TOKEN/DOCKET-ID.ics`.

    Whatever server runs it must not log paths: they are the secret. `courtclock serve` sees to that.

    Args:
        files: the docket files.
        tokens: one token file for all; by default each docket has its own beside it, `NAME.tokens`. One that is not
            there is made, with one token.
        state: the folder for what has to outlive a restart; by default that of each docket.
        build: how the bytes of a feed are made of a docket, of what was published before, and of the time of a change;
            by default, as `courtclock.feed.feed` makes them.
        now: the clock.
        interval: how often the docket files are looked at, in seconds.

    Raises:
        ServeRefused: nothing to serve, or two dockets that would have one address, or no place to keep the state.
        TokenFault: a token file that must not be used.
        FileFault: the only docket is faulty, and was never published.
        OSError: it cannot be read.
    """
    return application(Site.open(files, tokens=tokens, state=state, build=build, now=now), interval)


def application(site: Site, interval: float = 1.0) -> Starlette:
    """Return the ASGI application of a site, which looks at its files every `interval` seconds."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with anyio.create_task_group() as group:
            group.start_soon(site.watch, interval)
            yield
            group.cancel_scope.cancel()

    return Starlette(routes=[Mount("/", app=site)], lifespan=lifespan)


def _explain(books: list[Book]) -> NoReturn:
    """Say in full why there is nothing to serve, to whoever starts the server."""
    for book in books:
        load(book.path)
        raise ServeRefused(f"{book.path}: no feed could be made of it: {book.fault}")
    raise ServeRefused("no docket file was named")


def _different(names: Sequence[str], what: str) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ServeRefused(f"two {what} are the same: {', '.join(twice)}")


def _raw_path(scope: Scope) -> bytes:
    """Return the path as it was sent: what was encoded in it must not become a separator."""
    raw: bytes | None = scope.get("raw_path")
    raw = raw if raw is not None else quote(scope["path"]).encode()
    root = quote(scope.get("root_path", "")).encode()
    return raw.removeprefix(root).partition(b"?")[0]


def _too_large(raw: bytes, scope: Scope, headers: Headers) -> Response | None:
    if len(raw) + len(scope.get("query_string", b"")) > LONGEST_TARGET:
        return _refuse(414)
    if len(headers.raw) > MOST_HEADERS or sum(len(n) + len(v) for n, v in headers.raw) > LARGEST_HEADERS:
        return _refuse(431)
    if headers.get("content-length", "0").strip("0") or "transfer-encoding" in headers:
        return _refuse(413)
    return None


def _refuse(status: int, **more: str) -> Response:
    """Refuse in words of our own: nothing of the request comes back."""
    return Response(f"{_TOLD[status]}\n", status, {**_COMMON, "Cache-Control": "no-store", **more}, "text/plain")


def _feed(published: Published, method: str, headers: Headers, now: datetime) -> Response:
    packed = accepts_gzip(", ".join(headers.getlist("accept-encoding")))
    tag = published.packed_tag if packed else published.tag
    none_match = headers.getlist("if-none-match")
    common = {
        **_COMMON,
        "ETag": f'"{tag}"',
        "Last-Modified": http_date(published.modified),
        "Cache-Control": "private, max-age=0, must-revalidate",
        "Vary": "Accept-Encoding",
    }
    # Either form will do as what the client has: both say the same, and nothing newer is there.
    current = unchanged(
        ", ".join(none_match) if none_match else None,
        headers.get("if-modified-since"),
        tags=(published.tag, published.packed_tag),
        modified=published.modified,
        now=now,
    )
    if current:
        return Response(None, 304, common)
    data = published.packed if packed else published.data
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", published.docket)[:64].strip(".-") or "deadlines"
    common |= {"Content-Disposition": f'inline; filename="{name}.ics"', "Content-Length": str(len(data))}
    if packed:
        common["Content-Encoding"] = "gzip"
    return Response(data if method == "GET" else b"", 200, common, "text/calendar")
