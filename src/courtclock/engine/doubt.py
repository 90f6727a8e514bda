"""Doubt: where the law is read in two ways, or a feast has not been sighted, one count becomes several.

The count itself knows nothing of this. It asks a `Chooser` for each choice that it meets; the chooser answers from a
list of answers made beforehand, and with the first option beyond its end. Running the count once for every path
through the options gives every answer that the doubt allows, and nothing is computed by a second method.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import define

from courtclock.errors import TooMuchDoubt
from courtclock.trace import Step
from courtclock.value import frozen
from courtclock.word import Word

MAX_PATHS = 2_000


class DoubtKind(Word):
    """Whether the law is in doubt, or a fact of the calendar."""

    READING = "reading"
    CLOSURE = "closure"


@frozen
class Option:
    """One way in which a doubt may be resolved."""

    text: str
    cite: str = ""


@frozen
class Doubt:
    """A choice that was met; the first option prevails."""

    id: str
    kind: DoubtKind
    text: str
    options: tuple[Option, ...]


class Chooser:
    """Answers the choices of one count, and remembers which were met."""

    __slots__ = ("_answers", "_known", "met")

    def __init__(self, answers: tuple[int, ...] = ()) -> None:
        """Take the answers to the first choices, in the order in which they will be met."""
        self._answers = answers
        self._known: dict[str, int] = {}
        self.met: list[Doubt] = []

    def choose(self, doubt: Doubt) -> int:
        """Return which option holds; the same one each time the same doubt is met in a count."""
        if doubt.id not in self._known:
            place = len(self.met)
            self._known[doubt.id] = self._answers[place] if place < len(self._answers) else 0
            self.met.append(doubt)
        return self._known[doubt.id]


@define
class Path:
    """One way through the doubts, and the steps to which it leads.

    Every count makes one, and it does not leave the engine; a frozen one would take three times as long to make.
    """

    steps: tuple[Step, ...]
    met: tuple[Doubt, ...]
    answers: tuple[int, ...]

    def takes(self, kind: DoubtKind) -> tuple[int, ...]:
        """Return the options taken at the doubts of one kind, other doubts left out."""
        return tuple(a for a, doubt in zip(self.answers, self.met, strict=True) if doubt.kind is kind)


def paths(count: Callable[[Chooser], list[Step]]) -> list[Path]:
    """Run a count along every path through its doubts; the prevailing one comes first.

    Raises:
        TooMuchDoubt: there are more than `MAX_PATHS`.
    """
    found: list[Path] = []
    waiting: list[tuple[int, ...]] = [()]
    for fixed in waiting:  # which grows meanwhile
        if len(found) == MAX_PATHS:
            raise TooMuchDoubt(
                f"more than {MAX_PATHS} combinations of days not yet notified and of readings; ask for a shorter period"
            )
        chooser = Chooser(fixed)
        steps = tuple(count(chooser))
        met = tuple(chooser.met)
        if not found and not met:
            return [Path(steps, (), ())]
        answers = fixed + (0,) * (len(met) - len(fixed))
        found.append(Path(steps, met, answers))
        for place in range(len(fixed), len(met)):
            waiting += [(*answers[:place], other) for other in range(1, len(met[place].options))]
    return found
