"""One event gives its whole set of dates."""

from __future__ import annotations

import pytest

from courtclock import default_almanac
from courtclock.errors import DataFault, InvalidValue, NoProvision, NotTriggered, UnknownCourt
from courtclock.regime import Template, TemplateStep
from courtclock.schema.pack import templates
from courtclock.template import Planned, plan
from courtclock.trace import Assurance

TEMPLATES = default_almanac().templates()
COURTS = {"us": "us.nysd", "gb": "gb.eaw.hc", "in": "in.sc", "pk": "pk.shc", "eu": "eu.cj"}


def dates(found: list[Planned]) -> dict[str, str]:
    return {one.rule.id: str(one.computation.due_on) for one in found if one.computation}


def test_a_complaint_served_gives_its_whole_set_of_dates() -> None:
    assert dates(plan("Complaint  served", "2024-05-01", court="us.nysd")) == {
        "us.frcp.12.a.1.A.i": "2024-05-22",
        "us.usc.28.1446.b.1": "2024-05-31",
        "us.frcp.38.b.1": "2024-06-05",  # fourteen days from the last day for the answer
        "us.frcp.12.a.1.B": "2024-06-12",
        "us.frcp.15.a.1.A": "2024-06-12",
        "us.frcp.15.a.1.B": "2024-06-12",
        "us.frcp.12.a.2": "2024-07-01",  # the sixtieth day is a Sunday
        "us.usc.28.1447.c": "2024-07-01",  # thirty days from the last day for the notice of removal
    }


def test_a_trial_date_is_counted_back() -> None:
    assert dates(plan("us.trial-date", "2026-12-01", court="us.cand")) == {
        "us.frcp.26.a.2.D.i": "2026-09-02",
        "us.frcp.26.a.2.D.ii": "2026-10-02",
        "us.frcp.26.a.3.B": "2026-10-30",  # the thirtieth day before is a Sunday
        "us.frcp.26.a.3.B.objections": "2026-11-13",
        "us.frcp.68.a.offer": "2026-11-17",
    }


def test_the_doubt_of_a_step_is_carried_to_what_hangs_on_it() -> None:
    # Friday 3 July 2026, on which Independence Day is kept, is disputed.
    found = {one.rule.id: one for one in plan("complaint served", "2026-06-12", court="us.nysd")}
    first, then = found["us.frcp.12.a.1.A.i"].computation, found["us.frcp.12.a.1.B"].computation
    assert first is not None
    assert then is not None
    assert first.assurance is Assurance.DISPUTED
    assert [str(one) for one in first.answers] == ["2026-07-03", "2026-07-06"]
    assert [str(one) for one in then.answers] == ["2026-07-24", "2026-07-27"]
    assert then.assurance is Assurance.DISPUTED


def test_what_hangs_on_a_step_that_was_not_computed_waits_for_it() -> None:
    found = {one.rule.id: one for one in plan("complaint served", "2027-12-20", court="us.nysd")}
    assert found["us.frcp.12.a.1.A.i"].error is not None
    waiting = found["us.frcp.12.a.1.B"]
    assert isinstance(waiting.error, NotTriggered)
    assert waiting.after == "us.frcp.12.a.1.A.i"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_every_template_of_a_pack_is_asked_for_by_its_names(template: Template) -> None:
    system = template.id.partition(".")[0]
    for name in (template.id, *template.event):
        found = plan(name, "2024-03-05", court=COURTS[system])
        assert {one.rule.id for one in found} == {step.rule for step in template.steps}


def test_names_of_events_are_not_used_twice_in_a_system() -> None:
    names = [(t.id.partition(".")[0], name.casefold()) for t in TEMPLATES for name in t.event]
    assert len(names) == len(set(names))


def test_the_faults_of_a_file_of_templates_are_told_together() -> None:
    data = b"""
[[template]]
id = "rt.a"
event = ["a"]
what = "A"

[[template.step]]
rule = "rt.unknown"

[[template]]
id = "rt.b"
event = ["b"]
what = "B"

[[template.step]]
rule = "rt.known"
after = "rt.later"

[[template]]
id = "rt.c"
event = []
what = "C"
step = []
"""
    with pytest.raises(DataFault) as faults:
        templates(data, "rt/templates.toml", {"rt.known"})
    told = str(faults.value)
    assert "unknown period 'rt.unknown'" in told
    assert "runs from rt.later, which is not before it" in told
    assert "rt.c: a template needs a name" in told


def test_a_template_that_cannot_be_is_refused() -> None:
    step = TemplateStep(rule="rt.x")
    with pytest.raises(InvalidValue, match="stands there twice"):
        Template(id="rt.t", event=("e",), what="E", steps=(step, step))


def test_a_judgment_starts_the_periods_that_run_from_its_entry() -> None:
    found = plan("entry of judgment", "2024-05-01", court="us.nysd")
    dates = {one.rule.id: str(one.computation.due_on) for one in found if one.computation}
    assert dates["us.frap.4.a.1.A"] == "2024-05-31"
    assert dates["us.frcp.59.e"] == "2024-05-29"
    assert dates["us.scotus.13.1"] == "2024-07-30"
    assert list(dates.values()) == sorted(dates.values())


def test_the_words_are_those_of_the_provision_whatever_their_case() -> None:
    (answer,) = plan("SUMMONS AND COMPLAINT", "2024-06-03", court="us.cacd")
    assert answer.rule.id == "us.frcp.12.a.1.A.i"
    assert answer.computation is not None
    assert str(answer.computation.due_on) == "2024-06-24"


def test_what_cannot_be_computed_is_told_with_its_reason() -> None:
    found = plan("decree or order", "2031-01-01", court="pk.shc")
    assert found
    assert all(one.computation is None and one.error is not None for one in found)


def test_an_event_that_starts_nothing_names_those_that_do() -> None:
    with pytest.raises(NoProvision, match="nearest: "):
        plan("full moon", "2024-05-01", court="us.nysd")


def test_an_unknown_court_is_an_error() -> None:
    with pytest.raises(UnknownCourt, match=r"us\.nysd"):
        plan("entry of judgment", "2024-05-01", court="us.nysx")
