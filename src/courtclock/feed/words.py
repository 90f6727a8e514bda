"""What an entry says: the summary's mark of doubt, the reasons, what happened, the sources."""

from __future__ import annotations

from collections.abc import Iterator

from courtclock.almanac import Almanac
from courtclock.citation import Source
from courtclock.dates import Date, Instant, long, span, to_date
from courtclock.deadline import ComplianceWindow, Deadline
from courtclock.docket.model import Docket, Standing
from courtclock.ledger import EventKind
from courtclock.matter import Event, Hearing
from courtclock.trace import Assurance, Computation

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


def day_of(value: Date | Instant) -> Date:
    """Return the day, by the clocks of its own zone."""
    return to_date(value.date()) if isinstance(value, Instant) else value


def mark(computation: Computation) -> str:
    """Return the range of an unsettled date, for the summary."""
    if computation.assurance is Assurance.SETTLED:
        return ""
    first, last = day_of(computation.earliest), day_of(computation.latest)
    words = {"disputed": computation.assurance is Assurance.DISPUTED, "provisional": computation.provisional}
    said = " and ".join(word for word, holds in words.items() if holds)
    return f"{said.upper()} ({span(first, last)}): "


def describe(docket: Docket, entry: ComplianceWindow | Deadline, computation: Computation, almanac: Almanac) -> str:
    """Return the reasons: the steps with their authority, the doubt, the order, the facts, the source."""
    about = about_window(entry, almanac) if isinstance(entry, ComplianceWindow) else started_by(entry)
    steps = [f"{step.text}{f' [{step.cite}]' if step.cite else ''}" for step in computation.steps]
    doubt = [f"{computation.assurance.value.capitalize()}: {reason}." for reason in computation.because]
    readings = [f"Reading: {r.due} if {r.text} [{r.cite}]" for r in computation.readings]
    if doubt:
        readings.append(f"Earliest {computation.earliest}, latest {computation.latest}; safe: {computation.safe_on}.")
    return paragraphs(
        *about,
        "\n".join(f"{n}. {text}" for n, text in enumerate(steps, 1)),
        *doubt,
        *readings,
        *facts(docket, entry),
        "\n".join(f"{key}: {value}" for key, value in computation.editions.items()),
        *notes(entry, docket.sources.get(entry.id)),
        "Computed by courtclock; not legal advice.",
    )


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
