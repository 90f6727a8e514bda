"""What has to be done, and by when in the words of the law: terms, deadlines, compliance windows.

The two sentences that orders and rules use are `within(...)` and `at_least(...)`; they give a `Term`, which says from
what, how long, which way and for which act time runs. A `Term` is a definition: it can be stored for years. The answer
is `compute(term)`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Any, Self

from attrs import evolve, field
from attrs.converters import optional

from courtclock.checks import a, each, filled, listed, maybe, maybe_text, text
from courtclock.court import Means
from courtclock.dates import Date, Instant, to_date, to_trigger
from courtclock.errors import InvalidTerm, NoProvision
from courtclock.matter import Choice, Event, Hearing, Order
from courtclock.period import Bound, Direction, Period, Unit
from courtclock.regime import Act, FirstDay, PeriodRule, Question, RunsFrom
from courtclock.value import frozen

Interval = tuple[Date, Date]

# The members that every term asks for, looked up once: in Python 3.11 that costs as much as a call.
_HOURS, _CLEAR_DAYS, _AFTER = Unit.HOURS, Unit.CLEAR_DAYS, Direction.AFTER
_UNLESS_FIRST_INSTANT, _FILING = FirstDay.UNLESS_FIRST_INSTANT, Act.FILING

# Terms are many, what they ask is much the same: one object for each question finds its provisions by its hash.
_question = lru_cache(maxsize=4096)(Question)


def _interval(pair: Any) -> Interval:
    try:
        first, last = pair
    except (TypeError, ValueError):
        raise InvalidTerm(f"{pair!r} is not an excluded interval: expected [first day, last day]") from None
    first, last = to_date(first), to_date(last)
    if first > last:
        raise InvalidTerm(f"excluded interval: the first day, {first}, is after the last, {last}")
    return first, last


def _intervals(value: Iterable[Any]) -> tuple[Interval, ...]:
    return tuple(_interval(pair) for pair in listed(value)) if value != () else ()


def _days(value: Iterable[Any]) -> tuple[Date, ...]:
    return tuple(to_date(one) for one in listed(value)) if value != () else ()


def _texts(value: str | Iterable[str]) -> tuple[str, ...]:
    return listed(value, str)


def _period_of(value: Any) -> Period:
    return Period.parse(value)


@frozen(kw_only=True)
class Term:
    """How time runs to an act: the request of the command line, as a value.

    Attributes:
        trigger: the day (or, for hours, the instant) from which time runs; None while `event` has not happened.
        period: how long; ``0 days`` is a date certain.
        direction: forward from the trigger, or back from an event such as a hearing.
        bound: whether the answer is the last day to act, or the first on which it may be done.
        first_day: INCLUDED where the instrument counts the day of the trigger; None leaves it to the regime.
        act: what has to be done; None takes nothing to need a court office.
        means: the way of filing, where the hour at which the last day ends turns on it.
        service: the method of service, where days are added for it.
        runs_from: the kind of event from which the period runs.
        excluded: intervals that do not count, both days in; they are taken as a union.
        closures: days on which the office is closed, besides those of the calendar.
        inaccessible: days on which the office cannot be reached.
        court, calendar, regime: ids; the court implies the other two.
        appealed_from: the court below, where its state's holidays count as well.
        law_on: the day by which the version of the law is chosen; None for that of the trigger.
        rule: the enactment's period that this is, where it is one; it has to be in force on that day.
        event: what the trigger is the day of.
    """

    trigger: Date | Instant | None = field(converter=optional(to_trigger))
    period: Period = field(converter=_period_of)
    direction: Direction = field(default=Direction.AFTER, validator=a(Direction))
    bound: Bound = field(default=Bound.LATEST, validator=a(Bound))
    first_day: FirstDay | None = field(default=None, validator=maybe(FirstDay))
    act: Act | None = field(default=None, validator=maybe(Act))
    means: Means | None = field(default=None, validator=maybe(Means))
    service: str | None = field(default=None, validator=maybe_text)
    runs_from: RunsFrom | None = field(default=None, validator=maybe(RunsFrom))
    appealed_from: str | None = field(default=None, validator=maybe_text)
    excluded: tuple[Interval, ...] = field(default=(), converter=_intervals)
    closures: tuple[Date, ...] = field(default=(), converter=_days)
    inaccessible: tuple[Date, ...] = field(default=(), converter=_days)
    court: str | None = field(default=None, validator=maybe_text)
    calendar: str | None = field(default=None, validator=maybe_text)
    regime: str | None = field(default=None, validator=maybe_text)
    law_on: Date | None = field(default=None, converter=optional(to_date))
    rule: PeriodRule | None = field(default=None, validator=maybe(PeriodRule))
    event: Event | None = field(default=None, validator=maybe(Event, "an event"))

    def __attrs_post_init__(self) -> None:
        """Refuse parts that do not fit each other."""
        period = self.period
        if period.unit is _HOURS and self.trigger is not None and not isinstance(self.trigger, Instant):
            raise InvalidTerm(
                f"trigger: {self.period} run from an instant; expected a time with an offset, such as "
                f"{self.trigger}T10:00:00+05:00, got a day"
            )
        if period.n == 0 and period.unit is _CLEAR_DAYS and self.direction is _AFTER:
            raise InvalidTerm("0 clear days are the eve of an event: expected direction BEFORE")
        if self.first_day is _UNLESS_FIRST_INSTANT:
            raise InvalidTerm("first_day: expected INCLUDED or EXCLUDED; the other is for the law to say")
        if self.means is not None and self.act is not _FILING:
            raise InvalidTerm(f"means: {self.means.value!r} is a way of filing; expected act 'filing'")
        if self.court is None and self.calendar is None and self.regime is None:
            raise InvalidTerm("a term needs a court, or a calendar and a regime: none was given")

    @classmethod
    def by_rule(cls, rule: PeriodRule, of: Event | None, **more: Any) -> Self:
        """Return the term that an enactment's period gives, running from an event.

        Keywords are those of `Term`; what they give goes before what the rule says.

        Raises:
            InvalidTerm: the parts do not fit.

        >>> from courtclock import Instrument, Term, default_almanac
        >>> decree = Instrument(what="decree", on="2017-06-09")
        >>> rule = default_almanac().period("pk.limitation.art.156")
        >>> str(Term.by_rule(rule, decree, court="pk.shc").period)
        '90 days'
        """
        given = {
            "trigger": of.on if of is not None else None,
            "event": of,
            "period": rule.within,
            "direction": rule.direction,
            "bound": rule.bound,
            "act": rule.act,
            "regime": rule.regime,
            "calendar": rule.calendar,
            "rule": rule,
            "runs_from": rule.runs_from or (of.runs_from if of is not None else None),
        }
        return cls(**{**given, **{name: value for name, value in more.items() if value is not None}})

    @property
    def question(self) -> Question:
        """What the choice of provisions depends on."""
        period, service = self.period, self.service
        # Added days are for periods that run from service; one whose method of service is named does.
        runs_from = self.runs_from or (RunsFrom.SERVICE if service is not None else None)
        return _question(period.n, period.unit, self.direction, self.bound, self.act, runs_from, service, self.means)

    def to(self, what: str, **more: Any) -> Deadline:
        """Return the deadline for doing something by this term.

        >>> from courtclock import Order, within
        >>> within(days=7).of(Order(court="pk.shc", made="2024-04-17")).to("deposit the costs").what
        'deposit the costs'
        """
        return Deadline(what=what, term=self, **more)

    def starting(self, on: Date) -> Self:
        """Return this term with time running from a day, which is one of those that its event can have."""
        event = self.event.taken(on) if isinstance(self.event, Choice) else self.event
        follows = event is not None and self.event is not None and self.runs_from is self.event.runs_from
        return evolve(self, trigger=on, runs_from=event.runs_from if follows and event else self.runs_from)

    def for_act(self, act: Act) -> Self:
        """Return this term for an act of that kind."""
        return evolve(self, act=act)


@frozen
class Within:
    """The start of a sentence: ``within(weeks=1)``, to be finished by `of`, `after` or `before`."""

    period: Period
    bound: Bound = Bound.LATEST

    def of(self, event: Event | Date | str, **more: Any) -> Term:
        """Return the term that runs forward from an event or a day.

        Keywords are those of `Term`, such as ``court="pk.shc"`` where a bare day is given.

        Raises:
            InvalidTerm: the parts do not fit.

        >>> from courtclock import Order, within
        >>> str(within(weeks=1).of(Order(court="pk.shc", made="2024-04-17")).period)
        '1 week'
        """
        return _term(self, event, Direction.AFTER, more)

    after = of

    def before(self, event: Event | Date | str, **more: Any) -> Term:
        """Return the term that runs back from an event, such as a hearing."""
        return _term(self, event, Direction.BEFORE, more)


def _term(words: Within, event: Any, direction: Direction, more: dict[str, Any]) -> Term:
    if isinstance(event, Event):
        more.setdefault("court", getattr(event, "court", None) or None)
        more.setdefault("runs_from", event.runs_from)
        return Term(trigger=event.on, event=event, period=words.period, direction=direction, bound=words.bound, **more)
    return Term(trigger=event, period=words.period, direction=direction, bound=words.bound, **more)


_KEYWORDS = {unit.value.replace(" ", "_"): unit for unit in Unit}


def _period(text: str | Period | None, units: dict[str, int]) -> Period:
    if text is not None and not units:
        return Period.parse(text)
    if text is None and len(units) == 1:
        ((name, n),) = units.items()
        if name in _KEYWORDS:
            return Period(n, _KEYWORDS[name])
    known = ", ".join(_KEYWORDS)
    raise TypeError(f"expected one period: a text such as 'one week', or exactly one of the keywords {known}")


def within(text: str | Period | None = None, /, **unit: int) -> Within:
    """Begin the sentence "within ... of": the answer will be the last day to act.

    Exactly one unit, since that is what orders and rules state.

    Raises:
        TypeError: no unit, or more than one.
        InvalidPeriod: the period is not one.

    >>> within(weeks=1).period == within("one week").period
    True
    """
    return Within(_period(text, unit))


def at_least(text: str | Period | None = None, /, **unit: int) -> AtLeast:
    """Begin the sentence "at least ... before" or "at least ... after".

    Before an event, the answer is the last day on which the act leaves that much time; after one, the first day on
    which so much time has passed.

    Raises:
        TypeError: no unit, or more than one.
        InvalidPeriod: the period is not one.

    >>> from courtclock import Hearing, at_least
    >>> at_least(days=3).before(Hearing(court="pk.shc", on="2024-05-09")).direction
    <Direction.BEFORE: 'before'>
    """
    return AtLeast(_period(text, unit))


@frozen
class AtLeast(Within):
    """The start of a sentence: ``at_least(days=3)``, to be finished by `before` or `after`."""

    def of(self, event: Event | Date | str, **more: Any) -> Term:
        """Return the term whose answer is the first day on which so much time has passed since the event."""
        return _term(evolve(self, bound=Bound.EARLIEST), event, Direction.AFTER, more)

    after = of


@frozen(kw_only=True)
class Consequence:
    """What the order says will follow default: never a finding that there was any.

    >>> Consequence(what="the court will pass appropriate orders").at is None
    True
    """

    what: str = field(validator=filled)
    at: Hearing | None = field(default=None, validator=maybe(Hearing))


@frozen(kw_only=True)
class Deadline:
    """Something that has to be done by a day.

    Attributes:
        id: stable; a calendar entry keeps its identity by it.
        what: the act, beginning with a verb.
        term: how time runs to it.
    """

    what: str = field(validator=filled)
    term: Term = field(validator=a(Term))
    id: str = field(default="", validator=text)
    responsible: str = field(default="", validator=text)
    note: str = field(default="", validator=text)


@frozen(kw_only=True)
class ComplianceWindow:
    """The time that an order gives for obeying it.

    Attributes:
        id: stable; calendar entries keep their identity by it.
        what: the act that the order requires.
        by: who has to do it.
        order: the order; time runs from the day on which it was made.
        period: how long; None for a standing duty, or for one that is due before a hearing.
        continuing: a standing duty, which has no last day.
        before: the hearing before which the act has to be done.
        alternatives: acts that satisfy the order just as well ("or justify it").
        failing: what the order says will follow default.
        calendar: that of the office which has to act; None for the court's own.
        means: the way of filing, where the act is one.

    >>> order = Order(court="pk.shc", made="2024-04-17")
    >>> window = ComplianceWindow(
    ...     what="withdraw the letter", by="Ministry of Interior", period="one week", order=order,
    ...     alternatives=("justify it",), failing=Consequence(what="appropriate orders"), calendar="pk.federal",
    ... )
    >>> window.duty
    'withdraw the letter, or justify it'
    """

    what: str = field(validator=filled)
    order: Order = field(validator=a(Order))
    period: Period | None = field(default=None, converter=optional(_period_of))
    by: str = field(default="", validator=text)
    id: str = field(default="", validator=text)
    continuing: bool = field(default=False, validator=a(bool, "True or False"))
    before: Hearing | None = field(default=None, validator=maybe(Hearing))
    alternatives: tuple[str, ...] = field(default=(), converter=_texts, validator=each(str))
    failing: Consequence | None = field(default=None, validator=maybe(Consequence))
    calendar: str | None = field(default=None, validator=maybe_text)
    regime: str | None = field(default=None, validator=maybe_text)
    act: Act | None = field(default=Act.OTHER, validator=maybe(Act))
    means: Means | None = field(default=None, validator=maybe(Means))
    bound: Bound = field(default=Bound.LATEST, validator=a(Bound))
    responsible: str = field(default="", validator=text)
    note: str = field(default="", validator=text)

    def __attrs_post_init__(self) -> None:
        """Refuse a window with no end, or with more than one."""
        ends = [self.period is not None, self.continuing, self.before is not None]
        if sum(ends) != 1:
            raise InvalidTerm("expected exactly one of a period, continuing=True, and a hearing to act before")

    @property
    def duty(self) -> str:
        """The act and its alternatives."""
        return ", or ".join((self.what, *self.alternatives))

    @property
    def opens(self) -> Date:
        """The day of the order: from then on it can be obeyed."""
        return self.order.made

    @cached_property
    def term(self) -> Term:
        """How time runs to the end of the window.

        Raises:
            NoProvision: a standing duty has no last day.
        """
        common: dict[str, Any] = {
            "court": self.order.court,
            "calendar": self.calendar,
            "regime": self.regime,
            "act": self.act,
            "means": self.means,
            "bound": self.bound,
            "runs_from": RunsFrom.ORDER,
        }
        if self.before is not None:
            eve = Period(0, Unit.CLEAR_DAYS)
            return Term(trigger=self.before.on, event=self.before, period=eve, direction=Direction.BEFORE, **common)
        if self.period is None:
            raise NoProvision(f"{self.what!r} is a standing duty: it has no last day")
        return Term(trigger=self.order.made, event=self.order, period=self.period, **common)
