"""Listening: uvicorn, set up so that nothing it writes opens a feed, and stopped without dropping an answer."""

from __future__ import annotations

import ipaddress
import logging
import signal
import socket
from typing import Any

import uvicorn

from courtclock.errors import ServeRefused
from courtclock.serve.site import Site, application

_GRACE = 10  # seconds in which answers that have begun may end
_CONNECTIONS = 500  # at once; more are told 503
_LARGEST_HEAD = 65_536  # bytes; the site refuses much less with the right status, uvicorn this with 400
_BACKLOG = 512


def setup() -> None:
    """Write what is logged to standard error."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.WARNING)
    logging.getLogger("courtclock.serve").setLevel(logging.INFO)


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that already listens; port 0 takes a free one.

    Raises:
        ServeRefused: the address cannot be had.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except (OSError, OverflowError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ServeRefused(f"cannot listen on {host}, port {port}: {reason}") from None


def base(listening: socket.socket) -> str:
    """Return the address at which a socket listens."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_private(listening: socket.socket) -> bool:
    """Whether only this machine can reach it."""
    return ipaddress.ip_address(listening.getsockname()[0].partition("%")[0]).is_loopback


def run(site: Site, listening: socket.socket, interval: float = 1.0) -> None:
    """Answer until SIGTERM or SIGINT; then end what has begun and return.

    uvicorn's own log of requests is off, because it writes paths; so is WebSocket, whose log does as well.
    """
    config = uvicorn.Config(
        application(site, interval),
        http="h11",
        loop="asyncio",
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        backlog=_BACKLOG,
        timeout_graceful_shutdown=_GRACE,
        h11_max_incomplete_event_size=_LARGEST_HEAD,
    )
    # uvicorn stops in good order, then raises the signal again for whoever had it before: that is nobody.
    before: dict[int, Any] = {number: signal.signal(number, _stopped) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stopped(*_: Any) -> None:
    """Do nothing: the server has already ended."""
