"""`courtclock report`: what it writes, where, and what it refuses."""

from __future__ import annotations

import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from courtclock.cli import main
from courtclock.docket import load
from courtclock.report import report

COMMAND = Path(sys.executable).parent / "courtclock"
X = Path(__file__).parents[2] / "examples" / "x-restoration.toml"
APPEAL = X.with_name("appeal-with-copying-time.toml")


def call(*args: str | Path) -> Result:
    result = CliRunner().invoke(main, ["report", *map(str, args)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_report_is_written_whole_and_told(tmp_path: Path) -> None:
    out = tmp_path / "x.html"
    result = call(X, "-o", out, "--on", "2024-04-25")
    assert result.exit_code == 0
    assert out.read_text(encoding="utf-8") == report(load(X), "2024-04-25")
    assert result.stdout == f"{out}: {out.stat().st_size} bytes, as of 2024-04-25\n"
    assert list(tmp_path.iterdir()) == [out]


def test_a_report_to_standard_output_is_the_same_bytes_and_nothing_else() -> None:
    args: list[str | Path] = [COMMAND, "report", APPEAL, "-o", "-", "--on", "2026-03-20", "--known-on", "2026-01-25"]
    done = subprocess.run(args, capture_output=True, check=True)
    assert done.stdout == report(load(APPEAL), "2026-03-20", known_on="2026-01-25").encode()
    assert done.stderr == b""


def test_today_is_the_default(tmp_path: Path) -> None:
    before = time.strftime("%Y-%m-%d")
    result = call(APPEAL, "-o", tmp_path / "a.html")
    assert result.stdout.rstrip().rpartition(" ")[2] in {before, time.strftime("%Y-%m-%d")}


def test_an_old_report_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    out = tmp_path / "x.html"
    assert call(X, "-o", out, "--on", "2024-04-25").exit_code == 0
    out.chmod(0o640)
    assert call(X, "-o", out, "--on", "2024-04-26").exit_code == 0
    assert out.read_text(encoding="utf-8") == report(load(X), "2024-04-26")
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


@pytest.mark.parametrize("data", [b"", b"<!DOCTYPE html>\n<title>mine</title>", b"BEGIN:VCALENDAR\r\n", b"notes"])
def test_what_is_not_a_report_is_not_replaced(data: bytes, tmp_path: Path) -> None:
    out = tmp_path / "notes.html"
    out.write_bytes(data)
    result = call(X, "-o", out)
    assert result.exit_code == 2
    assert "notes.html: this file is not a report of courtclock, and is not replaced" in result.stderr
    assert out.read_bytes() == data
    assert list(tmp_path.iterdir()) == [out]


def test_a_feed_does_not_replace_a_report_nor_the_other_way(tmp_path: Path) -> None:
    page, calendar = tmp_path / "x.html", tmp_path / "x.ics"
    assert call(X, "-o", page).exit_code == 0
    assert CliRunner().invoke(main, ["feed", str(X), "-o", str(calendar)]).exit_code == 0
    assert CliRunner().invoke(main, ["feed", str(X), "-o", str(page)]).exit_code == 2
    assert call(X, "-o", calendar).exit_code == 2


def test_a_folder_is_not_created_and_a_faulty_docket_writes_nothing(tmp_path: Path) -> None:
    assert call(X, "-o", tmp_path / "new" / "x.html").exit_code == 2
    faulty = tmp_path / "faulty.toml"
    faulty.write_bytes(b"[docket]\nschema = 2\n")
    result = call(faulty, "-o", tmp_path / "x.html")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "docket.id: missing" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["faulty.toml"]


@pytest.mark.parametrize("option", ["--on", "--known-on"])
def test_a_day_that_does_not_exist_is_usage(option: str, tmp_path: Path) -> None:
    result = call(X, "-o", tmp_path / "x.html", option, "2024-02-30")
    assert result.exit_code == 2
    assert "2024-02-30" in result.stderr


def test_jinja_is_loaded_for_a_report_only() -> None:
    script = "import sys, courtclock.cli, courtclock.docket, courtclock.feed; print('jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert done.stdout == "False\n"
