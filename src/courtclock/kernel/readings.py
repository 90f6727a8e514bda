"""One answer out of all the doubts that rows meet: which date prevails, and whether the others end elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from courtclock.engine.doubt import DoubtKind
from courtclock.kernel.counting import Counting
from courtclock.kernel.grid import Bits, Days, Flags
from courtclock.kernel.marks import Mark
from courtclock.kernel.scenario import CROWDED, FORKS, UNSURE, Fork, Forks
from courtclock.value import frozen

MAX_SCENARIOS = 256
WORTH_A_COUNT = 4  # rows: for fewer it is quicker to ask the engine than to count them once

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
    """Return the answers of a count from each of these days, over all the doubts that it meets.

    The engine runs a count once for every path through the doubts that it meets. Here it runs once on all rows, and
    then on the rows that met doubts, with other answers to them; a doubt that a row does not meet makes no difference
    to it. A row is for the engine to say where too many doubts meet, or where an answer ends in an error.
    """
    forks = Forks()
    main = count(days, {}, forks)
    mark = np.where(main.met & UNSURE, Mark.DISPUTED, Mark.SETTLED).astype(np.int8)
    met = main.met & FORKS
    rows = np.flatnonzero((met != 0) & (main.error == 0) & (main.met & CROWDED == 0))
    if len(rows):
        alone = met[rows] & (met[rows] - 1) == 0
        one = rows[alone]
        mark[one], more = _of_one_doubt(count, days[one], main, one, forks)
        for bits, group in _groups(forks, met, np.concatenate((rows[~alone], one[more]))):
            mark[group] = _of_many(count, days[group], main.end[group], mark[group], forks, bits)
    mark[main.met & CROWDED != 0] = Mark.ASK
    return Answers(main.end, np.where(main.error, main.error, mark))


def _of_one_doubt(count: Count, days: Days, main: Counting, rows: Days, forks: Forks) -> tuple[Marks, Flags]:
    """Return the marks of rows that met a single doubt each; and which of them meet another one with other answers.

    All doubts get their second option in one count, their third in the next: each row sees no more than its own.
    """
    met, end = main.met[rows] & FORKS, main.end[rows]
    differs, more, asked = (np.zeros(len(rows), dtype=np.bool_) for _ in range(3))
    unsure = main.met[rows] & UNSURE != 0
    reading = np.zeros(len(rows), dtype=np.bool_)
    options = np.zeros(len(rows), dtype=np.int64)
    for fork in forks.among(int(np.bitwise_or.reduce(met, initial=0))).values():
        own = met == fork.bit
        options[own] = fork.options
        reading[own] = fork.kind is DoubtKind.READING
    every = {**main.grid.forks.known, **forks.known}
    for option in range(1, int(options.max(initial=0))):
        at = np.flatnonzero(options > option)
        given = {what: option for what, fork in every.items() if fork.options > option}
        c = count(days[at], given, forks)
        differs[at] |= c.end != end[at]
        unsure[at] |= reading[at] & (c.met & UNSURE != 0)
        more[at] |= c.met & FORKS & ~met[at] != 0
        asked[at] |= (c.error != 0) | (c.met & CROWDED != 0)
    mark = np.where(differs, np.where(reading, Mark.DISPUTED, Mark.PROVISIONAL), Mark.SETTLED)
    mark[unsure] = Mark.DISPUTED
    mark[asked] = Mark.ASK
    return mark.astype(np.int8), more & ~asked


def _groups(forks: Forks, met: Bits, rows: Days) -> list[tuple[int, Days]]:
    """Return the rows with the doubts they met: group by group, or all together where that takes fewer counts."""
    if not len(rows):
        return []
    found = met[rows]
    each = np.unique(found).tolist()
    every = int(np.bitwise_or.reduce(found))
    if sum(_scenarios(forks.among(bits)) for bits in each) > _scenarios(forks.among(every)):
        return [(every, rows)]
    return [(bits, rows[found == bits]) for bits in each]


def _scenarios(among: Mapping[str, Fork]) -> int:
    return prod(fork.options for fork in among.values())


def _of_many(count: Count, days: Days, prevailing: Days, mark: Marks, forks: Forks, bits: int) -> Marks:
    """Return the marks of rows that met some doubts together.

    Disputed, where readings end on different days while all closures fall as expected; else provisional, where
    anything ends on another day.
    """
    disputed = mark == Mark.DISPUTED
    while True:
        met = forks.among(bits)
        scenarios = _scenarios(met)
        if scenarios > MAX_SCENARIOS or len(days) < WORTH_A_COUNT * (scenarios - 1):
            return np.full(mark.shape, Mark.ASK, dtype=np.int8)
        every = bits
        differs, asked = (np.zeros(mark.shape, dtype=np.bool_) for _ in range(2))
        for options in product(*(range(fork.options) for fork in met.values())):
            if not any(options):
                continue
            c = count(days, dict(zip(met, options, strict=True)), forks)
            every |= int(np.bitwise_or.reduce(c.met & FORKS))
            differs |= c.end != prevailing
            asked |= (c.error != 0) | (c.met & CROWDED != 0)
            if not any(option for option, fork in zip(options, met.values(), strict=True) if _moves(fork)):
                disputed |= (c.end != prevailing) | (c.met & UNSURE != 0)
        if every == bits:
            break
        bits = every
    found = np.where(disputed, Mark.DISPUTED, np.where(differs, Mark.PROVISIONAL, Mark.SETTLED))
    return np.where(asked, Mark.ASK, found).astype(np.int8)


def _moves(fork: Fork) -> bool:
    return fork.kind is DoubtKind.CLOSURE
