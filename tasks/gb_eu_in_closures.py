"""Write the closures that come from the `holidays` package: England and Wales, the Court of Justice, India.

The package is pinned, and what it does not know is laid over it from ``tasks/data``, one file a target (see
`snapshot`). Files of closures that are not named here are kept by hand.

Run ``python tasks/gb_eu_in_closures.py`` to write the files, with ``--check`` to compare only (exit 1 and a diff).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import holidays
from snapshot import DATA, LAW, Closure, as_csv, overlaid, read_overlay, require_package, write_or_check

# Up to this day nothing is only expected: what is not on record is an unknown day of the calendars.
CHECKED = date(2026, 11, 23)
FIRST_UNLISTED_YEAR = 2027  # India has published no list yet: all but the national days are only expected
SUBSTITUTE = " (observed)"
SATURDAY = 5

ENGLAND = {
    "Boxing Day": "Boxing Day",
    "Christmas Day": "Christmas Day",
    "Coronation of Charles III": "Coronation of King Charles III",
    "Diamond Jubilee of Elizabeth II": "Diamond Jubilee",
    "Easter Monday": "Easter Monday",
    "Golden Jubilee of Elizabeth II": "Golden Jubilee",
    "Good Friday": "Good Friday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "May Day": "Early May bank holiday",
    "Millennium Celebrations": "Millennium",
    "New Year's Day": "New Year's Day",
    "Platinum Jubilee of Elizabeth II": "Platinum Jubilee",
    "Spring Bank Holiday": "Spring bank holiday",
    "State Funeral of Queen Elizabeth II": "State Funeral of Queen Elizabeth II",
    "Wedding of William and Catherine": "Wedding of Prince William",
}
ONE_OFF = {
    "Coronation of King Charles III", "Diamond Jubilee", "Golden Jubilee", "Millennium", "Platinum Jubilee",
    "State Funeral of Queen Elizabeth II", "Wedding of Prince William",
}  # fmt: skip

LUXEMBOURG = {
    "Ascension Day": "Ascension Day",
    "Assumption Day": "Assumption",
    "All Saints' Day": "All Saints' Day",
    "Christmas Day": "Christmas Day",
    "Easter Monday": "Easter Monday",
    "Europe Day": "Europe Day",
    "Labor Day": "Labour Day",
    "National Day": "National Day of Luxembourg",
    "New Year's Day": "New Year's Day",
    "Saint Stephen's Day": "Saint Stephen's Day",
    "Pentecost Monday": "Whit Monday",
}
# From which day a decision of the Court lists the days, and where it was read.
LISTS = (
    (date(2000, 1, 1), "https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/0EGYWY"),
    (date(2015, 11, 1), "https://eur-lex.europa.eu/legal-content/BG/TXT/HTML/?uri=CELEX%3A32015D0704%2801%29"),
    (date(2016, 11, 1), "https://eur-lex.europa.eu/legal-content/IT/TXT/HTML/?uri=CELEX%3A32016D0425%2801%29"),
    (date(2018, 5, 7), "https://sip.lex.pl/akty-prawne/dzienniki-UE/swieta-urzedowe-i-wakacje-sadowe-69046855"),
    (date(2019, 5, 7), "https://sip.lex.pl/akty-prawne/dzienniki-UE/swieta-urzedowe-i-wakacje-sadowe-69181414"),
    (date(2020, 3, 23), "https://eur-lex.europa.eu/legal-content/DE/TXT/?uri=CELEX%3AC2020%2F095%2F02"),
    (date(2021, 11, 1), "https://curia.europa.eu/jcms/jcms/Jo2_17613/it"),
)

MOON = {"Id-ul-Fitr", "Id-ul-Zuha (Bakrid)", "Milad-un-Nabi", "Muharram"}
NATIONAL = {"Republic Day", "Independence Day", "Mahatma Gandhi's Jayanti", "Christmas"}
YEARLY_ORDER = {"Dr. B. R. Ambedkar's Jayanti"}  # by an order of each year; the courts' own orders were not seen
INDIA = {
    "Dussehra (Mahanavami)": "Dussehra (Mahanavami)",
    "Janmashtami (Vaishnava)": "Janmashtami",
}
# Days of the restricted list that Delhi's courts often take; the courts' lists of most years were not seen.
FESTIVALS = {
    "Ganesh Chaturthi": "Ganesh Chaturthi",
    "Ganesh Chaturthi / Vinayak Chaturthi": "Ganesh Chaturthi",
    "Holi": "Holi",
    "Janmashtami (Vaishnava)": "Janmashtami",
    "Maha Shivaratri": "Maha Shivaratri",
    "Makar Sankranti": "Makar Sankranti",
    "Raksha Bandhan": "Raksha Bandhan",
    "Ram Navami": "Ram Navami",
}


class Target(NamedTuple):
    """One file: where it goes, what is laid over it, the days of the package that are its seed, and how they read."""

    path: Path
    overlay: str
    country: str
    subdivision: str | None
    years: range
    row: Callable[[date, str], Closure | None]
    category: str = "public"


def england(on: date, label: str) -> Closure | None:
    """Return the row; a substitute takes the place of a weekend day, except that Christmas Day stays closed itself."""
    name = ENGLAND[label.removesuffix(SUBSTITUTE)]
    if label.endswith(SUBSTITUTE):
        return Closure(on.isoformat(), f"{name} (substitute day)", "observed", "notified")
    if on.weekday() >= SATURDAY and name != "Christmas Day":
        return None
    return Closure(on.isoformat(), name, "special" if name in ONE_OFF else "public", "notified")


def luxembourg(on: date, label: str) -> Closure:
    """Return the row, with the last list that names the day."""
    source = next(url for since, url in reversed(LISTS) if since <= on)
    return Closure(on.isoformat(), LUXEMBOURG[label], "public", "notified", source=source)


def gazetted(on: date, label: str) -> Closure | None:
    """Return the row of a holiday of the central government's offices in Delhi."""
    name = label.removesuffix(" (estimated)")
    if name in YEARLY_ORDER and on <= CHECKED:
        return None
    unlisted = on.year >= FIRST_UNLISTED_YEAR and name not in NATIONAL
    status = "expected" if unlisted or name in YEARLY_ORDER else "notified"
    return Closure(on.isoformat(), INDIA.get(name, name), "moon" if name in MOON else "public", status)


