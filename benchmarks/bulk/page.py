"""The page of the documentation, and the machine on which it was measured."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from textwrap import fill

from benchmarks.bulk.told import Bar, Section, markdown

HEAD = ("bar", "found", "by least", "limit", "")
PEERS = ("numpy", "pyarrow", "pandas", "polars", "QuantLib", "workalendar", "holidays")
QUIET = 0.5  # load of a machine that does nothing else, for each core
FULL = 10_000_000
INTRODUCTION = (
    "`uv run --group bench python -m benchmarks.bulk` measures courtclock beside other libraries, all in turn in one"
    " run, and writes this page. Machines are noisy: the ratios count, not the times. Nothing here is a test."
)
OF_BARS = (
    "What was found is of medians; *by least* is the same of the least times, which other work on the machine disturbs"
    " less."
)


def machine(load: float) -> str:
    """Say what kind of machine this is, and whether it had other work."""
    cpu = next((line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "")
    total = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    libraries = ", ".join(f"{name} {version(name)}" for name in PEERS)
    return (
        f"{os.cpu_count()} cores of {cpu or platform.processor()}, {total / 2**20:.0f} GiB, Python"
        f" {platform.python_version()}, {libraries}. {datetime.now(UTC):%d %B %Y}, load average {load:.1f} at the"
        " beginning."
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []


def page(sections: Sequence[Section], growth: Sequence[Section], bars: Sequence[Bar], load: float, rows: int) -> str:
    """Return the page."""
    faults = []
    if load > QUIET * (os.cpu_count() or 1):
        faults.append("while other work ran on the machine")
    if rows < FULL:
        faults.append(f"with {rows:,} rows instead of {FULL:,}")
    missed = sum(not each.met for each in bars)
    parts = [
        "# Bulk: what it costs",
        INTRODUCTION,
        machine(load),
    ]
    if faults:
        parts.append(f"**Preliminary:** measured {' and '.join(faults)}. These figures are not to be quoted.")
    parts += [
        "## Bars",
        f"{len(bars) - missed} of {len(bars)} were met. {OF_BARS}",
        markdown(HEAD, [each.cells() for each in bars]),
        "## As rows and rules grow",
        "![Nanoseconds a row, as rows grow and as distinct rules grow](bulk-benchmarks.svg)",
    ]
    for section in growth:
        parts += [f"{section.title}. {section.text}", markdown(section.head, section.rows)]
    for section in sections:
        parts += [f"## {section.title}", section.text, markdown(section.head, section.rows)]
    return "\n\n".join(part if part.startswith("|") else fill(part, 120) for part in parts) + "\n"
