"""What becomes of a last day, for every day of a calendar: shared by all rules that end with the same look."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial

import numpy as np

from courtclock.calendar import CourtCalendar
from courtclock.engine import land
from courtclock.errors import CourtclockError
from courtclock.kernel import ending
from courtclock.kernel.counting import Counting
from courtclock.kernel.grid import Days, Sight, grid_of
from courtclock.kernel.marks import ASSURANCES, Mark, mark_of
from courtclock.kernel.readings import Answers, Marks, over_readings
from courtclock.kernel.scenario import Forks
from courtclock.regime import Rules
from courtclock.value import frozen


@frozen(eq=False)
class Landing:
    """The answer for each last day, from the day before the coverage to the day after it, which stand for the rest.

    Where too many doubts meet, the engine is asked what becomes of the day: once for all rules.
    """

    calendar: CourtCalendar
    rules: Rules
    first: int
    answers: Answers

    def from_days(self, days: Days) -> tuple[Days, Marks]:
        """Return what becomes of each of these last days."""
        place = np.clip(days - self.first, 0, len(self.answers.mark) - 1)
        mark = self.answers.mark.take(place)
        asked = place[mark == Mark.ASK]
        if len(asked):
            for at in np.unique(asked).tolist():
                self._ask(at)
            mark = self.answers.mark.take(place)
        return self.answers.due.take(place), mark

    def _ask(self, place: int) -> None:
        try:
            due, assurance = land(self.rules, self.calendar, place + self.first)
        except CourtclockError as error:
            self.answers.mark[place] = mark_of(error)
            return
        self.answers.due[place], self.answers.mark[place] = due, ASSURANCES.index(assurance)


def landing_of(calendar: CourtCalendar, rules: Rules) -> Landing:
    """Return what becomes of a last day under these rules."""
    return _landing(calendar.bare, Sight(rules, {}, rules.roll))


@lru_cache(maxsize=64)
def _landing(calendar: CourtCalendar, sight: Sight) -> Landing:
    first, last = calendar.first.toordinal() - 1, calendar.last.toordinal() + 1
    found = over_readings(partial(_look, calendar, sight.rules), np.arange(first, last + 1))
    return Landing(calendar, sight.rules, first, found)


def _look(calendar: CourtCalendar, rules: Rules, days: Days, given: Mapping[str, int], forks: Forks) -> Counting:
    c = Counting(days, rules, grid_of(calendar, rules, forks.of_days(given)), given, forks)
    ending.last_day(c)
    return c
