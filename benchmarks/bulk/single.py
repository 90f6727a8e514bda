"""One date at a time: `compute` with its trace, `due --jsonl`, and what it takes to start."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bulk.mixed import mixed
from benchmarks.bulk.timing import ROOT, SCRIPTS, Work, child, interleave, ratio
from benchmarks.bulk.told import Bar, Section, bar, short
from courtclock import ComplianceWindow, Instrument, Order, Term, compute, default_almanac, within
from courtclock.errors import CourtclockError
from courtclock.schema.request import read

LINES = 50_000
TERMS = 1_000
DOCKET = ROOT / "examples" / "x-restoration.toml"
MODEL = "import attrs, pendulum"
OURS = "from courtclock import Order, ComplianceWindow, compute, within"
MICROSECONDS, MILLISECONDS = 1e6, 1e3


def _requests(rows: int) -> Iterator[dict[str, str]]:
    """Give rows of many courts and rules as requests."""
    for row in mixed(rows).batch.to_pylist():
        yield {name: str(value) for name, value in row.items() if value is not None}


def _terms() -> dict[str, list[Term | ComplianceWindow]]:
    """Return what is computed, by what it is called; whatever has no answer is left out."""
    order = Order(court="pk.shc", made="2024-04-17")
    rule = default_almanac().period("pk.limitation.art.156")
    judgment = Instrument(what="judgment", on="2024-08-20")
    copying, through = ("2024-08-26", "2024-09-04"), ("2024-08-26", "2024-10-05")
    mix: list[Term | ComplianceWindow] = []
    for request in _requests(2 * TERMS):
        term = read(request).term
        try:
            compute(term)
        except CourtclockError:
            continue
        mix.append(term)
    return {
        "one week from an order": [within(weeks=1).of(order)],
        "a compliance window": [ComplianceWindow(what="obey", period="one week", order=order)],
        "rolled over a holiday": [within(days=7).of("2024-01-29", court="pk.shc")],
        "90 days with copying time": [Term.by_rule(rule, judgment, court="pk.shc", excluded=[copying])],
        "two readings": [Term.by_rule(rule, judgment, court="pk.shc", excluded=[through])],
        f"{TERMS:,} of the mixed rows": mix[:TERMS],
    }


def _each(terms: list[Term | ComplianceWindow], rounds: int) -> tuple[float, float]:
    """Return the median over the terms of the median of each, and of the least time of each, in seconds."""
    taken: list[list[float]] = [[] for _ in terms]
    for _ in range(rounds):
        for term, times in zip(terms, taken, strict=True):
            start = time.perf_counter()
            compute(term)
            times.append(time.perf_counter() - start)
    return statistics.median(map(statistics.median, taken)), statistics.median(map(min, taken))


def computations(rounds: int) -> Section:
    section = Section(
        "One computation, with its full trace",
        "Medians, in microseconds; of the mixed rows the median over the rows.",
        ("what", "us", "least"),
    )
    for name, terms in _terms().items():
        _each(terms, 1)  # reads the data
        many = rounds if len(terms) > 1 else 500 * rounds
        median, least = _each(terms, many)
        section.rows.append((name, short(median * MICROSECONDS), short(least * MICROSECONDS)))
        if len(terms) > 1 or name.startswith("one week"):
            section.bars.append(
                Bar(f"compute, {name}, us", median * MICROSECONDS, 12, least * MICROSECONDS),
            )
    return section


def processes(rounds: int, place: Path) -> Section:
    """Time fresh processes in turn; the first run of each leaves its bytecode and is not counted."""
    plain, many = place / "plain.jsonl", place / "mixed.jsonl"
    one = [
        {"court": "us.nysd", "trigger": f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}", "period": "14 days"}
        for n in range(LINES)
    ]
    for path, requests in ((plain, one), (many, list(_requests(LINES)))):
        path.write_text("".join(f"{json.dumps(each)}\n" for each in requests), encoding="utf-8")
    target = place / "x.ics"
    ours, python = SCRIPTS / "courtclock", [sys.executable, "-c"]
    works = {
        "python -c pass": Work(lambda: child([*python, "pass"])),
        "courtclock --version": Work(lambda: child([ours, "--version"])),
        "courtclock feed examples/x-restoration.toml": Work(
            lambda: child([ours, "feed", DOCKET, "-o", target]), prepare=lambda: target.unlink(missing_ok=True)
        ),
        MODEL: Work(lambda: child([*python, MODEL])),
        OURS: Work(lambda: child([*python, OURS])),
        "due --jsonl, 14 days, one court": Work(lambda: child([ours, "due", "--jsonl"], plain), LINES),
        "due --jsonl, mixed rows": Work(lambda: child([ours, "due", "--jsonl"], many), LINES),
    }
    streams = {name: work for name, work in works.items() if name.startswith("due")}
    starts = {name: work for name, work in works.items() if name not in streams}
    for work in works.values():
        work.once()
        work.taken.clear()
    interleave(starts, 3 * rounds)
    interleave(streams, rounds)
    base = works["python -c pass"]
    section = Section(
        "Fresh processes",
        f"The installed script, not through uv; bytecode present. Medians of {3 * rounds} rounds in turn;"
        f" {rounds} for the streams, of {LINES:,} requests, start included.",
        ("what", "ms", "x pass", "a second"),
    )
    for name, work in works.items():
        short_name = "import Order, ComplianceWindow, compute, within" if name == OURS else name
        milliseconds = work.median * work.rows * MILLISECONDS
        times = short(ratio(work, base).median) if name in starts else ""
        section.rows.append((short_name, short(milliseconds), times, f"{1 / work.median:,.0f}" if not times else ""))
    section.bars.append(bar("courtclock --version to python -c pass", ratio(works["courtclock --version"], base), 6))
    feed = works["courtclock feed examples/x-restoration.toml"]
    section.bars.append(bar("courtclock feed to python -c pass", ratio(feed, base), 14))
    section.bars.append(bar("import of the model to attrs and pendulum", ratio(works[OURS], works[MODEL]), 1.8))
    for name, work in streams.items():
        section.bars.append(Bar(f"{name}, a second", 1 / work.median, 15_000, 1 / min(work.taken), at_least=True))
    return section
