"""What was found: tables of text, and bars that were met or not."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10

from attrs import define, field, frozen

from benchmarks.bulk.timing import Ratio


@frozen
class Bar:
    """A limit and what was measured; a ratio that was not met says both of its values."""

    what: str
    found: float
    limit: float
    least: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool:
        return self.found >= self.limit if self.at_least else self.found <= self.limit

    def cells(self) -> tuple[str, ...]:
        by_least = "" if self.least is None else short(self.least)
        sign = ">=" if self.at_least else "<="
        return self.what, short(self.found), by_least, f"{sign} {short(self.limit)}", "met" if self.met else "MISSED"


def bar(what: str, found: Ratio, limit: float) -> Bar:
    return Bar(what, found.median, limit, found.least)


@define
class Section:
    """One table.

    Attributes:
        title: its heading.
        text: what was measured, in sentences.
        head: the columns; all but the first hold numbers.
        rows: the cells.
    """

    title: str
    text: str
    head: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(factory=list)
    bars: list[Bar] = field(factory=list)


def short(number: float) -> str:
    """Return a number with three digits that mean something."""
    digits = 2 - floor(log10(abs(number))) if number and number != int(number) else 0
    return f"{number:,.{max(digits, 0)}f}"


def nanoseconds(seconds: float) -> str:
    return short(seconds * 1e9)


def plain(head: Sequence[str], rows: Sequence[Sequence[str]], width: int = 80) -> str:
    """Return a table as text of at most so many columns: the first column gives way."""
    others = [max(len(row[n]) for row in (head, *rows)) for n in range(1, len(head))]
    first = min(max(len(row[0]) for row in (head, *rows)), width - sum(others) - 2 * len(others))
    lines = []
    for row in (head, *rows):
        cells = [row[0][:first].ljust(first), *(cell.rjust(size) for cell, size in zip(row[1:], others, strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return the same as a table of a page."""
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))
