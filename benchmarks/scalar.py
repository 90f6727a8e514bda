"""Start-up and single computations, measured in one run. See README.md beside this file."""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import time
import timeit
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from courtclock import ComplianceWindow, Instrument, Order, Term, compute, default_almanac, within

BASE = "import attrs, pendulum"
OURS = "from courtclock import Order, ComplianceWindow, compute, within"
ROUNDS = 25


def imports() -> dict[str, float]:
    """Return the median wall time of each import in a fresh process, in milliseconds, taken in turn."""
    for package in ("attr", "attrs", "pendulum", "courtclock"):
        spec = find_spec(package)
        if spec is not None and spec.origin is not None:
            compileall.compile_dir(Path(spec.origin).parent, quiet=2)
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[float]] = {code: [] for code in ("pass", BASE, OURS)}
    for _ in range(ROUNDS):
        for code, taken in times.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], env=env, check=True)
            taken.append(time.perf_counter() - start)
    return {code: 1000 * statistics.median(taken) for code, taken in times.items()}


def computations() -> dict[str, float]:
    """Return the median time of one computation of each kind, in microseconds."""
    order = Order(court="pk.shc", made="2024-04-17")
    rule = default_almanac().period("pk.limitation.art.156")
    judgment = Instrument(what="judgment", on="2024-08-20")
    kinds: dict[str, Term | ComplianceWindow] = {
        "one week from an order": within(weeks=1).of(order),
        "a compliance window": ComplianceWindow(what="obey", period="one week", order=order),
        "rolled over a holiday": within(days=7).of("2024-01-29", court="pk.shc"),
        "90 days with copying time": Term.by_rule(
            rule, judgment, court="pk.shc", excluded=[("2024-08-26", "2024-09-04")]
        ),
        "two readings": Term.by_rule(rule, judgment, court="pk.shc", excluded=[("2024-08-26", "2024-10-05")]),
    }
    medians = {}
    for name, term in kinds.items():
        compute(term)  # reads the data
        runs = timeit.repeat(partial(compute, term), number=1000, repeat=15)
        medians[name] = 1000 * statistics.median(runs)
    return medians


def main() -> None:
    """Print both tables."""
    found = imports()
    print(f"{'import':<70}{'ms':>8}{'ratio':>8}")
    for code, taken in found.items():
        print(f"{code:<70}{taken:>8.1f}{taken / found[BASE]:>8.2f}")
    print()
    print(f"{'computation, with its full trace':<70}{'us':>8}")
    for name, taken in computations().items():
        print(f"{name:<70}{taken:>8.1f}")


if __name__ == "__main__":
    main()
