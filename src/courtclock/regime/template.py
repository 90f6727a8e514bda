"""Templates: what one event sets off, where the words of the provisions alone would not say so."""

from __future__ import annotations

from attrs import field

from courtclock.checks import filled
from courtclock.errors import InvalidValue
from courtclock.value import frozen


@frozen(kw_only=True)
class TemplateStep:
    """One period of a template.

    Attributes:
        rule: the id of the period.
        after: the id of the period before it, from whose last day it runs; None where it runs from the event.
        note: when it applies.
    """

    rule: str = field(validator=filled)
    after: str | None = None
    note: str = ""


@frozen(kw_only=True)
class Template:
    """One event, and the periods that it sets off.

    Attributes:
        id: such as ``us.complaint-served``.
        event: the names under which the event is asked for.
        what: the event in a sentence.
        steps: in the order in which they hang on each other.
    """

    id: str = field(validator=filled)
    event: tuple[str, ...]
    what: str
    steps: tuple[TemplateStep, ...]
    note: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a template without a name or a period, and a step that hangs on one that has not come before."""
        if not self.event or not self.steps:
            raise InvalidValue(f"{self.id}: a template needs a name of its event and at least one step")
        seen: set[str] = set()
        for step in self.steps:
            if step.rule in seen:
                raise InvalidValue(f"{self.id}: the step {step.rule} stands there twice")
            if step.after is not None and step.after not in seen:
                raise InvalidValue(f"{self.id}: the step {step.rule} runs from {step.after}, which is not before it")
            seen.add(step.rule)

    def named(self, event: str) -> bool:
        """Whether the event is asked for by that name, or by the id of the template."""
        words = " ".join(event.split()).casefold()
        return words == self.id or words in {name.casefold() for name in self.event}
