"""Dates and instants: strict reading, exact moments, words that no locale changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest

from courtclock.dates import (
    LAST_SECOND,
    Date,
    Instant,
    add_hours,
    at_zone,
    day,
    in_words,
    iso,
    long,
    months_on,
    span,
    to_date,
    to_instant,
    to_trigger,
    wall,
    zone,
)
from courtclock.errors import InvalidDate, InvalidValue


@pytest.mark.parametrize("given", ["2024-02-29", date(2024, 2, 29), Date(2024, 2, 29)])
def test_a_date_is_read(given: Any) -> None:
    read = to_date(given)
    assert type(read) is Date
    assert read.isoformat() == "2024-02-29"


@pytest.mark.parametrize(
    "given",
    [
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "2024-00-10",
        "0000-01-01",
        "2024-4-17",
        "24-04-17",
        "2024/04/17",
        "20240417",
        "2024-04-17 ",
        "2024-04-17\n",
        "2024-W16-3",
        "\uff12\uff10\uff12\uff14-04-17",
        "2024-04-17T10:00:00+05:00",
        "tomorrow",
        "",
        None,
        20240417,
        1713312000.0,
        True,
        ["2024-04-17"],
        datetime(2024, 4, 17, 10, 0, tzinfo=UTC),
    ],
)
def test_what_is_not_a_date_is_refused(given: Any) -> None:
    with pytest.raises(InvalidDate):
        to_date(given)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("2024-04-17T22:15:00+05:00", "2024-04-17T22:15:00+05:00"),
        ("2024-04-17T22:15+05:00", "2024-04-17T22:15:00+05:00"),
        ("2024-04-17T17:15:00Z", "2024-04-17T17:15:00+00:00"),
        (datetime(2024, 4, 17, 22, 15, tzinfo=timezone(timedelta(hours=5))), "2024-04-17T22:15:00+05:00"),
    ],
)
def test_an_instant_is_read_with_its_offset(given: Any, text: str) -> None:
    assert iso(to_instant(given)) == text
    assert isinstance(to_instant(given), Instant)


@pytest.mark.parametrize(
    "given",
    [
        "2024-04-17T22:15:00",
        "2024-04-17T25:00:00+05:00",
        "2024-02-30T10:00:00+05:00",
        "2024-04-17T10:00:00 Asia/Karachi",
        "10:00",
        "",
        None,
        1713312000,
        datetime(2024, 4, 17, 22, 15),  # noqa: DTZ001 - without an offset, on purpose
        date(2024, 4, 17),
    ],
)
def test_what_is_not_an_instant_is_refused(given: Any) -> None:
    with pytest.raises(InvalidDate):
        to_instant(given)


def test_a_trigger_is_a_day_or_an_instant_and_a_bare_day_never_becomes_midnight() -> None:
    assert type(to_trigger("2024-04-17")) is Date
    assert type(to_trigger("2024-04-17T00:00:00+05:00")) is Instant
    assert type(to_trigger(date(2024, 4, 17))) is Date
    with pytest.raises(InvalidDate):
        to_trigger(None)


@pytest.mark.parametrize("given", ["Mars/Olympus", "../etc/passwd", "", "Asia/", "\x00"])
def test_a_zone_that_does_not_exist_is_refused(given: str) -> None:
    with pytest.raises(InvalidValue):
        zone(given)


def test_an_instant_is_shown_in_another_zone_as_the_same_moment() -> None:
    karachi = at_zone(to_instant("2024-04-17T20:30:00+01:00"), "Asia/Karachi")
    assert iso(karachi) == "2024-04-18T00:30:00+05:00"
    assert karachi == to_instant("2024-04-17T20:30:00+01:00")


@pytest.mark.parametrize(
    ("start", "name", "hours", "end"),
    [
        ("2024-04-17T22:15:00+05:00", "Asia/Karachi", 24, "2024-04-18T22:15:00+05:00"),
        ("2024-04-18T22:15:00+05:00", "Asia/Karachi", -24, "2024-04-17T22:15:00+05:00"),
        # The clocks go forward and back: elapsed hours, not hours on the wall.
        ("2024-03-09T12:00:00-05:00", "America/New_York", 24, "2024-03-10T13:00:00-04:00"),
        ("2024-11-02T12:00:00-04:00", "America/New_York", 24, "2024-11-03T11:00:00-05:00"),
        ("2024-11-03T01:30:00-04:00", "America/New_York", 1, "2024-11-03T01:30:00-05:00"),
        ("2024-11-03T01:30:00-05:00", "America/New_York", 1, "2024-11-03T02:30:00-05:00"),
        ("2024-03-30T20:00:00+01:00", "Europe/Brussels", 12, "2024-03-31T09:00:00+02:00"),
    ],
)
def test_hours_are_elapsed_hours_in_the_zone(start: str, name: str, hours: int, end: str) -> None:
    assert iso(add_hours(at_zone(to_instant(start), name), hours)) == end


def test_the_end_of_a_day_is_on_that_day_and_at_the_offset_of_its_season() -> None:
    assert iso(wall(to_date("2024-04-24"), LAST_SECOND, "Asia/Karachi")) == "2024-04-24T23:59:59+05:00"
    assert iso(wall(to_date("2024-01-24"), LAST_SECOND, "Europe/London")) == "2024-01-24T23:59:59+00:00"
    assert iso(wall(to_date("2024-07-24"), LAST_SECOND, "Europe/London")) == "2024-07-24T23:59:59+01:00"
    assert iso(wall(to_date("2024-07-24"), time(16, 30), "Europe/London")) == "2024-07-24T16:30:00+01:00"


@pytest.mark.parametrize(
    ("start", "months", "end", "exact"),
    [
        ("2024-01-31", 1, "2024-02-29", False),
        ("2023-01-31", 1, "2023-02-28", False),
        ("2024-01-29", 1, "2024-02-29", True),
        ("2024-02-29", 12, "2025-02-28", False),
        ("2024-02-29", 48, "2028-02-29", True),
        ("2024-12-31", 2, "2025-02-28", False),
        ("2024-03-31", -1, "2024-02-29", False),
        ("2024-01-15", -1, "2023-12-15", True),
        ("2024-01-15", -13, "2022-12-15", True),
        ("2024-06-30", 0, "2024-06-30", True),
    ],
)
def test_the_corresponding_date(start: str, months: int, end: str, *, exact: bool) -> None:
    number, found = months_on(to_date(start).toordinal(), months)
    assert (day(number).isoformat(), found) == (end, exact)


@pytest.mark.parametrize(("start", "months"), [("9999-12-31", 1), ("0001-01-01", -1), ("2024-01-01", 10**6)])
def test_a_month_outside_the_calendar_of_the_machine_is_refused(start: str, months: int) -> None:
    with pytest.raises(InvalidDate, match="1 and 9999"):
        months_on(to_date(start).toordinal(), months)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2024-04-10", "2024-04-10", "10 April 2024"),
        ("2024-04-10", "2024-04-12", "10 to 12 April 2024"),
        ("2024-04-30", "2024-05-01", "30 April to 1 May 2024"),
        ("2024-12-26", "2025-01-10", "26 December 2024 to 10 January 2025"),
    ],
)
def test_a_run_of_days_in_words(first: str, last: str, text: str) -> None:
    assert span(to_date(first), to_date(last)) == text


def test_days_and_instants_in_words() -> None:
    assert long(to_date("2024-04-24")) == "Wednesday 24 April 2024"
    assert in_words(to_date("2024-02-29")) == "Thursday 29 February 2024"
    assert in_words(to_instant("2024-04-17T22:15:00+05:00")) == "Wednesday 17 April 2024, 22:15"
    assert in_words(to_instant("2024-04-17T23:59:59+05:00")) == "Wednesday 17 April 2024, 23:59:59"
