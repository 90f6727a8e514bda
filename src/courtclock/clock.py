"""`compute(x)`: find court, calendar and law, then run the engine."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from attrs import evolve

from courtclock.almanac import Almanac, default_almanac
from courtclock.calendar import CourtCalendar
from courtclock.court import Court
from courtclock.dates import Date, Instant, to_date
from courtclock.deadline import ComplianceWindow, Deadline, Term
from courtclock.engine import run
from courtclock.errors import InvalidTerm, NoProvision, NotTriggered
from courtclock.regime import Regime
from courtclock.trace import Computation


def compute(
    x: Term | Deadline | ComplianceWindow,
    *,
    almanac: Almanac | None = None,
    known_on: Date | str | None = None,
) -> Computation:
    """Compute when a term ends, with the whole of its reasons.

    Args:
        x: a term, or a deadline or compliance window that has one.
        almanac: where to look up courts, calendars and law; the built-in packs by default.
        known_on: use only what had been announced of closed days by then.

    Raises:
        NotTriggered: the event from which time runs has not happened.
        UnknownId: a court, calendar or regime that no pack knows.
        NotInForce: no version of the law was in force on the day that decides.
        OutsideCoverage: a day that has to be known open or closed is not.
        AmbiguousPeriod, NoProvision: the law is silent.
        TooMuchDoubt: the doubts multiply beyond reason.

    >>> from courtclock import Order, compute, within
    >>> order = Order(court="pk.shc", made="2024-04-17")
    >>> compute(within(weeks=1).of(order)).due_on
    Date(2024, 4, 24)
    """
    if not isinstance(x, Term | Deadline | ComplianceWindow):
        raise InvalidTerm(f"expected a term, a deadline or a compliance window, got {x!r:.80}")
    term = x if isinstance(x, Term) else x.term
    book = almanac or default_almanac()
    court = book.court(term.court) if term.court is not None else None
    calendar_id = term.calendar or (court.calendar if court else None)
    regime_id = term.regime or (court.regime if court else None)
    if calendar_id is None or regime_id is None:
        missing = "calendar" if calendar_id is None else "regime"
        raise InvalidTerm(f"no {missing} was given, and no court that would imply one")
    calendar = book.calendar(calendar_id, known_on)
    if term.trigger is None:
        waits = term.event.name if term.event is not None else "trigger"
        raise NotTriggered(f"time has not begun to run: it waits for the {waits}")
    if court is not None:
        calendar = _in_zone(calendar, court.zone)
    regime = book.regime(regime_id, term.law_on or _day_of(term.trigger))
    if term.appealed_from is not None:
        if not regime.below:
            raise NoProvision(f"{regime.title} ({regime.id}) has no provision on the court appealed from")
        calendar = _joined(calendar, book.calendar(book.court(term.appealed_from).calendar, known_on))
    elif regime.below and court is not None and court.appeals_to is not None:
        calendar = _joined(calendar, book.calendar(book.court(court.appeals_to).calendar, known_on))
    cut_offs = court.cut_offs if court is not None else ()
    return run(term, regime, calendar, cut_offs=cut_offs, editions=_editions(court, regime, calendar), what=_what(x))


def _what(x: Term | Deadline | ComplianceWindow) -> str:
    if isinstance(x, Term):
        return ""
    return x.what if isinstance(x, Deadline) else x.duty


def _day_of(trigger: Date | Instant) -> Date:
    return trigger if not isinstance(trigger, Instant) else to_date(trigger.date())


@lru_cache(maxsize=512)
def _in_zone(calendar: CourtCalendar, zone: str) -> CourtCalendar:
    """Return the calendar with the days of a court's own zone: one list of holidays may serve courts in several."""
    return calendar if calendar.zone == zone else evolve(calendar, zone=zone)


@lru_cache(maxsize=512)
def _joined(calendar: CourtCalendar, other: CourtCalendar) -> CourtCalendar:
    return calendar.joined(other)


@lru_cache(maxsize=1024)
def _editions(court: Court | None, regime: Regime, calendar: CourtCalendar) -> Mapping[str, str]:
    """Say which law and which calendar an answer is bound to."""
    checked = f", checked {calendar.checked}" if calendar.checked else ""
    edition = f"edition {calendar.edition}" if calendar.closures_considered else calendar.edition
    used = {
        "regime": f"{regime.id}: {regime.title}, in force {regime.in_force}, checked {regime.checked}",
        "calendar": f"{calendar.id}: {calendar.title}, {edition}{checked}",
    }
    return {"court": f"{court.id}: {court.title}", **used} if court else used
