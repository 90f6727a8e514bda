"""Requests of the command line contract: read strictly, written back."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock import Order, compute, within
from courtclock.dates import Date
from courtclock.errors import CourtclockError, InvalidTerm, InvalidValue, UnknownCalendar, UnknownCourt, UnknownRegime
from courtclock.period import Bound, Direction
from courtclock.regime import Act, FirstDay, RunsFrom
from courtclock.schema.request import read, write
from strategies import SHC, ask

PLAIN: dict[str, Any] = {"court": "pk.shc", "trigger": "2024-04-17", "period": "one week"}
FULL: dict[str, Any] = {
    "regime": "pk.limitation",
    "court": "pk.shc",
    "calendar": "pk.federal",
    "appealed_from": "pk.ihc",
    "trigger": "2024-04-17",
    "period": "7 clear days",
    "direction": "before",
    "bound": "earliest",
    "first_day": "included",
    "act": "payment",
    "service": "mail",
    "runs_from": "entry",
    "excluded": [["2024-04-18", "2024-04-19"], ["2024-04-22", "2024-04-22"]],
    "closures": ["2024-04-24"],
    "inaccessible": ["2024-04-25"],
    "law_on": "2024-01-01",
}


def test_a_request_is_a_term() -> None:
    request = read({**FULL, "id": 7, "known_on": "2024-02-01"})
    term = request.term
    assert (request.id, request.known_on) == (7, Date(2024, 2, 1))
    assert (term.direction, term.bound, term.first_day) == (Direction.BEFORE, Bound.EARLIEST, FirstDay.INCLUDED)
    assert (term.act, term.runs_from, term.service) == (Act.PAYMENT, RunsFrom.ENTRY, "mail")
    assert (term.law_on, term.closures) == (Date(2024, 1, 1), (Date(2024, 4, 24),))


def test_an_absent_key_and_a_null_are_the_default() -> None:
    keys = FULL.keys() - PLAIN.keys()
    assert read({**PLAIN, **dict.fromkeys(keys), "known_on": None}).term == read(PLAIN).term
    assert read(PLAIN).id is None


@pytest.mark.parametrize(
    "wanted", [PLAIN, FULL, {**PLAIN, "trigger": "2024-04-17T22:15:00+05:00", "period": "24 hours"}]
)
def test_what_is_written_reads_as_the_same_term(wanted: dict[str, Any]) -> None:
    term = read(wanted).term
    written = write(term)
    assert read(written).term == term
    assert write(read(written).term) == written
    assert written.keys() == wanted.keys()


def test_a_term_made_in_python_can_be_asked_on_the_command_line() -> None:
    term = within(weeks=1).of(Order(court="pk.shc", made="2024-04-17"))
    written = write(term)
    assert written == {"court": "pk.shc", "trigger": "2024-04-17", "period": "1 week", "runs_from": "order"}
    assert ask(written).due_on == compute(term).due_on


@pytest.mark.parametrize("key", ["courts", "Court", "until", "", "per\u0131od"])
def test_an_unknown_key_is_a_fault(key: str) -> None:
    with pytest.raises(InvalidValue, match="unknown key"):
        read({**PLAIN, key: "x"})


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"trigger": None}, "trigger: missing"),
        ({"period": None}, "period: missing"),
        ({"trigger": "17 April 2024"}, "trigger"),
        ({"trigger": "2024-02-30"}, "2024-02-30"),
        ({"trigger": 20240417}, "trigger"),
        ({"trigger": True}, "trigger"),
        ({"period": 7}, "period"),
        ({"period": "soon"}, "soon"),
        ({"period": "24 hours"}, "offset"),
        ({"direction": "backward"}, "'after', 'before'"),
        ({"direction": ["before"]}, "direction"),
        ({"bound": "first"}, "earliest"),
        ({"first_day": "yes"}, "included"),
        ({"act": "sleep"}, "filing"),
        ({"runs_from": {}}, "runs_from"),
        ({"service": 5}, "service"),
        ({"excluded": "2024-04-18"}, "excluded"),
        ({"excluded": ["2024-04-18"]}, "2024-04-18"),
        ({"excluded": [["2024-04-18"]]}, "excluded"),
        ({"excluded": [["2024-04-19", "2024-04-18"]]}, "after the last"),
        ({"excluded": {"from": "2024-04-18"}}, "excluded"),
        ({"closures": "2024-04-18"}, "closures"),
        ({"closures": [5]}, "5"),
        ({"inaccessible": ["soon"]}, "soon"),
        ({"law_on": "soon"}, "law_on"),
        ({"known_on": "soon"}, "known_on"),
        ({"known_on": 5}, "known_on"),
        ({"court": ""}, "court"),
        ({"calendar": []}, "calendar"),
    ],
)
def test_a_fault_names_its_key_or_its_value(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        read({**PLAIN, **wrong})


def test_all_faults_are_told_at_once_each_with_its_key() -> None:
    wrong = {
        "courtt": "pk.shc",
        "trigger": "2024-02-30",
        "period": "soon",
        "act": "sleep",
        "excluded": [["2024-04-18", "later"]],
        "closures": ["x"],
        "known_on": "never",
    }
    with pytest.raises(InvalidValue) as caught:
        read(wrong)
    told = str(caught.value)
    for words in ("courtt", "trigger: ", "period: ", "act: ", "excluded: ", "closures: ", "known_on: "):
        assert words in told, words


@pytest.mark.parametrize("thing", [None, [], "text", 5, True, [PLAIN]])
def test_what_is_not_an_object_is_refused(thing: Any) -> None:
    with pytest.raises(InvalidValue, match="object"):
        read(thing)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"court": "pk.shx"}, UnknownCourt),
        ({"calendar": "pk.shx"}, UnknownCalendar),
        ({"regime": "pk.shx"}, UnknownRegime),
        ({"court": None}, InvalidTerm),
        ({"court": None, "calendar": "none"}, InvalidTerm),
        ({"court": None, "regime": "pk.gca"}, InvalidTerm),
    ],
)
def test_an_id_that_is_not_known_or_not_given_is_an_error(wrong: dict[str, Any], error: type[CourtclockError]) -> None:
    with pytest.raises(error):
        ask({**PLAIN, **wrong})


def test_a_court_implies_its_calendar_and_regime_and_the_answer_says_so() -> None:
    editions = ask(PLAIN).editions
    assert editions["calendar"].startswith("pk.shc:")
    assert editions["regime"].startswith("pk.gca:")
    other = ask({**PLAIN, "calendar": "pk.federal", "regime": "pk.limitation"}).editions
    assert other["calendar"].startswith("pk.federal:")
    assert other["regime"].startswith("pk.limitation:")
    assert ask({**SHC, "trigger": "2024-04-17", "period": "7 days"}).editions["court"].startswith("pk.shc:")
