"""United States: regimes as values, courts, calendars and periods as data beside them."""

from pathlib import Path

from courtclock.law import Pack
from courtclock.law.us.regimes import REGIMES

PACK = Pack(id="us", title="United States", regimes=REGIMES, folder=Path(__file__).parent, proved=True)

__all__ = ["PACK", "REGIMES"]
