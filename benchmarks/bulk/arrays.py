"""One rule, many triggers: `due_dates` beside the array libraries, and beside loops over those that count one date."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import holidays
import numpy as np
import pandas as pd
import polars as pl
import QuantLib as Ql
from attrs import define, field
from numpy.typing import NDArray
from workalendar.usa import UnitedStates

from benchmarks.bulk.rules import Closed, Days, Rule, closed_days, months
from benchmarks.bulk.timing import Ratio, Work, interleave, ratio
from benchmarks.bulk.told import Bar, Section, bar, nanoseconds, short
from courtclock.bulk import due_dates

REGIME, CALENDAR = "us.frcp.6", "us.federal"
FIRST, LAST = np.datetime64("1996-03-01"), np.datetime64("2027-10-31")  # what the calendar covers, but for the edges
ROLL, TEN, MONTH, BACK = Rule(14), Rule(10, "court days"), Rule(1, "months"), Rule(-10, "court days")
RULES = {"14 days, rolled": ROLL, "10 court days": TEN, "1 month, rolled": MONTH, "10 court days before": BACK}
FEW, FEWER = 20_000, 10_000  # rows for what goes one by one
OF_QUANTLIB = 25_569  # its serial number of 1 January 1970
OFTEN = 5  # times a round, for what takes milliseconds


@define
class Peers:
    """The other libraries, with the same closed days where they can be told."""

    closed: Closed
    days: Days
    numpy: np.busdaycalendar = field(init=False)
    polars: Any = field(init=False)
    quantlib: Any = field(init=False)
    listed: list[date] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.listed = self.closed.others.tolist()
        self.numpy = self.closed.of_numpy()
        self.polars = pl.Series(self.days)
        self.quantlib = Ql.BespokeCalendar("courtclock")
        for weekday in (Ql.Saturday, Ql.Sunday):
            self.quantlib.addWeekend(weekday)
        for number in self.closed.others.astype(np.int64).tolist():
            self.quantlib.addHoliday(Ql.Date(number + OF_QUANTLIB))

    def by_polars(self, rule: Rule) -> Days:
        if rule.unit == "court days":
            roll = "backward" if rule.n > 0 else "forward"
            found = self.polars.dt.add_business_days(rule.n, holidays=self.listed, roll=roll)
        else:
            end = self.polars.dt.offset_by(f"{rule.n}{'d' if rule.unit == 'days' else 'mo'}")
            found = end.dt.add_business_days(0, holidays=self.listed, roll="forward")
        answer: Days = found.to_numpy()
        return answer

    def by_pandas(self, rule: Rule) -> Days:
        index = pd.DatetimeIndex(self.days[:FEW])
        if rule.unit != "court days":
            index += pd.Timedelta(days=rule.n) if rule.unit == "days" else pd.DateOffset(months=rule.n)
        n = rule.n if rule.unit == "court days" else 0
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it says itself that it goes one by one
            found = index + pd.offsets.CustomBusinessDay(n, holidays=self.listed)
        answer: Days = found.to_numpy().astype("datetime64[D]")
        return answer

    def by_quantlib(self, rule: Rule) -> Days:
        advance, adjust, calendar = self.quantlib.advance, self.quantlib.adjust, Ql.Date
        numbers = (self.days[:FEWER].astype(np.int64) + OF_QUANTLIB).tolist()
        if rule.unit == "court days":
            found = [advance(calendar(n), rule.n, Ql.Days).serialNumber() for n in numbers]
        elif rule.unit == "days":
            found = [adjust(calendar(n + rule.n), Ql.Following).serialNumber() for n in numbers]
        else:
            found = [advance(calendar(n), rule.n, Ql.Months, Ql.Following).serialNumber() for n in numbers]
        return (np.array(found) - OF_QUANTLIB).astype("datetime64[D]")

    def by_loop(self, rule: Rule, move: Callable[[date, int], date], roll: Callable[[date], date]) -> Days:
        """Count one by one, with closed days of the library's own."""
        asked: list[date] = self.days[:FEWER].tolist()
        if rule.unit == "court days":
            return np.array([move(each, rule.n) for each in asked], dtype="datetime64[D]")
        if rule.unit == "days":
            ahead = timedelta(days=rule.n)
            return np.array([roll(each + ahead) for each in asked], dtype="datetime64[D]")
        ends: list[date] = months(self.days[:FEWER], rule.n).tolist()
        return np.array([roll(each) for each in ends], dtype="datetime64[D]")


def _loops() -> dict[str, tuple[Callable[[date, int], date], Callable[[date], date]]]:
    national = UnitedStates()
    federal = holidays.country_holidays("US", years=range(1995, 2030))

    def roll(day: date) -> date:
        while not federal.is_working_day(day):
            day += timedelta(days=1)
        return day

    return {
        "workalendar, a loop": (national.add_working_days, national.find_following_working_day),
        "holidays, a loop": (federal.get_nth_working_day, roll),
    }


