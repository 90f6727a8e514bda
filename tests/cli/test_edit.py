"""`courtclock docket new`, `add` and `record`: what is shown, asked and written; never half a file."""

from __future__ import annotations

import ctypes
import json
import os
import pty
import random
import select
import signal
import stat
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import attrs
import click
import pytest
from click.testing import CliRunner, Result

from courtclock.cli import main
from courtclock.cli.output import write_docket
from courtclock.docket import edit, load
from courtclock.docket.rows import TABLES
from courtclock.errors import OutputRefused
from courtclock.ledger import EventKind

COMMAND = Path(sys.executable).parent / "courtclock"
X = Path(__file__).parents[2] / "examples" / "x-restoration.toml"
RECORDED = ["--recorded", "2024-04-25T18:00:00+05:00"]
COMPLIANCE = ["--of", "one-week-restoration", "--on", "2024-04-24", *RECORDED, "--as-of", "2024-04-26"]
ORDER = ["--court", "pk.shc", "--made", "2024-04-17", "--title", "Obey", "--as-of", "2024-04-26"]


def call(*args: str | Path) -> Result:
    result = CliRunner().invoke(main, ["docket", *[str(arg) for arg in args]], prog_name="courtclock")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def run(*args: str | Path, **how: Any) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run([COMMAND, "docket", *args], capture_output=True, check=False, timeout=60, **how)
    assert b"Traceback" not in done.stderr
    return done


@pytest.fixture
def x(tmp_path: Path) -> Path:
    path = tmp_path / "x.toml"
    path.write_bytes(X.read_bytes())
    return path


# ------------------------------------------------------------------ one word, two forms


