"""`compute(x)`: find court, calendar and law, then run the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from attrs import evolve

from courtclock.almanac import Almanac, default_almanac
from courtclock.calendar import CourtCalendar
from courtclock.court import Court
from courtclock.dates import FIRST_DAY, Date, date_of, to_date
from courtclock.deadline import ComplianceWindow, Deadline, Term
from courtclock.engine import run
from courtclock.errors import InvalidTerm, NoProvision, NotInForce, NotTriggered
from courtclock.matter import awaited, days_of, grounds_of
from courtclock.period import Bound
from courtclock.regime import InForce, Regime
from courtclock.trace import Computation, carry_on
from courtclock.value import frozen


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
    if isinstance(x, Term):
        term, what = x, ""
    elif isinstance(x, Deadline):
        term, what = x.term, x.what
    elif isinstance(x, ComplianceWindow):
        term, what = x.term, x.duty
    else:
        raise InvalidTerm(f"expected a term, a deadline or a compliance window, got {x!r:.80}")
    book, known = almanac or default_almanac(), to_date(known_on) if known_on is not None else None
    if term.trigger is not None or term.event is None:
        return _compute(term, what, book, known)
    days = days_of(term.event)
    if len(days) < 2:  # noqa: PLR2004 - sources differ on one day or another
        return _compute(term, what, book, known)
    following = {on: _compute(term.starting(on), what, book, known) for on in days}
    return carry_on(safe_day(days, term.bound), [grounds_of(term.event)], following)


def safe_day(days: Sequence[Date], bound: Bound) -> Date:
    """Return the day to go by where sources differ and none prevails: the one that nobody is late by, or too early."""
    return min(days) if bound is Bound.LATEST else max(days)


def _compute(term: Term, what: str, book: Almanac, known_on: Date | None) -> Computation:
    """Compute a term of which the trigger is one day, or one instant."""
    court, calendar, regime_id = _footing(term.court, term.calendar, term.regime, book, known_on)
    if term.trigger is None:
        waits = awaited(term.event) if term.event is not None else "trigger"
        raise NotTriggered(f"time has not begun to run: it waits for the {waits}")
    regime = _regime(term, regime_id, book, known_on)
    if regime.below or term.appealed_from is not None:
        calendar = _with_other_state(calendar, term, court, regime, book, known_on)
    cut_offs = court.cut_offs if court is not None else ()
    return run(term, regime, calendar, cut_offs=cut_offs, editions=_editions(court, regime, calendar), what=what)


@lru_cache(maxsize=1024)
def _footing(
    court_id: str | None, calendar: str | None, regime: str | None, book: Almanac, known_on: Date | None
) -> tuple[Court | None, CourtCalendar, str]:
    """Return what a term stands on whatever its trigger: its court, its calendar, and the id of its law."""
    court = book.court(court_id) if court_id is not None else None
    calendar_id = calendar or (court.calendar if court else None)
    regime_id = regime or (court.regime if court else None)
    if calendar_id is None or regime_id is None:
        missing = "calendar" if calendar_id is None else "regime"
        raise InvalidTerm(f"no {missing} was given, and no court that would imply one")
    found = book.calendar(calendar_id, known_on)
    if court is not None and court.zone != found.zone:
        found = _in_zone(found, court.zone)
    return court, found, regime_id


@frozen
class Governing:
    """The law and the calendar that decide for the triggers of a span of days."""

    span: InForce
    regime: Regime
    calendar: CourtCalendar


def governing(
    term: Term, *, almanac: Almanac | None = None, known_on: Date | str | None = None
) -> tuple[Governing, ...]:
    """Return the versions of the law that a term would be computed by, each with the triggers for which it decides.

    They do not overlap; on a day in none of them no version was in force. The trigger of the term is not looked at.

    Raises:
        UnknownId: a court, calendar or regime that no pack knows.
        InvalidTerm, NoProvision, NotInForce: as for `compute`.

    >>> from courtclock import Term
    >>> rule = Term(trigger=None, period="14 days", court="us.nysd")
    >>> [str(each.span.first) for each in governing(rule)][-2:]
    ['2016-12-01', '2023-12-01']
    """
    book, known = almanac or default_almanac(), to_date(known_on) if known_on is not None else None
    court, calendar, regime_id = _footing(term.court, term.calendar, term.regime, book, known)
    if term.law_on is not None:
        versions = [(InForce(FIRST_DAY), _regime(term, regime_id, book, known))]
    else:
        versions = [(each.in_force, _as_known(each, known)) for each in book.versions(regime_id)]
    return tuple(
        Governing(span, regime, _with_other_state(calendar, term, court, regime, book, known))
        for span, regime in versions
    )


def _regime(term: Term, given: str, book: Almanac, known_on: Date | None) -> Regime:
    """Return the version of the law that decides, as it was known; a period of an enactment has to be in force too."""
    law_on, trigger = term.law_on, term.trigger
    if law_on is None:
        if trigger is None:
            raise NotTriggered("time has not begun to run")
        law_on = date_of(trigger)
    if term.rule is not None and law_on not in term.rule.in_force:
        raise NotInForce(
            f"{term.rule.id} ({term.rule.what}, {term.rule.within}) is recorded here as in force {term.rule.in_force}, "
            f"not on {law_on}. To count by it all the same, name a day of its time in law_on"
        )
    return _as_known(book.regime(given, law_on), known_on)


def _as_known(regime: Regime, known_on: Date | None) -> Regime:
    return regime.known_on(known_on) if known_on is not None and regime.suspensions else regime


def _with_other_state(
    calendar: CourtCalendar,
    term: Term,
    court: Court | None,
    regime: Regime,
    book: Almanac,
    known_on: Date | None,
) -> CourtCalendar:
    """Return the calendar with the closed days of the court below, or above, where the regime counts both."""
    other = None
    if term.appealed_from is not None:
        if not regime.below:
            raise NoProvision(f"{regime.title} ({regime.id}) has no provision on the court appealed from")
        other = book.court(term.appealed_from)
        if court is not None and other.appeals_to is None and other.regime == court.regime:
            raise InvalidTerm(f"appealed_from: {other.id} is no court below {court.id}, by what is recorded of it")
        if court is not None and other.appeals_to not in {None, court.id}:
            raise InvalidTerm(f"appealed_from: appeals from {other.id} go to {other.appeals_to}, not to {court.id}")
    elif regime.below and court is not None and court.appeals_to is not None:
        other = book.court(court.appeals_to)
    return calendar if other is None else _joined(calendar, book.calendar(other.calendar, known_on))


@lru_cache(maxsize=512)
def _in_zone(calendar: CourtCalendar, zone: str) -> CourtCalendar:
    """Return the calendar with the days of a court's own zone: one list of holidays may serve courts in several."""
    return evolve(calendar, zone=zone)


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
