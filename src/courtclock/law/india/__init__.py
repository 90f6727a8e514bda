"""India: regimes as values, courts, calendars and periods as data beside them."""

from pathlib import Path

from courtclock.law import Pack
from courtclock.law.india.regimes import REGIMES

PACK = Pack(id="in", title="India", regimes=REGIMES, folder=Path(__file__).parent, proved=True)

__all__ = ["PACK", "REGIMES"]
