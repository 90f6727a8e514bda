"""Millions of dates: the same law, vectorised.

`due_dates` gives the last day of one rule for many triggers; `due_table` takes rows that differ. A rule over one
calendar is a function of a day, so it is laid out once as a table and looked up. Needs the extra ``courtclock[bulk]``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from courtclock.errors import ExtraMissing

try:
    import numpy as np  # noqa: F401 - asked for here, so that the answer is one sentence
except ImportError as error:
    raise ExtraMissing("courtclock.bulk needs numpy and pyarrow: pip install 'courtclock[bulk]'") from error

from courtclock.bulk.due import due_dates

if TYPE_CHECKING:
    from courtclock.bulk.files import due_file
    from courtclock.bulk.rows import due_table

__all__ = ["due_dates", "due_file", "due_table"]

_HOMES = {"due_file": "courtclock.bulk.files", "due_table": "courtclock.bulk.rows"}  # what needs pyarrow besides numpy


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(_HOMES[name]), name)
    except ImportError as error:
        raise ExtraMissing(f"{name} needs pyarrow: pip install 'courtclock[bulk]'") from error
