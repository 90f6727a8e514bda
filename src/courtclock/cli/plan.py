"""`courtclock plan`: one event, all its dates."""

from __future__ import annotations

from typing import Any

import click

from courtclock.cli.output import echo_json, echo_table
from courtclock.cli.params import Day


@click.command()
@click.argument("event")
@click.option("--court", required=True, help="Court id, such as us.nysd: whose law and closed days are asked.")
@click.option("--on", "day", type=Day(), required=True, help="The day of the event.")
@click.option("--service", metavar="METHOD", help="Method of service, where days are added for it.")
@click.option("--known-on", type=Day(), help="Use only what had been announced by this day.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def plan(*, event: str, court: str, day: Any, service: str | None, known_on: Any, as_json: bool) -> None:
    """List every period that EVENT sets off, with its date.

    EVENT is the name of a template ("complaint served"; `courtclock rules`
    lists them), or words of the event from which the provisions let time run
    ("entry of judgment"). Which of the periods apply in a case is for its
    lawyer to say.
    """
    from courtclock.period import Direction
    from courtclock.template import plan as build

    found = build(event, day, court=court, known_on=known_on, service=service)
    if as_json:
        echo_json(
            [
                {
                    "rule": one.rule.id,
                    "what": one.rule.what,
                    "from": one.rule.start,
                    "after": one.after,
                    "note": one.note,
                    "answer": one.computation.to_json() if one.computation else None,
                    "error": {"type": type(one.error).__name__, "message": str(one.error)} if one.error else None,
                }
                for one in found
            ]
        )
        return
    rows = []
    for one in found:
        when = str(one.computation.due_on) if one.computation else ""
        sure = one.computation.assurance.value if one.computation else "not computed"
        way = "before" if one.rule.direction is Direction.BEFORE else "from"
        said = f"{one.rule.within} {way} {one.rule.start}" if one.computation else str(one.error)
        hangs = f"; here from the last day of {one.after}" if one.after else ""
        note = f"; {one.note}" if one.note else ""
        rows.append([when, sure, one.rule.id, f"{one.rule.what} ({said}{hangs}{note})"])
    echo_table(f"From {event!r} on {day}, in {court}", ["date", "assurance", "id", "what"], rows)
