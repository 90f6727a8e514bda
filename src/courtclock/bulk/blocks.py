"""Rows a block at a time: what is done to them stays in the cache of a core, and many of them use every core."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

BLOCK = 1 << 18
FEW = 2  # blocks for which another core is not worth its while

T = TypeVar("T")


def blocks(rows: int) -> list[slice]:
    """Return the blocks of so many rows."""
    return [slice(start, start + BLOCK) for start in range(0, rows, BLOCK)]


def in_blocks(rows: int, work: Callable[[slice], T]) -> list[T]:
    """Do some work on every block of so many rows, and return what it gives, in their order."""
    each = blocks(rows)
    workers = min(len(each) // FEW, os.cpu_count() or 1)
    if workers < 2:  # noqa: PLR2004 - one core, this one
        return [work(block) for block in each]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, each))
