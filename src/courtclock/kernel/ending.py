"""From the unadjusted end to the answer, for arrays of days: the engine's `ending`."""

from __future__ import annotations

import numpy as np

from courtclock.deadline import Term
from courtclock.errors import InvalidTerm, NoProvision
from courtclock.kernel.counting import Counting
from courtclock.kernel.grid import Days, Flags
from courtclock.kernel.scenario import CLOSED
from courtclock.period import Direction, Unit
from courtclock.regime import AddedTo, Roll, RunsFrom


def last_day(c: Counting, where: Flags | None = None) -> None:
    """Move the last days that are closed, as the regime says."""
    rule = c.rules.roll
    in_doubt = bool(rule.rivals or rule.doubt)
    if (rule.value is Roll.NONE and not in_doubt) or not c.grid.bounded:
        return
    if in_doubt:
        found = c.grid.look(c.end)
        c.note(found, where)
        shut = found & CLOSED != 0
        rule = c.pick("whether a last day that is closed moves", rule, shut if where is None else shut & where)
    if rule.value is Roll.NONE:
        return
    to, passed = c.grid.rolled(c.end, 1 if rule.value is Roll.FORWARD else -1)
    c.note(passed, where)
    c.end = to if where is None else np.where(where, to, c.end)


def extend(c: Counting, term: Term) -> None:
    """Add the days that the rules give for every period."""
    if c.rules.extra is None:
        return
    rule = c.pick("whether days are added for every period", c.rules.extra)
    then = term.period.then
    if then is None or (then.n, then.unit) != (rule.value.n, Unit.DAYS):
        c.end = c.end + rule.value.n


def minimum(c: Counting) -> None:
    """Lengthen periods that hold too few open days."""
    if c.rules.minimum is None:
        return
    rule = c.pick("whether so many open days have to lie inside the period", c.rules.minimum)
    # Inside is what lies after the trigger; a count back holds nothing, and is lengthened from its end.
    enough = c.open_days(np.minimum(c.start, c.end), rule.value)
    c.end = np.maximum(c.end, enough)


def service(c: Counting, term: Term, where: AddedTo) -> Days:
    """Return the ends with the days that a method of service gives, where they are added: to the period or its end."""
    if term.service is None:
        return c.end
    if term.direction is Direction.BEFORE or c.rules.service is None:
        c.fails(c.everywhere(), NoProvision)
        return c.end
    rule = c.pick("what is added for a method of service", c.rules.service)
    if rule.value.to is not where or term.question.runs_from is not RunsFrom.SERVICE or rule.value.n == 0:
        return c.end
    if rule.value.unit is Unit.COURT_DAYS:
        return c.open_days(c.end, rule.value.n)
    return c.end + rule.value.n


def deem(c: Counting, term: Term) -> None:
    """Go to the day on which a paper is taken to have been served."""
    rule = c.rules.deemed
    if rule is None:
        c.fails(c.everywhere(), InvalidTerm if term.service is None else NoProvision)
        return
    rule = c.pick("when a paper is deemed to be served", rule)
    if rule.value.cut_off is not None:  # a day has no hour
        c.fails(c.everywhere(), InvalidTerm)
        return
    if rule.value.unit is Unit.COURT_DAYS:
        c.end = c.open_days(c.start, rule.value.n)
        return
    c.end = c.start + rule.value.n
    if rule.value.moves and c.grid.bounded:
        c.end, passed = c.grid.rolled(c.end, 1)
        c.note(passed)
