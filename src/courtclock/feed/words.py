"""What an entry says: the summary's mark of doubt, the reasons, what happened, the sources."""

from __future__ import annotations

from collections.abc import Iterator

from courtclock.almanac import Almanac
from courtclock.citation import Source
from courtclock.dates import long, span
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.docket.lastday import Basis, LastDay
from courtclock.docket.model import Docket, Standing
from courtclock.ledger import EventKind
from courtclock.matter import Event, Hearing
from courtclock.trace import Computation

SUMMARY = 80  # characters; more is cut off by calendar programs anyway


def what_of(standing: Standing) -> str:
    """Return what has to be done, or what is heard."""
    entry = standing.entry
    if isinstance(entry, Hearing):
        return entry.purpose or entry.name
    return entry.duty if isinstance(entry, ComplianceWindow) else entry.what


def cut(text: str) -> str:
    """Return a summary that is not too long, and says so where it was cut."""
    return text if len(text) <= SUMMARY else text[: SUMMARY - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"


def mark(last: LastDay) -> str:
    """Return the range of an unsettled date, for the summary."""
    return f"{last.doubt.upper()} ({span(*last.range)}): " if last.in_doubt else ""


def describe(docket: Docket, standing: Standing, last: LastDay, almanac: Almanac) -> str:
    """Return the reasons: the steps with their authority, the doubt, the order, the facts, the source."""
    entry, computation = standing.entry, standing.computation
    if isinstance(entry, Hearing):
        return ""
    steps = computation.steps if computation is not None else ()
    editions = computation.editions if computation is not None else {}
    return paragraphs(
        *(about_window(entry, almanac) if isinstance(entry, ComplianceWindow) else started_by(entry)),
        *_instead(standing, last),
        "\n".join(f"{n}. {step.text}{f' [{step.cite}]' if step.cite else ''}" for n, step in enumerate(steps, 1)),
        *_doubt(last, computation),
        *facts(docket, entry),
        "\n".join(f"{key}: {value}" for key, value in editions.items()),
        *notes(entry, docket.sources.get(entry.id)),
        "Computed by courtclock; not legal advice.",
    )


def _instead(standing: Standing, last: LastDay) -> Iterator[str]:
    """Say why another day stands than the computed one, and what is to be looked at."""
    hour = f", {last.cut_off:%H:%M} in {last.cut_off.timezone_name}" if last.cut_off is not None else ""
    if standing.pin is not None:
        yield f"Kept by hand: {long(last.on)}{hour}, by {standing.pin.by}: {standing.pin.reason}"
    elif last.basis is Basis.EXTENDED:
        yield f"Extended to {long(last.on)}{hour}."
    yield from (f"WARNING: {warning}." for warning in standing.warnings)
    if last.basis is Basis.COMPUTED:
        return
    computed = standing.computation
    if computed is None:
        yield f"The last day could not be computed: {standing.error}"
        return
    doubt = f" ({computed.assurance.value}: {computed.earliest} to {computed.latest})" if computed.because else ""
    longer = f", and extended to {long(standing.extended)}" if standing.extended and standing.pin is not None else ""
    yield f"Computed: {long(computed.due_on)}{doubt}{longer}, as follows."


def _doubt(last: LastDay, computation: Computation | None) -> Iterator[str]:
    """Say what the date rests on where it is not settled; the readings of a date that was replaced are not its own."""
    if not last.in_doubt:
        return
    yield from (f"{last.assurance.value.capitalize()}: {reason}." for reason in last.because)
    if computation is not None and last.basis is Basis.COMPUTED:
        yield from (f"Reading: {r.due} if {r.text} [{r.cite}]" for r in computation.readings)
    yield f"Earliest {last.earliest}, latest {last.latest}; safe: {last.safe_on}."


def started_by(entry: Deadline) -> Iterator[str]:
    """Say from what time runs."""
    event = entry.term.event
    if isinstance(event, Event):
        yield f"Runs from: {event.name}."


def about_window(entry: ComplianceWindow, almanac: Almanac) -> Iterator[str]:
    """Say what was ordered, whom it binds, and what follows default."""
    court = almanac.court(entry.order.court).title
    yield f"{court}, {entry.order.name}{f': {entry.order.title}' if entry.order.title else ''}."
    if entry.by:
        yield f"To be done by: {entry.by}."
    if entry.failing is not None:
        at = f" on {long(entry.failing.at.on)}" if entry.failing.at and entry.failing.at.on else ""
        yield f"Failing which: {entry.failing.what}{at}."
    if entry.order.coram:
        yield f"Coram: {', '.join(entry.order.coram)}."
    yield from (f"Petition: {petition.name}" for petition in entry.order.petitions)


def facts(docket: Docket, entry: ComplianceWindow | Deadline | Hearing) -> Iterator[str]:
    """Give what happened; a statement to the court is said to be one."""
    for event in docket.events_of(entry):
        if event.kind is EventKind.EXTENSION:
            yield f"{event.when}, {event.extension}. {event.text}".rstrip()
            continue
        said = " (a statement to the court, not yet a fact)" if event.kind is EventKind.STATEMENT else ""
        yield f"{event.when}, {event.kind.value}{said}: {event.text or event.evidence}".removesuffix(": ")


def notes(entry: ComplianceWindow | Deadline | Hearing, source: Source | None) -> Iterator[str]:
    """Give who answers for it, the note and the source."""
    if not isinstance(entry, Hearing) and entry.responsible:
        yield f"Responsible: {entry.responsible}"
    if entry.note:
        yield f"Note: {entry.note}"
    if source is not None:
        yield f"Source: {source}"


def paragraphs(*parts: str) -> str:
    """Return the parts that say something, each on a line of its own."""
    return "\n".join(part for part in parts if part)
