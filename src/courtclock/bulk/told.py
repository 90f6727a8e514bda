"""What became of the rows of a table: the columns that answer them, and a tally."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import field
from numpy.typing import NDArray

from courtclock.bulk.blocks import blocks
from courtclock.bulk.rule import DayNumbers, Marks
from courtclock.kernel import ERRORS, Mark
from courtclock.kernel.marks import ASSURANCES, FIRST_ERROR
from courtclock.value import frozen

_ASSURANCE = pa.array([each.value for each in ASSURANCES])
_ERROR = pa.array([kind.__name__ for kind in ERRORS])
_ASK = int(Mark.ASK)  # numpy is slow to see that a member of an enum is a number
_MARKS = FIRST_ERROR + len(ERRORS)


@frozen
class Told:
    """What became of the rows of a table.

    Attributes:
        rows: how many there were.
        engine: how many a table cannot say, and the engine answered: hours, instants, and days of a row's own.
        assurance: how many dates are settled, provisional, disputed.
        errors: how many rows have an error, by its kind.
        empty: rows without a trigger, which have no answer.
    """

    rows: int = 0
    engine: int = 0
    assurance: Counter[str] = field(factory=Counter)
    errors: Counter[str] = field(factory=Counter)
    empty: int = 0

    def __add__(self, other: Told) -> Told:
        """Return what became of the rows of both."""
        return Told(
            self.rows + other.rows,
            self.engine + other.engine,
            self.assurance + other.assurance,
            self.errors + other.errors,
            self.empty + other.empty,
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "rows": self.rows,
            "engine": self.engine,
            "empty": self.empty,
            "assurance": dict(sorted(self.assurance.items())),
            "errors": dict(sorted(self.errors.items())),
        }


def told(due: DayNumbers, mark: Marks, given: NDArray[np.bool_], engine: int) -> tuple[list[pa.Array], Told]:
    """Return the columns `due`, `assurance` and `error` of rows, and what became of them."""
    marked = _Marked(mark, given)
    # So little is done to a row that a second core would only wait for the first.
    counts = [sum(of_blocks) for of_blocks in zip(*map(marked.fill, blocks(len(mark))), strict=True)] or [0] * _MARKS
    dates, failures = sum(counts[:_ASK]), sum(counts[FIRST_ERROR:])
    columns = [
        pa.Array.from_buffers(pa.date32(), len(mark), [marked.bits(marked.dated, dates), pa.py_buffer(due)]),
        _named(mark, marked.bits(marked.dated, dates), _ASSURANCE),
        _named(marked.codes, marked.bits(marked.failed, failures), _ERROR),
    ]
    tally = Told(
        rows=len(mark),
        engine=engine,
        assurance=Counter({each.value: n for each, n in zip(ASSURANCES, counts, strict=False) if n}),
        errors=Counter({k.__name__: n for k, n in zip(ERRORS, counts[FIRST_ERROR:], strict=True) if n}),
        empty=len(mark) - dates - failures,
    )
    return columns, tally


class _Marked:
    """The marks of rows, as Arrow keeps which rows are there: a bit for each."""

    def __init__(self, mark: Marks, given: NDArray[np.bool_]) -> None:
        self.mark = mark
        self.given = given
        self.codes: Marks = np.empty_like(mark)
        self.dated, self.failed = (np.zeros(-(-len(mark) // 8), dtype=np.uint8) for _ in range(2))

    def fill(self, block: slice) -> list[int]:
        """Set the bits of a block, and return how many rows of it have each mark."""
        mark, given = self.mark[block], self.given[block]
        bits = slice(block.start // 8, -(-block.stop // 8))
        np.subtract(mark, FIRST_ERROR, out=self.codes[block])
        dated = mark < _ASK
        whole = bool(given.all())
        if not (whole and dated.all()):
            self.failed[bits] = np.packbits(given & ~dated, bitorder="little")
            dated &= given
        self.dated[bits] = np.packbits(dated, bitorder="little")
        there = mark if whole else mark[given]
        dates = [int(np.count_nonzero(there == each)) for each in range(_ASK)]
        if sum(dates) == len(there):
            return dates + [0] * (_MARKS - _ASK)
        failed = there[np.flatnonzero(there >= _ASK)]
        return [*dates, *np.bincount(failed, minlength=_MARKS)[_ASK:].tolist()]

    def bits(self, bits: NDArray[np.uint8], count: int) -> pa.Buffer | None:
        """Return the bits of so many rows; None if they are all."""
        return None if count == len(self.mark) else pa.py_buffer(bits)


def _named(numbers: Marks, there: pa.Buffer | None, names: pa.Array) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(
        pa.Array.from_buffers(pa.int8(), len(numbers), [there, pa.py_buffer(numbers)]), names
    )
