"""What happened, where and when: petitions, orders, hearings, service, instruments.

Final classes; do not subclass them. Whatever has a day (and perhaps a court) is an `Event`, from which time can run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Any, Protocol, TypeVar, runtime_checkable

from attrs import field
from attrs.converters import optional

from courtclock.checks import a, each, filled, listed, maybe, maybe_text, text
from courtclock.citation import Source
from courtclock.dates import Date, Time, either, medium, to_date, to_days
from courtclock.errors import InvalidValue
from courtclock.regime import RunsFrom
from courtclock.trace import Grounds, Reading
from courtclock.value import frozen

T = TypeVar("T")


@runtime_checkable
class Event(Protocol):
    """Something that happens on a day. `on` is None while it has not happened, or its day is not known."""

    @property
    def on(self) -> Date | None:
        """The day."""

    @property
    def runs_from(self) -> RunsFrom:
        """What kind of trigger it is."""

    @property
    def name(self) -> str:
        """What it is, in words that read well in a sentence."""


def _texts(value: str | Iterable[str]) -> tuple[str, ...]:
    return listed(value, str)


def _only_petitions(instance: Any, attribute: Any, value: Any) -> None:
    each(Petition)(instance, attribute, value)


def _petitions(value: Petition | Iterable[Petition]) -> tuple[Petition, ...]:
    return listed(value, Petition)


@frozen(kw_only=True)
class Instrument:
    """A paper that is not a court's: the letter under challenge, a notification, a decree of another court.

    Attributes:
        what: what it is, such as "letter to block X".
        on: its date.
        by: who made it.

    >>> Instrument(what="letter to block X", on="2024-02-17", by="Ministry of Interior").name
    'letter to block X of 17 February 2024'
    """

    what: str = field(validator=filled)
    on: Date = field(converter=to_date)
    by: str = field(default="", validator=text)
    id: str = field(default="", validator=text)
    source: Source | None = field(default=None, validator=maybe(Source))
    note: str = field(default="", validator=text)

    @property
    def runs_from(self) -> RunsFrom:
        """Time that runs from a decree or a judgment runs from its being made."""
        return RunsFrom.OTHER

    @property
    def name(self) -> str:
        """What it is, with its date."""
        return f"{self.what} of {medium(self.on)}"


@frozen(kw_only=True)
class Petition:
    """A petition, suit, appeal or application in a court.

    Attributes:
        court: the court's id.
        title: as in the cause list.
        number: None where it is not known.
        filed: the day of institution; None where it is not known.

    >>> Petition(court="pk.shc", title="Jibran Nasir v Federation of Pakistan").on is None
    True
    """

    court: str = field(validator=filled)
    title: str = field(validator=filled)
    number: str | None = field(default=None, validator=maybe_text)
    filed: Date | None = field(default=None, converter=optional(to_date))
    parties: tuple[str, ...] = field(default=(), converter=_texts, validator=each(str))
    id: str = field(default="", validator=text)
    source: Source | None = field(default=None, validator=maybe(Source))
    note: str = field(default="", validator=text)

    @property
    def on(self) -> Date | None:
        """The day of institution."""
        return self.filed

    @property
    def runs_from(self) -> RunsFrom:
        """Time that runs from a petition runs from its filing."""
        return RunsFrom.FILING

    @property
    def name(self) -> str:
        """Its title, with the number where it is known."""
        return f"{self.title} ({self.number})" if self.number else self.title


@frozen(kw_only=True)
class Order:
    """An order of a court; it may decide several petitions at once.

    Attributes:
        court: the court's id.
        made: the day on which it was made.
        title: what it orders, in a line.
        petitions: the petitions that it was made in.
        coram: the judges.
        about: the instrument that it concerns.

    >>> Order(court="pk.shc", made="2024-04-17").name
    'order of 17 April 2024'
    """

    court: str = field(validator=filled)
    made: Date = field(converter=to_date)
    title: str = field(default="", validator=text)
    petitions: tuple[Petition, ...] = field(default=(), converter=_petitions, validator=_only_petitions)
    coram: tuple[str, ...] = field(default=(), converter=_texts, validator=each(str))
    about: Instrument | None = field(default=None, validator=maybe(Instrument))
    id: str = field(default="", validator=text)
    source: Source | None = field(default=None, validator=maybe(Source))
    note: str = field(default="", validator=text)

    @property
    def on(self) -> Date:
        """The day on which it was made."""
        return self.made

    @property
    def runs_from(self) -> RunsFrom:
        """An order is its own trigger."""
        return RunsFrom.ORDER

    @property
    def name(self) -> str:
        """The word, with its date; two orders of one day differ by their titles, not by this."""
        return f"order of {medium(self.made)}"


class Outcome(Enum):
    """What became of a listed hearing."""

    LISTED = "listed"
    HEARD = "heard"
    NOT_REACHED = "not reached"
    ADJOURNED = "adjourned"


def _outcome(value: Any) -> Outcome | None:
    if value is None or isinstance(value, Outcome):
        return value
    try:
        return Outcome(value)
    except ValueError:
        known = ", ".join(repr(o.value) for o in Outcome)
        raise InvalidValue(f"outcome: expected one of {known}, got {value!r}") from None


def _hearing_days(value: Any) -> tuple[Date, ...]:
    return () if value is None else to_days(value)


@frozen(kw_only=True)
class Hearing:
    """A day in court. A date certain: nothing is counted to it, and it never rolls.

    Attributes:
        days: given as `on`: the day; several where sources differ; none while no date has been given.
        at: the hour, in the court's zone, where the list gives one.
        outcome: None where it is not known.

    >>> Hearing(court="pk.shc", on="2024-05-09", purpose="next date").name
    'hearing of 9 May 2024'
    """

    court: str = field(validator=filled)
    days: tuple[Date, ...] = field(default=None, alias="on", converter=_hearing_days)
    at: Time | None = field(default=None, validator=maybe(Time, "a time of day"))
    petitions: tuple[Petition, ...] = field(default=(), converter=_petitions, validator=_only_petitions)
    purpose: str = field(default="", validator=text)
    outcome: Outcome | None = field(default=None, converter=_outcome)
    id: str = field(default="", validator=text)
    source: Source | None = field(default=None, validator=maybe(Source))
    note: str = field(default="", validator=text)

    @property
    def on(self) -> Date | None:
        """The day; None where it is not known, or sources differ."""
        return self.days[0] if len(self.days) == 1 else None

    @property
    def runs_from(self) -> RunsFrom:
        """A hearing is none of the kinds that a rule on service knows."""
        return RunsFrom.OTHER

    @property
    def name(self) -> str:
        """The word, with the day where it is known."""
        return f"hearing of {either(self.days)}" if self.days else "hearing"


@frozen(kw_only=True)
class Service:
    """Service of a paper on somebody.

    Attributes:
        of: what was served.
        method: how, in the words of the rule, such as ``personal``.
        sent, received: the days; time runs from receipt.

    >>> Service(of="summons", method="personal", received="2014-09-16").on
    Date(2014, 9, 16)
    """

    of: str = field(validator=filled)
    method: str = field(default="", validator=text)
    sent: Date | None = field(default=None, converter=optional(to_date))
    received: Date | None = field(default=None, converter=optional(to_date))
    court: str = field(default="", validator=text)
    id: str = field(default="", validator=text)
    source: Source | None = field(default=None, validator=maybe(Source))
    note: str = field(default="", validator=text)

    def __attrs_post_init__(self) -> None:
        """Refuse a paper that arrives before it is sent."""
        if self.sent and self.received and self.received < self.sent:
            raise InvalidValue(f"service of {self.of}: received on {self.received}, before it was sent, {self.sent}")

    @property
    def on(self) -> Date | None:
        """The day of receipt."""
        return self.received

    @property
    def runs_from(self) -> RunsFrom:
        """Service is what most rules run from."""
        return RunsFrom.SERVICE

    @property
    def name(self) -> str:
        """What was served."""
        return f"service of the {self.of}"


def days_of(event: Event) -> tuple[Date, ...]:
    """Return the day of an event; the days, where sources differ; none while it has not happened."""
    days = getattr(event, "days", None)
    if isinstance(days, tuple):
        return days
    return (event.on,) if event.on is not None else ()


class Which(Enum):
    """Which of several events time runs from."""

    EARLIER = "earlier"
    LATER = "later"


@frozen(kw_only=True)
class Choice:
    """The earlier or the later of several events, as where time runs from service or entry, whichever is later.

    Attributes:
        which: the earlier of those that have happened; or the later, once all have.
        of: the events.

    >>> served = Service(of="order", received="2024-05-03")
    >>> entered = Order(court="us.nysd", made="2024-05-01")
    >>> Choice(which=Which.LATER, of=(served, entered)).on
    Date(2024, 5, 3)
    """

    which: Which = field(validator=a(Which))
    of: tuple[Event, ...] = field(converter=listed, validator=each(Event))

    def __attrs_post_init__(self) -> None:
        """Refuse a choice of one."""
        if len(self.of) < 2:  # noqa: PLR2004 - a choice is between two
            raise InvalidValue(f"of: expected two events or more to choose the {self.which.value} of")

    @property
    def days(self) -> tuple[Date, ...]:
        """The days on which it can fall, earliest first: several, where it turns on a day on which sources differ."""
        spans = [days for event in self.of if (days := days_of(event))]
        if not spans or (self.which is Which.LATER and len(spans) < len(self.of)):
            return ()
        return tuple(sorted(attained(self.which, spans)))

    def taken(self, on: Date) -> Event | None:
        """Return the event that is taken, where it is the one of that day."""
        return next((event for event in self.of if on in days_of(event)), None)

    @property
    def on(self) -> Date | None:
        """The day of the event that is taken; None while that cannot be said."""
        return self.days[0] if len(self.days) == 1 else None

    @property
    def runs_from(self) -> RunsFrom:
        """The kind of the event that is taken."""
        taken = self.taken(self.days[0]) if self.days else None
        return taken.runs_from if taken is not None else RunsFrom.OTHER

    @property
    def name(self) -> str:
        """All of them, and which is taken."""
        return f"{self.which.value} of the {' and the '.join(event.name for event in self.of)}"


def attained(which: Which, spans: Sequence[Sequence[T]], key: Callable[[T], Any] = lambda value: value) -> list[T]:
    """Return every value that the earlier or the later of several can take, where each lies in a span of its own.

    The first value of a span is the one that prevails in it; the one that prevails among these comes first.

    >>> attained(Which.LATER, [[1, 5], [3, 4]])
    [3, 4, 5]
    >>> attained(Which.EARLIER, [[5, 1], [3, 4]])
    [3, 1, 4]
    """
    pick, least = (max, min) if which is Which.LATER else (min, max)
    edge = key(pick((least(span, key=key) for span in spans), key=key))
    kept = {value for span in spans for value in span if pick(key(value), edge) == key(value)}
    return list(dict.fromkeys([pick((span[0] for span in spans), key=key), *sorted(kept, key=key)]))


def grounds_of(event: Event) -> Grounds:
    """Return why the day of an event is in doubt: because sources differ on it.

    >>> grounds_of(Hearing(court="pk.shc", on=["2024-05-09", "2024-05-10"])).because
    ('hearing of 9 or 10 May 2024: sources differ on the day',)
    """
    days = days_of(event)
    if len(days) < 2:  # noqa: PLR2004 - a dispute is between two
        return Grounds()
    source = getattr(event, "source", None)
    cite = str(source) if source is not None else "sources differ"
    readings = tuple(Reading(on, f"the day was {medium(on)}", cite) for on in days)
    return Grounds((f"{event.name}: sources differ on the day",), readings, disputed=True)


def awaited(event: Event) -> str:
    """Return the name of an event from which time does not run yet.

    >>> awaited(Hearing(court="pk.shc"))
    'hearing, for which no date has been given'
    """
    undated = isinstance(event, Hearing) and not event.days
    return f"{event.name}, for which no date has been given" if undated else event.name
