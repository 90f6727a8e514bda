"""The commands about a docket file: what they print, write and refuse; and that nothing breaks them."""

from __future__ import annotations

import ctypes
import json
import os
import random
import resource
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from courtclock.cli import main
from courtclock.docket import load
from courtclock.feed import feed
from terminal import on_terminal

COMMAND = Path(sys.executable).parent / "courtclock"
EXAMPLES = Path(__file__).parents[2] / "examples"
X = EXAMPLES / "x-restoration.toml"
APPEAL = EXAMPLES / "appeal-with-copying-time.toml"
OLD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//old//EN\r\nEND:VCALENDAR\r\n"
FAULTY = b"""
[docket]
schema = 2
id = "faulty"
title = "Faulty"
recorded = 2024-04-17T18:00:00+05:00
[[order]]
id = "order"
court = "pk.shx"
made = "2024-04-17"
title = "T"
[[hearing]]
id = "next"
court = "pk.shx"
on = 2024-05-09
[[judge]]
id = "x"
"""


def call(*args: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def run(*args: str | Path, **how: Any) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run([COMMAND, *args], capture_output=True, check=False, timeout=60, **how)
    assert b"Traceback" not in done.stderr
    return done


def told(*args: str | Path) -> Any:
    result = call(*args, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def wide(text: str) -> list[str]:
    """Return the lines over 80 columns that could have been wrapped."""
    return [line for line in text.splitlines() if len(line) > 80 and " " in line.strip()]


# ------------------------------------------------------------------ docket


def test_the_status_table_says_how_every_entry_stands() -> None:
    text = call("docket", X, "--on", "2024-04-25").stdout
    assert "on Thursday 25 April 2024" in text
    assert "no compliance recorded" in text
    assert text.count("time expired") == 4
    assert text.count("continuing") == 2
    # In the order of their days, those without one last.
    days = [line.split()[0] for line in text.splitlines() if line.strip().startswith("2024-")]
    assert days == sorted(days)


def test_the_status_as_json() -> None:
    found = told("docket", X, "--on", "2024-04-25")
    assert list(found) == ["docket", "on", "entries"]
    assert (found["docket"], found["on"]) == ("x-restoration", "2024-04-25")
    assert [one["id"] for one in found["entries"]] == [entry.id for entry in load(X).entries]
    keys = {"id", "state", "what", "date", "remarks", "answer", "error"}
    assert all(keys <= set(one) for one in found["entries"])
    week = next(one for one in found["entries"] if one["id"] == "one-week-restoration")
    assert (week["state"], week["date"]) == ("time expired", "2024-04-24")
    assert week["answer"]["due"] == "2024-04-24"
    assert any("appropriate orders" in remark for remark in week["remarks"])
    standing = next(one for one in found["entries"] if one["id"] == "standing-restoration-x")
    assert (standing["state"], standing["date"], standing["answer"]) == ("continuing", None, None)


def test_the_status_of_today_is_the_default() -> None:
    before = time.strftime("%Y-%m-%d")
    found = told("docket", X)
    assert found["on"] in {before, time.strftime("%Y-%m-%d")}


def test_what_cannot_be_computed_is_shown_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "far.toml"
    path.write_bytes(X.read_bytes().replace(b'within = "one week"', b'within = "10 years"'))
    found = told("docket", path, "--on", "2024-04-25")
    week = next(one for one in found["entries"] if one["id"] == "one-week-restoration")
    assert week["state"] == "unknown"
    assert list(week["error"]) == ["type", "message"]
    assert week["error"]["type"] == "OutsideCoverage"
    assert len(found["entries"]) == len(list(load(X).entries))


# ------------------------------------------------------------------ explain


def test_an_entry_is_explained_step_by_step() -> None:
    text = call("explain", X, "one-week-restoration").stdout
    assert text.splitlines()[:2] == [
        "withdraw the letter of 17 February 2024, or justify the letter",
        "due Wednesday 24 April 2024 (settled)",
    ]
    assert "General Clauses Act 1897 (Pakistan), s. 9(1)" in text


KEPT = """
[docket]
schema = 1
id = "kept"
title = "Kept"
recorded = 2024-04-17T18:00:00+05:00
[[order]]
id = "order"
court = "pk.shc"
made = 2024-04-17
title = "Obey"
[[window]]
id = "duty"
order = "order"
what = "obey"
within = "one week"
[[hearing]]
id = "next"
court = "pk.shc"
on = 2024-05-09
[[event]]
id = "off"
kind = "adjournment"
of = "next"
on = 2024-05-02
"""
MORE = """
[[event]]
id = "more"
kind = "extension"
of = "duty"
on = 2024-04-22
state = "granted"
until = 2024-05-15
"""
PINNED = """
[[pin]]
id = "pin"
of = "duty"
on = 2024-05-10
computed = 2024-05-15
by = "R. Khan"
reason = "agreed"
"""


@pytest.mark.parametrize(
    ("more", "last_day", "words"),
    [
        ("", "2024-04-24", []),
        (MORE, "2024-05-15", ["extension to 15 May 2024 granted, 22 April 2024", "extended to Wednesday 15 May 2024"]),
        (
            MORE + PINNED,
            "2024-05-10",
            ["extended to Wednesday 15 May", "pinned to Friday 10 May 2024 by R. Khan: agreed"],
        ),
        (
            '[[event]]\nid = "s"\nkind = "stay"\nof = "duty"\non = 2024-04-20\n',
            "2024-04-24",
            ["stayed on 20 April 2024: what that did to the time is not settled"],
        ),
    ],
)
def test_an_explanation_has_what_became_of_the_computed_day(
    tmp_path: Path, more: str, last_day: str, words: list[str]
) -> None:
    path = tmp_path / "kept.toml"
    path.write_text(KEPT + more)
    found = told("explain", path, "duty")
    assert (found["due"], found["last_day"]) == ("2024-04-24", last_day)
    said = " ".join(call("explain", path, "duty").stdout.split())
    assert all(word in said and word in " ".join(found["kept"]) for word in words)
    assert bool(found["kept"]) == bool(words)


def test_a_hearing_without_a_day_says_so(tmp_path: Path) -> None:
    path = tmp_path / "kept.toml"
    path.write_text(KEPT)
    assert told("explain", path, "next")["text"] == "next: a hearing for which no date has been given"


def test_an_explanation_as_json_is_the_answer_with_the_id() -> None:
    found = told("explain", APPEAL, "first-appeal")
    assert (found["id"], found["due"]) == ("first-appeal", "2026-03-24")
    assert [step["kind"] for step in found["steps"]][-1] == "due"
    early = told("explain", APPEAL, "first-appeal", "--known-on", "2026-01-25")
    # On the list published in January, Eid was the 21st to the 23rd: the 20th was open.
    assert early["earliest"] <= "2026-03-20"


@pytest.mark.parametrize("entry", ["standing-restoration-x", "shc-hearing-2024-05-09"])
def test_what_is_not_counted_is_said_to_be_so(entry: str) -> None:
    result = call("explain", X, entry)
    assert result.exit_code == 0
    assert entry in result.stdout
    found = told("explain", X, entry)
    assert (found["id"], found["due"]) == (entry, None)


def test_an_unknown_entry_names_the_nearest() -> None:
    done = run("explain", X, "one-week-restauration")
    assert done.returncode == 1
    assert b"one-week-restoration" in done.stderr
    assert done.stdout == b""


# ------------------------------------------------------------------ check


def test_good_files_are_ok() -> None:
    result = call("check", X, APPEAL)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [f"{X}: ok", f"{APPEAL}: ok"]


def test_every_fault_of_every_file_is_told(tmp_path: Path) -> None:
    bad = tmp_path / "faulty.toml"
    bad.write_bytes(FAULTY)
    result = call("check", X, bad, tmp_path / "none.toml")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == f"{X}: ok"
    assert f"{bad}: 5 faults" in lines or f"{bad}: 4 faults" in lines
    for path in ("docket.schema: ", "order[order].made: ", "hearing[next].court: ", "judge: "):
        assert sum(line.startswith(f"  {path}") for line in lines) == 1, (path, lines)
    assert any("none.toml: 1 fault" in line for line in lines)


def test_faults_as_json(tmp_path: Path) -> None:
    bad = tmp_path / "faulty.toml"
    bad.write_bytes(FAULTY)
    result = call("check", X, bad, "--json")
    assert result.exit_code == 1
    good, faulty = json.loads(result.stdout)
    assert good == {"file": str(X), "faults": [], "not_computed": [], "warnings": []}
    assert any(fault.startswith("hearing[next].court: unknown court 'pk.shx'; nearest: ") for fault in faulty["faults"])


def test_what_cannot_be_computed_is_no_fault_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "far.toml"
    path.write_bytes(X.read_bytes().replace(b'within = "one week"', b'within = "10 years"'))
    result = call("check", path)
    assert result.exit_code == 0
    assert "not computed: one-week-restoration: " in result.stdout


# ------------------------------------------------------------------ bad files, for every command

COMMANDS: list[list[str]] = [["docket", "F", "--on", "2024-04-25"], ["explain", "F", "x"], ["feed", "F", "-o", "-"]]


def on_file(command: list[str], path: Path) -> Result:
    return call(*[path if part == "F" else part for part in command])


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_faulty_file_has_all_its_faults_told_and_does_nothing(command: list[str], tmp_path: Path) -> None:
    path = tmp_path / "faulty.toml"
    path.write_bytes(FAULTY)
    result = on_file(command, path)
    assert (result.exit_code, result.stdout) == (1, "")
    for words in ("faulty.toml: ", "docket.schema: ", "order[order].made: ", "hearing[next].court: ", "judge: "):
        assert words in result.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (bytes(range(256)), "not a text file"), (b"hello", "not TOML"), (b"made = 2024-02-30", "line 1")],
)
def test_a_file_that_is_no_docket(command: list[str], data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "docket.toml"
    path.write_bytes(data)
    result = on_file(command, path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr
    assert "docket.toml" in result.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_missing_file_and_a_folder_are_usage(command: list[str], tmp_path: Path) -> None:
    missing = on_file(command, tmp_path / "none.toml")
    assert missing.exit_code == 2
    assert "none.toml" in missing.stderr
    folder = on_file(command, tmp_path)
    assert folder.exit_code == 2
    assert str(tmp_path) in folder.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_day_that_does_not_exist_is_usage(command: list[str]) -> None:
    option = {"docket": "--on", "explain": "--known-on", "feed": "--from"}[command[0]]
    done = run(*[str(X) if part == "F" else part for part in command], option, "2024-02-30")
    assert done.returncode == 2
    assert b"2024-02-30" in done.stderr
    assert done.stdout == b""


def test_usage_of_an_unknown_command_names_the_nearest() -> None:
    done = run("dokket", X)
    assert done.returncode == 2
    assert b"docket" in done.stderr


@pytest.mark.parametrize("args", [["docket"], ["explain", str(X)], ["feed", str(X)], ["check"], ["docket", "a", "b"]])
def test_missing_or_superfluous_arguments_are_usage(args: list[str]) -> None:
    result = call(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


# ------------------------------------------------------------------ plain output


@pytest.mark.parametrize(
    "args",
    [
        ["docket", X, "--on", "2024-04-25"],
        ["docket", APPEAL, "--on", "2026-03-20"],
        ["explain", X, "one-week-restoration"],
        ["explain", APPEAL, "first-appeal"],
    ],
    ids=lambda args: " ".join(str(arg) for arg in args[:1]),
)
def test_output_in_a_pipe_is_plain_and_no_wider_than_80(args: list[str | Path]) -> None:
    for environment in ({}, {"FORCE_COLOR": "1", "COLUMNS": "200", "TERM": "xterm-256color"}):
        done = run(*args, env={**os.environ, **environment})
        text = done.stdout.decode()
        assert done.returncode == 0
        assert "\x1b" not in text
        assert wide(text) == []
        assert all(line == line.rstrip() for line in text.splitlines())


def test_a_docket_cannot_send_escape_codes_to_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "red.toml"
    evil = "\\u001b[31mred\\u001b]0;title\\u0007\\u009b31m"
    path.write_text(
        f"""
[docket]
schema = 1
id = "red"
title = "{evil}"
recorded = 2024-04-17T18:00:00+05:00
[[order]]
id = "order"
court = "pk.shc"
made = 2024-04-17
title = "{evil}"
source = "{evil}"
[[window]]
id = "week"
order = "order"
what = "{evil}"
within = "one week"
failing = "{evil}"
[[event]]
id = "said"
kind = "statement"
of = "week"
on = 2024-04-20
text = "{evil}"
[[hearing]]
id = "next"
court = "pk.shc"
on = 2024-05-09
purpose = "{evil}"
"""
    )
    questions: list[list[str | Path]] = [
        ["docket", path, "--on", "2024-04-25"],
        ["explain", path, "week"],
        ["explain", path, "next"],
    ]
    for args in questions:
        text = run(*args).stdout.decode()
        assert "\x1b" not in text, args
        assert "\x9b" not in text, args
        assert "\x07" not in text, args


# ------------------------------------------------------------------ feed: where it goes


def test_a_feed_is_written_whole_and_told(tmp_path: Path) -> None:
    out = tmp_path / "x.ics"
    result = call("feed", X, "-o", out)
    assert result.exit_code == 0
    assert out.read_bytes() == feed(load(X))
    assert f"{len(out.read_bytes())} bytes" in result.stdout
    assert f"{out.read_bytes().count(b'BEGIN:VEVENT')} entries" in result.stdout
    assert list(tmp_path.iterdir()) == [out]


def test_a_feed_to_standard_output_is_the_same_bytes_and_nothing_else() -> None:
    done = run("feed", X, "-o", "-")
    assert done.returncode == 0
    assert done.stdout == feed(load(X))
    assert done.stderr == b""


def test_a_feed_can_be_narrowed_and_looked_at_as_of_a_day() -> None:
    data = run("feed", X, "-o", "-", "--from", "2024-04-18", "--to", "2024-04-30").stdout
    assert data == feed(load(X), first="2024-04-18", last="2024-04-30")
    assert data.count(b"BEGIN:VEVENT") == 2
    early = run("feed", APPEAL, "-o", "-", "--known-on", "2026-01-25").stdout
    assert early == feed(load(APPEAL), known_on="2026-01-25") != feed(load(APPEAL))


def test_an_old_feed_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    out = tmp_path / "x.ics"
    for mode in (0o600, 0o640, 0o664):
        out.write_bytes(OLD)
        out.chmod(mode)
        assert call("feed", X, "-o", out).exit_code == 0
        assert out.read_bytes() == feed(load(X))
        assert stat.S_IMODE(out.stat().st_mode) == mode


def test_a_new_feed_has_the_mode_of_the_umask(tmp_path: Path) -> None:
    for mask, mode in ((0o022, 0o644), (0o077, 0o600)):
        out = tmp_path / f"{mask}.ics"
        run("feed", X, "-o", out, umask=mask)
        assert stat.S_IMODE(out.stat().st_mode) == mode


@pytest.mark.parametrize("data", [b"", b"notes of counsel", b"BEGIN:VCARD\r\n", b" BEGIN:VCALENDAR\r\n", b"BEGIN:VCAL"])
def test_what_is_not_a_feed_is_not_replaced(data: bytes, tmp_path: Path) -> None:
    out = tmp_path / "notes.ics"
    out.write_bytes(data)
    result = call("feed", X, "-o", out)
    assert result.exit_code == 2
    assert "notes.ics" in result.stderr
    assert result.stdout == ""
    assert out.read_bytes() == data
    assert list(tmp_path.iterdir()) == [out]


def test_a_faulty_docket_leaves_the_feed_that_was_there(tmp_path: Path) -> None:
    path, out = tmp_path / "faulty.toml", tmp_path / "x.ics"
    path.write_bytes(FAULTY)
    out.write_bytes(OLD)
    assert call("feed", path, "-o", out).exit_code == 1
    assert out.read_bytes() == OLD


def test_a_docket_is_not_overwritten_by_its_own_feed(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(X.read_bytes())
    assert call("feed", path, "-o", path).exit_code == 2
    assert path.read_bytes() == X.read_bytes()


def test_a_folder_is_not_created(tmp_path: Path) -> None:
    result = call("feed", X, "-o", tmp_path / "new" / "x.ics")
    assert result.exit_code == 2
    assert "new" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_output(tmp_path: Path) -> None:
    assert call("feed", X, "-o", tmp_path).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    assert call("feed", X, "-o", tmp_path / "file" / "x.ics").exit_code == 2
    assert (tmp_path / "file").read_bytes() == b"x"


def test_a_link_is_kept_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "target.ics", tmp_path / "link.ics"
    target.write_bytes(OLD)
    link.symlink_to(target.name)
    assert call("feed", X, "-o", link).exit_code == 0
    assert link.is_symlink()
    assert target.read_bytes() == feed(load(X))
    target.write_bytes(b"notes")
    assert call("feed", X, "-o", link).exit_code == 2
    assert target.read_bytes() == b"notes"


def test_a_link_to_nothing_and_a_link_to_itself(tmp_path: Path) -> None:
    dangling, loop = tmp_path / "dangling.ics", tmp_path / "loop.ics"
    dangling.symlink_to("target.ics")
    assert call("feed", X, "-o", dangling).exit_code == 0
    assert dangling.is_symlink()
    assert (tmp_path / "target.ics").read_bytes() == feed(load(X))
    loop.symlink_to("loop.ics")
    assert call("feed", X, "-o", loop).exit_code == 2
    assert loop.is_symlink()


def test_a_pipe_in_the_file_system_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.ics"
    os.mkfifo(pipe)
    assert run("feed", X, "-o", pipe).returncode == 2
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_is_refused() -> None:
    # A terminal of our own: nothing could be put in its place.
    ours, theirs = os.openpty()
    try:
        done = run("feed", X, "-o", os.ttyname(theirs))
        assert done.returncode == 2
        assert b"nothing was written" in done.stderr
    finally:
        os.close(ours)
        os.close(theirs)


def as_anybody() -> None:
    """Let the permissions of files bind the child even if the tests run as root."""
    if os.geteuid() == 0:
        drop_from_bounding_set = 24
        for ignore_permissions in (1, 2):
            assert ctypes.CDLL(None).prctl(drop_from_bounding_set, ignore_permissions, 0, 0, 0) == 0


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    old = folder / "old.ics"
    old.write_bytes(OLD)
    folder.chmod(0o555)
    try:
        for name in ("new.ics", "old.ics"):
            done = run("feed", X, "-o", folder / name, preexec_fn=as_anybody)
            assert done.returncode == 2
            assert name.encode() in done.stderr
            assert b"nothing was written" in done.stderr
        assert list(folder.iterdir()) == [old]
        assert old.read_bytes() == OLD
    finally:
        folder.chmod(0o755)


def test_a_feed_that_may_not_be_written_is_not_replaced(tmp_path: Path) -> None:
    out = tmp_path / "x.ics"
    out.write_bytes(OLD)
    out.chmod(0o444)
    done = run("feed", X, "-o", out, preexec_fn=as_anybody)
    assert done.returncode == 2
    assert out.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [out]


def test_a_docket_that_may_not_be_read_is_usage(tmp_path: Path) -> None:
    path = tmp_path / "secret.toml"
    path.write_bytes(X.read_bytes())
    path.chmod(0)
    done = run("docket", path, preexec_fn=as_anybody)
    assert done.returncode == 2
    assert b"secret.toml" in done.stderr


def no_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))


@pytest.mark.parametrize("before", [None, OLD])
def test_a_full_disk_leaves_what_was_there(before: bytes | None, tmp_path: Path) -> None:
    out = tmp_path / "x.ics"
    if before is not None:
        out.write_bytes(before)
    done = run("feed", X, "-o", out, preexec_fn=no_room)
    assert done.returncode == 2
    assert b"nothing was written" in done.stderr
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([before] if before is not None else [])


def test_a_name_as_long_as_the_system_allows(tmp_path: Path) -> None:
    out = tmp_path / f"{'x' * 251}.ics"
    assert call("feed", X, "-o", out).exit_code == 0
    assert call("feed", X, "-o", out).exit_code == 0
    too_long = call("feed", X, "-o", tmp_path / f"{'x' * 252}.ics")
    assert too_long.exit_code == 2
    assert list(tmp_path.iterdir()) == [out]


SLOWLY = """
import os, sys
from pathlib import Path
from courtclock.cli.output import write_feed
target = Path(sys.argv[1])
new = b"BEGIN:VCALENDAR\\r\\n" + b"X" * 4_000_000 + b"\\r\\nEND:VCALENDAR\\r\\n"
print("ready", flush=True)
while True:
    write_feed(target, new)
"""


@pytest.mark.parametrize("before", [None, OLD])
def test_a_kill_while_writing_leaves_the_old_feed_or_the_new_one(before: bytes | None, tmp_path: Path) -> None:
    new = b"BEGIN:VCALENDAR\r\n" + b"X" * 4_000_000 + b"\r\nEND:VCALENDAR\r\n"
    moments = random.Random(20240417)
    seen = set()
    for number in range(12):
        out = tmp_path / f"{number}.ics"
        if before is not None:
            out.write_bytes(before)
        with subprocess.Popen([sys.executable, "-c", SLOWLY, out], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(moments.uniform(0, 0.02))
            process.send_signal(signal.SIGKILL)
        found = out.read_bytes() if out.exists() else None
        assert found in (before, new), f"half a feed: {len(found or b'')} bytes"
        seen.add(found == new)
    assert seen, "nothing was tried"


def test_a_reader_that_leaves_is_no_accident() -> None:
    questions: list[list[str | Path]] = [
        ["feed", X, "-o", "-"],
        ["docket", X, "--on", "2024-04-25"],
        ["docket", X, "--json"],
    ]
    for args in questions:
        with subprocess.Popen([COMMAND, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b"", args
            assert process.wait(timeout=30) in {0, 1}


@pytest.mark.parametrize("stream", [0, 1])
def test_a_closed_stream_is_no_accident(stream: int) -> None:
    def shut() -> None:
        os.close(stream)

    questions: list[list[str | Path]] = [["feed", X, "-o", "-"], ["docket", X], ["due", "--jsonl"]]
    for args in questions:
        done = subprocess.run(
            [COMMAND, *args],
            stderr=subprocess.PIPE,
            stdout=None if stream == 1 else subprocess.DEVNULL,
            stdin=None if stream == 0 else subprocess.DEVNULL,
            check=False,
            preexec_fn=shut,
        )
        assert b"Traceback" not in done.stderr, args
        assert done.returncode in {0, 1, 2}


def test_names_that_are_not_text_are_told_all_the_same(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/docket\xff.toml"
    with open(path, "wb") as file:  # noqa: PTH123 - a name that no text has
        file.write(FAULTY)
    for args in ([b"check", path], [b"check", path, b"--json"], [b"docket", path], [b"explain", path, b"\xff"]):
        done = subprocess.run([os.fsencode(COMMAND), *args], capture_output=True, check=False)
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr


def test_a_feed_over_a_megabyte_is_written_with_a_warning(tmp_path: Path) -> None:
    rows = "".join(
        f'[[hearing]]\nid = "h{n}"\ncourt = "pk.shc"\non = 2024-05-09\nnote = "{"x" * 400}"\n' for n in range(1_000)
    )
    path = tmp_path / "big.toml"
    path.write_bytes(X.read_bytes() + b"\n" + rows.encode())
    result = call("feed", path, "-o", tmp_path / "big.ics")
    assert result.exit_code == 0
    assert "1 MB" in result.stderr
    assert "1 MB" not in call("feed", X, "-o", tmp_path / "x.ics").stderr


# ------------------------------------------------------------------ any file at all

ALPHABET = b"\"'[]{}=.,#\n\\-0123456789azTZ \x00\xff\xd9\t:+_"


def mutated(chance: random.Random) -> bytes:
    """Return an example with a few bytes or lines changed."""
    data = bytearray(chance.choice([X, APPEAL]).read_bytes())
    for _ in range(chance.choice([1, 1, 1, 2, 3, 8])):
        at = chance.randrange(len(data))
        match chance.randrange(8):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                data[at] = chance.choice(ALPHABET)
            case 2:
                del data[at : at + chance.choice([1, 2, 10, 100])]
            case 3:
                data[at:at] = bytes(chance.choices(ALPHABET, k=chance.choice([1, 3, 20])))
            case 4:
                lines = data.splitlines(keepends=True)
                chance.shuffle(lines)
                data = bytearray(b"".join(lines))
            case 5:
                lines = data.splitlines(keepends=True)
                del lines[chance.randrange(len(lines))]
                data = bytearray(b"".join(lines))
            case 6:
                lines = data.splitlines(keepends=True)
                one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
                lines[one], lines[two] = lines[two], lines[one]
                data = bytearray(b"".join(lines))
            case _:
                lines = data.splitlines(keepends=True)
                one = chance.randrange(len(lines))
                key, _, value = bytes(lines[one]).partition(b" = ")
                wild = chance.choice(
                    [
                        b"7",
                        b"true",
                        b'""',
                        b"[]",
                        b"{}",
                        b"[[]]",
                        b"9999-12-31",
                        b"0001-01-01",
                        b'"pk.shc"',
                        b"nan",
                        b"0x" + b"f" * 5000,
                        b'"one-week-restoration"',
                        b"1979-05-27T00:00:00Z",
                        b"[1979-05-27, 1]",
                        b'"100 years"',
                        b'"0 days"',
                        b'"72 hours"',
                        b"23:59:60",
                        value.strip() * 2,
                    ]
                )
                lines[one] = bytearray(key + b" = " + wild + b"\n")
                data = bytearray(b"".join(lines))
    return bytes(data)


@pytest.mark.parametrize("seed", range(6))
def test_no_file_breaks_a_command(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    path = tmp_path / "fuzz.toml"
    statuses = set()
    for number in range(50):
        path.write_bytes(mutated(chance))
        for args in (
            ["check", path],
            ["docket", path, "--on", chance.choice(["2024-04-25", "2026-03-20", "9999-12-31", "0001-01-01"])],
            ["feed", path, "-o", "-"],
            ["explain", path, chance.choice(["one-week-restoration", "first-appeal", "next-hearing", ""])],
        )[number % 2 :: 2]:
            result = CliRunner().invoke(main, [str(arg) for arg in args])
            kept = path.read_bytes() if result.exit_code not in {0, 1} else b""
            assert result.exit_code in {0, 1}, (args[0], result.exception, kept)
            assert result.exception is None or isinstance(result.exception, SystemExit), (args[0], result.exception)
            assert result.stdout or result.stderr, args[0]
            statuses.add(result.exit_code)
    assert statuses == {0, 1}


def test_the_installed_command_prints_no_traceback_for_broken_files(tmp_path: Path) -> None:
    chance = random.Random(20240509)
    path = tmp_path / "fuzz.toml"
    for _ in range(8):
        path.write_bytes(mutated(chance))
        done = run("check", path)
        assert done.returncode in {0, 1}
        assert done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_faults_fit_a_terminal_and_stay_whole_in_a_pipe(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_bytes(X.read_bytes().replace(b'within = "one week"', b'within = "one weak"'))
    said = on_terminal("check", bad, status=1)
    assert "'one weak' is not a period" in said
    # A path is never broken: it could not be copied.
    assert all(len(line) <= 80 for line in said.splitlines() if str(bad) not in line)
    assert max(map(len, run("check", bad).stdout.decode().splitlines())) > 100


def test_a_remark_that_ends_a_sentence_is_followed_by_one_stop() -> None:
    assert ".;" not in run("docket", X, "--on", "2024-04-25").stdout.decode()
