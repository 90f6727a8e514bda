"""What the mechanisms share: how a step is added, how words are quoted, how open days are counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from courtclock.citation import Citation
from courtclock.dates import day
from courtclock.engine.view import View
from courtclock.regime import Provision
from courtclock.trace import Step, StepKind


def add(steps: list[Step], kind: StepKind, number: int, text: str, cite: Citation | None) -> None:
    """Add a step that reaches a day."""
    steps.append(Step(kind, day(number), text, cite))


def quoted(provision: Provision[Any]) -> str:
    """Return the operative words of a provision, to stand at the end of a sentence."""
    return f': "{provision.quote}"' if provision.quote else ""


def open_days(view: View, anchor: int, n: int, out: Sequence[tuple[int, int]] = ()) -> int:
    """Return the nth open day after a day (before it, where n is negative), the runs of days in `out` not counted."""
    sign = 1 if n > 0 else -1
    left, at = abs(n), anchor
    while left:
        at += sign
        if out and any(first <= at <= last for first, last in out):
            continue
        if not view.closed(at):
            left -= 1
    return at
