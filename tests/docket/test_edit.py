"""Editing: what was there stays byte for byte, what is added is TOML of the right types, faults are told at once."""

from __future__ import annotations

import difflib
import tomllib
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtclock.citation import Source
from courtclock.dates import to_date, to_instant
from courtclock.docket import edit, loads
from courtclock.docket.rows import TABLES
from courtclock.errors import DocketFault, InvalidValue
from courtclock.ledger import EventKind
from courtclock.period import Bound, Period

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.toml"))
SOURCES = Path(__file__).parents[2] / "src"

# Everything that a scanner of lines could trip over.
TRICKY = '''\
# A docket with everything that TOML allows.
[docket] # a comment behind a header
schema = 1
id = "tricky"
title = """
[[order]]
not a header
"""
recorded = 2024-04-17T18:00:00+05:00

  [[ order ]]   # spaces
  id = "one"
  court = 'pk.shc'
  made = 2024-04-17
  title = \'\'\'
[[order]] in '' quotes \'\'\'\'
  petitions = [ # a list over lines
    "a",   # with ] and [[order]] in a comment

    "b]",
  ]
  # about the order above

# about the petitions below
[[petition]]
id = "a"
court = "pk.shc"
title = """one "" two "\\""""
[[petition]]
id = "b]"
court = "pk.shc"
title = "A \\" # v B"
# about the next order
[["order"]]
id = "two"
court = "pk.shc"
made = 2024-04-18
title = "T"
[order.source]
title = "a table under the table"
[[deadline]]
id = "d"
what = """ends in a quote""""
of = "one"
court = "pk.shc"
rule = "pk.limitation.art.156"
excluded = [
[2024-04-20, 2024-04-22],
  [2024-04-25, 2024-04-25]
]
note = \'\'\'
don't [
[[order]]
"""\'\'\'
responsible = """
\'\'\'
[[order]] \\""" [
"""
# about the hearing
[[hearing]]
id = "h"
court = "pk.shc"
on = 2024-05-09
# the end'''
PLAIN = """\
[docket]
schema = 1
id = "plain"
title = "Plain"
recorded = 2024-04-17T18:00:00+05:00

[[order]]
id = "order"
court = "pk.shc"
made = 2024-04-17
title = "Obey"

[[window]]
id = "week"
order = "order"
what = "obey"
within = "one week"

# The hearings
[[hearing]]
id = "next"
court = "pk.shc"
on = 2024-05-09
"""
TEXTS = {
    "plain": PLAIN,
    "tricky": TRICKY,
    "no newline at the end": PLAIN.rstrip("\n"),
    "a comment at the end": PLAIN + "# the end",
    "empty lines at the end": PLAIN + "\n\n\n",
    "windows": PLAIN.replace("\n", "\r\n"),
    "windows, no newline at the end": PLAIN.replace("\n", "\r\n").rstrip(),
    "a mark at the beginning": "\ufeff" + PLAIN,
    "no empty lines": PLAIN.replace("\n\n", "\n"),
    "tabs": PLAIN.replace(" = ", "\t=\t"),
    # Those that have an order: a new window needs one.
    **{path.stem: path.read_bytes().decode() for path in EXAMPLES if b"[[order]]" in path.read_bytes()},
}
# One more row for each table, by the keys that it needs.
ROWS: dict[str, dict[str, Any]] = {
    "instrument": {"what": "Letter", "on": "2024-02-17"},
    "petition": {"court": "pk.shc", "title": "C v D"},
    "order": {"court": "pk.shc", "made": "2024-05-02", "title": "Obey again"},
    "hearing": {"court": "pk.shc", "on": "2024-06-03"},
    "window": {"order": "@order", "what": "do as was said", "within": "7 days"},
    "deadline": {"of": "@order", "what": "appeal", "within": "30 days"},
    "event": {"of": "@order", "kind": "other", "on": "2024-06-03"},
    "pin": {"of": "@duty", "on": "2024-05-03", "computed": "2024-05-06", "by": "A. B.", "reason": "to be safe"},
    "verification": {"of": "@duty", "date": "2024-05-06", "by": "C. D.", "on": "2024-05-02"},
}


