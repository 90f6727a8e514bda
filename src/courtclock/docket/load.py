"""From a docket file to a docket, or to a list of all its faults; nothing is half-loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from courtclock.almanac import Almanac, default_almanac
from courtclock.docket.build import Builder
from courtclock.docket.model import Docket
from courtclock.docket.rows import SCHEMA, TABLES, Head
from courtclock.errors import DocketFault
from courtclock.schema.strict import Faults, read_toml, structure


def load(path: str | Path, *, almanac: Almanac | None = None) -> Docket:
    """Read a docket file.

    Raises:
        DocketFault: with every fault of the file, each with its path inside it.
        OSError: the file cannot be read.
    """
    return loads(Path(path).read_bytes(), str(path), almanac=almanac)


def loads(data: bytes, file: str = "docket", *, almanac: Almanac | None = None) -> Docket:
    """Read a docket from the bytes of a file; `file` is its name in messages.

    Raises:
        DocketFault: with every fault of the file, each with its path inside it.
    """
    tables = read_toml(data, file, DocketFault)
    faults = Faults()
    head = _head(tables.pop("docket", None), faults)
    rows, given = _rows(tables, faults)
    built = Builder(rows, given, faults, almanac or default_almanac()).build(head) if head else None
    if head is None:
        Builder(rows, given, faults, almanac or default_almanac()).build(_NO_HEAD)
    faults.check(file, DocketFault)
    if built is None:
        raise DocketFault(file, ["docket: nothing could be read"])
    return built


_NO_HEAD = Head(schema=SCHEMA, id="-", title="-", recorded="2000-01-01T00:00:00Z")  # type: ignore[arg-type] # unread


def _head(table: Any, faults: Faults) -> Head | None:
    if table is None:
        faults.add("docket", "missing; a docket file begins with a table [docket]")
        return None
    head = structure(table, Head, "docket", faults)
    if head is None:
        return None
    if head.schema != SCHEMA:
        faults.add("docket.schema", f"expected {SCHEMA}, the version of the format; this is another one")
    for name in ("id", "title"):
        if not getattr(head, name).strip() or (name == "id" and not head.id.isprintable()):
            faults.add(f"docket.{name}", "expected one line of text")
    return head


def _rows(tables: Mapping[str, Any], faults: Faults) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """Return the rows of each table by id, which is unique in the whole file; and what was given, by its path."""
    all_given: dict[str, Any] = {}
    rows: dict[str, dict[str, Any]] = {name: {} for name in TABLES}
    places: dict[str, str] = {}
    for name, found in tables.items():
        if name not in TABLES:
            faults.add(name, f"unknown table; known: docket, {', '.join(TABLES)}")
            continue
        if not isinstance(found, list):
            faults.add(name, f"expected [[{name}]], got a single table")
            continue
        for number, table in enumerate(found):
            given = table.get("id") if isinstance(table, dict) else None
            path = f"{name}[{given if isinstance(given, str) and given else number}]"
            if isinstance(given, str) and given:
                if given in places:
                    faults.add(path, f"the id {given!r} is already that of {places[given]}")
                places.setdefault(given, path)
            if isinstance(given, str) and (not given.strip() or not given.isprintable()):
                faults.add(f"{path}.id", "expected one word or line of text")
            all_given.setdefault(path, table)
            row = structure(table, TABLES[name], path, faults)
            # A row with faults keeps its place, so that references to it are not reported as faults of their own.
            rows[name].setdefault(given if isinstance(given, str) and given else str(number), row)
    return rows, all_given
