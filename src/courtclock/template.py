"""One event, all its dates: every period of a legal system that runs from an event of a name."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from courtclock.almanac import Almanac, default_almanac
from courtclock.clock import compute
from courtclock.dates import Date
from courtclock.deadline import Term
from courtclock.errors import CourtclockError, NoProvision
from courtclock.regime import PeriodRule
from courtclock.trace import Computation


@frozen
class Planned:
    """One period from the event, with its computation, or with the reason why there is none."""

    rule: PeriodRule
    computation: Computation | None = None
    error: CourtclockError | None = None


def plan(
    event: str,
    on: Date | str,
    *,
    court: str,
    almanac: Almanac | None = None,
    known_on: Date | str | None = None,
    **more: Any,
) -> list[Planned]:
    """Return every period that the law of a court's system runs from an event, in the order of their dates.

    Args:
        event: the event, or words of it, as the provisions name it: "entry of judgment".
        on: its day.
        court: the court whose closed days count; its legal system is the one that is asked.
        almanac: where to look up courts, calendars and law; the built-in packs by default.
        known_on: use only what had been announced of closed days by then.
        more: further keywords of `Term`, such as ``service="mail"``.

    Raises:
        UnknownCourt: no pack has the court.
        NoProvision: no period that is covered runs from such an event; the message names those that there are.

    >>> for planned in plan("entry of judgment", "2024-05-01", court="us.nysd")[:2]:
    ...     print(planned.computation.due_on, planned.rule.id)
    2024-05-15 us.frap.4.b.1.A
    2024-05-15 us.frap.40.d.1
    """
    book = almanac or default_almanac()
    system = f"{book.court(court).id.partition('.')[0]}."
    rules = [book.period(given) for given in book.period_ids() if given.startswith(system)]
    words = event.strip().casefold()
    fitting = [rule for rule in rules if words and words in rule.start.casefold()]
    if not fitting:
        known = "; ".join(sorted({rule.start for rule in rules}))
        raise NoProvision(f"no period of {system[:-1]} that is covered runs from {event!r}; they run from: {known}")
    found = [_one(rule, on, court, book, known_on, more) for rule in fitting]
    return sorted(found, key=lambda p: (str(p.computation.due_on) if p.computation else "9999", p.rule.id))


def _one(
    rule: PeriodRule, on: Date | str, court: str, book: Almanac, known_on: Date | str | None, more: dict[str, Any]
) -> Planned:
    try:
        term = Term.by_rule(rule, None, **{"trigger": on, "court": court, **more})
        return Planned(rule, compute(term, almanac=book, known_on=known_on))
    except CourtclockError as error:
        return Planned(rule, error=error)
