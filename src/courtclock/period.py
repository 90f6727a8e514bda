"""Lengths of time as the law states them: a number and a unit, or two such parts.

Also the small closed vocabularies that say which way and to what end a period is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Self, TypeVar

from attrs import evolve, field

from courtclock.errors import InvalidPeriod
from courtclock.value import frozen
from courtclock.word import Word


class Unit(Word):
    """A unit of time. `CALENDAR_DAYS` are days that no short-period rule ever shortens."""

    HOURS = "hours"
    DAYS = "days"
    CLEAR_DAYS = "clear days"
    COURT_DAYS = "court days"
    CALENDAR_DAYS = "calendar days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"

    def __str__(self) -> str:
        return self.value


class Direction(Word):
    """Whether a period runs forward from its trigger, or back from an event such as a hearing."""

    AFTER = "after"
    BEFORE = "before"


class Bound(Word):
    """Whether the answer is the last day on which an act is in time, or the first on which it may be done."""

    LATEST = "latest"
    EARLIEST = "earliest"


P = TypeVar("P", bound="Period")

_UNITS = {unit.value.removesuffix("s") + plural: unit for unit in Unit for plural in ("", "s")} | {
    # Words of particular regimes; here they mean the days that the calendar calls open.
    "working day": Unit.COURT_DAYS,
    "working days": Unit.COURT_DAYS,
    "business day": Unit.COURT_DAYS,
    "business days": Unit.COURT_DAYS,
}
_DESIGNATORS = {"Y": Unit.YEARS, "M": Unit.MONTHS, "W": Unit.WEEKS, "D": Unit.DAYS}
_ONES = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen
""".split()  # noqa: SIM905 - twenty lines as a list
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_WORDS = {word: n for n, word in enumerate(_ONES)} | _TENS | {"a": 1, "an": 1}
_WORDS |= {f"{ten}-{one}": n + _WORDS[one] for ten, n in _TENS.items() for one in _ONES[1:10]}
_ISO = re.compile(r"P(?:(\d+)([YMWD])|T(\d+)H)", re.ASCII)
_ADDED = frozenset({Unit.DAYS, Unit.CALENDAR_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS})  # units of a period in parts
KEPT = 60  # characters of a period that is remembered
_LIMIT = {Unit.HOURS: 24 * 36_525, Unit.WEEKS: 5_200, Unit.MONTHS: 1_200, Unit.YEARS: 100}


def _number(value: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidPeriod(f"{value!r} is not a number of units: expected a whole number")
    return value


@lru_cache(maxsize=4096)
def _remembered(read: Callable[[str], P], text: str) -> P:
    return read(text)


@lru_cache(maxsize=4096)
def _in_words(n: int, unit: Unit) -> str:
    return f"1 {unit.value.removesuffix('s')}" if n == 1 else f"{n} {unit.value}"


@frozen
class Period:
    """A length of time in one unit; or in two parts, the second from the end of the first, where a rule has them.

    `0 days` asks for the trigger itself, a date certain; `0 clear days` before it, for its eve.

    Attributes:
        n, unit: how many of what.
        then: the second part, such as the further thirty days of "three months ... and a further thirty days".

    >>> str(Period.parse("one week"))
    '1 week'
    >>> str(Period.parse("P30D"))
    '30 days'
    >>> Period.parse("2 months + 10 days").then == Period.parse("10 days")
    True
    """

    n: int = field(converter=_number)
    unit: Unit
    then: Period | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what no rule or order could mean."""
        if not isinstance(self.unit, Unit):
            raise InvalidPeriod(f"{self.unit!r} is not a unit: expected one of {', '.join(map(str, Unit))}")
        limit = _LIMIT.get(self.unit, 36_525)
        if not 0 <= self.n <= limit:
            raise InvalidPeriod(f"{self.n} {self.unit} is out of range: expected 0 to {limit} (a hundred years)")
        if self.n == 0 and self.unit not in {Unit.DAYS, Unit.CLEAR_DAYS}:
            raise InvalidPeriod(f"0 {self.unit} is not a period; '0 days' asks for the trigger itself")
        if self.then is not None:
            self._check_parts(self.then)

    def _check_parts(self, then: Period) -> None:
        """Refuse two parts that no rule adds to each other."""
        if not isinstance(then, Period):
            raise InvalidPeriod(f"{then!r} is not the second part of a period: expected a Period")
        if then.then is not None:
            raise InvalidPeriod("a period has two parts at most, such as '2 months + 10 days'")
        if self.n == 0 or then.n == 0 or not {self.unit, then.unit} <= _ADDED:
            units = ", ".join(str(unit) for unit in Unit if unit in _ADDED)
            raise InvalidPeriod(f"{self.n} {self.unit} + {then}: expected two parts, each of one or more {units}")

    @classmethod
    def parse(cls, text: Any) -> Self:
        """Read a period from words, figures or ISO 8601.

        Raises:
            InvalidPeriod: the text is neither one number and one unit, nor two such parts with a plus sign between.

        >>> [str(Period.parse(t)) for t in ("7 days", "three clear days", "P1M", "PT72H", "a fortnight")]
        ['7 days', '3 clear days', '1 month', '72 hours', '2 weeks']
        """
        if isinstance(text, cls):
            return text
        if not isinstance(text, str):
            raise InvalidPeriod(f"{text!r} is not a period: expected text such as '7 days' or 'one month'")
        # The same few are read again and again; what is longer is no period, and is not worth keeping.
        return _remembered(cls._read, text) if len(text) <= KEPT else cls._read(text)

    @classmethod
    def _read(cls, text: str) -> Self:
        if match := _ISO.fullmatch(text.strip()):
            count, designator, hours = match.groups()
            if len(hours or count) > 7:  # noqa: PLR2004 - int() of megabytes of digits is not for us
                raise InvalidPeriod(f"{text[:40]!r} is out of range")
            return cls(int(hours), Unit.HOURS) if hours else cls(int(count), _DESIGNATORS[designator])
        first, plus, second = text.partition("+")
        if plus:
            return evolve(cls.parse(first), then=cls.parse(second))
        words = text.strip().lower().split()
        if words in (["fortnight"], ["a", "fortnight"], ["one", "fortnight"]):
            return cls(2, Unit.WEEKS)
        if len(words) >= 2:  # noqa: PLR2004 - a number and at least one word of unit
            n = int(words[0]) if re.fullmatch(r"[0-9]{1,7}", words[0]) else _WORDS.get(words[0])
            unit = _UNITS.get(" ".join(words[1:]))
            if n is not None and unit is not None:
                return cls(n, unit)
        raise InvalidPeriod(
            f"{text[:80]!r} is not a period: expected a number and a unit, such as '7 days', 'one week', "
            "'3 clear days', '10 court days', '2 months', '72 hours' or 'P30D'"
        )

    @property
    def first_part(self) -> str:
        """The first part alone, in words."""
        return _in_words(self.n, self.unit)

    def __str__(self) -> str:
        return self.first_part if self.then is None else f"{self.first_part} + {self.then}"
