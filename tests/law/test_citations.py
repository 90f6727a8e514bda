"""Every pack cites its authorities, and every worked example in it comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from courtclock.almanac import Almanac
from courtclock.calendar import CourtCalendar, Standing
from courtclock.citation import AS_WRITTEN, Citation
from courtclock.court import CutOff
from courtclock.regime import Example, PeriodRule, Provision, Regime
from strategies import ask

PACKS = list(Almanac().all_packs())
REGIMES = [pytest.param(r, id=f"{r.id}@{r.in_force.first}") for pack in PACKS for r in pack.regimes]
PERIODS = [pytest.param(p, id=p.id) for pack in PACKS for p in pack.periods.values()]
CALENDARS = [pytest.param(c, id=c.id) for pack in PACKS for c in pack.calendars.values()]
STRENGTHS = {"court", "arithmetic", "facts"}


YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")


def _names_an_instrument(cite: Citation | None) -> bool:
    return isinstance(cite, Citation) and len(cite.instrument.strip()) > 5


def _can_be_looked_up(cite: Citation) -> bool:
    """Whether it says where the words stand: an address, and the provision unless it is a judgment or an order."""
    if cite is AS_WRITTEN:
        return True
    judgment = re.search(r" v |\border of \d", cite.instrument)
    return cite.url.startswith(("http://", "https://")) and bool(cite.provision or judgment)


def _made_by(cite: Citation) -> int:
    """Return the year in the name of an instrument that has provisions; a judgment says what the law always was."""
    years = [int(year) for year in YEAR.findall(cite.instrument)] if cite.provision else []
    return min(years, default=0)


def _provisions() -> Iterator[Any]:
    for pack in PACKS:
        for regime in pack.regimes:
            for n, (name, provision) in enumerate(regime.provisions()):
                yield pytest.param(regime, provision, id=f"{regime.id}@{regime.in_force.first}-{n}-{name}")


def _cut_offs() -> Iterator[Any]:
    for pack in PACKS:
        for court in pack.courts.values():
            for n, cut_off in enumerate(court.cut_offs):
                yield pytest.param(cut_off, id=f"{court.id}-{n}")


def _examples() -> Iterator[Any]:
    for pack in PACKS:
        for regime in pack.regimes:
            for n, example in enumerate(regime.examples):
                yield pytest.param({"regime": regime.id}, example, id=f"{regime.id}-{n}")
        for rule in pack.periods.values():
            facts = {
                "regime": rule.regime,
                "direction": rule.direction.value,
                "bound": rule.bound.value,
                "act": rule.act.value if rule.act else None,
                "runs_from": rule.runs_from.value if rule.runs_from else None,
            }
            for n, example in enumerate(rule.examples):
                yield pytest.param(facts, example, id=f"{rule.id}-{n}")


def test_there_is_something_to_check() -> None:
    assert {pack.id for pack in PACKS} == {"eu", "gb", "in", "pk", "us"}
    assert all(pack.regimes and pack.periods and pack.courts and pack.calendars and pack.templates for pack in PACKS)
    assert len(REGIMES) >= 25
    assert len(CALENDARS) >= 70
    assert len(PERIODS) >= 140
    assert len(list(_examples())) >= 190
    assert len(list(_cut_offs())) >= 5


@pytest.mark.parametrize(("regime", "provision"), list(_provisions()))
def test_a_provision_names_its_authority_and_where_to_read_it(regime: Regime, provision: Provision[object]) -> None:
    # Two readings may be of one provision; then of different words of it.
    readings = (provision, *provision.rivals)
    assert len({(str(p.cite), p.quote) for p in readings}) == len(readings)
    for one in readings:
        assert _names_an_instrument(one.cite)
        assert _can_be_looked_up(one.cite)
        assert _made_by(one.cite) <= regime.in_force.first.year
        assert len(one.quote.split()) <= 25
        assert one.reading or not provision.rivals


@pytest.mark.parametrize("cut_off", list(_cut_offs()))
def test_an_hour_of_a_court_names_its_authority_and_where_to_read_it(cut_off: CutOff) -> None:
    assert _names_an_instrument(cut_off.cite)
    assert _can_be_looked_up(cut_off.cite)
    assert 0 < len(cut_off.quote.split()) <= 25


@pytest.mark.parametrize("regime", REGIMES)
def test_a_regime_is_dated_and_has_a_worked_example(regime: Regime) -> None:
    assert regime.in_force.first <= regime.checked
    assert regime.in_force.last is None or regime.in_force.first <= regime.in_force.last
    assert regime.examples
    assert regime.title
    assert regime.scope


def test_versions_of_a_regime_do_not_overlap() -> None:
    book = Almanac()
    for given in book.regime_ids():
        versions = book.versions(given)
        for older, newer in pairwise(versions):
            assert older.in_force.last is not None
            assert older.in_force.last < newer.in_force.first


@pytest.mark.parametrize("rule", PERIODS)
def test_a_period_is_cited_dated_and_has_a_worked_example_or_says_why_not(rule: PeriodRule) -> None:
    assert _names_an_instrument(rule.cite)
    assert rule.cite.provision
    assert _can_be_looked_up(rule.cite)
    assert _made_by(rule.cite) <= rule.in_force.first.year
    assert len(rule.quote.split()) <= 25
    assert rule.in_force.first <= rule.checked
    assert rule.examples or rule.unproved.startswith("No example")
    assert all(example.trigger in rule.in_force for example in rule.examples)
    assert rule.regime in Almanac().regime_ids()


@pytest.mark.parametrize("calendar", CALENDARS)
def test_every_row_of_a_calendar_has_a_source(calendar: CourtCalendar) -> None:
    assert calendar.checked is not None
    assert calendar.edition
    assert all(_names_an_instrument(rule.source) for rule in calendar.weekly)
    assert all(_names_an_instrument(vacation.source) for vacation in calendar.vacations)
    assert all(row.source.strip() and row.name.strip() for row in calendar.closures)
    assert all(gap.why.strip() for gap in calendar.gaps)


@pytest.mark.parametrize("calendar", CALENDARS)
def test_the_rows_of_a_calendar_lie_inside_its_coverage(calendar: CourtCalendar) -> None:
    spans = [(row.on, row.on) for row in calendar.closures]
    spans += [(vacation.first, vacation.last) for vacation in calendar.vacations]
    spans += [(gap.first, gap.last) for gap in calendar.gaps]
    assert [span for span in spans if not calendar.first <= span[0] <= span[1] <= calendar.last] == []


@pytest.mark.parametrize("calendar", CALENDARS)
def test_a_closure_is_withdrawn_after_it_was_announced_and_nothing_past_is_only_expected_for_the_moon(
    calendar: CourtCalendar,
) -> None:
    for row in calendar.closures:
        if row.announced and row.withdrawn:
            assert row.announced <= row.withdrawn, row
        if row.kind.yearly and row.status is Standing.EXPECTED and row.withdrawn is None:
            assert calendar.checked is not None
            assert row.on > calendar.checked, f"{row.on} {row.name} is past, and still only expected"


@pytest.mark.parametrize("calendar", CALENDARS)
def test_no_closed_day_is_recorded_twice_under_one_name_and_ground(calendar: CourtCalendar) -> None:
    seen = [(row.on, row.name, row.kind, row.status) for row in calendar.closures if row.withdrawn is None]
    assert len(seen) == len(set(seen))


def test_every_court_leads_to_a_calendar_and_a_regime() -> None:
    book = Almanac()
    for given in book.court_ids():
        court = book.court(given)
        assert book.calendar(court.calendar).zone  # whose days are counted in the court's own zone
        assert court.regime in book.regime_ids()
        assert _names_an_instrument(court.source)
        assert court.checked is not None


@pytest.mark.parametrize(("facts", "example"), list(_examples()))
def test_a_worked_example_comes_out(facts: dict[str, Any], example: Example) -> None:
    assert example.strength in STRENGTHS
    assert example.url.startswith(("http://", "https://"))
    answer = ask(
        {key: value for key, value in {**facts, "service": example.service}.items() if value is not None},
        trigger=example.trigger.isoformat(),
        period=example.within,
        calendar=example.calendar,
        excluded=[[str(first), str(last)] for first, last in example.excluded],
    )
    assert example.last_day in {answer.due_on, *(reading.due for reading in answer.readings)}
