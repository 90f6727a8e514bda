"""Write the pages about the law: ``docs/law/<pack>.md``, one for every built-in pack.

What a page says of regimes, periods, courts and calendars is read from the pack itself, so that it cannot say anything
else than the code does. Head and foot are written by hand: ``about.md`` beside the pack, divided by the line `MARK`.

Run ``python tasks/law_pages.py`` to write the pages, with ``--check`` to compare only (exit 1, and the names of the
pages that are stale).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any

from courtclock.calendar import CourtCalendar
from courtclock.citation import Citation
from courtclock.court import Court, Means
from courtclock.dates import WEEKDAYS, Date, medium, span
from courtclock.law import BUILT_IN, Pack
from courtclock.period import Bound
from courtclock.regime import CHOICES as REGIME_CHOICES
from courtclock.regime import Addition, Deemed, Example, PeriodRule, Provision, Regime, RunsFrom, Template, When

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "law"
MARK = "<!-- here stands what tasks/law_pages.py reads from the pack -->"
NOTICE = "<!-- Written by tasks/law_pages.py from the data; change src/courtclock/law/{pack} and run it again. -->"
MANY = 12  # calendars; a pack with more of them tells each in a line
STRENGTHS = {
    "court": "the court's own last day, or its own count of the days of delay",
    "arithmetic": "the facts are from the judgment, the date is ours",
    "facts": "the dates are reported, and no court has ruled on the count",
}


def page(pack: Pack) -> str:
    """Return the page of a pack."""
    about = pack.folder.joinpath("about.md").read_text(encoding="utf-8")
    head, _, foot = about.partition(f"{MARK}\n")
    parts = [NOTICE.format(pack=pack.folder.name), "", head.strip(), "", *_generated(pack), foot.strip()]
    return "\n".join(parts).rstrip() + "\n"


def _generated(pack: Pack) -> Iterator[str]:
    yield from ("## Regimes", "", _REGIMES, "")
    for regime in pack.regimes:
        yield from _regime(regime)
    yield from ("## Periods", "")
    yield from _periods(pack.periods.values())
    yield from _templates(pack.templates.values())
    yield from ("## Courts", "")
    yield from _courts(pack.courts.values())
    yield from ("## Calendars", "")
    if len(pack.calendars) > MANY:
        yield from _calendar_lines(pack.calendars.values())
    else:
        for calendar in pack.calendars.values():
            yield from _calendar(calendar)
    yield from ("## Worked examples", "")
    yield from _examples(pack)


_REGIMES = (
    "A regime is a list of choices. Under each choice its provisions are tried in the order in which they stand here, "
    "and the first whose condition fits is taken. A *rival* is another reading of the law: where it leads to another "
    "day, the answer is disputed and gives both."
)


_PERIODS = (
    "For `rule` in a docket file and `Term.by_rule`. *How long* is counted after the event or before it; *copying* "
    "says whether the time requisite for copies is left out; *extendable*, whether a court may give more time."
)
_WAYS = {
    Means.ELECTRONIC: "electronically",
    Means.EMAIL: "by e-mail",
    Means.PAPER: "on paper",
    Means.DISPATCH: "by post or carrier",
}
_TEMPLATES = (
    "What `courtclock plan` lists for an event of these names. A period that runs from the last day of another is "
    "given as if that act were done then."
)
_EXAMPLES = (
    "Cases from outside this project, which the tests run. With the calendar `none` the day is given as counted, "
    "closed days left aside. *Strength*:"
)


def _regime(regime: Regime) -> Iterator[str]:
    yield from (f"### `{regime.id}`: {regime.title}, {regime.in_force}", "")
    yield from (f"Sources last looked at on {regime.checked}. Scope: {regime.scope.rstrip('.')}.", "")
    for name, choice in _choices(regime):
        yield from (f"**{_words(name)}**", "")
        for number, provision in enumerate(choice, 1):
            yield f"{number}. {_provision(provision)}"
            if provision.doubt:
                yield f"    - Doubt: {provision.doubt}."
            yield from (f"    - Rival: {_provision(rival)}" for rival in provision.rivals)
        yield ""


def _choices(regime: Regime) -> Iterator[tuple[str, tuple[Provision[Any], ...]]]:
    """Give each choice that a regime makes, with its provisions; what is closed is told by the kind of closure."""
    for name in REGIME_CHOICES:
        if choice := getattr(regime, name):
            yield name, choice
    for kinds, closing in regime.closings:
        yield f"closed days: {', '.join(sorted(kind.value for kind in kinds))}", (closing,)


def _calendar_lines(calendars: Iterable[CourtCalendar]) -> Iterator[str]:
    columns = ("id", "of", "covers", "edition", "closures")
    rows = ((f"`{c.id}`", c.title, f"{c.first} to {c.last}", c.edition, _count(c)) for c in calendars)
    yield from _table(columns, rows)


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _provision(provision: Provision[Any]) -> str:
    parts = [f"*{_value(provision.value)}*{_when(provision.when)}. {_link(provision.cite)}."]
    if provision.quote:
        parts.append(_quoted(provision.quote))
    if provision.reading:
        parts.append(f"Reading: {provision.reading}.")
    return " ".join(parts)


def _value(value: object) -> str:
    if isinstance(value, Addition):
        return f"{value.n} {value.unit} added"
    if isinstance(value, Deemed):
        late = f", unless done from {value.cut_off:%H:%M} on" if value.cut_off else ""
        return f"{value.n} {value.unit} after it was sent{late}"
    return str(value.value) if isinstance(value, Enum) else str(value)


def _when(when: When) -> str:
    """Say the condition of a provision; sets in the order of their enum, so that the page is always the same."""
    parts = [
        f"{label} {', '.join(_members(found))}"
        for label, found in (
            ("unit:", when.units),
            ("direction:", when.directions),
            ("bound:", when.bounds),
            ("act:", when.acts),
            ("runs from:", when.runs_from),
            ("means:", when.means),
        )
        if found is not None
    ]
    if when.services is not None:
        parts.append(f"service: {', '.join(sorted(m or 'not given' for m in when.services))}")
    if when.up_to is not None:
        parts.append(f"up to {when.up_to}")
    if when.at_least is not None:
        parts.append(f"at least {when.at_least}")
    if when.runs_from == frozenset(RunsFrom) - {RunsFrom.ORDER} | {None}:
        parts = [p if not p.startswith("runs from:") else "runs from: anything but an order" for p in parts]
    return f" ({'; '.join(parts)})" if parts else ""


def _members(found: Iterable[Enum | None]) -> list[str]:
    given = [member for member in found if member is not None]
    order = list(type(given[0])) if given else []
    named = [str(member.value) for member in sorted(given, key=order.index)]
    return [*named, *(["not given"] if len(given) < len(list(found)) else [])]


def _link(cite: Citation | None) -> str:
    if cite is None:
        return ""
    return _linked(str(cite), cite.url)


def _linked(text: str, url: str) -> str:
    escaped = text.replace("[", "\\[").replace("]", "\\]")
    return f"[{escaped}](<{url}>)" if url else escaped


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    names = list(columns)
    yield _row(names)
    yield _row("---" for _ in names)
    for row in rows:
        yield _row(row)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _copying(rule: PeriodRule) -> str:
    return {True: "excluded", False: "not excluded", None: "not settled"}[rule.copying]


def _periods(rules: Iterable[PeriodRule]) -> Iterator[str]:
    found = list(rules)
    yield from (_PERIODS, "")
    # Copying time is a matter of the Limitation Acts; a column that no row of a page fills is left out.
    copying = any(rule.copying is not None for rule in found)
    columns = ["id", "for", "how long", "of", "regime", *(["copying"] if copying else [])]
    columns += ["extendable", "authority", "in force", "checked"]
    yield from _table(
        columns,
        (
            (
                f"`{rule.id}`",
                rule.what,
                f"{'at least ' if rule.bound is Bound.EARLIEST else ''}{rule.within} {rule.direction.value}",
                rule.start,
                f"`{rule.regime}`",
                *([_copying(rule)] if copying else []),
                rule.extendable,
                _link(rule.cite),
                str(rule.in_force),
                str(rule.checked),
            )
            for rule in found
        ),
    )
    for rule in found:
        parts = (_quoted(rule.quote), _run_by(rule), rule.note, rule.unproved)
        if any(parts):
            yield f"- `{rule.id}`: {' '.join(part for part in parts if part)}"
    yield ""


def _quoted(words: str) -> str:
    """Return words in quotes, with one full stop."""
    return f'"{words}"{"" if words.endswith(".") else "."}' if words else ""


def _run_by(rule: PeriodRule) -> str:
    """Say what else the period fixes: the act, the kind of trigger, whose closed days."""
    said = [
        f"{label} {value}"
        for label, value in (
            ("act:", rule.act.value if rule.act else ""),
            ("runs from:", rule.runs_from.value if rule.runs_from else ""),
            ("calendar:", f"`{rule.calendar}`" if rule.calendar else ""),
        )
        if value
    ]
    return f"({'; '.join(said)})" if said else ""


def _templates(templates: Iterable[Template]) -> Iterator[str]:
    found = list(templates)
    if not found:
        return
    yield from ("## Templates", "", _TEMPLATES, "")
    for template in found:
        names = ", ".join(f'"{name}"' for name in template.event)
        yield f"- `{template.id}` ({names}). {template.what}."
        for step in template.steps:
            hangs = f", from the last day of `{step.after}`" if step.after else ""
            yield f"    - `{step.rule}`{hangs}{f': {step.note}' if step.note else ''}."
    yield ""


def _courts(courts: Iterable[Court]) -> Iterator[str]:
    found = list(courts)
    columns = ("id", "court", "zone", "regime", "calendar", "closed days matter by", "checked")
    yield from _table(
        columns,
        (
            (
                f"`{court.id}`",
                court.title,
                court.zone,
                f"`{court.regime}`",
                f"`{court.calendar}`",
                _link(court.source),
                str(court.checked or ""),
            )
            for court in found
        ),
    )
    yield from (f"- `{court.id}`: {court.note}" for court in found if court.note)
    for court in found:
        for end in court.cut_offs:
            ways = ", ".join(_WAYS[means] for means in end.means)
            days = f"{f' from {medium(end.first)}' if end.first else ''}{f' to {medium(end.last)}' if end.last else ''}"
            served = ", and for service" if end.service else ""
            words = f': "{end.quote}"' if end.quote else ""
            yield (
                f"- `{court.id}`: the last day ends at {end.at:%H:%M} for filing {ways}{served}{days}. "
                f"{_link(end.cite)}{words}. {end.note}".rstrip()
            )
    yield ""


def _calendar(calendar: CourtCalendar) -> Iterator[str]:
    yield from (f"### `{calendar.id}`: {calendar.title}", "")
    yield (
        f"Covers {calendar.first} to {calendar.last}; edition {calendar.edition}, checked {calendar.checked}; zone "
        f"{calendar.zone}. {_count(calendar)} The days of a year: `courtclock calendar {calendar.id} 2026`."
    )
    yield from ("", *((f"Note: {calendar.note}", "") if calendar.note else ()), "**Weekly closing**", "")
    yield from _table(
        ("days", "closed", "perhaps closed", "announced", "authority"),
        (
            (span(w.first, w.last), _names(w.closed), _names(w.doubtful), _day(w.announced), _link(w.source))
            for w in calendar.weekly
        ),
    )
    if calendar.vacations:
        yield from ("**Vacations on record**", "")
        yield from _table(
            ("vacation", "days, both in", "registry", "announced", "authority"),
            (
                (v.name, span(v.first, v.last), v.registry.value, _day(v.announced), _link(v.source))
                for v in calendar.vacations
            ),
        )
    if calendar.gaps:
        yield from ("**Days that are not known**", "", "A count that needs one of these days is refused.", "")
        yield from _table(("days, both in", "why"), ((span(g.first, g.last), g.why) for g in calendar.gaps))


def _count(calendar: CourtCalendar) -> str:
    rows = calendar.closures
    standing = Counter(row.status.value for row in rows if row.withdrawn is None)
    gone = sum(row.withdrawn is not None for row in rows)
    told = ", ".join(f"{n} {status}" for status, n in sorted(standing.items(), reverse=True))
    return f"{len(rows)} dated closures: {told}, {gone} withdrawn later."


def _names(days: frozenset[int]) -> str:
    return ", ".join(WEEKDAYS[n] for n in sorted(days))


def _day(on: Date | None) -> str:
    return str(on) if on is not None else ""


def _examples(pack: Pack) -> Iterator[str]:
    yield from (_EXAMPLES, "")
    yield from (f"- `{name}`: {words}." for name, words in STRENGTHS.items())
    yield ""
    found: list[tuple[str, Example]] = [(r.id, e) for r in pack.regimes for e in r.examples]
    found += [(rule.id, e) for rule in pack.periods.values() for e in rule.examples]
    columns = ("rule", "case", "from", "within", "left out", "last day", "calendar", "strength", "note")
    yield from _table(
        columns,
        (
            (
                f"`{given}`",
                _linked(e.case, e.url),
                str(e.trigger),
                e.within,
                "; ".join(span(first, last) for first, last in e.excluded),
                str(e.last_day),
                f"`{e.calendar}`",
                e.strength,
                e.note,
            )
            for given, e in found
        ),
    )


def stale() -> list[Path]:
    """Return the pages that are not what the data say, or that no pack stands behind."""
    wanted = {PAGES / f"{pack.id}.md": page(pack) for pack in _packs()}
    found = {path: path.read_text(encoding="utf-8") for path in sorted(PAGES.glob("*.md"))}
    return [path for path in sorted(wanted.keys() | found.keys()) if wanted.get(path) != found.get(path)]


def _packs() -> Iterator[Pack]:
    from importlib import import_module

    for module in BUILT_IN.values():
        yield import_module(module).PACK


def main(argv: list[str] | None = None) -> int:
    """Write the pages, or with ``--check`` say which are stale."""
    parser = argparse.ArgumentParser(description="Write the pages about the law from the packs.")
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 if a page is stale")
    if parser.parse_args(argv).check:
        old = stale()
        for path in old:
            print(f"{path.relative_to(ROOT)} is stale: run python tasks/law_pages.py", file=sys.stderr)
        return 1 if old else 0
    PAGES.mkdir(parents=True, exist_ok=True)
    for pack in _packs():
        (PAGES / f"{pack.id}.md").write_text(page(pack), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
