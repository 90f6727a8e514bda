"""The order of the mechanisms on arrays, and the answer over every scenario."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from courtclock.calendar import CourtCalendar
from courtclock.deadline import Term
from courtclock.errors import CourtclockError, NoProvision
from courtclock.kernel import counting, ending
from courtclock.kernel.counting import Counting
from courtclock.kernel.grid import Days, grid_of
from courtclock.kernel.landing import landing_of
from courtclock.kernel.marks import code_of
from courtclock.kernel.readings import Answers, over_readings
from courtclock.kernel.scenario import Forks
from courtclock.period import Direction
from courtclock.regime import AddedTo, Regime, Roll, Rules
from courtclock.value import frozen


def answers(term: Term, regime: Regime, calendar: CourtCalendar, triggers: Days) -> Answers:
    """Return what the engine answers to a term, from each of many days.

    The trigger of `term` is not looked at. Periods of hours, excluded intervals, and days of the user's own on which
    the office is closed or cannot be reached are for the engine alone.

    >>> import numpy as np
    >>> from courtclock import default_almanac, within
    >>> almanac = default_almanac()
    >>> regime, calendar = almanac.regime("pk.gca", "2024-04-17"), almanac.calendar("pk.shc")
    >>> days = np.arange(738_993, 738_996)  # 17 to 19 April 2024
    >>> answers(within("one week").of("2024-04-17", court="pk.shc"), regime, calendar, days).due - days
    array([7, 7, 7])
    """
    try:
        course = Course(term, regime, regime.rules(term.question), calendar)
    except CourtclockError as error:
        return _all_fail(type(error), triggers)
    if not course.lands:
        return over_readings(course.run, triggers)
    # Most rules count to a day, and then only look whether it is closed: all that have this in common share it.
    begun = course.begin(triggers, {}, Forks())
    due, mark = landing_of(calendar, course.rules).from_days(begun.end)
    met = np.flatnonzero((begun.met != 0) | (begun.error != 0))
    if len(met):
        others = over_readings(course.run, triggers[met])
        due[met], mark[met] = others.due, others.mark
    return Answers(due, mark)


def _all_fail(kind: type[CourtclockError], triggers: Days) -> Answers:
    return Answers(triggers, np.full(triggers.shape, code_of(kind), dtype=np.int8))


@frozen(eq=False)
class Course:
    """The course of a count: what is done to a term, and in which order.

    Attributes:
        term: what is asked.
        regime: the version of the law.
        rules: its provisions on this question.
        calendar: the open and the closed days.
    """

    term: Term
    regime: Regime
    rules: Rules
    calendar: CourtCalendar

    @property
    def lands(self) -> bool:
        """Whether all that follows the count is a look at its last day."""
        rules = self.rules
        added = rules.service is not None and rules.service.value.to is AddedTo.END
        return (
            self.calendar.closures_considered
            and not self._is_deemed
            and rules.minimum is None
            and (self.term.service is None or not added)
            and (rules.roll.value is not Roll.NONE or bool(rules.roll.rivals or rules.roll.doubt))
        )

    @property
    def _is_deemed(self) -> bool:
        return self.term.question.certain and bool(self.regime.deemed)

    def run(self, triggers: Days, given: Mapping[str, int], forks: Forks) -> Counting:
        """Count once, with one set of answers to the doubts that have readings."""
        c = self.begin(triggers, given, forks)
        if self._is_deemed:
            return c
        ending.last_day(c)
        ending.minimum(c)
        later = ending.service(c, self.term, AddedTo.END)
        if later is not c.end:
            added = later != c.end
            c.end = later
            ending.last_day(c, added)
        c.stays_in_the_calendar()
        return c

    def begin(self, triggers: Days, given: Mapping[str, int], forks: Forks) -> Counting:
        """Count up to the last day, before it is looked at whether it is closed."""
        term = self.term
        c = Counting(triggers, self.rules, grid_of(self.calendar, self.rules, forks.of_days(given)), given, forks)
        if self._is_deemed:
            ending.deem(c, term)
            c.stays_in_the_calendar()
            return c
        if term.question.certain:
            if term.first_day is not None:
                c.fails(c.everywhere(), NoProvision)
        else:
            inside = counting.first_day(c, term)
            counting.count(c, term, inside=inside)
            self._suspend(c, c.start if inside else c.start + 1)
            ending.extend(c, term)
        c.end = ending.service(c, term, AddedTo.PERIOD)
        return c

    def _suspend(self, c: Counting, day_one: Days) -> None:
        """Take out, once, what an order suspended: of the first part of a period if it ran into that, else of both."""
        term, regime = self.term, self.regime
        if not regime.suspensions and term.period.then is None:
            return
        everywhere = np.ones(c.start.shape, dtype=np.bool_)
        after = counting.suspend(c, term, regime, day_one, c.end, everywhere)
        if term.period.then is not None:
            sign = 1 if term.direction is Direction.AFTER else -1
            whole = counting.further(c, term.period.then, sign, after, everywhere)
            untouched = after == c.end
            c.end = whole
            c.stays_in_the_calendar()
            after = np.where(untouched, counting.suspend(c, term, regime, day_one, whole, untouched), whole)
        c.end = after
