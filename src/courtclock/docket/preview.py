"""What a change of a docket file does to its dates: before and after, entry by entry."""

from __future__ import annotations

from attrs import field

from courtclock.almanac import Almanac
from courtclock.dates import Date, iso, to_date
from courtclock.deadline import ComplianceWindow
from courtclock.docket.load import loads
from courtclock.docket.reach import Entry
from courtclock.docket.status import State, Status, status
from courtclock.errors import DocketFault
from courtclock.matter import Hearing
from courtclock.value import frozen


@frozen
class Stand:
    """How one entry stands: its day (several where sources differ, none where there is none), state and remarks."""

    days: tuple[Date, ...]
    state: State
    remarks: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ", ".join([*([" / ".join(map(iso, self.days))] if self.days else []), self.state.value])


@frozen(kw_only=True)
class Change:
    """One entry whose date, state or remarks change; `before` is None where it is new, `after` where it is gone."""

    id: str
    what: str
    before: Stand | None
    after: Stand | None

    @property
    def moved(self) -> int | None:
        """By how many days the date moves, later counted up; None where there are not two certain dates."""
        if self.before is None or self.after is None or len(self.before.days) != 1 or len(self.after.days) != 1:
            return None
        return self.after.days[0].toordinal() - self.before.days[0].toordinal()

    @property
    def said(self) -> str:
        """The change in words."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "gone"
        words = []
        if self.moved:
            count = abs(self.moved)
            words.append(f"{count} day{'s' if count > 1 else ''} {'later' if self.moved > 0 else 'earlier'}")
        elif self.before.days != self.after.days:
            words.append("another date")
        if self.before.state is not self.after.state:
            words.append(f"{self.before.state.value}, now {self.after.state.value}")
        return "; ".join(words) or "remarks"


@frozen(kw_only=True)
class Changes:
    """What differs between two texts of a docket, seen on a day.

    Attributes:
        on: the day.
        entries: those that change, in the order of the new text; what is gone comes last.
        diff: the two texts as a unified diff, without its lines about file names.
        repaired: the faults that the old text had and the new one has not; then nothing is known of its dates.
    """

    on: Date
    entries: tuple[Change, ...]
    diff: str
    repaired: tuple[str, ...] = field(default=())


def preview(old: str, new: str, on: Date | str, *, almanac: Almanac | None = None) -> Changes:
    """Return what a change of text does to the dates of a docket, and to the states of its entries on a day.

    Raises:
        DocketFault: the new text has faults.
    """
    day = to_date(on)
    after = _standings(new, day, almanac)
    repaired: tuple[str, ...] = ()
    try:
        before = _standings(old, day, almanac)
    except DocketFault as error:
        before, repaired = {}, error.faults
    entries = []
    for id_ in [*after, *(gone for gone in before if gone not in after)]:
        one, other = before.get(id_), after.get(id_)
        was, now = _stand(one), _stand(other)
        if was != now:
            what = _what((other or one).entry)  # type: ignore[union-attr] # an id of one of the two
            entries.append(Change(id=id_, what=what, before=was, after=now))
    return Changes(on=day, entries=tuple(entries), diff=_diff(old, new), repaired=repaired)


def _standings(text: str, day: Date, almanac: Almanac | None) -> dict[str, Status]:
    book = loads(text.encode(errors="surrogatepass"), almanac=almanac)
    return {one.entry.id: one for one in status(book, day, almanac=almanac)}


def _stand(one: Status | None) -> Stand | None:
    if one is None:
        return None
    if isinstance(one.entry, Hearing):
        return Stand(one.entry.days, one.state, one.remarks)
    last_day = one.standing.last_day
    return Stand((last_day,) if last_day is not None else (), one.state, one.remarks)


def _what(entry: Entry) -> str:
    if isinstance(entry, Hearing):
        return entry.name
    return entry.duty if isinstance(entry, ComplianceWindow) else entry.what


def _diff(old: str, new: str) -> str:
    import difflib

    lines = difflib.unified_diff(_lines(old), _lines(new), lineterm="")
    return "\n".join(list(lines)[2:])


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")
