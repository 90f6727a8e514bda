"""What has to be measured in a process of its own: ``python -m benchmarks.bulk.child table|copy|copy-whole ...``."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.bulk.timing import memory
from courtclock.bulk.files import BATCH
from courtclock.bulk.rows import due_table

ANSWERS = ("due", "assurance", "error")


def table(source: str, rounds: int) -> dict[str, float | list[float]]:
    """Answer a table for the first time, and again; say what it took, and what it held besides the table."""
    with pa.OSFile(source) as file:
        batch = pa.ipc.open_file(file).get_batch(0)
    before = memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the high-water mark begins here
    taken = []
    extra = [0, 0]
    for turn in range(1 + rounds):
        start = time.perf_counter()
        answered = due_table(batch)
        taken.append(time.perf_counter() - start)
        if turn == 0:
            own = sum(answered.column(name).nbytes for name in ANSWERS)
            extra = [memory(mark) - before - own for mark in ("VmHWM", "VmRSS")]
        del answered
    return {"cold": taken[0], "warm": taken[1:], "peak": extra[0], "held": extra[1]}


def copy(source: str, target: str) -> None:
    """Copy a Parquet file in batches, as large and as compressed as those of `due_file`."""
    with pq.ParquetFile(source) as file, pq.ParquetWriter(target, file.schema_arrow) as writer:
        for batch in file.iter_batches(batch_size=BATCH):
            writer.write_batch(batch)


def copy_whole(source: str, target: str) -> None:
    """Copy a Parquet file in one piece, on every core."""
    pq.write_table(pq.read_table(source), target)


if __name__ == "__main__":
    what, *given = sys.argv[1:]
    if what == "table":
        print(json.dumps(table(given[0], int(given[1]))))
    else:
        {"copy": copy, "copy-whole": copy_whole}[what](*given)