def festival(on: date, label: str) -> Closure | None:
    """Return the row of a festival that is not gazetted that year."""
    name = FESTIVALS.get(label.removesuffix(" (estimated)"))
    if name is None or on <= CHECKED:
        return None
    return Closure(on.isoformat(), name, "public", "expected")


TARGETS = (
    Target(LAW / "gb/closures/eaw.csv", "gb-overlay.csv", "GB", "ENG", range(1995, 2028), england),
    Target(LAW / "eu/closures/court.csv", "eu-court-overlay.csv", "LU", None, range(2000, 2028), luxembourg),
    Target(LAW / "india/closures/gazetted.csv", "in-overlay.csv", "IN", "DL", range(2001, 2028), gazetted),
    Target(
        LAW / "india/closures/festivals.csv", "in-festivals-overlay.csv", "IN", "DL", range(2001, 2028), festival,
        "optional",
    ),
)  # fmt: skip


def snapshot(target: Target) -> list[Closure]:
    """The days of the pinned package, as the target words them."""
    # The language is named because the package's default follows the locale of the process.
    calendar = holidays.country_holidays(
        target.country,
        subdiv=target.subdivision,
        years=target.years,
        language="en_IN" if target.country == "IN" else "en_US",
        categories=(target.category,),
    )
    rows = [target.row(on, label) for on in sorted(calendar) for label in calendar.get_list(on)]
    return [row for row in rows if row]


def text(target: Target) -> str:
    """The text of one file."""
    return as_csv(overlaid(snapshot(target), read_overlay(DATA / target.overlay).get("", [])))


def main(argv: Sequence[str] | None = None) -> int:
    """Write the files, or with ``--check`` say whether they are up to date."""
    require_package()
    what = "Write the seeded closures of England and Wales, the EU and India."
    return write_or_check({target.path: text(target) for target in TARGETS}, what, argv)


if __name__ == "__main__":
    sys.exit(main())
