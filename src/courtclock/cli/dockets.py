"""The commands about a docket file: docket, explain, check."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from courtclock.cli.output import echo_json, echo_table, say, say_whole, width
from courtclock.cli.params import FILE, Day

if TYPE_CHECKING:
    from courtclock.docket import Docket, Standing, Status

_STYLES = {
    "open": "green",
    "due today": "bold yellow",
    "time expired": "bold red",
    "complied": "green",
    "complied late": "red",
    "continuing": "cyan",
    "unknown": "magenta",
    "pending": "dim",
}


def load_docket(path: Path) -> Docket:
    """Read a docket file."""
    from courtclock.docket import load

    return load(path)


@click.command()
@click.argument("docket", type=FILE)
@click.option("--on", "day", type=Day(), help="The day to look at; today by default.")
@click.option("--known-on", type=Day(), help="Use only what was known by this day, of facts and of closed days.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def docket(*, docket: Path, day: Any, known_on: Any, as_json: bool) -> None:
    """Show how every entry of DOCKET stands on a day."""
    from courtclock.dates import long, to_date
    from courtclock.docket import status

    day = day if day is not None else to_date(date.today())  # noqa: DTZ011 - the day of whoever sits here
    book = load_docket(docket)
    found = status(book, day, known_on=known_on)
    if as_json:
        echo_json({"docket": book.id, "on": str(day), "entries": [_status_json(one) for one in found]})
        return
    rows = [
        [_when(one), one.state.value, _what(one), "; ".join(remark.removesuffix(".") for remark in one.remarks)]
        for one in found
    ]
    order = sorted(range(len(rows)), key=lambda n: (rows[n][0] == "", rows[n][0], n))
    title = f"{book.title}\non {long(day)}"
    echo_table(title, ["date", "state", "what", "remarks"], [rows[n] for n in order], _STYLES)


def _what(one: Status) -> str:
    from courtclock.deadline import ComplianceWindow
    from courtclock.matter import Hearing

    entry = one.entry
    if isinstance(entry, Hearing):
        return f"Hearing ({entry.court}): {entry.purpose}" if entry.purpose else f"Hearing ({entry.court})"
    what = entry.duty if isinstance(entry, ComplianceWindow) else entry.what
    return what[:1].upper() + what[1:]


def _when(one: Status) -> str:
    from courtclock.dates import iso
    from courtclock.matter import Hearing

    if isinstance(one.entry, Hearing):
        return " / ".join(iso(day) for day in one.entry.days)
    return iso(one.standing.last_day) if one.standing.last_day else ""


def _status_json(one: Status) -> dict[str, Any]:
    answer = one.standing.computation
    error = one.standing.error
    return {
        "id": one.entry.id,
        "state": one.state.value,
        "what": _what(one),
        "date": _when(one) or None,
        "remarks": list(one.remarks),
        "answer": answer.to_json() if answer else None,
        "error": {"type": type(error).__name__, "message": str(error)} if error else None,
    }


@click.command()
@click.argument("docket", type=FILE)
@click.argument("entry", metavar="ID")
@click.option("--known-on", type=Day(), help="Use only what had been announced by this day.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def explain(*, docket: Path, entry: str, known_on: Any, as_json: bool) -> None:
    """Explain the date of one entry of DOCKET, step by step.

    After the steps stands what made another day of it: extensions, a pin, and
    the stays of which it is not settled what they did to the time.
    """
    from courtclock.deadline import ComplianceWindow
    from courtclock.matter import Hearing

    book = load_docket(docket)
    found = book.entry(entry)
    if isinstance(found, Hearing) or (isinstance(found, ComplianceWindow) and found.continuing):
        said = f"{entry}: {_no_count(found)}"
        if as_json:
            echo_json({"id": entry, "due": None, "text": said})
        else:
            say(said)
        return
    standing = book.standing(found, known_on=known_on)
    answer = standing.computation or book.compute(found, known_on=known_on)
    if standing.error is not None:
        raise standing.error
    kept = _kept(book, standing)
    if as_json:
        echo_json({"id": entry, **answer.to_json(), "last_day": str(standing.last_day), "kept": kept})
    else:
        say("\n".join([answer.explain(width()), *(["", *kept] if kept else [])]))


def _kept(book: Docket, standing: Standing) -> list[str]:
    """Say what made another day of the computed one, and what is not settled about it; nothing, where nothing did."""
    from courtclock.dates import LATEST_DAY, long, medium
    from courtclock.docket.unsettled import unsettled
    from courtclock.ledger import granted

    said = [f"{event.extension}, {event.when}" for event in granted(book.events_of(standing.entry))]
    if standing.extended is not None:
        first, last = standing.extended_answers[0], standing.extended_answers[-1]
        doubt = f" (in doubt: {medium(first)} to {medium(last)})" if first != last else ""
        said.append(f"extended to {long(standing.extended)}{doubt}")
    if standing.pin is not None:
        said.append(f"pinned to {long(standing.pin.on)} by {standing.pin.by}: {standing.pin.reason}")
    return [*said, *unsettled(book, standing, LATEST_DAY), *(f"WARNING: {warning}" for warning in standing.warnings)]


def _no_count(found: Any) -> str:
    from courtclock.dates import long
    from courtclock.matter import Hearing

    if isinstance(found, Hearing):
        if not found.days:
            return "a hearing for which no date has been given"
        if found.on is None:
            return f"a {found.name}: its day is not certain"
        return f"a hearing on {long(found.on)}, a date certain: nothing is counted"
    return f"a standing duty since {long(found.order.made)}: it has no last day"


@click.command()
@click.argument("dockets", metavar="DOCKET...", type=FILE, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def check(*, dockets: tuple[Path, ...], as_json: bool) -> None:
    """Check docket files: every fault, with its path; and what cannot be computed."""
    results = [_checked(path) for path in dockets]
    if as_json:
        echo_json(results)
    else:
        for one in results:
            _echo_checked(one)
    if any(one["faults"] for one in results):
        raise SystemExit(1)


def _checked(path: Path) -> dict[str, Any]:
    """Return what is wrong with a file, what cannot be computed in it, and what somebody has to look at."""
    from courtclock.errors import DocketFault

    result: dict[str, Any] = {"file": str(path), "faults": [], "not_computed": [], "warnings": []}
    try:
        found = list(load_docket(path).standings())
    except DocketFault as error:
        result["faults"] = list(error.faults)
    except OSError as error:
        result["faults"] = [error.strerror or str(error)]
    else:
        result["not_computed"] = [f"{s.id}: {s.error}" for s in found if s.error]
        result["warnings"] = [f"{s.id}: {warning}" for s in found for warning in s.warnings]
    return result


def _echo_checked(one: dict[str, Any]) -> None:
    faults = one["faults"]
    count = f"{len(faults)} fault{'' if len(faults) == 1 else 's'}" if faults else "ok"
    say_whole(f"{one['file']}: {count}")
    for fault in faults:
        say_whole(f"  {fault}")
    for line in one["not_computed"]:
        say_whole(f"  not computed: {line}")
    for line in one["warnings"]:
        say_whole(f"  warning: {line}")
