"""Times taken in turn, so that a machine that slows down slows everything down."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from attrs import define, field, frozen

SCRIPTS = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parents[2]


@define
class Work:
    """Something to be timed.

    Attributes:
        run: does it.
        times: how often in each round; a short one is run more often.
        prepare: what comes before it and is not timed.
        rows: by how many its time is divided.
        taken: seconds for one row.
    """

    run: Callable[[], object]
    rows: int = 1
    times: int = 1
    prepare: Callable[[], object] = lambda: None
    taken: list[float] = field(factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.taken)

    def once(self) -> None:
        self.prepare()
        start = time.perf_counter()
        self.run()
        self.taken.append((time.perf_counter() - start) / self.rows)


@frozen
class Ratio:
    """One time to another: of the medians, and of the least times, which a busy machine disturbs less."""

    median: float
    least: float


def ratio(one: Work, other: Work) -> Ratio:
    return Ratio(one.median / other.median, min(one.taken) / min(other.taken))


def interleave(works: Mapping[str, Work], rounds: int) -> None:
    """Run all works in turn, so many rounds, the short ones several times in each; every other time backwards."""
    names = list(works)
    gc.collect()
    gc.disable()
    try:
        for turn in range(rounds):
            for sweep in range(max(work.times for work in works.values())):
                for name in names if (turn + sweep) % 2 == 0 else reversed(names):
                    if sweep < works[name].times:
                        works[name].once()
    finally:
        gc.enable()


def environment() -> dict[str, str]:
    """Return an environment in which Python keeps its bytecode."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def child(command: Sequence[str | Path], source: Path | None = None) -> str:
    """Run a process to its end and return what it printed."""
    with (source or Path(os.devnull)).open("rb") as stdin:
        done = subprocess.run(
            command, stdin=stdin, stdout=subprocess.PIPE, cwd=ROOT, env=environment(), check=True, text=True
        )
    return done.stdout


def peak(command: Sequence[str | Path]) -> int:
    """Return the bytes that a process held at its most, by the kernel's own mark of it."""
    most = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env=environment()) as process:
        while process.poll() is None:
            most = max(most, memory("VmHWM", str(process.pid)))
            time.sleep(0.01)
    if process.returncode:
        raise SystemExit(f"{command}: exit status {process.returncode}")
    return most


def memory(what: str, process: str = "self") -> int:
    """Return one line of the memory of a process, in bytes; 0 if it is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{what}:")), 0)
