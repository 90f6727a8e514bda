"""What happened and what has to be done: petitions, orders, hearings, terms, windows, and the two phrases."""

from __future__ import annotations

import subprocess
import sys
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError

import courtclock
from courtclock import (
    Act,
    Assurance,
    ComplianceWindow,
    Consequence,
    Deadline,
    Hearing,
    Instrument,
    Order,
    Period,
    Petition,
    Service,
    Source,
    Term,
    at_least,
    compute,
    within,
)
from courtclock.dates import Date, to_date
from courtclock.errors import CourtclockError, InvalidPeriod, InvalidTerm, InvalidValue, NoProvision, NotTriggered
from courtclock.matter import Event, Outcome
from courtclock.period import Bound, Direction, Unit
from courtclock.regime import FirstDay, RunsFrom

ORDER = Order(court="pk.shc", made="2024-04-17")
HEARING = Hearing(court="pk.shc", on="2024-05-09", purpose="next date")


# The case that started it.


def test_the_case_of_x_can_be_said() -> None:
    letter = Instrument(what="letter to block X", on="2024-02-17", by="Ministry of Interior")
    petitions = (
        Petition(court="pk.shc", title="Journalists v Federation of Pakistan", parties=("Federation of Pakistan",)),
        Petition(court="pk.shc", title="A lawyer v Federation of Pakistan"),
    )
    standing = Order(court="pk.shc", made="2024-02-22", title="restore X", petitions=petitions)
    order = Order(
        court="pk.shc",
        made="2024-04-17",
        petitions=petitions,
        coram=("Chief Justice of the High Court of Sindh",),
        about=letter,
        source=Source("AFP", on="2024-04-17"),
    )
    next_date = Hearing(court="pk.shc", on="2024-05-09", petitions=petitions, purpose="next date")
    parallel = Hearing(court="pk.ihc", on="2024-04-17", outcome="heard")
    window = ComplianceWindow(
        id="one-week",
        what="withdraw the letter",
        by="Ministry of Interior",
        order=order,
        period="one week",
        alternatives=("justify it",),
        failing=Consequence(what="the court will pass appropriate orders", at=next_date),
        calendar="pk.federal",
    )
    duty = ComplianceWindow(id="restore", what="restore X", order=standing, continuing=True)

    answer = compute(window)
    assert (str(answer.due_on), answer.assurance) == ("2024-04-24", Assurance.SETTLED)
    assert answer.what == window.duty == "withdraw the letter, or justify it"
    assert (str(answer.window.opens), str(answer.window.closes)) == ("2024-04-17", "2024-04-24")
    assert [on in answer.window for on in ("2024-04-16", "2024-04-17", "2024-04-24", "2024-04-25")] == [
        False, True, True, False,
    ]  # fmt: skip
    assert answer.editions["calendar"].startswith("pk.federal")
    assert "AFP" in answer.steps[0].text
    assert window.failing is not None
    assert window.failing.at is next_date
    assert order.about is letter
    assert letter.name == "letter to block X of 17 February 2024"
    assert (parallel.on, parallel.outcome) == (order.on, Outcome.HEARD)
    with pytest.raises(NoProvision, match="standing duty"):
        compute(duty)


def test_an_act_before_a_hearing_is_due_on_its_eve() -> None:
    window = ComplianceWindow(what="file a reply", order=ORDER, before=HEARING)
    assert str(compute(window).due_on) == "2024-05-08"


# The events.


