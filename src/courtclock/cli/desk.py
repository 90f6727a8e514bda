"""The commands of the desk: next, diff and sheet."""

from __future__ import annotations

import csv
import io
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from courtclock.cli.output import clean, echo_json, say, say_wrapped, width
from courtclock.cli.params import FILE, Day

if TYPE_CHECKING:
    from courtclock.docket.agenda import Item
    from courtclock.docket.diff import Change
    from courtclock.docket.sheet import Sheet

_STYLES: dict[str, dict[str, Any]] = {
    "expired": {"fg": "red", "bold": True},
    "today": {"fg": "yellow", "bold": True},
}
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the last four are the wide forms of them
_COLUMNS = ("part", "on", "safe_on", "at", "docket", "id", "state", "what", "responsible", "collides")


def _today() -> Any:
    from courtclock.dates import to_date

    return to_date(date.today())  # noqa: DTZ011 - the day of whoever sits here


@click.command("next")
@click.argument("dockets", metavar="DOCKET...", type=FILE, nargs=-1, required=True)
@click.option("--days", type=click.IntRange(0, 3660), default=14, show_default=True, help="How far to look ahead.")
@click.option("--on", "day", type=Day(), help="The day to look from; today by default.")
@click.option("--responsible", metavar="NAME", help="Only what this person answers for.")
@click.option("--evening", is_flag=True, help="Only what must not be left open tonight; exit status 1 if there is any.")
@click.option("--known-on", type=Day(), help="Use only what was known by this day.")
@click.option("--csv", "as_csv", is_flag=True, help="Print it as CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def next_(
    *,
    dockets: tuple[Path, ...],
    days: int,
    day: Any,
    responsible: str | None,
    evening: bool,
    known_on: Any,
    as_csv: bool,
    as_json: bool,
) -> None:
    """List what is due in the next days, over one DOCKET or many.

    What has expired without a record of compliance comes first, then today,
    this week, later, and what waits for an event. A date in doubt stands with
    the day that is safe. Hearings in two courts at one time are named.
    """
    from courtclock.docket import load
    from courtclock.docket.agenda import agenda
    from courtclock.docket.agenda import evening as tonight

    if as_csv and as_json:
        raise click.UsageError("--csv and --json are two forms: expected one of them")
    today = day if day is not None else _today()
    items = agenda([load(path) for path in dockets], today, days=days, responsible=responsible, known_on=known_on)
    if evening:
        items = tonight(items, today)
    rows = [_row(item) for item in items]
    if as_json:
        echo_json({"on": str(today), "days": days, "items": rows})
    elif as_csv:
        _echo_csv(rows)
    else:
        _echo_agenda(rows, f"{'What must not be left open on' if evening else 'From'} {today}")
    if evening and items:
        sys.exit(1)


def _row(item: Item) -> dict[str, Any]:
    return {
        "part": item.part.value,
        "on": str(item.on) if item.on else None,
        "safe_on": str(item.safe_on) if item.safe_on else None,
        "at": f"{item.at:%H:%M}" if item.at else None,
        "docket": item.docket,
        "id": item.id,
        "state": item.status.state.value,
        "what": item.what,
        "responsible": item.responsible,
        "collides": list(item.collides),
        "remarks": list(item.status.remarks),
    }


