"""Extensions: asked for, given, half given, refused; to a day, or by a period from the rolled or the unrolled end."""

from __future__ import annotations

import pytest

from courtclock.errors import DocketFault, InvalidValue
from courtclock.ledger import CountedFrom, EventKind, ExtensionState, LedgerEntry, granted
from dockets import deadline, docket, event, hearing, last_day, of, order, said, state, window

# One week from Saturday 13 April 2024 ends on Saturday the 20th, and is rolled to Monday the 22nd.
ROLLED = order("2024-04-13") + window()


def extension(given: str = "granted", on: str = "2024-04-18", name: str = "more", **keys: str) -> str:
    return event("extension", "duty", on, id=f'"{name}"', state=f'"{given}"', **keys)


def by(period: str, end: str, **keys: str) -> str:
    return extension(within=f'"{period}"', counted_from=f'"{end}"', **keys)


@pytest.mark.parametrize(
    ("what", "more", "ends"),
    [
        ("none", "", "2024-04-22"),
        ("requested", extension("requested", until="2024-05-02"), "2024-04-22"),
        ("refused", extension("refused", until="2024-05-02"), "2024-04-22"),
        ("granted to a day", extension(until="2024-05-02"), "2024-05-02"),
        # A day that the court gave is kept, also a Sunday: nothing is counted to it.
        ("granted to a closed day", extension(until="2024-05-05"), "2024-05-05"),
        ("granted to a day before the end", extension(until="2024-04-19"), "2024-04-22"),
        ("by three days from the rolled end", by("3 days", "rolled"), "2024-04-25"),
        ("by three days from the unrolled end", by("3 days", "unrolled"), "2024-04-23"),
        # Saturday 20 April and one day is a Sunday: Monday the 22nd, the day that it was anyway.
        ("by one day from the unrolled end", by("1 day", "unrolled"), "2024-04-22"),
        # Monday 22 April and five days is Saturday the 27th: Monday the 29th.
        ("by five days from the rolled end, rolled again", by("5 days", "rolled"), "2024-04-29"),
        ("by a month from the unrolled end", by("1 month", "unrolled"), "2024-05-20"),
        (
            "twice, each from its own end",
            by("5 days", "rolled") + by("3 days", "unrolled", on="2024-04-25", name="again"),
            # Saturday 27 April, the unrolled end of the first, and three days.
            "2024-04-30",
        ),
        (
            "by a period, then to a day",
            by("3 days", "rolled") + extension(until="2024-05-10", on="2024-04-24", name="again"),
            "2024-05-10",
        ),
        (
            "to a day, then by a period from it",
            extension(until="2024-05-02") + by("5 days", "unrolled", on="2024-05-01", name="again"),
            "2024-05-07",
        ),
        (
            "half given",
            extension("requested", until="2024-05-17", name="asked") + extension(until="2024-05-03"),
            "2024-05-03",
        ),
    ],
)
def test_the_last_day_as_extended(what: str, more: str, ends: str) -> None:
    assert last_day(docket(ROLLED, more)) == ends


def test_half_given_is_told_as_asked_and_as_given() -> None:
    book = docket(
        ROLLED, extension("requested", on="2024-04-15", until="2024-05-17", name="asked"), extension(until="2024-05-03")
    )
    told = said(book, "2024-04-18")
    assert "extension to 17 May 2024 requested, 15 April 2024" in told
    assert "extension to 3 May 2024 granted, 18 April 2024" in told
    assert [state(book, day) for day in ("2024-04-17", "2024-04-18", "2024-05-03", "2024-05-04")] == [
        "open",
        "extended",
        "extended",
        "time expired",
    ]


def test_an_extension_counts_from_the_day_on_which_it_was_granted() -> None:
    book = docket(ROLLED, by("3 days", "rolled", on="2024-04-23"))
    assert state(book, "2024-04-22") == "due today"
    assert state(book, "2024-04-23") == "extended"
    assert str(of(book, "2024-04-22").standing.last_day) == "2024-04-22"


def test_an_extension_of_the_order_reaches_its_window_and_not_a_deadline_that_runs_from_it() -> None:
    # More time to obey an order is not more time to appeal from it.
    longer = event("extension", "order", "2024-04-20", state='"granted"', until="2024-06-30")
    book = docket(order(), window(), deadline(), longer)
    assert last_day(book, "duty") == "2024-06-30"
    assert last_day(book, "reply") == "2024-05-07"
    assert state(book, "2024-05-07", "reply") == "due today"
    assert state(book, "2024-05-08", "reply") == "time expired"
    assert "extension to 30 June 2024 granted of order, 20 April 2024: not taken to reach this" in said(
        book, "2024-05-08", "reply"
    )


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"state": '"granted"'}, "how far it goes is not recorded"),
        ({"until": "2024-05-02"}, "whether it was granted is not recorded"),
    ],
)
def test_nobody_is_late_on_an_extension_of_which_half_is_not_known(keys: dict[str, str], words: str) -> None:
    book = docket(order(), window(), event("extension", "duty", "2024-04-20", **keys))
    assert state(book, "2024-04-24") == "due today"
    assert state(book, "2024-04-25") == "unknown"
    assert words in said(book, "2024-04-25")


