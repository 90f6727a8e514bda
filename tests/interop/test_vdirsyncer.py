"""vdirsyncer copies a subscribed feed into a folder, one file an entry, and follows a change.

It gives the entries of a subscribed feed UIDs of its own, made from their bytes, so these are not compared.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from courtclock.feed import feed
from interop.cases import CASES
from interop.changes import after_a_change, before_a_change
from interop.facts import Facts, meant
from interop.readers import VOBJECT
from interop.servers import PATIENCE, VDIRSYNCER, published

CONFIG = """
[general]
status_path = "{folder}/status/"
[pair feed]
a = "there"
b = "here"
collections = null
conflict_resolution = "a wins"
[storage there]
type = "http"
url = "{url}"
[storage here]
type = "filesystem"
path = "{folder}/items/"
fileext = ".ics"
"""


def told(facts: dict[str, Facts]) -> list[str]:
    """Return the facts of each entry, in an order that does not hang on UIDs."""
    return sorted(json.dumps(one, sort_keys=True) for one in facts.values())


def sync(folder: Path, data: bytes) -> list[str]:
    """Publish a feed, let vdirsyncer follow it, and read what is in the folder."""
    (folder / "items").mkdir(exist_ok=True)
    with published({"feed.ics": data}) as address:
        config = folder / "config"
        config.write_text(CONFIG.format(folder=folder, url=f"{address}feed.ics"))
        for command in ("discover", "sync"):
            run = subprocess.run(
                [str(VDIRSYNCER.path), "--config", str(config), command],
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=False,
            )
            assert run.returncode == 0, run.stdout + run.stderr
    items = [path.read_bytes().rstrip() for path in (folder / "items").iterdir()]
    assert all(item.count(b"BEGIN:VEVENT") == 1 for item in items)
    return told(VOBJECT.read(b"\r\n".join(items)))


@pytest.mark.parametrize("case", ["all-day", "hours", "x-restoration"])
def test_vdirsyncer_finds_every_entry(tmp_path: Path, case: str) -> None:
    if VDIRSYNCER.missing:
        pytest.skip(VDIRSYNCER.missing)
    assert sync(tmp_path, feed(CASES[case]())) == told(meant(CASES[case]()))


def test_vdirsyncer_follows_a_change(tmp_path: Path) -> None:
    if VDIRSYNCER.missing:
        pytest.skip(VDIRSYNCER.missing)
    assert sync(tmp_path, feed(before_a_change())) == told(meant(before_a_change()))
    assert sync(tmp_path, feed(after_a_change())) == told(meant(after_a_change()))
