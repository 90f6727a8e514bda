"""One way through the readings of the law, on many rows at once."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from courtclock.engine.doubt import Chooser, Doubt, DoubtKind

# What is found on a day, or met by a row, as bits; each doubt that has readings gets a bit of its own, from FORK on.
CLOSED = 1
UNKNOWN = 2
MOVING = 4  # it turns on a closure not yet notified
UNSURE = 8  # it turns on a rule with a single, doubtful reading
FORK = 16
TROUBLE = ~CLOSED


@define(eq=False)
class Forks:
    """The doubts that have several readings, in the order in which they were met, and how many each has."""

    numbers: dict[str, int] = field(factory=dict)

    def bit(self, what: str, number: int) -> int:
        """Return the bit of a doubt; it is given one when it is first met."""
        self.numbers[what] = max(number, self.numbers.get(what, 0))
        return FORK << list(self.numbers).index(what)

    def among(self, bits: int) -> dict[str, int]:
        """Return the doubts whose bits are set, and how many readings each has."""
        return {what: n for place, (what, n) in enumerate(self.numbers.items()) if bits & (FORK << place)}


class Scenario(Chooser):
    """Answers each doubt by its id; closures not yet notified fall as they are expected.

    `met` holds the doubts that were asked since it was last cleared.
    """

    __slots__ = ("forks", "given")

    def __init__(self, given: Mapping[str, int], forks: Forks) -> None:
        """Take the answers to the doubts about readings; the prevailing one where none is given."""
        super().__init__()
        self.given = given
        self.forks = forks

    def choose(self, doubt: Doubt) -> int:
        """Return which option holds."""
        self.met.append(doubt)
        return 0 if doubt.kind is DoubtKind.CLOSURE else self.given.get(doubt.id, 0)
