"""How an entry stands: on the day before an edge, on the day, and on the day after."""

from __future__ import annotations

from pathlib import Path

import pytest

from courtclock.docket import Docket, Status, load, loads, status
from courtclock.errors import DocketFault

X = Path(__file__).parents[2] / "examples" / "x-restoration.toml"

HEAD = """
[docket]
schema = 1
id = "matter"
title = "A matter"
recorded = 2024-04-17T18:00:00+05:00
"""
HEARING = """
[[hearing]]
id = "next"
court = "pk.shc"
on = 2024-05-09
"""


def order(made: str = "2024-04-17") -> str:
    return f'[[order]]\nid = "order"\ncourt = "pk.shc"\nmade = {made}\ntitle = "Obey"\n'


def window(**keys: str) -> str:
    """Return a window of one week from the order, ministry's calendar; a key set to nothing is left out."""
    given = {"order": '"order"', "what": '"obey"', "within": '"one week"', "calendar": '"pk.federal"'} | keys
    return '[[window]]\nid = "duty"\n' + "".join(f"{key} = {value}\n" for key, value in given.items() if value)


def deadline(**keys: str) -> str:
    given = {"what": '"pay"', "of": '"order"', "within": '"7 days"'} | keys
    return '[[deadline]]\nid = "duty"\n' + "".join(f"{key} = {value}\n" for key, value in given.items() if value)


def event(kind: str, on: str, of: str = "duty", **keys: str) -> str:
    given = {"id": f'"{kind}-{on}"', "kind": f'"{kind}"', "of": f'"{of}"', "on": on} | keys
    return "[[event]]\n" + "".join(f"{key} = {value}\n" for key, value in given.items())


def docket(*parts: str) -> Docket:
    return loads("\n".join([HEAD, *parts]).encode())


def of(book: Docket, day: str, entry: str = "duty") -> Status:
    (found,) = [one for one in status(book, day) if one.entry.id == entry]
    return found


def state(book: Docket, day: str, entry: str = "duty") -> str:
    return of(book, day, entry).state.value