def test_the_first_argument_is_a_file_or_a_command(x: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on = ["--on", "2024-04-25"]
    status = call(x, *on)
    assert status.exit_code == 0
    assert "time expired" in status.stdout
    assert call(*on, x).stdout == status.stdout
    assert json.loads(call("--json", x, *on).stdout)["on"] == "2024-04-25"
    monkeypatch.chdir(x.parent)
    for name in ("new", "add", "record"):
        Path(name).write_bytes(x.read_bytes())
        assert call(f"./{name}", *on).stdout == status.stdout
        assert call(*on, name).stdout == status.stdout
        assert call("--", name).exit_code == 0
        assert call(name).exit_code == 2


def test_nothing_at_all_says_what_was_expected() -> None:
    result = call()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "a docket file, or one of add, new, record" in result.stderr


def test_help_explains_both_forms(x: Path) -> None:
    text = call("--help").stdout
    assert "Usage: courtclock docket [OPTIONS] DOCKET\n       courtclock docket COMMAND [ARGS]...\n" in text
    for words in ("--on DAY", "--json", "  add ", "  new ", "  record ", "./new"):
        assert words in text
    assert "Usage: courtclock docket [OPTIONS] DOCKET\n" in call(x, "--help").stdout
    assert "Usage: courtclock docket [OPTIONS] DOCKET\n" in call(x, "--bogus").stderr
    for args in (
        ["add", "-h"],
        ["record", "-h"],
        ["new", "-h"],
        ["add", x, "order", "-h"],
        ["record", x, "stay", "-h"],
    ):
        result = call(*args)
        assert result.exit_code == 0
        assert all(len(line) <= 80 for line in result.stdout.splitlines())


@pytest.mark.parametrize("table", TABLES)
def test_every_key_of_a_table_is_an_option_with_help(table: str, x: Path) -> None:
    args = ["record", x, "other"] if table == "event" else ["add", x, table]
    group = main.commands["docket"]
    assert isinstance(group, click.Group)
    rows = group.commands[str(args[0])]
    assert isinstance(rows, click.Group)
    made = rows.get_command(click.Context(rows), str(args[2]))
    assert made is not None
    options = {option.name: option for option in made.params if isinstance(option, click.Option)}
    own = {"source_url", "source_on", "as_of", "yes", "as_json"}
    keys = set(attrs.fields_dict(TABLES[table]))
    assert set(options) == own | (keys - {"kind"} if table == "event" else keys)
    assert all(option.help and "The key " not in option.help for option in options.values())


def test_every_kind_of_event_can_be_recorded_and_has_help() -> None:
    group = main.commands["docket"]
    assert isinstance(group, click.Group)
    rows = group.commands["record"]
    assert isinstance(rows, click.Group)
    context = click.Context(rows)
    assert rows.list_commands(context) == [kind.value for kind in EventKind]
    for name in rows.list_commands(context):
        made = rows.get_command(context, name)
        assert made is not None
        assert made.help
        assert "of the kind" not in made.help


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["add", "f", "ordr"], "nearest: order"),
        (["add", "f", "event"], "unknown table"),
        (["record", "f", "complience"], "nearest: compliance"),
        (["add", "f"], "Missing command"),
        (["record", "f", "stay", "--on", "2024-02-30"], "2024-02-30"),
        (["record", "f", "stay", "--recorded", "2024-02-20"], "offset"),
        (["record", "f", "extension", "--state", "given"], "granted"),
        (["new", "f"], "--title"),
    ],
)
def test_usage(args: list[str], words: str) -> None:
    result = call(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_the_version_is_told_without_loading_the_editor() -> None:
    code = "import sys; sys.argv = ['courtclock', '--version']\nfrom courtclock.cli import main\n"
    heavy = {"tomlkit", "pendulum", "cattrs", "attrs", "icalendar", "jinja2", "rich", "courtclock.cli.due"}
    code += f"try: main()\nexcept SystemExit: pass\nprint(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


# ------------------------------------------------------------------ new


def test_a_new_docket_is_written(tmp_path: Path) -> None:
    path = tmp_path / "matter.toml"
    result = call("new", path, "--title", "A v B", "--reference", "CP 1", *RECORDED)
    assert result.exit_code == 0
    assert str(path) in result.stdout
    book = load(path)
    assert (book.id, book.title, book.reference, book.responsible) == ("matter", "A v B", "CP 1", "")
    assert path.read_text().startswith("[docket]\nschema = 1\n")
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_docket_is_recorded_now(tmp_path: Path) -> None:
    before = time.time()
    result = call("new", tmp_path / "m.toml", "--title", "T", "--id", "other", "--json")
    assert json.loads(result.stdout) == {"file": str(tmp_path / "m.toml"), "id": "other", "written": True}
    book = load(tmp_path / "m.toml")
    assert book.id == "other"
    assert before - 1 <= book.recorded.timestamp() <= time.time()


@pytest.mark.parametrize("data", [b"", b"notes", b"[docket]\n"])
def test_nothing_is_overwritten_by_a_new_docket(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_bytes(data)
    result = call("new", path, "--title", "T")
    assert result.exit_code == 2
    assert "not overwritten" in result.stderr
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_not_created_and_none_is_a_docket(tmp_path: Path) -> None:
    assert call("new", tmp_path / "no" / "m.toml", "--title", "T").exit_code == 2
    assert call("new", tmp_path, "--title", "T").exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_new_docket_with_faults_is_not_written(tmp_path: Path) -> None:
    result = call("new", tmp_path / "m.toml", "--title", " ", "--id", " ")
    assert result.exit_code == 1
    assert "docket.title" in result.stderr
    assert "docket.id" in result.stderr
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------ add and record


def test_without_a_terminal_nothing_is_written_and_everything_is_shown(x: Path) -> None:
    was = x.read_bytes()
    done = run("record", x, "compliance", *COMPLIANCE, stdin=subprocess.DEVNULL)
    assert done.returncode == 1
    assert b"nothing was written" in done.stderr
    assert b"--yes" in done.stderr
    assert x.read_bytes() == was
    text = done.stdout.decode()
    assert '+kind = "compliance"' in text
    assert "one-week-restoration" in text.partition("What changes")[2]
    assert "one-week-restoration: complied on 24 April 2024" in text
    assert "\x1b" not in text


def test_yes_writes_it(x: Path) -> None:
    was = x.read_text()
    x.chmod(0o640)
    result = call("record", x, "compliance", *COMPLIANCE, "--yes")
    assert result.exit_code == 0
    assert "event compliance-2024-04-24 written" in result.stdout
    assert x.read_text() == edit.record(
        was, "compliance", of="one-week-restoration", on="2024-04-24", recorded="2024-04-25T18:00:00+05:00"
    )
    assert stat.S_IMODE(x.stat().st_mode) == 0o640
    assert list(x.parent.iterdir()) == [x]
    state = json.loads(call(x, "--on", "2024-04-26", "--json").stdout)["entries"]
    assert next(one for one in state if one["id"] == "one-week-restoration")["state"] == "complied"


def test_what_was_not_recorded_is_recorded_now(x: Path) -> None:
    before = time.time()
    call("record", x, "other", "--of", "one-week-restoration", "--on", "2024-04-24", "--yes")
    event = tomllib.loads(x.read_text())["event"][-1]
    assert before - 1 <= event["recorded"].timestamp() <= time.time()


def test_a_matter_from_nothing_without_a_line_of_toml(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    on = ["--as-of", "2024-04-20", "--yes"]
    steps: list[list[str]] = [
        ["new", str(path), "--title", "A v B", *RECORDED],
        ["add", str(path), "petition", "--court", "pk.shc", "--title", "A v B", "--parties", "A",
         "--parties", "B", *on],
        ["add", str(path), "hearing", "--court", "pk.shc", "--on", "2024-05-09", "--at", "09:30", *on],
        ["add", str(path), "order", "--court", "pk.shc", "--made", "2024-04-17", "--title", "Obey",
         "--petitions", "a-v-b", "--source", "Order sheet", "--source-on", "2024-04-18", *on],
        ["add", str(path), "window", "--order", "order-2024-04-17", "--what", "obey", "--within", "one week",
         "--failing", "orders", "--at", "hearing-2024-05-09", *on],
        ["add", str(path), "window", "--order", "order-2024-04-17", "--what", "go on obeying", "--continuing", *on],
        ["record", str(path), "service", "--of", "order-2024-04-17", "--on", "2024-04-18", "--on", "2024-04-19", *on],
        ["add", str(path), "deadline", "--of", "order-2024-04-17", "--what", "appeal", "--rule",
         "pk.limitation.art.156", "--excluded", "2024-04-20", "2024-04-22", "--excluded", "2024-04-25", "2024-04-25",
         *on],
    ]  # fmt: skip
    for step in steps:
        result = call(*step)
        assert result.exit_code == 0, result.stderr
    book = load(path)
    assert [entry.id for entry in book.entries] == ["obey", "go-on-obeying", "appeal", "hearing-2024-05-09"]
    assert str(book.sources["order-2024-04-17"]) == "Order sheet (18 April 2024)"
    assert [len(event.days) for event in book.events] == [2]
    assert call(path, "--on", "2024-04-24").exit_code == 0


def test_faults_are_told_at_once_and_nothing_is_shown_or_written(x: Path) -> None:
    was = x.read_bytes()
    args: list[str | Path] = ["add", x, "deadline", "--of", "nothing", "--within", "soon", "--court", "pk.shx", "--yes"]
    result = call(*args)
    assert (result.exit_code, result.stdout) == (1, "")
    for words in (".of: ", ".within: 'soon'", ".court: unknown court", ".what: missing"):
        assert words in result.stderr
    found = json.loads(call(*args, "--json").stdout)
    assert (found["written"], len(found["faults"])) == (False, 4)
    assert x.read_bytes() == was


def test_json_tells_the_changes_and_whether_it_was_written(x: Path) -> None:
    was = x.read_bytes()
    dry = call("record", x, "compliance", *COMPLIANCE, "--json")
    assert dry.exit_code == 1
    assert x.read_bytes() == was
    wet = call("record", x, "compliance", *COMPLIANCE, "--json", "--yes")
    assert wet.exit_code == 0
    before, after = json.loads(dry.stdout), json.loads(wet.stdout)
    assert {**before, "written": True} == after
    assert list(after) == ["file", "table", "id", "written", "faults", "on", "diff", "repaired", "entries"]
    (week,) = after["entries"]
    assert (week["id"], week["change"], week["days"]) == ("one-week-restoration", "time expired, now complied", 0)
    assert (week["before"]["dates"], week["after"]["state"]) == (["2024-04-24"], "complied")


@pytest.mark.parametrize("data", [b"", b"hello", bytes(range(256)), FAULTY := b"[docket]\nschema = 2\n"])
def test_a_file_that_is_no_docket(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_bytes(data)
    for args in (
        ["add", str(path), "order", *ORDER],
        ["record", str(path), "other", "--of", "x", "--on", "2024-04-24"],
    ):
        result = call(*args, "--yes")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "m.toml: " in result.stderr
        assert path.read_bytes() == data


def test_a_missing_file_and_a_folder_are_usage(tmp_path: Path) -> None:
    assert call("add", tmp_path / "no.toml", "order", *ORDER).exit_code == 2
    assert call("add", tmp_path, "order", *ORDER).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_docket_cannot_send_escape_codes_to_the_terminal(x: Path) -> None:
    evil = "\x1b[31mred\x9b31m\x07"
    done = run("record", x, "statement", *COMPLIANCE, "--text", evil, "--id", "e", stdin=subprocess.DEVNULL)
    assert done.returncode == 1
    assert not {"\x1b", "\x9b", "\x07"} & set(done.stdout.decode())


def test_bytes_that_are_no_text_are_a_fault(x: Path) -> None:
    done = run("record", x, "other", *COMPLIANCE, "--text", b"\xff\xfe", "--yes")  # type: ignore[arg-type] # on purpose
    assert done.returncode == 1
    assert b"cannot be written" in done.stderr
    assert x.read_bytes() == X.read_bytes()


# ------------------------------------------------------------------ asked on a terminal


def on_a_terminal(path: Path, answer: bytes) -> tuple[int, str]:
    """Run the command on a terminal of our own, give an answer to its question, and return what it printed."""
    pid, handle = pty.fork()
    if pid == 0:
        os.execv(COMMAND, [str(COMMAND), "docket", "record", str(path), "compliance", *COMPLIANCE])  # noqa: S606 - ours
    seen, answered = b"", False
    try:
        while select.select([handle], [], [], 30)[0]:
            try:
                more = os.read(handle, 4096)
            except OSError:
                break
            if not more:
                break
            seen += more
            if b"[y/N]" in seen and not answered:
                os.write(handle, answer)
                answered = True
        else:
            os.kill(pid, signal.SIGKILL)
    finally:
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        os.close(handle)
    assert answered
    return status, seen.decode()


@pytest.mark.parametrize(("answer", "written"), [(b"y\n", True), (b"n\n", False), (b"\n", False), (b"\x04", False)])
def test_on_a_terminal_it_asks(answer: bytes, written: bool, x: Path) -> None:  # noqa: FBT001 - a column of the table
    was = x.read_bytes()
    status, seen = on_a_terminal(x, answer)
    assert status == (0 if written else 1)
    assert "Traceback" not in seen
    assert "What changes" in seen.partition("[y/N]")[0]
    assert (x.read_bytes() != was) is written


# ------------------------------------------------------------------ writing


def test_a_file_that_changed_meanwhile_is_not_replaced(x: Path) -> None:
    was = x.read_bytes()
    x.write_bytes(was + b"# somebody else\n")
    with pytest.raises(OutputRefused, match="changed while"):
        write_docket(x, b"new", was)
    assert x.read_bytes() == was + b"# somebody else\n"
    assert list(x.parent.iterdir()) == [x]
    x.unlink()
    with pytest.raises(OutputRefused, match="changed while"):
        write_docket(x, b"new", was)
    assert list(x.parent.iterdir()) == []


def test_a_link_is_kept_and_a_pipe_is_refused(x: Path) -> None:
    link = x.with_name("link.toml")
    link.symlink_to(x.name)
    assert call("add", link, "order", *ORDER, "--yes").exit_code == 0
    assert link.is_symlink()
    assert x.read_bytes() != X.read_bytes()
    loop = x.with_name("loop.toml")
    loop.symlink_to("loop.toml")
    with pytest.raises(OutputRefused, match="back to itself"):
        write_docket(loop, b"", None)
    pipe = x.with_name("pipe.toml")
    os.mkfifo(pipe)
    with pytest.raises(OutputRefused, match="not a file"):
        write_docket(pipe, b"", b"")


def as_anybody() -> None:
    """Let the permissions of files bind the child even if the tests run as root."""
    if os.geteuid() == 0:
        drop_from_bounding_set = 24
        for ignore_permissions in (1, 2):
            assert ctypes.CDLL(None).prctl(drop_from_bounding_set, ignore_permissions, 0, 0, 0) == 0


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o755), (0o644, 0o555)])
def test_what_may_not_be_written_is_not(file: int, folder: int, x: Path) -> None:
    x.chmod(file)
    x.parent.chmod(folder)
    try:
        done = run("add", x, "order", *ORDER, "--yes", preexec_fn=as_anybody)
    finally:
        x.parent.chmod(0o755)
    assert done.returncode == 2
    assert b"nothing was written" in done.stderr
    assert x.read_bytes() == X.read_bytes()
    assert list(x.parent.iterdir()) == [x]


def test_several_at_a_time_lose_nothing(x: Path) -> None:
    """Each entry whose command said that it was written is in the file, whoever else wrote at the same time."""
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    jobs = []
    for number in range(4):
        args = ["record", x, "other", *COMPLIANCE, "--id", f"e{number}", "--yes"]
        jobs.append(subprocess.Popen([str(arg) for arg in (COMMAND, "docket", *args)], **quiet))
    done = {f"e{number}" for number, job in enumerate(jobs) if job.wait(60) == 0}
    assert done
    assert done == {event.id for event in load(x).events if event.id[1:].isdigit()}


GROWING = """
import sys
from pathlib import Path
from courtclock.cli.output import write_docket
target = Path(sys.argv[1])
was = target.read_bytes()
print("ready", flush=True)
for number in range(10_000):
    now = was + b"# %d\\n" % number
    write_docket(target, now, was)
    was = now
    print(number, flush=True)
"""


def test_a_kill_while_writing_leaves_a_whole_file(tmp_path: Path) -> None:
    first = X.read_bytes() + b"# " + b"x" * 2_000_000 + b"\n"
    moments = random.Random(20240417)
    steps = set()
    for number in range(20):
        path = tmp_path / f"{number}.toml"
        path.write_bytes(first)
        with subprocess.Popen([sys.executable, "-c", GROWING, path], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            for _ in range(1 + moments.randrange(4)):  # at its start, or while the first, the second ... is written
                process.stdout.readline()
            time.sleep(moments.uniform(0, 0.01))
            process.send_signal(signal.SIGKILL)
        found = path.read_bytes()
        more = found.removeprefix(first).split(b"\n")
        assert found.startswith(first), f"half a docket: {len(found)} bytes"
        assert more == [*(b"# %d" % step for step in range(len(more) - 1)), b""]
        steps.add(len(more) - 1)
    assert max(steps) > 1, "no file was written before the kill: the moments are too early"


def test_a_kill_of_the_command_leaves_the_old_or_the_new_docket(x: Path) -> None:
    moments = random.Random(20240509)
    was = x.read_bytes()
    new = edit.add(was.decode(), "order", {"court": "pk.shc", "made": "2024-04-17", "title": "Obey"}).encode()
    outcomes = set()
    for _ in range(8):
        x.write_bytes(was)
        with subprocess.Popen(
            [COMMAND, "docket", "add", x, "order", *ORDER, "--yes"], stdout=subprocess.DEVNULL
        ) as process:
            time.sleep(moments.uniform(0.2, 1.0))
            process.send_signal(signal.SIGKILL)
        assert x.read_bytes() in (was, new)
        outcomes.add(x.read_bytes() == new)
    assert outcomes
