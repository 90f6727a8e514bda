"""How one body of law counts time, as a set of provisions, each with its authority.

A `Provision` is a value and the citation that gives it; one without a citation cannot be built. Where the law is read
in more than one way the provision carries the rival readings. Where a choice depends on the act, the direction or the
unit, a regime lists several provisions with conditions, and the first that fits is taken.
"""

from courtclock.regime.provision import (
    ALWAYS,
    NOT_SAID,
    Choice,
    Example,
    InForce,
    PeriodRule,
    Provision,
    Question,
    When,
)
from courtclock.regime.regime import CHOICES, Regime, Rules
from courtclock.regime.template import Template, TemplateStep
from courtclock.regime.vocabulary import (
    Accessible,
    Act,
    AddedTo,
    Addition,
    Closing,
    Count,
    Deemed,
    Ends,
    Excluded,
    FirstDay,
    MonthEnd,
    Reach,
    Roll,
    RunsFrom,
    Suspension,
)

__all__ = [
    "ALWAYS",
    "CHOICES",
    "NOT_SAID",
    "Accessible",
    "Act",
    "AddedTo",
    "Addition",
    "Choice",
    "Closing",
    "Count",
    "Deemed",
    "Ends",
    "Example",
    "Excluded",
    "FirstDay",
    "InForce",
    "MonthEnd",
    "PeriodRule",
    "Provision",
    "Question",
    "Reach",
    "Regime",
    "Roll",
    "Rules",
    "RunsFrom",
    "Suspension",
    "Template",
    "TemplateStep",
    "When",
]