# One week from Wednesday 17 April 2024 ends on Wednesday 24 April, an ordinary day; nothing about it is in doubt.
WEEK = order() + HEARING + window(failing='"appropriate orders"', at='"next"')
PLAIN = {
    "2024-04-16": "pending",
    "2024-04-17": "open",
    "2024-04-23": "open",
    "2024-04-24": "due today",
    "2024-04-25": "time expired",
}
CASES: dict[str, tuple[str, dict[str, str]]] = {
    "plain": (WEEK, PLAIN),
    "the same as a deadline": (
        order() + deadline(act='"filing"'),
        {"2024-04-16": "pending", "2024-04-17": "open", "2024-04-24": "due today", "2024-04-25": "time expired"},
    ),
    # Tuesday 9 March 2027 is the day before an expected Eid, which may be sighted a day earlier: to Monday 15 March
    # nobody can be said to be late.
    "provisional": (
        order("2027-03-02") + window(within='"7 days"'),
        {
            "2027-03-08": "open",
            "2027-03-09": "due today",
            "2027-03-10": "open",
            "2027-03-15": "open",
            "2027-03-16": "time expired",
        },
    ),
    # Three days of notice before a hearing: Saturday 4 May if the notice has to be whole, Monday 6 May if it does not.
    "disputed": (
        HEARING + deadline(of='"next"', within='"3 days"', direction='"before"'),
        {
            "2024-05-03": "open",
            "2024-05-04": "due today",
            "2024-05-05": "open",
            "2024-05-06": "open",
            "2024-05-07": "time expired",
        },
    ),
    # Tuesday 23 April 2024 was closed in Karachi: the prevailing reading has the 24th, the other one the 23rd.
    "disputed to the other side": (
        order("2024-04-16") + window(calendar='"pk.shc"', within='"7 days"'),
        {"2024-04-23": "open", "2024-04-24": "due today", "2024-04-25": "time expired"},
    ),
    "complied on the last day": (
        WEEK + event("compliance", "2024-04-24"),
        {"2024-04-23": "open", "2024-04-24": "complied", "2024-04-25": "complied", "2025-04-25": "complied"},
    ),
    "complied late": (
        WEEK + event("compliance", "2024-04-25"),
        {"2024-04-24": "due today", "2024-04-25": "complied late", "2024-04-26": "complied late"},
    ),
    "complied after the prevailing day, within the doubt": (
        order("2027-03-02") + window(within='"7 days"') + event("compliance", "2027-03-15"),
        {"2027-03-14": "open", "2027-03-15": "complied"},
    ),
    "complied after all doubt": (
        order("2027-03-02") + window(within='"7 days"') + event("compliance", "2027-03-16"),
        {"2027-03-16": "complied late"},
    ),
    "complied before the order is not on record yet": (
        WEEK + event("compliance", "2024-04-17"),
        {"2024-04-16": "pending", "2024-04-17": "complied"},
    ),
    "the order obeyed, not the entry named": (
        WEEK + event("compliance", "2024-04-24", of="order"),
        {"2024-04-23": "open", "2024-04-24": "complied"},
    ),
    "sources differ on the day of compliance, both in time": (
        WEEK + event("compliance", "[2024-04-22, 2024-04-24]"),
        {"2024-04-22": "open", "2024-04-23": "open", "2024-04-24": "complied"},
    ),
    "sources differ, both late": (
        WEEK + event("compliance", "[2024-04-27, 2024-04-26]"),
        {"2024-04-25": "time expired", "2024-04-26": "unknown", "2024-04-27": "complied late"},
    ),
    "sources differ on whether it was late: nobody is late on a doubt": (
        WEEK + event("compliance", "[2024-04-24, 2024-04-26]"),
        {"2024-04-23": "open", "2024-04-24": "due today", "2024-04-25": "unknown", "2024-04-26": "complied"},
    ),
    "sources differ on whether it has been stayed, recalled, given more time": (
        WEEK
        + event("stay", "[2024-04-24, 2024-04-26]")
        + event("recall", "[2024-04-24, 2024-04-27]")
        + event("extension", "[2024-04-24, 2024-04-26]", state='"granted"', until="2024-05-02"),
        {"2024-04-24": "due today", "2024-04-25": "unknown", "2024-04-26": "stayed", "2024-04-27": "recalled"},
    ),
    "sources differ on a stay made when time was up": (
        WEEK + event("stay", "[2024-04-25, 2024-04-28]", until="2024-04-29"),
        {"2024-04-25": "time expired", "2024-04-28": "stayed", "2024-04-30": "time expired"},
    ),
    "not before a day, done after it": (
        order() + window(bound='"earliest"') + event("compliance", "2024-05-20"),
        {"2024-05-19": "open", "2024-05-20": "complied", "2024-05-25": "complied"},
    ),
    "not before a day, done on it": (
        order() + window(bound='"earliest"') + event("compliance", "2024-04-24"),
        {"2024-04-24": "complied"},
    ),
    "not before a day, done too soon": (
        order() + window(bound='"earliest"') + event("compliance", "2024-04-23"),
        {"2024-04-23": "unknown", "2024-05-25": "unknown"},
    ),
    "not before a day, perhaps done too soon": (
        order() + window(bound='"earliest"') + event("compliance", "[2024-04-23, 2024-04-24]"),
        {"2024-04-24": "complied"},
    ),
    "extension granted": (
        WEEK + event("extension", "2024-04-22", state='"granted"', until="2024-05-02"),
        {
            "2024-04-21": "open",
            "2024-04-22": "extended",
            "2024-04-24": "extended",
            "2024-05-01": "extended",
            "2024-05-03": "time expired",
        },
    ),
    "extension granted when time was up": (
        WEEK + event("extension", "2024-04-26", state='"granted"', until="2024-05-02"),
        {"2024-04-25": "time expired", "2024-04-26": "extended", "2024-05-03": "time expired"},
    ),
    "two extensions": (
        WEEK
        + event("extension", "2024-04-22", state='"granted"', until="2024-05-02")
        + event("extension", "2024-05-01", state='"granted"', until="2024-05-10"),
        {"2024-04-30": "extended", "2024-05-03": "extended", "2024-05-09": "extended", "2024-05-11": "time expired"},
    ),
    "extension of the order": (
        WEEK + event("extension", "2024-04-22", of="order", state='"granted"', until="2024-05-02"),
        {"2024-04-24": "extended", "2024-05-03": "time expired"},
    ),
    "obeyed within the extension": (
        WEEK
        + event("extension", "2024-04-22", state='"granted"', until="2024-05-02")
        + event("compliance", "2024-04-30"),
        {"2024-04-29": "extended", "2024-04-30": "complied"},
    ),
    "obeyed after the extension": (
        WEEK
        + event("extension", "2024-04-22", state='"granted"', until="2024-05-02")
        + event("compliance", "2024-05-03"),
        {"2024-05-02": "extended", "2024-05-03": "complied late"},
    ),
    "extension asked for": (
        WEEK + event("extension", "2024-04-22", state='"requested"', until="2024-05-02"),
        PLAIN,
    ),
    "extension refused": (WEEK + event("extension", "2024-04-22", state='"refused"', until="2024-05-02"), PLAIN),
    "extension asked for, then granted": (
        WEEK
        + event("extension", "2024-04-19", state='"requested"', until="2024-05-02")
        + event("extension", "2024-04-26", state='"granted"', until="2024-05-02"),
        {"2024-04-19": "open", "2024-04-25": "time expired", "2024-04-26": "extended"},
    ),
    "stayed": (
        WEEK + event("stay", "2024-04-20", scope='"order"'),
        {"2024-04-19": "open", "2024-04-20": "stayed", "2024-04-24": "stayed", "2024-06-01": "stayed"},
    ),
    "stayed and vacated": (
        WEEK + event("stay", "2024-04-19") + event("stay-vacated", "2024-04-22"),
        {"2024-04-18": "open", "2024-04-19": "stayed", "2024-04-21": "stayed", "2024-04-22": "open"},
    ),
    "stayed to a day": (
        WEEK + event("stay", "2024-04-19", until="2024-04-22"),
        {"2024-04-18": "open", "2024-04-19": "stayed", "2024-04-22": "stayed", "2024-04-23": "open"},
    ),
    "stayed, vacated, stayed again": (
        WEEK + event("stay", "2024-04-18") + event("stay-vacated", "2024-04-20") + event("stay", "2024-04-22"),
        {"2024-04-18": "stayed", "2024-04-20": "open", "2024-04-21": "open", "2024-04-22": "stayed"},
    ),
    "superseded": (
        WEEK + event("supersession", "2024-04-23"),
        {"2024-04-22": "open", "2024-04-23": "superseded", "2024-04-25": "superseded"},
    ),
    "recalled": (
        WEEK + event("recall", "2024-04-23", of="order"),
        {"2024-04-22": "open", "2024-04-23": "recalled", "2024-04-25": "recalled"},
    ),
    "overtaken after time was up": (
        WEEK + event("overtaken", "2024-05-07"),
        {"2024-05-06": "time expired", "2024-05-07": "overtaken", "2024-05-08": "overtaken"},
    ),
    "recall only asked for": (WEEK + event("recall-sought", "2024-04-23"), PLAIN),
    "a statement to the court": (WEEK + event("statement", "2024-04-22", text='"It has been done."'), PLAIN),
    "obeyed in part": (WEEK + event("part-compliance", "2024-04-22"), PLAIN),
    "contempt notice": (WEEK + event("contempt-notice", "2024-04-20"), PLAIN),
    "other events": (
        WEEK + event("other", "2024-04-18") + event("listing", "2024-04-19") + event("tagging", "2024-04-20"),
        PLAIN,
    ),
    "an event of something else": (
        WEEK + event("compliance", "2024-04-20", of="next") + event("recall", "2024-04-21", of="next"),
        PLAIN,
    ),
    "continuing": (
        order() + window(within="", continuing="true"),
        {"2024-04-16": "pending", "2024-04-17": "continuing", "2030-01-01": "continuing"},
    ),
    "continuing, then superseded": (
        order() + window(within="", continuing="true") + event("supersession", "2024-06-01", of="order"),
        {"2024-05-31": "continuing", "2024-06-01": "superseded"},
    ),
    "continuing, stayed": (
        order() + window(within="", continuing="true") + event("stay", "2024-06-01"),
        {"2024-05-31": "continuing", "2024-06-01": "stayed"},
    ),
    "before a hearing": (
        order() + HEARING + window(within="", before='"next"'),
        {"2024-04-17": "open", "2024-05-07": "open", "2024-05-08": "due today", "2024-05-09": "time expired"},
    ),
    "beyond the end of the calendar": (
        order("2027-12-30") + window(within='"7 days"'),
        {"2027-12-29": "pending", "2027-12-30": "unknown", "2028-02-01": "unknown"},
    ),
    "trigger without a day": (
        '[[petition]]\nid = "order"\ncourt = "pk.shc"\ntitle = "A v B"\n' + deadline(),
        {"2024-04-16": "pending", "2030-01-01": "pending"},
    ),
    "trigger of which sources differ": (
        order()
        + event("service", "[2024-04-18, 2024-04-19]", of="order", id='"served"')
        + deadline(of='"served"', court='"pk.shc"'),
        {
            "2024-04-17": "pending",
            "2024-04-18": "open",
            "2024-04-25": "due today",
            "2024-04-26": "open",
            "2024-04-27": "time expired",
        },
    ),
    "before a hearing of which sources differ": (
        order() + HEARING.replace("2024-05-09", "[2024-05-09, 2024-05-16]") + window(within="", before='"next"'),
        {"2024-05-07": "open", "2024-05-08": "due today", "2024-05-15": "open", "2024-05-16": "time expired"},
    ),
    "a period that has yet to begin": (
        HEARING + deadline(of='"next"'),
        {"2024-05-08": "pending", "2024-05-09": "open", "2024-05-16": "due today", "2024-05-17": "time expired"},
    ),
    "notice runs back and does not wait": (
        HEARING + deadline(of='"next"', within='"7 days"', direction='"before"'),
        {"2024-04-01": "open"},
    ),
}
STEPS = [(name, text, day, expected) for name, (text, days) in CASES.items() for day, expected in days.items()]