def filled(text: str, table: str) -> dict[str, Any]:
    """Return the row, with the id of an order and of a duty of that text."""
    docket = loads(text.encode())
    duties = [*(one.id for one in docket.windows if not one.continuing), *(one.id for one in docket.deadlines)]
    ids = {"@order": docket.orders[0].id, "@duty": duties[0] if duties else ""}
    return {key: ids.get(value, value) for key, value in ROWS[table].items()}


def rows(text: str, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(text.removeprefix("\ufeff")).get(table, [])
    return found


def added(old: str, new: str) -> str:
    """Return what was put in, at one place; nothing else may differ."""
    size = len(new) - len(old)
    for at in range(len(old) + 1):
        if new[:at] == old[:at] and new[at + size :] == old[at:]:
            return new[at : at + size]
    raise AssertionError("".join(difflib.unified_diff(old.splitlines(True), new.splitlines(True))))


# ------------------------------------------------------------------ what stays, and where the new goes


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("name", TEXTS)
def test_nothing_but_one_table_is_added_and_it_is_the_last_of_its_kind(name: str, table: str) -> None:
    text = TEXTS[name]
    new = edit.add(text, table, filled(text, table))
    added(text, new)
    was, now = (tomllib.loads(one.removeprefix("\ufeff")) for one in (text, new))
    last = now[table].pop()
    assert {**now, table: now[table] or None} == {**was, table: was.get(table)}
    assert set(last) == {"id", *ROWS[table]}
    # And again: what was added does not stand in the way.
    again = edit.add(new, table, filled(text, table))
    added(new, again)
    ids = [row["id"] for row in rows(again, table)]
    assert len(ids) == len(set(ids)) == len(rows(text, table)) + 2


@pytest.mark.parametrize("name", TEXTS)
def test_the_lines_of_a_text_are_the_text(name: str) -> None:
    assert "".join(edit._lines(TEXTS[name])) == TEXTS[name]


@pytest.mark.parametrize("name", TEXTS)
def test_the_ends_of_lines_are_those_of_the_file(name: str) -> None:
    text = TEXTS[name]
    new = added(text, edit.add(text, "order", filled(text, "order")))
    windows = "\r\n" in text
    assert new.count("\r\n") == (new.count("\n") if windows else 0)


def test_a_table_is_set_apart_by_one_empty_line_and_comments_stay_with_their_table() -> None:
    def between(text: str, table: str, **more: Any) -> str:
        return edit.add(text, table, {**filled(text, table), "id": "new", **more})

    assert (
        'title = "Obey"\n\n[[order]]\nid = "new"\ncourt = "pk.shc"\nmade = 2024-05-02\n'
        'title = "Obey again"\n\n[[window]]' in between(PLAIN, "order")
    )
    # A comment that is about the next table stays above it.
    assert 'within = "7 days"\n\n# The hearings\n[[hearing]]' in between(PLAIN, "window")
    assert '\ncourt = "pk.shc"\non = 2024-06-03\n' in between(PLAIN, "hearing")[-60:]
    tight = between(TRICKY, "order")
    assert 'title = "a table under the table"\n\n[[order]]\nid = "new"' in tight
    assert 'title = "Obey again"\n\n[[deadline]]\nid = "d"' in tight
    assert 'within = "30 days"\n\n# about the hearing\n[[hearing]]' in between(TRICKY, "deadline")
    # One that follows the table at once, with an empty line behind it, is about that table.
    one = PLAIN.replace('title = "Obey"\n', 'title = "Obey"\n# as reported\n')
    assert '# as reported\n\n[[order]]\nid = "new"' in between(one, "order")
    # The first of its kind goes to the end of the file.
    assert between(PLAIN, "event").startswith(f"{PLAIN}\n[[event]]\n")
    assert between(TRICKY, "event").startswith(f"{TRICKY}\n\n[[event]]\n")


@pytest.mark.parametrize(
    ("old", "table"),
    [
        (PLAIN.replace("[[window]]", "[window]"), "window"),
        (
            PLAIN.partition("[docket]")[1]
            and 'order = [{ id = "o", court = "pk.shc", made = 2024-04-17, title = "T" }]\n'
            + PLAIN.partition("[[order]]")[0],
            "order",
        ),
    ],
    ids=["a single table", "a list on one line"],
)
def test_a_file_that_writes_its_tables_in_another_way_is_left_alone(old: str, table: str) -> None:
    with pytest.raises(DocketFault, match=rf"\[\[{table}\]\]"):
        edit.add(old, table, {"id": "new", **filled(PLAIN, table)})


def test_a_text_that_is_no_docket_has_its_faults_told() -> None:
    for text, words in [
        ("", "empty"),
        ("hello", "not TOML"),
        ("\ud800", "half a character"),
        ("x = 1", "unknown table"),
    ]:
        with pytest.raises(DocketFault, match=words):
            edit.add(text, "order", ROWS["order"])


# ------------------------------------------------------------------ values


FULL: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    # As text from the command line, and as they stand in the file.
    "instrument": (
        {"what": "L", "on": "2024-02-17", "by": "Ministry", "source": {"title": "G", "url": "u", "on": "2024-02-18"}},
        {"on": date(2024, 2, 17), "source": {"title": "G", "url": "u", "on": date(2024, 2, 18)}},
    ),
    "petition": (
        {"court": "pk.shc", "title": "A v B", "filed": "2024-02-20", "parties": ("A", "B"), "number": "7"},
        {"filed": date(2024, 2, 20), "parties": ["A", "B"], "number": "7"},
    ),
    "order": (
        {"court": "pk.shc", "made": "2024-04-17", "title": "T", "coram": "One J", "note": "", "petitions": ()},
        {"made": date(2024, 4, 17), "coram": ["One J"]},
    ),
    "hearing": (
        {"court": "pk.shc", "on": ["2024-05-09", "2024-05-10"], "at": "09:30", "outcome": "heard"},
        {"on": [date(2024, 5, 9), date(2024, 5, 10)], "at": time(9, 30)},
    ),
    "window": (
        {"order": "order", "what": "obey", "continuing": "true", "act": "other", "alternatives": ["a", "b"]},
        {"continuing": True, "alternatives": ["a", "b"]},
    ),
    "deadline": (
        {
            "of": "order",
            "what": "appeal",
            "rule": "pk.limitation.art.156",
            "excluded": [("2024-04-20", "2024-04-22")],
            "act": "filing",
        },
        {"excluded": [[date(2024, 4, 20), date(2024, 4, 22)]]},
    ),
    "event": (
        {
            "of": "week",
            "kind": "extension",
            "on": ("2024-04-20",),
            "recorded": "2024-04-20T18:00:00+05:00",
            "until": "2024-05-01",
            "state": "granted",
            "to": "2024-05-01",
        },
        {
            "on": date(2024, 4, 20),
            "recorded": datetime(2024, 4, 20, 18, tzinfo=timezone(timedelta(hours=5))),
            "until": date(2024, 5, 1),
            "to": date(2024, 5, 1),
        },
    ),
    "pin": (
        {"of": "week", "on": "2024-04-23", "computed": "2024-04-24", "by": "A", "reason": "to be safe"},
        {"on": date(2024, 4, 23), "computed": date(2024, 4, 24)},
    ),
    "verification": (
        {"of": "week", "date": "2024-04-24", "by": "B", "on": "2024-04-18"},
        {"date": date(2024, 4, 24), "on": date(2024, 4, 18)},
    ),
}


