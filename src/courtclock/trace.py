"""The answer and its explanation, which are one thing: `due` is the last step of the trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve, field

from courtclock.citation import Citation
from courtclock.dates import LAST_SECOND, Date, Instant, Time, in_words, iso, start_of_day, to_date, wall
from courtclock.period import Bound
from courtclock.value import frozen
from courtclock.word import Word

WIDTH = 80


class Assurance(Word):
    """How sure an answer is."""

    SETTLED = "settled"
    PROVISIONAL = "provisional"  # it rests on a closure that has not been notified
    DISPUTED = "disputed"  # the law is read in more than one way


class StepKind(Word):
    """The mechanism that a step applies."""

    TRIGGER = "trigger"
    CERTAIN = "date certain"
    FIRST_DAY = "first day"
    COUNT = "count"
    MONTH_END = "month end"
    EXCLUDED = "excluded"
    VACATION = "vacation"
    CLOSURE = "closure"
    EXTENDED = "extended"
    MINIMUM = "minimum"
    SERVICE = "service"
    DEEMED = "deemed service"
    SUSPENDED = "suspended"
    INACCESSIBLE = "inaccessible"
    LAST_DAY = "last day"
    ROLL = "roll"
    DUE = "due"


# The steps from which on a counted day is looked at.
_LOOKED_AT = {StepKind.CLOSURE, StepKind.VACATION, StepKind.LAST_DAY, StepKind.ROLL, StepKind.DUE}


@frozen
class Step:
    """One mechanism: where it led, in words, and by what authority.

    `on` is the day reached; `at` is the instant, where the period is in hours. `cite` is None for a given fact.
    `until` is, on the last step, the time by the clocks of the court at which that day ends; None where it is an hour
    that is not on record, such as the closing of an office.
    """

    kind: StepKind
    on: Date
    text: str
    cite: Citation | None = None
    at: Instant | None = None
    until: Time | None = LAST_SECOND


@frozen
class Reading:
    """One way to read the law, where it leads, and its authority."""

    due: Date | Instant
    text: str
    cite: str


@frozen
class Window:
    """A span of days, both in.

    >>> "2024-04-20" in Window("2024-04-17", "2024-04-24")
    True
    """

    opens: Date = field(converter=to_date)
    closes: Date = field(converter=to_date)

    def __contains__(self, on: Date | str) -> bool:
        return self.opens <= to_date(on) <= self.closes


@frozen
class Grounds:
    """Why the day from which time runs is in doubt: nothing, where it is not.

    Attributes:
        because: the reasons.
        readings: the rival days, each with what it would rest on.
        disputed: whether rules, or sources, differ on it.
        provisional: whether it rests on a closure not yet notified.
    """

    because: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    disputed: bool = False
    provisional: bool = False


def unrolled(steps: Sequence[Step]) -> Date:
    """Return the last day as it was counted, before it was looked at whether it is closed."""
    counted = steps[0]
    for step in steps:
        if step.kind in _LOOKED_AT:
            break
        counted = step
    return counted.on


@frozen(kw_only=True)
class Computation:
    """A due date with the whole of its reasons. Made by `compute`; bound to a law version and a calendar edition.

    Attributes:
        steps: the computation, first to last; the last one carries the answer.
        earliest, latest: the first and the last day on which the answer can fall, under every reading of the law and
            every sighting of the moon. Nobody is in default before `latest` is past.
        because: what an unsettled answer rests on; empty where it is settled.
        readings: the rival readings, the prevailing one first; empty unless the answer is disputed.
        editions: which law and which calendar gave the answer.
        provisional: whether it rests on a closure not yet notified; it may be disputed besides.
        answers: every day (or instant) on which the answer can fall, earliest first.
        unrolled_answers: the days to which the period can have been counted, before closed days; the one that prevails
            comes first.
        what: the act, where the term was that of a deadline or a window.
    """

    steps: tuple[Step, ...]
    bound: Bound
    zone: str
    assurance: Assurance
    earliest: Date | Instant
    latest: Date | Instant
    because: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    editions: Mapping[str, str] = field(factory=dict, hash=False)
    provisional: bool = False
    answers: tuple[Date | Instant, ...] = ()
    unrolled_answers: tuple[Date, ...] = ()
    what: str = ""

    @property
    def due_on(self) -> Date:
        """The day of the answer: the last on which the act is in time, or the first on which it may be done."""
        return self.steps[-1].on

    @property
    def unrolled(self) -> Date:
        """The last day as it was counted, before it was looked at whether it is closed."""
        return unrolled(self.steps)

    @property
    def grounds(self) -> Grounds:
        """Why the answer is in doubt, for what runs from it."""
        return Grounds(self.because, self.readings, self.assurance is Assurance.DISPUTED, self.provisional)

    @property
    def answer(self) -> Date | Instant:
        """The date; or the instant, where the period is in hours."""
        last = self.steps[-1]
        return last.at or last.on

    @property
    def due(self) -> Instant | None:
        """The instant at which time is up: for a day, its last second in the zone of the court, or its own cut-off.

        For the first day on which an act may be done, its first second. None where no zone is known (the calendar
        ``none``), or where the day ends when an office closes, and its hours are not on record.
        """
        last = self.steps[-1]
        if last.at is not None or not self.zone:
            return last.at
        if self.bound is Bound.EARLIEST:
            return start_of_day(last.on, self.zone)
        return wall(last.on, last.until, self.zone) if last.until is not None else None

    @property
    def cut_off(self) -> Instant | None:
        """The instant at which the last day ends, where that is an hour before midnight."""
        return self.due if self.steps[-1].at is None and self.steps[-1].until != LAST_SECOND else None

    @property
    def safe_on(self) -> Date | Instant:
        """The day that is safe under every reading and every sighting for whoever has to act."""
        return self.earliest if self.bound is Bound.LATEST else self.latest

    @property
    def window(self) -> Window:
        """From the day of the trigger to the last day, both in; for a period that runs back, the other way."""
        first, last = self.steps[0].on, self.due_on
        return Window(min(first, last), max(first, last))

    def explain(self, width: int = WIDTH) -> str:
        """Return the computation as plain text, wrapped to a width in characters."""
        word = "due" if self.bound is Bound.LATEST else "not before"
        lines = [f"{word} {in_words(self.cut_off or self.answer)} ({self.assurance.value})"]
        if self.what:
            lines.insert(0, self.what)
        lines.append("")
        for n, step in enumerate(self.steps, 1):
            lines += _hang(f"{n:>2}. {step.kind.value}: {step.text}", 4, width)
            if step.cite:
                lines += _hang(f"    [{step.cite}]", 5, width)
        if self.assurance is not Assurance.SETTLED:
            lines += ["", f"{self.assurance.value}, because"]
            lines += [line for reason in self.because for line in _hang(f"  - {reason}", 4, width)]
            lines.append(f"  earliest {iso(self.earliest)}, latest {iso(self.latest)}, safe {iso(self.safe_on)}")
        if self.readings:
            lines += ["", "readings"]
            for reading in self.readings:
                lines += _hang(f"  - {iso(reading.due)}: {reading.text} [{reading.cite}]", 4, width)
        lines.append("")
        lines += [line for k, v in self.editions.items() for line in _hang(f"{k}: {v}", 4, width)]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """Return the answer in the form of the command line contract, without its id."""
        due = self.due
        return {
            "due": iso(self.answer),
            "due_at": iso(due) if due is not None else None,
            "assurance": self.assurance.value,
            "earliest": iso(self.earliest),
            "latest": iso(self.latest),
            "safe_on": iso(self.safe_on),
            "because": list(self.because),
            "readings": [{"due": iso(r.due), "text": r.text, "cite": r.cite} for r in self.readings],
            "steps": [
                {
                    "kind": step.kind.value,
                    "on": iso(step.on if step.at is None else step.at),
                    "text": step.text,
                    "cite": str(step.cite) if step.cite else None,
                }
                for step in self.steps
            ],
            "editions": dict(self.editions),
        }


def carry_on(day: Date | Instant, before: Sequence[Grounds], following: Mapping[Any, Computation]) -> Computation:
    """Return a computation that runs from a day in doubt, with the doubt of that day and its own.

    `following` has the computation from each of the days from which time can run; `day` is the one that prevails among
    them, and `before` says why there are several.
    """
    main = following[day]
    answers = tuple(sorted({answer for each in following.values() for answer in each.answers}))
    in_doubt = len(answers) > 1
    disputed = main.assurance is Assurance.DISPUTED or (in_doubt and any(first.disputed for first in before))
    provisional = main.provisional or (in_doubt and any(first.provisional for first in before))
    told = [*(first.because for first in before), *(each.because for each in following.values())]
    reasons = dict.fromkeys(reason for several in told for reason in several)
    handed_on = _handed_on(day, before, following) if in_doubt else ()
    return evolve(
        main,
        assurance=worst(disputed=disputed, provisional=provisional or in_doubt),
        earliest=answers[0],
        latest=answers[-1],
        answers=answers,
        unrolled_answers=tuple(
            dict.fromkeys(on for each in (main, *following.values()) for on in each.unrolled_answers)
        ),
        provisional=provisional,
        because=tuple(reasons) if disputed or in_doubt else (),
        readings=(handed_on + main.readings) if disputed else (),
    )


def _handed_on(
    day: Date | Instant, before: Sequence[Grounds], following: Mapping[Any, Computation]
) -> tuple[Reading, ...]:
    """Return the rival readings of a day as those of what runs from it, the one that prevails first."""
    rival = [reading for first in before if first.disputed for reading in first.readings]
    left = sorted((reading for reading in rival if reading.due in following), key=lambda one: one.due != day)
    if rival and (not left or left[0].due != day):
        # The day that prevails is that of something else, whichever of the others is right.
        left.insert(0, Reading(day, f"time runs from {in_words(day)}", rival[0].cite))
    return tuple(Reading(following[one.due].answer, one.text, one.cite) for one in left)


def worst(*, disputed: bool, provisional: bool) -> Assurance:
    """Return the assurance of an answer: a dispute weighs more than a closure not yet notified."""
    if disputed:
        return Assurance.DISPUTED
    return Assurance.PROVISIONAL if provisional else Assurance.SETTLED


def _hang(text: str, indent: int, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)
