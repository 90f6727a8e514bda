"""Write the calendars of the United States: ``src/courtclock/law/us/calendars.toml`` and ``closures/*.csv``.

``federal.csv`` has the legal holidays of 5 U.S.C. 6103 and the days that the President closed for one occasion
(half days are left out); the file of a state has the days that only the state keeps. All come from the pinned
`holidays` package. The statutes of the states, as far as they were read, are laid over them
(``tasks/data/us-statutes.toml``, see `statutes`), and then single days (``tasks/data/us-overlay.csv``, see `snapshot`).

Kinds: ``public`` is a day set aside by statute, and the Monday on which a Sunday holiday is kept; ``observed`` the
Friday on which a Saturday holiday is kept, disputed for courts; ``special`` one day by order; ``state`` a holiday of
the state; ``doubtful`` a day of which it is not sure that the state declares it one.

Run ``python tasks/us_closures.py`` to write the files, with ``--check`` to compare only (exit 1 and a diff if one
differs).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date

import holidays
from snapshot import DATA, LAW, SOURCE, Closure, as_csv, overlaid, read_overlay, require_package, write_or_check
from statutes import OBSERVED, Statute, amended, read_statutes

YEARS = range(1996, 2028)
EDITION = "2026-11-23"
TARGET = LAW / "us"

# Postal code -> name, and the zone of the largest part. A court has its own zone in courts.toml.
STATES = {
    "AK": ("Alaska", "America/Anchorage"),
    "AL": ("Alabama", "America/Chicago"),
    "AR": ("Arkansas", "America/Chicago"),
    "AS": ("American Samoa", "Pacific/Pago_Pago"),
    "AZ": ("Arizona", "America/Phoenix"),
    "CA": ("California", "America/Los_Angeles"),
    "CO": ("Colorado", "America/Denver"),
    "CT": ("Connecticut", "America/New_York"),
    "DC": ("the District of Columbia", "America/New_York"),
    "DE": ("Delaware", "America/New_York"),
    "FL": ("Florida", "America/New_York"),
    "GA": ("Georgia", "America/New_York"),
    "GU": ("Guam", "Pacific/Guam"),
    "HI": ("Hawaii", "Pacific/Honolulu"),
    "IA": ("Iowa", "America/Chicago"),
    "ID": ("Idaho", "America/Boise"),
    "IL": ("Illinois", "America/Chicago"),
    "IN": ("Indiana", "America/Indiana/Indianapolis"),
    "KS": ("Kansas", "America/Chicago"),
    "KY": ("Kentucky", "America/New_York"),
    "LA": ("Louisiana", "America/Chicago"),
    "MA": ("Massachusetts", "America/New_York"),
    "MD": ("Maryland", "America/New_York"),
    "ME": ("Maine", "America/New_York"),
    "MI": ("Michigan", "America/Detroit"),
    "MN": ("Minnesota", "America/Chicago"),
    "MO": ("Missouri", "America/Chicago"),
    "MP": ("the Northern Mariana Islands", "Pacific/Saipan"),
    "MS": ("Mississippi", "America/Chicago"),
    "MT": ("Montana", "America/Denver"),
    "NC": ("North Carolina", "America/New_York"),
    "ND": ("North Dakota", "America/Chicago"),
    "NE": ("Nebraska", "America/Chicago"),
    "NH": ("New Hampshire", "America/New_York"),
    "NJ": ("New Jersey", "America/New_York"),
    "NM": ("New Mexico", "America/Denver"),
    "NV": ("Nevada", "America/Los_Angeles"),
    "NY": ("New York", "America/New_York"),
    "OH": ("Ohio", "America/New_York"),
    "OK": ("Oklahoma", "America/Chicago"),
    "OR": ("Oregon", "America/Los_Angeles"),
    "PA": ("Pennsylvania", "America/New_York"),
    "PR": ("Puerto Rico", "America/Puerto_Rico"),
    "RI": ("Rhode Island", "America/New_York"),
    "SC": ("South Carolina", "America/New_York"),
    "SD": ("South Dakota", "America/Chicago"),
    "TN": ("Tennessee", "America/Chicago"),
    "TX": ("Texas", "America/Chicago"),
    "UT": ("Utah", "America/Denver"),
    "VA": ("Virginia", "America/New_York"),
    "VI": ("the Virgin Islands", "America/St_Thomas"),
    "VT": ("Vermont", "America/New_York"),
    "WA": ("Washington", "America/Los_Angeles"),
    "WI": ("Wisconsin", "America/Chicago"),
    "WV": ("West Virginia", "America/New_York"),
    "WY": ("Wyoming", "America/Denver"),
}

# States with a district court whose clerk keeps Eastern time, and another that does not.
EASTERN = frozenset({"TN"})

HEAD = """\
# Days on which the federal courts of the United States are closed, beside the dated rows of closures/.
# Written by tasks/us_closures.py; do not edit.
"""

RULE = "https://www.law.cornell.edu/rules/frcp/rule_6"

CALENDAR = """
[[calendar]]
id = "us.{code}"
title = "{title}"
zone = "{zone}"
covers = {{ first = {first}-01-01, last = {last}-12-31 }}
edition = "{edition}"
checked = {edition}
closures = [{files}]
note = "{note}"