@pytest.mark.parametrize(
    ("text", "day", "expected"), [step[1:] for step in STEPS], ids=[f"{step[0]}, {step[2]}" for step in STEPS]
)
def test_state_on_a_day(text: str, day: str, expected: str) -> None:
    assert state(docket(text), day) == expected


def test_the_extension_s_last_day_is_still_in_time() -> None:
    book = docket(WEEK + event("extension", "2024-04-22", state='"granted"', until="2024-05-02"))
    assert state(book, "2024-05-02") in {"extended", "due today"}


# ------------------------------------------------------------------ what stands beside the state


def test_what_was_only_said_stands_beside_the_state_from_its_day_on() -> None:
    book = docket(WEEK + event("statement", "2024-04-22", text='"It has been done."'))
    assert not any("said in court" in remark for remark in of(book, "2024-04-21").remarks)
    (said,) = [remark for remark in of(book, "2024-04-22").remarks if "It has been done." in remark]
    assert "not a fact" in said
    assert "22 April 2024" in said


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("recall-sought", "recall sought"),
        ("part-compliance", "complied in part"),
        ("contempt-notice", "contempt notice"),
    ],
)
def test_events_that_change_nothing_are_told(kind: str, words: str) -> None:
    book = docket(WEEK + event(kind, "2024-04-22", text='"The text."'))
    assert [remark for remark in of(book, "2024-04-22").remarks if words in remark and "The text." in remark]
    assert not of(book, "2024-04-21").remarks


