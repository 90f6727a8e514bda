"""A docket's feed over HTTP: a secret address for each subscriber, and answers that calendar programs trust.

`conditions` reads the headers of a request, `tokens` the file of secrets, `state` keeps what was published, `book`
follows one docket file, `site` answers requests (Starlette), `run` listens (uvicorn). The two libraries come with the
extra `courtclock[serve]`, and only `site` and `run` import them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from courtclock.serve.site import app as app

__all__ = ["app"]


def __getattr__(name: str) -> Any:
    if name == "app":
        from courtclock.serve.site import app

        return app
    raise AttributeError(f"module 'courtclock.serve' has no attribute {name!r}")
