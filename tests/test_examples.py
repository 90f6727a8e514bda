"""The examples run as a newcomer would run them, and print what the file beside each says, to the byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from courtclock.docket import load
from courtclock.feed import feed

EXAMPLES = Path(__file__).parents[1] / "examples"
SCRIPTS = sorted(EXAMPLES.glob("*.py"))
DOCKETS = sorted(EXAMPLES.glob("*.toml"))


def test_there_are_some() -> None:
    assert len(SCRIPTS) >= 5
    assert len(DOCKETS) >= 9


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_an_example_prints_what_the_file_beside_it_says(script: Path) -> None:
    done = subprocess.run([sys.executable, script], capture_output=True, check=True)
    assert done.stdout.decode("utf-8").replace("\r\n", "\n") == script.with_suffix(".out").read_text("utf-8")
    assert done.stderr == b""


@pytest.mark.parametrize("docket", DOCKETS, ids=lambda path: path.stem)
def test_every_docket_feeds_cleanly(docket: Path) -> None:
    book = load(docket)
    assert not [standing.error for standing in book.standings() if standing.error]
    assert feed(book).startswith(b"BEGIN:VCALENDAR")
