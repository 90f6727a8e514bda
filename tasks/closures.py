"""Write the national holidays of Pakistan: ``src/courtclock/law/pk/closures/feasts.csv``.

The closures are a snapshot in the repository and not a live call to the `holidays` package, because a release
of that package moves legal dates: between two releases of 2026 Pakistan's Eid days changed. Here such a
change arrives as a difference that somebody reads, and every answer names the edition that it rests on.

The package gives the final days of 2006 to 2027 and nothing else. What it does not know is laid over it from
``tasks/data/pk-overlay.csv`` (see `snapshot`): when a day was announced, what the yearly list had expected, and
where that is written; and days that did not close every office and court are dropped.

Run ``python tasks/closures.py`` to write the file, with ``--check`` to compare only (exit 1 and a diff if it
differs).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import holidays
from snapshot import DATA, LAW, Closure, as_csv, overlaid, read_overlay, require_package, write_or_check

FIRST_YEAR, LAST_YEAR = 2006, 2027
FIRST_UNLISTED_YEAR = 2027  # the government has published no list yet: every day is only expected

TARGET = LAW / "pk" / "closures" / "feasts.csv"

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


def snapshot() -> list[Closure]:
    """The days of the pinned package, under the names of Pakistan's lists."""
    # The language is named because the package's default follows the locale of the process.
    calendar = holidays.country_holidays("PK", years=range(FIRST_YEAR, LAST_YEAR + 1), language="en_US")
    rows = []
    for day in sorted(calendar):
        status = "expected" if day.year >= FIRST_UNLISTED_YEAR else "notified"
        for label in calendar.get_list(day):
            name, kind = DAYS[label.removesuffix(" (estimated)")]
            rows.append(Closure(day.isoformat(), name, kind, status))
    return rows


def main(argv: Sequence[str] | None = None) -> int:
    """Write the file, or with ``--check`` say whether it is up to date."""
    require_package()
    rows = overlaid(snapshot(), read_overlay(DATA / "pk-overlay.csv")[""])
    return write_or_check({TARGET: as_csv(rows)}, "Write the national holidays of Pakistan.", argv)


if __name__ == "__main__":
    sys.exit(main())