@pytest.mark.parametrize("told", ["requested", "refused", "granted"])
def test_an_extension_is_told_with_what_became_of_it(told: str) -> None:
    book = docket(WEEK + event("extension", "2024-04-22", state=f'"{told}"', until="2024-05-02"))
    remarks = of(book, "2024-04-25").remarks
    assert [r for r in remarks if told in r and "2 May 2024" in r and "22 April 2024" in r], remarks


def test_sources_that_differ_are_both_named() -> None:
    book = docket(WEEK + event("compliance", "[2024-04-22, 2024-04-24]"))
    assert any("22 or 24 April 2024" in remark for remark in of(book, "2024-04-24").remarks)


def test_the_consequence_stands_beside_what_has_expired_and_nothing_else() -> None:
    book = docket(WEEK)
    assert not any("appropriate orders" in remark for remark in of(book, "2024-04-24").remarks)
    after = of(book, "2024-04-25")
    assert any("appropriate orders" in remark and "9 May 2024" in remark for remark in after.remarks)


SUIT = '[[petition]]\nid = "suit"\ncourt = "pk.shc"\ntitle = "A v B"\n'


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ('petitions = ["suit"]\n', ["next date: 9 May 2024 (pk.shc)"]),
        # A hearing in something else, and one that is put off without a day, are no next date.
        ("", []),
        ('petitions = ["suit"]\n' + event("adjournment", "2024-04-20", of="next"), []),
        (
            'petitions = ["suit"]\n' + event("adjournment", "2024-04-20", of="next", until="2024-05-16"),
            ["next date: 16 May 2024 (pk.shc)"],
        ),
    ],
)
@pytest.mark.parametrize("kind", ["window", "deadline"])
def test_the_next_date_stands_beside_what_has_expired(rest: str, told: list[str], kind: str) -> None:
    entry = window() if kind == "window" else deadline()
    book = docket(SUIT + order() + 'petitions = ["suit"]\n' + entry + HEARING + rest)
    assert [r for r in of(book, "2024-04-25").remarks if "next date" in r] == told
    assert not [r for r in of(book, "2024-04-24").remarks if "next date" in r]
    assert not [r for r in of(book, "2024-05-20").remarks if "next date" in r]


