"""From the unadjusted end to the answer: closed days, added days, days on which the office cannot be reached."""

from __future__ import annotations

from collections.abc import Sequence

from courtclock.calendar import CourtCalendar
from courtclock.court import CutOff
from courtclock.dates import Instant, Time, day, in_words, long_day, on_day, span
from courtclock.deadline import Term
from courtclock.engine.mechanisms.common import add, open_days, quoted
from courtclock.engine.view import View
from courtclock.errors import InvalidTerm, NoProvision
from courtclock.period import Bound, Direction, Unit
from courtclock.regime import Act, AddedTo, Addition, Deemed, Ends, Provision, Regime, Roll, Rules, RunsFrom
from courtclock.trace import Step, StepKind

# The members that every count asks for, looked up once: in Python 3.11 that costs as much as a call.
_STAYS, _FORWARD, _EARLIEST = Roll.NONE, Roll.FORWARD, Bound.EARLIEST
_FILING, _SERVICE, _MIDNIGHT = Act.FILING, Act.SERVICE, Ends.MIDNIGHT
_LAST_DAY, _ROLL, _DUE = StepKind.LAST_DAY, StepKind.ROLL, StepKind.DUE

RUNS_TOLD = 5  # runs of closed days that a step names one by one


def last_day(steps: list[Step], rules: Rules, view: View, calendar: CourtCalendar, end: int) -> int:
    """Look whether the last day is closed, and move it as the regime says."""
    rule = rules.roll
    if rule.value is _STAYS and not rule.rivals and not rule.doubt:
        text = f"{long_day(end)} stands, whether it is open or closed{quoted(rule)}."
        add(steps, StepKind.LAST_DAY, end, text, rule.cite)
        return end
    if not view.considers_closures:
        text = f"{long_day(end)} stands: closed days were not considered."
        add(steps, StepKind.LAST_DAY, end, text, rule.cite)
        return end
    why = view.closed(end)
    steps += view.take_notes()
    if not why:
        text = f"{long_day(end)} is an open day of the {calendar.title}: it is not moved."
        steps.append(Step(_LAST_DAY, day(end), text, rule.cite))
        return end
    rule = view.pick("whether a last day that is closed moves", rule)
    if rule.value is _STAYS:
        text = f"{long_day(end)} is closed ({why}), and stays the last day: {rule.reading or rule.value.value}."
        add(steps, StepKind.ROLL, end, text, rule.cite)
        return end
    return _walk(steps, rule, view, calendar, end, why)


def _walk(steps: list[Step], rule: Provision[Roll], view: View, calendar: CourtCalendar, end: int, why: str) -> int:
    """Go from a closed day to the next open one, and say what was passed."""
    sign = 1 if rule.value is _FORWARD else -1
    passed: list[tuple[int, int, str]] = []
    while why:
        if passed and passed[-1][2] == why:
            passed[-1] = (passed[-1][0], end, why)
        else:
            passed.append((end, end, why))
        end += sign
        why = view.closed(end)
    told = _passed(passed)
    side = "next" if sign > 0 else "last"
    text = f"Closed: {told}. The {side} open day of the {calendar.title} is {long_day(end)}{quoted(rule)}."
    steps.append(Step(_ROLL, day(end), text, rule.cite))
    return end


def _passed(runs: list[tuple[int, int, str]]) -> str:
    """Say which closed days were passed; a long vacation in one breath, not week by week."""
    if len(runs) <= RUNS_TOLD:
        return "; ".join(f"{span(day(min(a, b)), day(max(a, b)))}: {reason}" for a, b, reason in runs)
    ends = (runs[0][0], runs[-1][1])
    return f"{span(day(min(ends)), day(max(ends)))}: {', '.join(dict.fromkeys(reason for _, _, reason in runs))}"


