"""Rewrite the golden feeds: ``python tests/feed/regolden.py``. Read the difference before it is committed."""

from __future__ import annotations

from pathlib import Path

from courtclock.docket import load
from courtclock.feed import feed

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLDEN = Path(__file__).parent / "golden"
NAMES = ("x-restoration", "appeal-with-copying-time")


def rewrite() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for name in NAMES:
        (GOLDEN / f"{name}.ics").write_bytes(feed(load(EXAMPLES / f"{name}.toml")))


if __name__ == "__main__":
    rewrite()
