"""One entry of a docket with its computation, and with what people did to its date."""

from __future__ import annotations

from attrs import frozen

from courtclock.dates import Date, date_of, medium
from courtclock.docket.extend import Extended
from courtclock.docket.reach import Entry
from courtclock.errors import CourtclockError
from courtclock.ledger import Pin, Verification
from courtclock.trace import Computation


@frozen
class Standing:
    """One entry with its computation, or with the reason why there is none.

    Hearings and standing duties have neither.

    Attributes:
        extension: the last day as it was extended, where that is later than the computed one.
        pin: a last day that somebody keeps by hand instead.
        verification: a second person's confirmation, the last that was given.
    """

    entry: Entry
    computation: Computation | None = None
    error: CourtclockError | None = None
    extension: Extended | None = None
    pin: Pin | None = None
    verification: Verification | None = None

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.entry.id

    @property
    def extended(self) -> Date | None:
        """The last day as extended, the one that prevails; None where it was not, or not beyond the computed one."""
        return self.extension.on if self.extension is not None else None

    @property
    def extended_answers(self) -> tuple[Date, ...]:
        """Every day on which the extended last day can fall, earliest first."""
        return self.extension.answers if self.extension is not None else ()

    @property
    def unpinned(self) -> Date | None:
        """The day as extended, else as computed: the one that a pin hides."""
        return self.extended or (self.computation.due_on if self.computation is not None else None)

    @property
    def earliest(self) -> Date | None:
        """The first of the days on which it can end; the day kept by hand, where there is one."""
        if self.pin is not None:
            return self.pin.on
        if self.extended_answers:
            return self.extended_answers[0]
        return date_of(self.computation.earliest) if self.computation is not None else None

    @property
    def latest(self) -> Date | None:
        """The day after which somebody is late, under every reading; a day kept by hand does not shorten it."""
        days = [date_of(self.computation.latest)] if self.computation is not None else []
        return max([*days, *self.extended_answers, *([self.pin.on] if self.pin is not None else [])], default=None)

    @property
    def last_day(self) -> Date | None:
        """The day that stands: as pinned, else as extended, else as computed; None where there is none."""
        if self.pin is not None:
            return self.pin.on
        return self.unpinned

    @property
    def warnings(self) -> tuple[str, ...]:
        """What somebody has to look at: a pin whose computed date has moved, a verification that is void."""
        said = []
        computed = self.unpinned
        if self.pin is not None and computed != self.pin.computed:
            now = f"is {medium(computed)} now" if computed is not None else "cannot be computed now"
            said.append(f"pinned when the computed date was {medium(self.pin.computed)}; it {now}")
        if self.verification is not None and self.verification.date != self.last_day:
            now = f"is {medium(self.last_day)} now" if self.last_day is not None else "cannot be told now"
            said.append(
                f"the verification of {medium(self.verification.date)} by {self.verification.by} is void: the last day "
                f"{now}"
            )
        return tuple(said)