@pytest.mark.parametrize(
    ("event", "on", "runs_from", "name"),
    [
        (ORDER, "2024-04-17", RunsFrom.ORDER, "order of 17 April 2024"),
        (HEARING, "2024-05-09", RunsFrom.OTHER, "hearing of 9 May 2024"),
        (Hearing(court="pk.shc"), "None", RunsFrom.OTHER, "hearing"),
        (Petition(court="pk.shc", title="A v B"), "None", RunsFrom.FILING, "A v B"),
        (
            Petition(court="pk.shc", title="A v B", number="D-1/2024", filed="2024-01-05"),
            "2024-01-05",
            RunsFrom.FILING,
            "A v B (D-1/2024)",
        ),
        (Instrument(what="decree", on="2024-01-05"), "2024-01-05", RunsFrom.OTHER, "decree of 5 January 2024"),
        (Service(of="summons", received="2014-09-16"), "2014-09-16", RunsFrom.SERVICE, "service of the summons"),
        (Service(of="summons", sent="2014-09-10"), "None", RunsFrom.SERVICE, "service of the summons"),
    ],
)
def test_whatever_has_a_day_is_an_event(event: Event, on: str, runs_from: RunsFrom, name: str) -> None:
    assert isinstance(event, Event)
    assert (str(event.on), event.runs_from, event.name) == (on, runs_from, name)


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        (Petition, {"court": "pk.shc"}),
        (Petition, {"court": "", "title": "A v B"}),
        (Petition, {"court": "pk.shc", "title": " "}),
        (Petition, {"court": "pk.shc", "title": "A v B", "filed": "yesterday"}),
        (Petition, {"court": "pk.shc", "title": "A v B", "parties": (5,)}),
        (Petition, {"court": "pk.shc", "title": "A v B", "parties": None}),
        (Order, {"court": "pk.shc", "made": "2024-02-30"}),
        (Order, {"court": "pk.shc", "made": None}),
        (Order, {"court": 5, "made": "2024-04-17"}),
        (Order, {"court": "pk.shc", "made": "2024-04-17", "petitions": "A v B"}),
        (Order, {"court": "pk.shc", "made": "2024-04-17", "petitions": (5,)}),
        (Order, {"court": "pk.shc", "made": "2024-04-17", "petitions": 5}),
        (Order, {"court": "pk.shc", "made": "2024-04-17", "about": "a letter"}),
        (Order, {"court": "pk.shc", "made": "2024-04-17", "source": "a newspaper"}),
        (Hearing, {"court": "pk.shc", "on": "2024-05-09T10:00:00+05:00"}),
        (Hearing, {"court": "pk.shc", "on": "2024-05-09", "at": "10:00"}),
        (Hearing, {"court": "pk.shc", "on": "2024-05-09", "outcome": "perhaps"}),
        (Hearing, {"court": "pk.shc", "outcome": 5}),
        (Service, {"of": ""}),
        (Service, {"of": "summons", "sent": "2024-05-02", "received": "2024-05-01"}),
        (Instrument, {"what": "", "on": "2024-02-17"}),
        (Instrument, {"what": "letter", "on": None}),
        (Instrument, {"what": "letter", "on": "2024-02-17", "by": 5}),
        (Consequence, {"what": ""}),
        (Consequence, {"what": "orders", "at": "2024-05-09"}),
        (Deadline, {"what": "", "term": within(days=7).of(ORDER)}),
        (Deadline, {"what": "file", "term": "one week"}),
        (Deadline, {"what": "file", "term": None}),
        (Deadline, {"what": 5, "term": within(days=7).of(ORDER)}),
        (ComplianceWindow, {"what": "obey", "order": "2024-04-17", "period": "one week"}),
        (ComplianceWindow, {"what": "obey", "order": HEARING, "period": "one week"}),
        (ComplianceWindow, {"what": "", "order": ORDER, "period": "one week"}),
        (ComplianceWindow, {"what": "obey", "order": ORDER, "period": "soon"}),
        (ComplianceWindow, {"what": "obey", "order": ORDER}),
        (ComplianceWindow, {"what": "obey", "order": ORDER, "period": "one week", "continuing": True}),
        (ComplianceWindow, {"what": "obey", "order": ORDER, "period": "one week", "before": HEARING}),
        (ComplianceWindow, {"what": "obey", "order": ORDER, "before": "2024-05-09"}),
        (ComplianceWindow, {"what": "obey", "order": ORDER, "period": "one week", "failing": "orders"}),
        (ComplianceWindow, {"what": "obey", "order": ORDER, "period": "one week", "act": "other"}),
        (ComplianceWindow, {"what": "obey", "order": ORDER, "period": "one week", "alternatives": (5,)}),
    ],
)
def test_a_wrong_part_is_refused_where_it_is_given(kind: Any, parts: dict[str, Any]) -> None:
    if kind is Petition and "title" not in parts:
        with pytest.raises(TypeError, match="title"):
            kind(**parts)
        return
    with pytest.raises(CourtclockError):
        kind(**parts)


def test_one_petition_or_one_judge_need_no_brackets() -> None:
    petition = Petition(court="pk.shc", title="A v B", parties="Federation of Pakistan")
    order = Order(court="pk.shc", made="2024-04-17", petitions=petition, coram="a judge")
    assert (order.petitions, order.coram, petition.parties) == ((petition,), ("a judge",), ("Federation of Pakistan",))