def _ours(days: NDArray[Any], rule: Rule, out: NDArray[Any]) -> NDArray[Any]:
    return due_dates(days, regime=REGIME, calendar=CALENDAR, period=rule.period, direction=rule.direction, out=out)


def measure(rows: int, rounds: int) -> Section:
    """Time every rule on day numbers and on dates, and every peer, in turn."""
    numbers = np.random.default_rng(4).integers(FIRST.astype(int), LAST.astype(int) + 1, rows, dtype=np.int32)
    days = numbers.astype("datetime64[D]")
    small, large = numbers.copy(), days.copy()  # memory that has been touched
    peers = Peers(closed_days(CALENDAR), days)
    works: dict[str, Work] = {
        "copy int32": Work(lambda: np.copyto(small, numbers), rows, OFTEN),
        "copy dates": Work(lambda: np.copyto(large, days), rows, OFTEN),
    }
    answers: dict[str, Callable[[], Days]] = {}
    for name, rule in RULES.items():
        works[f"int32 {name}"] = Work(partial(_ours, numbers, rule, small), rows, OFTEN)
        works[f"dates {name}"] = Work(partial(_ours, days, rule, large), rows, OFTEN)
        answers[f"numpy {name}"] = partial(rule.by_numpy, days, peers.numpy)
        if rule is not BACK:
            answers[f"polars {name}"] = partial(peers.by_polars, rule)
        answers[f"pandas {name}"] = partial(peers.by_pandas, rule)
        if rule is not BACK:
            answers[f"QuantLib {name}"] = partial(peers.by_quantlib, rule)
        if rule in (ROLL, TEN):
            for loop, (move, roll) in _loops().items():
                answers[f"{loop} {name}"] = partial(peers.by_loop, rule, move, roll)
    same = {name: _share(run(), _ours(days, _rule(name), large)) for name, run in answers.items()}
    for name, run in answers.items():
        counted = FEW if name.startswith("pandas") else rows if name.startswith(("numpy", "polars")) else FEWER
        works[name] = Work(run, min(counted, rows))
    interleave(works, rounds)
    return _section(rows, rounds, works, same)


def _rule(name: str) -> Rule:
    return next(rule for words, rule in sorted(RULES.items(), key=lambda each: -len(each[0])) if name.endswith(words))


def _share(theirs: Days, ours: Days) -> float:
    return float(np.count_nonzero(theirs == ours[: len(theirs)]) / len(theirs))


def _section(rows: int, rounds: int, works: dict[str, Work], same: dict[str, float]) -> Section:
    section = Section(
        f"One rule, {rows:,} rows",
        f"Medians of {rounds} rounds in turn, one thread. Triggers are random days of {FIRST} to {LAST}; the law is"
        f" {REGIME}, the closed days those of {CALENDAR}. `out=` is given. The array libraries have the same closed"
        f" days; pandas runs {FEW:,} rows, QuantLib and the loops {FEWER:,}, and workalendar and holidays go by closed"
        " days of their own. numpy's month is three lines of numpy before busday_offset.",
        ("what", "rule", "ns/row", "x copy", "same dates"),
    )
    base = works["copy int32"]
    shown = {"copy int32": "np.copyto", "copy dates": "np.copyto"}
    for name, work in works.items():
        rule = next((words for words in RULES if name.endswith(f" {words}")), "")
        kind = name.removesuffix(rule).strip()
        what = shown.get(name, kind)
        if kind.startswith(("int32", "dates")):
            what = f"due_dates, {kind}"
        elif name in shown:
            what = f"np.copyto, {kind.removeprefix('copy ')}"
        elif kind == "numpy":
            what = "numpy.busday_offset"
        elif kind in ("polars", "pandas"):
            what = {"polars": "polars add_business_days", "pandas": "pandas CustomBusinessDay"}[kind]
        agreed = f"{same[name]:.2%}" if name in same else ""
        section.rows.append((what, rule, nanoseconds(work.median), short(ratio(work, base).median), agreed))
    for kind, roll, ten, copies in (("int32", 40, 55, 5.0), ("dates", 25, 35, 6.5)):
        ours = {name: works[f"{kind} {name}"] for name in RULES}
        for words, limit in (("14 days, rolled", roll), ("10 court days", ten)):
            found = ratio(works[f"numpy {words}"], ours[words])
            section.bars.append(
                Bar(f"{kind}, {words}: busday_offset / it", found.median, limit, found.least, at_least=True)
            )
        medians = [work.median for work in ours.values()]
        leasts = [min(work.taken) for work in ours.values()]
        to_copy = Ratio(max(medians) / base.median, max(leasts) / min(base.taken))
        section.bars.append(bar(f"{kind}, slowest rule to copyto of int32", to_copy, copies))
        to_fastest = Ratio(max(medians) / min(medians), max(leasts) / min(leasts))
        section.bars.append(bar(f"{kind}, slowest rule to the fastest", to_fastest, 1.15))
    differ = sum(round((1 - same[f"numpy {name}"]) * rows) for name in RULES)
    section.bars.append(Bar(f"dates of {len(RULES) * rows:,} not numpy's", differ, 0))
    return section
