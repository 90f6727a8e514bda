"""Regimes: provisions with authority, chosen by the question that is asked."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from courtclock.almanac import Almanac
from courtclock.citation import Citation, Source
from courtclock.clock import compute
from courtclock.court import Court
from courtclock.dates import to_date
from courtclock.deadline import within
from courtclock.errors import InvalidValue, NoProvision, NotInForce
from courtclock.law.pk import GENERAL_CLAUSES, LIMITATION
from courtclock.period import Bound, Direction, Unit
from courtclock.regime import Act, FirstDay, InForce, Provision, Question, Roll, RunsFrom, When
from courtclock.trace import Assurance

ACT = Citation("An Act of some year", "s. 1")
OTHER_ACT = Citation("Another Act", "s. 2")


def asked(**more: Any) -> Question:
    usual: dict[str, Any] = {
        "unit": Unit.DAYS,
        "direction": Direction.AFTER,
        "bound": Bound.LATEST,
        "act": None,
        "runs_from": None,
        "n": 7,
        "service": None,
    }
    return Question(**{**usual, **more})


@pytest.mark.parametrize("cite", [None, "s. 10", "", 10, Source("a report")])
def test_a_choice_without_an_authority_cannot_be_built(cite: Any) -> None:
    with pytest.raises(InvalidValue, match="citation"):
        Provision(Roll.FORWARD, cite)


def test_rival_readings_need_their_words_on_both_sides() -> None:
    rival = Provision(Roll.NONE, OTHER_ACT, reading="it stays")
    with pytest.raises(InvalidValue, match="words"):
        Provision(Roll.FORWARD, ACT, rivals=(rival,))
    with pytest.raises(InvalidValue, match="words"):
        Provision(Roll.FORWARD, ACT, reading="it moves", rivals=(Provision(Roll.NONE, OTHER_ACT),))
    with pytest.raises(InvalidValue, match="words"):
        Provision(Roll.FORWARD, ACT, doubt="only persuasive")
    assert Provision(Roll.FORWARD, ACT, reading="it moves", rivals=(rival,)).rivals == (rival,)


@pytest.mark.parametrize("instrument", ["", " ", None, 7])
def test_a_citation_names_an_instrument(instrument: Any) -> None:
    with pytest.raises(InvalidValue):
        Citation(instrument)


def test_a_citation_reads_as_the_field_writes_it() -> None:
    assert str(ACT) == "An Act of some year, s. 1"
    assert str(Citation("A v B [1981] 1 WLR 1")) == "A v B [1981] 1 WLR 1"


@pytest.mark.parametrize(
    ("when", "question", "holds"),
    [
        (When(), asked(), True),
        (When(units=frozenset({Unit.HOURS})), asked(), False),
        (When(units=frozenset({Unit.HOURS})), asked(unit=Unit.HOURS), True),
        (When(directions=frozenset({Direction.BEFORE})), asked(), False),
        (When(bounds=frozenset({Bound.EARLIEST})), asked(bound=Bound.EARLIEST), True),
        (When(acts=frozenset({Act.FILING, None})), asked(), True),
        (When(acts=frozenset({Act.FILING})), asked(), False),
        (When(runs_from=frozenset({RunsFrom.ORDER})), asked(runs_from=RunsFrom.ORDER), True),
        (When(units=frozenset({Unit.DAYS}), acts=frozenset({Act.FILING})), asked(act=Act.LAPSE), False),
    ],
)
def test_a_condition_fits_or_it_does_not(when: When, question: Question, *, holds: bool) -> None:
    assert when.holds(question) is holds


def test_the_first_provision_that_fits_is_taken() -> None:
    lapse = Provision(Roll.NONE, ACT, when=When(acts=frozenset({Act.LAPSE})))
    otherwise = Provision(Roll.FORWARD, OTHER_ACT)
    regime = evolve(GENERAL_CLAUSES, roll=(lapse, otherwise))
    assert regime.rules(asked(act=Act.LAPSE)).roll is lapse
    assert regime.rules(asked(act=Act.FILING)).roll is otherwise


def test_a_regime_that_is_silent_says_so_with_its_name() -> None:
    silent = evolve(GENERAL_CLAUSES, roll=())
    with pytest.raises(NoProvision, match=r"pk\.gca.*closed"):
        silent.rules(asked())
    assert evolve(GENERAL_CLAUSES, month_end=()).rules(asked(unit=Unit.MONTHS)).month_end is None


@pytest.mark.parametrize("regime", [GENERAL_CLAUSES, LIMITATION], ids=lambda r: r.id)
def test_the_walk_over_provisions_finds_the_rivals_too(regime: Any) -> None:
    walked = [provision for _, provision in regime.provisions()]
    rivals = [rival for provision in walked for rival in provision.rivals]
    assert rivals
    assert all(rival in walked for rival in rivals)
    assert {name for name, _ in regime.provisions()} >= {"first_day", "count", "roll", "closings", "ends"}


def test_a_regime_is_a_value() -> None:
    with pytest.raises(FrozenInstanceError):
        GENERAL_CLAUSES.title = "other"  # type: ignore[misc] # the point of the test
    assert hash(GENERAL_CLAUSES) == hash(evolve(GENERAL_CLAUSES))
    assert evolve(GENERAL_CLAUSES, first_day=(Provision(FirstDay.INCLUDED, ACT),)) != GENERAL_CLAUSES


@pytest.mark.parametrize(
    ("on", "inside"),
    [("2005-11-30", False), ("2005-12-01", True), ("2009-11-30", True), ("2009-12-01", False)],
)
def test_a_span_in_force_has_both_its_days_in(on: str, *, inside: bool) -> None:
    assert (to_date(on) in InForce("2005-12-01", "2009-11-30")) is inside


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InvalidValue):
        InForce("2009-12-01", "2009-11-30")


def test_an_amendment_is_a_difference_and_the_day_chooses_the_version() -> None:
    old = evolve(GENERAL_CLAUSES, in_force=InForce("1897-03-11", "2019-12-31"))
    new = evolve(
        old, in_force=InForce("2020-01-01"), first_day=(Provision(FirstDay.INCLUDED, ACT),), title="as amended"
    )
    book = Almanac(own_regimes=(new, old))
    assert [version.title for version in book.versions("pk.gca")] == [old.title, "as amended"]
    assert book.regime("pk.gca", "2019-12-31") is old
    assert book.regime("pk.gca", "2020-01-01") is new
    with pytest.raises(NotInForce):
        book.regime("pk.gca", "1897-03-10")


def test_a_last_day_that_stays_on_doubtful_authority_says_so() -> None:
    words = "no authority was found on a last day that is closed"
    roll = Provision(Roll.NONE, ACT, reading="it stays", doubt=words)
    book = Almanac(own_regimes=(evolve(GENERAL_CLAUSES, id="xx.unsure", roll=(roll,)),))
    law = {"regime": "xx.unsure", "calendar": "pk.shc"}
    on_a_sunday = compute(within(weeks=1).of("2024-04-21", **law), almanac=book)
    assert str(on_a_sunday.due_on) == "2024-04-28"
    assert on_a_sunday.assurance is Assurance.DISPUTED
    assert on_a_sunday.because == (words,)
    on_a_wednesday = compute(within(weeks=1).of("2024-04-17", **law), almanac=book)
    assert on_a_wednesday.assurance is Assurance.SETTLED


def test_a_count_of_open_days_leaves_excluded_days_out_where_the_law_excludes_any() -> None:
    book = Almanac(own_regimes=(evolve(GENERAL_CLAUSES, excluded=LIMITATION.excluded),))
    term = within("4 court days").of(
        "2024-04-15", calendar="pk.federal", regime="pk.gca", excluded=[["2024-04-17", "2024-04-18"]]
    )
    assert str(compute(term, almanac=book).due_on) == "2024-04-23"
    with pytest.raises(NoProvision, match="leaves an interval out"):
        compute(term)


@pytest.mark.parametrize(
    "wrong", [{"zone": "Mars"}, {"id": ""}, {"title": ""}, {"calendar": ""}, {"regime": ""}, {"id": 7}]
)
def test_a_court_of_the_wrong_parts_is_refused(wrong: dict[str, Any]) -> None:
    parts: dict[str, Any] = {"id": "x.y", "title": "Court", "zone": "Asia/Karachi", "regime": "r", "calendar": "c"}
    with pytest.raises(InvalidValue):
        Court(**{**parts, **wrong})
