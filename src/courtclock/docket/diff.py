"""What moved between two dockets, by how much, and why: never a bare list of dates.

The cause is found by substitution. A deadline is computed again with one thing at a time taken from the new docket (the
trigger, the period, the service, the calendar, what is known of closed days): what alone makes the date move is named,
with the days that it moves it by.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from attrs import evolve, frozen

from courtclock.almanac import Almanac
from courtclock.clock import compute
from courtclock.dates import Date, Instant, iso, medium, to_date
from courtclock.deadline import ComplianceWindow, Term
from courtclock.docket.model import Docket, Standing
from courtclock.docket.reach import Entry
from courtclock.errors import CourtclockError
from courtclock.matter import Hearing
from courtclock.trace import Computation


class ChangeKind(Enum):
    """What became of an entry."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    DOUBT = "doubt changed"
    RENAMED = "renamed"


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
    """One reason, in words, and the days by which it alone moves the date (None where that cannot be said)."""

    kind: CauseKind
    text: str
    days: int | None = None


@frozen
class Change:
    """One entry that is not as it was.

    Attributes:
        id, what: the entry.
        old, new: the last day, or the day of a hearing, before and after; None where there is none.
        causes: why; empty only for what was added or removed.
    """

    id: str
    what: str
    kind: ChangeKind
    old: Date | None
    new: Date | None
    causes: tuple[Cause, ...] = ()

    @property
    def days(self) -> int | None:
        """By how many days it moved; None where one of the dates is missing."""
        return (self.new - self.old).days if self.old is not None and self.new is not None else None


def diff(
    old: Docket,
    new: Docket,
    *,
    almanac: Almanac | None = None,
    old_known_on: Date | str | None = None,
    new_known_on: Date | str | None = None,
) -> list[Change]:
    """Return what is different, in the order of the new docket, with what was removed at the end.

    Args:
        old: the docket as it was.
        new: the docket as it is.
        almanac: where to look up courts, calendars and law; the built-in packs by default.
        old_known_on: compute the old one with what had been announced of closed days by this day.
        new_known_on: the same for the new one; two days and one docket show what an announcement moved.

    >>> from courtclock.docket import loads
    >>> text = b'''
    ... [docket]
    ... schema = 1
    ... id = "demo"
    ... title = "Demo"
    ... recorded = 2024-04-17T18:00:00+05:00
    ... [[order]]
    ... id = "order"
    ... court = "pk.shc"
    ... made = 2024-04-17
    ... title = "Withdraw the letter"
    ... [[window]]
    ... id = "week"
    ... order = "order"
    ... what = "withdraw the letter"
    ... within = "one week"
    ... '''
    >>> (change,) = diff(loads(text), loads(text.replace(b"one week", b"two weeks")))
    >>> change.days, change.causes[0].text
    (8, 'period: 2 weeks instead of 1 week')
    """
    was = {entry.id: entry for entry in old.entries}
    now = {entry.id: entry for entry in new.entries}
    changes = []
    for given, entry in now.items():
        after = new.standing(entry, almanac=almanac, known_on=new_known_on)
        if given not in was:
            changes.append(Change(given, _what(entry), ChangeKind.ADDED, None, _day(after)))
            continue
        before = old.standing(was[given], almanac=almanac, known_on=old_known_on)
        change = _change(_Pair(old, new, before, after, almanac, old_known_on, new_known_on))
        if change is not None:
            changes.append(change)
    for given, entry in was.items():
        if given not in now:
            before = old.standing(entry, almanac=almanac, known_on=old_known_on)
            changes.append(Change(given, _what(entry), ChangeKind.REMOVED, _day(before), None))
    return changes


@frozen
class _Pair:
    """One entry before and after, and how each was computed."""

    old: Docket
    new: Docket
    before: Standing
    after: Standing
    almanac: Almanac | None
    old_known_on: Date | str | None
    new_known_on: Date | str | None


def _what(entry: Entry) -> str:
    if isinstance(entry, Hearing):
        return entry.purpose or entry.name
    return entry.duty if isinstance(entry, ComplianceWindow) else entry.what


def _day(standing: Standing) -> Date | None:
    entry = standing.entry
    return entry.on if isinstance(entry, Hearing) else standing.last_day


def _change(pair: _Pair) -> Change | None:
    before, after = pair.before, pair.after
    old, new = _day(before), _day(after)
    what = _what(after.entry)
    if old != new:
        causes = tuple(_causes(pair)) or (Cause(CauseKind.OTHER, _unexplained(before, after)),)
        return Change(after.id, what, ChangeKind.MOVED, old, new, causes)
    if _doubt(before) != _doubt(after):
        said = f"{_doubt(before)} before, {_doubt(after)} now"
        return Change(after.id, what, ChangeKind.DOUBT, old, new, (Cause(CauseKind.CALENDAR, said, 0),))
    if _what(before.entry) != what:
        said = f"called {_what(before.entry)!r} before"
        return Change(after.id, what, ChangeKind.RENAMED, old, new, (Cause(CauseKind.OTHER, said, 0),))
    return None


def _unexplained(before: Standing, after: Standing) -> str:
    for standing, when in ((after, "now"), (before, "before")):
        if standing.error is not None:
            return f"not computed {when}: {standing.error}"
    return "more than one thing changed, and none alone moves the date"


def _doubt(standing: Standing) -> str:
    answer = standing.computation
    if answer is None:
        return "not computed" if standing.error else ""
    span = f" ({iso(answer.earliest)} to {iso(answer.latest)})" if answer.earliest != answer.latest else ""
    return f"{answer.assurance.value}{span}"


