"""The commands of the desk: next, diff, sheet; and the warnings of check. Their forms, widths and exit statuses."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from courtclock.cli import main
from dockets import HEAD, deadline, event, hearing, order, pin, verification, window

COMMAND = Path(sys.executable).parent / "courtclock"
EXAMPLES = Path(__file__).parents[2] / "examples"
X = EXAMPLES / "x-restoration.toml"
FAULTY = b"""
[docket]
schema = 2
id = "faulty"
title = "Faulty"
recorded = 2024-04-17T18:00:00+05:00
[[hearing]]
id = "next"
court = "pk.shx"
on = 2024-05-09
"""
WEEK = order() + window(failing='"appropriate orders"')  # to 24 April 2024

Write = Callable[..., Path]


def call(*args: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def told(*args: str | Path, status: int = 0) -> Any:
    result = call(*args, "--json")
    assert result.exit_code == status, result.stderr
    return json.loads(result.stdout)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def make(*parts: str, name: str = "matter") -> Path:
        path = tmp_path / f"{name}.toml"
        path.write_text("\n".join([HEAD.replace('"matter"', f'"{name}"'), *parts]))
        return path

    return make


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


# ------------------------------------------------------------------ next


def test_the_agenda_has_its_parts_in_order(write: Write) -> None:
    path = write(
        WEEK,
        deadline(),
        hearing("2024-04-25"),
        window(id='"old"', within='"2 days"'),
        window(id='"more"', within='"8 days"'),
    )
    result = call("next", path, "--on", "2024-04-24", "--days", "30")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "From 2024-04-24"
    assert [line for line in lines if line in {"expired", "today", "this week", "later", "waiting"}] == [
        "expired",
        "today",
        "this week",
        "later",
    ]
    assert "2024-04-24        obey (due today) [duty]" in lines
    assert "                  A. Advocate" in lines


def test_the_agenda_as_json(write: Write) -> None:
    path = write(WEEK, hearing("2024-04-24", at="10:30:00"), hearing("2024-04-24", id='"other"', court='"pk.ihc"'))
    found = told("next", path, "--on", "2024-04-17")
    assert list(found) == ["on", "days", "items"]
    assert (found["on"], found["days"]) == ("2024-04-17", 14)
    first = found["items"][0]
    assert list(first) == [
        "part",
        "on",
        "safe_on",
        "at",
        "docket",
        "id",
        "state",
        "what",
        "responsible",
        "collides",
        "remarks",
    ]
    by_id = {one["id"]: one for one in found["items"]}
    assert (by_id["next"]["at"], by_id["next"]["collides"]) == ("10:30", ["other"])
    assert (by_id["other"]["at"], by_id["other"]["collides"]) == (None, ["next"])
    assert (by_id["duty"]["part"], by_id["duty"]["on"], by_id["duty"]["safe_on"]) == ("this week", "2024-04-24", None)


def test_collisions_are_told(write: Write) -> None:
    path = write(hearing("2024-04-24"), hearing("2024-04-24", id='"other"', court='"pk.ihc"'))
    assert "collides with other" in call("next", path, "--on", "2024-04-17").stdout


def test_several_dockets_are_one_list(write: Write) -> None:
    first, second = write(WEEK), write(WEEK, name="second")
    found = told("next", first, second, "--on", "2024-04-20")
    assert [(one["docket"], one["id"]) for one in found["items"]] == [("matter", "duty"), ("second", "duty")]


def test_today_is_the_default(write: Write) -> None:
    before = time.strftime("%Y-%m-%d")
    assert told("next", write(WEEK))["on"] in {before, time.strftime("%Y-%m-%d")}


def test_nothing_is_said_to_be_nothing(write: Write) -> None:
    result = call("next", write(WEEK), "--on", "2024-04-01", "--days", "1")
    assert (result.exit_code, result.stdout) == (0, "From 2024-04-01: nothing.\n")
    assert told("next", write(WEEK), "--on", "2024-04-01", "--days", "1")["items"] == []


def test_for_one_person(write: Write) -> None:
    path = write(order(), window(responsible='"B. Clerk"'), deadline())
    found = told("next", path, "--on", "2024-04-20", "--days", "30", "--responsible", "b. clerk")
    assert [one["id"] for one in found["items"]] == ["duty"]


def test_as_it_was_known(write: Write) -> None:
    path = write(WEEK, event("compliance", "duty", "2024-04-20", recorded="2024-05-15T09:00:00+05:00"))
    assert told("next", path, "--on", "2024-04-22")["items"] == []
    assert [one["id"] for one in told("next", path, "--on", "2024-04-22", "--known-on", "2024-04-22")["items"]] == [
        "duty"
    ]


@pytest.mark.parametrize(("on", "status"), [("2024-04-23", 0), ("2024-04-24", 1), ("2024-04-25", 0)])
def test_the_evening_list_has_a_status_of_its_own(write: Write, on: str, status: int) -> None:
    path = write(WEEK)
    result = call("next", path, "--on", on, "--evening")
    assert result.exit_code == status
    assert ("[duty]" in result.stdout) is bool(status)
    assert result.stdout.startswith(f"What must not be left open on {on}")
    assert len(told("next", path, "--on", on, "--evening", status=status)["items"]) == status


@pytest.mark.parametrize(
    "args",
    [
        ["--days", "-1"],
        ["--days", "many"],
        ["--days", "3661"],
        ["--on", "2024-02-30"],
        ["--csv", "--json"],
        ["--colour"],
    ],
)
def test_usage_of_next(write: Write, args: list[str]) -> None:
    result = call("next", write(WEEK), *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


# ------------------------------------------------------------------ next --csv

COLUMNS = ["part", "on", "safe_on", "at", "docket", "id", "state", "what", "responsible", "collides"]


def test_the_agenda_as_csv(write: Write) -> None:
    path = write(WEEK, hearing("2024-04-24", at="10:30:00", purpose='"Orders, if any"'))
    result = call("next", path, "--on", "2024-04-17", "--csv")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].split(",") == COLUMNS
    heard, duty = rows(result)
    assert (heard["at"], heard["what"]) == ("10:30", "Orders, if any")
    assert (duty["on"], duty["safe_on"], duty["responsible"]) == ("2024-04-24", "", "A. Advocate")


def test_an_empty_list_as_csv_has_its_head(write: Write) -> None:
    assert call("next", write(WEEK), "--on", "2024-04-01", "--days", "1", "--csv").stdout == ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        '=HYPERLINK(\\"https://example.org\\", \\"x\\")',
        # What is cleaned away before the sign must not hide it.
        "\\u200b=1+1",
        "\\u0007=1+1",
        "\\u202e=1+1",
        " =1+1",
        "\\t=1+1",
        "\\n=1+1",
        "\\uFEFF=1+1",
        "\\uFF1D1+1",
    ],
)
def test_no_cell_is_run_by_a_spreadsheet(write: Write, text: str) -> None:
    path = write(order(), window(what=f'"{text}"', responsible=f'"{text}"'))
    result = call("next", path, "--on", "2024-04-17", "--csv")
    (row,) = rows(result)
    for cell in (row["what"], row["responsible"]):
        assert cell.startswith("'"), cell
        assert cell.lstrip("'").strip(), cell


def test_an_id_is_no_formula_either(write: Write) -> None:
    path = write(order(), window(id='"=cmd"'), name="plain")
    (row,) = rows(call("next", path, "--on", "2024-04-17", "--csv"))
    assert (row["id"], row["docket"]) == ("'=cmd", "plain")


@pytest.mark.parametrize("text", ["two\\nlines", 'a \\"quoted\\" word', "a, b; c", "ہفتہ", "एक सप्ताह"])
def test_ordinary_text_is_one_cell_and_as_it_was(write: Write, text: str) -> None:
    (row,) = rows(call("next", write(order(), window(what=f'"{text}"')), "--on", "2024-04-17", "--csv"))
    assert row["what"] == json.loads(f'"{text}"')


# ------------------------------------------------------------------ diff


def test_no_difference_is_status_0(write: Write) -> None:
    path = write(WEEK)
    result = call("diff", path, path)
    assert (result.exit_code, result.stdout) == (0, "No date differs.\n")
    assert told("diff", path, path) == []


def test_a_difference_is_status_1_with_its_cause(write: Write) -> None:
    old, new = write(WEEK), write(order("2024-04-18"), window(), name="new")
    result = call("diff", old, new)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "moved: duty, 2024-04-24 to 2024-04-25 (+1 day)",
        "                  obey",
        "                  trigger: order of 18 April 2024 instead of order of 17 April",
        "                  2024 (+1 day)",
    ]


def test_differences_as_json(write: Write) -> None:
    old, new = write(WEEK, deadline()), write(order("2024-04-18"), window(), hearing(), name="new")
    moved, added, removed = told("diff", old, new, status=1)
    assert list(moved) == ["id", "what", "kind", "old", "new", "days", "causes"]
    assert (moved["id"], moved["kind"], moved["old"], moved["new"], moved["days"]) == (
        "duty",
        "moved",
        "2024-04-24",
        "2024-04-25",
        1,
    )
    (cause,) = moved["causes"]
    assert list(cause) == ["kind", "text", "days"]
    assert (cause["kind"], cause["days"]) == ("trigger", 1)
    assert (added["kind"], added["old"], added["causes"]) == ("added", None, [])
    assert (removed["kind"], removed["new"]) == ("removed", None)


def test_what_an_announcement_moved(write: Write) -> None:
    path = write(order("2026-03-10"), window(calendar='"pk.shc"', within='"10 days"'))
    (change,) = told("diff", path, path, "--old-known-on", "2026-03-12", status=1)
    assert [cause["kind"] for cause in change["causes"]] == ["calendar"]
    assert told("diff", path, path, "--old-known-on", "2026-03-12", "--new-known-on", "2026-03-12") == []


# ------------------------------------------------------------------ sheet


def test_the_control_sheet_leaves_a_line_for_a_second_person(write: Write) -> None:
    line = "confirmed by ______________________ on ______________"
    result = call("sheet", write(WEEK), "--on", "2024-04-20")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == ["A matter", "control sheet on 2024-04-20"]
    assert line in result.stdout
    assert line not in call("sheet", write(WEEK, verification("2024-04-24")), "--on", "2024-04-20").stdout
    # A confirmation that is void leaves the line.
    void = call("sheet", write(order("2024-04-18"), window(), verification("2024-04-24")), "--on", "2024-04-20").stdout
    assert line in void
    assert "void on 2024-04-18: confirmed 24 April 2024 (S. Malik)" in void
    # A hearing is listed, not computed.
    assert line not in call("sheet", write(hearing()), "--on", "2024-04-20").stdout


def test_the_control_sheet_as_json(write: Write) -> None:
    found = told("sheet", write(WEEK, pin("2024-04-22", "2024-04-24")), "--on", "2024-04-20")
    assert list(found) == ["docket", "on", "entries"]
    (entry,) = found["entries"]
    assert list(entry) == ["id", "what", "last_day", "lines"]
    assert (entry["id"], entry["last_day"]) == ("duty", "2024-04-22")
    assert [list(line) for line in entry["lines"]] == [["did", "on", "by", "text"]] * len(entry["lines"])
    assert [line["did"] for line in entry["lines"]] == ["entered", "computed", "pinned"]


def test_the_sheet_as_it_was_known(write: Write) -> None:
    path = write(WEEK, event("compliance", "duty", "2024-04-20", recorded="2024-05-15T09:00:00+05:00"))
    assert "struck" in call("sheet", path, "--on", "2024-04-22").stdout
    assert "struck" not in call("sheet", path, "--on", "2024-04-22", "--known-on", "2024-04-22").stdout


# ------------------------------------------------------------------ check, docket --known-on


def test_check_warns_of_what_somebody_has_to_look_at(write: Write) -> None:
    path = write(order("2024-04-18"), window(), pin("2024-04-22", "2024-04-24"), verification("2024-04-24"))
    result = call("check", path)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"{path}: ok",
        "  warning: duty: pinned when the computed date was 24 April 2024; it is 25 April 2024 now",
        "  warning: duty: the verification of 24 April 2024 by S. Malik is void: the last day is 22 April 2024 now",
    ]
    (found,) = told("check", path)
    assert list(found) == ["file", "faults", "not_computed", "warnings"]
    assert [warning.partition(": ")[0] for warning in found["warnings"]] == ["duty", "duty"]


def test_the_status_as_it_was_known(write: Write) -> None:
    path = write(WEEK, event("compliance", "duty", "2024-04-20", recorded="2024-05-15T09:00:00+05:00"))
    states = [
        told("docket", path, "--on", "2024-04-25", *known)["entries"][0]["state"]
        for known in ([], ["--known-on", "2024-05-14"], ["--known-on", "2024-05-15"])
    ]
    assert states == ["complied", "time expired", "complied"]


# ------------------------------------------------------------------ bad files, widths, terminals

COMMANDS: list[list[str]] = [["next", "F"], ["diff", "F", "F"], ["diff", "X", "F"], ["diff", "F", "X"], ["sheet", "F"]]


def on_file(command: list[str], path: Path) -> list[str]:
    return [{"F": str(path), "X": str(X)}.get(part, part) for part in command]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_faulty_file_has_its_faults_told_and_nothing_else(command: list[str], tmp_path: Path) -> None:
    path = tmp_path / "faulty.toml"
    path.write_bytes(FAULTY)
    for form in ([], ["--json"]):
        result = call(*on_file(command, path), *form)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "faulty.toml: 2 faults" in result.stderr
        assert "docket.schema: " in result.stderr
        assert "hearing[next].court: " in result.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("data", [b"", bytes(range(256)), b"hello", b"made = 2024-02-30"])
def test_a_file_that_is_no_docket(command: list[str], data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "docket.toml"
    path.write_bytes(data)
    result = call(*on_file(command, path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "docket.toml" in result.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_missing_file_and_a_folder_are_usage(command: list[str], tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        result = call(*on_file(command, path))
        assert (result.exit_code, result.stdout) == (2, "")
        assert path.name in result.stderr


@pytest.mark.parametrize(
    "args", [["next"], ["diff"], ["diff", str(X)], ["diff", "a", "b", "c"], ["sheet"], ["sheet", "a", "b"]]
)
def test_missing_or_superfluous_arguments_are_usage(args: list[str]) -> None:
    result = call(*args)
    assert (result.exit_code, result.stdout) == (2, "")


def run(*args: str | Path, **environment: str) -> str:
    done = subprocess.run(
        [COMMAND, *args], capture_output=True, check=False, timeout=60, env={**os.environ, **environment}
    )
    assert b"Traceback" not in done.stderr
    return done.stdout.decode()


def test_output_in_a_pipe_is_plain_and_no_wider_than_80(tmp_path: Path, write: Write) -> None:
    name = "a-rather-long-name-of-an-entry-that-somebody-gave-it-on-a-long-day"
    long = (
        'what = "file the reply to the application for the recall of the order of the seventeenth of April of the year"'
    )
    old = write(WEEK.replace('"duty"', f'"{name}"').replace('what = "obey"', long), hearing())
    new = tmp_path / "new.toml"
    new.write_text(old.read_text().replace("2024-04-17\n", "2024-04-18\n").replace("2024-05-09", "2024-05-16"))
    questions: list[list[str | Path]] = [
        ["next", X, "--on", "2024-04-17"],
        ["next", old, "--on", "2024-04-24"],
        ["next", old, "--on", "2024-05-24"],
        ["sheet", X, "--on", "2025-05-17"],
        ["sheet", old, "--on", "2024-04-17"],
        ["diff", old, new],
        ["diff", X, old],
    ]
    for args in questions:
        for environment in ({}, {"FORCE_COLOR": "1", "COLUMNS": "200", "TERM": "xterm-256color"}):
            text = run(*args, **environment)
            assert text
            assert "\x1b" not in text
            # A word that is wider than its column is left whole: an id that is broken cannot be copied.
            assert [line for line in text.splitlines() if len(line) > 80 and " " in line.strip()] == [], args
            assert all(line == line.rstrip() for line in text.splitlines())


def test_a_docket_cannot_send_escape_codes_to_the_terminal(write: Write) -> None:
    evil = '"\\u001b[31mred\\u001b]0;title\\u0007\\u009b31m"'
    old = write(
        order(),
        window(what=evil, responsible=evil, failing=evil),
        event("statement", "duty", "2024-04-18", text=evil, by=evil),
        pin("2024-04-23", "2024-04-22", by=evil, reason=evil),
        hearing(purpose=evil),
    )
    new = write(order("2024-04-18"), window(what=evil), name="new")
    questions: list[list[str | Path]] = [
        ["next", old, "--on", "2024-04-25", "--days", "60"],
        ["next", old, "--on", "2024-04-25", "--days", "60", "--csv"],
        ["next", old, "--on", "2024-04-25", "--json"],
        ["sheet", old, "--on", "2024-05-25"],
        ["diff", old, new],
        ["check", old],
    ]
    for args in questions:
        text = run(*args)
        assert text
        assert not {"\x1b", "\x9b", "\x07"} & set(text), args
