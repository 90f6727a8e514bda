"""A regime: one version of a body of law on computing time, as a set of provisions."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, TypeVar

from attrs import evolve, field

from courtclock.calendar import ClosureKind
from courtclock.dates import Date, Time, to_date
from courtclock.errors import InvalidValue, NoProvision
from courtclock.period import Bound
from courtclock.regime.provision import Choice, Example, InForce, Provision, Question
from courtclock.regime.vocabulary import (
    Accessible,
    Addition,
    Closing,
    Count,
    Deemed,
    Ends,
    Excluded,
    FirstDay,
    MonthEnd,
    Roll,
    Suspension,
)
from courtclock.value import frozen

T = TypeVar("T")


@frozen(cache_hash=True)
class Rules:
    """The provisions of a regime that answer one question."""

    first_day: Provision[FirstDay]
    count: Provision[Count]
    month_end: Provision[MonthEnd] | None
    roll: Provision[Roll]
    closings: tuple[tuple[frozenset[ClosureKind], Provision[Closing]], ...]
    excluded: Provision[Excluded] | None
    service: Provision[Addition] | None
    deemed: Provision[Deemed] | None
    extra: Provision[Addition] | None
    minimum: Provision[int] | None
    accessible: Provision[Accessible] | None
    ends: Provision[Ends | Time]

    def closing(self, kind: ClosureKind) -> Provision[Closing] | None:
        """Return what is said of a kind of closure; None where it simply closes."""
        return next((provision for kinds, provision in self.closings if kind in kinds), None)


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
    ends: Choice[Ends | Time]
    excluded: Choice[Excluded] = ()
    closings: tuple[tuple[frozenset[ClosureKind], Provision[Closing]], ...] = ()
    service: Choice[Addition] = ()
    deemed: Choice[Deemed] = ()
    extra: Choice[Addition] = ()
    minimum: Choice[int] = ()
    below: Choice[Closing] = ()
    accessible: Choice[Accessible] = ()
    suspensions: tuple[Provision[Suspension], ...] = ()
    examples: tuple[Example, ...] = field(default=(), repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse readings in a choice that is made in one way only: they would never be asked for."""
        for name in _ONE_WAY:
            for provision in getattr(self, name):
                if provision.rivals or provision.doubt:
                    raise InvalidValue(f"{self.id}: its {name.replace('_', ' ')} is read in one way only; got readings")

    def rules(self, question: Question) -> Rules:
        """Return the provisions that answer a question.

        Raises:
            NoProvision: the regime is silent on a choice that has to be made.
        """
        return _rules(self, question)

    def known_on(self, on: Date) -> Regime:
        """Return this version with only the suspensions that had been ordered by a day, and their ends if fixed."""
        known = []
        for order in self.suspensions:
            window = order.value
            if window.ordered is None or window.ordered <= on:
                unfixed = window.ended is not None and window.ended > on
                known.append(evolve(order, value=evolve(window, ended=None)) if unfixed else order)
        return self if known == list(self.suspensions) else evolve(self, suspensions=tuple(known))

    def provisions(self) -> list[tuple[str, Provision[Any]]]:
        """Return every provision with the name of its choice, rivals included: what a citation check walks."""
        found: list[tuple[str, Provision[Any]]] = []
        for name in CHOICES:
            for provision in getattr(self, name):
                found += [(name, provision), *((name, rival) for rival in provision.rivals)]
        for _, closing in self.closings:
            found += [("closings", closing), *(("closings", rival) for rival in closing.rivals)]
        return found


CHOICES = (
    "first_day",
    "count",
    "month_end",
    "roll",
    "excluded",
    "service",
    "deemed",
    "extra",
    "minimum",
    "below",
    "accessible",
    "ends",
    "suspensions",
)


# Choices of which the engine asks for no rival: they decide no day.
_ONE_WAY = ("excluded", "accessible", "below", "ends")

_ASKED = {
    "first_day": "whether the day of the event is counted",
    "count": "how time is counted",
    "roll": "what becomes of a last day that is closed",
    "ends": "when the day ends",
}


def _chosen(choice: Choice[T], question: Question) -> Provision[T] | None:
    return next((p for p in choice if p.when.holds(question)), None)


def _needed(regime: Regime, name: str, choice: Choice[T], question: Question) -> Provision[T]:
    provision = _chosen(choice, question)
    if provision is None:
        if name == "ends" and question.means is not None:
            raise NoProvision(f"{regime.title} ({regime.id}) says nothing of filing by {question.means.value}")
        scope = re.split(r"\. (?=[A-Z])", regime.scope)[0]
        bound = "the last day" if question.bound is Bound.LATEST else "the first day to act"
        raise NoProvision(
            f"{regime.title} ({regime.id}) does not say {_ASKED[name]} where {bound} of {question.n} {question.unit} "
            f"{question.direction.value} an event is wanted; it is for {scope}"
        )
    return provision


@lru_cache(maxsize=4096)
def _rules(regime: Regime, question: Question) -> Rules:
    return Rules(
        first_day=_needed(regime, "first_day", regime.first_day, question),
        count=_needed(regime, "count", regime.count, question),
        month_end=_chosen(regime.month_end, question),
        roll=_needed(regime, "roll", regime.roll, question),
        closings=tuple((kinds, p) for kinds, p in regime.closings if p.when.holds(question)),
        excluded=_chosen(regime.excluded, question),
        service=_chosen(regime.service, question),
        deemed=_chosen(regime.deemed, question),
        extra=_chosen(regime.extra, question),
        minimum=_chosen(regime.minimum, question),
        accessible=_chosen(regime.accessible, question),
        ends=_needed(regime, "ends", regime.ends, question),
    )
