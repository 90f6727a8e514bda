"""One event, all its dates: by a template of the pack, or by the words from which its periods run."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from attrs import evolve

from courtclock.almanac import Almanac, default_almanac
from courtclock.clock import compute
from courtclock.dates import Date, Instant
from courtclock.deadline import Term
from courtclock.errors import CourtclockError, NoProvision, NotTriggered
from courtclock.regime import PeriodRule, Template
from courtclock.trace import Computation, carry_on
from courtclock.value import frozen


@frozen
class Planned:
    """One period from the event, with its computation, or with the reason why there is none.

    Attributes:
        after: the id of the period from whose last day it runs, where it does not run from the event itself.
        note: when it applies.
    """

    rule: PeriodRule
    computation: Computation | None = None
    error: CourtclockError | None = None
    after: str | None = None
    note: str = ""


def plan(
    event: str,
    on: Date | str,
    *,
    court: str,
    almanac: Almanac | None = None,
    known_on: Date | str | None = None,
    **more: Any,
) -> list[Planned]:
    """Return every period that an event sets off under the law of a court's system, in the order of their dates.

    Where the pack has a template of that name, its periods are taken, with those that hang on the last day of another;
    otherwise every period that runs from an event of those words.

    Args:
        event: the name of a template, such as "complaint served", or words of the event from which the provisions let
            time run, such as "entry of judgment".
        on: its day.
        court: the court whose closed days count; its legal system is the one that is asked.
        almanac: where to look up courts, calendars and law; the built-in packs by default.
        known_on: use only what had been announced by then.
        more: further keywords of `Term`, such as ``service="mail"``.

    Raises:
        UnknownCourt: no pack has the court.
        NoProvision: nothing that is covered runs from such an event; the message names what there is.

    >>> for planned in plan("complaint served", "2024-05-01", court="us.nysd")[:2]:
    ...     print(planned.computation.due_on, planned.rule.id)
    2024-05-22 us.frcp.12.a.1.A.i
    2024-05-31 us.usc.28.1446.b.1
    """
    book = almanac or default_almanac()
    system = f"{book.court(court).id.partition('.')[0]}."
    asked = _Asked(on, court, book, known_on, more)
    templates = [template for template in book.templates() if template.id.startswith(system)]
    named = next((template for template in templates if template.named(event)), None)
    found = _by_template(named, asked) if named is not None else _by_words(event, system, templates, asked)
    return sorted(found, key=lambda p: (str(p.computation.due_on) if p.computation else "9999", p.rule.id))


@frozen
class _Asked:
    """What is common to the periods of one plan."""

    on: Date | str
    court: str
    book: Almanac
    known_on: Date | str | None
    more: dict[str, Any]

    def compute(self, rule: PeriodRule, on: Date | Instant | str, *, chained: bool = False) -> Computation:
        # How the event was served says nothing of how a later paper will be.
        more = {name: value for name, value in self.more.items() if name != "service" or not chained}
        term = Term.by_rule(rule, None, **{"trigger": on, "court": self.court, **more})
        return compute(term, almanac=self.book, known_on=self.known_on)


def _by_words(event: str, system: str, templates: list[Template], asked: _Asked) -> Iterator[Planned]:
    rules = [asked.book.period(given) for given in asked.book.period_ids() if given.startswith(system)]
    words = event.strip().casefold()
    fitting = [rule for rule in rules if words and words in rule.start.casefold()]
    if not fitting:
        starts = sorted({rule.start for rule in rules} | {name for template in templates for name in template.event})
        near = get_close_matches(words, starts, n=4, cutoff=0.3) or [template.event[0] for template in templates[:4]]
        raise NoProvision(
            f"nothing of {system[:-1]} that is covered runs from {event!r}; nearest: {'; '.join(near)}. "
            f"`courtclock rules` lists the templates and the periods"
        )
    return (_one(rule, asked) for rule in fitting)


def _by_template(template: Template, asked: _Asked) -> Iterator[Planned]:
    made: dict[str, Planned] = {}
    for step in template.steps:
        rule = asked.book.period(step.rule)
        before = made[step.after] if step.after is not None else None
        planned = evolve(_one(rule, asked, before), after=step.after, note=step.note)
        made[rule.id] = planned
        yield planned


def _one(rule: PeriodRule, asked: _Asked, before: Planned | None = None) -> Planned:
    """Compute one period: from the event, or from each day on which the one before it can end."""
    try:
        if before is None:
            return Planned(rule, asked.compute(rule, asked.on))
        if before.computation is None:
            raise NotTriggered(f"time has not begun to run: it waits for {before.rule.id}, which was not computed")
        following = {on: asked.compute(rule, on, chained=True) for on in before.computation.answers}
        return Planned(rule, carry_on(before.computation.answer, [before.computation.grounds], following))
    except CourtclockError as error:
        return Planned(rule, error=error)