def test_the_next_date_is_told_once_where_the_consequence_is_on_it() -> None:
    text = SUIT + order() + 'petitions = ["suit"]\n' + HEARING + 'petitions = ["suit"]\n'
    book = docket(text + window(failing='"appropriate orders"', at='"next"'))
    assert sum("9 May 2024" in remark for remark in of(book, "2024-04-25").remarks) == 1


def test_a_hearing_with_events_for_its_outcome() -> None:
    moved = event("adjournment", "2024-05-09", of="next", to="2024-05-16")
    book = docket(HEARING + moved + event("not-reached", "2024-05-16", of="next"))
    assert [state(book, f"2024-05-{n:02}", "next") for n in (8, 9, 15, 16, 17)] == [
        "listed",
        "listed",
        "listed",
        "not reached",
        "not reached",
    ]
    assert "adjourned to 16 May 2024 on 9 May 2024" in of(book, "2024-05-09", "next").remarks
    put_off = docket(HEARING + event("adjournment", "2024-05-08", of="next", to='"another bench"'))
    assert [state(put_off, f"2024-05-{n:02}", "next") for n in (7, 8, 20)] == ["listed", "adjourned", "adjourned"]
    assert "adjourned on 8 May 2024, to another bench" in of(put_off, "2024-05-08", "next").remarks


def test_not_reached_on_the_old_day_says_nothing_of_the_new_one() -> None:
    moved = event("adjournment", "2024-05-09", of="next", until="2024-05-16")
    book = docket(HEARING + moved + event("not-reached", "2024-05-09", of="next"))
    assert [state(book, f"2024-05-{n:02}", "next") for n in (10, 16, 17)] == ["listed", "due today", "unknown"]


