"""The keys of a docket table as options of the command line, made from the class of its rows."""

from __future__ import annotations

from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
import click

from courtclock.cli.params import Day, Moment

# What stands in the help beside a key: of one table, or of all that have it.
_HELP = {
    "id": "Made of the day or of the first words where it is left out.",
    "source": "Where it was read.",
    "note": "Any remark.",
    "court": "Id of a court, such as pk.shc.",
    "petitions": "Id of a petition; may be repeated.",
    "calendar": "Id of the calendar, if not that of the court.",
    "regime": "Id of the regime, if not that of the court.",
    "act": "What is to be done.",
    "means": "The way of filing.",
    "bound": "Whether the last day is asked for, or the first.",
    "within": "How long: 'one week', '7 days', 'P30D'.",
    "responsible": "Who keeps the date.",
    "recorded": "When it became known; now, where it is left out.",
    "instrument.what": "What paper it is.",
    "instrument.on": "Its date.",
    "instrument.by": "Who made it.",
    "petition.title": "As in the cause list.",
    "petition.number": "Its number.",
    "petition.filed": "The day of institution.",
    "petition.parties": "A party; may be repeated.",
    "order.made": "The day on which it was made.",
    "order.title": "What it orders, in a line.",
    "order.coram": "A judge; may be repeated.",
    "order.about": "Id of the instrument that it concerns.",
    "hearing.on": "The day; repeated, where sources differ.",
    "hearing.at": "Time of the day in the court's zone, such as 09:30.",
    "hearing.purpose": "What for.",
    "hearing.outcome": "What came of it.",
    "window.order": "Id of the order that gives the time.",
    "window.what": "The act, beginning with a verb.",
    "window.continuing": "A standing duty, without a last day.",
    "window.before": "Id of the hearing before whose day it has to be done.",
    "window.by": "Who has to act.",
    "window.alternatives": "An act that satisfies the order as well; may be repeated.",
    "window.failing": "What the order says will follow default.",
    "window.at": "Id of the hearing at which it follows.",
    "deadline.what": "The act, beginning with a verb.",
    "deadline.of": "Id of what starts it; repeated with --which.",
    "deadline.which": "Of several that start it, the one that counts.",
    "deadline.rule": "Id of a period of the law: see courtclock rules.",
    "deadline.direction": "Which way it is counted.",
    "deadline.service": "Method of service, where days are added for it.",
    "deadline.excluded": "Interval that does not count, both days in; may be repeated.",
    "event.kind": "What kind of event.",
    "event.of": "Id of what it happened to.",
    "event.on": "The day; repeated, where sources differ.",
    "event.to": "Where it leads: a day, an id or other text.",
    "event.by": "Who did it.",
    "event.until": "The last day of an extension, an adjournment or a stay.",
    "event.within": "How much longer, for an extension by a period.",
    "event.counted_from": "The end from which the further period runs.",
    "event.state": "What became of an extension.",
    "event.scope": "What a stay stops.",
    "event.method": "How service was made.",
    "event.evidence": "What shows it.",
    "event.text": "What happened, in a line.",
    "pin.of": "Id of the window or deadline.",
    "pin.on": "The day that is kept.",
    "pin.computed": "The day that the computation gives now.",
    "pin.by": "Who keeps it.",
    "pin.reason": "Why.",
    "verification.of": "Id of the window or deadline.",
    "verification.date": "The last day that was confirmed.",
    "verification.by": "Who confirmed it.",
    "verification.on": "When.",
}
SOURCE = {"source_url": "Its address.", "source_on": "The day on which it was published."}


def options(table: str, *, without: frozenset[str] = frozenset()) -> list[click.Parameter]:
    """Return an option for every key of a table, and for the parts of its source."""
    from courtclock.docket.rows import TABLES

    row = TABLES[table]
    hints = get_type_hints(row)
    made: list[click.Parameter] = []
    for key, part in attrs.fields_dict(row).items():
        if key in without:
            continue
        text = _HELP.get(f"{table}.{key}") or _HELP.get(key) or f"The key {key} of the table."
        needed = part.default is attrs.NOTHING and key != "id"
        made.append(_option(key, hints[key], f"{text} [needed]" if needed else text))
        if key == "source":
            days = {"source_on": {"type": Day()}}
            made += [
                click.Option([_dashed(name)], help=words, **days.get(name, {"metavar": "TEXT"}))
                for name, words in SOURCE.items()
            ]
    return made


def values(given: dict[str, Any]) -> dict[str, Any]:
    """Return the keys of a table from the options that were given, the parts of its source put together."""
    parts = {"title": given.get("source"), "url": given.pop("source_url", None), "on": given.pop("source_on", None)}
    if parts["url"] or parts["on"]:
        given["source"] = {name: value for name, value in parts.items() if value}
    return given


def _dashed(key: str) -> str:
    return f"--{key.replace('_', '-')}"


def _option(key: str, hint: Any, text: str) -> click.Option:
    from courtclock.dates import Date, Instant, Time

    kinds = set(get_args(hint)) if get_origin(hint) in {Union, UnionType} else {hint}
    listed = next((get_args(kind)[0] for kind in kinds if get_origin(kind) is list), None)
    more: dict[str, Any] = {"multiple": listed is not None, "help": text}
    choices = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Enum)), None)
    if bool in kinds:
        # Left out, it is not written; what is not said in the file is its default.
        more = {"is_flag": True, "default": None, "help": text}
    elif choices is not None:
        more["type"] = click.Choice([member.value for member in choices])
    elif get_origin(listed) is list:
        more |= {"type": (Day(), Day()), "metavar": "FIRST LAST"}
    elif Date in kinds and str not in kinds:
        more["type"] = Day()
    elif Instant in kinds:
        more["type"] = Moment()
    elif Time in kinds:
        more["metavar"] = "TIME"
    else:
        more["metavar"] = "TEXT"
    return click.Option([_dashed(key), key], **more)
