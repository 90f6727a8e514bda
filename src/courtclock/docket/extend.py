"""The last day as it was extended: one extension after the other, each from the end that it names."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from courtclock.almanac import Almanac
from courtclock.clock import compute
from courtclock.dates import Date, date_of
from courtclock.deadline import Term
from courtclock.ledger import CountedFrom, LedgerEntry, granted
from courtclock.period import Period
from courtclock.regime import RunsFrom
from courtclock.trace import Assurance, Computation
from courtclock.value import frozen


@frozen
class Extended:
    """A last day that was extended.

    Attributes:
        on: the day that prevails.
        answers: every day on which it can fall, under every reading and every sighting, earliest first.
        provisional, disputed: why there is more than one.
        because: what that rests on.
    """

    on: Date
    answers: tuple[Date, ...]
    provisional: bool = False
    disputed: bool = False
    because: tuple[str, ...] = ()


def extend(
    term: Term,
    computation: Computation,
    events: Iterable[LedgerEntry],
    *,
    almanac: Almanac | None = None,
    known_on: Date | str | None = None,
) -> Extended | None:
    """Return the last day after the extensions that were granted; None where none of them is later than computed.

    A day that is given (`until`) is kept as it stands. A further period (`within`) is counted like any other, under the
    same law and calendar, from each of the days on which the time before it can end.

    Raises:
        CourtclockError: what `courtclock.compute` raises.
    """
    # The days on which it can end, rolled and unrolled; of each the prevailing one first.
    ends = dict.fromkeys([computation.due_on, *map(date_of, computation.answers)])
    counted = dict.fromkeys([computation.unrolled, *computation.unrolled_answers])
    doubtful = [computation]  # the computations of whose doubt something is left
    for event in granted(events):
        if event.until is not None:
            ends = dict.fromkeys(max(end, event.until) for end in ends)
            counted = dict.fromkeys(max(end, event.until) for end in counted)
        elif event.within is not None:
            starts = ends if event.counted_from is CountedFrom.ROLLED else counted
            further = [
                compute(_further(term, start, event.within), almanac=almanac, known_on=known_on) for start in starts
            ]
            doubtful = [*(doubtful if len(starts) > 1 else ()), *further]
            first = further[0]
            ends = dict.fromkeys([first.due_on, *(date_of(answer) for one in further for answer in one.answers)])
            counted = dict.fromkeys([first.unrolled, *(end for one in further for end in one.unrolled_answers)])
        doubtful = doubtful if len(ends) > 1 else []
    last = next(iter(ends))
    return _extended(last, ends, doubtful) if last > computation.due_on else None


def _extended(last: Date, ends: Iterable[Date], doubtful: Collection[Computation]) -> Extended:
    return Extended(
        last,
        tuple(sorted(ends)),
        provisional=any(one.provisional or one.assurance is Assurance.PROVISIONAL for one in doubtful),
        disputed=any(one.assurance is Assurance.DISPUTED for one in doubtful),
        because=tuple(dict.fromkeys(reason for one in doubtful for reason in one.because)),
    )


def _further(term: Term, start: Date, period: Period) -> Term:
    """Return the term of an extension: a period from the end of another, for the same act under the same law."""
    return Term(
        trigger=start,
        period=period,
        act=term.act,
        means=term.means,
        court=term.court,
        calendar=term.calendar,
        regime=term.regime,
        appealed_from=term.appealed_from,
        closures=term.closures,
        inaccessible=term.inaccessible,
        runs_from=RunsFrom.ORDER,
    )
