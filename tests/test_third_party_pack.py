"""A pack from outside the package: given in Python, and found by its entry point."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from courtclock import Almanac, Term, compute, within
from courtclock.court import Means
from courtclock.errors import DataFault
from courtclock.law import BUILT_IN
from courtclock.regime import Act
from courtclock.schema import pack as files
from courtclock.template import plan
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


def test_its_periods_hang_together_in_its_template() -> None:
    planned = plan("petition served", "2025-01-06", court="rt.strelsau", almanac=BOOK)
    # The reply: the 10th itself, then Monday and Tuesday; the feast of the 11th and the Sunday do not count.
    assert [(one.rule.id, str(one.computation.due_on)) for one in planned if one.computation] == [
        ("rt.code.7", "2025-01-10"),
        ("rt.code.8", "2025-01-14"),
    ]


def test_its_worked_example_comes_out() -> None:
    rule = BOOK.period("rt.code.7")
    (example,) = rule.examples
    answer = compute(Term.by_rule(rule, None, trigger=example.trigger, calendar=example.calendar), almanac=BOOK)
    assert answer.due_on == example.last_day


@pytest.mark.parametrize(("means", "hour"), [(None, "16:00"), (Means.PAPER, "16:00"), (Means.EMAIL, None)])
def test_its_court_closes_by_its_own_bell(means: Means | None, hour: str | None) -> None:
    term = within("7 days").of("2025-01-06", court="rt.strelsau", act=Act.FILING, means=means)
    cut_off = compute(term, almanac=BOOK).cut_off
    assert (f"{cut_off:%H:%M}" if cut_off else None) == hour


def test_a_row_of_another_country_is_a_fault() -> None:
    with pytest.raises(DataFault, match=r"court\[xx.strelsau\]: expected an id that begins with 'rt.'"):
        files.courts(b'[[court]]\nid = "xx.strelsau"\n', "rt/courts.toml")


@pytest.mark.parametrize("name", sorted(BUILT_IN.values()))
def test_the_tables_of_a_built_in_pack_are_one_by_one_what_they_are_as_a_whole(name: str) -> None:
    pack = import_module(name).PACK
    data, file = (pack.folder / "courts.toml").read_bytes(), f"{pack.id}/courts.toml"
    assert list(pack.courts.items()) == list(files.courts(data, file).items())
    assert "none such" not in pack.courts
    data, file = (pack.folder / "calendars.toml").read_bytes(), f"{pack.id}/calendars.toml"
    whole = files.Calendars(data, file, lambda name: (pack.folder / "closures" / name).read_bytes())
    assert list(pack.calendars.items()) == list(whole.items())


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
