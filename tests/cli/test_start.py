"""What the installed command loads, and how it leaves."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("courtclock")
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def test_a_feed_loads_no_more_than_it_needs(tmp_path: Path) -> None:
    docket = ROOT / "examples" / "x-restoration.toml"
    code = (
        "import sys\nfrom courtclock.cli import main\n"
        f"sys.argv = ['courtclock', 'feed', {str(docket)!r}, '-o', {str(tmp_path / 'x.ics')!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "print(*sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    heavy = {"rich", "jinja2", "tomlkit", "icalendar", "numpy", "pyarrow", "json", "tempfile", "textwrap"}
    ours = {f"courtclock.docket.{name}" for name in ("agenda", "status", "diff", "causes", "sheet", "edit", "preview")}
    assert not loaded & (heavy | ours | {"courtclock.report", "courtclock.serve", "courtclock.law.us"})
    assert "courtclock.law.pk" in loaded


def test_functions_of_a_docket_keep_their_names_whatever_is_imported_first() -> None:
    code = (
        "import courtclock.docket.status, courtclock.docket.load, courtclock.docket.agenda, courtclock.docket.diff\n"
        "from courtclock.docket import agenda, diff, load, status\n"
        "assert all(map(callable, (agenda, diff, load, status)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_command_leaves_with_its_status_and_all_that_it_printed() -> None:
    for arguments, status in (["--version"], 0), (["due", "--court", "nowhere"], 2), (["rules", "no.such"], 1):
        done = subprocess.run([COMMAND, *arguments], capture_output=True, check=False, env=BUFFERED)
        assert done.returncode == status
        assert done.stderr if status else done.stdout.startswith(b"courtclock, version")


def test_a_full_device_is_a_message_also_where_output_is_kept_back() -> None:
    if not Path("/dev/full").exists():  # elsewhere than on Linux there is none
        return
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([COMMAND, "rules"], stdout=full, stderr=subprocess.PIPE, check=False, env=BUFFERED)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"ignored" not in done.stderr
