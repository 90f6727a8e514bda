"""Write the national holidays of Pakistan: ``src/courtclock/law/pk/closures/feasts.csv``.

The closures are a snapshot in the repository and not a live call to the `holidays` package, because a release
of that package moves legal dates: between two releases of 2026 Pakistan's Eid days changed. Here such a
change arrives as a difference that somebody reads, and every answer names the edition that it rests on.

The package gives the final days of 2006 to 2027 and nothing else. What it does not know is laid over it from
``tasks/data/pk-overlay.csv``: when a day was announced, what the yearly list had expected, and where that is
written. Its columns are those of the closures, with one before them, ``op``:

``add``
    the row is written as it stands; a row of the package with the same day, name and status gives way to it;
``drop``
    the package's row of that day and name is left out (it did not close every office and court); ``source``
    says why.

Run ``python tasks/closures.py`` to write the file, with ``--check`` to compare only (exit 1 and a diff if it
differs).
"""

from __future__ import annotations

import argparse
import csv
import difflib
import io
import sys
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import holidays

PACKAGE_VERSION = "0.109"
FIRST_YEAR, LAST_YEAR = 2006, 2027
FIRST_UNLISTED_YEAR = 2027  # the government has published no list yet: every day is only expected

ROOT = Path(__file__).resolve().parents[1]
OVERLAY = ROOT / "tasks" / "data" / "pk-overlay.csv"
TARGET = ROOT / "src" / "courtclock" / "law" / "pk" / "closures" / "feasts.csv"

# The package's label -> the name used in Pakistan's own lists, and the kind of day.
DAYS = {
    "Ashura": ("Ashura", "moon"),
    "Benazir Bhutto's Martyrdom Day": ("Benazir Bhutto anniversary", "special"),
    "Eid al-Adha": ("Eid-ul-Azha", "moon"),
    "Eid al-Fitr": ("Eid-ul-Fitr", "moon"),
    "General Election Day": ("General Election", "special"),
    "Independence Day": ("Independence Day", "public"),
    "Iqbal Day": ("Iqbal Day", "public"),
    "Kashmir Solidarity Day": ("Kashmir Day", "public"),
    "Labor Day": ("Labour Day", "public"),
    "Love for the Prophet Day": ("Love for the Prophet Day", "special"),
    "Pakistan Day": ("Pakistan Day", "public"),
    "Prophet's Birthday": ("Eid Milad-un-Nabi", "moon"),
    "Quaid-e-Azam Day": ("Quaid-e-Azam Day", "public"),
    "Youm-e-Takbeer": ("Youm-e-Takbeer", "public"),
}


class Closure(NamedTuple):
    """One row of the file, as text."""

    on: str
    name: str
    kind: str
    status: str
    announced: str
    withdrawn: str
    source: str


def snapshot() -> list[Closure]:
    """The days of the pinned package, under the names of Pakistan's lists."""
    found = version("holidays")
    if found != PACKAGE_VERSION:
        sys.exit(f"closures: holidays {PACKAGE_VERSION} is pinned, found {found}")
    # The language is named because the package's default follows the locale of the process.
    calendar = holidays.country_holidays("PK", years=range(FIRST_YEAR, LAST_YEAR + 1), language="en_US")
    rows = []
    for day in sorted(calendar):
        status = "expected" if day.year >= FIRST_UNLISTED_YEAR else "notified"
        for label in calendar.get_list(day):
            name, kind = DAYS[label.removesuffix(" (estimated)")]
            rows.append(Closure(day.isoformat(), name, kind, status, "", "", f"holidays {PACKAGE_VERSION}"))
    return rows


def overlaid(rows: list[Closure], overlay: Path) -> list[Closure]:
    """The package's rows with the overlay on top, in the order of the file."""
    added: list[Closure] = []
    dropped: set[tuple[str, str]] = set()
    with overlay.open(encoding="utf-8", newline="") as file:
        for line, record in enumerate(csv.DictReader(file, strict=True), start=2):
            op = record.pop("op")
            row = Closure(**record)
            if op == "add":
                added.append(row)
            elif op == "drop":
                dropped.add((row.on, row.name))
            else:
                sys.exit(f"closures: {overlay.name}:{line}: op is add or drop, not {op!r}")
    idle = dropped - {(row.on, row.name) for row in rows}
    if idle:
        sys.exit(f"closures: {overlay.name}: nothing to drop for {sorted(idle)}")
    replaced = {(row.on, row.name, row.status) for row in added}
    kept = [row for row in rows if (row.on, row.name) not in dropped and (row.on, row.name, row.status) not in replaced]
    return sorted(kept + added, key=lambda row: (row.on, row.name, row.announced))


def as_csv(rows: list[Closure]) -> str:
    """The text of the file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Closure._fields)
    writer.writerows(rows)
    return out.getvalue()


def main(argv: list[str] | None = None) -> int:
    """Write the file, or with ``--check`` say whether it is up to date."""
    parser = argparse.ArgumentParser(description="Write the national holidays of Pakistan.")
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 with a diff if the file differs")
    arguments = parser.parse_args(argv)
    wanted = as_csv(overlaid(snapshot(), OVERLAY))
    if not arguments.check:
        TARGET.write_text(wanted, encoding="utf-8", newline="\n")
        return 0
    found = TARGET.read_bytes().decode("utf-8") if TARGET.exists() else ""
    if found == wanted:
        return 0
    sys.stdout.writelines(
        difflib.unified_diff(
            found.splitlines(keepends=True),
            wanted.splitlines(keepends=True),
            f"{TARGET.name} on disk",
            "regenerated",
        )
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
