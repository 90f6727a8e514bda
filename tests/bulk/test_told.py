"""What became of rows: columns that say it row by row, and a tally, over more than one block."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa
import pytest

from courtclock.bulk import due_table
from courtclock.bulk.blocks import BLOCK, FEW, in_blocks
from courtclock.bulk.told import Told, told
from courtclock.kernel import ERRORS, Mark
from courtclock.kernel.marks import ASSURANCES, FIRST_ERROR

KINDS = [*range(Mark.ASK), *range(FIRST_ERROR, FIRST_ERROR + len(ERRORS))]


@pytest.mark.parametrize("rows", [0, 1, 7, 8, 9, BLOCK - 1, BLOCK, BLOCK + 1, 2 * FEW * BLOCK + 3])
@pytest.mark.parametrize("kinds", [[0], [0, 2], KINDS], ids=["all settled", "all dated", "everything"])
@pytest.mark.parametrize("empty", [0.0, 0.1])
def test_every_row_says_its_mark_and_the_tally_counts_them(rows: int, kinds: list[int], empty: float) -> None:
    random = np.random.default_rng(rows)
    mark = random.choice(np.array(kinds, dtype=np.int8), rows)
    given = random.random(rows) >= empty
    (due, assurance, error), tally = told(np.arange(rows, dtype=np.int32), mark, given, 5)
    dated, failed = given & (mark < Mark.ASK), given & (mark >= FIRST_ERROR)
    names = {n: each.value for n, each in enumerate(ASSURANCES)}
    kinds_of = {FIRST_ERROR + n: kind.__name__ for n, kind in enumerate(ERRORS)}
    words = np.array([names.get(n) or kinds_of.get(n, "") for n in range(FIRST_ERROR + len(ERRORS))])[mark]
    assert due.cast(pa.int32()).equals(pa.array(np.arange(rows, dtype=np.int32), mask=~dated))
    assert assurance.cast(pa.string()).equals(pa.array(words, pa.string(), mask=~dated))
    assert error.cast(pa.string()).equals(pa.array(words, pa.string(), mask=~failed))
    for column in (due, assurance, error):
        column.validate(full=True)
    said = Counter(mark[dated | failed].tolist())
    assert tally == Told(
        rows,
        5,
        Counter({names[m]: n for m, n in said.items() if m in names}),
        Counter({kinds_of[m]: n for m, n in said.items() if m in kinds_of}),
        int((~given).sum()),
    )


@pytest.mark.parametrize("rows", [0, 5, BLOCK, 3 * BLOCK + 1, 9 * BLOCK - 1])
def test_blocks_are_in_order_and_leave_nothing_out(rows: int) -> None:
    numbers = range(rows)
    assert [n for block in in_blocks(rows, lambda block: numbers[block]) for n in block] == list(numbers)


def test_a_few_rows_far_from_all_others_are_counted_all_the_same() -> None:
    """The window of the table before is kept where nearly all of the next lie in it."""
    near = pa.RecordBatch.from_pydict(
        {"court": ["us.nysd"] * 1_000, "trigger": ["2024-06-20"] * 1_000, "period": ["14 days"] * 1_000}
    )
    due_table(near)
    days = ["2024-06-20"] * 999 + ["2009-12-01"]
    far = near.set_column(1, "trigger", pa.array(days))
    assert str(due_table(far).column("due")[999]) == "2009-12-15"
