"""What a count sees of a calendar: is this day closed, and why? Every day asked about has to be known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from courtclock.calendar import ORDINARY, Closure, ClosureKind, CourtCalendar, Registry, Unsettled, Vacation
from courtclock.dates import day, long_day
from courtclock.engine.doubt import Chooser, Doubt, DoubtKind, Option
from courtclock.errors import OutsideCoverage
from courtclock.regime import Closing, Provision, Rules
from courtclock.trace import Step, StepKind

T = TypeVar("T")


class View:
    """The calendar as one count, on one path through the doubts, sees it."""

    __slots__ = ("_calendar", "_chooser", "_own", "_rules", "_told", "_untold")

    def __init__(self, calendar: CourtCalendar, own: frozenset[int], rules: Rules, chooser: Chooser) -> None:
        """Look at a calendar, with closed days of the user's own."""
        self._calendar = calendar
        self._own = own
        self._rules = rules
        self._chooser = chooser
        # Closures on which the rules have something to say, and what; each is told once.
        self._untold: dict[str, Step] = {}
        self._told: set[str] = set()

    @property
    def considers_closures(self) -> bool:
        """Whether there is any closed day to look for: one of the calendar's, or of the user's own."""
        return self._calendar.closures_considered or bool(self._own)

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
        if facts is ORDINARY:
            return ""
        for closure in sorted(facts.closures, key=self._disputed):
            if self._closes(number, closure):
                return closure.name
        if facts.gap:
            raise OutsideCoverage(
                f"{long_day(number)} has to be known open or closed for the {self._calendar.title} "
                f"({self._calendar.id}), and is not: {facts.gap.why}"
            )
        for unsettled in facts.unsettled:
            if number in self._settle(unsettled):
                return f"{unsettled.name}, not notified"
        return self._in_vacation(number, facts.vacation) if facts.vacation else ""

    def take_notes(self) -> Sequence[Step]:
        """Return what the rules say of the closures met since this was last asked."""
        if not self._untold:
            return ()
        notes = [step for name, step in self._untold.items() if name not in self._told]
        self._told |= self._untold.keys()
        self._untold.clear()
        return notes

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

    def _disputed(self, closure: Closure) -> bool:
        """Whether rules are split on closures of its kind: asked last, on a day that another one closes anyway."""
        rule = self._rules.closing(closure.kind)
        return rule is not None and bool(rule.rivals or rule.doubt)

    def _closes(self, number: int, closure: Closure) -> bool:
        """Whether a closure counts as one under the rules; where they say nothing of its kind, it does."""
        rule = self._rules.closing(closure.kind)
        if rule is None:
            return True
        reading = self.pick(f"whether a day of the kind {closure.kind.value!r} counts as closed", rule)
        text = f"{long_day(number)} ({closure.name}): {reading.reading or reading.value.value}."
        self._untold.setdefault(closure.name, Step(StepKind.CLOSURE, day(number), text, reading.cite))
        return reading.value is Closing.CLOSED

    def _in_vacation(self, number: int, vacation: Vacation) -> str:
        rule = self._rules.closing(ClosureKind.VACATION)
        if vacation.registry is Registry.OPEN or rule is None:
            text = f"{long_day(number)} is in the {vacation.name}, in which the offices stay open."
            self._untold.setdefault(vacation.name, Step(StepKind.VACATION, day(number), text, vacation.source))
            return ""
        reading = self.pick("what a vacation does to a last day inside it", rule)
        text = f"{long_day(number)} is in the {vacation.name} ({vacation.source}). {_sentence(reading)}"
        self._untold.setdefault(vacation.name, Step(StepKind.VACATION, day(number), text, reading.cite))
        return f"the {vacation.name}" if reading.value is Closing.CLOSED else ""

    def _outside(self, number: int) -> OutsideCoverage:
        first, last = self._calendar.first, self._calendar.last
        edge = f"begins on {first}" if number < first.toordinal() else f"ends on {last}"
        return OutsideCoverage(
            f"{long_day(number)} ({day(number)}) has to be known open or closed for the {self._calendar.title} "
            f"({self._calendar.id}); its coverage {edge}. For a count without closed days ask with the calendar 'none'"
        )


def _sentence(reading: Provision[Closing]) -> str:
    text = reading.reading or reading.value.value
    return f"{text[0].upper()}{text[1:]}."
