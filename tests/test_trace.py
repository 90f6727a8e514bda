"""The answer is the last step of its trace; the text and the JSON say the same."""

from __future__ import annotations

from typing import Any

import pytest

from courtclock import ComplianceWindow, Order, compute
from courtclock.dates import to_date
from courtclock.errors import InvalidDate
from courtclock.trace import Assurance, StepKind, Window
from strategies import BARE, BARE_LIMITATION, LIMITATION, OFFICES, SHC, ask

QUESTIONS: dict[str, dict[str, Any]] = {
    "settled": {**SHC, "trigger": "2024-04-17", "period": "one week"},
    "rolled": {**SHC, "trigger": "2024-04-03", "period": "7 days"},
    "provisional": {**OFFICES, "trigger": "2026-03-13", "period": "7 days", "known_on": "2026-02-01"},
    "disputed": {**LIMITATION, "trigger": "2006-07-31", "period": "1 year"},
    "three readings": {**SHC, "trigger": "2024-05-09", "period": "3 days", "direction": "before"},
    "earliest": {**SHC, "trigger": "2024-05-09", "period": "7 days", "bound": "earliest"},
    "hours": {**SHC, "trigger": "2024-04-17T22:15:00+05:00", "period": "24 hours"},
    "excluded": {
        **BARE_LIMITATION,
        "trigger": "1998-03-24",
        "period": "90 days",
        "excluded": [["1998-04-15", "1998-05-17"]],
    },
    "certain": {**SHC, "trigger": "2024-05-05", "period": "0 days"},
    "month end": {**BARE, "trigger": "2024-01-31", "period": "1 month"},
}
KEYS = {
    "due", "due_at", "assurance", "earliest", "latest", "safe_on", "because", "readings", "steps", "editions",
}  # fmt: skip


@pytest.fixture(params=QUESTIONS, ids=list(QUESTIONS))
def question(request: pytest.FixtureRequest) -> dict[str, Any]:
    return QUESTIONS[request.param]


def test_due_is_the_last_step(question: dict[str, Any]) -> None:
    answer = ask(question)
    last = answer.steps[-1]
    assert last.kind is StepKind.DUE
    assert answer.due_on == last.on
    assert answer.answer == (last.at or last.on)
    assert [step.kind for step in answer.steps].count(StepKind.DUE) == 1
    assert answer.steps[0].kind is StepKind.TRIGGER


def test_every_step_but_the_trigger_is_cited(question: dict[str, Any]) -> None:
    trigger, *rest = ask(question).steps
    assert trigger.cite is None
    assert all(step.cite is not None and str(step.cite) for step in rest)
    assert all(step.text.endswith(".") for step in (trigger, *rest))


def test_the_json_has_the_keys_of_the_contract_and_says_what_the_answer_says(question: dict[str, Any]) -> None:
    answer = ask(question)
    said = answer.to_json()
    assert said.keys() == KEYS
    assert said["due"][:10] == answer.due_on.isoformat()
    assert said["assurance"] in {"settled", "provisional", "disputed"}
    assert bool(said["because"]) is (answer.assurance is not Assurance.SETTLED)
    assert bool(said["readings"]) is (answer.assurance is Assurance.DISPUTED)
    assert all(reading.keys() == {"due", "text", "cite"} and all(reading.values()) for reading in said["readings"])
    assert all(step.keys() == {"kind", "on", "text", "cite"} for step in said["steps"])
    assert said["steps"][-1]["kind"] == "due"
    assert said["steps"][-1]["on"] == said["due"]
    assert {"regime", "calendar"} <= said["editions"].keys()


@pytest.mark.parametrize("width", [80, 100, 60])
def test_the_explanation_keeps_to_its_width(question: dict[str, Any], width: int) -> None:
    answer = ask(question)
    text = answer.explain(width)
    wide = [line for line in text.splitlines() if len(line) > width]
    # Only a single long word (an address) and the one line of the range may stand out.
    assert [line for line in wide if len(line.split()) > 1 and not line.startswith("  earliest")] == []
    assert all(len(line) <= 80 for line in answer.explain().splitlines() if not line.startswith("  earliest"))


def test_the_explanation_says_the_answer_first_and_every_step(question: dict[str, Any]) -> None:
    answer = ask(question)
    text = " ".join(answer.explain().split())
    assert answer.explain().splitlines()[0].endswith(f"({answer.assurance.value})")
    assert all(" ".join(step.text.split()) in text for step in answer.steps)
    assert all(str(step.cite) in text for step in answer.steps if step.cite)
    assert all(reason in text for reason in answer.because)
    assert all(reading.text in text and reading.cite in text for reading in answer.readings)
    assert all(edition in text for edition in answer.editions.values())


def test_the_words_for_a_last_and_for_a_first_day_differ() -> None:
    assert ask(QUESTIONS["settled"]).explain().startswith("due Wednesday 24 April 2024 (settled)")
    assert ask(QUESTIONS["earliest"]).explain().startswith("not before Friday 17 May 2024 (disputed)")


def test_the_same_question_has_the_same_bytes(question: dict[str, Any]) -> None:
    first, second = ask(question), ask(question)
    assert first == second
    assert (first.explain(), first.to_json()) == (second.explain(), second.to_json())


def test_time_is_up_at_the_last_second_of_the_day_in_the_zone_of_the_court() -> None:
    assert ask(QUESTIONS["settled"]).to_json()["due_at"] == "2024-04-24T23:59:59+05:00"
    assert ask(QUESTIONS["hours"]).to_json()["due_at"] == "2024-04-18T22:15:00+05:00"
    assert ask(QUESTIONS["month end"]).to_json()["due_at"] is None  # the calendar none has no zone


def test_an_answer_says_that_closures_were_not_considered() -> None:
    answer = ask(BARE, trigger="2024-12-18", period="7 days")
    assert "not considered" in answer.editions["calendar"]
    assert "not considered" in answer.explain()


def test_an_answer_names_the_court_only_where_one_was_named() -> None:
    assert ask(QUESTIONS["settled"]).editions["court"].startswith("pk.shc")
    assert "court" not in ask(QUESTIONS["month end"]).editions


def test_the_safe_day_is_the_end_that_protects_whoever_must_act() -> None:
    last = ask(QUESTIONS["disputed"])
    assert (last.safe_on, last.latest) == (to_date("2007-07-31"), to_date("2007-08-06"))
    first = ask(QUESTIONS["earliest"])
    assert (first.safe_on, first.earliest) == (to_date("2024-05-17"), to_date("2024-05-16"))


def test_a_title_comes_before_the_answer() -> None:
    order = Order(court="pk.shc", made="2024-04-17")
    text = compute(ComplianceWindow(what="withdraw the letter", order=order, period="one week")).explain()
    assert text.splitlines()[0] == "withdraw the letter"


def test_a_window_has_both_its_days_in_whichever_way_time_runs() -> None:
    back = ask(SHC, trigger="2024-05-09", period="7 clear days", direction="before", act="service").window
    assert (str(back.opens), str(back.closes)) == ("2024-05-01", "2024-05-09")
    assert to_date("2024-05-09") in Window(to_date("2024-05-01"), to_date("2024-05-09"))
    assert to_date("2024-05-10") not in back
    with pytest.raises(InvalidDate):
        "soon" in back  # noqa: B015 - the refusal is the test
