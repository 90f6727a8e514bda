"""What holds of every answer, whatever is asked."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from courtclock.almanac import default_almanac
from courtclock.calendar import DayStatus
from courtclock.clock import compute
from courtclock.dates import Date, to_date
from courtclock.errors import CourtclockError
from courtclock.period import Bound
from courtclock.schema.request import read, write
from courtclock.trace import Assurance, Computation, StepKind
from strategies import (
    ACTS,
    BARE,
    BARE_LIMITATION,
    DAY_PERIODS,
    JUNK,
    JUNK_REQUESTS,
    LIMITATION,
    OFFICES,
    PERIODS,
    RUNS_FROM,
    SHC,
    TRIGGERS,
    ask,
    requests,
    spoilt_requests,
)

FORWARD = st.sampled_from([OFFICES, SHC, {**OFFICES, "regime": "pk.limitation"}, LIMITATION])
NO_CLOSURES = st.sampled_from([BARE, BARE_LIMITATION])
OFFICE_ACTS = st.sampled_from([None, "filing", "payment"])


def answered(request: dict[str, Any]) -> Computation:
    """Answer a request, or drop the example where the law or the calendar does not."""
    try:
        return ask(request)
    except CourtclockError:
        assume(False)
        raise


def _later(on: str, days: int) -> str:
    return date.fromordinal(date.fromisoformat(on).toordinal() + days).isoformat()


@settings(max_examples=150)
@given(TRIGGERS, st.integers(1, 40), PERIODS, OFFICE_ACTS)
def test_a_later_trigger_never_makes_an_earlier_day(trigger: str, gap: int, period: str, act: str | None) -> None:
    earlier = answered({**OFFICES, "trigger": trigger, "period": period, "act": act})
    later = answered({**OFFICES, "trigger": _later(trigger, gap), "period": period, "act": act})
    assume(earlier.assurance is later.assurance is Assurance.SETTLED)
    assert earlier.due_on <= later.due_on


@settings(max_examples=150)
@given(TRIGGERS, st.integers(1, 118), st.integers(1, 60), OFFICE_ACTS)
def test_more_days_never_make_an_earlier_day(trigger: str, days: int, more: int, act: str | None) -> None:
    short = answered({**OFFICES, "trigger": trigger, "period": f"{days} days", "act": act})
    long = answered({**OFFICES, "trigger": trigger, "period": f"{days + more} days", "act": act})
    assume(short.assurance is long.assurance is Assurance.SETTLED)
    assert short.due_on <= long.due_on


@settings(max_examples=200)
@given(FORWARD, TRIGGERS, PERIODS, OFFICE_ACTS)
def test_a_last_day_that_moved_is_open_and_all_that_was_passed_is_not(
    where: dict[str, Any], trigger: str, period: str, act: str | None
) -> None:
    answer = answered({**where, "trigger": trigger, "period": period, "act": act})
    assume(answer.assurance is Assurance.SETTLED)
    calendar = default_almanac().calendar(str(where.get("calendar", "pk.shc")))
    assert calendar.status(answer.due_on) is DayStatus.OPEN
    counted = next(step.on for step in answer.steps if step.kind is StepKind.COUNT)
    passed = [Date.fromordinal(n) for n in range(counted.toordinal(), answer.due_on.toordinal())]
    # Nothing else stands between: a settled answer passed closed days alone.
    assert all(calendar.status(on) is DayStatus.CLOSED for on in passed)


@settings(max_examples=150)
@given(FORWARD, TRIGGERS, DAY_PERIODS, OFFICE_ACTS)
def test_a_day_that_was_reached_is_not_moved_again(
    where: dict[str, Any], trigger: str, period: str, act: str | None
) -> None:
    first = answered({**where, "trigger": trigger, "period": period, "act": act})
    assume(first.assurance is Assurance.SETTLED)
    again = answered({**where, "trigger": first.due_on.isoformat(), "period": "0 days", "act": act})
    assert (again.due_on, again.assurance) == (first.due_on, Assurance.SETTLED)


@settings(max_examples=400)
@given(requests())
def test_the_range_holds_the_answer_and_every_reading(request: dict[str, Any]) -> None:
    answer = answered(request)
    assert answer.earliest <= answer.answer <= answer.latest
    assert all(answer.earliest <= reading.due <= answer.latest for reading in answer.readings)
    assert answer.safe_on == (answer.earliest if answer.bound is Bound.LATEST else answer.latest)
    if answer.assurance is Assurance.SETTLED:
        assert answer.earliest == answer.latest
        assert (answer.because, answer.readings) == ((), ())
    else:
        assert answer.because
    if answer.assurance is Assurance.DISPUTED:
        assert answer.readings[0].due == answer.answer
        assert all(reading.text and reading.cite for reading in answer.readings)
    else:
        assert answer.readings == ()
    if answer.assurance is Assurance.PROVISIONAL:
        assert answer.earliest < answer.latest


@settings(max_examples=250)
@given(requests())
def test_the_trace_leads_from_the_trigger_to_the_answer(request: dict[str, Any]) -> None:
    answer = answered(request)
    first, *rest = answer.steps
    assert (first.kind, first.on.isoformat()) == (StepKind.TRIGGER, request["trigger"])
    assert rest[-1].kind is StepKind.DUE
    assert rest[-1].on == answer.due_on
    assert all(step.cite for step in rest)
    assert all(step.text for step in answer.steps)
    counted = [step.on for step in rest if step.kind is not StepKind.VACATION]
    forward = request.get("direction") != "before"
    if forward and "first_day" not in request:
        assert counted == sorted(counted)
        assert counted[-1] > first.on
    if not forward:
        assert counted[-1] <= max(first.on, answer.latest)
    json.dumps(answer.to_json(), allow_nan=False)
    assert answer.explain()


@settings(max_examples=200)
@given(NO_CLOSURES, TRIGGERS, PERIODS, ACTS, RUNS_FROM)
def test_the_calendar_without_closures_moves_nothing(
    where: dict[str, Any], trigger: str, period: str, act: str | None, runs_from: str | None
) -> None:
    answer = answered({**where, "trigger": trigger, "period": period, "act": act, "runs_from": runs_from})
    assert StepKind.ROLL not in {step.kind for step in answer.steps}
    assert len({reading.due for reading in answer.readings}) <= 1
    number, unit = period.split(maxsplit=1)[0], period.rsplit(maxsplit=1)[-1]
    if unit in {"days", "weeks"}:
        assert answer.due_on.toordinal() - to_date(trigger).toordinal() == int(number) * (7 if unit == "weeks" else 1)


@settings(max_examples=150)
@given(TRIGGERS, PERIODS, st.sampled_from(["pk.federal", "pk.shc"]))
def test_what_merely_lapses_stays_where_it_was_counted_to(trigger: str, period: str, calendar: str) -> None:
    lapse = answered({**OFFICES, "calendar": calendar, "trigger": trigger, "period": period, "act": "lapse"})
    assert lapse.due_on == ask({**BARE, "trigger": trigger, "period": period}).due_on


@settings(max_examples=150)
@given(requests())
def test_a_request_that_is_written_back_asks_the_same(request: dict[str, Any]) -> None:
    asked = read(request)
    assert read(write(asked.term)).term == asked.term
    assert read(json.loads(json.dumps(write(asked.term)))).term == asked.term


@settings(max_examples=150)
@given(requests())
def test_what_is_known_after_all_announcements_is_all_that_is_known(request: dict[str, Any]) -> None:
    plain = {key: value for key, value in request.items() if key != "known_on"}
    now, later = answered(plain), ask({**plain, "known_on": "9999-12-31"})
    assert now.steps == later.steps
    assert (now.assurance, now.earliest, now.latest) == (later.assurance, later.earliest, later.latest)
    assert (now.because, now.readings) == (later.because, later.readings)


@settings(max_examples=100)
@given(TRIGGERS, DAY_PERIODS, st.lists(st.integers(0, 10), min_size=1, max_size=4))
def test_a_closure_more_never_makes_an_earlier_day(trigger: str, period: str, places: list[int]) -> None:
    plain = answered({**OFFICES, "trigger": trigger, "period": period})
    closed = [_later(plain.due_on.isoformat(), n) for n in places]
    more = answered({**OFFICES, "trigger": trigger, "period": period, "closures": closed})
    assume(plain.assurance is more.assurance is Assurance.SETTLED)
    assert plain.due_on <= more.due_on
    assert more.due_on.isoformat() not in closed


@settings(max_examples=150)
@given(TRIGGERS, DAY_PERIODS, st.lists(st.tuples(st.integers(1, 40), st.integers(0, 20)), min_size=1, max_size=3))
def test_the_order_and_the_overlap_of_excluded_intervals_do_not_matter(
    trigger: str, period: str, spans: list[tuple[int, int]]
) -> None:
    pairs = [[_later(trigger, start), _later(trigger, start + length)] for start, length in spans]
    request = {**BARE_LIMITATION, "trigger": trigger, "period": period}
    once = ask({**request, "excluded": pairs})
    assert once.due_on == ask({**request, "excluded": [*reversed(pairs), *pairs]}).due_on
    singles = [[on, on] for first, last in pairs for on in _each(first, last)]
    assert once.due_on == ask({**request, "excluded": singles}).due_on
    assert once.due_on >= ask(request).due_on


def _each(first: str, last: str) -> list[str]:
    return [
        date.fromordinal(n).isoformat()
        for n in range(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal() + 1)
    ]


@settings(max_examples=400)
@given(JUNK_REQUESTS | spoilt_requests() | JUNK)
def test_whatever_is_asked_only_errors_of_ours_come_back(request: Any) -> None:
    try:
        asked = read(request)
        answer = compute(asked.term, known_on=asked.known_on)
        json.dumps(answer.to_json())
        assert answer.explain()
    except CourtclockError:
        return
