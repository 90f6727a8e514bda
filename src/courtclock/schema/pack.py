"""The files of a law pack: courts, calendars with their closures, periods."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any, TypeVar

from attrs import evolve, field

from courtclock.calendar import Closure, ClosureKind, CourtCalendar, Gap, Registry, Standing, Vacation, Weekly
from courtclock.citation import Citation
from courtclock.court import Court
from courtclock.dates import WEEKDAYS, Date
from courtclock.errors import CourtclockError, DataFault, InvalidValue
from courtclock.regime import PeriodRule, Template
from courtclock.schema.strict import Faults, read_toml, structure
from courtclock.value import frozen

T = TypeVar("T")

_ID = re.compile(r'^id = "([^"]+)"$', re.MULTILINE)
COLUMNS = ("on", "name", "kind", "status", "announced", "withdrawn", "source")


@frozen(kw_only=True, eq=False, repr=False)
class _Weekly:
    closed: list[str]
    source: Citation
    doubtful: list[str] = field(factory=list)
    first: Date | None = None
    last: Date | None = None
    announced: Date | None = None


@frozen(kw_only=True, eq=False, repr=False)
class _Vacation:
    name: str
    first: Date
    last: Date
    source: Citation
    registry: Registry = Registry.NOT_STATED
    announced: Date | None = None


@frozen(kw_only=True, eq=False, repr=False)
class _Span:
    first: Date
    last: Date


@frozen(kw_only=True, eq=False, repr=False)
class _Calendar:
    id: str
    title: str
    zone: str
    covers: _Span
    edition: str
    checked: Date
    closures: list[str]
    weekly: list[_Weekly]
    vacation: list[_Vacation] = field(factory=list)
    unknown: list[Gap] = field(factory=list)
    note: str = ""


def _rows(data: bytes, file: str, table: str, faults: Faults) -> list[tuple[str, dict[str, Any]]]:
    """Return the rows of the one kind of table that a data file of a pack holds, each with its path."""
    system = file.partition("/")[0]
    tables = read_toml(data, file, DataFault)
    for extra in sorted(tables.keys() - {table}):
        faults.add(extra, f"unknown table; a file of this kind holds [[{table}]]")
    rows = tables.get(table, [])
    if not isinstance(rows, list):
        faults.add(table, f"expected [[{table}]], got a single table")
        return []
    found: dict[str, dict[str, Any]] = {}
    for number, row in enumerate(rows):
        path = f"{table}[{row.get('id', number)}]"
        if path in found:
            faults.add(path, "a second row with this id")
        if not str(row.get("id", f"{system}.")).startswith(f"{system}."):
            faults.add(path, f"expected an id that begins with {system + '.'!r}, that of the pack")
        found[path] = row
    return list(found.items())


class OneByOne(Mapping[str, T]):
    """The tables of a data file by id, each read when it is first asked for.

    For files that have been read whole and are without faults: those of the built-in packs, which the tests read.
    """

    def __init__(self, data: bytes, file: str, table: str, kind: type[T]) -> None:
        """Part a file at the heads of its tables; of each, no more than the id is looked at."""
        head = f"[[{table}]]\n"
        _, *bodies = re.split(rf"^\[\[{table}\]\]\n", data.decode().replace("\r\n", "\n"), flags=re.MULTILINE)
        ids = [found[1] for found in map(_ID.search, bodies) if found is not None]
        self._texts = dict(zip(ids, ((head + body).encode() for body in bodies), strict=True))
        self._file = file
        self._table = table
        self._kind = kind
        self._read: dict[str, T] = {}

    def __getitem__(self, given: str) -> T:
        if given not in self._read:
            faults = Faults()
            ((path, row),) = _rows(self._texts[given], self._file, self._table, faults)
            value = structure(_in_fields(row), self._kind, path, faults)
            faults.check(self._file, DataFault)
            assert value is not None  # noqa: S101 - else there was a fault
            self._read[given] = value
        return self._read[given]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, given: object) -> bool:
        return given in self._texts


def courts(data: bytes, file: str) -> dict[str, Court]:
    """Read courts.toml.

    Raises:
        DataFault: with all faults of the file.
    """
    faults = Faults()
    rows = _rows(data, file, "court", faults)
    found = [structure(_in_fields(row), Court, path, faults) for path, row in rows]
    faults.check(file, DataFault)
    return {court.id: court for court in found if court}


def periods(data: bytes, file: str) -> dict[str, PeriodRule]:
    """Read periods.toml.

    Raises:
        DataFault: with all faults of the file.
    """
    faults = Faults()
    rules: dict[str, PeriodRule] = {}
    for path, row in _rows(data, file, "period", faults):
        rule = structure(_in_fields(row), PeriodRule, path, faults)
        if rule is None:
            continue
        examples = tuple(evolve(example, within=str(rule.within)) for example in rule.examples)
        rules[rule.id] = evolve(rule, examples=examples)
    faults.check(file, DataFault)
    return rules


def templates(data: bytes, file: str, known: Container[str]) -> dict[str, Template]:
    """Read templates.toml, whose steps are periods of the same pack.

    Raises:
        DataFault: with all faults of the file.
    """
    faults = Faults()
    found: dict[str, Template] = {}
    for path, row in _rows(data, file, "template", faults):
        template = structure(_in_fields(row), Template, path, faults)
        if template is None:
            continue
        for step in template.steps:
            if step.rule not in known:
                faults.add(path, f"unknown period {step.rule!r}")
        found[template.id] = template
    faults.check(file, DataFault)
    return found


# The keys of the files are words; some are not names in Python, or not in the plural.
_FIELDS = {"from": "start", "example": "examples", "cut_off": "cut_offs", "step": "steps"}


def _in_fields(row: dict[str, Any]) -> dict[str, Any]:
    return {_FIELDS.get(key, key): value for key, value in row.items()}


def closures(data: bytes, file: str) -> tuple[Closure, ...]:
    r"""Read closures from CSV, in the columns of a pack's own files.

    Raises:
        DataFault: with all faults of the file, each with its line.

    >>> data = b"on,name,kind,status,announced,withdrawn,source\n2026-01-05,Strike,own,notified,,,\n"
    >>> closures(data, "my.csv")[0].name
    'Strike'
    """
    faults = Faults()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DataFault(file, ["not a text file (UTF-8 was expected)"]) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise DataFault(file, [f"not CSV: {error}"]) from None
    header = lines[0][1] if lines else []
    if tuple(header) != COLUMNS:
        raise DataFault(file, [f"line 1: expected the columns {','.join(COLUMNS)}, got {','.join(header)[:80]!r}"])
    kinds, standings = {kind.value: kind for kind in ClosureKind}, {one.value: one for one in Standing}
    found: list[Closure] = []
    for number, cells in lines[1:]:
        if not cells:
            continue
        if len(cells) != len(COLUMNS):
            faults.add(f"line {number}", f"expected {len(COLUMNS)} cells, got {len(cells)}")
            continue
        on, name, kind, status, announced, withdrawn, source = cells
        try:
            found.append(
                Closure(
                    on=on,
                    name=name,
                    kind=_kind(kind or "own", kinds),
                    status=_kind(status or "notified", standings),
                    announced=announced or None,
                    withdrawn=withdrawn or None,
                    source=source,
                )
            )
        except CourtclockError as error:
            faults.add(f"line {number}", str(error))
    faults.check(file, DataFault)
    return tuple(found)


def _kind(value: str, kinds: Mapping[str, T]) -> T:
    try:
        return kinds[value]
    except KeyError:
        raise InvalidValue(f"expected one of {', '.join(kinds)}, got {value!r}") from None


def _raw_calendars(data: bytes, file: str) -> Mapping[str, _Calendar]:
    faults = Faults()
    rows = [structure(row, _Calendar, path, faults) for path, row in _rows(data, file, "calendar", faults)]
    faults.check(file, DataFault)
    return {row.id: row for row in rows if row}


class Calendars(Mapping[str, CourtCalendar]):
    """The calendars of a pack; each is built, with the files of closures that it names, when it is first asked for."""

    def __init__(self, data: bytes, file: str, open_file: Callable[[str], bytes], *, proved: bool = False) -> None:
        """Read calendars.toml; where it is `proved` to be without faults, one calendar at a time.

        Raises:
            DataFault: with all faults of the file.
        """
        self._raw = OneByOne(data, file, "calendar", _Calendar) if proved else _raw_calendars(data, file)
        self._file = file
        self._open = open_file
        self._built: dict[str, CourtCalendar] = {}
        self._closures: dict[str, tuple[Closure, ...]] = {}

    def __getitem__(self, given: str) -> CourtCalendar:
        if given not in self._built:
            self._built[given] = self._build(self._raw[given])
        return self._built[given]

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)

    def __contains__(self, given: object) -> bool:
        return given in self._raw

    def _build(self, raw: _Calendar) -> CourtCalendar:
        """Return one calendar.

        Raises:
            DataFault: a file of closures is missing or has faults, or the parts do not fit.
        """
        try:
            for name in raw.closures:
                if name not in self._closures:
                    self._closures[name] = closures(self._open(name), name)
            return _calendar(raw, tuple(c for name in raw.closures for c in self._closures[name]))
        except OSError as error:
            raise DataFault(self._file, [f"calendar[{raw.id}].closures: {error.strerror or error}"]) from None
        except DataFault:
            raise
        except CourtclockError as error:
            raise DataFault(self._file, [f"calendar[{raw.id}]: {error}"]) from None


def _calendar(raw: _Calendar, rows: tuple[Closure, ...]) -> CourtCalendar:
    return CourtCalendar(
        id=raw.id,
        title=raw.title,
        zone=raw.zone,
        first=raw.covers.first,
        last=raw.covers.last,
        weekly=tuple(
            Weekly(
                closed=_weekdays(w.closed),
                doubtful=_weekdays(w.doubtful),
                first=w.first or raw.covers.first,
                last=w.last or raw.covers.last,
                source=w.source,
                announced=w.announced,
            )
            for w in raw.weekly
        ),
        closures=rows,
        vacations=tuple(Vacation(v.name, v.first, v.last, v.source, v.registry, v.announced) for v in raw.vacation),
        gaps=tuple(raw.unknown),
        edition=raw.edition,
        checked=raw.checked,
        note=raw.note,
    )


def _weekdays(names: list[str]) -> frozenset[int]:
    known = [name.lower() for name in WEEKDAYS]
    for name in names:
        if name not in known:
            raise InvalidValue(f"expected a day of the week such as 'sunday', got {name!r}")
    return frozenset(known.index(name) for name in names)