def due(steps: list[Step], term: Term, rules: Rules, zone: str, end: int, cut_offs: Sequence[CutOff] = ()) -> None:
    """Say the answer: the last step of the trace, with the hour at which the day ends."""
    place = f" in {zone}" if zone else ""
    on = long_day(end)
    rule = rules.ends
    if term.bound is _EARLIEST:
        add(steps, _DUE, end, f"{on} is the first day on which it may be done.", rule.cite)
        return
    cut_off = None
    if cut_offs:
        cut_off = next((c for c in cut_offs if c.holds(term.means, day(end)) and _reaches(c, term)), None)
    if cut_off is not None and (term.act is _FILING or (term.act is _SERVICE and cut_off.service)):
        words = f': "{cut_off.quote}"' if cut_off.quote else ""
        text = f"Time is up at {cut_off.at:%H:%M} on {on}{place}{words}.{f' {cut_off.note}' if cut_off.note else ''}"
        steps.append(Step(_DUE, day(end), text, cut_off.cite, until=cut_off.at))
    elif rule.value is _MIDNIGHT:
        hint = f" If it is to be filed: by {cut_off.at:%H:%M} ({cut_off.cite})." if cut_off and not term.act else ""
        text = f"Time is up at the end of {on}{place}{quoted(rule)}.{hint}"
        steps.append(Step(_DUE, day(end), text, rule.cite))
    elif isinstance(rule.value, Time):
        text = f"Time is up at {rule.value:%H:%M} on {on}{place}{quoted(rule)}."
        steps.append(Step(_DUE, day(end), text, rule.cite, until=rule.value))
    else:
        text = f"Time is up on {on} {rule.value.value}; the hour is not on record here{quoted(rule)}."
        steps.append(Step(_DUE, day(end), text, rule.cite, until=None))


def _reaches(cut_off: CutOff, term: Term) -> bool:
    """Whether a court's hour reaches this paper: some do not hold for one that begins a proceeding."""
    return cut_off.initiating or term.rule is None or not term.rule.initiates


def extend(steps: list[Step], term: Term, rules: Rules, view: View, end: int) -> int:
    """Add the days that the rules give for every period, before closed days are looked at."""
    if rules.extra is None:
        return end
    rule = view.pick("whether days are added for every period", rules.extra)
    if term.period.then is not None and (term.period.then.n, term.period.then.unit) == (rule.value.n, Unit.DAYS):
        text = f"The second part of the period is the {rule.value.n} days that the rules add ({rule.reading})."
        add(steps, StepKind.EXTENDED, end, text, rule.cite)
        return end
    end += rule.value.n
    text = f"{rule.value.n} {rule.value.unit} are added: {long_day(end)} ({rule.reading})"
    add(steps, StepKind.EXTENDED, end, f"{text}{quoted(rule)}.", rule.cite)
    return end


def minimum(steps: list[Step], rules: Rules, view: View, start: int, end: int) -> int:
    """Lengthen a period that holds too few open days."""
    if rules.minimum is None:
        return end
    rule = view.pick("whether so many open days have to lie inside the period", rules.minimum)
    held = 0
    for number in range(start + 1, end + 1):
        # No day is looked at that need not be: once there are enough, the rest may be unknown.
        if held >= rule.value:
            return end
        held += not view.closed(number)
    if held >= rule.value:
        return end
    longer = open_days(view, end, rule.value - held)
    text = f"Only {held} open day{'' if held == 1 else 's'} inside; the {rule.value}th is {long_day(longer)}"
    add(steps, StepKind.MINIMUM, longer, f"{text}{quoted(rule)}.", rule.cite)
    return longer


def service(steps: list[Step], term: Term, regime: Regime, rules: Rules, view: View, end: int, where: AddedTo) -> int:
    """Add the days that a method of service gives, where they are added: to the period, or to its end."""
    if term.service is None:
        return end
    if term.direction is Direction.BEFORE:
        raise NoProvision(
            f"service: days for a method of service are added to what runs after service, and {term.period} are "
            "counted back"
        )
    if rules.service is None:
        raise NoProvision(_no_method(term.service, regime))
    rule = view.pick("what is added for a method of service", rules.service)
    if rule.value.to is not where:
        return end
    if term.question.runs_from is not RunsFrom.SERVICE:
        text = f"No days are added for {term.service}: the period does not run from service."
        add(steps, StepKind.SERVICE, end, text, rule.cite)
        return end
    if rule.value.n == 0:
        add(steps, StepKind.SERVICE, end, f"No days are added for service by {term.service}{quoted(rule)}.", rule.cite)
        return end
    later = _added(rule.value, view, end)
    text = f"{rule.value.n} {rule.value.unit} are added for service by {term.service}: {long_day(later)}"
    add(steps, StepKind.SERVICE, later, f"{text}{quoted(rule)}.", rule.cite)
    return later