@pytest.mark.parametrize("table", TABLES)
def test_text_becomes_what_the_key_asks_for(table: str) -> None:
    given, expected = FULL[table]
    row = rows(edit.add(PLAIN, table, {"id": "new", **given}), table)[-1]
    assert row == {
        "id": "new",
        **{key: value for key, value in given.items() if key not in expected and value not in ("", ())},
        **expected,
    }


def test_values_of_ours_are_written_as_the_file_writes_them() -> None:
    window = {
        "order": "order",
        "what": "obey",
        "within": Period.parse("one week"),
        "bound": Bound.EARLIEST,
        "source": Source("Gazette", on=to_date("2024-04-18")),
    }
    text = edit.add(PLAIN, "window", window)
    assert 'within = "1 week"\n' in text or 'within = "one week"\n' in text
    assert 'bound = "earliest"\nsource = { title = "Gazette", on = 2024-04-18 }\n' in text
    event = edit.record(
        text,
        EventKind.SERVICE.value,
        of="order",
        on=to_date("2024-04-18"),
        recorded=to_instant("2024-04-18T10:00:00Z"),
        source=Source("Process server"),
    )
    row = rows(event, "event")[0]
    assert (row["on"], row["source"]) == (date(2024, 4, 18), "Process server")
    assert row["recorded"] == datetime(2024, 4, 18, 10, tzinfo=UTC)


