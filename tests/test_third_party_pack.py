"""A pack from outside the package: given in Python, and found by its entry point."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from courtclock import Almanac, compute, within
from courtclock.trace import StepKind
from packs.ruritania import PACK

PACKS = Path(__file__).parent / "packs"
BOOK = Almanac(packs=(PACK,))


@pytest.mark.parametrize(
    ("trigger", "period", "due"),
    [
        # The day itself is day one; Coronation Day and Sunday do not count in a short period.
        ("2025-01-06", "3 days", "2025-01-09"),
        # A longer one counts every day; its last day, Sunday the 12th, moves back past the feast of the 11th.
        ("2025-01-06", "7 days", "2025-01-10"),
        # It would have ended in the Long Snow: ten days after it, whatever was left; the 10th of March is open.
        ("2025-01-25", "10 days", "2025-03-10"),
        # It ends after the Long Snow: the days of it that fell inside are left over.
        ("2025-01-25", "40 days", "2025-04-02"),
    ],
)
def test_a_pack_given_in_python_answers_with_its_own_law(trigger: str, period: str, due: str) -> None:
    answer = compute(within(period).of(trigger, court="rt.strelsau"), almanac=BOOK)
    assert str(answer.due_on) == due
    assert {step.cite.instrument for step in answer.steps if step.cite} <= {
        "Ruritanian Code of Time 1894",
        "Decree of the Long Snow",
    }


def test_its_steps_are_the_engine_s_own() -> None:
    answer = compute(within("10 days").of("2025-01-25", court="rt.strelsau"), almanac=BOOK)
    assert [step.kind for step in answer.steps] == [
        StepKind.TRIGGER,
        StepKind.FIRST_DAY,
        StepKind.COUNT,
        StepKind.SUSPENDED,
        StepKind.LAST_DAY,
        StepKind.DUE,
    ]


def test_a_pack_is_found_by_its_entry_point(tmp_path: Path) -> None:
    info = tmp_path / "ruritania-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: ruritania\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[courtclock.law]\nrt = ruritania:PACK\n")
    code = (
        f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(PACKS)!r}]; "
        "from courtclock import compute, within; "
        "print(compute(within('3 days').of('2025-01-06', court='rt.strelsau')).due_on)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "2025-01-09"
