"""The answer to one of many requests is written by hand, and is what JSON would be made of it."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from courtclock import Computation, Term, compute
from courtclock.cli.json_text import answer_text, as_text

ASKED: list[dict[str, Any]] = [
    {"court": "us.nysd", "period": "21 days"},
    {"court": "us.nysd", "period": "72 hours", "trigger": "2024-04-17T10:00:00-04:00"},
    {"court": "us.nysd", "period": "14 days", "service": "mail", "runs_from": "service"},
    {"court": "pk.shc", "period": "one week", "bound": "earliest"},
    {"court": "pk.shc", "period": "3 days", "direction": "before"},
    {"court": "gb.eaw.hc", "period": "7 clear days", "act": "filing"},
    {"court": "eu.gc", "period": "2 months", "act": "filing"},
    {"court": "in.delhi-hc", "period": "30 days", "trigger": "2023-01-15"},
    {"calendar": "none", "regime": "us.frcp.6", "period": "5 days"},
    {"court": "us.ca10", "period": "14 days", "trigger": "2026-03-17"},
]


def _term(asked: dict[str, Any]) -> Term:
    from courtclock.schema import request

    return request.read({"trigger": "2024-04-17", **asked}).term


def _answers() -> list[Computation]:
    plain = [compute(_term(asked)) for asked in ASKED]
    first = plain[0]
    odd = [evolve(first.steps[1], text=text) for text in ('say "so" \\ and\nso', "é", "\x7f", "\ud800", "\u2028", "")]
    return [*plain, *(evolve(first, steps=(first.steps[0], step, *first.steps[2:])) for step in odd)]


@pytest.mark.parametrize("given", [None, 7, True, 2.5, "a", 'q"\\', "é", "\ud800", "\x9b", [1, {"b": None}], {}])
def test_a_line_is_what_json_is_made_of_an_answer(given: Any) -> None:
    for found in _answers():
        assert answer_text(given, found) == as_text({"id": given, **found.to_json()})


def test_the_answers_are_of_every_kind() -> None:
    found = _answers()
    assert any(one.readings for one in found)
    assert any(not one.because for one in found)
    assert any(one.steps[-1].at for one in found)
    assert any(not one.zone for one in found)
    assert {one.bound.value for one in found} == {"latest", "earliest"}