def test_where_an_adjournment_leads_is_a_day_or_a_word() -> None:
    for to, written in [("2024-06-01", date(2024, 6, 1)), ("the regular bench", "the regular bench")]:
        text = edit.record(PLAIN, "adjournment", of="next", on="2024-05-09", to=to)
        assert rows(text, "event")[0]["to"] == written


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(TEXT)
def test_any_text_comes_back_as_it_was_given(words: str) -> None:
    new = edit.record(PLAIN, "statement", of="week", on="2024-04-20", text=words)
    assert rows(new, "event") == [
        {"id": "statement-2024-04-20", "kind": "statement", "of": "week", "on": date(2024, 4, 20), "text": words}
    ]
    assert loads(new.encode()).events[0].text == words


@given(st.data())
def test_tables_in_any_order_come_out_in_the_order_in_which_they_were_added(data: st.DataObject) -> None:
    text = PLAIN
    names = data.draw(st.lists(st.sampled_from(sorted(TABLES)), max_size=8))
    expected = {table: [row["id"] for row in rows(PLAIN, table)] for table in TABLES}
    for table in names:
        given = filled(PLAIN, table)
        expected[table].append(edit.fresh_id(text, table, given))
        new = edit.add(text, table, given)
        added(text, new)
        text = new
    assert {table: [row["id"] for row in rows(text, table)] for table in TABLES} == expected


# ------------------------------------------------------------------ ids


@pytest.mark.parametrize(
    ("table", "values", "expected"),
    [
        ("order", {"made": "2024-04-17"}, "order-2024-04-17"),
        ("order", {"made": to_date("2024-04-17")}, "order-2024-04-17"),
        ("hearing", {"on": ["2024-05-10", "2024-05-09"]}, "hearing-2024-05-09"),
        ("event", {"kind": "compliance", "on": "2024-04-22"}, "compliance-2024-04-22"),
        ("event", {"kind": EventKind.STAY, "on": "2024-04-22"}, "stay-2024-04-22"),
        ("petition", {"filed": "2024-02-20", "title": "A v B"}, "petition-2024-02-20"),
        ("petition", {"title": "A v B"}, "a-v-b"),
        ("petition", {"title": "A v B", "number": "CP D-1 of 2024"}, "cp-d-1-of-2024"),
        ("window", {"what": "Deposit the costs, in court, by cheque"}, "deposit-the-costs-in-court"),
        ("window", {"what": "جواب داخل کریں"}, "window"),
        ("window", {}, "window-2"),
        ("window", {"what": 7}, "7"),
    ],
)
def test_an_id_is_made_of_the_day_or_of_the_words(table: str, values: dict[str, Any], expected: str) -> None:
    text = '[[order]]\nid = "window"\n' if expected == "window-2" else '[docket]\nid = "x"\n'
    assert edit.fresh_id(text, table, values) == expected


def test_an_id_that_is_taken_anywhere_is_counted_on() -> None:
    text = edit.add(PLAIN, "instrument", {"id": "order-2024-05-02", "what": "L", "on": "2024-02-17"})
    text = edit.add(text, "order", ROWS["order"])
    text = edit.add(text, "order", ROWS["order"])
    assert [row["id"] for row in rows(text, "order")] == ["order", "order-2024-05-02-2", "order-2024-05-02-3"]


# ------------------------------------------------------------------ faults


def faults(table: str, values: dict[str, Any], text: str = PLAIN) -> list[str]:
    with pytest.raises(DocketFault) as caught:
        edit.add(text, table, values, file="x.toml")
    assert caught.value.file == "x.toml"
    return list(caught.value.faults)


