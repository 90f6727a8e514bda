"""One rule over one calendar: a function of a day, by the kernel, and by the engine where the kernel asks for it."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from attrs import evolve, field
from numpy.typing import NDArray

from courtclock.almanac import Almanac
from courtclock.clock import Governing, compute, governing
from courtclock.dates import MAX_DAY, Date, Instant, day
from courtclock.deadline import Term
from courtclock.errors import CourtclockError, InvalidDate, NotInForce
from courtclock.kernel import Mark, answers, code_of
from courtclock.kernel.effect import of_regime
from courtclock.kernel.marks import ASSURANCES, mark_of
from courtclock.period import Period, Unit
from courtclock.regime import FirstDay, InForce, Question
from courtclock.trace import Computation
from courtclock.value import frozen

EPOCH = Date(1970, 1, 1).toordinal()  # day 0 of numpy and Arrow
NO_DAY = np.iinfo(np.int32).min  # in a column of day numbers: there is none

Shape = tuple[Period, Question, FirstDay | None, tuple[tuple[int, int, object], ...]]
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
    def governing(self) -> tuple[Governing, ...]:
        """The versions of the law, each with its calendar."""
        of = self.term
        return _governing(self.almanac, self.known_on, of.court, of.calendar, of.regime, of.appealed_from, of.law_on)

    def shape(self, first: int, last: int) -> Shape:
        """Return all that decides the dates of some days: rules of one shape have the same, in whichever courts."""
        question = self.term.question
        runs: list[tuple[int, int, object]] = []
        for law in self.governing:
            begins, ends = _span(law.span)
            begins, ends = max(begins - EPOCH, first), min(ends - EPOCH, last)
            if begins > ends:
                continue
            does = of_regime(law.regime, question), law.calendar.bare
            if runs and runs[-1][1] == begins - 1 and runs[-1][2] == does:
                runs[-1] = runs[-1][0], ends, does
            else:
                runs.append((begins, ends, does))
        return self.term.period, question, self.term.first_day, tuple(runs)

    @cached_property
    def reach(self) -> tuple[int, int]:
        """The first and the last day number of a table worth keeping: the coverage of the calendars, and a little."""
        spans = [
            (each.calendar.first, each.calendar.last) for each in self.governing if each.calendar.closures_considered
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
        for law, spans in self._alike:
            inside = np.zeros(days.shape, dtype=np.bool_)
            for first, last in map(_span, spans):
                inside |= (triggers >= first) & (triggers <= last)
            inside &= sayable
            if not inside.any():
                continue
            found = answers(self.term, law.regime, law.calendar, triggers[inside])
            mark[inside] = found.mark
            due[inside] = np.where(found.mark < Mark.ASK, found.due - EPOCH, NO_DAY)
        return due, mark

    @cached_property
    def _alike(self) -> list[tuple[Governing, list[InForce]]]:
        """The versions of the law that answer this term by the same provisions, and when they were in force."""
        found: list[tuple[object, Governing, list[InForce]]] = []
        for law in self.governing:
            said = of_regime(law.regime, self.term.question), law.calendar.bare
            spans = next((spans for key, _, spans in found if key == said), None)
            if spans is None:
                found.append((said, law, [law.span]))
            else:
                spans.append(law.span)
        return [(law, spans) for _, law, spans in found]

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


@lru_cache(maxsize=4096)
def _governing(
    almanac: Almanac,
    known_on: Date | None,
    court: str | None,
    calendar: str | None,
    regime: str | None,
    appealed_from: str | None,
    law_on: Date | None,
) -> tuple[Governing, ...]:
    """Return what rules of one court have in common whatever their period."""
    term = Term(
        trigger=None,
        period="1 day",
        court=court,
        calendar=calendar,
        regime=regime,
        appealed_from=appealed_from,
        law_on=law_on,
    )
    return governing(term, almanac=almanac, known_on=known_on)


def _span(span: InForce) -> tuple[int, int]:
    """Return the first and the last day of a span, as ordinals."""
    return span.first.toordinal(), span.last.toordinal() if span.last is not None else MAX_DAY
