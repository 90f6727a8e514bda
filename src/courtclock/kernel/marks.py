"""What is said of one row beside its date: how sure it is, or which error stands in its place."""

from __future__ import annotations

from enum import IntEnum

from courtclock.errors import (
    AmbiguousPeriod,
    CourtclockError,
    InvalidDate,
    InvalidPeriod,
    InvalidTerm,
    InvalidValue,
    NoProvision,
    NotInForce,
    NotTriggered,
    OutsideCoverage,
    TooMuchDoubt,
    UnknownCalendar,
    UnknownCourt,
    UnknownPeriodRule,
    UnknownRegime,
)
from courtclock.trace import Assurance


class Mark(IntEnum):
    """The mark of a row that has a date; `ASK` is for the engine to say. An error is marked by `code_of` its kind."""

    SETTLED = 0
    PROVISIONAL = 1
    DISPUTED = 2
    ASK = 3


ASSURANCES = (Assurance.SETTLED, Assurance.PROVISIONAL, Assurance.DISPUTED)  # in the order of the marks

FIRST_ERROR = len(Mark)
ERRORS: tuple[type[CourtclockError], ...] = (
    OutsideCoverage,
    AmbiguousPeriod,
    NoProvision,
    NotInForce,
    TooMuchDoubt,
    NotTriggered,
    InvalidDate,
    InvalidPeriod,
    InvalidTerm,
    InvalidValue,
    UnknownCourt,
    UnknownCalendar,
    UnknownRegime,
    UnknownPeriodRule,
)


def mark_of(error: CourtclockError) -> int:
    """Return the mark of an error: that of its own kind, or of the nearest kind above it."""
    return code_of(next(kind for kind in type(error).__mro__ if kind in ERRORS))


def code_of(kind: type[CourtclockError]) -> int:
    """Return the mark of a row in which an error of that kind stands."""
    return FIRST_ERROR + ERRORS.index(kind)
