"""`courtclock due`: one answer, or a stream of them; and what happens to bad questions."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from courtclock.cli import main

COMMAND = Path(sys.executable).parent / "courtclock"
WEEK = ("--court", "pk.shc", "--from", "2024-04-17", "--within", "one week")
ASKED: dict[str, Any] = {"court": "pk.shc", "trigger": "2024-04-17", "period": "one week"}
KEYS = ["id", "due", "due_at", "assurance", "earliest", "latest", "safe_on", "because", "readings", "steps", "editions"]
# A last day that is closed: 23 April 2024 in Karachi.
DISPUTED = ("--court", "pk.shc", "--from", "2024-04-16", "--within", "7 days", "--act", "other")


def due(*args: str, given: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(main, ["due", *args], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def answer(*args: str) -> dict[str, Any]:
    result = due(*args, "--json")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def run(*args: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run([COMMAND, *args], input=given, capture_output=True, check=False, timeout=60)
    assert b"Traceback" not in done.stderr
    return done


def stream(*lines: bytes | dict[str, Any], end: bytes = b"\n") -> list[dict[str, Any]]:
    data = end.join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines) + end
    result = due("--jsonl", given=data)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    return [json.loads(line) for line in result.stdout.split("\n")[:-1]]


# ------------------------------------------------------------------ one answer


def test_the_answer_stands_on_the_first_line() -> None:
    result = due(*WEEK)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "due Wednesday 24 April 2024 (settled)"


def test_the_explanation_has_numbered_steps_with_their_authority_and_the_editions() -> None:
    text = due(*WEEK).stdout
    assert "General Clauses Act 1897 (Pakistan), s. 9(1)" in text
    assert re.search(r"^ 1\. trigger: ", text, re.MULTILINE)
    for edition in ("court: pk.shc", "regime: pk.gca", "calendar: pk.shc"):
        assert edition in text


def test_the_answer_as_json_has_the_keys_of_the_contract() -> None:
    found = answer(*WEEK)
    assert list(found) == KEYS
    assert found["id"] is None
    assert found["due"] == found["earliest"] == found["latest"] == found["safe_on"] == "2024-04-24"
    assert found["due_at"] == "2024-04-24T23:59:59+05:00"
    assert (found["assurance"], found["because"], found["readings"]) == ("settled", [], [])
    assert all(list(step) == ["kind", "on", "text", "cite"] for step in found["steps"])
    assert found["steps"][-1]["on"] == found["due"]
    assert list(found["editions"]) == ["court", "regime", "calendar"]


def test_a_disputed_answer_has_its_readings() -> None:
    found = answer(*DISPUTED)
    assert found["assurance"] == "disputed"
    assert [reading["due"] for reading in found["readings"]] == ["2024-04-24", "2024-04-23"]
    assert all(list(reading) == ["due", "text", "cite"] for reading in found["readings"])
    assert found["safe_on"] == "2024-04-23"
    text = due(*DISPUTED).stdout
    assert "readings" in text
    assert "earliest 2024-04-23, latest 2024-04-24, safe 2024-04-23" in text


@pytest.mark.parametrize(
    ("args", "day"),
    [
        (("--court", "pk.shc", "--from", "2024-04-17", "--within", "7 days"), "2024-04-24"),
        (("--court", "pk.shc", "--from", "2024-04-17", "--within", "P7D"), "2024-04-24"),
        (("--regime", "pk.gca", "--calendar", "none", "--from", "2024-04-14", "--within", "7 days"), "2024-04-21"),
        (("--court", "pk.shc", "--from", "2024-04-17", "--within", "0 days"), "2024-04-17"),
        (("--court", "pk.shc", "--before", "2024-05-09", "--at-least", "1 clear days"), "2024-05-07"),
        (("--court", "pk.shc", "--before", "2024-05-09", "--within", "1 clear days"), "2024-05-07"),
        # A stay or copying time, one after the other, both days in: 3 days and 2 days.
        (
            (
                "--regime",
                "pk.limitation",
                "--calendar",
                "none",
                "--from",
                "2024-04-01",
                "--within",
                "10 days",
                "--exclude",
                "2024-04-03",
                "2024-04-05",
                "--exclude",
                "2024-04-08",
                "2024-04-09",
            ),
            "2024-04-16",
        ),
        # The first day counted in: a day less.
        (
            (
                "--regime",
                "pk.gca",
                "--calendar",
                "none",
                "--from",
                "2024-04-17",
                "--within",
                "7 days",
                "--first-day",
                "included",
            ),
            "2024-04-23",
        ),
        # A closed day of one's own moves the end for an act in the office; what lapses never moves.
        (
            (
                "--court",
                "pk.shc",
                "--from",
                "2024-04-17",
                "--within",
                "7 days",
                "--act",
                "filing",
                "--closed",
                "2024-04-24",
            ),
            "2024-04-25",
        ),
        (
            (
                "--court",
                "pk.shc",
                "--from",
                "2024-04-17",
                "--within",
                "7 days",
                "--act",
                "lapse",
                "--closed",
                "2024-04-24",
            ),
            "2024-04-24",
        ),
        (
            ("--court", "pk.shc", "--calendar", "pk.federal", "--from", "2024-04-16", "--within", "7 days"),
            "2024-04-23",
        ),
        ((*WEEK, "--law-on", "2020-01-01"), "2024-04-24"),
        ((*WEEK, "--known-on", "2024-04-17"), "2024-04-24"),
        ((*WEEK, "--runs-from", "order"), "2024-04-24"),
    ],
)
def test_options(args: tuple[str, ...], day: str) -> None:
    assert answer(*args)["due"] == day


def test_notice_after_a_day_gives_the_first_day_that_leaves_it() -> None:
    args = ("--court", "pk.shc", "--from", "2024-04-17", "--at-least", "7 clear days", "--act", "filing")
    assert due(*args).stdout.startswith("not before Thursday 25 April 2024")


def test_hours_run_from_an_instant_and_the_answer_is_one() -> None:
    args = ("--court", "pk.shc", "--from", "2024-04-17T10:00:00+05:00", "--within", "72 hours")
    assert answer(*args)["due"] == "2024-04-20T10:00:00+05:00"


def test_a_file_of_closures_is_used_and_its_faults_are_told(tmp_path: Path) -> None:
    rows = tmp_path / "own.csv"
    rows.write_text(
        "on,name,kind,status,announced,withdrawn,source\n2024-04-24,Strike,court,notified,2024-04-20,,Bar notice\n"
    )
    moved = answer(*WEEK, "--act", "filing", "--closures", str(rows))
    assert moved["due"] == "2024-04-25"
    assert any("Strike" in step["text"] for step in moved["steps"])
    rows.write_text("on,name\n2024-04-24,Strike\n")
    result = due(*WEEK, "--closures", str(rows))
    assert result.exit_code == 1
    assert str(rows) in result.stderr
    result = due(*WEEK, "--closures", str(tmp_path / "none.csv"))
    assert result.exit_code == 2
    assert "none.csv" in result.stderr


def test_output_in_a_pipe_is_plain_and_no_wider_than_80() -> None:
    for args in (WEEK, DISPUTED):
        text = run("due", *args).stdout.decode()
        assert "\x1b" not in text
        long = [line for line in text.splitlines() if len(line) > 80]
        assert [line for line in long if " " in line.strip()] == []


# ------------------------------------------------------------------ bad questions


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (("--court", "pk.shc", "--from", "2024-02-30", "--within", "one week"), 2, ["2024-02-30", "YYYY-MM-DD"]),
        (("--court", "pk.shc", "--from", "17 April 2024", "--within", "one week"), 2, ["17 April 2024"]),
        (("--court", "pk.shc", "--from", "2024-04-17", "--within", "soon"), 2, ["'soon'", "7 days"]),
        (("--court", "pk.shc", "--from", "2024-04-17", "--within", "-3 days"), 2, ["'-3 days'"]),
        (("--court", "pk.shx", "--from", "2024-04-17", "--within", "one week"), 1, ["'pk.shx'", "nearest", "pk.shc"]),
        (("--court", "pk.shc", "--from", "2028-04-17", "--within", "one week"), 1, ["2028-04-24", "2027-12-31"]),
        (("--court", "pk.shc", "--from", "1890-04-17", "--within", "one week"), 1, ["1897-03-11"]),
        (("--regime", "pk.gcc", "--calendar", "none", "--from", "2024-04-17", "--within", "7 days"), 1, ["pk.gca"]),
        (("--calendar", "pk.fed", "--court", "pk.shc", "--from", "2024-04-17", "--within", "7 days"), 1, ["pk.fed"]),
        (("--from", "2024-04-17", "--within", "one week"), 2, ["court"]),
        (("--court", "pk.shc", "--from", "2024-04-17", "--within", "72 hours"), 2, ["hours", "offset"]),
        (("--court", "pk.shc", "--from", "2024-04-17T10:00:00", "--within", "72 hours"), 2, ["offset"]),
        (("--court", "pk.shc", "--within", "one week"), 2, ["--from", "--before"]),
        (
            ("--court", "pk.shc", "--from", "2024-04-17", "--before", "2024-05-09", "--within", "7 days"),
            2,
            ["--before"],
        ),
        (("--court", "pk.shc", "--from", "2024-04-17"), 2, ["--within", "--at-least"]),
        ((*WEEK, "--at-least", "7 days"), 2, ["--within", "--at-least"]),
        ((*WEEK, "--act", "swim"), 2, ["swim"]),
        ((*WEEK, "--closed", "2024-02-30"), 2, ["2024-02-30"]),
        ((*WEEK, "--exclude", "2024-04-20", "2024-04-18"), 2, ["2024-04-20"]),
        ((*WEEK, "--known-on", "tomorrow"), 2, ["tomorrow"]),
        ((*WEEK, "--nonsense"), 2, ["--nonsense"]),
        (("--court", "", "--from", "2024-04-17", "--within", "one week"), 2, ["court"]),
        (("--court", "pk.shc", "--from", "", "--within", "one week"), 2, ["trigger"]),
    ],
)
def test_a_bad_question_gets_a_message_and_a_status(args: tuple[str, ...], status: int, words: list[str]) -> None:
    result = due(*args)
    message = result.stderr
    assert result.exit_code == status, message
    assert result.stdout == ""
    assert all(word in message for word in words), message


@pytest.mark.parametrize(
    ("args", "status", "kind"),
    [
        (("--court", "pk.shx", "--from", "2024-04-17", "--within", "one week"), 1, "UnknownCourt"),
        (("--court", "pk.shc", "--from", "2028-04-17", "--within", "one week"), 1, "OutsideCoverage"),
        (("--court", "pk.shc", "--from", "2024-02-30", "--within", "one week"), 2, "InvalidValue"),
    ],
)
def test_an_error_as_json_has_the_shape_of_the_contract(args: tuple[str, ...], status: int, kind: str) -> None:
    result = due(*args, "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == status
    assert list(found) == ["id", "error"]
    assert list(found["error"]) == ["type", "message"]
    assert (found["id"], found["error"]["type"]) == (None, kind)


# ------------------------------------------------------------------ a stream


def test_a_stream_has_the_answers_of_its_lines_asked_alone_however_they_arrive() -> None:
    asked = [{**ASKED, "id": n, "trigger": f"2024-0{1 + n % 9}-1{n % 7}", "period": f"{n} days"} for n in range(120)]
    lines = [json.dumps(one).encode() for one in asked]
    lines[7:7] = [b"", b"not json", b"x" * 40_000]
    alone = [due("--jsonl", given=line + b"\n").stdout for line in lines]
    assert due("--jsonl", given=b"\n".join(lines)).stdout == "".join(alone)
    with subprocess.Popen([COMMAND, "due", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for line, expected in zip(lines, alone, strict=True):
            for part in (line[:20], line[20:] + b"\n"):
                process.stdin.write(part)
                process.stdin.flush()
            assert process.stdout.readline().decode() == expected
        process.stdin.close()


def test_answers_come_in_order_with_their_ids() -> None:
    days = [f"2024-04-{n:02}" for n in range(1, 29)]
    found = stream(*({**ASKED, "id": n, "trigger": day} for n, day in enumerate(days)))
    assert [one["id"] for one in found] == list(range(28))
    assert all(list(one) == KEYS for one in found)
    assert found[16]["due"] == "2024-04-24"


@pytest.mark.parametrize(
    "given", ["text", "", 7, 0, -1.5, True, False, None, [1, "two", None], {"a": [1]}, "عدالت", "x" * 1_000]
)
def test_an_id_of_any_kind_comes_back_as_it_was(given: object) -> None:
    good, bad = stream({**ASKED, "id": given}, {**ASKED, "id": given, "period": "soon"})
    assert good["id"] == bad["id"] == given
    assert type(good["id"]) is type(bad["id"]) is type(given)
    assert bad["error"]["type"]


BAD_LINES = {
    "not JSON": b"hello",
    "half of an object": b'{"court": "pk.shc", "trig',
    "invalid UTF-8": b'{"id": "\xff\xfe", "court": "pk.shc"}',
    "NUL": b"\0\0\0",
    "an array": b"[1, 2]",
    "a number": b"7",
    "null": b"null",
    "text": b'"court"',
    "an empty object": b"{}",
    "NaN": b"NaN",
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "a long number": b"9" * 5_000,
    "a long exponent": b'{"id": 1e999999}',
    "lone surrogate": b'{"id": "\\ud800", "court": 7}',
    "byte order mark": b"\xef\xbb\xbf7",
    "too long": b'{"id": "' + b"x" * 1_100_000 + b'"}',
}


@pytest.mark.parametrize("line", BAD_LINES.values(), ids=list(BAD_LINES))
def test_a_bad_line_is_an_error_and_the_stream_goes_on(line: bytes) -> None:
    first, bad, last = stream({**ASKED, "id": "first"}, line, {**ASKED, "id": "last"})
    assert (first["id"], first["due"]) == ("first", "2024-04-24")
    assert (last["id"], last["due"]) == ("last", "2024-04-24")
    assert list(bad) == ["id", "error"]
    assert list(bad["error"]) == ["type", "message"]
    assert len(bad["error"]["message"]) < 10_000


@pytest.mark.parametrize("line", [b"hello", b"[1, 2]", b'{"id": 7, "court"', b'{"id": "\xff"}'])
def test_the_id_of_a_line_that_cannot_be_read_is_null(line: bytes) -> None:
    (found,) = stream(line)
    assert found["id"] is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"perod": "7 days"}, ["unknown key 'perod'"]),
        ({"Court": "pk.shc"}, ["unknown key 'Court'"]),
        ({"trigger": None}, ["trigger: missing"]),
        ({"period": None}, ["period: missing"]),
        ({"trigger": 20240417}, ["trigger", "20240417"]),
        ({"trigger": "2024-02-30"}, ["trigger", "2024-02-30"]),
        ({"period": 7}, ["period"]),
        ({"period": "soon"}, ["period", "'soon'"]),
        ({"direction": "sideways"}, ["direction", "'after'", "'before'"]),
        ({"bound": True}, ["bound"]),
        ({"act": "swim"}, ["act", "'filing'"]),
        ({"first_day": "sometimes"}, ["first_day"]),
        ({"excluded": [["2024-04-18"]]}, ["excluded"]),
        ({"excluded": "2024-04-18"}, ["excluded"]),
        ({"closures": "2024-04-18"}, ["closures"]),
        ({"closures": [7]}, ["closures"]),
        ({"court": "pk.shx"}, ["pk.shx", "pk.shc"]),
        ({"court": 7}, ["court"]),
        ({"court": ""}, ["court"]),
        ({"court": [["pk.shc"]]}, ["court"]),
        ({"known_on": "x"}, ["known_on"]),
        ({"law_on": "x"}, ["law_on"]),
        ({"trigger": "2030-01-01"}, ["2027-12-31"]),
        ({"perod": 1, "trigger": "x", "period": "y"}, ["perod", "trigger", "period"]),
    ],
)
def test_a_request_that_cannot_be_answered_keeps_its_id_and_says_why(changes: dict[str, Any], words: list[str]) -> None:
    result = due("--jsonl", given=json.dumps({**ASKED, "id": 7, **changes}) + "\n")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["id"] == 7
    assert all(word in found["error"]["message"] for word in words), found


def test_every_key_of_the_contract_is_understood() -> None:
    full = {
        "id": "full",
        "regime": "pk.limitation",
        "court": "pk.shc",
        "calendar": "pk.shc",
        "trigger": "2024-04-17",
        "period": "30 days",
        "direction": "after",
        "bound": "latest",
        "act": "filing",
        "excluded": [["2024-04-20", "2024-04-22"]],
        "runs_from": "order",
        "closures": ["2024-05-20"],
        "inaccessible": [],
        "law_on": "2024-04-17",
        "known_on": "2024-05-01",
    }
    (found,) = stream(full)
    # 30 days to 17 May, and three: Monday 20 May, closed by the request.
    assert found["due"] == "2024-05-21"


def test_nulls_are_defaults() -> None:
    (plain, nulled) = stream(ASKED, {**ASKED, "regime": None, "direction": None, "excluded": None, "act": None})
    assert plain == nulled


def test_a_long_line_is_read() -> None:
    days = [["2024-04-20", "2024-04-21"]] * 3_500
    line = json.dumps({**ASKED, "regime": "pk.limitation", "calendar": "none", "excluded": days}).encode()
    assert len(line) > 100_000
    (found,) = stream(line)
    assert found["due"] == "2024-04-26"


def test_a_long_id_is_kept() -> None:
    (found,) = stream({**ASKED, "id": "x" * 100_000})
    assert found["id"] == "x" * 100_000


def test_an_empty_line_is_answered_too_so_that_lines_keep_their_places() -> None:
    answers = stream(b"", {**ASKED, "id": 1}, b"   ", {**ASKED, "id": 2})
    assert [one["id"] for one in answers] == [None, 1, None, 2]
    assert "empty" in answers[0]["error"]["message"]


def test_a_key_that_stands_twice_is_an_error() -> None:
    (answer,) = stream(b'{"court": "pk.shc", "court": "pk.ihc", "trigger": "2024-04-17", "period": "7 days"}')
    assert "twice" in answer["error"]["message"]


def test_what_is_not_a_number_is_not_json() -> None:
    (answer,) = stream(b'{"id": NaN, "court": "pk.shc", "trigger": "2024-04-17", "period": "7 days"}')
    assert answer["id"] is None
    assert "NaN" in answer["error"]["message"]


def test_line_ends_of_other_systems() -> None:
    found = stream({**ASKED, "id": 1}, {**ASKED, "id": 2}, end=b"\r\n")
    assert [(one["id"], one["due"]) for one in found] == [(1, "2024-04-24"), (2, "2024-04-24")]


def test_the_last_line_needs_no_end() -> None:
    done = run("due", "--jsonl", given=json.dumps(ASKED).encode())
    assert json.loads(done.stdout)["due"] == "2024-04-24"


def test_no_input_no_output() -> None:
    done = run("due", "--jsonl")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_stream_takes_no_other_question() -> None:
    for more in (WEEK, ("--json",), ("--act", "filing")):
        done = run("due", "--jsonl", *more)
        assert done.returncode == 2
        assert b"--jsonl" in done.stderr


def test_other_scripts_are_not_escaped() -> None:
    done = run("due", "--jsonl", given=json.dumps({**ASKED, "id": "عدالت"}).encode() + b"\n")
    assert "عدالت".encode() in done.stdout


def test_the_installed_command_survives_every_bad_line_at_once() -> None:
    lines = [line for line in BAD_LINES.values() if len(line) < 10_000]
    done = run("due", "--jsonl", given=b"\n".join([*lines, json.dumps(ASKED).encode()]))
    answers = done.stdout.splitlines()
    assert done.returncode == 0
    assert len(answers) == len(lines) + 1
    assert json.loads(answers[-1])["due"] == "2024-04-24"


def test_the_installed_command_gives_the_status_and_the_message() -> None:
    for args, status in (((*WEEK, "--act", "swim"), 2), (("--court", "pk.shx", *WEEK[2:]), 1), (WEEK, 0)):
        done = run("due", *args)
        assert done.returncode == status
        assert bool(done.stderr) is bool(status)
        assert bool(done.stdout) is not bool(status)


def test_answers_are_the_same_whatever_the_locale() -> None:
    line = json.dumps({**ASKED, "id": "عدالت"}, ensure_ascii=False).encode() + b"\n"
    outputs = {
        subprocess.run(
            [COMMAND, "due", "--jsonl"], input=line, capture_output=True, check=True, env={"LC_ALL": locale}
        ).stdout
        for locale in ("C", "C.UTF-8", "POSIX")
    }
    assert len(outputs) == 1


def test_an_answer_is_written_before_the_next_question_is_read() -> None:
    with subprocess.Popen([COMMAND, "due", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            process.stdin.write(json.dumps({**ASKED, "id": number}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def test_a_reader_that_leaves_is_no_accident() -> None:
    lines = (json.dumps(ASKED) + "\n").encode() * 20_000
    with subprocess.Popen(
        [COMMAND, "due", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(lines[: len(lines) // 200])
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        try:
            process.stdin.write(lines)
            process.stdin.close()
        except BrokenPipeError:
            pass
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) in {0, 1}
