"""A program for `test_dask.py`: answers a table on a cluster of two worker processes, and kills one of them.

It is a program of its own, so that what a cluster leaves behind when a worker of it dies stays in it, and because
workers have to be able to import whatever they are sent.
"""

# Dask has types for some of what it offers only.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import dask.dataframe as dd
import pandas as pd
from distributed import Client, LocalCluster

from courtclock import Almanac
from courtclock.bulk import dask_due, due_frame
from courtclock.calendar import Closure, ClosureKind

PARTS = 8
ROWS = 3_000  # of a part
PATIENCE = 60  # seconds
ANSWERS = ["case", "due", "assurance", "error"]


def part(number: int) -> pd.DataFrame:
    """Return one part of the requests."""
    days = pd.date_range("2023-01-01", periods=700, unit="s")
    rows = range(number * ROWS, (number + 1) * ROWS)
    return pd.DataFrame(
        {
            "court": [("us.nysd", "pk.shc", "us.xx", "gb.eaw.hc")[row % 4] for row in rows],
            "trigger": [days[row % 700] for row in rows],
            "period": [("14 days", "one week", "1 month")[row % 3] for row in rows],
            "case": list(rows),
        }
    )


def part_behind_a_gate(number: int, folder: str) -> pd.DataFrame:
    """Return one part; the last ones not before a worker has been killed."""
    if number >= PARTS - 2:
        (Path(folder) / f"{number}-{os.getpid()}").touch()
        wait_for(Path(folder), "open")
    return part(number)


def wait_for(folder: Path, name: str) -> list[Path]:
    """Return the files of that name, when there is one."""
    until = time.monotonic() + PATIENCE
    while not (found := sorted(folder.glob(name))) and time.monotonic() < until:
        time.sleep(0.02)
    return found


def same(found: pd.DataFrame) -> bool:
    """Whether these are the answers that one process gives."""
    expected = due_frame(pd.concat([part(number) for number in range(PARTS)]))
    text = [frame.sort_values("case")[ANSWERS].astype(str).reset_index(drop=True) for frame in (found, expected)]
    return bool(text[0].equals(text[1]))


def own_almanac(client: Client) -> list[str]:
    """Return the days that workers give who were sent an almanac."""
    flood = Closure(on="2024-07-05", name="flood", kind=ClosureKind.OWN, source="the clerk")
    own = Almanac().with_closures("us.federal", [flood])
    asked = pd.DataFrame(
        {"regime": "us.frcp.6", "calendar": "us.federal", "trigger": ["2024-06-20"] * 4, "period": "14 days"}
    )
    running = client.compute(dask_due(dd.from_pandas(asked, npartitions=2), almanac=own))
    return sorted(set(running.result(timeout=PATIENCE)["due"].astype(str)))


def killed(client: Client, folder: Path) -> dict[str, Any]:
    """Kill a worker while it holds a part, and say what became of the answers."""
    table = dd.from_map(part_behind_a_gate, range(PARTS), folder=str(folder), meta=part(0).iloc[:0])
    running = client.compute(dask_due(table))
    number, _, pid = wait_for(folder, f"{PARTS - 1}-*")[0].name.partition("-")
    done = running.done()
    os.kill(int(pid), signal.SIGKILL)
    (folder / "open").touch()
    found = running.result(timeout=PATIENCE)
    makers = {path.name.partition("-")[2] for path in folder.glob(f"{number}-*")}
    return {"done before": done, "same": same(found), "rows": len(found), "makers": len(makers)}


def main() -> None:
    """Do it, and print what was found as JSON."""
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
        ) as two,
        Client(two) as client,
    ):
        table = dd.from_map(part, range(PARTS), meta=part(0).iloc[:0])
        whole = client.compute(dask_due(table)).result(timeout=PATIENCE)
        found = {
            "workers": len(client.scheduler_info()["workers"]),
            "whole": same(whole),
            "almanac": own_almanac(client),
            "killed": killed(client, Path(sys.argv[1])),
        }
    print(json.dumps(found))  # noqa: T201 - it is a program


if __name__ == "__main__":
    main()
