"""One answer out of all the readings that rows meet: which date prevails, and whether the others end elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from courtclock.kernel.counting import Counting
from courtclock.kernel.grid import Bits, Days
from courtclock.kernel.marks import Mark
from courtclock.kernel.scenario import FORK, MOVING, UNSURE, Forks
from courtclock.value import frozen

MAX_SCENARIOS = 256
_READINGS = ~(FORK - 1)  # the bits of doubts that have readings

Marks = NDArray[np.int8]
Count = Callable[[Days, Mapping[str, int], Forks], Counting]


@frozen(eq=False)
class Answers:
    """The last days of many rows, and the mark of each.

    Attributes:
        due: ordinals; without meaning where the mark is of an error or says `ASK`.
        mark: a `Mark`, or the code of an error.
    """

    due: Days
    mark: Marks


def over_readings(count: Count, days: Days) -> Answers:
    """Return the answers of a count from each of these days, over all readings of the law that it meets.

    The engine runs a count once for every path through the readings that it meets. Here it runs once on all rows, and
    once for every combination of readings on the rows that met them; one that a row does not meet makes no difference
    to it. A row is for the engine to say where it meets a feast not yet sighted, or where a reading ends in an error.
    """
    forks = Forks()
    main = count(days, {}, forks)
    mark = np.where(main.met & UNSURE, Mark.DISPUTED, Mark.SETTLED).astype(np.int8)
    forked = np.flatnonzero((main.met >= FORK) & (main.error == 0))
    for bits, rows in _groups(forks, main.met[forked] & _READINGS, forked):
        mark[rows] = _compared(main.end[rows], mark[rows], partial(count, days[rows]), forks, bits)
    mark[main.met & MOVING != 0] = Mark.ASK
    return Answers(main.end, np.where(main.error, main.error, mark))


def _groups(forks: Forks, met: Bits, rows: Days) -> list[tuple[int, Days]]:
    """Return the rows with the doubts they met: group by group, or all together where that takes fewer counts."""
    if not len(rows):
        return []
    each = np.unique(met).tolist()
    every = int(np.bitwise_or.reduce(met))
    if sum(prod(forks.among(bits).values()) for bits in each) > prod(forks.among(every).values()):
        return [(every, rows)]
    return [(bits, rows[met == bits]) for bits in each]


def _compared(
    prevailing: Days, mark: Marks, count: Callable[[Mapping[str, int], Forks], Counting], forks: Forks, bits: int
) -> Marks:
    """Return the marks of rows that met the same doubts: disputed, where the readings end on different days."""
    while True:
        met = forks.among(bits)
        if prod(met.values()) > MAX_SCENARIOS:
            return np.full(mark.shape, Mark.ASK, dtype=np.int8)
        counts = [count(dict(zip(met, given, strict=True)), forks) for given in product(*map(range, met.values()))][1:]
        every = bits | int(np.bitwise_or.reduce([np.bitwise_or.reduce(c.met & _READINGS) for c in counts]))
        if every == bits:
            break
        bits = every
    disputed = (mark == Mark.DISPUTED) | np.logical_or.reduce(
        [(c.met & UNSURE != 0) | (c.end != prevailing) for c in counts]
    )
    asked = np.logical_or.reduce([(c.met & MOVING != 0) | (c.error != 0) for c in counts])
    return np.where(asked, Mark.ASK, np.where(disputed, Mark.DISPUTED, Mark.SETTLED)).astype(np.int8)
