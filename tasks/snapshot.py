"""What the snapshots of closures share: the pinned package, the rows, the overlay, writing and comparing.

An overlay file has the columns of the closures, with one before them, ``op``, and where one task writes several
files another one, ``file``, the name of the target without its ending:

``add``
    the row is written as it stands; a row of the package with the same day, name and status gives way to it;
``drop``
    the package's row of that day and name is left out; without a day, the rows of that name are, in every year.
    ``source`` says why.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import io
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

PACKAGE_VERSION = "0.109"
SOURCE = f"holidays {PACKAGE_VERSION}"

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tasks" / "data"
LAW = ROOT / "src" / "courtclock" / "law"


class Closure(NamedTuple):
    """One row of a file, as text."""

    on: str
    name: str
    kind: str
    status: str = "notified"
    announced: str = ""
    withdrawn: str = ""
    source: str = SOURCE


class Change(NamedTuple):
    """One row of an overlay."""

    op: str
    row: Closure


def require_package() -> None:
    """Stop unless the pinned release of the package is installed."""
    found = version("holidays")
    if found != PACKAGE_VERSION:
        sys.exit(f"closures: holidays {PACKAGE_VERSION} is pinned, found {found}")


def read_overlay(path: Path) -> dict[str, list[Change]]:
    """The rows of an overlay, by the file that they are for."""
    changes: dict[str, list[Change]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line, record in enumerate(csv.DictReader(file, strict=True), start=2):
            op, target = record.pop("op"), record.pop("file", "")
            if op not in {"add", "drop"}:
                sys.exit(f"closures: {path.name}:{line}: op is add or drop, not {op!r}")
            changes.setdefault(target, []).append(Change(op, Closure(**record)))
    return changes


def overlaid(rows: Sequence[Closure], changes: Sequence[Change]) -> list[Closure]:
    """The package's rows with the overlay on top, in the order of the file."""
    added = [row for op, row in changes if op == "add"]
    dropped = {(row.on, row.name) for op, row in changes if op == "drop"}
    known = {(row.on, row.name) for row in rows} | {("", row.name) for row in rows}
    if idle := dropped - known:
        sys.exit(f"closures: nothing to drop for {sorted(idle)}")
    replaced = {(row.on, row.name, row.status) for row in added}
    kept = [
        row
        for row in rows
        if not dropped & {(row.on, row.name), ("", row.name)} and (row.on, row.name, row.status) not in replaced
    ]
    return sorted(kept + added, key=lambda row: (row.on, row.name, row.announced))


def as_csv(rows: Sequence[Closure]) -> str:
    """The text of one file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Closure._fields)
    writer.writerows(rows)
    return out.getvalue()


def write_or_check(wanted: Mapping[Path, str], what: str, argv: Sequence[str] | None) -> int:
    """Write the files, or with ``--check`` compare only: exit 1 and a diff if one differs."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 with a diff if a file differs")
    check = parser.parse_args(argv).check
    differs = False
    for path, text in wanted.items():
        found = path.read_bytes().decode("utf-8") if path.exists() else ""
        differs |= found != text
        if check:
            sys.stdout.writelines(
                difflib.unified_diff(
                    found.splitlines(keepends=True),
                    text.splitlines(keepends=True),
                    f"{path.relative_to(ROOT)} on disk",
                    "regenerated",
                )
            )
        elif found != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return int(check and differs)