def test_deadlines_that_hang_on_each_other_many_times_over_are_computed_once_each() -> None:
    # Each on the two before it: counted along every path, the last would be computed some ten thousand million times.
    rows = [deadline(), window().replace('"duty"', '"w"', 1)]
    names = ["duty", "w"]
    for n in range(48):
        of_ = f'["{names[-1]}", "{names[-2]}"]'
        rows.append(f'[[deadline]]\nid = "d{n}"\nwhat = "act"\nof = {of_}\nwhich = "later"\nwithin = "1 day"\n')
        names.append(f"d{n}")
    book = docket(order(), *rows, event("recall", "2024-04-30", of="order"))
    assert state(book, "2024-04-20", "d47") == "pending"
    assert state(book, "2024-04-30", "d47") == "recalled"


def test_two_adjournments_of_one_day_end_where_the_last_of_the_file_says() -> None:
    first = event("adjournment", "2024-05-08", of="next", until="2024-05-16", id='"z"')
    second = event("adjournment", "2024-05-08", of="next", until="2024-05-20", id='"a"')
    (entry,) = [e for e in docket(HEARING + first + second).entries if e.id == "next"]
    assert str(getattr(entry, "on", None)) == "2024-05-20"


def test_expiry_says_what_is_known_and_as_of_when() -> None:
    assert "no compliance recorded as of 25 April 2024" in of(docket(WEEK), "2024-04-25").remarks


def test_expiry_of_an_extension_has_the_consequence_too() -> None:
    book = docket(WEEK + event("extension", "2024-04-22", state='"granted"', until="2024-05-02"))
    remarks = of(book, "2024-05-03").remarks
    assert any("appropriate orders" in remark for remark in remarks)
    assert "no compliance recorded as of 3 May 2024" in remarks


@pytest.mark.parametrize(("name", "day"), [("provisional", "2027-03-09"), ("disputed", "2024-05-04")])
def test_doubt_stands_beside_a_running_state(name: str, day: str) -> None:
    assert any(name in remark for remark in of(docket(CASES[name][0]), day).remarks)


def test_what_cannot_be_computed_says_why_and_the_rest_is_served() -> None:
    text = order("2027-12-30") + HEARING + window(within='"7 days"')
    book = docket(text)
    assert any("2027-12-31" in remark for remark in of(book, "2028-01-01").remarks)
    assert state(book, "2024-05-01", "next") == "listed"


# ------------------------------------------------------------------ hearings


@pytest.mark.parametrize(
    ("outcome", "after"),
    [("heard", "heard"), ("not reached", "not reached"), ("adjourned", "adjourned"), ("", "unknown")],
)
def test_a_hearing_around_its_day(outcome: str, after: str) -> None:
    book = docket(HEARING + (f'outcome = "{outcome}"\n' if outcome else ""))
    assert state(book, "2024-05-08", "next") == "listed"
    assert state(book, "2024-05-10", "next") == after
    assert state(book, "2024-05-09", "next") == (outcome or "due today")


def test_a_hearing_whose_outcome_is_not_known_says_so() -> None:
    assert any("not known" in remark for remark in of(docket(HEARING), "2024-05-10", "next").remarks)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-05-08", "listed"),
        ("2024-05-09", "due today"),
        ("2024-05-12", "listed"),
        ("2024-05-16", "due today"),
        ("2024-05-17", "unknown"),
    ],
)
def test_a_hearing_whose_day_sources_dispute(day: str, expected: str) -> None:
    found = of(docket(HEARING.replace("2024-05-09", "[2024-05-09, 2024-05-16]")), day, "next")
    assert found.state.value == expected
    assert any("9 or 16 May 2024" in remark for remark in found.remarks)


# ------------------------------------------------------------------ deadlines that hang on others


