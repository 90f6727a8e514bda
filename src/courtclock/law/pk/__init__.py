"""Pakistan: the General Clauses Act 1897 and the Limitation Act 1908; the High Courts of Sindh and Islamabad."""

from importlib.resources import files

from courtclock.law import Pack
from courtclock.law.pk.regimes import GENERAL_CLAUSES, LIMITATION

PACK = Pack(
    id="pk",
    title="Pakistan",
    regimes=(GENERAL_CLAUSES, LIMITATION),
    folder=files(__name__),
)

__all__ = ["GENERAL_CLAUSES", "LIMITATION", "PACK"]
