"""`dask_due`: tables in parts, on the cores of one machine or on many machines, with Dask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from courtclock.almanac import Almanac
from courtclock.bulk.frames import due_frame
from courtclock.errors import ExtraMissing, InvalidValue

if TYPE_CHECKING:
    import dask.dataframe as dd


def dask_due(frame: dd.DataFrame, *, almanac: Almanac | None = None) -> dd.DataFrame:
    """Answer a Dask table of requests, part by part: the same columns, and what is due.

    Nothing is computed until it is asked for. Each part is answered by itself with `due_frame`, so that a worker that
    is lost costs no more than the parts that it held. courtclock has to be installed, in the same version, wherever
    workers run.

    Args:
        frame: the requests; the parts are pandas tables, whose columns may be those of Arrow.
        almanac: where workers look up courts, calendars and law; it is sent to them. By default each takes its own
            built-in packs.

    Returns:
        the frame with `due`, `assurance` and `error`, as `due_frame` adds them to a pandas table.

    Raises:
        InvalidValue: columns that are missing, or cannot be read.
        ExtraMissing: Dask is not installed.

    >>> import dask.dataframe as dd
    >>> import pandas as pd
    >>> asked = pd.DataFrame({"court": ["us.nysd"] * 2, "trigger": ["2024-06-20", "2024-07-01"], "period": "14 days"})
    >>> dask_due(dd.from_pandas(asked, npartitions=2)).compute()["due"].dt.strftime("%d %B %Y").tolist()
    ['05 July 2024', '15 July 2024']
    """
    try:
        import dask.dataframe as dd
    except ImportError as error:
        raise ExtraMissing("dask_due needs Dask: pip install 'courtclock[dask]'") from error
    if not isinstance(frame, dd.DataFrame):
        raise InvalidValue(f"expected a table of Dask, got {type(frame).__module__}.{type(frame).__qualname__}")
    # The columns that come out, learned from a part without rows.
    meta = due_frame(frame._meta, almanac=almanac)  # noqa: SLF001 - how Dask names what it documents as `meta`
    table: Any = frame  # Dask says nothing of the types of its methods
    answered: dd.DataFrame = table.map_partitions(due_frame, almanac=almanac, meta=meta)
    return answered
