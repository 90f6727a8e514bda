"""One way through the readings of the law, and the enumeration of all ways.

The engine runs a count once for every path through the readings that it meets. Here the count runs once for every
*combination* of readings, on all days together: a reading that a day does not meet makes no difference to it, so the
combinations hold every path of every day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from courtclock.engine.doubt import Chooser, Doubt, DoubtKind

MAX_SCENARIOS = 256


class Scenario(Chooser):
    """Answers each doubt by its id; closures not yet notified fall as they are expected.

    `met` holds what was asked since it was last cleared, `numbers` how many readings each doubt has.
    """

    __slots__ = ("given", "numbers")

    def __init__(self, given: Mapping[str, int]) -> None:
        """Take the answers to the doubts about readings; the prevailing one where none is given."""
        super().__init__()
        self.given = given
        self.numbers: dict[str, int] = {}

    def choose(self, doubt: Doubt) -> int:
        """Return which option holds."""
        self.met.append(doubt)
        if doubt.kind is DoubtKind.CLOSURE:
            return 0
        return self.among(doubt.id, len(doubt.options))

    def among(self, what: str, number: int) -> int:
        """Return which of several readings holds."""
        if number > 1:
            self.numbers[what] = number
        return self.given.get(what, 0)


def scenarios(met: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """Give every combination of readings of the doubts met so far, the prevailing one first."""
    doubts = tuple(met)
    for answers in product(*(range(met[doubt]) for doubt in doubts)):
        yield dict(zip(doubts, answers, strict=True))
