"""Why a date moved: the causes, one after the other, and the days of each.

The cause is found by substitution. A deadline is computed again with one thing after the other taken from the new
docket (the trigger, the period, the service, the calendar, what is known of closed days, the extensions): what makes
the date move is named, with the days that it moves it by. Where all are given, they add up to the days of the move.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

from attrs import evolve

from courtclock.almanac import Almanac
from courtclock.clock import compute
from courtclock.dates import Date, Instant, date_of, either, iso, medium, to_date
from courtclock.deadline import Term
from courtclock.docket.extend import extend
from courtclock.docket.hearings import MOVES
from courtclock.docket.model import Docket, Standing
from courtclock.errors import CourtclockError, NotTriggered
from courtclock.ledger import EventKind, LedgerEntry, Pin, granted
from courtclock.matter import Event, Hearing
from courtclock.regime import PeriodRule, RunsFrom
from courtclock.trace import Computation, StepKind
from courtclock.value import frozen


class CauseKind(Enum):
    """Why a date moved."""

    TRIGGER = "trigger"
    RULE = "rule"
    SERVICE = "service"
    CALENDAR = "calendar"
    LAW = "law"
    EXTENSION = "extension"
    PIN = "pin"
    HEARING = "hearing"
    CHAIN = "what it hangs on"
    OTHER = "other"


@frozen
class Cause:
    """One reason, in words, and the days by which it moves the date (None where that cannot be said)."""

    kind: CauseKind
    text: str
    days: int | None = None


@frozen
class Pair:
    """One entry before and after, and how each was computed."""

    old: Docket
    new: Docket
    before: Standing
    after: Standing
    almanac: Almanac | None
    old_known_on: Date | str | None
    new_known_on: Date | str | None


def day_of(standing: Standing) -> Date | None:
    """Return the last day that stands, or the day of a hearing; None where there is none, or sources differ."""
    entry = standing.entry
    return entry.on if isinstance(entry, Hearing) else standing.last_day


def causes_of(pair: Pair) -> Iterator[Cause]:
    """Give the causes of a date that moved; their days, where all are given, add up to those of the move."""
    before, after = pair.before, pair.after
    if isinstance(after.entry, Hearing) or isinstance(before.entry, Hearing):
        yield Cause(CauseKind.HEARING, _hearing(pair), _days(day_of(before), day_of(after)))
        return
    if before.pin is not None and after.pin is not None:
        yield Cause(CauseKind.PIN, _pinned(after.pin), _days(day_of(before), day_of(after)))
        return
    if after.pin is not None:
        yield Cause(CauseKind.PIN, _pinned(after.pin), _days(after.unpinned, after.pin.on))
    if before.pin is not None:
        yield Cause(CauseKind.PIN, "no longer pinned", _days(before.pin.on, before.unpinned))
    if before.computation is None or after.computation is None:
        if before.computation is not after.computation or before.error is not None:
            yield _not_computed(before, after)
        return
    found = list(_of_the_count(pair))
    moved = [cause for cause in found if cause.days != 0]
    # What changed and moves no day is the cause where only the hour moved.
    yield from moved or (found if before.pin is after.pin else ())
    if not found and before.pin is after.pin:
        yield Cause(CauseKind.OTHER, "nothing in the docket says why", _days(before.unpinned, after.unpinned))


def _pinned(pin: Pin) -> str:
    return f"pinned by {pin.by}: {pin.reason}"


def _days(old: Date | None, new: Date | None) -> int | None:
    return (new - old).days if old is not None and new is not None else None


def _not_computed(before: Standing, after: Standing) -> Cause:
    """Say why there was no date before, or is none now."""
    for one, when, other in ((after, "now", before), (before, "before", after)):
        if isinstance(one.error, NotTriggered):
            start = _event(other)
            runs = f"time {'ran' if one is after else 'runs'} from the {start.name}" if start is not None else ""
            return Cause(CauseKind.TRIGGER, "; ".join(filter(None, [runs, f"{when}: {one.error}"])))
        if one.error is not None:
            return Cause(CauseKind.OTHER, f"not computed {when}: {one.error}")
        if one.computation is None:
            return Cause(CauseKind.RULE, f"a standing duty {when}")
    return Cause(CauseKind.OTHER, "no date before, and none now")


def _event(standing: Standing) -> Event | None:
    """Return the event from which time runs; None where there is none."""
    entry = standing.entry
    return None if standing.computation is None or isinstance(entry, Hearing) else entry.term.event


def _hearing(pair: Pair) -> str:
    before, after = pair.before.entry, pair.after.entry
    if not isinstance(before, Hearing) or not isinstance(after, Hearing):
        return "it was no hearing before" if isinstance(after, Hearing) else "it is no hearing now"
    known = set(pair.old.events)
    moved = [e for e in pair.new.events_of(after) if e.kind in MOVES and e not in known]
    if before.days == after.days:
        hour = f"{before.at:%H:%M}" if before.at else "no hour"
        return f"at {after.at:%H:%M} instead of {hour}" if after.at else f"no hour now, {hour} before"
    if moved:
        did = "adjourned" if moved[-1].kind is EventKind.ADJOURNMENT else "listed anew"
        without = "" if after.days else ", without a day"
        return f"{did} on {moved[-1].when}{without}{f': {moved[-1].text}' if moved[-1].text else ''}"
    return _other_days(before, after)


def _other_days(before: Hearing, after: Hearing) -> str:
    if not before.days or not after.days:
        return "no date now" if before.days else "no date before"
    if len(after.days) > 1:
        return f"sources differ now: {either(after.days)}"
    return f"sources differed before: {either(before.days)}" if len(before.days) > 1 else "listed for another day"


def _extension(pair: Pair) -> str:
    was, now = granted(pair.old.events_of(pair.before.entry)), granted(pair.new.events_of(pair.after.entry))
    fresh, gone = [e for e in now if e not in was], [e for e in was if e not in now]
    said = [f"{e.extension}, {e.when}" for e in fresh] or [f"no longer there: {e.extension}, {e.when}" for e in gone]
    return "; ".join(said) or "the extension ends on another day"


@frozen
class Stage:
    """A deadline with one more thing of the new docket in it, and the cause that this is."""

    kind: CauseKind
    text: str
    term: Term
    known_on: Date | str | None = None


# The parts of a term, by the name of the cause that a change in them is, in the order in which they are put in.
_PARTS: tuple[tuple[CauseKind, tuple[str, ...]], ...] = (
    (CauseKind.TRIGGER, ("trigger", "runs_from")),
    (
        CauseKind.RULE,
        ("rule", "period", "direction", "bound", "act", "means", "first_day", "regime"),
    ),
    (CauseKind.SERVICE, ("service",)),
    (CauseKind.CALENDAR, ("court", "calendar", "closures", "inaccessible", "appealed_from")),
    (CauseKind.OTHER, ("excluded",)),
    (CauseKind.LAW, ("law_on",)),
)


def _of_the_count(pair: Pair) -> Iterator[Cause]:
    """Put one part after the other from the new docket into the old deadline, and say what each moves it by."""
    last = pair.before.unpinned
    events = pair.old.events_of(pair.before.entry)
    longer = granted(events) != granted(pair.new.events_of(pair.after.entry))
    stages = list(substitutions(pair))
    for place, stage in enumerate(stages):
        final = place == len(stages) - 1 and not longer
        end = pair.after.unpinned if final else _end(pair, stage, events)
        yield Cause(stage.kind, stage.text, _days(last, end))
        last = end
    if longer:
        yield Cause(CauseKind.EXTENSION, _extension(pair), _days(last, pair.after.unpinned))


def _end(pair: Pair, stage: Stage, events: list[LedgerEntry]) -> Date | None:
    """Return the last day at a stage, as extended; None where the mixture of old and new has none."""
    try:
        answer = compute(stage.term, almanac=pair.almanac, known_on=stage.known_on)
        longer = extend(stage.term, answer, events, almanac=pair.almanac, known_on=stage.known_on)
    except CourtclockError:
        return None
    return longer.on if longer is not None else answer.due_on


def substitutions(pair: Pair) -> Iterator[Stage]:
    """Give the stages between an old and a new deadline, one for each kind of cause, the last one the new deadline."""
    was, now, before, after = pair.before.computation, pair.after.computation, pair.before.entry, pair.after.entry
    if was is None or now is None or isinstance(before, Hearing) or isinstance(after, Hearing):
        return
    # The trigger of a deadline that hangs on another is that one's last day: it stands in the computation.
    old = evolve(before.term, trigger=was.steps[0].at or was.steps[0].on)
    new = evolve(after.term, trigger=now.steps[0].at or now.steps[0].on)
    versions = was.editions.get("regime") != now.editions.get("regime")
    law_moves = versions and (old.regime, old.court) == (new.regime, new.court)
    mixed = old
    if law_moves and old.law_on is None and old.trigger is not None:
        mixed = evolve(old, law_on=date_of(old.trigger))  # which it was by itself, and would not be any more
    for kind, parts in _PARTS:
        changed = [name for name in parts if getattr(old, name) != getattr(new, name)]
        if kind is CauseKind.LAW:
            changed = ["law_on"] if law_moves or changed else []
        if not changed:
            continue
        mixed = _put(mixed, new, parts)
        if kind is CauseKind.LAW and law_moves:
            yield Stage(kind, f"counted under {now.editions.get('regime', '')}", mixed, pair.old_known_on)
        elif kind is CauseKind.TRIGGER and "trigger" in changed:
            yield Stage(*_start(pair, old, new), mixed, pair.old_known_on)
        else:
            said = [
                f"{n.replace('_', ' ')}: {_said(getattr(new, n))} instead of {_said(getattr(old, n))}" for n in changed
            ]
            yield Stage(kind, "; ".join(said), mixed, pair.old_known_on)
    if pair.old_known_on != pair.new_known_on:
        yield Stage(CauseKind.CALENDAR, _announced(was, now), new, pair.new_known_on)


def _put(mixed: Term, new: Term, parts: tuple[str, ...]) -> Term:
    """Return a term with parts of another; as it was, where they do not fit each other halfway."""
    more: dict[str, Any] = {name: getattr(new, name) for name in parts}
    if "trigger" in parts:
        more["event"] = new.event
    try:
        return evolve(mixed, **more)
    except CourtclockError:
        return mixed


def _start(pair: Pair, old: Term, new: Term) -> tuple[CauseKind, str]:
    """Say from what time runs now: another deadline's end, a service, or another event."""
    first, then = _said(old.trigger), _said(new.trigger)
    hangs = pair.new.hangs_on.get(pair.after.id)
    if hangs is not None and pair.before.id in pair.old.hangs_on:
        return CauseKind.CHAIN, f"{', '.join(hangs.entries)}: runs from {then} instead of {first}"
    if old.event is not None and new.event is not None:
        if old.event.name != new.event.name:
            first, then = old.event.name, new.event.name
        if old.event.runs_from is new.event.runs_from is RunsFrom.SERVICE:
            return CauseKind.SERVICE, f"{then} instead of {first}"
    return CauseKind.TRIGGER, f"{then} instead of {first}"


def _announced(was: Computation, now: Computation) -> str:
    """Say what is known of closed days, or of the law, that was not known before."""
    told = {step.text for step in was.steps}
    kinds = {StepKind.ROLL, StepKind.LAST_DAY, StepKind.CLOSURE}
    fresh = [step.text for step in now.steps if step.kind in kinds and step.text not in told]
    return fresh[0] if fresh else "what was known of closed days"


def _said(value: object) -> str:
    """Return a part of a term in words."""
    if isinstance(value, tuple):
        return (
            ", ".join(" to ".join(map(_said, one)) if isinstance(one, tuple) else _said(one) for one in value) or "none"
        )
    if isinstance(value, Instant):
        return iso(value)
    if isinstance(value, Date):
        return medium(to_date(value))
    named = value.value if isinstance(value, Enum) else value.id if isinstance(value, PeriodRule) else value
    return "none" if named is None else str(named)
