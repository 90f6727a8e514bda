"""Where each thing is drawn: the timeline as plain numbers, before any markup.

Places along the line are percentages of its width, so that one drawing fits a telephone, a desk and a sheet of paper
and its letters keep their size. A long docket is drawn in several parts, each with a scale of its own, none longer
than a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from courtclock.dates import MONTHS, Date, day, medium, span
from courtclock.docket import State
from courtclock.report.text import cut
from courtclock.report.values import Facts, Row
from courtclock.value import frozen

ROWS = 28  # in one part: what stands on an A4 page
HEIGHT = 38  # of a row
HEAD = 34  # of the scale above the rows
MARGIN = 3  # per cent at each side: with that of the page, half of a label
LABEL = 46  # columns; what a telephone shows of a line
LABELS = 6  # on the scale, of those that every width has room for
MORE_LABELS = 12  # on the scale, where there is room
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_ENDED = {State.COMPLIED, State.COMPLIED_LATE, State.SUPERSEDED, State.RECALLED, State.OVERTAKEN, State.HEARD}


class Shape(Enum):
    """What is drawn."""

    BAR = "bar"  # the time of a window
    SPAN = "span"  # the time of a deadline
    EXTENSION = "extension"
    RANGE = "range"  # from the earliest to the latest answer
    STANDING = "standing"  # a bar that has no end
    LAST_DAY = "last-day"
    NOT_BEFORE = "not-before"
    HEARING = "hearing"
    EITHER = "either"  # a hearing on one of several days
    EVENT = "event"
    ORDER = "order"
    UNKNOWN = "unknown"


# Long shapes lie under marks, and marks of what happened under the mark of the last day.
_LONG = {Shape.BAR, Shape.SPAN, Shape.EXTENSION, Shape.RANGE, Shape.STANDING}


@frozen
class Mark:
    """One shape: where it begins, how far it goes (both per cent), and what it is in words."""

    shape: Shape
    x: str
    width: str
    title: str


@frozen
class Line:
    """One row of the drawing; `number` is that of the entry, none where the row is not one."""

    y: int
    number: int | None
    label: str
    title: str
    note: str
    marks: tuple[Mark, ...]
    ended: bool = False

    @property
    def middle(self) -> int:
        """The height at which its marks stand."""
        return self.y + 26


@frozen
class Tick:
    """A line of the scale; `wide` where its label needs room."""

    x: str
    label: str
    wide: bool


@frozen
class Place:
    """Which part of how many."""

    number: int
    of: int


@frozen
class Timeline:
    """One part of the drawing."""

    place: Place
    first: Date
    last: Date
    height: int
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    today: str
    today_at_end: bool

    @property
    def span(self) -> str:
        """The days that it shows, in words."""
        return span(self.first, self.last)


@frozen
class _Scale:
    first: int
    last: int

    def at(self, on: float) -> str:
        """Return the place of a day, whose number may have a fraction."""
        return f"{self._place(on):.2f}%"

    def between(self, first: float, last: float) -> str:
        return f"{max(self._place(last) - self._place(first), 0.3):.2f}%"

    def _place(self, on: float) -> float:
        return MARGIN + (on - self.first) / (self.last + 1 - self.first) * (100 - 2 * MARGIN)

    def mark(self, shape: Shape, first: Date, last: Date, title: str) -> Mark:
        if shape in _LONG:
            begins, ends = first.toordinal(), last.toordinal() + 1
            return Mark(shape, self.at(begins), self.between(begins, ends), title)
        return Mark(shape, self.at(first.toordinal() + 0.5), "0%", title)


def timelines(facts: Facts) -> list[Timeline]:
    """Return the drawing of a docket, in as many parts as it needs; none where nothing has a day."""
    rows = [row for row in facts.rows if _reach(row)]
    other = [on for one in facts.other for on in one.days]
    count = -(-(len(rows) + bool(other)) // ROWS)
    size = -(-len(rows) // max(count, 1)) or 1
    parts = [rows[n : n + size] for n in range(0, len(rows), size)]
    # What belongs to no entry stands below the entries; below a part of a long docket it would stretch its scale.
    if other and len(parts) != 1:
        parts.append([])
    made = []
    for n, part in enumerate(parts, 1):
        days = [on for row in part for on in _reach(row)]
        last = n == len(parts)
        days += other if last else []
        # A part of long ago is not stretched to reach today.
        days += [facts.on] if len(parts) == 1 else []
        scale = _Scale(min(days).toordinal(), max(days).toordinal())
        made.append(_part(facts, part, scale, Place(n, len(parts))))
    return made


def signs(parts: list[Timeline]) -> set[str]:
    """Return the signs that a drawing uses, and ``today`` where its line is in it: what has to be explained."""
    used = {mark.shape.value for part in parts for line in part.lines for mark in line.marks}
    return used | {"today" for part in parts if part.today}


def _part(facts: Facts, rows: list[Row], scale: _Scale, place: Place) -> Timeline:
    lines = [_line(row, scale, HEAD + n * HEIGHT) for n, row in enumerate(rows)]
    if place.number == place.of and facts.other:
        marks = [
            scale.mark(
                Shape.ORDER if one.kind == "Order" else Shape.EVENT, on, on, f"{one.when}: {one.kind}, {one.text}"
            )
            for one in facts.other
            for on in one.days
        ]
        y = HEAD + len(lines) * HEIGHT
        title = "Orders, and events that belong to no entry; they stand in the table of what happened"
        lines.append(Line(y, None, "Orders and other events", title, "", tuple(marks)))
    within = scale.first <= facts.on.toordinal() <= scale.last
    return Timeline(
        place=place,
        first=day(scale.first),
        last=day(scale.last),
        height=HEAD + len(lines) * HEIGHT + 6,
        lines=tuple(lines),
        ticks=tuple(_ticks(scale)),
        today=scale.at(facts.on.toordinal() + 0.5) if within else "",
        today_at_end=facts.on.toordinal() - scale.first > (scale.last - scale.first) / 2,
    )


def _reach(row: Row) -> list[Date]:
    """Return the days that a row needs room for."""
    trigger = _trigger(row)
    days = [*row.days, *(row.range or ()), *(on for one in row.happenings for on in one.days)]
    days += [on for on in (row.opens, row.replaced, trigger) if on is not None]
    return days


def _trigger(row: Row) -> Date | None:
    """Return the day on which what could not be computed is drawn."""
    return row.opens if row.error and not row.days else None


def _line(row: Row, scale: _Scale, y: int) -> Line:
    days = " or ".join(medium(on) for on in row.days) or (row.word if row.word == "standing duty" else "no day")
    return Line(
        y=y,
        number=row.number,
        label=cut(row.what, LABEL - len(f"{row.number}. ")),
        title=f"{row.number}. {row.what}: {row.word}, {days}; {row.state.value}",
        note=f"{days}, {row.state.value}",
        marks=tuple(_marks(row, scale)),
        ended=row.state in _ENDED,
    )


def _marks(row: Row, scale: _Scale) -> Iterator[Mark]:
    if row.opens is not None and row.word == "standing duty":
        yield scale.mark(Shape.STANDING, row.opens, day(scale.last), f"A standing duty since {medium(row.opens)}")
    elif row.opens is not None and row.days:
        shape = Shape.BAR if row.kind == "window" else Shape.SPAN
        ends = row.replaced if row.further is not None and row.replaced is not None else row.days[0]
        first, last = sorted((row.opens, ends))
        yield scale.mark(shape, first, last, f"Time runs: {span(first, last)}")
    if row.further is not None:
        yield scale.mark(Shape.EXTENSION, *row.further, f"Extended to {medium(row.further[1])}")
    if row.range is not None:
        yield scale.mark(Shape.RANGE, *row.range, f"{row.range_words}")
    for one in row.happenings:
        for on in one.days:
            yield scale.mark(Shape.EVENT, on, on, f"{one.when}: {one.kind}. {one.text}".strip())
    yield from _ends(row, scale)


def _ends(row: Row, scale: _Scale) -> Iterator[Mark]:
    if row.kind == "hearing":
        shape = Shape.HEARING if len(row.days) == 1 else Shape.EITHER
    else:
        shape = Shape.NOT_BEFORE if row.word == "not before" else Shape.LAST_DAY
    for on in row.days:
        yield scale.mark(shape, on, on, f"{row.word.capitalize()}: {medium(on)}")
    trigger = _trigger(row)
    if trigger is not None:
        yield scale.mark(Shape.UNKNOWN, trigger, trigger, f"Not computed; time begins on {medium(trigger)}")


def _ticks(scale: _Scale) -> Iterator[Tick]:
    """Return the lines of the scale: days or weeks over a short span, else months or more."""
    found = _steps(scale)
    # Where room is short, every second label is left out, or every third.
    every = -(-len(found) // LABELS)
    with_day = any(on.day != 1 for on in found)
    for n, on in enumerate(found):
        month = MONTHS[on.month - 1][:3]
        label = f"{on.day} {month}" if with_day else f"{month} {on.year}"
        yield Tick(scale.at(on.toordinal()), label, bool(n % every))


def _steps(scale: _Scale) -> list[Date]:
    """Return the days that carry a line, at the finest step that gives no more than there is room for."""
    length = scale.last - scale.first + 1
    for step in _DAYS:
        if length / step <= MORE_LABELS:
            # Weeks begin on Monday, as day 1 of the calendar was.
            start = scale.first + (1 - scale.first) % step
            return [day(n) for n in range(start, scale.last + 1, step)]
    return next((found for months in _MONTHS if len(found := list(_firsts(scale, months))) <= MORE_LABELS), [])


def _firsts(scale: _Scale, months: int) -> Iterable[Date]:
    begin = day(scale.first)
    number = begin.year * 12 + begin.month - 1
    number += -number % months if begin.day == 1 or number % months else months
    while number < 9999 * 12 and (on := Date(number // 12, number % 12 + 1, 1)).toordinal() <= scale.last:
        yield on
        number += months
