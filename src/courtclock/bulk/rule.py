"""One rule over one calendar: a function of a day, by the kernel, and by the engine where the kernel asks for it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from attrs import evolve, field
from numpy.typing import NDArray

from courtclock.almanac import Almanac
from courtclock.calendar import CourtCalendar
from courtclock.clock import Standing, compute, standings
from courtclock.dates import MAX_DAY, Date, Instant, day
from courtclock.deadline import Term
from courtclock.errors import CourtclockError, InvalidDate, NotInForce
from courtclock.kernel import ERRORS, Mark, answers, code_of
from courtclock.kernel.marks import ASSURANCES
from courtclock.period import Unit
from courtclock.regime import InForce, Regime
from courtclock.trace import Computation
from courtclock.value import frozen

EPOCH = Date(1970, 1, 1).toordinal()  # day 0 of numpy and Arrow
NO_DAY = np.iinfo(np.int32).min  # in a column of day numbers: there is none

Shape = tuple[Term, tuple[tuple[InForce, Regime, CourtCalendar], ...]]
DayNumbers = NDArray[np.int32]
Marks = NDArray[np.int8]


@frozen(eq=False)
class Rule:
    """A term without its trigger, and what it is looked up in.

    Attributes:
        term: the term; its trigger is not looked at.
        almanac: courts, calendars and law.
        known_on: use only what had been announced of closed days by then.
    """

    term: Term
    almanac: Almanac
    known_on: Date | None = None
    _asked: dict[int, tuple[int, int]] = field(factory=dict, init=False, repr=False)

    @property
    def is_table(self) -> bool:
        """Whether the answer is a function of the day alone: not for hours, nor for days of a row's own."""
        term = self.term
        return term.period.unit is not Unit.HOURS and not (term.excluded or term.closures or term.inaccessible)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """The versions of the law, each with its calendar."""
        return standings(self.term, almanac=self.almanac, known_on=self.known_on)

    @cached_property
    def shape(self) -> Shape:
        """All that decides a date: rules of one shape have the same dates, in whichever courts."""
        term = evolve(self.term, court=None, calendar=None, regime="any", appealed_from=None, law_on=None)
        return term, tuple((each.span, each.regime, each.calendar.bare) for each in self.standings)

    @cached_property
    def reach(self) -> tuple[int, int]:
        """The first and the last day number of a table worth keeping: the coverage of the calendars, and a little."""
        spans = [
            (each.calendar.first, each.calendar.last) for each in self.standings if each.calendar.closures_considered
        ]
        first = min((span[0] for span in spans), default=Date(1970, 1, 1))
        last = max((span[1] for span in spans), default=Date(2099, 12, 31))
        return first.toordinal() - EPOCH, last.toordinal() - EPOCH

    def solve(self, days: NDArray[np.integer[Any]]) -> tuple[DayNumbers, Marks]:
        """Return the last day for triggers on each of these days, and its mark.

        Days are numbers since 1970. A row without a date has `NO_DAY`; one that is marked `ASK` is for `ask`.

        Raises:
            UnknownId, InvalidTerm, NoProvision, NotInForce: what holds whatever the day.
        """
        due = np.full(days.shape, NO_DAY, dtype=np.int32)
        triggers = days.astype(np.int64) + EPOCH
        sayable = (triggers >= 1) & (triggers <= MAX_DAY)
        mark = np.where(sayable, code_of(NotInForce), code_of(InvalidDate)).astype(np.int8)
        for standing in self.standings:
            first = standing.span.first.toordinal()
            inside = sayable & (triggers >= first)
            if standing.span.last is not None:
                inside &= triggers <= standing.span.last.toordinal()
            if not inside.any():
                continue
            found = answers(self.term, standing.regime, standing.calendar, triggers[inside])
            mark[inside] = found.mark
            due[inside] = np.where(found.mark < Mark.ASK, found.due - EPOCH, NO_DAY)
        return due, mark

    def ask(self, number: int) -> tuple[int, int]:
        """Return the engine's answer for one day: its day number and its mark. It is asked once for each day."""
        if number not in self._asked:
            self._asked[number] = self._of_engine(day(number + EPOCH))
        return self._asked[number]

    def ask_from(self, trigger: Instant) -> tuple[int, int]:
        """Return the engine's answer for an instant: the number of its day, and its mark."""
        return self._of_engine(trigger)

    def _of_engine(self, trigger: Date | Instant) -> tuple[int, int]:
        try:
            answer = self.compute(trigger)
        except CourtclockError as error:
            return NO_DAY, mark_of(error)
        return answer.due_on.toordinal() - EPOCH, ASSURANCES.index(answer.assurance)

    def compute(self, trigger: Date | Instant) -> Computation:
        """Return the engine's computation for one trigger, with all its reasons."""
        return compute(evolve(self.term, trigger=trigger), almanac=self.almanac, known_on=self.known_on)


def mark_of(error: CourtclockError) -> int:
    """Return the mark of an error: that of its own kind, or of the nearest kind above it."""
    return code_of(next(kind for kind in type(error).__mro__ if kind in ERRORS))
