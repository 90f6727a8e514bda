"""Pakistan: the General Clauses Act 1897 and the Limitation Act 1908; the High Courts of Sindh and Islamabad."""

from pathlib import Path

from courtclock.law import Pack
from courtclock.law.pk.regimes import GENERAL_CLAUSES, LIMITATION

PACK = Pack(
    id="pk",
    title="Pakistan",
    regimes=(GENERAL_CLAUSES, LIMITATION),
    folder=Path(__file__).parent,
    proved=True,
)

__all__ = ["GENERAL_CLAUSES", "LIMITATION", "PACK"]
