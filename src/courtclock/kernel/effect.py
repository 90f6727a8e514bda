"""What provisions do to dates, whatever gives them and in whichever words: two that do the same need one table."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from attrs import fields

from courtclock.calendar import ClosureKind
from courtclock.errors import CourtclockError
from courtclock.regime import Closing, Provision, Question, Regime, Rules

_CLOSES = (Closing.CLOSED, (), False)


def effect(provision: Provision[Any] | None) -> tuple[object, ...] | None:
    """Return what a provision does to dates; None where there is none."""
    if provision is None:
        return None
    return provision.value, tuple(each.value for each in provision.rivals), bool(provision.doubt)


@lru_cache(maxsize=4096)
def of_closings(rules: Rules) -> tuple[object, ...]:
    """Return what rules do to each kind of closure.

    A kind of which nothing is said closes; to say that it does adds nothing. A vacation closes only if that is said.
    """
    found = [(kind, effect(rules.closing(kind))) for kind in ClosureKind]
    return tuple(
        (kind, does) for kind, does in found if does is not None and (does != _CLOSES or kind is ClosureKind.VACATION)
    )


@lru_cache(maxsize=4096)
def of_regime(regime: Regime, question: Question) -> object:
    """Return what a version of the law does to the dates of terms that ask this."""
    try:
        rules = regime.rules(question)
    except CourtclockError as error:
        return type(error)
    single = tuple(effect(getattr(rules, each.name)) for each in fields(Rules) if each.name != "closings")
    return single, of_closings(rules), regime.suspensions, bool(regime.deemed)