def test_an_extension_to_an_unsighted_feast_has_its_doubt() -> None:
    # Friday 5 March 2027 and five days end on Wednesday the 10th, which may be Eid.
    book = docket(order("2027-02-26") + window(within='"7 days"'), by("5 days", "rolled", on="2027-03-01"))
    standing = book.standing(book.entry("duty"))
    assert len(standing.extended_answers) > 1
    first, last = str(standing.extended_answers[0]), str(standing.extended_answers[-1])
    assert first <= str(standing.extended) <= last
    assert state(book, last) in {"extended", "due today"}
    assert "in doubt" in said(book, last)
    assert state(book, str(standing.extended_answers[-1].add(days=1))) == "time expired"


@pytest.mark.parametrize("end", ["rolled", "unrolled"])
def test_an_extension_keeps_the_rival_readings_of_the_time_before_it(end: str) -> None:
    # The award was made inside the suspension of 2020 to 2022, and courts differ on what that leaves: to 27 or 28 June
    # 2022. Ten days more end on 7 or 8 July, from whichever end they are counted.
    award = '[[instrument]]\nid = "award"\nwhat = "award"\non = 2022-02-14\n'
    apply = deadline(
        id='"duty"', rule='"in.arbitration.34.3.proviso"', of='"award"', court='"in.delhi-hc"', within=None
    )
    book = docket(award, apply, by("10 days", end, on="2022-06-20"))
    standing = book.standing(book.entry("duty"))
    assert [str(on) for on in standing.extended_answers] == ["2022-07-07", "2022-07-08"]
    assert (state(book, "2022-07-08"), state(book, "2022-07-09")) == ("extended", "time expired")


def test_a_first_day_that_was_put_off_is_a_first_day_still() -> None:
    book = docket(order(), window(bound='"earliest"'), extension(until="2024-05-20"))
    assert last_day(book) == "2024-05-20"
    assert {state(book, day) for day in ("2024-05-19", "2024-05-20", "2024-05-25", "2025-05-25")} == {"open"}
    assert "may be done from 20 May 2024" in said(book, "2024-05-25")


def test_what_hangs_on_an_extended_window_runs_from_its_extended_end() -> None:
    then = deadline(id='"then"', of='"duty"', within='"5 days"', act='"filing"')
    assert last_day(docket(order(), window(), then), "then") == "2024-04-29"
    assert last_day(docket(order(), window(), then, extension(until="2024-05-02")), "then") == "2024-05-07"


def test_an_extension_by_a_period_of_time_to_a_hearing() -> None:
    book = docket(hearing(), deadline(of='"next"', within='"7 days"', direction='"before"'))
    base = last_day(book, "reply")
    more = event("extension", "reply", "2024-04-20", state='"granted"', within='"2 days"', counted_from='"rolled"')
    assert base < last_day(
        docket(hearing(), deadline(of='"next"', within='"7 days"', direction='"before"'), more), "reply"
    )


# ------------------------------------------------------------------ what cannot be said


def entry(kind: EventKind = EventKind.EXTENSION, **keys: object) -> LedgerEntry:
    return LedgerEntry(kind=kind, of="duty", days="2024-04-18", **keys)  # type: ignore[arg-type] # what is refused


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"within": "1 week"}, "counted_from"),
        ({"counted_from": CountedFrom.ROLLED}, "none was given"),
        ({"within": "1 week", "until": "2024-05-02", "counted_from": CountedFrom.ROLLED}, "both were given"),
        ({"within": "24 hours", "counted_from": CountedFrom.ROLLED}, "no moment"),
        ({"within": "0 days", "counted_from": CountedFrom.ROLLED}, "no moment"),
        ({"within": "soon", "counted_from": CountedFrom.ROLLED}, "not a period"),
        ({"within": "1 week", "kind": EventKind.STAY, "counted_from": CountedFrom.ROLLED}, "'extension'"),
        ({"within": "1 week", "counted_from": "sideways"}, "CountedFrom"),
        ({"state": "granted"}, "ExtensionState"),
        ({"scope": "order"}, "StayScope"),
    ],
)
def test_an_extension_that_is_none_is_refused(keys: dict[str, object], words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        entry(**keys)  # type: ignore[arg-type] # what is refused


@pytest.mark.parametrize(
    "keys",
    [
        {"within": '"1 week"'},
        {"within": '"1 week"', "counted_from": '"sideways"'},
        {"within": '"1 week"', "counted_from": '"rolled"', "until": "2024-05-02"},
        {"counted_from": '"rolled"'},
        {"within": '"24 hours"', "counted_from": '"rolled"'},
    ],
)
def test_a_faulty_extension_is_a_fault_with_its_path(keys: dict[str, str]) -> None:
    with pytest.raises(DocketFault) as caught:
        docket(ROLLED, extension(**keys))
    (fault,) = caught.value.faults
    assert fault.startswith("event[more]")


def test_only_what_was_granted_is_granted() -> None:
    asked, given = entry(state=ExtensionState.REQUESTED), entry(state=ExtensionState.GRANTED)
    stayed = entry(EventKind.STAY)
    assert granted([asked, entry(state=ExtensionState.REFUSED), given, stayed, entry()]) == [given]
