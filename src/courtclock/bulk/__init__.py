"""Millions of dates: the same law, vectorised.

`due_dates` gives the last day of one rule for many triggers; `due_table` takes rows that differ, `due_frame` the same
from polars or pandas, `due_file` from a file, `dask_due` (extra ``courtclock[dask]``) on many machines. A rule over one
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
    from courtclock.bulk.cluster import dask_due
    from courtclock.bulk.files import due_file
    from courtclock.bulk.frames import due_frame
    from courtclock.bulk.rows import due_table

__all__ = ["dask_due", "due_dates", "due_file", "due_frame", "due_table"]

_HOMES = {  # what needs pyarrow besides numpy
    "dask_due": "courtclock.bulk.cluster",
    "due_file": "courtclock.bulk.files",
    "due_frame": "courtclock.bulk.frames",
    "due_table": "courtclock.bulk.rows",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(_HOMES[name]), name)
    except ImportError as error:
        raise ExtraMissing(f"{name} needs pyarrow: pip install 'courtclock[bulk]'") from error
