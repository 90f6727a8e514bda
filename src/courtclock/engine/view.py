"""What a count sees of a calendar: is this day closed, and why? Every day asked about has to be known."""

from __future__ import annotations

from typing import TypeVar

from courtclock.calendar import CourtCalendar, Registry, Unsettled, Vacation
from courtclock.dates import day, long
from courtclock.engine.doubt import Chooser, Doubt, DoubtKind, Option
from courtclock.errors import OutsideCoverage
from courtclock.regime import InVacation, Provision
from courtclock.trace import Step, StepKind

T = TypeVar("T")


class View:
    """The calendar as one count, on one path through the doubts, sees it."""

    __slots__ = ("_calendar", "_chooser", "_own", "_vacation", "notes")

    def __init__(
        self, calendar: CourtCalendar, own: frozenset[int], vacation: Provision[InVacation], chooser: Chooser
    ) -> None:
        """Look at a calendar, with closed days of the user's own."""
        self._calendar = calendar
        self._own = own
        self._vacation = vacation
        self._chooser = chooser
        self.notes: dict[str, Step] = {}  # what vacations were met, and how they were read

    def closed(self, number: int) -> str:
        """Return why the day with that ordinal is closed, or "" where it is open.

        Raises:
            OutsideCoverage: it is not known.
        """
        facts = self._calendar.facts(number)
        if facts is None:
            raise self._outside(number)
        if number in self._own:
            return "closed, as given"
        if facts.weekday:
            return f"a {facts.weekday}"
        if facts.closures:
            return facts.closures[0].name
        if facts.gap:
            raise OutsideCoverage(
                f"{long(day(number))} has to be known open or closed for the {self._calendar.title} "
                f"({self._calendar.id}), and is not: {facts.gap.why}"
            )
        for unsettled in facts.unsettled:
            if number in self._settle(unsettled):
                return f"{unsettled.name}, not notified"
        return self._in_vacation(number, facts.vacation) if facts.vacation else ""

    def pick(self, what: str, provision: Provision[T]) -> Provision[T]:
        """Return the reading of a provision that holds on this path."""
        if not provision.rivals and not provision.doubt:
            return provision
        readings = (provision, *provision.rivals)
        options = tuple(Option(p.reading, str(p.cite)) for p in readings)
        text = provision.doubt or f"{what} is read in more than one way"
        return readings[self._chooser.choose(Doubt(what, DoubtKind.READING, text, options))]

    def _settle(self, unsettled: Unsettled) -> frozenset[int]:
        options = tuple(Option(label) for label in unsettled.labels)
        doubt = Doubt(unsettled.id, DoubtKind.CLOSURE, unsettled.text, options)
        return unsettled.options[self._chooser.choose(doubt)]

    def _in_vacation(self, number: int, vacation: Vacation) -> str:
        if vacation.registry is Registry.OPEN:
            text = f"{long(day(number))} is in the {vacation.name}, in which the offices stay open."
            self.notes.setdefault(vacation.name, Step(StepKind.VACATION, day(number), text, vacation.source))
            return ""
        reading = self.pick("what a vacation does to a last day inside it", self._vacation)
        text = f"{long(day(number))} is in the {vacation.name} ({vacation.source}). {_sentence(reading)}"
        self.notes.setdefault(vacation.name, Step(StepKind.VACATION, day(number), text, reading.cite))
        return f"the {vacation.name}" if reading.value is InVacation.CLOSED else ""

    def _outside(self, number: int) -> OutsideCoverage:
        first, last = self._calendar.first, self._calendar.last
        edge = f"begins on {first}" if number < first.toordinal() else f"ends on {last}"
        return OutsideCoverage(
            f"{long(day(number))} ({day(number)}) has to be known open or closed for the {self._calendar.title} "
            f"({self._calendar.id}); its coverage {edge}"
        )


def _sentence(reading: Provision[InVacation]) -> str:
    text = reading.reading or reading.value.value
    return f"{text[0].upper()}{text[1:]}."