def chain(first: str, second: str = "") -> str:
    return first + f'[[deadline]]\nid = "then"\nwhat = "reply"\nof = "duty"\nwithin = "5 days"\n{second}'


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-04-17", "pending"),
        ("2024-04-23", "pending"),
        ("2024-04-24", "open"),
        ("2024-04-29", "due today"),
        ("2024-04-30", "time expired"),
    ],
)
def test_a_deadline_runs_from_the_end_of_a_window(day: str, expected: str) -> None:
    # 24 April and five days: Monday 29 April.
    assert state(docket(chain(WEEK, 'act = "filing"\n')), day, "then") == expected


def test_a_deadline_runs_from_the_end_of_another() -> None:
    book = docket(chain(order() + deadline(court='"pk.shc"', act='"filing"')))
    assert state(book, "2024-04-29", "then") == "due today"


def test_the_court_of_a_chain_is_that_of_its_first_link() -> None:
    book = docket(chain(order() + deadline(act='"filing"')))
    assert state(book, "2024-04-29", "then") == "due today"


def test_what_hangs_on_something_unknown_is_unknown() -> None:
    book = docket(chain(order("2027-12-30") + window(within='"7 days"')))
    assert state(book, "2028-01-10", "then") == "unknown"


def test_what_hangs_on_something_pending_is_pending() -> None:
    first = '[[petition]]\nid = "order"\ncourt = "pk.shc"\ntitle = "A v B"\n' + deadline(court='"pk.shc"')
    assert state(docket(chain(first)), "2030-01-10", "then") == "pending"


# ------------------------------------------------------------------ the case that started it

STANDING = ("standing-restoration-internet", "standing-restoration-x")
WINDOWS = (*STANDING, "reply-before-2024-03-20", "comments-before-2024-04-17", "one-week-restoration")
X_CASES = {
    "2024-02-16": ("pending", "pending", "pending", "pending", "pending"),
    "2024-02-22": ("continuing", "continuing", "pending", "pending", "pending"),
    "2024-04-17": ("continuing", "continuing", "time expired", "time expired", "open"),
    "2024-04-24": ("continuing", "continuing", "time expired", "time expired", "due today"),
    "2024-04-25": ("continuing", "continuing", "time expired", "time expired", "time expired"),
    "2024-05-09": ("continuing", "continuing", "time expired", "time expired", "time expired"),
    "2024-09-14": ("continuing", "continuing", "time expired", "time expired", "time expired"),
    "2025-05-06": ("continuing", "continuing", "time expired", "time expired", "time expired"),
    "2025-05-07": ("continuing", "overtaken", "time expired", "time expired", "overtaken"),
}


@pytest.fixture(scope="module")
def x() -> Docket:
    return load(X)


@pytest.mark.parametrize("day", X_CASES)
def test_x_windows(x: Docket, day: str) -> None:
    assert tuple(state(x, day, window) for window in WINDOWS) == X_CASES[day]


@pytest.mark.parametrize(
    ("day", "hearing", "expected"),
    [
        ("2024-02-16", "shc-hearing-2024-03-05", "listed"),
        ("2024-04-17", "shc-hearing-2024-04-17", "heard"),
        ("2024-04-17", "ihc-hearing-2024-04-17", "heard"),
        ("2024-04-25", "shc-hearing-2024-05-09", "listed"),
        ("2024-05-09", "shc-hearing-2024-05-09", "due today"),
        ("2024-05-09", "ihc-hearing-2024-05-02", "not reached"),
        ("2024-09-14", "shc-hearing-2024-05-09", "unknown"),
        ("2024-09-14", "shc-hearing-2024-08-28", "adjourned"),
        ("2024-09-14", "shc-hearing-2024-09-12", "heard"),
        ("2024-09-14", "shc-hearing-2024-09-16", "listed"),
        ("2025-05-07", "ihc-hearing-2025-02-06", "unknown"),
    ],
)
def test_x_hearings(x: Docket, day: str, hearing: str, expected: str) -> None:
    assert state(x, day, hearing) == expected


