"""A regime: how one body of law counts time, as a set of provisions, each with its authority.

A `Provision` is a value and the citation that gives it; one without a citation cannot be built. Where the law is read
in more than one way the provision carries the rival readings. Where a choice depends on the act, the direction or the
unit, a regime lists several provisions with conditions, and the first that fits is taken.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import Generic, TypeVar

from attrs import field, frozen
from attrs.converters import optional

from courtclock.checks import filled
from courtclock.citation import Citation
from courtclock.dates import Date, to_date
from courtclock.errors import InvalidValue, NoProvision
from courtclock.period import Bound, Direction, Period, Unit

T = TypeVar("T")


class Act(Enum):
    """What has to be done by the day; what merely lapses never rolls."""

    FILING = "filing"
    SERVICE = "service"
    PAYMENT = "payment"
    LAPSE = "lapse"
    OTHER = "other"


class RunsFrom(Enum):
    """The kind of event from which a period runs."""

    SERVICE = "service"
    ENTRY = "entry"
    FILING = "filing"
    ORDER = "order"
    OTHER = "other"


# The vocabulary of counting: every choice that a regime can make, on one screen.


class FirstDay(Enum):
    """Whether the day of the trigger is day one, or is left out."""

    EXCLUDED = "excluded"
    INCLUDED = "included"


class Count(Enum):
    """Whether the nth day is the answer, or n whole days have to lie between."""

    NTH_DAY = "the nth day"
    CLEAR = "n clear days between"


class MonthEnd(Enum):
    """What happens to a month that has no corresponding date."""

    LAST_DAY = "the last day of the month"
    NEXT_DAY = "the first day of the next month"


class Roll(Enum):
    """Where a last day that is closed goes."""

    NONE = "it stays"
    FORWARD = "to the next open day"
    BACKWARD = "to the open day before"


class InVacation(Enum):
    """What a court's vacation does to a last day inside it."""

    CLOSED = "the court is closed: the end moves to the reopening"
    OPEN = "the registry is open: the vacation moves nothing"


class Excluded(Enum):
    """What excluded intervals, such as copying time or a stay, do to the end."""

    ADDED = "their days are added to the end, before closed days are looked at"


class Ends(Enum):
    """When on its last day a period ends."""

    MIDNIGHT = "at the end of the day"


@frozen(cache_hash=True)
class Question:
    """The features of a term on which a provision may depend."""

    unit: Unit
    direction: Direction
    bound: Bound
    act: Act | None
    runs_from: RunsFrom | None
    certain: bool  # a date certain, not a period


@frozen
class When:
    """A condition on a `Question`; what is None is not looked at."""

    units: frozenset[Unit] | None = None
    directions: frozenset[Direction] | None = None
    bounds: frozenset[Bound] | None = None
    acts: frozenset[Act | None] | None = None
    runs_from: frozenset[RunsFrom | None] | None = None

    def holds(self, question: Question) -> bool:
        """Whether the condition fits."""
        return (
            (self.units is None or question.unit in self.units)
            and (self.directions is None or question.direction in self.directions)
            and (self.bounds is None or question.bound in self.bounds)
            and (self.acts is None or question.act in self.acts)
            and (self.runs_from is None or question.runs_from in self.runs_from)
        )


ALWAYS = When()


@frozen
class Provision(Generic[T]):
    """One choice of a regime, and its authority.

    Attributes:
        value: the choice.
        cite: what gives it.
        quote: its short operative words.
        when: the terms for which it is made.
        rivals: other readings of the law, each with its own authority; the value above them prevails.
        reading: this reading in words, where there are rivals.
        doubt: why even a single reading is not sure, such as an authority that is only persuasive.

    >>> Provision(Roll.FORWARD, None)
    Traceback (most recent call last):
    courtclock.errors.InvalidValue: a provision needs a citation, got None
    """

    value: T
    cite: Citation
    quote: str = ""
    when: When = ALWAYS
    rivals: tuple[Provision[T], ...] = ()
    reading: str = ""
    doubt: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a choice without an authority."""
        if not isinstance(self.cite, Citation):
            raise InvalidValue(f"a provision needs a citation, got {self.cite!r}")
        if (self.rivals or self.doubt) and not all(p.reading for p in (self, *self.rivals)):
            raise InvalidValue(f"{self.cite}: each of several readings needs its words")


Choice = tuple[Provision[T], ...]


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
        examples: worked cases from outside; at least one.
    """

    id: str
    what: str
    within: Period
    start: str
    regime: str
    cite: Citation
    in_force: InForce
    checked: Date
    examples: tuple[Example, ...]
    direction: Direction = Direction.AFTER
    bound: Bound = Bound.LATEST
    act: Act | None = None
    runs_from: RunsFrom | None = None
    copying: bool | None = None
    extendable: str = ""
    note: str = ""


@frozen(cache_hash=True)
class Rules:
    """The provisions of a regime that answer one question."""

    first_day: Provision[FirstDay]
    count: Provision[Count]
    month_end: Provision[MonthEnd] | None
    roll: Provision[Roll]
    vacation: Provision[InVacation]
    excluded: Provision[Excluded] | None
    ends: Provision[Ends]


@frozen(cache_hash=True)
class Regime:
    """One version of a body of law on computing time.

    An amendment is written with `attrs.evolve`, so that a change of law reads as a difference; which version applies
    is chosen by `in_force`.

    Attributes:
        id: such as ``pk.gca``.
        title: as cited in running text.
        scope: what it governs, and what it does not.
        checked: the day on which its sources were last looked at.
    """

    id: str
    title: str
    scope: str
    in_force: InForce
    checked: Date = field(converter=to_date)
    first_day: Choice[FirstDay]
    count: Choice[Count]
    month_end: Choice[MonthEnd]
    roll: Choice[Roll]
    vacation: Choice[InVacation]
    ends: Choice[Ends]
    excluded: Choice[Excluded] = ()
    examples: tuple[Example, ...] = field(default=(), repr=False)

    def rules(self, question: Question) -> Rules:
        """Return the provisions that answer a question.

        Raises:
            NoProvision: the regime is silent on a choice that has to be made.
        """
        return _rules(self, question)

    def provisions(self) -> list[tuple[str, Provision[object]]]:
        """Return every provision with the name of its choice, rivals included: what a citation check walks."""
        names = ("first_day", "count", "month_end", "roll", "vacation", "excluded", "ends")
        found: list[tuple[str, Provision[object]]] = []
        for name in names:
            for provision in getattr(self, name):
                found += [(name, provision), *((name, rival) for rival in provision.rivals)]
        return found


def _chosen(choice: Choice[T], question: Question) -> Provision[T] | None:
    return next((p for p in choice if p.when.holds(question)), None)


def _needed(regime: Regime, name: str, choice: Choice[T], question: Question) -> Provision[T]:
    provision = _chosen(choice, question)
    if provision is None:
        raise NoProvision(
            f"{regime.title} ({regime.id}) says nothing of its {name.replace('_', ' ')} for {question.unit} "
            f"{question.direction.value} the trigger ({question.bound.value} day)"
        )
    return provision


@lru_cache(maxsize=4096)
def _rules(regime: Regime, question: Question) -> Rules:
    return Rules(
        first_day=_needed(regime, "first_day", regime.first_day, question),
        count=_needed(regime, "count", regime.count, question),
        month_end=_chosen(regime.month_end, question),
        roll=_needed(regime, "roll", regime.roll, question),
        vacation=_needed(regime, "vacation", regime.vacation, question),
        excluded=_chosen(regime.excluded, question),
        ends=_needed(regime, "ends", regime.ends, question),
    )