def _echo_csv(rows: list[dict[str, Any]]) -> None:
    """Print rows as CSV. A cell that a spreadsheet would run as a formula is given as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        cells = [" ".join(value) if isinstance(value, list) else value or "" for value in map(row.get, _COLUMNS)]
        writer.writerow([_cell(str(cell)) for cell in cells])
    say(out.getvalue().rstrip("\n"))


def _cell(text: str) -> str:
    """Return a cell that no spreadsheet runs: cleaned first, so that nothing is hidden before the sign."""
    text = clean(text)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or text[:1] in {"\t", "\n"} else text


def _echo_agenda(rows: list[dict[str, Any]], title: str) -> None:
    if not rows:
        say(f"{title}: nothing.")
        return
    say(title)
    part = None
    for row in rows:
        if row["part"] != part:
            part = row["part"]
            click.echo()
            click.secho(part, **_STYLES.get(part, {"bold": True}))
        hour = f" {row['at']}" if row["at"] else ""
        say_wrapped(f"{row['on'] or 'no date yet'}{hour}", f"{row['what']} ({row['state']}) [{row['id']}]")
        said = [f"safe: {row['safe_on']}"] if row["safe_on"] else []
        said += [f"collides with {', '.join(row['collides'])}"] if row["collides"] else []
        said += [row["responsible"]] if row["responsible"] else []
        for line in (*said, *row["remarks"]):
            say_wrapped("", line)


@click.command()
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option("--old-known-on", type=Day(), help="Compute OLD with what had been announced by this day.")
@click.option("--new-known-on", type=Day(), help="Compute NEW with what had been announced by this day.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def diff(*, old: Path, new: Path, old_known_on: Any, new_known_on: Any, as_json: bool) -> None:
    """Show which dates moved between two docket files, by how much, and why.

    One file given twice, with two days on which it was known, shows what the
    announcements between them moved. Exit status 1 where anything differs.
    """
    from courtclock.docket import load
    from courtclock.docket.diff import diff as compare

    found = compare(load(old), load(new), old_known_on=old_known_on, new_known_on=new_known_on)
    if as_json:
        echo_json([_change(change) for change in found])
    elif not found:
        say("No date differs.")
    else:
        for change in found:
            _echo_change(change)
    if found:
        sys.exit(1)


def _echo_change(change: Change) -> None:
    dates = f"{change.old or 'none'} to {change.new or 'none'}" if change.old != change.new else str(change.new)
    click.secho(f"{change.kind.value}: ", bold=True, nl=False)
    dates += _by(change.days)
    if len(f"{change.kind.value}: {change.id}, {dates}") > width():
        say(change.id)
        say_wrapped("", dates)
    else:
        say(f"{change.id}, {dates}")
    say_wrapped("", change.what)
    for cause in change.causes:
        say_wrapped("", f"{cause.kind.value}: {cause.text}{_by(cause.days)}")


def _by(days: int | None) -> str:
    return f" ({days:+} day{'' if abs(days) == 1 else 's'})" if days else ""


def _change(change: Change) -> dict[str, Any]:
    return {
        "id": change.id,
        "what": change.what,
        "kind": change.kind.value,
        "old": str(change.old) if change.old else None,
        "new": str(change.new) if change.new else None,
        "days": change.days,
        "causes": [{"kind": c.kind.value, "text": c.text, "days": c.days} for c in change.causes],
    }


@click.command()
@click.argument("docket", type=FILE)
@click.option("--on", "day", type=Day(), help="The day to look at; today by default.")
@click.option("--known-on", type=Day(), help="Use only what was known by this day.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def sheet(*, docket: Path, day: Any, known_on: Any, as_json: bool) -> None:
    """Print the control sheet of DOCKET: who entered, pinned, confirmed what.

    For each entry: what was entered and where it was read, what was computed
    under which law and calendar, what changed or struck it, and a line for a
    second person's signature where none has confirmed the date.
    """
    from courtclock.docket import load
    from courtclock.docket.sheet import sheets

    today = day if day is not None else _today()
    book = load(docket)
    found = sheets(book, today, known_on=known_on)
    if as_json:
        echo_json({"docket": book.id, "on": str(today), "entries": [_sheet(one) for one in found]})
        return
    say_wrapped("", book.title, indent=0)
    say(f"control sheet on {today}\n")
    for one in found:
        _echo_sheet(one)


def _sheet(one: Sheet) -> dict[str, Any]:
    lines = [
        {"did": line.did, "on": str(line.on) if line.on else None, "by": line.by, "text": line.text}
        for line in one.lines
    ]
    return {"id": one.id, "what": one.what, "last_day": str(one.last_day) if one.last_day else None, "lines": lines}


def _echo_sheet(one: Sheet) -> None:
    say_wrapped(str(one.last_day or "no date"), f"{one.id}: {one.what}")
    for line in one.lines:
        day = f" on {line.on}" if line.on else ""
        by = f" ({line.by})" if line.by else ""
        say_wrapped("", f"{line.did}{day}: {line.text}{by}")
    did = {line.did for line in one.lines}
    # A hearing is listed, not computed: there is nothing to confirm.
    if did & {"computed", "pinned"} and "verified" not in did:
        say_wrapped("", "confirmed by ______________________ on ______________")
    click.echo()
