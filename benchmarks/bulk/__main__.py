"""Measure, print the tables, write the page of the documentation and its plot."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from textwrap import fill

from benchmarks.bulk import arrays, files, growth, single, tables
from benchmarks.bulk.page import FULL, HEAD, machine, page
from benchmarks.bulk.plot import svg
from benchmarks.bulk.timing import ROOT
from benchmarks.bulk.told import Section, plain

PARTS = ("arrays", "mixed", "files", "single", "growth")


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks.bulk", description=__doc__)
    options.add_argument("--rows", type=int, default=FULL, help=f"rows of a large table (default {FULL:,})")
    options.add_argument("--rounds", type=int, default=7, help="how often everything is measured (default 7)")
    options.add_argument("--large", action="store_true", help="10^8 rows in the plot, five times the rows in files")
    options.add_argument("--only", choices=PARTS, action="append", help="measure these parts, and write no page")
    options.add_argument("--docs", type=Path, default=ROOT / "docs", help="where the page and the plot go")
    given = options.parse_args()
    wanted = given.only or PARTS
    load = os.getloadavg()[0]
    rows, rounds = given.rows, given.rounds
    print(fill(machine(load), 80))
    with tempfile.TemporaryDirectory(prefix="courtclock-bench-") as name:
        place = Path(name)
        works: dict[str, Callable[[], list[Section]]] = {
            "arrays": lambda: [arrays.measure(rows, rounds)],
            "mixed": lambda: [tables.measure(rows, rounds, place)],
            "files": lambda: [files.measure(rows, rounds, place, large=given.large)],
            "single": lambda: [single.computations(rounds), single.processes(rounds, place)],
        }
        sections = [section for part, work in works.items() if part in wanted for section in shown(part, work)]
        panels: list[growth.Panel] = []
        if "growth" in wanted:
            print("growth ...", file=sys.stderr)
            largest = 100_000_000 if given.large else rows
            panels = [growth.by_rows(largest, rounds), growth.by_rules(rows, max(1, rounds // 3), place)]
            for panel in panels:
                tell(panel.section())
    bars = [bar for section in sections for bar in section.bars]
    print(f"\n{plain(HEAD, [bar.cells() for bar in bars])}")
    print(f"{sum(bar.met for bar in bars)} of {len(bars)} bars were met")
    if not given.only:
        first, second = panels
        text = page(sections, [panel.section() for panel in panels], bars, load, rows)
        (given.docs / "bulk-benchmarks.md").write_text(text, encoding="utf-8", newline="\n")
        (given.docs / "bulk-benchmarks.svg").write_text(svg((first, second)), encoding="utf-8", newline="\n")
        print(f"written: {given.docs / 'bulk-benchmarks.md'} and .svg")


def shown(part: str, work: Callable[[], list[Section]]) -> list[Section]:
    print(f"{part} ...", file=sys.stderr)
    found = work()
    for section in found:
        tell(section)
    return found


def tell(section: Section) -> None:
    print(f"\n== {section.title}\n{fill(section.text, 80)}\n{plain(section.head, section.rows)}", flush=True)


if __name__ == "__main__":
    main()
