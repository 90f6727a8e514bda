"""`courtclock docket`: the status of a docket file by default; `new`, `add` and `record` to write one."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from courtclock.cli import dockets
from courtclock.cli.groups import DefaultGroup, LazyGroup
from courtclock.cli.keys import options, values
from courtclock.cli.output import clean, echo_json, echo_table, say, terminal, write_docket
from courtclock.cli.params import FILE, Day, Moment
from courtclock.errors import DocketFault, UnknownId

if TYPE_CHECKING:
    from courtclock.docket.edit import Changes
    from courtclock.docket.preview import Stand

EVENT = "event"
# What the kinds of event are, in the list of them; what each does to a state is in the documentation.
_KINDS = {
    "service": "A paper was served; time can run from it.",
    "extension": "More time: asked for, granted or refused.",
    "stay": "Proceedings or an order were stayed.",
    "stay-vacated": "A stay is over.",
    "adjournment": "A hearing was put off.",
    "listing": "A matter was listed.",
    "not-reached": "A matter was listed and not reached.",
    "heard": "A matter was heard.",
    "tagging": "Matters were put together.",
    "detachment": "Matters were taken apart.",
    "transfer": "The matter went to another court or bench.",
    "statement": "Something was said in court: not a fact.",
    "compliance": "What was due was done.",
    "part-compliance": "Some of it was done.",
    "recall-sought": "The recall of an order was asked for.",
    "recall": "An order was recalled.",
    "supersession": "Another order took its place.",
    "overtaken": "Events made it moot.",
    "contempt-notice": "Notice of contempt was issued.",
    "other": "Anything else.",
}


class _UnknownTable(UnknownId):
    kind = "table"


class _UnknownKind(UnknownId):
    kind = "kind of event"


@click.command()
@click.argument("file", type=FILE)
@click.option("--id", "id_", metavar="TEXT", help="Never changes; the name of the file where it is left out.")
@click.option("--title", metavar="TEXT", required=True, help="The name of the matter, and of its feed.")
@click.option("--reference", metavar="TEXT", help="The number of the matter.")
@click.option("--responsible", metavar="TEXT", help="Who keeps the dates.")
@click.option("--backup", metavar="TEXT", help="Who stands in.")
@click.option("--recorded", type=Moment(), help="When the docket was first kept; now, where it is left out.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def new(*, file: Path, id_: str | None, title: str, recorded: Any, as_json: bool, **head: str | None) -> None:
    """Create FILE, a docket in which nothing has happened yet.

    A file that is there already is not overwritten.
    """
    from courtclock.docket import edit

    name = id_ if id_ is not None else file.stem
    text = edit.new(name, title, recorded=recorded or _now(), **{key: value or "" for key, value in head.items()})
    write_docket(file, text.encode(), None)
    if as_json:
        echo_json({"file": str(file), "id": name, "written": True})
    else:
        say(f"{file}: a new docket; courtclock docket add {file} puts an order or a petition into it")


def _tables() -> list[str]:
    from courtclock.docket.rows import TABLES

    return [name for name in TABLES if name != EVENT]


def _kinds() -> list[str]:
    from courtclock.ledger import EventKind

    return [kind.value for kind in EventKind]


def _rows(name: str, table: str, text: str, fixed: dict[str, Any]) -> click.Command:
    """Return the command that adds a row to a table; `fixed` are the keys that the command itself decides."""
    common: list[click.Parameter] = [
        click.Option(["--as-of"], type=Day(), help="The day on which states are compared; today by default."),
        click.Option(["--yes"], is_flag=True, help="Write it without asking."),
        click.Option(["--json", "as_json"], is_flag=True, help="Print it as JSON."),
    ]
    params = [*options(table, without=frozenset(fixed)), *common]
    return click.Command(name, params=params, callback=partial(_add, table, fixed), help=text)


def _adding(table: str) -> click.Command:
    article = "an" if table[0] in "aeiou" else "a"
    return _rows(table, table, f"Add {article} {table}.", {})


def _recording(kind: str) -> click.Command:
    return _rows(kind, EVENT, _KINDS.get(kind, f"Record an event of the kind {kind}."), {"kind": kind})


def _remember(*, file: Path) -> None:
    """Keep the file for the command that follows it."""
    click.get_current_context().obj = file


add = LazyGroup(
    name="add",
    unknown=_UnknownTable,
    names=_tables,
    make=_adding,
    callback=_remember,
    params=[click.Argument(["file"], type=FILE)],
    subcommand_metavar="TABLE [OPTIONS]",
    help="""Add an order, a petition, a hearing, a window or another TABLE to FILE.

    It is put after the last one of its kind; the rest of the file stays as it is. What the entry changes is shown
    before it is written. Each TABLE has its own options: courtclock docket add FILE TABLE --help.
    """,
)
record = LazyGroup(
    name="record",
    unknown=_UnknownKind,
    names=_kinds,
    make=_recording,
    callback=_remember,
    params=[click.Argument(["file"], type=FILE)],
    subcommand_metavar="KIND --of ID --on DAY [OPTIONS]",
    help="""Record in FILE what happened to an entry: an event of that KIND.

    Events are added, never overwritten. What the event changes is shown before it is written. All options:
    courtclock docket record FILE KIND --help.
    """,
)
docket = DefaultGroup(
    name="docket",
    default=dockets.docket,
    commands=[new, add, record],
    missing="expected a docket file, or one of add, new, record",
    help="""Show how every entry of DOCKET stands on a day; or write a docket.

    \b
    courtclock docket FILE                       how it stands today
    courtclock docket new FILE --title TEXT      a new file
    courtclock docket add FILE order ...         an order, a window, a hearing
    courtclock docket record FILE compliance ... what happened to an entry

    The options are those of the first form. A file that has the name of a
    command is given with its folder: ./new
    """,
)


def _now() -> Any:
    from courtclock.dates import to_instant

    return to_instant(datetime.now(UTC).astimezone().replace(microsecond=0))


def _add(table: str, fixed: dict[str, Any], /, *, as_of: Any, yes: bool, as_json: bool, **given: Any) -> None:
    """Show what a new row would change, ask, and write it."""
    from courtclock.dates import to_date
    from courtclock.docket import edit
    from courtclock.docket.rows import TABLES

    file: Path = click.get_current_context().obj
    was = file.read_bytes()
    row = {**values(given), **fixed}
    if "recorded" in attrs.fields_dict(TABLES[table]) and not row.get("recorded"):
        row["recorded"] = _now()
    try:
        text = _text(was, file)
        row["id"] = row.get("id") or edit.fresh_id(text, table, row, file=str(file))
        changed = edit.add(text, table, row, file=str(file))
    except DocketFault as error:
        if not as_json:
            raise
        echo_json({"file": str(file), "written": False, "faults": list(error.faults)})
        raise SystemExit(1) from None
    on = as_of if as_of is not None else to_date(date.today())  # noqa: DTZ011 - the day of whoever sits here
    changes = edit.preview(text, changed, on)
    if not as_json:
        _show(file, changes)
    sure = yes or (not as_json and _asked(file))
    if sure:
        write_docket(file, changed.encode(), was)
    if as_json:
        echo_json({"file": str(file), "table": table, "id": row["id"], "written": sure, "faults": [], **_json(changes)})
    elif sure:
        say(f"{file}: {table} {row['id']} written")
    if not sure:
        raise SystemExit(1)


def _text(data: bytes, file: Path) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise DocketFault(str(file), ["not a text file (UTF-8 was expected)"]) from None


def _asked(file: Path) -> bool:
    """Ask whether to write, where there is somebody to ask."""
    if sys.stdin is None or not sys.stdin.isatty() or not terminal():
        say(f"{file}: nothing was written: there is no terminal to ask on; --yes writes without asking", err=True)
        return False
    if click.confirm(clean(f"Write this to {file}?"), default=False):
        return True
    say(f"{file}: nothing was written")
    return False


def _show(file: Path, changes: Changes) -> None:
    """Print the difference of the text, and what it does to the dates."""
    from courtclock.dates import medium

    say(f"--- {file}\n+++ {file} (new)\n{changes.diff}\n")
    if changes.repaired:
        said = "the file had faults, which this repairs; nothing is known of the dates before:"
        say("\n".join([said, *(f"  {fault}" for fault in changes.repaired), ""]))
    if not changes.entries:
        say(f"no date and no state changes, as of {medium(changes.on)}")
        return
    rows = [[one.id, one.said, _cell(one.before), _cell(one.after)] for one in changes.entries]
    echo_table(f"What changes\nas of {medium(changes.on)}", ["id", "change", "before", "after"], rows)
    for one in changes.entries:
        before = one.before.remarks if one.before else ()
        for remark in one.after.remarks if one.after else ():
            if remark not in before:
                say(f"{one.id}: {remark}")


def _cell(stand: Stand | None) -> str:
    return str(stand) if stand is not None else ""


def _json(changes: Changes) -> dict[str, Any]:
    return {
        "on": str(changes.on),
        "diff": changes.diff,
        "repaired": list(changes.repaired),
        "entries": [
            {
                "id": one.id,
                "what": one.what,
                "change": one.said,
                "days": one.moved,
                "before": _stand(one.before),
                "after": _stand(one.after),
            }
            for one in changes.entries
        ],
    }


def _stand(stand: Stand | None) -> dict[str, Any] | None:
    if stand is None:
        return None
    return {"dates": [str(day) for day in stand.days], "state": stand.state.value, "remarks": list(stand.remarks)}
