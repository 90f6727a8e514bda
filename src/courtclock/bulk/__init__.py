"""Millions of dates: the same law, vectorised.

`due_dates` gives the last day of one rule for many triggers; `due_table` takes rows that differ. A rule over one
calendar is a function of a day, so it is laid out once as a table and looked up. Needs the extra ``courtclock[bulk]``.
"""

from courtclock.errors import ExtraMissing

try:
    import numpy as np  # noqa: F401 - asked for here, so that the answer is one sentence
except ImportError as error:
    raise ExtraMissing("courtclock.bulk needs numpy and pyarrow: pip install 'courtclock[bulk]'") from error

from courtclock.bulk.due import due_dates

__all__ = ["due_dates"]
