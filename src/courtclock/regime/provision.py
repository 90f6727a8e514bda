"""A choice and its authority; on which terms it is made; when it is in force."""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import field
from attrs.converters import optional

from courtclock.checks import filled
from courtclock.citation import Citation
from courtclock.court import Means
from courtclock.dates import Date, to_date
from courtclock.errors import InvalidValue
from courtclock.period import Bound, Direction, Period, Unit
from courtclock.regime.vocabulary import Act, RunsFrom
from courtclock.value import frozen

T_co = TypeVar("T_co", covariant=True)


@frozen(cache_hash=True)
class Question:
    """The features of a term on which a provision may depend."""

    n: int
    unit: Unit
    direction: Direction
    bound: Bound
    act: Act | None
    runs_from: RunsFrom | None
    service: str | None
    means: Means | None = None

    @property
    def certain(self) -> bool:
        """Whether it is a date certain, not a period."""
        return self.n == 0 and self.unit is Unit.DAYS


@frozen
class When:
    """A condition on a `Question`; what is None is not looked at."""

    units: frozenset[Unit] | None = None
    directions: frozenset[Direction] | None = None
    bounds: frozenset[Bound] | None = None
    acts: frozenset[Act | None] | None = None
    runs_from: frozenset[RunsFrom | None] | None = None
    services: frozenset[str | None] | None = None
    means: frozenset[Means | None] | None = None
    up_to: int | None = None  # the longest period, in its unit
    at_least: int | None = None  # the shortest

    def holds(self, question: Question) -> bool:
        """Whether the condition fits."""
        return (
            (self.units is None or question.unit in self.units)
            and (self.up_to is None or question.n <= self.up_to)
            and (self.at_least is None or question.n >= self.at_least)
            and (self.services is None or question.service in self.services)
            and (self.means is None or question.means in self.means)
            and (self.directions is None or question.direction in self.directions)
            and (self.bounds is None or question.bound in self.bounds)
            and (self.acts is None or question.act in self.acts)
            and (self.runs_from is None or question.runs_from in self.runs_from)
        )


ALWAYS = When()
NOT_SAID = When(means=frozenset({None}))  # for a regime that says nothing of ways of filing


@frozen
class Provision(Generic[T_co]):
    """One choice of a regime, and its authority.

    Attributes:
        value: the choice.
        cite: what gives it.
        quote: its short operative words.
        when: the terms for which it is made.
        rivals: other readings of the law, each with its own authority; the value above them prevails.
        reading: this reading in words, where there are rivals.
        doubt: why even a single reading is not sure, such as an authority that is only persuasive.

    >>> Provision("forward", None)
    Traceback (most recent call last):
    courtclock.errors.InvalidValue: a provision needs a citation, got None
    """

    value: T_co
    cite: Citation
    quote: str = ""
    when: When = ALWAYS
    rivals: tuple[Provision[T_co], ...] = ()
    reading: str = ""
    doubt: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a choice without an authority."""
        if not isinstance(self.cite, Citation):
            raise InvalidValue(f"a provision needs a citation, got {self.cite!r}")
        if (self.rivals or self.doubt) and not all(p.reading for p in (self, *self.rivals)):
            raise InvalidValue(f"{self.cite}: each of several readings needs its words")


Choice = tuple[Provision[T_co], ...]


@frozen
class InForce:
    """A span of dates, both days in; `last` is None while it lasts."""

    first: Date = field(converter=to_date)
    last: Date | None = field(default=None, converter=optional(to_date))

    def __attrs_post_init__(self) -> None:
        """Refuse a span that ends before it begins."""
        if self.last is not None and self.last < self.first:
            raise InvalidValue(f"in force: the first day, {self.first}, is after the last, {self.last}")

    def __contains__(self, on: Date) -> bool:
        return self.first <= on and (self.last is None or on <= self.last)

    def __str__(self) -> str:
        return f"since {self.first}" if self.last is None else f"from {self.first} to {self.last}"


@frozen
class Example:
    """A worked case from outside this project, which the tests run."""

    case: str = field(validator=filled)
    trigger: Date = field(converter=to_date)
    last_day: Date = field(converter=to_date)
    within: str = ""
    url: str = ""
    calendar: str = "none"
    service: str | None = None
    excluded: tuple[tuple[Date, Date], ...] = ()
    strength: str = "court"
    note: str = ""


@frozen(kw_only=True)
class PeriodRule:
    """A period that an enactment fixes for one step: what runs from what, for how long, and by what provision.

    Attributes:
        id: such as ``pk.limitation.art.156``.
        what: the step.
        start: the event from which it runs, in the words of the provision.
        copying: whether the time requisite for copies is excluded; None where that is not settled.
        extendable: whether a court may give more time, in a few words.
        quote: the short operative words of the provision.
        calendar: that of the office which has to act, where it is not the court's.
        initiates: whether the act begins a proceeding; some hours of courts do not hold for such a paper.
        examples: worked cases from outside.
        unproved: why there is no example, where there is none: the words were read, and nobody's count was found.
    """

    id: str
    what: str
    within: Period
    start: str
    regime: str
    cite: Citation
    in_force: InForce
    checked: Date
    examples: tuple[Example, ...] = ()
    unproved: str = ""
    quote: str = ""
    direction: Direction = Direction.AFTER
    bound: Bound = Bound.LATEST
    act: Act | None = None
    runs_from: RunsFrom | None = None
    calendar: str | None = None
    initiates: bool = False
    copying: bool | None = None
    extendable: str = ""
    note: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a period that neither shows a worked case nor says why there is none."""
        if bool(self.examples) == bool(self.unproved):
            raise InvalidValue(f"{self.id}: expected worked examples, or the reason why there are none")