def _causes(pair: _Pair) -> Iterator[Cause]:
    """Give the causes of a date that moved, the ones that somebody decided first."""
    before, after = pair.before, pair.after
    if isinstance(after.entry, Hearing) or isinstance(before.entry, Hearing):
        yield Cause(CauseKind.HEARING, _hearing(pair), _moved(before, after))
        return
    if before.pin != after.pin:
        pin = after.pin or before.pin
        said = f"pinned by {pin.by}: {pin.reason}" if pin is not None and after.pin is not None else "no longer pinned"
        yield Cause(CauseKind.PIN, said, None if before.computation is None else _moved(before, after))
    if before.extended != after.extended and before.pin is None and after.pin is None:
        yield Cause(CauseKind.EXTENSION, _extension(pair))
    if before.computation is None or after.computation is None:
        return
    if before.computation.due_on != after.computation.due_on:
        yield from _of_the_count(pair, before.computation, after.computation)


def _hearing(pair: _Pair) -> str:
    moved = [e for e in pair.new.events_of(pair.after.entry) if e.until and e not in pair.old.events]
    if moved:
        return f"adjourned on {moved[-1].when}{f': {moved[-1].text}' if moved[-1].text else ''}"
    return "listed for another day"


def _extension(pair: _Pair) -> str:
    known = set(pair.old.events)
    fresh = [e for e in pair.new.events_of(pair.after.entry) if e not in known]
    if fresh:
        return "; ".join(f"{e.extension}, {e.when}" for e in fresh)
    return "an extension is no longer there" if pair.after.extended is None else "the extension ends on another day"


# The parts of a term, by the name of the cause that a change in them is.
_PARTS: tuple[tuple[CauseKind, tuple[str, ...]], ...] = (
    (CauseKind.RULE, ("period", "direction", "bound", "act", "first_day", "regime", "runs_from")),
    (CauseKind.SERVICE, ("service",)),
    (CauseKind.TRIGGER, ("trigger",)),
    (CauseKind.CALENDAR, ("court", "calendar", "closures", "inaccessible", "appealed_from")),
    (CauseKind.OTHER, ("excluded", "law_on")),
)


def _of_the_count(pair: _Pair, was: Computation, now: Computation) -> Iterator[Cause]:
    """Give the causes in the count itself: each part of the term that is new, then what is known of closed days."""
    if isinstance(pair.before.entry, Hearing) or isinstance(pair.after.entry, Hearing):
        return
    old, new = pair.before.entry.term, pair.after.entry.term
    if pair.before.entry.id in pair.old.hangs_on or pair.after.entry.id in pair.new.hangs_on:
        # The trigger of a deadline that hangs on another is that one's last day: it stands in the computation.
        old, new = evolve(old, trigger=was.steps[0].on), evolve(new, trigger=now.steps[0].on)
        if was.steps[0].on != now.steps[0].on:
            names = ", ".join(pair.new.hangs_on[pair.after.id].entries) if pair.after.id in pair.new.hangs_on else ""
            moved = _alone(pair, old, "trigger", new)
            said = f"{names or 'what it hangs on'} ends on {medium(now.steps[0].on)} instead of "
            yield Cause(CauseKind.CHAIN, said + medium(was.steps[0].on), moved)
            old = evolve(old, trigger=new.trigger)
    for kind, parts in _PARTS:
        for name in parts:
            if getattr(old, name) != getattr(new, name):
                said = f"{_said(getattr(new, name))} instead of {_said(getattr(old, name))}"
                yield Cause(kind, f"{name.replace('_', ' ')}: {said}", _alone(pair, old, name, new))
    if old == evolve(new, event=old.event) or _law_or_closures(was, now):
        yield from _closures(pair, was, now)


def _law_or_closures(was: Computation, now: Computation) -> bool:
    return dict(was.editions) != dict(now.editions)


def _closures(pair: _Pair, was: Computation, now: Computation) -> Iterator[Cause]:
    """Say what is known of closed days, or of the law, that was not known before."""
    if was.editions.get("regime") != now.editions.get("regime"):
        yield Cause(CauseKind.LAW, f"counted under {now.editions.get('regime', '')}")
    told = {step.text for step in was.steps}
    fresh = [
        step.text for step in now.steps if step.kind.value in {"roll", "last day", "closure"} and step.text not in told
    ]
    if fresh and (
        pair.old_known_on != pair.new_known_on or was.editions.get("calendar") != now.editions.get("calendar")
    ):
        yield Cause(CauseKind.CALENDAR, fresh[0], (now.due_on - was.due_on).days)


def _alone(pair: _Pair, old: Term, name: str, new: Term) -> int | None:
    """Return by how many days one new part alone moves the old date."""
    try:
        mixed = compute(evolve(old, **{name: getattr(new, name)}), almanac=pair.almanac, known_on=pair.old_known_on)
        bare = compute(old, almanac=pair.almanac, known_on=pair.old_known_on)
    except CourtclockError:
        return None
    return (mixed.due_on - bare.due_on).days


def _moved(before: Standing, after: Standing) -> int | None:
    old, new = _day(before), _day(after)
    return (new - old).days if old is not None and new is not None else None


def _said(value: object) -> str:
    if value is None or value == ():
        return "none"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Instant):
        return iso(value)
    if isinstance(value, Date):
        return medium(to_date(value))
    if isinstance(value, tuple):
        return ", ".join(" to ".join(map(_said, one)) if isinstance(one, tuple) else _said(one) for one in value)
    return str(value)
