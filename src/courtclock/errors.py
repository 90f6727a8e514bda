"""Every error that courtclock raises on purpose: one tree, each also a builtin.

Each message says what was given, what was expected and where. Catch `CourtclockError` for all of them, or the
builtin (`ValueError`, `LookupError`, `OSError`) where courtclock is one dependency among many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class CourtclockError(Exception):
    """The root of the tree; never raised itself."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else type(self).__name__


class InvalidValue(CourtclockError, ValueError):
    """Something that cannot be what it claims to be.

    >>> from courtclock.dates import to_date
    >>> to_date("2024-02-30")
    Traceback (most recent call last):
    courtclock.errors.InvalidDate: '2024-02-30' is not a date: expected a day that exists, as YYYY-MM-DD
    """


class InvalidDate(InvalidValue):
    """A date or an instant that cannot be read, or that does not exist."""


class InvalidPeriod(InvalidValue):
    """A length of time that is not one."""


class InvalidTerm(InvalidValue):
    """A term whose parts do not fit each other, such as hours that run from a day without a time."""


class AmbiguousPeriod(InvalidValue):
    """A period on whose end no authority speaks, for instance a month from the 31st where the law is silent."""


SHOWN = 12  # ids that a message names where none is near


class UnknownId(CourtclockError, LookupError):
    """An id that no pack knows; the message names the nearest ones."""

    kind = "id"

    def __init__(self, given: str, known: Iterable[str]) -> None:
        """Say what was given, and the ids nearest to it."""
        import difflib

        names = sorted(known)
        near = difflib.get_close_matches(given, names, n=3, cutoff=0.5)
        tail = given.rpartition(".")[2]
        near += [n for n in names if tail and n.rpartition(".")[2] == tail and n not in near]
        more = f", and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        hint = f"nearest: {', '.join(near)}" if near else f"known: {', '.join(names[:SHOWN])}{more}"
        super().__init__(f"unknown {self.kind} {given!r}; {hint}")
        self.given = given
        self.nearest = tuple(near)


class UnknownCourt(UnknownId):
    """A court id that no pack knows."""

    kind = "court"


class UnknownCalendar(UnknownId):
    """A calendar id that no pack knows."""

    kind = "calendar"


class UnknownRegime(UnknownId):
    """A regime id that no pack knows."""

    kind = "regime"


class UnknownPeriodRule(UnknownId):
    """The id of a period that no pack knows."""

    kind = "period rule"


class OutsideCoverage(CourtclockError, LookupError):
    """A day that had to be known open or closed, and is not: outside a calendar, or inside an unrecorded span."""


class NotInForce(CourtclockError, LookupError):
    """Law asked for on a day on which no version of it was in force."""


class NoProvision(CourtclockError, LookupError):
    """The regime is silent on what was asked; courtclock does not guess."""


class TooMuchDoubt(CourtclockError, ArithmeticError):
    """So many unsettled days or readings that the range of answers cannot be worked out."""


class NotTriggered(CourtclockError, LookupError):
    """The event from which time runs has not happened, or its day is not known."""


class FileFault(CourtclockError, ValueError):
    """The faults of one file, all of them, each with the path inside the file.

    `faults` is a tuple of lines such as ``window[one-week].within: 'soon' is not a period``.
    """

    def __init__(self, file: str, faults: Sequence[str]) -> None:
        """Keep the faults of `file` in the order in which they stand there."""
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__("\n".join([f"{file}: {count}", *(f"  {fault}" for fault in faults)]))
        self.file = file
        self.faults = tuple(faults)


class DocketFault(FileFault):
    """A docket file that cannot be loaded."""


class DataFault(FileFault):
    """A data file of a law pack, or a file of closures, that cannot be loaded."""


class TokenFault(FileFault):
    """A token file that must not be used, as it stands, to serve a feed; the message quotes no secret."""


class FeedFault(FileFault):
    """A previous feed that cannot be carried on: damaged, cut short, or not written by courtclock."""


class TableFault(FileFault):
    """A file of rows that cannot be read as what its name says, or that lacks the columns of a request."""


class BulkError(CourtclockError, ValueError):
    """Rows of a table that have no date; the message names the first, each with its own error."""


class ExtraMissing(CourtclockError, ImportError):
    """A library that is not installed: what was asked needs an extra of courtclock."""


class OutputRefused(CourtclockError, OSError):
    """An output that was not written: not writable, or something else stands there."""


class ServeRefused(OutputRefused):
    """A feed that was not served: nothing to serve, no place to listen, or what serving needs is not installed."""
