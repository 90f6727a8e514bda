"""Calendars: open, closed, provisional and unknown days; what was known when; closures from CSV."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from courtclock.almanac import Almanac, default_almanac
from courtclock.calendar import (
    NO_CLOSURES,
    Closure,
    ClosureKind,
    CourtCalendar,
    DayStatus,
    Gap,
    Standing,
    Vacation,
    Weekly,
)
from courtclock.citation import Citation
from courtclock.clock import compute
from courtclock.dates import Date, day, to_date
from courtclock.deadline import within
from courtclock.errors import CourtclockError, DataFault, InvalidDate, InvalidValue
from courtclock.schema.pack import closures

CITE = Citation("a notice of the court")
HEADER = b"on,name,kind,status,announced,withdrawn,source\n"
SUNDAY = frozenset({6})


def weekly(first: str, last: str, closed: frozenset[int] = SUNDAY, **more: Any) -> Weekly:
    return Weekly(closed, first, last, CITE, **more)


def calendar(*rows: Closure, **more: Any) -> CourtCalendar:
    parts: dict[str, Any] = {
        "id": "x.court",
        "title": "Court of X",
        "zone": "Asia/Karachi",
        "first": "2024-01-01",
        "last": "2024-12-31",
        "weekly": (weekly("2024-01-01", "2024-12-31"),),
        "closures": rows,
        "edition": "one",
    }
    return CourtCalendar(**{**parts, **more})


def feast(on: str, status: Standing = Standing.EXPECTED, **more: Any) -> Closure:
    return Closure(on, "Eid", ClosureKind.MOON, status, **more)


def statuses(known: CourtCalendar, *days: str) -> list[str]:
    return [known.status(on).name for on in days]


# The week.


@pytest.mark.parametrize(
    ("given", "on", "status"),
    [
        ("pk.federal", "2010-04-17", "OPEN"),  # Saturday, before the five-day week
        ("pk.federal", "2010-05-08", "CLOSED"),
        ("pk.federal", "2011-01-08", "OPEN"),
        ("pk.federal", "2011-10-15", "CLOSED"),
        ("pk.federal", "2019-08-17", "OPEN"),  # a Saturday made a working day
        ("pk.federal", "2019-08-24", "CLOSED"),
        ("pk.federal", "2022-05-14", "OPEN"),
        ("pk.federal", "2022-06-11", "CLOSED"),
        ("pk.federal", "2026-03-13", "CLOSED"),  # the four-day week
        ("pk.federal", "2026-05-15", "PROVISIONAL"),
        ("pk.federal", "2026-05-16", "CLOSED"),
        ("pk.shc", "2024-04-20", "OPEN"),
        ("pk.shc", "2024-04-21", "CLOSED"),
        ("pk.shc", "2026-04-18", "PROVISIONAL"),
        ("pk.federal", "2017-11-09", "OPEN"),
        ("pk.federal", "2023-11-09", "CLOSED"),
        ("pk.shc", "2024-04-23", "PROVISIONAL"),
        ("pk.federal", "2024-04-23", "OPEN"),
        ("pk.shc", "2025-06-23", "UNKNOWN"),
        ("pk.shc", "2025-06-22", "CLOSED"),  # a Sunday is closed whatever else is not known
        ("pk.federal", "2005-12-31", "UNKNOWN"),
        ("pk.federal", "2028-01-01", "UNKNOWN"),
        ("none", "2024-12-25", "OPEN"),
        ("none", "0001-01-01", "OPEN"),
    ],
)
def test_the_status_of_a_day(given: str, on: str, status: str) -> None:
    assert default_almanac().calendar(given).status(on).name == status


@pytest.mark.parametrize("given", ["pk.federal", "pk.shc", "pk.ihc", "pk.sc"])
def test_a_calendar_covers_what_it_says_and_nothing_else(given: str) -> None:
    known = default_almanac().calendar(given)
    first, last = known.first.toordinal(), known.last.toordinal()
    assert known.first <= to_date("2006-01-01")
    assert known.last >= to_date("2027-12-31")
    assert known.facts(first - 1) is None
    assert known.facts(last + 1) is None
    assert all(known.facts(n) is not None for n in range(first, last + 1))


@pytest.mark.parametrize("on", ["2024-02-30", "", None, 5, "2024-04-17T10:00:00+05:00"])
def test_the_status_of_what_is_no_day_is_refused(on: Any) -> None:
    with pytest.raises(InvalidDate):
        default_almanac().calendar("pk.shc").status(on)


# What cannot be a calendar.


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekly": ()},
        {"weekly": (weekly("2024-01-02", "2024-12-31"),)},
        {"weekly": (weekly("2024-01-01", "2024-12-30"),)},
        {"weekly": (weekly("2024-01-01", "2024-05-31"), weekly("2024-06-02", "2024-12-31"))},
        {"weekly": (weekly("2024-01-01", "2024-06-01"), weekly("2024-06-01", "2024-12-31"))},
        {"weekly": (weekly("2024-01-01", "2025-12-31"),)},
        {"zone": "Asia/Karatchi"},
        {"first": "2025-01-01"},
        {"first": "2024-02-30"},
    ],
)
def test_a_calendar_with_a_hole_or_without_a_zone_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        calendar(**wrong)


@pytest.mark.parametrize(("closed", "doubtful"), [({7}, set()), ({-1}, set()), ({6}, {6}), ({6}, {9})])
def test_a_week_of_days_that_do_not_exist_is_refused(closed: set[int], doubtful: set[int]) -> None:
    with pytest.raises(InvalidValue):
        Weekly(frozenset(closed), "2024-01-01", "2024-12-31", CITE, doubtful=frozenset(doubtful))


def test_runs_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(InvalidValue):
        weekly("2024-02-01", "2024-01-01")
    with pytest.raises(InvalidValue):
        Vacation("summer", "2024-02-01", "2024-01-01", CITE)
    with pytest.raises(InvalidValue):
        Gap("2024-02-01", "2024-01-01", "not recorded")


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": " "}, {"name": 5}, {"kind": "own"}, {"status": "notified"}, {"on": "2024-02-30"}],
)
def test_a_closure_of_the_wrong_parts_is_refused(wrong: dict[str, Any]) -> None:
    parts: dict[str, Any] = {"on": "2024-04-24", "name": "Strike", "kind": ClosureKind.OWN}
    with pytest.raises(CourtclockError):
        Closure(**{**parts, **wrong})


# Feasts.


def test_the_days_of_a_feast_wait_for_one_moon() -> None:
    known = calendar(feast("2024-04-10"), feast("2024-04-11"), feast("2024-04-12"))
    assert statuses(known, "2024-04-08", "2024-04-09", "2024-04-10", "2024-04-12", "2024-04-13", "2024-04-15") == [
        "OPEN", "PROVISIONAL", "PROVISIONAL", "PROVISIONAL", "PROVISIONAL", "OPEN",
    ]  # fmt: skip
    facts = known.facts(to_date("2024-04-10").toordinal())
    assert facts is not None
    (doubt,) = facts.unsettled
    assert len(doubt.options) == len(doubt.labels) == 3
    assert {len(option) for option in doubt.options} == {3}
    assert doubt.options[0] == {to_date(f"2024-04-{n}").toordinal() for n in (10, 11, 12)}
    assert "10 to 12 April 2024" in doubt.text


def test_one_moon_moves_all_the_days_of_a_feast_together() -> None:
    known = calendar(feast("2024-04-10"), feast("2024-04-11"), feast("2024-04-12"))
    book = Almanac(own_calendars=(known,))
    answer = compute(within("7 days").of("2024-04-02", calendar="x.court", regime="pk.gca"), almanac=book)
    # Due on the 9th, the eve: closed only if the feast comes a day early, and then open again on the 12th.
    assert (str(answer.earliest), str(answer.due_on), str(answer.latest)) == ("2024-04-09", "2024-04-09", "2024-04-12")
    answer = compute(within("7 days").of("2024-04-05", calendar="x.court", regime="pk.gca"), almanac=book)
    # Due on the last day of the feast: open if it comes early; if it comes late, a Sunday follows.
    assert (str(answer.earliest), str(answer.due_on), str(answer.latest)) == ("2024-04-12", "2024-04-13", "2024-04-15")


def test_a_count_of_open_days_asks_one_moon_once() -> None:
    known = calendar(feast("2024-04-10"), feast("2024-04-11"), feast("2024-04-12"))
    term = within("5 court days").of("2024-04-08", calendar="x.court", regime="pk.gca")
    answer = compute(term, almanac=Almanac(own_calendars=(known,)))
    # Whenever the feast comes it takes three of the days from the 9th to the 13th.
    assert (str(answer.due_on), answer.assurance.value) == ("2024-04-17", "settled")


def test_two_feasts_of_one_name_in_one_year_wait_for_two_moons() -> None:
    known = calendar(feast("2024-01-10"), feast("2024-12-30"))
    near, far = (known.facts(to_date(on).toordinal()) for on in ("2024-01-10", "2024-12-30"))
    assert near is not None
    assert far is not None
    assert near.unsettled[0].id != far.unsettled[0].id


def test_a_closing_that_is_expected_may_not_come_but_does_not_wander() -> None:
    known = calendar(Closure("2024-04-23", "Visit", ClosureKind.SPECIAL, Standing.EXPECTED))
    assert statuses(known, "2024-04-22", "2024-04-23", "2024-04-24") == ["OPEN", "PROVISIONAL", "OPEN"]


def test_a_notified_day_is_closed_and_a_withdrawn_one_is_not() -> None:
    known = calendar(
        feast("2024-04-10", Standing.NOTIFIED, announced="2024-04-04"),
        feast("2024-04-12", announced="2023-12-20", withdrawn="2024-04-04"),
    )
    assert statuses(known, "2024-04-09", "2024-04-10", "2024-04-11", "2024-04-12") == ["OPEN", "CLOSED", "OPEN", "OPEN"]


# What was known, and when.


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2023-12-19", "PROVISIONAL"),  # yearly: expected before any list
        ("2024-01-01", "PROVISIONAL"),
        ("2024-04-03", "PROVISIONAL"),
        ("2024-04-04", "CLOSED"),
        ("2024-12-31", "CLOSED"),
    ],
)
def test_a_feast_as_it_became_known(on: str, status: str) -> None:
    known = calendar(
        feast("2024-04-10", announced="2023-12-20", withdrawn="2024-04-04"),
        feast("2024-04-10", Standing.NOTIFIED, announced="2024-04-04"),
    )
    assert known.known_on(on).status("2024-04-10").name == status


@pytest.mark.parametrize(
    ("on", "before", "after"), [("2024-03-31", "PROVISIONAL", "OPEN"), ("2024-04-02", "OPEN", "CLOSED")]
)
def test_a_feast_that_moved_is_where_it_was_then_expected(on: str, before: str, after: str) -> None:
    known = calendar(
        feast("2024-04-10", announced="2023-12-20", withdrawn="2024-04-01"),
        feast("2024-04-13", Standing.NOTIFIED, announced="2024-04-01"),
    )
    assert statuses(known.known_on(on), "2024-04-10", "2024-04-13") == [before, after]


def test_a_feast_of_which_no_notice_is_recorded_is_known_on_its_eve() -> None:
    known = calendar(feast("2024-04-10", Standing.NOTIFIED))
    assert known.known_on("2024-04-08").status("2024-04-10") is DayStatus.PROVISIONAL
    assert known.known_on("2024-04-09").status("2024-04-10") is DayStatus.CLOSED


def test_a_closing_for_one_occasion_is_a_surprise() -> None:
    known = calendar(Closure("2024-02-08", "Election", ClosureKind.SPECIAL, announced="2024-02-01"))
    assert known.known_on("2024-01-31").status("2024-02-08") is DayStatus.OPEN
    assert known.known_on("2024-02-01").status("2024-02-08") is DayStatus.CLOSED


def test_a_yearly_day_that_was_withdrawn_stays_withdrawn() -> None:
    iqbal = Closure("2024-11-09", "Iqbal Day", ClosureKind.PUBLIC, announced="2024-01-02", withdrawn="2024-11-03")
    known = calendar(iqbal)
    assert known.known_on("2024-11-02").status("2024-11-09") is DayStatus.CLOSED
    assert known.known_on("2024-11-03").status("2024-11-09") is DayStatus.OPEN
    assert known.status("2024-11-09") is DayStatus.OPEN


# A day of every year that came in, or came back, while records were kept.


def yearly(on: str, name: str = "Day", announced: str | None = None, **more: Any) -> Closure:
    return Closure(on, name, more.pop("kind", ClosureKind.PUBLIC), announced=announced, **more)


def years(*rows: Closure, first: str = "2020-01-01", gaps: tuple[Gap, ...] = ()) -> CourtCalendar:
    return calendar(*rows, first=first, last="2030-12-31", weekly=(weekly(first, "2030-12-31"),), gaps=gaps)


@pytest.mark.parametrize(
    ("known", "on", "status"),
    [
        ("2022-11-07", "2022-11-09", "OPEN"),  # no such day in 2021, and nothing announced
        ("2022-11-08", "2022-11-09", "CLOSED"),
        ("2022-11-07", "2023-11-09", "OPEN"),
        ("2022-11-08", "2023-11-09", "PROVISIONAL"),  # it comes every year from now on
        ("2023-12-23", "2023-11-09", "CLOSED"),
        ("2022-11-07", "2027-11-09", "OPEN"),
        ("2022-11-08", "2027-11-09", "PROVISIONAL"),
    ],
)
def test_a_yearly_day_that_comes_in_is_not_known_before_it_is_announced(known: str, on: str, status: str) -> None:
    rows = [yearly(f"{year}-11-09", announced=f"{year - 1}-12-23") for year in (2023, 2024, 2025, 2026)]
    new = yearly("2022-11-09", announced="2022-11-08")
    book = years(new, *rows, yearly("2027-11-09", status=Standing.EXPECTED))
    assert book.known_on(known).status(on).name == status


def test_a_yearly_day_of_the_first_year_on_record_is_taken_to_be_older() -> None:
    book = years(yearly("2020-11-09", announced="2019-12-23"), yearly("2021-11-09", announced="2020-12-23"))
    assert book.known_on("2019-01-01").status("2020-11-09") is DayStatus.PROVISIONAL
    assert book.known_on("2019-01-01").status("2021-11-09") is DayStatus.PROVISIONAL


def test_a_yearly_day_after_a_year_that_is_not_on_record_is_expected() -> None:
    book = years(
        yearly("2023-04-10", "Easter Monday", announced="2021-05-28"),
        gaps=(Gap("2022-04-14", "2022-04-18", "the list of 2022 was not found"),),
    )
    assert book.known_on("2021-01-01").status("2023-04-10") is DayStatus.PROVISIONAL


def test_a_year_in_which_the_day_was_closed_anyway_is_no_break() -> None:
    broken = years(yearly("2021-07-21", announced="2020-02-01"), yearly("2023-07-21", announced="2022-02-01"))
    passed = years(yearly("2021-07-24", announced="2020-02-01"), yearly("2023-07-24", announced="2022-02-01"))
    assert broken.known_on("2022-01-31").status("2023-07-21") is DayStatus.OPEN  # 21 July 2022 was a Thursday
    assert passed.known_on("2022-01-31").status("2023-07-24") is DayStatus.PROVISIONAL  # 24 July 2022 was a Sunday


def test_a_yearly_day_without_a_notice_of_its_own_is_known_since_the_first_of_its_name() -> None:
    book = years(
        yearly("2021-06-18", "Juneteenth (observed)", "2021-06-17", kind=ClosureKind.OBSERVED),
        yearly("2021-06-19", "Juneteenth"),
        yearly("2022-06-20", "Juneteenth (observed)", kind=ClosureKind.OBSERVED),
        yearly("2022-07-04", "Independence Day"),  # not recorded when it came in
    )
    before, after = book.known_on("2021-06-16"), book.known_on("2021-06-17")
    assert statuses(before, "2021-06-18", "2022-06-20", "2022-07-04") == ["OPEN", "OPEN", "CLOSED"]
    assert statuses(after, "2021-06-18", "2022-06-20", "2022-07-04") == ["CLOSED", "CLOSED", "CLOSED"]


def test_a_yearly_day_that_was_dropped_comes_back_as_a_new_one() -> None:
    book = years(
        yearly("2020-11-09"),
        yearly("2021-11-09", announced="2021-01-02", withdrawn="2021-11-03"),
        yearly("2022-11-09", announced="2022-11-08"),
    )
    assert book.known_on("2022-11-07").status("2022-11-09") is DayStatus.OPEN
    assert book.known_on("2020-12-31").status("2021-11-09") is DayStatus.PROVISIONAL


def test_a_feast_of_the_moon_is_expected_in_every_year() -> None:
    book = years(feast("2024-04-10", Standing.NOTIFIED, announced="2024-04-04"))
    assert book.known_on("2021-01-01").status("2024-04-10") is DayStatus.PROVISIONAL


def test_a_vacation_that_had_not_been_announced_leaves_its_days_unknown() -> None:
    known = calendar(vacations=(Vacation("summer vacation", "2024-06-03", "2024-08-03", CITE, announced="2024-05-20"),))
    assert known.known_on("2024-05-19").status("2024-07-01") is DayStatus.UNKNOWN
    assert known.known_on("2024-05-20").status("2024-07-01") is DayStatus.OPEN
    assert known.known_on("2024-05-19").status("2024-07-07") is DayStatus.CLOSED  # a Sunday all the same


def test_a_new_week_is_not_known_before_it_is_announced() -> None:
    known = calendar(
        weekly=(
            weekly("2024-01-01", "2024-05-31"),
            weekly("2024-06-01", "2024-12-31", frozenset({5, 6}), announced="2024-05-20"),
        )
    )
    assert known.known_on("2024-05-19").status("2024-06-08") is DayStatus.OPEN
    assert known.known_on("2024-05-20").status("2024-06-08") is DayStatus.CLOSED


@pytest.mark.parametrize("given", ["pk.federal", "pk.shc", "pk.ihc", "pk.sc"])
def test_what_is_known_after_everything_was_announced_is_everything(given: str) -> None:
    known = default_almanac().calendar(given)
    later = known.known_on("9999-12-31")
    days = [day(n) for n in range(known.first.toordinal(), known.last.toordinal() + 1)]
    assert [on for on in days if known.status(on) is not later.status(on)] == []
    assert later.edition != known.edition


def test_the_almanac_keeps_the_calendar_without_closures_as_it_is() -> None:
    assert default_almanac().calendar("none", "2024-01-01") is NO_CLOSURES


# Gaps, edges, own closures.


def test_a_gap_is_unknown_but_what_is_recorded_in_it_is_not() -> None:
    known = calendar(
        Closure("2024-06-05", "Strike", ClosureKind.SPECIAL), gaps=(Gap("2024-06-03", "2024-06-10", "not recorded"),)
    )
    days = ["2024-06-02", "2024-06-03", "2024-06-05", "2024-06-09", "2024-06-10", "2024-06-11"]
    assert statuses(known, *days) == ["CLOSED", "UNKNOWN", "CLOSED", "CLOSED", "UNKNOWN", "OPEN"]


def test_closures_of_the_users_own_change_a_copy_and_its_edition() -> None:
    known = default_almanac().calendar("pk.shc")
    more = known.with_closures([Closure("2024-04-24", "Strike", ClosureKind.OWN)])
    assert (known.status("2024-04-24"), more.status("2024-04-24")) == (DayStatus.OPEN, DayStatus.CLOSED)
    assert more.edition != known.edition


def test_an_almanac_with_closures_of_the_users_own_moves_the_answer() -> None:
    book = default_almanac().with_closures(
        "pk.shc", closures(HEADER + b"2024-04-24,Strike,own,notified,,,\n", "my.csv")
    )
    term = within("one week").of("2024-04-17", court="pk.shc")
    assert compute(term, almanac=book).due_on == Date(2024, 4, 25)
    assert "of your own" in compute(term, almanac=book).editions["calendar"]
    assert compute(term).due_on == Date(2024, 4, 24)


def test_a_calendar_is_a_value() -> None:
    known = calendar(feast("2024-04-10"))
    assert known == evolve(known)
    assert hash(known) == hash(evolve(known))
    assert known != evolve(known, edition="two")


# Closures from CSV.


def test_closures_are_read_with_their_defaults() -> None:
    rows = closures(
        b"\xef\xbb\xbf"
        + HEADER
        + b'2024-04-24,"Strike, second day",,,,,\n\n2024-05-02,Flood,special,expected,2024-05-01,,a paper\n',
        "my.csv",
    )
    assert [(row.name, row.kind, row.status) for row in rows] == [
        ("Strike, second day", ClosureKind.OWN, Standing.NOTIFIED),
        ("Flood", ClosureKind.SPECIAL, Standing.EXPECTED),
    ]
    assert rows[1].announced == Date(2024, 5, 1)
    assert closures(HEADER, "my.csv") == ()


def test_every_fault_of_a_file_is_told_with_its_line() -> None:
    body = (
        b"2024-02-30,Strike,own,notified,,,\n"
        b"2024-04-25,Strike,strike,notified,,,\n"
        b"2024-04-26,Strike\n"
        b"2024-04-27,Strike,own,maybe,,,\n"
        b"2024-04-28,Strike,own,notified,soon,,\n"
        b"2024-04-29,,own,notified,,,\n"
        b"2024-04-30,Strike,own,notified,,,\n"
    )
    with pytest.raises(DataFault) as caught:
        closures(HEADER + body, "my.csv")
    assert caught.value.file == "my.csv"
    assert [fault.split(":")[0] for fault in caught.value.faults] == [f"line {n}" for n in range(2, 8)]
    told = "\n".join(caught.value.faults)
    assert all(words in told for words in ("2024-02-30", "strike", "7 cells", "maybe", "soon", "name"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"on,name\n",
        b"\xff\xfe\x00",
        b"2024-04-24,Strike,own,notified,,,\n",
        HEADER.upper(),
        b"on\r\r" + HEADER,
        HEADER + b'2024-04-24,"' + b"x" * 200_000 + b'",own,notified,,,\n',
        HEADER + b"2024-04-24,Strike,own,notified,,,,,\n",
        b"[[closure]]\non = 2024-04-24\n",
    ],
)
def test_what_is_not_a_file_of_closures_is_refused(data: bytes) -> None:
    with pytest.raises(DataFault, match=r"my\.csv"):
        closures(data, "my.csv")


def test_a_feast_whose_notice_is_not_recorded_is_known_whole_on_its_eve_and_expected_whole_before() -> None:
    book = default_almanac().calendar("pk.federal")
    feast = [c.on for c in book.closures if c.name == "Eid-ul-Fitr" and c.on.year == 2007]
    assert len(feast) > 1
    assert feast == sorted(feast)
    eve, before = day(feast[0].toordinal() - 1), day(feast[0].toordinal() - 30)
    assert {book.known_on(eve).status(on) for on in feast} == {DayStatus.CLOSED}
    told = {book.known_on(before).status(on) for on in feast}
    assert told <= {DayStatus.PROVISIONAL, DayStatus.CLOSED}  # closed where it falls on a Sunday anyway
    assert DayStatus.OPEN not in told


def test_one_court_s_extra_day_does_not_hide_the_feast_beside_it() -> None:
    week = within("7 days").of("2013-10-08", court="pk.sc")
    assert str(compute(week).due_on) == "2013-10-19"
    early = compute(week, known_on="2013-09-01")
    assert str(early.latest) >= "2013-10-18"
    assert early.earliest != early.latest


def test_a_weekly_closing_was_not_known_before_it_was_announced() -> None:
    friday = "2026-04-03"
    book = default_almanac().calendar("pk.federal")
    assert book.status(friday) is DayStatus.CLOSED
    assert book.known_on("2026-03-09").status(friday) is DayStatus.OPEN
    assert book.known_on("2026-03-10").status(friday) is DayStatus.CLOSED
    assert book.known_on("2026-03-09").status("2026-06-05") is DayStatus.OPEN


def test_a_closing_for_one_occasion_whose_notice_is_not_recorded_is_in_doubt_until_its_day() -> None:
    book = calendar(Closure(on="2024-03-12", name="Mourning", kind=ClosureKind.SPECIAL))
    assert book.known_on("2024-03-12").status("2024-03-12") is DayStatus.CLOSED
    assert book.known_on("2024-03-11").status("2024-03-12") is DayStatus.PROVISIONAL