def test_what_happened_is_a_value() -> None:
    assert Order(court="pk.shc", made="2024-04-17") == ORDER
    assert hash(Order(court="pk.shc", made="2024-04-17")) == hash(ORDER)
    with pytest.raises(FrozenInstanceError):
        ORDER.made = to_date("2024-04-18")  # type: ignore[misc] # the point of the test
    assert Hearing(court="pk.shc", on="2024-05-09", at=time(10, 30)).at == time(10, 30)


# Terms.


@pytest.mark.parametrize(
    "wrong",
    [
        {"trigger": "soon"},
        {"trigger": 5},
        {"period": "soon"},
        {"period": None},
        {"period": 7},
        {"direction": "before"},
        {"direction": None},
        {"bound": "earliest"},
        {"first_day": "included"},
        {"act": "filing"},
        {"act": Unit.DAYS},
        {"runs_from": "order"},
        {"service": 5},
        {"court": 5},
        {"calendar": 5},
        {"regime": 5},
        {"court": None},
        {"period": "24 hours"},
        {"excluded": None},
        {"excluded": ["2024-04-18"]},
        {"excluded": [["2024-04-18"]]},
        {"excluded": [["2024-04-19", "2024-04-18"]]},
        {"excluded": [["2024-04-18", "2024-04-19", "2024-04-20"]]},
        {"excluded": 5},
        {"closures": "2024-04-24"},
        {"closures": 5},
        {"closures": [None]},
        {"inaccessible": ["soon"]},
        {"law_on": "soon"},
        {"event": "an order"},
    ],
)
def test_a_term_of_the_wrong_parts_is_refused(wrong: dict[str, Any]) -> None:
    parts: dict[str, Any] = {"trigger": "2024-04-17", "period": "7 days", "court": "pk.shc"}
    with pytest.raises(CourtclockError):
        Term(**{**parts, **wrong})


def test_a_term_takes_its_parts_as_text_or_as_values() -> None:
    term = Term(
        trigger="2024-04-17",
        period="7 days",
        court="pk.shc",
        excluded=[["2024-04-18", Date(2024, 4, 19)]],
        closures=["2024-04-24"],
        first_day=FirstDay.INCLUDED,
    )
    assert term.period == Period(7, Unit.DAYS)
    assert term.excluded == ((Date(2024, 4, 18), Date(2024, 4, 19)),)
    assert term.closures == (Date(2024, 4, 24),)
    assert term.for_act(Act.LAPSE).act is Act.LAPSE
    assert term.act is None


@pytest.mark.parametrize("half", [{"calendar": "pk.federal"}, {"regime": "pk.gca"}])
def test_a_calendar_without_a_regime_is_no_place_to_count_in(half: dict[str, Any]) -> None:
    with pytest.raises(InvalidTerm, match="was given"):
        compute(Term(trigger="2024-04-17", period="7 days", **half))


# The two phrases.


@pytest.mark.parametrize(
    ("phrase", "period"),
    [
        (within(weeks=1), "1 week"),
        (within(days=7), "7 days"),
        (within(clear_days=3), "3 clear days"),
        (within(court_days=10), "10 court days"),
        (within(calendar_days=10), "10 calendar days"),
        (within(hours=24), "24 hours"),
        (within(months=2), "2 months"),
        (within(years=1), "1 year"),
        (within("one week"), "1 week"),
        (within(Period(1, Unit.WEEKS)), "1 week"),
        (at_least(days=3), "3 days"),
    ],
)
def test_a_phrase_takes_one_period(phrase: Any, period: str) -> None:
    assert str(phrase.period) == period


def test_within_runs_forward_from_an_event_and_takes_its_court() -> None:
    term = within(weeks=1).of(ORDER)
    assert (term.trigger, term.event, term.court) == (ORDER.made, ORDER, "pk.shc")
    assert (term.direction, term.bound, term.runs_from) == (Direction.AFTER, Bound.LATEST, RunsFrom.ORDER)
    assert within(weeks=1).after(ORDER) == term
    assert within(days=7).of(ORDER, court="pk.ihc").court == "pk.ihc"
    assert str(compute(within(days=7).of("2024-04-17", court="pk.shc")).due_on) == "2024-04-24"