@pytest.mark.parametrize(
    ("day", "entry", "expected"),
    [
        ("2024-03-05", "compliance-report", "due today"),
        ("2024-03-06", "compliance-report", "time expired"),
        ("2024-04-25", "reasons-for-block", "open"),
        ("2024-05-09", "reasons-for-block", "due today"),
        ("2024-05-10", "reasons-for-block", "time expired"),
    ],
)
def test_x_duties_fixed_for_a_hearing(x: Docket, day: str, entry: str, expected: str) -> None:
    assert state(x, day, entry) == expected


def test_x_the_consequences_are_those_of_the_orders(x: Docket) -> None:
    week = of(x, "2024-04-25", "one-week-restoration").remarks
    assert any("the court will pass appropriate orders" in r and "9 May 2024" in r for r in week)
    comments = of(x, "2024-04-17", "comments-before-2024-04-17").remarks
    assert any("the Interior Secretary appears in person" in r and "17 April 2024" in r for r in comments)


def test_x_the_statement_of_september_counts_from_the_later_day_and_is_no_fact(x: Docket) -> None:
    assert not any("withdrawn" in r for r in of(x, "2024-09-12", "one-week-restoration").remarks)
    after = of(x, "2024-09-13", "one-week-restoration")
    assert after.state.value == "time expired"
    assert any("withdrawn" in r and "not a fact" in r and "12 or 13 September 2024" in r for r in after.remarks)


def test_x_every_entry_has_a_state_every_day_of_the_case(x: Docket) -> None:
    # The whole span, a week apart: nothing is ever left out or in two states.
    ids = [entry.id for entry in x.entries]
    for number in range(0, 480, 7):
        day = x.instruments[0].on.add(days=number)
        assert [one.entry.id for one in status(x, day)] == ids


# A stay: what it did to the time is for the court that made it.


@pytest.mark.parametrize(
    ("parts", "day", "expected"),
    [
        ((event("stay", "2024-04-20"), event("stay-vacated", "2024-05-01")), "2024-05-02", "unknown"),
        ((event("stay", "2024-04-20"), event("stay-vacated", "2024-04-22")), "2024-04-23", "open"),
        (
            (
                event("stay", "2024-04-20"),
                event("stay-vacated", "2024-05-01"),
                event("compliance", "2024-05-02"),
            ),
            "2024-05-02",
            "complied",
        ),
        ((event("stay", "2024-04-20", scope='"proceedings"'),), "2024-04-22", "open"),
        ((event("stay", "2024-04-20", scope='"order"'),), "2024-04-22", "stayed"),
    ],
)
def test_nobody_is_called_late_on_a_guess_about_a_stay(parts: tuple[str, ...], day: str, expected: str) -> None:
    assert state(docket(order(), window(), *parts), day) == expected


def test_the_doubt_of_a_window_is_carried_on_to_the_deadline_that_hangs_on_it() -> None:
    after = '[[deadline]]\nid = "after"\nwhat = "report"\nof = "duty"\nwithin = "7 days"\ncourt = "pk.shc"\n'
    book = docket(order("2024-04-27"), window(within='"4 days"'), after)  # ends on Labour Day
    first, second = (one.computation for one in book.standings())
    assert first is not None
    assert second is not None
    assert first.assurance.value == second.assurance.value == "disputed"
    assert [str(on) for on in first.answers] == ["2024-05-01", "2024-05-02"]
    assert (str(second.earliest), str(second.latest)) == ("2024-05-08", "2024-05-09")
    assert [str(reading.due) for reading in second.readings][:2] == ["2024-05-09", "2024-05-08"]


def test_a_chain_without_end_is_a_fault() -> None:
    links = [
        f'[[deadline]]\nid = "d{n}"\nwhat = "go on"\nof = "d{n - 1}"\nwithin = "1 day"\ncourt = "pk.shc"\n'
        for n in range(1, 80)
    ]
    first = '[[deadline]]\nid = "d0"\nwhat = "begin"\nof = "order"\nwithin = "1 day"\n'
    with pytest.raises(DocketFault, match="chain"):
        docket(order(), first, *links)
