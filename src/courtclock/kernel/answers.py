"""The order of the mechanisms on arrays, and the answer over every scenario."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from courtclock.calendar import CourtCalendar
from courtclock.deadline import Term
from courtclock.errors import CourtclockError, NoProvision
from courtclock.kernel import counting, ending
from courtclock.kernel.counting import Counting
from courtclock.kernel.grid import FORKED, MOVING, UNSURE, Days, grid_of
from courtclock.kernel.marks import Mark, code_of
from courtclock.kernel.scenario import MAX_SCENARIOS, Scenario, scenarios
from courtclock.period import Direction
from courtclock.regime import AddedTo, Regime, Rules


@frozen(eq=False)
class Answers:
    """The last days of many rows, and the mark of each.

    Attributes:
        due: ordinals; without meaning where the mark is of an error or says `ASK`.
        mark: a `Mark`, or the code of an error.
    """

    due: Days
    mark: NDArray[np.int8]


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
        rules = regime.rules(term.question)
    except CourtclockError as error:
        return _all_fail(type(error), triggers)
    scenario = Scenario({})
    main = _count(term, regime, rules, calendar, triggers, scenario)
    mark = np.where(main.met & UNSURE, Mark.DISPUTED, Mark.SETTLED).astype(np.int8)
    mark[main.met & MOVING != 0] = Mark.ASK
    forked = np.flatnonzero((main.met & FORKED != 0) & (main.error == 0) & (mark != Mark.ASK))
    if len(forked):
        mark[forked] = _compared(term, regime, rules, calendar, triggers[forked], scenario.numbers)
    mark = np.where(main.error, main.error, mark)
    return Answers(main.end, mark)


def _compared(
    term: Term, regime: Regime, rules: Rules, calendar: CourtCalendar, triggers: Days, numbers: Mapping[str, int]
) -> NDArray[np.int8]:
    """Return the marks of rows on which the law has several readings: disputed, where these end on different days.

    A row is for the engine to say where a reading meets a feast not yet sighted, or ends in an error.
    """
    met = dict(numbers)
    while True:
        known = len(met)
        if prod(met.values()) > MAX_SCENARIOS:
            return np.full(triggers.shape, Mark.ASK, dtype=np.int8)
        counts: list[Counting] = []
        for given in scenarios(dict(met)):
            scenario = Scenario(given)
            counts.append(_count(term, regime, rules, calendar, triggers, scenario))
            met |= scenario.numbers
        if len(met) == known:
            break
    disputed = np.logical_or.reduce([(c.met & UNSURE != 0) | (c.end != counts[0].end) for c in counts])
    asked = np.logical_or.reduce([(c.met & MOVING != 0) | (c.error != 0) for c in counts])
    return np.where(asked, Mark.ASK, np.where(disputed, Mark.DISPUTED, Mark.SETTLED)).astype(np.int8)


def _all_fail(kind: type[CourtclockError], triggers: Days) -> Answers:
    return Answers(triggers, np.full(triggers.shape, code_of(kind), dtype=np.int8))


def _count(
    term: Term, regime: Regime, rules: Rules, calendar: CourtCalendar, triggers: Days, scenario: Scenario
) -> Counting:
    """Count once, in one scenario."""
    c = Counting(triggers, rules, grid_of(calendar, rules, scenario), scenario)
    if term.question.certain and regime.deemed:
        ending.deem(c, term)
        c.stays_in_the_calendar()
        return c
    if term.question.certain:
        if term.first_day is not None:
            c.fails(c.everywhere(), NoProvision)
    else:
        inside = counting.first_day(c, term)
        counting.count(c, term, inside=inside)
        _suspended(c, term, regime, c.start if inside else c.start + 1)
        ending.extend(c, term)
    c.end = ending.service(c, term, AddedTo.PERIOD)
    ending.last_day(c, c.everywhere())
    ending.minimum(c)
    later = ending.service(c, term, AddedTo.END)
    added = later != c.end
    c.end = later
    ending.last_day(c, added)
    c.stays_in_the_calendar()
    return c


def _suspended(c: Counting, term: Term, regime: Regime, day_one: Days) -> None:
    """Take out what an order suspended, once: of the first part of a period where it ran into that, else of both."""
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
