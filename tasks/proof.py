"""Prove that bulk says what the engine says, on every day that a calendar covers.

    python tasks/proof.py [--only REGIME] [--calendar ID] [--minutes N] [--stride N]

For every regime and every calendar of its legal system (and the calendar without closed days, over the same years):
1 to 120 days, 1 to 30 court days, 1 to 26 weeks, 1 to 24 months, 1 to 6 years, after and before, for each act and each
method of service, from every day of the coverage. The date and its assurance, or the kind of the error, have to be the
same. Acts for which a regime makes every choice alike are computed once.

The result of the last run of each pair is kept in tasks/data/proof.json; a run takes up the pairs that are not there
yet, or were made with another edition of the law, the calendar or the code that counts. `--stride 7` looks at every
seventh day only, and says so.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from attrs import evolve, fields

from courtclock import compute, default_almanac
from courtclock.bulk.rule import EPOCH, Rule
from courtclock.calendar import CourtCalendar
from courtclock.dates import Date, day
from courtclock.deadline import Term
from courtclock.errors import CourtclockError
from courtclock.kernel import Mark
from courtclock.kernel.marks import ASSURANCES, FIRST_ERROR, mark_of
from courtclock.period import Direction
from courtclock.regime import Act, Provision, Regime, Rules

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "tasks" / "data" / "proof.json"
CODE = ("engine", "kernel", "bulk/rule.py", "regime", "calendar", "clock.py", "dates.py", "period.py")
ALMANAC = default_almanac()
PERIODS = [
    *(f"{n} days" for n in range(1, 121)),
    *(f"{n} court days" for n in range(1, 31)),
    *(f"{n} weeks" for n in range(1, 27)),
    *(f"{n} months" for n in range(1, 25)),
    *(f"{n} years" for n in range(1, 7)),
]


def pairs() -> Iterator[tuple[str, str]]:
    """Give every regime with every calendar of its system; calendars that agree stand for each other."""
    for regime in ALMANAC.regime_ids():
        system = regime.partition(".")[0]
        seen: set[CourtCalendar] = set()
        for calendar in ["none", *ALMANAC.calendar_ids()]:
            bare = ALMANAC.calendar(calendar).bare
            if (calendar == "none" or calendar.startswith(f"{system}.")) and bare not in seen:
                seen.add(bare)
                yield regime, calendar


def terms(regime: str, calendar: str) -> Iterator[Term]:
    """Give the terms of a pair, each without its trigger; those that a regime treats alike once."""
    versions = ALMANAC.versions(regime)
    methods = {m for v in versions for p in (*v.service, *v.deemed) for m in p.when.services or () if m}
    for period in PERIODS:
        for direction in Direction:
            seen = set()
            for service in (None, *sorted(methods)):
                if service is not None and direction is Direction.BEFORE:
                    continue
                for act in (None, *Act):
                    term = Term(
                        trigger=None, period=period, direction=direction, service=service, act=act, regime=regime,
                        calendar=calendar,
                    )  # fmt: skip
                    choices = tuple(_choices(version, term) for version in versions)
                    alike = (service is not None, choices)
                    if alike not in seen:
                        seen.add(alike)
                        yield term


def _choices(version: Regime, term: Term) -> object:
    """Return what a version chooses for a term, without the words and the authorities: what alone decides a date."""
    try:
        rules = version.rules(term.question)
    except CourtclockError as error:
        return type(error)
    chosen = [getattr(rules, each.name) for each in fields(Rules) if each.name not in ("closings", "ends")]
    chosen += [provision for _, provision in rules.closings]
    suspended = tuple(provision.when.holds(term.question) for provision in version.suspensions)
    return tuple(map(_value, chosen)), tuple(kinds for kinds, _ in rules.closings), suspended


def _value(provision: Provision[Any] | None) -> object:
    if provision is None:
        return None
    return provision.value, bool(provision.doubt), tuple(rival.value for rival in provision.rivals)


def covered(regime: str, calendar: str) -> tuple[Date, Date]:
    """Return the days from which is counted: the coverage; for the calendar without days, that of the system."""
    held = ALMANAC.calendar(calendar)
    if held.closures_considered:
        return held.first, held.last
    system = regime.partition(".")[0]
    known = [ALMANAC.calendar(c) for c in ALMANAC.calendar_ids() if c.startswith(f"{system}.")]
    return min(c.first for c in known), max(c.last for c in known)


def engine(term: Term, number: int) -> tuple[int, int]:
    """Return what the engine says of one day."""
    try:
        answer = compute(evolve(term, trigger=day(number)), almanac=ALMANAC)
    except CourtclockError as error:
        return 0, mark_of(error)
    return answer.due_on.toordinal() - EPOCH, ASSURANCES.index(answer.assurance)


def prove(regime: str, calendar: str, stride: int) -> dict[str, int | str]:
    """Compare every term of a pair on every day; a difference ends the run."""
    first, last = covered(regime, calendar)
    rows = asked = count = 0
    for term in terms(regime, calendar):
        count += 1
        days = np.arange(first.toordinal() + count % stride, last.toordinal() + 1, stride)
        due, mark = Rule(term, ALMANAC).solve((days - EPOCH).astype(np.int32))
        for number, due_on, said in zip(days.tolist(), due.tolist(), mark.tolist(), strict=True):
            if said == Mark.ASK:
                asked += 1
                continue
            expected = engine(term, number)
            if expected != (0 if said >= FIRST_ERROR else due_on, said):
                sys.exit(f"{term}\n{day(number)}: the engine says {expected}, the kernel {(due_on, said)}")
        rows += len(days)
    return {"terms": count, "rows": rows, "asked of the engine": asked, "stride": stride}


def edition(regime: str, calendar: str) -> str:
    """Return a mark of everything that a result depends on."""
    mark = hashlib.sha256()
    for name in CODE:
        place = ROOT / "src" / "courtclock" / name
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            mark.update(file.read_bytes())
    held = ALMANAC.calendar(calendar).bare
    for part in (*ALMANAC.versions(regime), held, held.closures, held.vacations, held.gaps):
        mark.update("".join(sorted(repr(part))).encode())  # sets show what they hold in any order
    return mark.hexdigest()[:16]


def main() -> None:
    """Prove what is not proved yet, as long as there is time."""
    options = argparse.ArgumentParser()
    options.add_argument("--only", default="")
    options.add_argument("--calendar", default="")
    options.add_argument("--minutes", type=float, default=1e9)
    options.add_argument("--stride", type=int, default=1)
    given = options.parse_args()
    until = time.monotonic() + 60 * given.minutes
    for regime, calendar in pairs():
        if given.only not in regime or given.calendar not in calendar:
            continue
        kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
        name, made = f"{regime} {calendar}", edition(regime, calendar)
        there = kept.get(name, {})
        if there.get("edition") == made and there["stride"] <= given.stride:
            continue
        if time.monotonic() > until:
            break
        began = time.monotonic()
        result = {**prove(regime, calendar, given.stride), "edition": made}
        kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
        KEPT.write_text(json.dumps({**kept, name: result}, indent=1, sort_keys=True) + "\n")
        print(f"{name}: {result['rows']:,} rows, {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
