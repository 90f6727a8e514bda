"""The commands about the law, `calendar` and `rules`; and what holds for every command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from courtclock import __version__
from courtclock.almanac import default_almanac
from courtclock.cli import main

COMMAND = Path(sys.executable).parent / "courtclock"
BOOK = default_almanac()


def call(*args: str) -> Result:
    result = CliRunner().invoke(main, list(args))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def said(*args: str) -> str:
    result = call(*args)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    return result.stdout


def told(*args: str) -> Any:
    return json.loads(said(*args, "--json"))


def words(text: str) -> str:
    """Undo the wrapping."""
    return " ".join(text.split())


def wide(text: str) -> list[str]:
    return [line for line in text.splitlines() if len(line) > 80 and " " in line.strip()]


# ------------------------------------------------------------------ calendar


def test_a_year_lists_its_closed_days_and_names_the_week_once() -> None:
    text = said("calendar", "pk.shc", "2024")
    assert "High Court of Sindh, 2024" in text
    assert re.search(r"2024-05-01 +closed +Labour Day", text)
    assert re.search(r"2024-04-10 to 2024-04-13 +closed +Eid-ul-Fitr", text)
    assert re.search(r"2024-04-23 +provisional ", text)
    assert text.count("Sunday") == 1


def test_a_year_as_json() -> None:
    found = told("calendar", "pk.federal", "2027")
    assert list(found)[:5] == ["calendar", "year", "edition", "weekly", "days"]
    assert (found["calendar"], found["year"], found["edition"]) == (
        "pk.federal",
        2027,
        BOOK.calendar("pk.federal").edition,
    )
    assert all(list(row) == ["first", "last", "status", "what"] for row in found["days"])
    assert {row["status"] for row in found["days"]} <= {"closed", "provisional", "unknown", "vacation"}
    eid = next(row for row in found["days"] if "Eid-ul-Fitr" in row["what"])
    # Expected on the 10th to the 12th, a day either way.
    assert (eid["first"], eid["last"], eid["status"]) == ("2027-03-09", "2027-03-13", "provisional")
    (week,) = found["weekly"]
    assert week["closed"] == ["Saturday", "Sunday"]
    assert week["doubtful"] == ["Friday"]


def test_the_days_of_a_year_stand_in_order_and_do_not_overlap() -> None:
    for year in ("2006", "2020", "2027"):
        days = [edge for row in told("calendar", "pk.shc", year)["days"] for edge in (row["first"], row["last"])]
        assert days == sorted(days)
        assert all(day.startswith(year) for day in days)


def test_a_calendar_can_be_looked_at_as_of_a_day() -> None:
    now = told("calendar", "pk.federal", "2026")["days"]
    then = told("calendar", "pk.federal", "2026", "--known-on", "2026-01-25")["days"]

    def march(days: list[dict[str, str]]) -> list[tuple[str, str, str]]:
        return [
            (r["first"], r["last"], r["status"])
            for r in days
            if r["first"].startswith("2026-03") and "Eid" in r["what"]
        ]

    # The list of January had Eid on 21 to 23 March; it came a day earlier.
    assert march(now) != march(then)
    assert march(now)[0][0] == "2026-03-20"


@pytest.mark.parametrize(
    ("args", "status", "expected"),
    [
        (("calendar", "pk.shx", "2024"), 1, ["'pk.shx'", "nearest", "pk.shc"]),
        (("calendar", "pk.shc", "2030"), 1, ["2027-12-31", "2030"]),
        (("calendar", "pk.shc", "0"), 1, ["2006-01-01"]),
        (("calendar", "pk.shc", "-5"), 2, ["-5"]),
        (("calendar", "pk.shc", "99999999999999999999"), 1, ["2027-12-31"]),
        (("calendar", "none", "2024"), 1, ["none", "not considered"]),
        (("calendar", "pk.shc", "MMXXIV"), 2, ["MMXXIV"]),
        (("calendar", "pk.shc"), 2, ["YEAR"]),
        (("calendar", "pk.shc", "2024", "--known-on", "2024-02-30"), 2, ["2024-02-30"]),
        (("rules", "pk.gcc"), 1, ["'pk.gcc'", "pk.gca"]),
        (("rules", "pk.shx"), 1, ["'pk.shx'", "pk.shc"]),
        (("rules", "pk.limitation.art.1566"), 1, ["pk.limitation.art.156"]),
        (("rules", "pk.gca", "--on", "1890-01-01"), 1, ["1897-03-11", "not in force"]),
        (("rules", "pk.gca", "--on", "2024-02-30"), 2, ["2024-02-30"]),
        (("rules", "pk.gca", "pk.limitation"), 2, ["pk.limitation"]),
        (("rules", ""), 1, ["''"]),
    ],
)
def test_bad_questions(args: tuple[str, ...], status: int, expected: list[str]) -> None:
    result = call(*args)
    assert result.exit_code == status, result.stdout
    assert result.stdout == ""
    assert all(word in result.stderr for word in expected), result.stderr


# ------------------------------------------------------------------ rules


def test_the_list_names_everything_that_the_almanac_knows() -> None:
    listed = {(row["kind"], row["id"]) for row in told("rules")}
    expected = {
        ("regime", *BOOK.regime_ids()),
        ("court", *BOOK.court_ids()),
        ("calendar", *BOOK.calendar_ids()),
        ("period", *BOOK.period_ids()),
    }
    for kind, *ids in expected:
        assert {(kind, one) for one in ids} <= listed
    assert {kind for kind, _ in listed} == {"regime", "court", "calendar", "period", "template"}
    text = said("rules")
    for one in (*BOOK.regime_ids(), *BOOK.court_ids(), *BOOK.calendar_ids()):
        assert one in text


def test_a_regime_shows_every_provision_with_its_authority() -> None:
    (found,) = told("rules", "pk.gca")
    assert found["id"] == "pk.gca"
    assert found["in_force"] == {"first": "1897-03-11", "last": None}
    assert found["provisions"]
    for provision in found["provisions"]:
        assert {"choice", "value", "cite", "url", "quote", "reading", "doubt"} <= set(provision)
        assert provision["cite"]
    text = words(said("rules", "pk.gca"))
    assert all(provision["cite"] in text for provision in found["provisions"])


def test_a_regime_on_a_day_is_the_version_then_in_force() -> None:
    (found,) = told("rules", "pk.limitation", "--on", "2024-04-17")
    assert found["id"] == "pk.limitation"
    assert found["in_force"]["first"] <= "2024-04-17"


def test_a_period_shows_its_words_and_where_they_stand() -> None:
    found = told("rules", "pk.limitation.art.156")
    assert (found["id"], found["within"], found["regime"]) == ("pk.limitation.art.156", "90 days", "pk.limitation")
    assert "art. 156" in found["cite"]
    assert found["url"].startswith("http")
    assert found["examples"]
    assert "90 days" in said("rules", "pk.limitation.art.156")


def test_every_id_can_be_shown_plainly_and_as_json() -> None:
    ids = [*BOOK.regime_ids(), *BOOK.court_ids(), *BOOK.calendar_ids(), *BOOK.period_ids()]
    assert len(ids) > 20
    for one in ids:
        text = said("rules", one)
        assert one in text
        assert wide(text) == []
        assert "None" not in text.split(), one
        assert one in json.dumps(told("rules", one))


# ------------------------------------------------------------------ every command


@pytest.mark.parametrize(
    "args",
    [
        ["rules"],
        ["rules", "pk.gca"],
        ["rules", "pk.shc"],
        ["calendar", "pk.shc", "2024"],
        ["--help"],
        ["due", "--help"],
    ],
    ids=" ".join,
)
def test_output_in_a_pipe_is_plain_and_no_wider_than_80(args: list[str]) -> None:
    outputs = set()
    for environment in ({}, {"FORCE_COLOR": "1", "COLUMNS": "200", "TERM": "xterm-256color"}):
        done = subprocess.run([COMMAND, *args], capture_output=True, check=True, env={**os.environ, **environment})
        text = done.stdout.decode()
        assert "\x1b" not in text
        assert wide(text) == []
        outputs.add(text)
    assert len(outputs) == 1, "a pipe gets other text where colour is forced"


def test_json_is_not_escaped_and_ends_its_line() -> None:
    done = subprocess.run([COMMAND, "rules", "--json"], capture_output=True, check=True, env={"LC_ALL": "C"})
    assert done.stdout.endswith(b"]\n")
    json.loads(done.stdout.decode())


COMMANDS = ("due", "feed", "docket", "explain", "check", "calendar", "rules")


def test_every_command_of_the_contract_that_exists_is_listed() -> None:
    text = said("--help")
    assert all(re.search(rf"^  {name} ", text, re.MULTILINE) for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_describes_its_options(name: str) -> None:
    text = said(name, "--help")
    assert text.startswith(f"Usage: main {name} ")
    assert said(name, "-h") == text
    command = main.commands[name]
    for parameter in command.params:
        for option in parameter.opts:
            if option.startswith("-"):
                assert option in text


def test_the_version_is_told() -> None:
    assert __version__ in said("--version")


def test_without_a_command_the_help_is_shown() -> None:
    result = call()
    assert result.exit_code in {0, 2}
    assert "Usage: " in result.stdout + result.stderr


def test_an_unknown_command_names_the_nearest() -> None:
    result = call("calender", "pk.shc", "2024")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "calendar" in result.stderr


@pytest.mark.parametrize(
    "args", [["rules"], ["rules", "--json"], ["calendar", "pk.shc", "2024"], ["calendar", "pk.shc", "2024", "--json"]]
)
def test_a_reader_that_leaves_is_no_accident(args: list[str]) -> None:
    with subprocess.Popen([COMMAND, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) in {0, 1}


def test_a_full_device_is_a_message_and_not_a_traceback() -> None:
    if not Path("/dev/full").exists():  # elsewhere than on Linux there is none
        return
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([COMMAND, "rules"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode in {1, 2}
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    assert done.stderr