def test_every_fault_is_told_at_once_and_each_once() -> None:
    found = faults(
        "order", {"made": "2024-02-30", "court": "pk.shx", "petitions": ["no"], "colour": "red", "about": "next"}
    )
    starts = [fault.partition(": ")[0] for fault in found]
    path = "order[order-2024-02-30]"
    assert sorted(starts) == sorted(
        [f"{path}.made", f"{path}.court", f"{path}.petitions", f"{path}.about", path, f"{path}.title"]
    )
    assert "2024-02-30" in next(fault for fault in found if ".made" in fault)
    assert any("unknown key 'colour'" in fault for fault in found)


@pytest.mark.parametrize(
    ("table", "values", "words"),
    [
        ("window", {"within": "soon"}, "'soon' is not a period"),
        ("window", {"within": "7 days", "before": "next"}, "exactly one of"),
        ("window", {"continuing": "yes"}, "true or false"),
        ("hearing", {"at": "half past nine"}, "not a time"),
        ("hearing", {"at": "04:30Z"}, "has an offset"),
        ("hearing", {"at": "09:30+05:00"}, "has an offset"),
        ("hearing", {"on": ["2024-05-09", "x"]}, "'x' is not a date"),
        ("hearing", {"outcome": "won"}, "expected one of"),
        ("event", {"recorded": "2024-04-17T18:00:00"}, "has no offset"),
        ("event", {"of": "nobody"}, "no table has the id 'nobody'"),
        ("event", {"kind": "victory"}, "expected one of"),
        ("event", {"text": "\ud800"}, "cannot be written"),
        ("event", {"text": object()}, "cannot be written"),
        ("deadline", {"excluded": [["2024-04-20"]]}, "excluded"),
        ("order", {"id": "next"}, "already that of"),
        ("order", {"id": 7}, "expected text"),
    ],
)
def test_a_fault_names_what_was_given(table: str, values: dict[str, Any], words: str) -> None:
    found = faults(table, {**filled(PLAIN, table), **values})
    assert any(words in fault for fault in found), found


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(InvalidValue, match="'judge' is not a table"):
        edit.add(PLAIN, "judge", {})


def test_the_faults_that_the_docket_had_are_told_too() -> None:
    found = faults("hearing", {"court": "pk.shc", "on": "x"}, PLAIN.replace("one week", "soon"))
    assert [fault.partition(": ")[0] for fault in found] == ["hearing[hearing-x].on", "window[week].within"]


# ------------------------------------------------------------------ a new docket


def test_a_new_docket_loads_and_says_what_was_given() -> None:
    text = edit.new(
        "m", 'A "v" B', recorded="2024-04-17T18:00:00+05:00", reference="1", responsible="A. Advocate", backup="B"
    )
    book = loads(text.encode())
    assert (book.id, book.title, book.reference, book.responsible, book.backup) == (
        "m",
        'A "v" B',
        "1",
        "A. Advocate",
        "B",
    )
    assert book.recorded == to_instant("2024-04-17T18:00:00+05:00")


def test_a_new_docket_has_its_faults_told() -> None:
    with pytest.raises(DocketFault) as caught:
        edit.new(" ", "", recorded="yesterday")
    assert [fault.partition(":")[0] for fault in caught.value.faults] == ["docket.recorded", "docket.title"]


# ------------------------------------------------------------------ the preview


def entries(old: str, new: str, on: str = "2024-04-22") -> dict[str, str]:
    return {one.id: one.said for one in edit.preview(old, new, on).entries}


def test_what_changes_no_date_changes_nothing() -> None:
    new = edit.add(PLAIN, "petition", ROWS["petition"])
    assert entries(PLAIN, new) == {}
    assert entries(PLAIN, PLAIN) == {}


