"""courtclock: legal deadlines with their reasons.

What is named here is the stable interface; modules below it may move (see docs/stability.md). Names are loaded when
they are first used.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # as type checkers take it to be true; `typing` itself would cost more than all else here
if TYPE_CHECKING:
    from typing import Any

    from courtclock.almanac import Almanac as Almanac
    from courtclock.almanac import default_almanac as default_almanac
    from courtclock.calendar import CourtCalendar as CourtCalendar
    from courtclock.citation import Citation as Citation
    from courtclock.citation import Source as Source
    from courtclock.clock import compute as compute
    from courtclock.court import Court as Court
    from courtclock.court import Means as Means
    from courtclock.deadline import ComplianceWindow as ComplianceWindow
    from courtclock.deadline import Consequence as Consequence
    from courtclock.deadline import Deadline as Deadline
    from courtclock.deadline import Term as Term
    from courtclock.deadline import at_least as at_least
    from courtclock.deadline import within as within
    from courtclock.docket import Docket as Docket
    from courtclock.errors import CourtclockError as CourtclockError
    from courtclock.inverse import latest_service_for as latest_service_for
    from courtclock.inverse import triggers_for as triggers_for
    from courtclock.matter import Hearing as Hearing
    from courtclock.matter import Instrument as Instrument
    from courtclock.matter import Order as Order
    from courtclock.matter import Petition as Petition
    from courtclock.matter import Service as Service
    from courtclock.period import Period as Period
    from courtclock.regime import Act as Act
    from courtclock.regime import Provision as Provision
    from courtclock.regime import Regime as Regime
    from courtclock.trace import Assurance as Assurance
    from courtclock.trace import Computation as Computation
    from courtclock.trace import Step as Step

_HOME = {
    "Act": "regime",
    "Almanac": "almanac",
    "Assurance": "trace",
    "Citation": "citation",
    "ComplianceWindow": "deadline",
    "Computation": "trace",
    "Consequence": "deadline",
    "Court": "court",
    "CourtCalendar": "calendar",
    "CourtclockError": "errors",
    "Deadline": "deadline",
    "Docket": "docket",
    "Hearing": "matter",
    "Instrument": "matter",
    "Means": "court",
    "Order": "matter",
    "Period": "period",
    "Petition": "matter",
    "Provision": "regime",
    "Regime": "regime",
    "Service": "matter",
    "Source": "citation",
    "Step": "trace",
    "Term": "deadline",
    "at_least": "deadline",
    "compute": "clock",
    "default_almanac": "almanac",
    "latest_service_for": "inverse",
    "triggers_for": "inverse",
    "within": "deadline",
}
__all__ = list(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'courtclock' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"courtclock.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
