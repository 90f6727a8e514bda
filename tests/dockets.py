"""What the tests of dockets share: files of a few lines, and questions about them."""

from __future__ import annotations

from courtclock.docket import Docket, Status, loads, status

HEAD = """
[docket]
schema = 1
id = "matter"
title = "A matter"
recorded = 2024-04-17T18:00:00+05:00
responsible = "A. Advocate"
"""


def row(table: str, **keys: str | None) -> str:
    """Return one table; values are TOML, and a key that is None is left out."""
    return f"[[{table}]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items() if value is not None)


def order(made: str = "2024-04-17", **keys: str | None) -> str:
    given = {"id": '"order"', "court": '"pk.shc"', "made": made, "title": '"Obey"'}
    return row("order", **{**given, **keys})


def window(**keys: str | None) -> str:
    """Return a duty of one week, of a federal office; the ordinary one ends on Wednesday 24 April 2024."""
    given = {"id": '"duty"', "order": '"order"', "what": '"obey"', "within": '"one week"', "calendar": '"pk.federal"'}
    return row("window", **{**given, **keys})


def deadline(**keys: str | None) -> str:
    """Return twenty days from the order, without a closed day at the end: Tuesday 7 May 2024."""
    given = {"id": '"reply"', "what": '"reply"', "of": '"order"', "within": '"20 days"', "court": '"pk.shc"'}
    return row("deadline", **{**given, **keys})


def hearing(on: str = "2024-05-09", **keys: str | None) -> str:
    return row("hearing", **{"id": '"next"', "court": '"pk.shc"', "on": on, **keys})


def event(kind: str, of: str, on: str, **keys: str | None) -> str:
    return row("event", **{"id": f'"{kind}-{of}"', "kind": f'"{kind}"', "of": f'"{of}"', "on": on, **keys})


def pin(on: str, computed: str, of: str = "duty", **keys: str | None) -> str:
    given = {"id": '"pin"', "of": f'"{of}"', "on": on, "computed": computed, "by": '"R. Khan"', "reason": '"agreed"'}
    return row("pin", **{**given, **keys})


def verification(date: str, of: str = "duty", **keys: str | None) -> str:
    given = {"id": '"seen"', "of": f'"{of}"', "date": date, "by": '"S. Malik"', "on": "2024-04-18"}
    return row("verification", **{**given, **keys})


def docket(*parts: str) -> Docket:
    return loads("\n".join([HEAD, *parts]).encode())


def of(book: Docket, day: str, entry: str = "duty", known_on: str | None = None) -> Status:
    (found,) = [one for one in status(book, day, known_on=known_on) if one.entry.id == entry]
    return found


def state(book: Docket, day: str, entry: str = "duty", known_on: str | None = None) -> str:
    return of(book, day, entry, known_on).state.value


def said(book: Docket, day: str, entry: str = "duty", known_on: str | None = None) -> str:
    """Return the remarks as one text."""
    return "; ".join(of(book, day, entry, known_on).remarks)


def last_day(book: Docket, entry: str = "duty") -> str:
    """Return the last day that stands."""
    return str(book.standing(book.entry(entry)).last_day)
