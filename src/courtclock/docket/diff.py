"""What moved between two dockets, by how much, and why: never a bare list of dates."""

from __future__ import annotations

from enum import Enum

from courtclock.almanac import Almanac
from courtclock.dates import Date, Instant, iso
from courtclock.deadline import ComplianceWindow
from courtclock.docket.causes import Cause, CauseKind, Pair, causes_of, day_of, substitutions
from courtclock.docket.model import Docket, Standing
from courtclock.docket.reach import Entry
from courtclock.matter import Hearing
from courtclock.value import frozen


class ChangeKind(Enum):
    """What became of an entry."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    DOUBT = "doubt changed"
    RENAMED = "renamed"


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

    >>> from courtclock.docket import EXAMPLE, loads
    >>> (change,) = diff(loads(EXAMPLE), loads(EXAMPLE.replace(b"one week", b"two weeks")))
    >>> change.days, change.causes[0].text
    (8, 'period: 2 weeks instead of 1 week')
    """
    was = {standing.id: standing for standing in old.standings(almanac=almanac, known_on=old_known_on)}
    now = {standing.id: standing for standing in new.standings(almanac=almanac, known_on=new_known_on)}
    changes = []
    for given, after in now.items():
        if given not in was:
            changes.append(Change(given, _what(after.entry), ChangeKind.ADDED, None, day_of(after)))
            continue
        change = _change(Pair(old, new, was[given], after, almanac, old_known_on, new_known_on))
        if change is not None:
            changes.append(change)
    for given, before in was.items():
        if given not in now:
            changes.append(Change(given, _what(before.entry), ChangeKind.REMOVED, day_of(before), None))
    return changes


def _what(entry: Entry) -> str:
    if isinstance(entry, Hearing):
        return entry.purpose or entry.name
    return entry.duty if isinstance(entry, ComplianceWindow) else entry.what


def _change(pair: Pair) -> Change | None:
    before, after = pair.before, pair.after
    old, new = day_of(before), day_of(after)
    what = _what(after.entry)
    if _when(before) != _when(after):
        return Change(after.id, what, ChangeKind.MOVED, old, new, tuple(causes_of(pair)))
    if _doubt(before) != _doubt(after):
        said = f"{_doubt(before)} before, {_doubt(after)} now"
        first = next(iter(substitutions(pair)), None)
        kind = first.kind if first is not None else CauseKind.CALENDAR
        return Change(after.id, what, ChangeKind.DOUBT, old, new, (Cause(kind, said, 0),))
    if _what(before.entry) != what:
        said = f"called {_what(before.entry)!r} before"
        return Change(after.id, what, ChangeKind.RENAMED, old, new, (Cause(CauseKind.OTHER, said, 0),))
    return None


def _when(standing: Standing) -> object:
    """Return what has to be equal for nothing to have moved: the day or days, and the hour where there is one."""
    entry = standing.entry
    if isinstance(entry, Hearing):
        return entry.days, entry.at
    computed = standing.pin is None and standing.extended is None and standing.computation is not None
    hour = standing.computation.cut_off or standing.computation.answer if computed and standing.computation else None
    return (standing.last_day,), hour if isinstance(hour, Instant) else None


def _doubt(standing: Standing) -> str:
    answer = standing.computation
    if answer is None:
        return "not computed" if standing.error else ""
    span = f" ({iso(answer.earliest)} to {iso(answer.latest)})" if answer.earliest != answer.latest else ""
    return f"{answer.assurance.value}{span}"
