"""The published vectors come out; what they say of themselves is complete."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from courtclock.dates import to_trigger
from courtclock.errors import CourtclockError
from strategies import ask

FOLDER = Path(__file__).parent.parent / "vectors"
SCHEMA = json.loads((FOLDER / "schema" / "vectors.schema.json").read_text("utf-8"))


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
    if "due_at" in expected:
        assert answer["due_at"] == expected["due_at"]
    assert [reading["due"] for reading in answer["readings"]] == expected.get("readings", [])


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda file: file.stem)
def test_a_file_of_vectors_keeps_to_the_schema(file: Path) -> None:
    cases = json.loads(file.read_text("utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(cases)
    ids = [case["id"] for case in cases]
    assert len(set(ids)) == len(ids)
    assert [case["request"]["id"] for case in cases] == ids


def test_ids_are_unique() -> None:
    ids = [param.values[0]["id"] for param in CASES]
    assert len(ids) == len(set(ids))


def test_there_are_vectors() -> None:
    assert len(CASES) >= 30
