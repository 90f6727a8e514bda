"""England and Wales: regimes as values, courts, calendars and periods as data beside them."""

from pathlib import Path

from courtclock.law import Pack
from courtclock.law.gb.regimes import REGIMES

PACK = Pack(id="gb", title="England and Wales", regimes=REGIMES, folder=Path(__file__).parent, proved=True)

__all__ = ["PACK", "REGIMES"]
