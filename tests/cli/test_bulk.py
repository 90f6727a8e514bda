"""`courtclock bulk`: files of rows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from courtclock.cli import main
from terminal import PROGRAM, on_terminal

LINES = [
    "court,trigger,period,service",
    "us.nysd,2024-06-20,14 days,",
    "us.nysd,2024-06-20,14 days,mail",
    "pk.shc,2024-01-31,1 month,",
    "us.xx,2024-06-20,14 days,",
    "pk.shc,2022-05-25,14 days,",
    "us.nysd,,14 days,",
    "us.nysd,2024-06-20T10:00:00-04:00,72 hours,",
]


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "asked.csv"
    path.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    return path


def call(*args: str | Path) -> Result:
    result = CliRunner().invoke(main, ["bulk", *(str(arg) for arg in args)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_the_summary_counts_every_row_and_shows_the_first_error_of_each_kind(given: Path, tmp_path: Path) -> None:
    result = call(given, tmp_path / "out.parquet")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[:1] == [f"{tmp_path / 'out.parquet'}:"] or lines[0].startswith(
        f"{tmp_path / 'out.parquet'}: 7 rows in "
    )
    assert "7 rows in " in " ".join(lines[:2])
    counts = {" ".join(words[1:]): int(words[0]) for words in map(str.split, lines[2:]) if words[0].isdigit()}
    assert counts == {
        "settled": 3,
        "disputed": 1,
        "without a trigger": 1,
        "UnknownCourt": 1,
        "OutsideCoverage": 1,
        "answered by the engine one by one: hours, instants,": 1,
    }
    assert "first in row 3: unknown court 'us.xx'" in result.stdout
    assert max(map(len, lines[1:])) <= 80
    assert pq.read_table(tmp_path / "out.parquet")["error"].to_pylist()[3] == "UnknownCourt"


def test_json(given: Path, tmp_path: Path) -> None:
    result = call(given, tmp_path / "out.arrow", "--json")
    found = json.loads(result.stdout)
    assert found.pop("seconds") >= 0
    assert found["first"]["OutsideCoverage"].pop("message").startswith("Wednesday 8 June 2022 has to be known")
    assert found["first"]["UnknownCourt"].pop("message").startswith("unknown court 'us.xx'")
    assert found == {
        "rows": 7,
        "engine": 1,
        "empty": 1,
        "assurance": {"disputed": 1, "settled": 3},
        "errors": {"OutsideCoverage": 1, "UnknownCourt": 1},
        "first": {"OutsideCoverage": {"row": 4}, "UnknownCourt": {"row": 3}},
    }


@pytest.mark.parametrize(
    ("source", "target", "status", "words"),
    [
        ("no.csv", "out.csv", 2, "no.csv: No such file"),
        ("asked.csv", "asked.csv", 2, "would replace the requests"),
        ("asked.csv", "no/out.csv", 2, "there is no folder"),
        ("asked.csv", "out.xlsx", 2, "expected a name that ends in"),
        ("asked.csv", "notes.csv", 2, "is not a table of answers, and is not replaced"),
        ("notes.csv", "out.csv", 1, "column 'trigger': missing; column 'period': missing"),
        ("bad.parquet", "out.csv", 1, "bad.parquet: 1 fault"),
        ("bad.arrow", "out.csv", 1, "bad.arrow: 1 fault"),
        ("in.json", "out.csv", 1, "expected a name that ends in"),
        (".", "out.csv", 2, "is a directory"),
    ],
)
def test_what_goes_wrong_is_a_message_and_a_status(
    given: Path, tmp_path: Path, source: str, target: str, status: int, words: str
) -> None:
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    for name in ("bad.parquet", "bad.arrow"):
        (tmp_path / name).write_bytes(b"PAR1 and no more")
    before = sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir())
    result = call(tmp_path / source, tmp_path / target)
    assert result.exit_code == status
    assert words in result.stderr
    assert result.stdout == ""
    assert sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir()) == before


def test_a_pipe_gets_no_progress_even_if_colour_is_forced(given: Path, tmp_path: Path) -> None:
    forced = {**os.environ, "FORCE_COLOR": "1", "TTY_COMPATIBLE": "1", "TTY_INTERACTIVE": "1"}
    call: list[str | Path] = [*PROGRAM, "bulk", given, tmp_path / "out.csv"]
    done = subprocess.run(call, capture_output=True, text=True, check=True, env=forced)
    assert done.stderr == ""
    assert "\x1b" not in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_a_terminal_shows_rows_and_their_number_where_the_file_says_it(tmp_path: Path) -> None:
    rows = 400_000
    columns: dict[str, Any] = {
        "court": ["us.nysd"] * rows,
        "trigger": ["2024-06-20"] * rows,
        "period": ["14 days"] * rows,
    }
    pq.write_table(pa.table(columns), tmp_path / "in.parquet")
    said = on_terminal("bulk", tmp_path / "in.parquet", tmp_path / "out.csv")
    assert "400,000 of 400,000 rows, " in said
    assert "100%" in said
    assert " a second" in said
    (tmp_path / "in.csv").write_text("court,trigger,period\n" + "us.nysd,2024-06-20,14 days\n" * rows)
    said = on_terminal("bulk", tmp_path / "in.csv", tmp_path / "out.arrow")
    assert "400,000 rows, " in said
    assert " of " not in said
    assert "%" not in said


def test_without_the_libraries_of_the_extra_it_says_what_to_install(given: Path, tmp_path: Path) -> None:
    code = "import sys; sys.modules['{}'] = None; from courtclock.cli import main; main()"
    for missing in ("numpy", "pyarrow"):
        call: list[str | Path] = [sys.executable, "-c", code.format(missing), "bulk", given, tmp_path / "out.csv"]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert "pip install 'courtclock[bulk]'" in done.stderr
        assert "Traceback" not in done.stderr
