"""JSON as it is printed: any value, and the answer to one request of many."""

from __future__ import annotations

import json
import re
from json.encoder import encode_basestring
from typing import Any

from courtclock.dates import iso, wall_text
from courtclock.period import Bound
from courtclock.trace import Computation, StepKind

_CONTROLS = re.compile("[\x7f-\x9f]")
_LINE = json.JSONEncoder(ensure_ascii=False, check_circular=False)  # what we say is a tree
_LATEST = Bound.LATEST  # looked up once, as in the engine
_KINDS = {kind: encode_basestring(kind.value) for kind in StepKind}


def as_text(value: Any, indent: int | None = None) -> str:
    """Return a value as JSON, keys in their order; half a character in it is escaped, since it cannot be encoded."""
    text = (_LINE if indent is None else json.JSONEncoder(ensure_ascii=False, indent=indent)).encode(value)
    if text.isascii() and "\x7f" not in text:
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    # JSON leaves these as they are, and a terminal may take some of them for commands.
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def answer_text(given: Any, found: Computation) -> str:
    """Return the answer to one request, whose id was given, as a line of JSON.

    It is what `as_text` makes of ``{"id": given, **found.to_json()}``. Written piece by piece it takes a third of the
    time; where it holds more than plain letters, or what few answers have, it is left to `as_text`.
    """
    last = found.steps[-1]
    if found.because or found.readings or found.bound is not _LATEST or last.until is None or not found.zone:
        return as_text({"id": given, **found.to_json()})
    steps = [
        f'{{"kind": {_KINDS[step.kind]}, "on": "{iso(step.on if step.at is None else step.at)}", '
        f'"text": {encode_basestring(step.text)}, '
        f'"cite": {encode_basestring(str(step.cite)) if step.cite is not None else "null"}}}'
        for step in found.steps
    ]
    editions = ", ".join([f"{encode_basestring(key)}: {encode_basestring(one)}" for key, one in found.editions.items()])
    due_at = wall_text(last.on, last.until, found.zone) if last.at is None else iso(last.at)
    earliest = iso(found.earliest)  # and the safe day, since the answer is a last day
    text = (
        f'{{"id": {_id(given)}, "due": "{iso(found.answer)}", "due_at": "{due_at}", '
        f'"assurance": "{found.assurance.value}", "earliest": "{earliest}", "latest": "{iso(found.latest)}", '
        f'"safe_on": "{earliest}", "because": [], "readings": [], "steps": [{", ".join(steps)}], '
        f'"editions": {{{editions}}}}}'
    )
    if text.isascii() and "\x7f" not in text:
        return text
    return as_text({"id": given, **found.to_json()})


def _id(given: Any) -> str:
    if type(given) is int:
        return str(given)
    return "null" if given is None else _LINE.encode(given)
