"""`due_dates`: one rule, many triggers."""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from courtclock.almanac import Almanac, default_almanac
from courtclock.bulk.rule import EPOCH, NO_DAY, Rule
from courtclock.bulk.table import BLOCK, Table
from courtclock.dates import Date, day
from courtclock.deadline import Term
from courtclock.errors import BulkError, CourtclockError, InvalidDate, InvalidTerm, InvalidValue
from courtclock.period import Period
from courtclock.schema.request import read_rule

NAMED = 3  # rows that an error names
NAT = int(np.datetime64("NaT").astype(np.int64))  # as numpy keeps it


def due_dates(  # noqa: PLR0913 - the keys of a request, each by its name
    triggers: ArrayLike,
    *,
    regime: str,
    calendar: str,
    period: str | Period,
    direction: str = "after",
    service: str | None = None,
    law_on: Date | str | None = None,
    out: NDArray[Any] | None = None,
    errors: Literal["raise", "nat"] = "raise",
    act: str | None = None,
    bound: str = "latest",
    first_day: str | None = None,
    runs_from: str | None = None,
    known_on: Date | str | None = None,
    almanac: Almanac | None = None,
) -> NDArray[Any]:
    """Return the last day of one rule for each of many triggers: the day that `compute` gives for each.

    Args:
        triggers: ``datetime64[D]``, or integers as days since 1 January 1970; other dates that numpy reads (text as
            YYYY-MM-DD, lists of dates, Arrow and pandas columns of days) are taken as ``datetime64[D]``.
        regime: id of the law.
        calendar: id of the open and closed days.
        period: how long, but not in hours: those run from an instant.
        direction: "after" or "before".
        service: the method of service, where days are added for it.
        law_on: the day by which the version of the law is chosen; None for that of each trigger.
        out: where to put the answers: as many as there are triggers, of the same kind (``datetime64[D]`` or
            ``int32``).
        errors: "raise", or "nat" for no date where there is none.
        act: what has to be done, as in a request.
        bound: "latest", or "earliest" for the first day on which it may be done.
        first_day: "included" or "excluded", where the instrument says so.
        runs_from: the kind of event from which the period runs.
        known_on: use only what had been announced of closed days by then.
        almanac: where to look up calendars and law; the built-in packs by default.

    Returns:
        ``datetime64[D]``, or ``int32`` day numbers where integers were given. NaT (the least int32, for day numbers)
        stays what it is. A disputed or provisional row has the prevailing date; `due_table` marks them.

    Raises:
        BulkError: rows have no date; it names the first. What is in `out` then means nothing.
        UnknownId: a calendar or regime that no pack knows.
        InvalidValue: an argument that cannot be.

    >>> import numpy as np
    >>> filed = np.array(["2024-06-14", "2024-06-20", "NaT"], dtype="datetime64[D]")
    >>> due_dates(filed, regime="us.frcp.6", calendar="us.federal", period="14 days")
    array(['2024-06-28', '2024-07-05',        'NaT'], dtype='datetime64[D]')
    """
    if errors not in ("raise", "nat"):
        raise InvalidValue(f"errors: expected 'raise' or 'nat', got {errors!r}")
    given = _days(triggers)
    keys = {
        "regime": regime,
        "calendar": calendar,
        "period": period,
        "direction": direction,
        "service": service,
        "law_on": law_on,
        "act": act,
        "bound": bound,
        "first_day": first_day,
        "runs_from": runs_from,
        "known_on": known_on,
    }
    asked = read_rule({key: _plain(value) for key, value in keys.items()})
    table = table_of(asked.term, almanac or default_almanac(), asked.known_on)
    answer = _room(given, out)
    _fill(table, given.reshape(-1), answer.reshape(-1), strict=errors == "raise")
    return answer


@lru_cache(maxsize=64)
def table_of(term: Term, almanac: Almanac, known_on: Date | None = None) -> Table:
    """Return the table of a rule, made when it is first asked for and kept for a while."""
    rule = Rule(term, almanac, known_on)
    if not rule.is_table:
        raise InvalidTerm(f"period: {term.period} run from an instant: ask `compute`, or `due_table`, row by row")
    return Table(rule)


def _plain(value: Any) -> Any:
    """Return a value of ours as a request has it."""
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Period | date) else value


def _days(triggers: ArrayLike) -> NDArray[Any]:
    """Return the triggers as int32 day numbers, or as datetime64[D]."""
    given = np.asarray(triggers)
    kind = given.dtype.kind
    if kind in "iu":
        if given.dtype == np.int32:
            return given
        if given.size and (given.min() < NO_DAY or given.max() > -NO_DAY - 1):
            raise InvalidDate("triggers: day numbers are int32, days since 1 January 1970; got larger ones")
        return given.astype(np.int32)
    if given.dtype == np.dtype("datetime64[D]"):
        return given
    if kind not in "MUO":
        raise InvalidDate(f"triggers: expected days (datetime64[D], or int32 day numbers), got {given.dtype}")
    try:
        days = given.astype("datetime64[D]")
    except (ValueError, TypeError) as error:
        raise InvalidDate(f"triggers: expected days, as YYYY-MM-DD: {error}") from None
    if kind == "M" and not np.array_equal(days.astype(given.dtype), given, equal_nan=True):
        raise InvalidDate("triggers: an instant has no day without a zone; expected days, got times of the day")
    return days


def _room(given: NDArray[Any], out: NDArray[Any] | None) -> NDArray[Any]:
    if out is None:
        return np.empty_like(given, order="C")
    if out.shape != given.shape or out.dtype != given.dtype or not out.flags.c_contiguous:
        raise InvalidValue(
            f"out: expected an array of {given.dtype} in C order, of the shape {given.shape}; got {out.dtype}, "
            f"{out.shape}"
        )
    return out


def _fill(table: Table, source: NDArray[Any], target: NDArray[Any], *, strict: bool) -> None:
    """Look all rows up, a block at a time; those that a look does not settle are counted."""
    near: NDArray[Any]
    near, none = (table.near, NO_DAY) if source.dtype == np.int32 else (table.near64, NAT)
    if source.dtype != np.int32:
        source, target = source.view(np.int64), target.view(np.int64)
    if np.may_share_memory(source, target):
        source = source.copy()
    failed: list[tuple[int, int]] = []
    count = 0
    for start in range(0, len(source), BLOCK):
        rows, answers = source[start : start + BLOCK], target[start : start + BLOCK]
        near.take(rows, out=answers, mode="clip")
        if answers.min() != none:
            continue
        unsettled = np.flatnonzero((answers == none) & (rows != none))
        if not len(unsettled):
            continue
        due, _ = table.far(rows[unsettled])
        answers[unsettled] = due
        without = unsettled[due == NO_DAY]
        answers[without] = none
        count += len(without)
        failed += [(start + row, int(rows[row])) for row in without[: NAMED - len(failed)].tolist()]
    if count and strict:
        raise BulkError(_complaint(table.rule, failed, count, len(source)))


def _complaint(rule: Rule, failed: list[tuple[int, int]], count: int, rows: int) -> str:
    """Say which rows have no date, the first ones by name."""
    lines = [f"{count:,} of {rows:,} rows have no date; errors='nat' lets them be"]
    for row, number in failed:
        try:
            rule.compute(day(number + EPOCH))
        except CourtclockError as error:
            lines.append(f"row {row}: {type(error).__name__}: {error}")
    if count > len(failed):
        lines.append(f"and {count - len(failed):,} more")
    return "\n  ".join(lines)
