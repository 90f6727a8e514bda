"""Rows that differ: `due_table` beside numpy that is grouped by rule."""

from __future__ import annotations

import json
import statistics
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow as pa
from attrs import frozen

from benchmarks.bulk.mixed import COURTS, FIRST, LAST, RULES, ByNumpy, Mixed, courts, mixed
from benchmarks.bulk.timing import Work, child, interleave, ratio
from benchmarks.bulk.told import Bar, Section, bar, nanoseconds, short
from courtclock.bulk import due_table

MIB = 1 << 20
WARM = 3


@frozen
class Fresh:
    """What one fresh process took and held: seconds, and bytes beyond the table and the answers."""

    cold: float
    warm: list[float]
    peak: int
    held: int


def save(table: Mixed, path: Path) -> None:
    with pa.ipc.new_file(str(path), table.batch.schema) as writer:
        writer.write_batch(table.batch)


def fresh(path: Path) -> Fresh:
    """Answer a table in a process that has not answered any."""
    return Fresh(**json.loads(child([sys.executable, "-m", "benchmarks.bulk.child", "table", path, str(WARM)])))


def measure(rows: int, rounds: int, place: Path) -> Section:
    """Time warm tables and numpy in turn, and between them fresh processes."""
    given = mixed(rows)
    path = place / "mixed.arrow"
    save(given, path)
    by_numpy = ByNumpy()
    seen: list[Fresh] = []
    warm = Work(lambda: due_table(given.batch), rows, 3)
    grouped = Work(lambda: by_numpy(given.days, given.pairs), rows)
    whole = Work(lambda: seen.append(fresh(path)), rows)
    answered = due_table(given.batch)
    interleave({"warm": warm, "numpy": grouped, "cold": whole}, rounds)
    cold = Work(lambda: None, taken=[each.cold / rows for each in seen])
    peak = statistics.median([each.peak for each in seen]) / MIB
    held = statistics.median([each.held for each in seen]) / MIB
    section = Section(
        f"Mixed rows, {rows:,}",
        _text(rounds, given, answered, by_numpy),
        ("what", "ns/row", "to numpy"),
        [
            (name, nanoseconds(work.median), short(ratio(work, grouped).median))
            for name, work in (
                ("due_table, warm", warm),
                ("due_table, the first call of a process", cold),
                ("numpy.busday_offset, argsort by court and rule", grouped),
            )
        ],
        [
            bar("mixed, warm, to busday_offset", ratio(warm, grouped), 0.1),
            bar("mixed, cold, to busday_offset", ratio(cold, grouped), 0.1),
            Bar("mixed, cold, MiB beyond input and output", peak, 200, min(each.peak for each in seen) / MIB),
        ],
    )
    section.rows.append(("MiB beyond input and output: at the most", short(peak), ""))
    section.rows.append(("MiB beyond input and output: kept afterwards", short(held), ""))
    return section


def _text(rounds: int, given: Mixed, answered: pa.RecordBatch, by_numpy: ByNumpy) -> str:
    due = answered.column("due")
    there = np.asarray(due.is_valid())
    ours = due.to_numpy(zero_copy_only=False).astype("datetime64[D]")
    theirs = by_numpy(given.days, given.pairs)
    same = float(np.mean((ours == theirs)[there]))
    errors = Counter(answered.column("error").drop_null().to_pylist())
    told = ", ".join(f"{count / len(due):.1%} {kind}" for kind, count in errors.most_common(3))
    calendars = len({each.calendar for each in courts()})
    return (
        f"{COURTS} courts ({calendars} calendars), {len(RULES)} rules, shuffled; triggers of {FIRST} to {LAST};"
        f" dictionary-encoded columns. Medians of {rounds} rounds in turn; due_table uses both cores. numpy is given"
        " the numbers of the rules and calendars made before: it sorts the rows by court and rule (argsort, stable),"
        f" counts each group, puts the dates back. It counts as if all law were plain: {same:.1%} of our dates are the"
        f" same. Rows without a date: {told or 'none'}."
    )
