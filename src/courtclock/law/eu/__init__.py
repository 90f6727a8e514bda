"""European Union: regimes as values, courts, calendars and periods as data beside them."""

from pathlib import Path

from courtclock.law import Pack
from courtclock.law.eu.regimes import REGIMES

PACK = Pack(id="eu", title="European Union", regimes=REGIMES, folder=Path(__file__).parent, proved=True)

__all__ = ["PACK", "REGIMES"]