@pytest.mark.parametrize(
    ("kind", "more", "on", "expected"),
    [
        ("compliance", {"of": "week", "on": "2024-04-22"}, "2024-04-22", {"week": "open, now complied"}),
        ("compliance", {"of": "week", "on": "2024-04-22"}, "2024-04-21", {}),
        ("statement", {"of": "week", "on": "2024-04-22"}, "2024-04-22", {"week": "remarks"}),
        ("recall", {"of": "order", "on": "2024-04-22"}, "2024-04-25", {"week": "time expired, now recalled"}),
        ("listing", {"of": "next", "on": "2024-04-22"}, "2024-04-25", {}),
    ],
)
def test_an_event_changes_the_state_from_its_day_on(
    kind: str, more: dict[str, Any], on: str, expected: dict[str, str]
) -> None:
    assert entries(PLAIN, edit.record(PLAIN, kind, **more), on) == expected


def test_a_date_that_moves_says_by_how_many_days() -> None:
    later = edit.preview(PLAIN, PLAIN.replace("one week", "9 days"), "2024-04-22")
    (week,) = later.entries
    assert (week.id, week.moved, week.said) == ("week", 2, "2 days later")
    assert (str(week.before), str(week.after)) == ("2024-04-24, open", "2024-04-26, open")
    assert [line for line in later.diff.splitlines() if line[0] in "+-"] == [
        '-within = "one week"',
        '+within = "9 days"',
    ]
    assert entries(PLAIN, PLAIN.replace("one week", "5 days"), "2024-04-18") == {"week": "2 days earlier"}
    # And what hangs on it moves with it.
    old = edit.add(PLAIN, "deadline", {"id": "then", "of": "week", "what": "report", "within": "3 days"})
    assert entries(old, old.replace("one week", "9 days")) == {"week": "2 days later", "then": "2 days later"}


KHAN = {"of": "week", "on": "2024-05-10", "computed": "2024-04-24", "by": "R. Khan", "reason": "agreed"}


@pytest.mark.parametrize(
    ("table", "values", "days", "after"),
    [
        (
            "event",
            {"kind": "extension", "of": "week", "on": "2024-04-22", "state": "granted", "until": "2024-05-15"},
            21,
            "2024-05-15, extended",
        ),
        ("pin", KHAN, 16, "2024-05-10, open"),
    ],
)
def test_the_day_that_is_shown_before_saving_is_the_one_that_will_stand(
    table: str, values: dict[str, Any], days: int, after: str
) -> None:
    (week,) = edit.preview(PLAIN, edit.add(PLAIN, table, values), "2024-04-23").entries
    assert (week.moved, str(week.before), str(week.after)) == (days, "2024-04-24, open", after)


def test_a_pin_is_withdrawn_by_a_record() -> None:
    pinned = edit.add(PLAIN, "pin", {"id": "pin1", **KHAN})
    gone = edit.record(pinned, "recall", of="pin1", on="2024-04-22")
    assert entries(pinned, gone, "2024-04-23") == {"week": "16 days earlier"}


def test_entries_come_and_go() -> None:
    new = edit.add(PLAIN, "hearing", ROWS["hearing"])
    assert entries(PLAIN, new) == {"hearing-2024-06-03": "added"}
    assert entries(new, PLAIN) == {"hearing-2024-06-03": "gone"}
    differ = PLAIN.replace("on = 2024-05-09", "on = [2024-05-09, 2024-05-10]")
    assert entries(PLAIN, differ) == {"next": "another date"}


def test_a_docket_that_is_repaired_says_what_was_wrong() -> None:
    faulty = (
        PLAIN.replace('id = "next"', 'id = "then"')
        + '[[event]]\nid = "e"\nkind = "other"\nof = "next"\non = 2024-05-09\n'
    )
    new = edit.add(faulty, "hearing", {"id": "next", "court": "pk.shc", "on": "2024-06-03"})
    found = edit.preview(faulty, new, "2024-04-22")
    assert "no table has the id 'next'" in found.repaired[0]
    assert [one.said for one in found.entries] == ["added"] * 3


def test_a_new_text_with_faults_has_no_preview() -> None:
    with pytest.raises(DocketFault):
        edit.preview(PLAIN, PLAIN.replace("one week", "soon"), "2024-04-22")


def test_only_the_editor_opens_the_door_to_tomlkit() -> None:
    users = [
        path.name
        for path in SOURCES.rglob("*.py")
        if "import tomlkit" in path.read_text() or "from tomlkit" in path.read_text()
    ]
    assert users == ["edit.py"]
