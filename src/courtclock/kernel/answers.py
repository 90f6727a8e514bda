"""The order of the mechanisms on arrays, and the answer over every scenario."""

from __future__ import annotations

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from courtclock.calendar import CourtCalendar
from courtclock.deadline import Term
from courtclock.errors import CourtclockError, NoProvision
from courtclock.kernel import counting, ending
from courtclock.kernel.counting import Counting
from courtclock.kernel.grid import Days, grid_of
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
    >>> days = np.arange(738_990, 738_993)  # 17 to 19 April 2024
    >>> answers(within("one week").of("2024-04-17", court="pk.shc"), regime, calendar, days).due - days
    array([7, 7, 9])
    """
    try:
        rules = regime.rules(term.question)
    except CourtclockError as error:
        return _all_fail(type(error), triggers)
    met: dict[str, int] = {}
    while True:
        known = len(met)
        counts: list[Counting] = []
        for given in scenarios(dict(met)):
            scenario = Scenario(given)
            counts.append(_count(term, regime, rules, calendar, triggers, scenario))
            met |= scenario.numbers
        if len(met) == known:
            return _together(counts)
        if np.prod(list(met.values())) > MAX_SCENARIOS:
            return Answers(triggers, np.full(triggers.shape, Mark.ASK, dtype=np.int8))


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


def _together(counts: list[Counting]) -> Answers:
    """Put the scenarios together: the first prevails, and rows on which another disagrees are disputed.

    A row is for the engine to say where a feast not yet sighted was met, or where a reading that does not prevail ends
    in an error.
    """
    main = counts[0]
    disputed = np.logical_or.reduce([c.unsure | (c.end != main.end) for c in counts])
    asked = np.logical_or.reduce([c.ask | (c.error != 0) for c in counts])
    mark = np.where(disputed, Mark.DISPUTED, Mark.SETTLED).astype(np.int8)
    mark[asked] = Mark.ASK
    failed = main.error != 0
    mark[failed] = main.error[failed]
    return Answers(main.end, mark)
