"""The question asked backwards: from which day would time have to run, so that it ends on this one?

Nothing is inverted: every day that could be the answer is computed forward, by `compute`, and the days that lead to the
wanted one are kept. What cannot be computed is returned beside them, since an answer may hide in it.
"""

from __future__ import annotations

from typing import Any

from courtclock.almanac import Almanac
from courtclock.clock import compute
from courtclock.dates import Date, day, to_date
from courtclock.deadline import AtLeast, Within
from courtclock.errors import InvalidTerm, NoProvision, OutsideCoverage
from courtclock.matter import Hearing
from courtclock.period import Period, Unit
from courtclock.trace import Computation
from courtclock.value import frozen

# How many days a unit may take up at most, and how far closures, vacations and suspensions may carry an end.
_LONGEST = {Unit.WEEKS: 7, Unit.MONTHS: 31, Unit.YEARS: 366, Unit.COURT_DAYS: 4}
_CARRIED = 800


@frozen
class Triggers:
    """The days from which time would end on the wanted day, and those of which that cannot be said.

    Attributes:
        days: in order; empty where no day leads there, such as for a last day that is closed.
        refused: days that could not be computed, because a day that had to be known is not.
    """

    days: tuple[Date, ...]
    refused: tuple[Date, ...] = ()


def _reach(period: Period) -> int:
    if period.unit is Unit.HOURS:
        raise InvalidTerm(f"{period} run from an instant: ask with a period of days or longer")
    more = period.then.n * _LONGEST.get(period.then.unit, 1) if period.then is not None else 0
    return period.n * _LONGEST.get(period.unit, 1) + more + _CARRIED


def triggers_for(due_on: Date | str, words: Within, *, almanac: Almanac | None = None, **more: Any) -> Triggers:
    """Return the days from which a period runs so that it ends on a day, by the prevailing reading.

    Keywords are those of `Term`, such as ``court="pk.shc"``.

    Raises:
        InvalidTerm: the parts do not fit, or the period is in hours.
        UnknownId: a court, calendar or regime that no pack knows.

    >>> from courtclock import within
    >>> [str(on) for on in triggers_for("2024-02-06", within("7 days"), court="pk.shc").days]
    ['2024-01-28', '2024-01-29', '2024-01-30']
    """
    wanted = to_date(due_on)
    last = wanted.toordinal()
    days: list[Date] = []
    refused: list[Date] = []
    for number in range(max(1, last - _reach(words.period)), last + 1):
        answer = _try(words, day(number), almanac, more)
        if answer is None:
            refused.append(day(number))
        elif answer.due_on == wanted:
            days.append(day(number))
    return Triggers(tuple(days), tuple(refused))


def _try(words: Within, on: Date, almanac: Almanac | None, more: dict[str, Any]) -> Computation | None:
    try:
        return compute(words.of(on, **more), almanac=almanac)
    except OutsideCoverage:
        return None


def latest_service_for(
    hearing: Hearing | Date | str, notice: AtLeast, *, almanac: Almanac | None = None, **more: Any
) -> Date:
    """Return the last day of service that leaves a hearing with the notice it needs, under every reading.

    Where the days around it cannot be computed, the answer is the last one of which it is certain.

    Raises:
        InvalidTerm: the hearing has no day, or the period is in hours.
        NoProvision: no day of service leaves so much notice, so far as can be said.

    >>> from courtclock import Hearing, at_least
    >>> hearing = Hearing(court="gb.eaw.hc", on="2024-10-30")
    >>> str(latest_service_for(hearing, at_least(days=28)))
    '2024-10-01'
    """
    on = hearing.on if isinstance(hearing, Hearing) else to_date(hearing)
    if on is None:
        raise InvalidTerm("the hearing has no day, or sources differ on it")
    if isinstance(hearing, Hearing):
        more.setdefault("court", hearing.court)
    last = on.toordinal()
    for number in range(last, max(0, last - _reach(notice.period)), -1):
        answer = _try(notice, day(number), almanac, more)
        if answer is not None and answer.latest <= on:
            return day(number)
    raise NoProvision(f"no day of service leaves {notice.period} before {on}")
