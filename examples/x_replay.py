"""The case about X replayed day by day: what changed in the docket on each day, why, and who reported it.

Every day from the block to its end is looked at as it was known on that day; a day on which nothing changed prints
nothing. What happened comes first, then, marked with ">", the entries that it changed; a cause in round brackets is
that a day came or passed. Every order is of the court in Karachi. The numbers are the reports, listed at the end.
"""

from pathlib import Path
from textwrap import fill, shorten

from courtclock.citation import Source
from courtclock.dates import Date, iso, medium, to_date
from courtclock.deadline import ComplianceWindow
from courtclock.docket import State, Status, load, status
from courtclock.ledger import EventKind, LedgerEntry
from courtclock.matter import Hearing, Instrument, Order

FIRST, LAST = "2024-02-17", "2025-05-07"
COURTS = {"pk.shc": "Karachi", "pk.ihc": "Islamabad"}
ALONE = {
    State.DUE_TODAY: "the day",
    State.EXPIRED: "nothing on record",
    State.UNKNOWN: "no report found",
}
WORDS = {
    EventKind.STATEMENT: "Said to the court: ",
    EventKind.RECALL_SOUGHT: "Recall sought: ",
    EventKind.CONTEMPT_NOTICE: "Contempt notice: ",
    EventKind.PART_COMPLIANCE: "In part: ",
}
DATED = {State.OPEN, State.EXTENDED, State.STAYED}
Fact = Instrument | Order | LedgerEntry

docket = load(Path(__file__).with_name("x-restoration.toml"))
reports: list[Source] = []


def report(source: Source | None) -> str:
    """Return the number of a report in the list at the end."""
    if source is None:
        return ""
    if source not in reports:
        reports.append(source)
    return f" [{reports.index(source) + 1}]"


def known_from(fact: Fact) -> Date | None:
    if isinstance(fact, LedgerEntry):
        return to_date(fact.recorded.date()) if fact.recorded else fact.happened
    return fact.on


def told(fact: Fact) -> str:
    if isinstance(fact, Instrument):
        text = f"{fact.by}: {fact.what}"
    elif isinstance(fact, Order):
        text = f"Order: {fact.title}"
    else:
        when = "" if fact.on == known_from(fact) else f" ({fact.when})"
        text = f"{WORDS.get(fact.kind, '')}{fact.text.removesuffix('.')}{when}"
    return text + report(fact.source)


def touches(fact: Fact, one: Status) -> bool:
    """Whether a fact is why an entry changed: it is of the entry, of its order, or of the hearing that it hangs on."""
    entry = one.entry
    if isinstance(entry, Hearing):
        return isinstance(fact, LedgerEntry) and fact.of == entry.id
    if isinstance(fact, LedgerEntry):
        event = entry.before if isinstance(entry, ComplianceWindow) else entry.term.event
        return fact.of == entry.id or (isinstance(event, Hearing) and fact.of == event.id)
    return isinstance(entry, ComplianceWindow) and entry.order == fact


def stands(one: Status) -> str:
    entry = one.entry
    if isinstance(entry, Hearing):
        return f"{one.state.value}: hearing, {COURTS[entry.court]}, {medium(entry.days[0])}"
    duty = entry.duty if isinstance(entry, ComplianceWindow) else entry.what
    until = f" to {medium(one.standing.last_day)}" if one.standing.last_day and one.state in DATED else ""
    return f"{one.state.value}{until}: {duty}"


def kept(one: Status) -> tuple[State, Date | None]:
    """Return what must not change unseen: the state, and the day."""
    return one.state, one.entry.on if isinstance(one.entry, Hearing) else one.standing.last_day


def show(day: Date, facts: list[Fact], changed: list[Status]) -> None:
    lines = []
    for fact in facts:
        lines += [line for line in [told(fact)] if line not in lines]
        caused = [one for one in changed if touches(fact, one) and one.state not in ALONE]
        lines += [f"> {stands(one)}" for one in caused]
        changed = [one for one in changed if one not in caused]
    for one in changed:
        why = f" ({ALONE[one.state]})" if one.state in ALONE else ""
        lines.append(f"> {stands(one)}{why}{report(docket.sources.get(one.entry.id))}")
    for number, text in enumerate(lines):
        start = f"{iso(day)}  " if number == 0 else " " * 12
        print(fill(text, 80, initial_indent=start, subsequent_indent=" " * 14))


facts: list[Fact] = [*docket.instruments, *docket.orders, *docket.events]
before: dict[str, tuple[State, Date | None]] = {}
day = to_date(FIRST)
while day <= to_date(LAST):
    today = [one for one in status(docket, day, known_on=day) if one.state is not State.PENDING]
    changed = [one for one in today if before.get(one.entry.id) != kept(one)]
    show(day, [fact for fact in facts if known_from(fact) == day], changed)
    before = {one.entry.id: kept(one) for one in today}
    day = day.add(days=1)

print()
for number, source in enumerate(reports, 1):
    print(shorten(f"[{number}] {source}", 80, placeholder="..."))