def _added(addition: Addition, view: View, end: int) -> int:
    return open_days(view, end, addition.n) if addition.unit is Unit.COURT_DAYS else end + addition.n


def _no_method(method: str, regime: Regime) -> str:
    conditions = [p.when for p in regime.service] + [p.when for p in regime.deemed]
    known = sorted({method for when in conditions for method in when.services or () if method})
    whose = f"{regime.title} ({regime.id}, in force {regime.in_force})"
    if not known:
        return f"{whose} has no provision on methods of service here; for the period alone leave the method out"
    return f"{whose}: service by {method!r} is not on record here; on record: {', '.join(known)}"


def inaccessible(steps: list[Step], term: Term, regime: Regime, rules: Rules, view: View, end: int) -> int:
    """Go forward, whichever way the period was counted, to a day on which the office can be reached."""
    if not term.inaccessible:
        return end
    if not regime.accessible:
        raise NoProvision(f"{regime.title} ({regime.id}) has no provision on an office that is inaccessible")
    rule = rules.accessible
    if rule is None:
        text = f"That the office cannot be reached does not matter to this act: {long_day(end)} stands."
        add(steps, StepKind.INACCESSIBLE, end, text, regime.accessible[0].cite)
        return end
    out = {on.toordinal() for on in term.inaccessible}
    if end not in out:
        return end
    later = open_days(view, end, 1, [(n, n) for n in out])
    text = f"The office cannot be reached on {long_day(end)}; the first day on which it can is {long_day(later)}"
    add(steps, StepKind.INACCESSIBLE, later, f"{text}{quoted(rule)}.", rule.cite)
    return later


def deem(steps: list[Step], term: Term, regime: Regime, view: View, rule: Provision[Deemed] | None, sent: int) -> int:
    """Return the day on which a paper is taken to have been served."""
    if rule is None:
        if term.service is None:
            known = ", ".join(sorted({m for p in regime.deemed for m in p.when.services or () if m}))
            raise InvalidTerm(f"service: the day of deemed service depends on the method; expected one of {known}")
        raise NoProvision(_no_method(term.service, regime))
    rule = view.pick("when a paper is deemed to be served", rule)
    value, at = rule.value, steps[0].at
    if value.cut_off is not None and at is None:
        raise InvalidTerm(
            f"trigger: whether service by {term.service} was done before {value.cut_off:%H:%M} decides the day; "
            f"expected the hour as well, such as {day(sent)}T10:00:00+01:00"
        )
    late = value.cut_off is not None and at is not None and at.time() >= value.cut_off
    if value.unit is Unit.COURT_DAYS:
        on = open_days(view, sent, value.n + late)
    else:
        on = sent + value.n
        moved = value.moves and bool(view.closed(on))
        if moved or late:
            on = open_days(view, on, 1)
    why = f"done at or after {value.cut_off:%H:%M}; " if late else ""
    by = f" by {term.service}" if term.service else ""
    text = f"Service{by} on {long_day(sent)}: {why}deemed served on {long_day(on)}"
    add(steps, StepKind.DEEMED, on, f"{text}{quoted(rule)}.", rule.cite)
    return on


def at_the_hour(steps: list[Step], rules: Rules, number: int, end: Instant) -> None:
    """Say the answer of a period of hours: the hour reached, on the day reached."""
    if end.toordinal() != number:
        end = on_day(end, day(number))
    steps.append(Step(StepKind.DUE, day(number), f"Time is up on {in_words(end)}.", rules.ends.cite, end))
