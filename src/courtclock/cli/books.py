"""The commands about the law: calendar and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from courtclock.cli.output import echo_json, echo_table, say, width
from courtclock.cli.params import Day
from courtclock.errors import OutsideCoverage, UnknownId

if TYPE_CHECKING:
    from courtclock.calendar import CourtCalendar, DayFacts
    from courtclock.court import Court, CutOff
    from courtclock.regime import PeriodRule, Regime, Template


@click.command()
@click.argument("given", metavar="ID")
@click.argument("year", type=int)
@click.option("--known-on", type=Day(), help="Use only what had been announced by this day.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def calendar(*, given: str, year: int, known_on: Any, as_json: bool) -> None:
    """List the closed, provisional and unknown days of calendar ID in YEAR.

    The weekly closed days are named once, and not listed.
    """
    from courtclock.almanac import default_almanac

    book = default_almanac().calendar(given, known_on)
    if not book.closures_considered:
        raise OutsideCoverage("the calendar 'none' has no closed days: closures are not considered")
    if not book.first.year <= year <= book.last.year:
        raise OutsideCoverage(f"{book.id} covers {book.first} to {book.last}; {year} is outside it")
    rows = _year(book, year)
    if as_json:
        weekly = [
            {
                "first": str(w.first),
                "last": str(w.last),
                "closed": _names(w.closed),
                "doubtful": _names(w.doubtful),
            }
            for w in book.weekly
            if w.first.year <= year <= w.last.year
        ]
        days = [dict(zip(("first", "last", "status", "what"), row, strict=True)) for row in rows]
        echo_json({"calendar": book.id, "year": year, "edition": book.edition, "weekly": weekly, "days": days})
        return
    for rule in book.weekly:
        if rule.first.year <= year <= rule.last.year:
            doubt = f"; doubtful: {', '.join(_names(rule.doubtful))}" if rule.doubtful else ""
            say(f"closed every {', '.join(_names(rule.closed))} from {rule.first} to {rule.last}{doubt}")
    title = f"{book.id}: {book.title}, {year} (edition {book.edition})"
    table = [[a if a == b else f"{a} to {b}", state, what] for a, b, state, what in rows]
    echo_table(title, ["days", "status", "what"], table, {"closed": "red", "unknown": "magenta"})
    if book.note:
        say(_wrap(f"Note: {book.note}"))


def _names(days: frozenset[int]) -> list[str]:
    from courtclock.dates import WEEKDAYS

    return [WEEKDAYS[n] for n in sorted(days)]


def _year(book: CourtCalendar, year: int) -> list[list[str]]:
    """Return the days of a year that are not ordinary, runs of one kind together."""
    from courtclock.dates import day, to_date

    first = max(to_date(f"{year}-01-01"), book.first).toordinal()
    last = min(to_date(f"{year}-12-31"), book.last).toordinal()
    runs: list[tuple[int, int, str, str]] = []
    for number in range(first, last + 1):
        told = _tell(book.facts(number))
        if told is None:
            continue
        if runs and runs[-1][2:] == told and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number, *told)
        else:
            runs.append((number, number, *told))
    return [[str(day(a)), str(day(b)), state, what] for a, b, state, what in runs]


def _tell(facts: DayFacts | None) -> tuple[str, str] | None:
    """Return the status of a day and the reason, or None for an ordinary one."""
    if facts is None:
        return "unknown", "outside the coverage"
    if facts.closures:
        return "closed", ", ".join(dict.fromkeys(c.name for c in facts.closures))
    if facts.gap:
        return "unknown", facts.gap.why
    listed = [u for u in facts.unsettled if not u.id.startswith("weekly ")]
    if listed:
        return "provisional", listed[0].text
    if facts.vacation:
        return "vacation", f"{facts.vacation.name} (registry: {facts.vacation.registry.value})"
    return None


@click.command()
@click.argument("given", metavar="[ID]", required=False)
@click.option("--on", "day", type=Day(), help="The version in force on this day.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def rules(*, given: str | None, day: Any, as_json: bool) -> None:
    """List regimes, courts, calendars, periods and templates, or show one by ID."""
    from courtclock.almanac import default_almanac

    book = default_almanac()
    if given is None:
        _list(as_json=as_json)
    elif given in book.period_ids():
        _show(_period_facts(book.period(given)), as_json=as_json)
    elif given in book.court_ids():
        court = book.court(given)
        _show(_court_facts(court, _calendar_facts(book.calendar(court.calendar))), as_json=as_json)
    elif template := next((t for t in book.templates() if t.id == given), None):
        _show(_template_facts(template), as_json=as_json)
    elif given in book.calendar_ids():
        _show(_calendar_facts(book.calendar(given)), as_json=as_json)
    elif given not in book.regime_ids():
        raise UnknownId(given, book.regime_ids() + book.court_ids() + book.calendar_ids() + book.period_ids())
    else:
        found = [book.regime(given, day)] if day is not None else list(book.versions(given))
        if as_json:
            echo_json([_regime_json(regime) for regime in found])
        else:
            for regime in found:
                _show_regime(regime)


def _court_facts(court: Court, closed_days: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": court.id,
        "title": court.title,
        "zone": court.zone,
        "regime": court.regime,
        "calendar": court.calendar,
        "last_day_ends": [_cut_off(c) for c in court.cut_offs],
        "source": str(court.source) if court.source else None,
        "checked": str(court.checked),
        "note": court.note,
        "closed_days": closed_days,
    }


def _cut_off(cut_off: CutOff) -> str:
    since = f" since {cut_off.first}" if cut_off.first else ""
    until = f" until {cut_off.last}" if cut_off.last else ""
    ways = ", ".join(means.value for means in cut_off.means)
    note = f"; {cut_off.note}" if cut_off.note else ""
    return f"{cut_off.at:%H:%M} for filing by {ways}{since}{until} [{cut_off.cite}]{note}"


def _calendar_facts(shown: CourtCalendar) -> dict[str, Any]:
    return {
        "calendar": shown.id,
        "title": shown.title,
        "zone": shown.zone,
        "covers": f"{shown.first} to {shown.last}" if shown.closures_considered else "no closed days",
        "edition": shown.edition,
        "checked": _or_none(shown.checked),
        "note": shown.note,
    }


def _list(*, as_json: bool) -> None:
    from courtclock.almanac import default_almanac

    book = default_almanac()
    rows = [["regime", i, v.title, str(v.in_force)] for i in book.regime_ids() for v in book.versions(i)]
    rows += [["court", i, book.court(i).title, ""] for i in book.court_ids()]
    for i in book.calendar_ids():
        calendar = book.calendar(i)
        covers = f"{calendar.first.year}-{calendar.last.year}" if calendar.closures_considered else "no closed days"
        rows.append(["calendar", i, calendar.title, covers])
    rows += [["period", i, f"{book.period(i).within}: {book.period(i).what}", ""] for i in book.period_ids()]
    rows += [["template", t.id, f"{t.event[0]}: {len(t.steps)} periods", ""] for t in book.templates()]
    if as_json:
        echo_json([dict(zip(("kind", "id", "title", "in_force"), row, strict=True)) for row in rows])
    else:
        echo_table("The law that courtclock knows", ["kind", "id", "what", "since"], rows)


def _regime_json(regime: Regime) -> dict[str, Any]:
    return {
        "id": regime.id,
        "title": regime.title,
        "scope": regime.scope,
        "in_force": {"first": str(regime.in_force.first), "last": _or_none(regime.in_force.last)},
        "checked": str(regime.checked),
        "provisions": [
            {
                "choice": name,
                "value": getattr(p.value, "value", str(p.value)),
                "cite": str(p.cite),
                "url": p.cite.url,
                "quote": p.quote,
                "reading": p.reading,
                "doubt": p.doubt,
            }
            for name, p in regime.provisions()
        ],
    }


def _or_none(value: Any) -> str | None:
    return str(value) if value is not None else None


def _show_regime(regime: Regime) -> None:
    say(_wrap(f"{regime.id}: {regime.title}, in force {regime.in_force}, checked {regime.checked}"))
    say(_wrap(f"Scope: {regime.scope}"))
    seen: set[tuple[str, str, str]] = set()
    for name, p in regime.provisions():
        value = str(getattr(p.value, "value", p.value))
        key = (name, value, str(p.cite))
        if key not in seen:
            seen.add(key)
            quote = f': "{p.quote}"' if p.quote else ""
            say(_wrap(f"- {name.replace('_', ' ')}: {value} [{p.cite}]{quote}"))


def _period_facts(period: PeriodRule) -> dict[str, Any]:
    return {
        "id": period.id,
        "what": period.what,
        "within": str(period.within),
        "from": period.start,
        "regime": period.regime,
        "copying_time_excluded": period.copying,
        "extendable": period.extendable,
        "cite": str(period.cite),
        "url": period.cite.url,
        "in_force": str(period.in_force),
        "checked": str(period.checked),
        "quote": period.quote,
        "examples": [f"{e.case}: {e.trigger} to {e.last_day}" for e in period.examples],
        "unproved": period.unproved,
        "note": period.note,
    }


def _template_facts(template: Template) -> dict[str, Any]:
    steps = (f"{s.rule}{f', from the last day of {s.after}' if s.after else ''}" for s in template.steps)
    return {
        "id": template.id,
        "event": list(template.event),
        "what": template.what,
        "steps": list(steps),
        "note": template.note,
    }


def _show(shown: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        echo_json(shown)
        return
    for key, value in shown.items():
        if isinstance(value, dict):
            say("")
            _show(value, as_json=False)
        elif value not in ("", None, []):
            text = "; ".join(value) if isinstance(value, list) else str(value)
            say(_wrap(f"{key.replace('_', ' ')}: {text}"))


def _wrap(text: str) -> str:
    import textwrap

    return textwrap.fill(text, width(), subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
