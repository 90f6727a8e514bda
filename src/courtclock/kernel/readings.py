"""One answer out of all the doubts that rows meet: which date prevails, and whether the others end elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from math import prod
from typing import Any

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
    to it. A row is for the engine to say where too many doubts meet, or where answers end in several errors.
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
            mark[group] = _of_many(count, days[group], main, group, forks, bits)
    mark[main.met & CROWDED != 0] = Mark.ASK
    return Answers(main.end, np.where(main.error, main.error, mark))


@frozen(eq=False)
class _Failures:
    """The errors in which other answers end: of an error is said what the engine says, if there is but one."""

    code: Marks

    def note(self, c: Counting, at: Days | slice = slice(None)) -> None:
        """Note the errors of one count, of all rows or of some."""
        noted = self.code[at]
        clash = (noted != 0) & (c.error != 0) & (noted != c.error) | (c.met & CROWDED != 0)
        self.code[at] = np.where(clash, Mark.ASK, np.where(noted == 0, c.error, noted))

    def over(self, mark: NDArray[np.integer[Any]]) -> Marks:
        """Return the marks of rows, with the errors of those that failed."""
        return np.where(self.code, self.code, mark).astype(np.int8)


def _of_one_doubt(count: Count, days: Days, main: Counting, rows: Days, forks: Forks) -> tuple[Marks, Flags]:
    """Return the marks of rows that met a single doubt each; and which of them meet another one with other answers.

    All doubts get their second option in one count, their third in the next: each row sees no more than its own.
    """
    met, end = main.met[rows] & FORKS, main.end[rows]
    differs, more = np.zeros(len(rows), dtype=np.bool_), np.zeros(len(rows), dtype=np.bool_)
    failures = _Failures(np.zeros(len(rows), dtype=np.int8))
    unsure = main.met[rows] & UNSURE != 0
    reading = met & _bits(forks, DoubtKind.READING) != 0
    options = np.zeros(len(rows), dtype=np.int64)
    for fork in forks.among(_all(met)).values():
        options[met == fork.bit] = fork.options
    every = {**main.grid.forks.known, **forks.known}
    for option in range(1, int(options.max(initial=0))):
        at = np.flatnonzero(options > option)
        given = {what: option for what, fork in every.items() if fork.options > option}
        c = count(days[at], given, forks)
        differs[at] |= c.end != end[at]
        unsure[at] |= reading[at] & (c.met & UNSURE != 0)
        more[at] |= c.met & FORKS & ~met[at] != 0
        failures.note(c, at)
    mark = np.where(differs, np.where(reading, Mark.DISPUTED, Mark.PROVISIONAL), Mark.SETTLED)
    mark[unsure] = Mark.DISPUTED
    return failures.over(mark), more


def _groups(forks: Forks, met: Bits, rows: Days) -> list[tuple[int, Days]]:
    """Return the rows with the readings they met: group by group, or all together where that takes fewer counts."""
    if not len(rows):
        return []
    found = met[rows] & _bits(forks, DoubtKind.READING)
    each = np.unique(found).tolist()
    every = _all(found)
    if sum(_scenarios(forks.among(bits)) for bits in each) > _scenarios(forks.among(every)):
        return [(every, rows)]
    return [(bits, rows[found == bits]) for bits in each]


def _of_many(count: Count, days: Days, main: Counting, rows: Days, forks: Forks, bits: int) -> Marks:
    """Return the marks of rows that met the same readings, and besides them no more than one closure not yet notified.

    Disputed, where readings end on different days while the closure falls as expected; else provisional, where
    anything ends on another day. All closures move at once, as for `_of_one_doubt`.
    """
    prevailing, closures = main.end[rows], main.met[rows] & FORKS
    while True:
        moving = _bits(forks, DoubtKind.CLOSURE)
        closures = closures & moving
        met, moves = forks.among(bits), forks.among(_all(closures)).values()
        steps = max((fork.options for fork in moves), default=1)
        scenarios = _scenarios(met) * steps
        crowded = closures & (closures - 1) != 0
        if scenarios > MAX_SCENARIOS or len(days) < WORTH_A_COUNT * (scenarios - 1) or crowded.all():
            return np.full(rows.shape, Mark.ASK, dtype=np.int8)
        every, disputed = bits, main.met[rows] & UNSURE != 0
        differs, failures = np.zeros(rows.shape, dtype=np.bool_), _Failures(np.zeros(rows.shape, dtype=np.int8))
        known = {**main.grid.forks.known, **forks.known}
        for step, *options in product(range(steps), *(range(fork.options) for fork in met.values())):
            if not step and not any(options):
                continue
            given = {what: step for what, fork in known.items() if _moves(fork) and 0 < step < fork.options}
            c = count(days, {**given, **dict(zip(met, options, strict=True))}, forks)
            every |= _all(c.met & _bits(forks, DoubtKind.READING))
            crowded |= c.met & _bits(forks, DoubtKind.CLOSURE) & ~closures != 0
            differs |= c.end != prevailing
            failures.note(c)
            if not step:
                disputed |= (c.end != prevailing) | (c.met & UNSURE != 0)
        if every == bits:
            break
        bits = every
    mark = failures.over(np.where(disputed, Mark.DISPUTED, np.where(differs, Mark.PROVISIONAL, Mark.SETTLED)))
    mark[crowded] = Mark.ASK
    return mark


def _all(bits: Bits) -> int:
    return int(np.bitwise_or.reduce(bits, initial=0))


def _bits(forks: Forks, kind: DoubtKind) -> int:
    return sum(fork.bit for fork in forks.known.values() if fork.kind is kind)


def _scenarios(among: Mapping[str, Fork]) -> int:
    return prod(fork.options for fork in among.values())


def _moves(fork: Fork) -> bool:
    return fork.kind is DoubtKind.CLOSURE
