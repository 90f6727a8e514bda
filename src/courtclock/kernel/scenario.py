"""One way through the readings of the law and the days not yet notified, on many rows at once."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from courtclock.engine.doubt import Chooser, Doubt, DoubtKind
from courtclock.value import frozen

# What is found on a day, or met by a row, as bits; each doubt that has options gets a bit of its own, from FORK on.
CLOSED = 1
UNKNOWN = 2
CROWDED = 4  # it turns on a doubt for which there is no bit left
UNSURE = 8  # it turns on a rule with a single, doubtful reading
FORK = 16
FORKS = ~(FORK - 1)
TROUBLE = ~CLOSED
MOST = {DoubtKind.READING: 12, DoubtKind.CLOSURE: 46}  # of 64 bits


@frozen
class Fork:
    """A doubt that has several options: readings of the law, or days on which a closure may fall."""

    kind: DoubtKind
    bit: int
    options: int
    counted: bool


@define(eq=False)
class Forks:
    """The doubts that have several options, in the order in which they were met."""

    known: dict[str, Fork] = field(factory=dict)

    def bit(self, what: str, kind: DoubtKind, options: int, *, counted: bool = False) -> int:
        """Return the bit of a doubt; it is given one when it is first met, and no two have the same.

        `counted` says that it is one of a count, and not of a calendar: no day of it turns on it.
        """
        fork = self.known.get(what)
        if fork is None:
            if sum(each.kind is kind for each in self.known.values()) == MOST[kind]:
                return CROWDED
            fork = self.known[what] = Fork(kind, FORK << len(self.known), options, counted)
        return fork.bit

    def among(self, bits: int) -> dict[str, Fork]:
        """Return the doubts whose bits are set."""
        return {what: fork for what, fork in self.known.items() if bits & fork.bit}

    def of_days(self, given: Mapping[str, int]) -> dict[str, int]:
        """Return those of some answers on which the days of a calendar may turn."""
        return {what: n for what, n in given.items() if not (what in self.known and self.known[what].counted)}


class Scenario(Chooser):
    """Answers each doubt by its id: as given, else as the law prevails and as closures are expected.

    `met` holds the doubts that were asked since it was last cleared.
    """

    __slots__ = ("forks", "given")

    def __init__(self, given: Mapping[str, int], forks: Forks) -> None:
        """Take the answers that are given."""
        super().__init__()
        self.given = given
        self.forks = forks

    def choose(self, doubt: Doubt) -> int:
        """Return which option holds."""
        self.met.append(doubt)
        return self.given.get(doubt.id, 0)
