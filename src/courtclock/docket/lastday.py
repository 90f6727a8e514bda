"""The last day of an entry as it stands: one value, from which its date, its doubt and its hour are read."""

from __future__ import annotations

from enum import Enum

from attrs import evolve, frozen

from courtclock.almanac import Almanac
from courtclock.clock import compute
from courtclock.dates import LAST_SECOND, Date, Instant, date_of, wall
from courtclock.deadline import ComplianceWindow, Term
from courtclock.docket.model import Standing
from courtclock.errors import CourtclockError
from courtclock.matter import Hearing
from courtclock.period import Bound, Direction
from courtclock.trace import Assurance, Computation, worst


class Basis(Enum):
    """By what a last day stands."""

    COMPUTED = "computed"
    EXTENDED = "extended"
    PINNED = "kept by hand"


@frozen(kw_only=True)
class LastDay:
    """The last day that stands, or the first on which something may be done, with its doubt and its hour.

    A day that a court gave (``until``) or that somebody keeps by hand is in no doubt, whatever it replaced.

    Attributes:
        on: the day.
        basis: computed, extended or kept by hand.
        bound: whether it is the last day to act, or the first.
        earliest, latest: between which it can fall; `on` is one of these days.
        provisional: whether it rests on a closure not yet notified.
        disputed: whether the law is read in more than one way.
        because: what the doubt rests on.
        at: the instant itself, where the period is in hours.
        cut_off: the hour at which that day ends, where it is on record and is not midnight.
        replaced: the day that was computed, where another one stands in its place.
    """

    on: Date
    basis: Basis
    bound: Bound
    earliest: Date | Instant
    latest: Date | Instant
    provisional: bool = False
    disputed: bool = False
    because: tuple[str, ...] = ()
    at: Instant | None = None
    cut_off: Instant | None = None
    replaced: Date | None = None

    @property
    def in_doubt(self) -> bool:
        """Whether it is not settled."""
        return self.provisional or self.disputed

    @property
    def assurance(self) -> Assurance:
        """How sure it is."""
        return worst(disputed=self.disputed, provisional=self.provisional)

    @property
    def doubt(self) -> str:
        """What kind of doubt there is, in words; "" where there is none."""
        words = {"disputed": self.disputed, "provisional": self.provisional}
        return " and ".join(word for word, holds in words.items() if holds)

    @property
    def range(self) -> tuple[Date, Date]:
        """The first and the last day on which it can fall."""
        return date_of(self.earliest), date_of(self.latest)

    @property
    def safe_on(self) -> Date | Instant:
        """The day that is safe under every reading and every sighting for whoever has to act."""
        return self.earliest if self.bound is Bound.LATEST else self.latest


def last_day(standing: Standing, *, almanac: Almanac | None = None) -> LastDay | None:
    """Return the last day of an entry as it stands: as pinned, else as extended, else as computed.

    None for a hearing, a standing duty, and what has no date.

    Args:
        standing: the entry.
        almanac: where to look up the hour at which a day ends that was not computed.

    >>> from courtclock.docket import EXAMPLE, loads
    >>> docket = loads(EXAMPLE)
    >>> [(day.on, day.basis) for one in docket.standings() if (day := last_day(one)) is not None]
    [(Date(2024, 4, 24), <Basis.COMPUTED: 'computed'>)]
    """
    on, computation, entry = standing.last_day, standing.computation, standing.entry
    if on is None or isinstance(entry, Hearing):
        return None
    if standing.pin is None and standing.extended is None and computation is not None:
        return _computed(computation)
    extension = standing.extension if standing.pin is None else None
    answers = extension.answers if extension is not None else (on,)
    return LastDay(
        on=on,
        basis=Basis.PINNED if standing.pin is not None else Basis.EXTENDED,
        bound=entry.bound if isinstance(entry, ComplianceWindow) else entry.term.bound,
        earliest=answers[0],
        latest=answers[-1],
        provisional=extension is not None and extension.provisional,
        disputed=extension is not None and extension.disputed,
        because=extension.because if extension is not None else (),
        cut_off=_hour(entry.term, on, almanac),
        replaced=computation.due_on if computation is not None else None,
    )


def _computed(computation: Computation) -> LastDay:
    return LastDay(
        on=computation.due_on,
        basis=Basis.COMPUTED,
        bound=computation.bound,
        earliest=computation.earliest,
        latest=computation.latest,
        # What hangs on a day in doubt is provisional, though nothing in its own count is.
        provisional=computation.provisional or computation.assurance is Assurance.PROVISIONAL,
        disputed=computation.assurance is Assurance.DISPUTED,
        because=computation.because,
        at=computation.steps[-1].at,
        cut_off=computation.cut_off,
    )


def _hour(term: Term, on: Date, almanac: Almanac | None) -> Instant | None:
    """Return the hour at which a given day ends for this act, by the law of that day; None where none is on record."""
    if term.bound is Bound.EARLIEST:
        return None
    try:
        found = compute(
            evolve(term, trigger=on, event=None, period="0 days", direction=Direction.AFTER, service=None, excluded=()),
            almanac=almanac,
        )
    except CourtclockError:
        return None
    until = found.steps[-1].until
    return wall(on, until, found.zone) if until not in {None, LAST_SECOND} and found.zone else None