[[calendar.weekly]]
closed = ["saturday", "sunday"]
source = {{ instrument = "Federal Rules of Civil Procedure", provision = "Rule 6(a)(1)(C)", url = "{rule}" }}
"""

FEDERAL_NOTE = (
    "Legal holidays of 5 U.S.C. 6103, and days that the President or Congress closed for one occasion. Closings for "
    "half a day are not counted. Orders made before 2001 are recorded only where a decision names them, and orders "
    "made after the edition are not known."
)
STATE_NOTE = (
    "The federal days, and the days that only the state keeps, which count in periods after an event and not before "
    "one (Rule 6(a)(6)(C)). "
)
READ = (
    f"The state's days are those of {SOURCE}, read against {{cite}} as it stood in the copies that were found, not in "
    "every year. Days of which it is not sure that the state declares them holidays are disputed."
)
NOT_READ = f"The state's days are as {SOURCE} has them; no statute was read."
NOTES = {
    "CA": f"The state's days are those of {SOURCE}, read against Code Civ. Proc. s. 135 and Gov. Code s. 6700. "
    "Judicial holidays are in, as in Dwyer v. Duffy (9th Cir. 2005); Admission Day, Lunar New Year and Genocide "
    "Remembrance Day, which courts do not keep, are not.",
    "NY": " A Sunday holiday is moved, a Saturday one is not.",
    "TX": " State holidays of partial staffing are in; optional holidays are disputed.",
}


def listing(days: holidays.HolidayBase) -> dict[date, list[str]]:
    """What a calendar of the package calls each of its days."""
    return {day: days.get_list(day) for day in sorted(days) if day.year in YEARS}


def package(region: str | None, category: str) -> dict[date, list[str]]:
    """The days of the pinned package. The language is named because its default follows the process."""
    return listing(
        holidays.country_holidays("US", subdiv=region, years=YEARS, categories=(category,), language="en_US")
    )


def federal_kind(day: date, label: str, yearly: Iterable[str]) -> str:
    """How a federal day is closed."""
    if label.removesuffix(OBSERVED) not in yearly:
        return "special"
    return "observed" if label.endswith(OBSERVED) and day.isoweekday() == 5 else "public"  # noqa: PLR2004 - Friday


def federal_days() -> list[Closure]:
    """The days of 5 U.S.C. 6103 and those of an order; closings for half a day are left out."""
    days = package(None, "government")
    yearly = {label for day in days if day.year == YEARS[-1] for label in days[day]}
    return [
        Closure(day.isoformat(), label, federal_kind(day, label, yearly))
        for day, labels in days.items()
        for label in labels
        if "half-day" not in label
    ]


def state_days(code: str, federal: Sequence[Closure]) -> list[Closure]:
    """The days of a state that no federal statute closes.

    A state's own holiday is kept beside a federal day that is disputed (``observed``, ``special``): it settles it.
    """
    named: dict[str, set[str]] = {}
    for row in federal:
        if row.kind != "special":
            named.setdefault(row.on, set()).add(row.name)
    statutory = {row.on for row in federal if row.kind == "public"}
    return [
        Closure(day.isoformat(), label, "state")
        for day, labels in package(code, "public").items()
        for label in labels
        if day.isoformat() not in statutory and label not in named.get(day.isoformat(), set())
    ]


def moot(row: Closure) -> bool:
    """Whether a day is only expected, and closed in any case: it falls on a Saturday or Sunday."""
    return row.status == "expected" and date.fromisoformat(row.on).isoweekday() > 5  # noqa: PLR2004 - Friday


def note(code: str, statute: Statute | None) -> str:
    """What the calendar of a state says of itself."""
    if statute is None:
        return STATE_NOTE + NOTES.get(code, NOT_READ)
    more = f" {statute.note}" if statute.note else ""
    return STATE_NOTE + READ.format(cite=statute.cite) + NOTES.get(code, "") + more


def calendar(code: str, name: str, zone: str, text: str, suffix: str = "") -> str:
    """The table of one calendar; the federal one has the code ``federal``."""
    federal = code == "federal"
    return CALENDAR.format(
        code=code.lower() + suffix,
        title=f"federal courts {name}",
        zone=zone,
        first=YEARS[0],
        last=YEARS[-1],
        edition=EDITION,
        files='"federal.csv"' if federal else f'"federal.csv", "{code.lower()}.csv"',
        note=text,
        rule=RULE,
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Write the files, or with ``--check`` say whether they are up to date."""
    require_package()
    changes = read_overlay(DATA / "us-overlay.csv")
    federal = overlaid(federal_days(), changes["federal"])
    statutes = read_statutes()
    tables = [HEAD, calendar("federal", "of the United States", "America/New_York", FEDERAL_NOTE)]
    wanted = {TARGET / "closures" / "federal.csv": as_csv(federal)}
    for code, (name, zone) in STATES.items():
        statute = statutes.get(code.lower())
        rows = state_days(code, federal)
        if statute is not None:
            rows = amended(rows, statute, federal)
        rows = overlaid(rows, changes.get(code.lower(), []))
        wanted[TARGET / "closures" / f"{code.lower()}.csv"] = as_csv([row for row in rows if not moot(row)])
        tables.append(calendar(code, f"in {name}", zone, note(code, statute)))
        if code in EASTERN:
            tables.append(calendar(code, f"in the east of {name}", "America/New_York", note(code, statute), "-east"))
    wanted[TARGET / "calendars.toml"] = "".join(tables)
    return write_or_check(wanted, "Write the calendars of the United States.", argv)


if __name__ == "__main__":
    sys.exit(main())
