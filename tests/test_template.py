"""One event gives its whole set of dates."""

from __future__ import annotations

import pytest

from courtclock.errors import NoProvision, UnknownCourt
from courtclock.template import plan


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
    with pytest.raises(NoProvision, match="entry of judgment"):
        plan("full moon", "2024-05-01", court="us.nysd")


def test_an_unknown_court_is_an_error() -> None:
    with pytest.raises(UnknownCourt, match=r"us\.nysd"):
        plan("entry of judgment", "2024-05-01", court="us.nysx")