def test_at_least_looks_back_for_the_last_day_and_forward_for_the_first() -> None:
    back = at_least(clear_days=7).before(HEARING, act=Act.SERVICE)
    assert (back.direction, back.bound) == (Direction.BEFORE, Bound.LATEST)
    assert str(compute(back).due_on) == "2024-05-01"
    on = at_least(clear_days=7).after(HEARING)
    assert (on.direction, on.bound) == (Direction.AFTER, Bound.EARLIEST)
    assert at_least(clear_days=7).of(HEARING) == on
    answer = compute(on)
    assert str(answer.due_on) == "2024-05-17"
    assert answer.safe_on == answer.latest
    assert within(clear_days=7).before(HEARING).bound is Bound.LATEST


@pytest.mark.parametrize("phrase", [within, at_least])
@pytest.mark.parametrize(
    ("args", "units", "error"),
    [
        ((), {}, TypeError),
        ((), {"days": 1, "weeks": 1}, TypeError),
        ((), {"moons": 1}, TypeError),
        (("one week",), {"days": 7}, TypeError),
        (("soon",), {}, InvalidPeriod),
        ((7,), {}, InvalidPeriod),
        ((), {"days": "7"}, InvalidPeriod),
        ((), {"days": -1}, InvalidPeriod),
        ((), {"days": 1.5}, InvalidPeriod),
        ((), {"weeks": 0}, InvalidPeriod),
    ],
)
def test_a_phrase_without_one_period_is_refused(phrase: Any, args: Any, units: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        phrase(*args, **units)


def test_a_phrase_about_what_has_no_court_needs_one() -> None:
    letter = Instrument(what="letter", on="2024-02-17")
    with pytest.raises(InvalidTerm, match="court"):
        within(days=7).of(letter)
    assert within(days=7).of(letter, court="pk.shc").trigger == letter.on


@pytest.mark.parametrize(
    ("event", "word"),
    [(Hearing(court="pk.shc"), "hearing"), (Service(of="summons", court="pk.shc"), "service of the summons")],
)
def test_what_has_not_happened_starts_no_clock(event: Any, word: str) -> None:
    deadline = within(days=10).of(event).to("ask for leave to defend")
    with pytest.raises(NotTriggered, match=word):
        compute(deadline)
    with pytest.raises(NotTriggered):
        compute(ComplianceWindow(what="reply", order=ORDER, before=Hearing(court="pk.shc")))


def test_a_deadline_carries_its_act_into_the_answer() -> None:
    deadline = within(days=7).of(ORDER).to("deposit the costs", id="costs")
    assert (deadline.id, compute(deadline).what) == ("costs", "deposit the costs")
    assert compute(deadline.term).what == ""


@pytest.mark.parametrize("thing", [None, "one week", ORDER, HEARING, 7, {"trigger": "2024-04-17"}])
def test_only_what_has_a_term_can_be_computed(thing: Any) -> None:
    with pytest.raises(CourtclockError):
        compute(thing)


# The front door.


@pytest.mark.parametrize("name", sorted(courtclock.__all__))
def test_every_name_at_the_front_door_opens(name: str) -> None:
    assert getattr(courtclock, name) is not None
    assert name in dir(courtclock)


def test_a_name_that_is_not_there_is_not_there() -> None:
    with pytest.raises(AttributeError, match="deadlines"):
        courtclock.deadlines  # noqa: B018 - the access is the test
    assert issubclass(InvalidValue, courtclock.CourtclockError)


def test_the_model_and_compute_load_nothing_heavier_than_attrs_and_pendulum() -> None:
    code = (
        "from courtclock import ComplianceWindow, Order, compute, within; import sys; "
        "print(*sorted({'icalendar', 'cattrs', 'numpy', 'rich', 'click', 'tomllib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == ""


def test_nothing_is_loaded_to_name_the_package() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(Path(courtclock.__file__).parents[1])!r}); before = set(sys.modules); "
        "import courtclock; print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["__future__", "courtclock"]


def test_an_answer_from_a_pack_of_ours_asks_for_no_other_pack() -> None:
    code = (
        "from courtclock import compute, within; import sys; compute(within('P7D').of('2024-04-17', court='pk.shc'));"
        "print(*sorted({'importlib.metadata', 'icalendar', 'jinja2', 'rich', 'click', 'difflib', 'courtclock.law.us'} "
        "& set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == ""
