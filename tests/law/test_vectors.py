"""The published vectors come out; what they say of themselves is complete."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from courtclock.dates import to_trigger
from courtclock.errors import CourtclockError
from strategies import ask

FOLDER = Path(__file__).parent.parent / "vectors"
KEYS = {"id", "request", "expect", "why", "source", "url", "provenance"}
PROVENANCES = {"court_decision", "court_facts", "real_order", "rule_example", "official_guide", "constructed"}


def _cases() -> list[Any]:
    files = sorted(FOLDER.glob("*.json"))
    return [pytest.param(case, id=case["id"]) for f in files for case in json.loads(f.read_text("utf-8"))]


CASES = _cases()


@pytest.mark.parametrize("case", CASES)
def test_a_vector_comes_out(case: dict[str, Any]) -> None:
    expected = dict(case["expect"])
    if "error" in expected:
        with pytest.raises(CourtclockError) as refused:
            ask(case["request"])
        assert type(refused.value).__name__ == expected["error"]
        return
    answer = ask(case["request"]).to_json()
    for key in ("due", "earliest", "latest"):
        if key in expected:
            assert to_trigger(answer[key]) == to_trigger(expected[key]), key
    if "assurance" in expected:
        assert answer["assurance"] == expected["assurance"], answer["because"]
    assert [reading["due"] for reading in answer["readings"]] == expected.get("readings", [])


@pytest.mark.parametrize("case", CASES)
def test_a_vector_is_complete(case: dict[str, Any]) -> None:
    assert case.keys() == KEYS
    assert case["request"]["id"] == case["id"]
    assert case["provenance"] in PROVENANCES
    assert case["url"].startswith(("http://", "https://"))
    assert {"due", "assurance"} <= case["expect"].keys() or case["expect"].keys() == {"error"}
    assert len(case["why"]) > 20
    assert case["source"]


def test_ids_are_unique() -> None:
    ids = [param.values[0]["id"] for param in CASES]
    assert len(ids) == len(set(ids))


def test_there_are_vectors() -> None:
    assert len(CASES) >= 30
