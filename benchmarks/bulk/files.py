"""Parquet to Parquet: `due_file` and `courtclock bulk` beside plain copies of the same file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.bulk import child as copies
from benchmarks.bulk.mixed import mixed
from benchmarks.bulk.timing import SCRIPTS, Work, child, interleave, peak, ratio
from benchmarks.bulk.told import Bar, Section, bar, nanoseconds, short
from courtclock.bulk.files import BATCH, due_file

MIB = 1 << 20
MILLION = 1_000_000
PIECE = 10 * MILLION


def _save(path: Path, rows: int, *, numbered: bool) -> None:
    """Write a file of requests, in pieces."""
    writer: pq.ParquetWriter | None = None
    for seed, start in enumerate(range(0, rows, PIECE)):
        batch = mixed(min(PIECE, rows - start), seed=seed, numbered=numbered).batch
        writer = writer or pq.ParquetWriter(path, batch.schema)
        writer.write_table(pa.Table.from_batches([batch]))
    if writer is not None:
        writer.close()


def measure(rows: int, rounds: int, place: Path, *, large: bool) -> Section:
    """Time the copies and ours in turn, in this process and in fresh ones; then what fresh ones hold."""
    sizes = (rows, 5 * rows) if large else (rows,)
    section = Section(
        f"Parquet to Parquet, {' and '.join(f'{size:,}' for size in sizes)} mixed rows",
        f"Medians of {rounds} rounds in turn. The columns of the requests alone, as written by pyarrow (snappy,"
        f" dictionaries); 'numbered' has a column of unique int64 besides. The copy: iter_batches of {BATCH:,} rows to"
        " write_batch, as due_file reads and writes; 'whole': write_table(read_table). due_file also waits for the"
        " disk (fsync). Fresh: a process of its own, its start included.",
        ("what", "ns/row", "x copy", "peak MiB"),
    )
    for size in sizes:
        _measure(section, size, rounds if size == rows else max(2, rounds // 2), place, numbered=False)
    _measure(section, rows, rounds, place, numbered=True)
    return section


def _measure(section: Section, rows: int, rounds: int, place: Path, *, numbered: bool) -> None:
    source, target = place / "requests.parquet", place / "answers.parquet"
    _save(source, rows, numbered=numbered)

    def away() -> None:
        target.unlink(missing_ok=True)
        os.sync()  # what another left to be written is not ours to wait for

    ours: list[str | Path] = [SCRIPTS / "courtclock", "bulk", source, target]
    theirs: list[str | Path] = [sys.executable, "-m", "benchmarks.bulk.child", "copy", source, target]
    works = {
        "copy": Work(lambda: copies.copy(str(source), str(target)), rows, 1, away),
        "copy, whole": Work(lambda: copies.copy_whole(str(source), str(target)), rows, 1, away),
        "due_file, warm": Work(lambda: due_file(source, target), rows, 1, away),
        "copy, fresh": Work(lambda: child(theirs), rows, 1, away),
        "courtclock bulk, fresh": Work(lambda: child(ours), rows, 1, away),
    }
    due_file(source, target)
    interleave(works, rounds)
    peaks = {}
    for name, command in (("copy, fresh", theirs), ("courtclock bulk, fresh", ours)):
        away()
        peaks[name] = peak(command) / MIB
    many = f"{rows // MILLION}M" if rows >= MILLION else f"{rows:,}"
    words = f"{many} rows, numbered" if numbered else f"{many} rows"
    for name, work in works.items():
        base = works["copy, fresh" if name.endswith("fresh") else "copy"]
        most = short(round(peaks[name])) if name in peaks else ""
        section.rows.append((f"{words}: {name}", nanoseconds(work.median), short(ratio(work, base).median), most))
    if not numbered:
        in_here, fresh = ratio(works["due_file, warm"], works["copy"]), works["courtclock bulk, fresh"]
        section.bars.append(bar(f"{words}: due_file to a copy", in_here, 1.6))
        section.bars.append(bar(f"{words}: fresh bulk to a fresh copy", ratio(fresh, works["copy, fresh"]), 1.6))
    section.bars.append(Bar(f"{words}: peak of bulk, MiB", peaks["courtclock bulk, fresh"], 1024))
    target.unlink(missing_ok=True)
