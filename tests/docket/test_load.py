"""The contract of the docket file: every key is carried into a value, every fault is named, all of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from pathlib import Path

import pytest

from courtclock.citation import Source
from courtclock.dates import iso, to_date, to_instant
from courtclock.docket import Docket, load, loads
from courtclock.errors import DocketFault
from courtclock.ledger import EventKind, ExtensionState, StayScope
from courtclock.matter import Outcome
from courtclock.period import Bound, Direction
from courtclock.regime import Act

EXAMPLES = Path(__file__).parents[2] / "examples"

Tables = dict[str, dict[str, str]]

# One row of each table, with no key that may be left out; values are TOML.
LEAST: Mapping[str, Mapping[str, str]] = {
    "docket": {"schema": "1", "id": '"matter"', "title": '"A matter"', "recorded": "2024-04-17T18:00:00+05:00"},
    "instrument": {"id": '"letter"', "what": '"Letter"', "on": "2024-02-17"},
    "petition": {"id": '"petition"', "court": '"pk.shc"', "title": '"A v B"'},
    "order": {"id": '"order"', "court": '"pk.shc"', "made": "2024-04-17", "title": '"Order"'},
    "hearing": {"id": '"next"', "court": '"pk.shc"', "on": "2024-05-09"},
    "window": {"id": '"week"', "order": '"order"', "what": '"obey"', "within": '"one week"'},
    "deadline": {"id": '"costs"', "what": '"pay the costs"', "within": '"7 days"', "of": '"order"'},
    "event": {"id": '"served"', "kind": '"service"', "of": '"order"', "on": "2024-04-18"},
}
# The keys of the contract, `id`, `source` and `note` apart, which every table but the first has.
CONTRACT = {
    "docket": "schema id title recorded reference responsible backup",
    "instrument": "what on by",
    "petition": "court title number filed parties",
    "order": "court made title petitions coram about",
    "hearing": "court on at petitions purpose outcome",
    "window": "order what within continuing before by alternatives failing at calendar regime act bound responsible",
    "deadline": "what within rule of direction court calendar regime act bound service excluded responsible",
    "event": "kind of on recorded to by until state scope method evidence text",
}
FULL = """
[docket]
schema = 1
id = "matter"
title = "A matter"
recorded = 2024-04-17T18:00:00+05:00
reference = "M-1"
responsible = "A. Advocate"
backup = "B. Advocate"

[[instrument]]
id = "letter"
what = "Letter"
on = 2024-02-17
by = "Ministry"
source = { title = "Gazette", url = "https://example.org/gazette", on = 2024-02-18 }
note = "note of the letter"

[[petition]]
id = "petition"
court = "pk.shc"
title = "A v B"
number = "CP D-1 of 2024"
filed = 2024-02-20
parties = ["A", "B"]
source = "Cause list"
note = "note of the petition"

[[order]]
id = "order"
court = "pk.ihc"
made = 2024-04-17
title = "Obey"
petitions = ["petition"]
coram = ["One J", "Two J"]
about = "letter"
source = "Order sheet"
note = "note of the order"

[[hearing]]
id = "next"
court = "pk.shc"
on = 2024-05-09
at = 10:30:00
petitions = ["petition"]
purpose = "Hearing"
outcome = "not reached"
source = "Roster"
note = "note of the hearing"

[[window]]
id = "week"
order = "order"
what = "obey"
within = "one week"
by = "Ministry"
alternatives = ["justify", "explain"]
failing = "appropriate orders"
at = "next"
calendar = "pk.federal"
regime = "pk.gca"
act = "filing"
bound = "earliest"
responsible = "C. Clerk"
source = "Report"
note = "note of the window"

[[window]]
id = "standing"
order = "order"
what = "keep it so"
continuing = true

[[window]]
id = "eve"
order = "order"
what = "reply"
before = "next"

[[deadline]]
id = "costs"
what = "pay the costs"
within = "7 days"
of = "order"
direction = "before"
court = "pk.shc"
calendar = "pk.federal"
regime = "pk.gca"
act = "payment"
bound = "earliest"
service = "personal"
excluded = [[2024-04-18, 2024-04-19], [2024-04-22, 2024-04-22]]
responsible = "D. Clerk"
source = "Diary"
note = "note of the deadline"

[[deadline]]
id = "appeal"
what = "appeal"
rule = "pk.limitation.art.156"
of = "order"

[[event]]
id = "extended"
kind = "extension"
of = "week"
on = [2024-04-22, 2024-04-20]
recorded = 2024-04-23T09:00:00+05:00
to = 2024-04-30
by = "Two J"
until = 2024-05-02
state = "granted"
scope = "order"
method = "in court"
evidence = "Order sheet"
text = "Ten more days"
source = "Diary"
note = "note of the event"

[[event]]
id = "moved"
kind = "transfer"
of = "petition"
on = 2024-04-25
to = "the bench at Sukkur"
"""


def least(**tables: Mapping[str, str | None]) -> Tables:
    """Return the least docket, with keys set to other TOML, or removed (None)."""
    made = {name: dict(keys) for name, keys in LEAST.items()}
    for name, keys in tables.items():
        for key, value in keys.items():
            if value is None:
                del made[name][key]
            else:
                made[name][key] = value
    return made


def render(tables: Tables, more: str = "") -> bytes:
    lines: list[str] = []
    for name, keys in tables.items():
        lines.append(f"[{name}]" if name == "docket" else f"[[{name}]]")
        lines += [f"{key} = {value}" for key, value in keys.items()]
    return "\n".join([*lines, more]).encode()


def faults_of(data: bytes | Tables, more: str = "") -> list[str]:
    with pytest.raises(DocketFault) as caught:
        loads(render(data, more) if isinstance(data, dict) else data, "m.toml")
    assert caught.value.faults, "an error without a fault"
    assert caught.value.file == "m.toml"
    return list(caught.value.faults)


def only_fault(data: bytes | Tables, more: str = "") -> str:
    faults = faults_of(data, more)
    assert len(faults) == 1, faults
    return faults[0]


def place(table: str) -> str:
    return table if table == "docket" else f"{table}[{LEAST[table]['id'].strip(chr(34))}]"


# ------------------------------------------------------------------ what is carried


def full() -> Docket:
    return loads(FULL.encode())


def test_the_least_docket_is_one() -> None:
    docket = loads(render(least()))
    assert [entry.id for entry in docket.entries] == ["week", "costs", "next"]


def test_the_full_docket_has_every_key_of_the_contract() -> None:
    # So that the tests below leave no key out.
    for table, keys in CONTRACT.items():
        start = f"[{table}]" if table == "docket" else f"[[{table}]]"
        parts = [part.split("\n[", 1)[0] for part in FULL.split(start)[1:]]
        there = {line.split(" = ")[0] for part in parts for line in part.splitlines() if " = " in line}
        extra = set() if table == "docket" else {"id", "source", "note"}
        assert there == set(keys.split()) | extra, table


def test_docket_keys() -> None:
    docket = full()
    assert (docket.id, docket.title, docket.reference) == ("matter", "A matter", "M-1")
    assert (docket.responsible, docket.backup) == ("A. Advocate", "B. Advocate")
    assert docket.recorded == to_instant("2024-04-17T18:00:00+05:00")


def test_instrument_keys() -> None:
    (letter,) = full().instruments
    assert (letter.id, letter.what, letter.on, letter.by) == ("letter", "Letter", to_date("2024-02-17"), "Ministry")
    assert letter.source == Source("Gazette", "https://example.org/gazette", to_date("2024-02-18"))
    assert letter.note == "note of the letter"


def test_petition_keys() -> None:
    (petition,) = full().petitions
    assert (petition.id, petition.court, petition.title) == ("petition", "pk.shc", "A v B")
    assert (petition.number, petition.filed) == ("CP D-1 of 2024", to_date("2024-02-20"))
    assert petition.parties == ("A", "B")
    assert (petition.source, petition.note) == (Source("Cause list"), "note of the petition")


def test_order_keys() -> None:
    docket = full()
    (order,) = docket.orders
    assert (order.id, order.court, order.made, order.title) == ("order", "pk.ihc", to_date("2024-04-17"), "Obey")
    assert order.petitions == docket.petitions
    assert order.coram == ("One J", "Two J")
    assert order.about == docket.instruments[0]
    assert (order.source, order.note) == (Source("Order sheet"), "note of the order")


def test_hearing_keys() -> None:
    docket = full()
    (hearing,) = docket.hearings
    assert (hearing.id, hearing.court, hearing.on) == ("next", "pk.shc", to_date("2024-05-09"))
    assert hearing.at == time(10, 30)
    assert hearing.petitions == docket.petitions
    assert (hearing.purpose, hearing.outcome) == ("Hearing", Outcome.NOT_REACHED)
    assert (hearing.source, hearing.note) == (Source("Roster"), "note of the hearing")


def test_window_keys() -> None:
    docket = full()
    week, standing, eve = docket.windows
    assert (week.id, week.what, week.by, week.order) == ("week", "obey", "Ministry", docket.orders[0])
    assert (str(week.period), week.alternatives) == ("1 week", ("justify", "explain"))
    assert week.failing is not None
    assert (week.failing.what, week.failing.at) == ("appropriate orders", docket.hearings[0])
    assert (week.calendar, week.regime, week.act, week.bound) == ("pk.federal", "pk.gca", Act.FILING, Bound.EARLIEST)
    assert (week.responsible, week.note) == ("C. Clerk", "note of the window")
    assert docket.sources["week"] == Source("Report")
    assert (standing.continuing, standing.period, standing.before) == (True, None, None)
    assert (eve.continuing, eve.period, eve.before) == (False, None, docket.hearings[0])


def test_deadline_keys() -> None:
    docket = full()
    costs, appeal = docket.deadlines
    assert (costs.id, costs.what) == ("costs", "pay the costs")
    term = costs.term
    assert (str(term.period), term.trigger, term.event) == ("7 days", to_date("2024-04-17"), docket.orders[0])
    assert (term.direction, term.bound, term.act) == (Direction.BEFORE, Bound.EARLIEST, Act.PAYMENT)
    assert (term.court, term.calendar, term.regime, term.service) == ("pk.shc", "pk.federal", "pk.gca", "personal")
    spans = [[iso(day) for day in pair] for pair in term.excluded]
    assert spans == [["2024-04-18", "2024-04-19"], ["2024-04-22", "2024-04-22"]]
    assert (costs.responsible, costs.note, docket.sources["costs"]) == (
        "D. Clerk",
        "note of the deadline",
        Source("Diary"),
    )
    # A rule of the pack brings its length and its regime; the court is that of the order.
    assert (str(appeal.term.period), appeal.term.regime, appeal.term.court) == ("90 days", "pk.limitation", "pk.ihc")


def test_event_keys() -> None:
    extended, moved = full().events
    assert (extended.id, extended.kind, extended.of) == ("extended", EventKind.EXTENSION, "week")
    assert [iso(day) for day in extended.days] == ["2024-04-20", "2024-04-22"]
    assert extended.recorded == to_instant("2024-04-23T09:00:00+05:00")
    assert (extended.by, extended.until) == ("Two J", to_date("2024-05-02"))
    assert (extended.state, extended.scope) == (ExtensionState.GRANTED, StayScope.ORDER)
    assert (extended.method, extended.evidence, extended.text) == ("in court", "Order sheet", "Ten more days")
    assert (extended.source, extended.note) == (Source("Diary"), "note of the event")
    assert str(extended.to) == "2024-04-30"
    assert moved.to == "the bench at Sukkur"


@pytest.mark.parametrize("kind", [kind.value for kind in EventKind])
def test_every_kind_of_event_is_accepted(kind: str) -> None:
    (event,) = loads(render(least(event={"kind": f'"{kind}"'}))).events
    assert event.kind.value == kind


@pytest.mark.parametrize("start", ["letter", "petition", "order", "next", "served", "week"])
def test_a_deadline_may_run_from_anything_that_has_a_day(start: str) -> None:
    docket = loads(render(least(deadline={"of": f'"{start}"', "court": '"pk.shc"'})))
    assert docket.deadlines[0].id == "costs"


def test_a_source_may_be_bare_text_or_a_table_with_parts() -> None:
    for given, expected in {
        '"A report"': Source("A report"),
        '{ title = "A report" }': Source("A report"),
        '{ title = "A report", on = 2024-04-17 }': Source("A report", on=to_date("2024-04-17")),
    }.items():
        assert loads(render(least(order={"source": given}))).orders[0].source == expected


def test_a_hearing_whose_day_sources_dispute_has_them_all_and_no_day_of_its_own() -> None:
    (hearing,) = loads(render(least(hearing={"on": "[2024-05-10, 2024-05-09]"}))).hearings
    assert [iso(day) for day in hearing.days] == ["2024-05-09", "2024-05-10"]
    assert hearing.on is None


def test_a_single_text_stands_for_a_list_of_one() -> None:
    docket = loads(
        render(least(petition={"parties": '"A Ltd"'}, order={"petitions": '"petition"', "coram": '"One J"'}))
    )
    assert docket.petitions[0].parties == ("A Ltd",)
    assert docket.orders[0].coram == ("One J",)
    assert docket.orders[0].petitions == docket.petitions


@pytest.mark.parametrize("name", ["x-restoration.toml", "appeal-with-copying-time.toml"])
def test_the_examples_load(name: str) -> None:
    docket = load(EXAMPLES / name)
    assert docket.id == name.removesuffix(".toml")
    assert all(standing.error is None for standing in docket.standings())


def test_line_ends_of_other_systems_change_nothing() -> None:
    assert loads(FULL.replace("\n", "\r\n").encode()) == full()


def test_a_byte_order_mark_changes_nothing() -> None:
    # Some editors put one there, and nobody who uses them can see it.
    assert loads(b"\xef\xbb\xbf" + FULL.encode()) == full()


# ------------------------------------------------------------------ one fault at a time


@pytest.mark.parametrize("table", LEAST)
def test_an_unknown_key_is_named(table: str) -> None:
    fault = only_fault(least(**{table: {"colour": '"red"'}}))
    assert fault.startswith(f"{place(table)}: ")
    assert "unknown key" in fault
    assert "'colour'" in fault


REQUIRED = [
    (table, key)
    for table, keys in LEAST.items()
    for key in keys
    if (key != "id" or table == "docket") and key != "within"
]


@pytest.mark.parametrize(("table", "key"), REQUIRED)
def test_a_missing_key_is_named(table: str, key: str) -> None:
    assert only_fault(least(**{table: {key: None}})) == f"{place(table)}.{key}: missing"


@pytest.mark.parametrize("table", ["instrument", "petition", "hearing", "window", "deadline", "event"])
def test_a_row_without_an_id_is_named_by_its_place(table: str) -> None:
    assert only_fault(least(**{table: {"id": None}})) == f"{table}[0].id: missing"


@pytest.mark.parametrize("table", LEAST)
def test_an_empty_id_is_a_fault(table: str) -> None:
    faults = faults_of(least(**{table: {"id": '""'}}))
    assert any(".id: " in fault and table in fault for fault in faults), faults


WRONG = {
    "docket": {
        "schema": ['"1"', "true", "1.0", "2", "0", "-1", "2024-04-17"],
        "id": ["7", "true", '["x"]', '" "'],
        "title": ["7", '" "'],
        "recorded": ["2024-04-17", "2024-04-17T18:00:00", '"2024-04-17T18:00:00+05:00"', "18:00:00", "7"],
        "reference": ["7"],
        "responsible": ["7"],
        "backup": ["false"],
    },
    "instrument": {
        "what": ["7", '""'],
        "on": ['"2024-04-17"', "7", "2024-04-17T10:00:00+05:00", "10:00:00", "[2024-04-17]"],
        "by": ["7"],
        "note": ["7"],
    },
    "petition": {
        "court": ["7", '""'],
        "title": ["7", '""'],
        "number": ["7"],
        "filed": ['"2024-02-20"', "true"],
        "parties": ["[7]", "7"],
    },
    "order": {
        "court": ["7"],
        "made": ['"2024-04-17"', "20240417", "[2024-04-17]"],
        "title": ["7"],
        "petitions": ["[7]", "7"],
        "coram": ["7", "[true]"],
        "about": ["7"],
    },
    "hearing": {
        "court": ["7"],
        "on": ['"2024-05-09"', "[]", "7"],
        "at": ['"10:30"', "1030", "2024-05-09T10:30:00"],
        "petitions": ["[7]", "7"],
        "purpose": ["7"],
        "outcome": ['"won"', "7", '"HEARD"'],
    },
    "window": {
        "order": ["7"],
        "what": ["7", '""'],
        "within": ['"soon"', "7", '"one"', '"-1 days"', '"1 day 2 hours"', '"0 weeks"', '""', "2024-04-24"],
        "continuing": ['"true"', "1"],
        "before": ["7"],
        "by": ["7"],
        "alternatives": ["7", "[7]"],
        "failing": ["7"],
        "at": ["7"],
        "calendar": ["7"],
        "regime": ["7"],
        "act": ['"swim"', "7"],
        "bound": ['"soonest"', "7"],
        "responsible": ["7"],
    },
    "deadline": {
        "what": ["7", '""'],
        "within": ['"soon"', "7"],
        "rule": ["7"],
        "of": ["7"],
        "direction": ['"sideways"', "7"],
        "court": ["7"],
        "calendar": ["7"],
        "regime": ["7"],
        "act": ['"swim"'],
        "bound": ['"soonest"'],
        "service": ["7"],
        "excluded": [
            "2024-04-18",
            "[2024-04-18]",
            '[["2024-04-18", 2024-04-19]]',
            "[[2024-04-18]]",
            "[[2024-04-18, 2024-04-19, 2024-04-20]]",
            "[[2024-04-19, 2024-04-18]]",
        ],
        "responsible": ["7"],
    },
    "event": {
        "kind": ['"miracle"', "7"],
        "of": ["7"],
        "on": ['"2024-04-18"', '["2024-04-18"]', "[]", "7", "2024-04-18T10:00:00+05:00", "[[2024-04-18]]"],
        "recorded": ["2024-04-17", "2024-04-17T18:00:00", '"2024-04-17T18:00:00+05:00"'],
        "to": ["7", "true"],
        "by": ["7"],
        "until": ['"2024-05-02"'],
        "state": ['"hoped"', "7"],
        "scope": ['"world"'],
        "method": ["7"],
        "evidence": ["7"],
        "text": ["7"],
        "note": ["7"],
    },
}
WRONG_ONES = [(table, key, value) for table, keys in WRONG.items() for key, values in keys.items() for value in values]


@pytest.mark.parametrize(("table", "key", "value"), WRONG_ONES)
def test_a_value_of_the_wrong_kind_is_named_with_its_path(table: str, key: str, value: str) -> None:
    # A wrong `order` or `of` may leave the row unusable, but it is said once, and where.
    fault = only_fault(least(**{table: {key: value}}))
    assert fault.startswith(place(table))
    assert f"{key}" in fault.removeprefix(place(table)), fault


@pytest.mark.parametrize("table", [table for table in LEAST if table != "docket"])
@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("7", ".source: "),
        ('{ url = "https://example.org" }', ".source.title: missing"),
        ('{ title = "T", on = "2024-04-17" }', ".source.on: "),
        ('{ title = "T", page = 3 }', ".source: unknown key 'page'"),
        ("{ title = 7 }", ".source.title: "),
        ('""', ".source: "),
    ],
)
def test_a_faulty_source_is_named(table: str, value: str, path: str) -> None:
    assert only_fault(least(**{table: {"source": value}})).startswith(place(table) + path)


def test_a_date_in_quotes_is_told_to_lose_them() -> None:
    assert "without quotes" in only_fault(least(order={"made": '"2024-04-17"'}))


@pytest.mark.parametrize("made", ["2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31"])
def test_a_day_that_does_not_exist_is_a_fault_with_its_line(made: str) -> None:
    data = render(least(order={"made": made}))
    line = data.decode().splitlines().index(f"made = {made}") + 1
    assert f"line {line}" in only_fault(data)


def test_a_period_that_is_not_one_says_what_one_looks_like() -> None:
    fault = only_fault(least(window={"within": '"soon"'}))
    assert fault.startswith("window[week].within: 'soon' is not a period")
    assert "'7 days'" in fault


@pytest.mark.parametrize(
    ("table", "key", "given", "kind", "near"),
    [
        ("petition", "court", "pk.shx", "court", "pk.shc"),
        ("order", "court", "pk.shx", "court", "pk.shc"),
        ("hearing", "court", "shc", "court", "pk.shc"),
        ("deadline", "court", "pk.ihcc", "court", "pk.ihc"),
        ("window", "calendar", "pk.federel", "calendar", "pk.federal"),
        ("deadline", "calendar", "pk.federel", "calendar", "pk.federal"),
        ("window", "regime", "pk.gcaa", "regime", "pk.gca"),
        ("deadline", "regime", "pk.limit", "regime", "pk.limitation"),
    ],
)
def test_an_unknown_id_of_the_law_names_the_nearest(table: str, key: str, given: str, kind: str, near: str) -> None:
    fault = only_fault(least(**{table: {key: f'"{given}"'}}))
    assert fault.startswith(f"{place(table)}.{key}: unknown {kind} '{given}'; nearest: ")
    assert near in fault


def test_an_unknown_rule_is_named_once() -> None:
    fault = only_fault(least(deadline={"within": None, "rule": '"pk.limitation.art.1566"'}))
    assert fault.startswith("deadline[costs].rule: unknown period rule 'pk.limitation.art.1566'; nearest: ")
    assert "pk.limitation.art.156" in fault.partition("nearest")[2]


@pytest.mark.parametrize(
    ("table", "changes", "path"),
    [
        ("order", {"petitions": '["nothing"]'}, "order[order].petitions"),
        ("order", {"about": '"nothing"'}, "order[order].about"),
        ("hearing", {"petitions": '["petition", "nothing"]'}, "hearing[next].petitions"),
        ("window", {"order": '"nothing"'}, "window[week].order"),
        ("window", {"within": None, "before": '"nothing"'}, "window[week].before"),
        ("window", {"failing": '"orders"', "at": '"nothing"'}, "window[week].at"),
        ("deadline", {"of": '"nothing"', "court": '"pk.shc"'}, "deadline[costs].of"),
        ("deadline", {"of": '"nothing"'}, "deadline[costs].of"),
        ("event", {"of": '"nothing"'}, "event[served].of"),
    ],
)
def test_a_reference_to_nothing_is_a_fault(table: str, changes: dict[str, str | None], path: str) -> None:
    fault = only_fault(least(**{table: changes}))
    assert fault.startswith(f"{path}: ")
    assert "no table has the id 'nothing'" in fault


@pytest.mark.parametrize(
    ("table", "changes", "path", "kind"),
    [
        ("order", {"petitions": '["letter"]'}, "order[order].petitions", "instrument"),
        ("order", {"about": '"petition"'}, "order[order].about", "petition"),
        ("hearing", {"petitions": '["order"]'}, "hearing[next].petitions", "order"),
        ("window", {"order": '"petition"'}, "window[week].order", "petition"),
        ("window", {"within": None, "before": '"order"'}, "window[week].before", "order"),
        ("window", {"failing": '"orders"', "at": '"served"'}, "window[week].at", "event"),
    ],
)
def test_a_reference_to_the_wrong_table_says_which(
    table: str, changes: dict[str, str | None], path: str, kind: str
) -> None:
    fault = only_fault(least(**{table: changes}))
    assert fault.startswith(f"{path}: expected the id of ")
    assert f" {kind}" in fault.partition(";")[2]


def test_an_id_is_unique_in_the_whole_file() -> None:
    fault = only_fault(least(hearing={"id": '"petition"'}))
    assert fault.startswith("hearing[petition]: ")
    assert "petition[petition]" in fault


def test_an_id_is_unique_in_its_table() -> None:
    more = '[[hearing]]\nid = "next"\ncourt = "pk.shc"\non = 2024-06-09\n'
    fault = only_fault(least(), more)
    assert fault.startswith("hearing[next]: ")
    assert "already" in fault


@pytest.mark.parametrize(
    "changes",
    [
        {"within": None},
        {"continuing": "true"},
        {"before": '"next"'},
        {"within": None, "continuing": "true", "before": '"next"'},
        {"within": None, "continuing": "false"},
    ],
)
def test_a_window_has_exactly_one_end(changes: dict[str, str | None]) -> None:
    fault = only_fault(least(window=changes))
    assert fault.startswith("window[week]: ")
    assert all(word in fault for word in ("within", "continuing", "before"))


@pytest.mark.parametrize("changes", [{"within": None}, {"rule": '"pk.limitation.art.156"'}])
def test_a_deadline_has_exactly_one_of_within_and_rule(changes: dict[str, str | None]) -> None:
    fault = only_fault(least(deadline=changes))
    assert fault.startswith("deadline[costs]: ")
    assert "within" in fault
    assert "rule" in fault


def test_a_hearing_for_the_consequence_needs_a_consequence() -> None:
    assert only_fault(least(window={"at": '"next"'})).startswith("window[week].at: ")


def test_a_deadline_may_not_hang_on_itself() -> None:
    assert only_fault(least(deadline={"of": '"costs"', "court": '"pk.shc"'})).startswith("deadline[costs].of: ")


def test_deadlines_may_not_hang_on_each_other_in_a_ring() -> None:
    ring = ["first", "second", "third"]
    rows = "".join(
        f'[[deadline]]\nid = "{one}"\nwhat = "act"\nwithin = "7 days"\ncourt = "pk.shc"\nof = "{other}"\n'
        for one, other in zip(ring, [*ring[1:], ring[0]], strict=True)
    )
    # A fourth hangs on the ring without being part of it: that is no fault of its own.
    rows += '[[deadline]]\nid = "tail"\nwhat = "act"\nwithin = "7 days"\ncourt = "pk.shc"\nof = "first"\n'
    faults = faults_of(least(), rows)
    assert sorted(fault.partition(":")[0] for fault in faults) == sorted(f"deadline[{one}].of" for one in ring)


def test_an_event_is_not_of_itself() -> None:
    assert only_fault(least(event={"of": '"served"'})).startswith("event[served].of: ")


def test_a_term_of_hours_needs_an_instant() -> None:
    # An order has a day and no hour: hours cannot run from it.
    fault = only_fault(least(deadline={"within": '"72 hours"'}))
    assert fault.startswith("deadline[costs]")
    assert "hours" in fault


def test_a_window_of_hours_needs_an_instant_too() -> None:
    assert only_fault(least(window={"within": '"72 hours"'})).startswith("window[week]")


# ------------------------------------------------------------------ the file as a whole


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    assert "empty" in only_fault(data)


@pytest.mark.parametrize("data", [bytes(range(256)), b"\xff\xfe[\0d\0o\0", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xc0"])
def test_a_binary_file_is_said_not_to_be_text(data: bytes) -> None:
    assert "not a text file" in only_fault(data)


@pytest.mark.parametrize("data", [b"\0\0\0", b"hello", b"[docket", b"BEGIN:VCALENDAR\r\n", b"{}", b"a = 1\na = 2\n"])
def test_what_is_not_toml_is_said_not_to_be(data: bytes) -> None:
    assert only_fault(data).startswith("not TOML: ")


@pytest.mark.parametrize(
    "data",
    [
        b"x = " + b"[" * 5_000 + b"]" * 5_000,
        b"[docket]\nid = " + b"{a = " * 5_000 + b"1" + b"}" * 5_000,
        b"[docket]\nid = " + b"[" * 300 + b"]" * 300,
        b"[" + b".".join([b"a"] * 3_000) + b"]\n",
        b"[docket]\nschema = 0x" + b"f" * 6_000 + b'\nid = "a"\ntitle = "b"\nrecorded = 2024-04-17T18:00:00Z\n',
        b"[docket]\nschema = " + b"9" * 6_000,
    ],
    ids=["arrays", "tables", "deep value", "dotted", "hexadecimal", "decimal"],
)
def test_monstrous_values_are_faults_and_nothing_worse(data: bytes) -> None:
    assert faults_of(data)


def test_a_huge_file_is_not_read() -> None:
    assert "is not read" in only_fault(render(least()) + b"#" * 17_000_000)


def test_many_rows_are_read() -> None:
    rows = "".join(f'[[hearing]]\nid = "h{n}"\ncourt = "pk.shc"\non = 2024-05-09\n' for n in range(1_000))
    assert len(loads(render(least(), rows)).hearings) == 1_001


def test_an_unknown_table_is_named_with_those_that_exist() -> None:
    fault = only_fault(least(), '[[judge]]\nid = "x"\n')
    assert fault.startswith("judge: ")
    assert all(table in fault for table in LEAST)


@pytest.mark.parametrize("table", [table for table in LEAST if table != "docket"])
def test_a_single_table_where_an_array_is_wanted(table: str) -> None:
    tables = least()
    # The rest would refer to it: only the head stays.
    data = render({"docket": tables["docket"]}) + f'[{table}]\nid = "x"\n'.encode()
    fault = only_fault(data)
    assert fault.startswith(f"{table}: ")
    assert f"[[{table}]]" in fault


@pytest.mark.parametrize("value", ["7", '"x"', "[1, 2]", "true"])
def test_a_table_that_is_no_table(value: str) -> None:
    data = f"order = {value}\n".encode() + render({"docket": dict(LEAST["docket"])})
    assert all(fault.startswith("order") for fault in faults_of(data))


def test_a_file_without_its_head_says_so_and_goes_on() -> None:
    tables = least(order={"court": '"pk.shx"'})
    del tables["docket"]
    faults = faults_of(tables)
    assert [fault.partition(":")[0] for fault in faults] == ["docket", "order[order].court"]


def test_a_head_given_as_an_array_is_a_fault() -> None:
    data = render(least()).replace(b"[docket]", b"[[docket]]")
    assert only_fault(data).startswith("docket")


def test_eight_faults_are_reported_together_each_once() -> None:
    tables = least(
        docket={"owner": '"x"'},
        instrument={"on": '"2024-02-17"'},
        petition={"court": '"pk.shx"'},
        order={"about": '"petition"'},
        hearing={"outcome": '"won"'},
        window={"within": '"soon"'},
        deadline={"rule": '"pk.limitation.art.156"'},
        event={"of": '"nothing"'},
    )
    with pytest.raises(DocketFault) as caught:
        loads(render(tables), "matter.toml")
    paths = [fault.partition(": ")[0] for fault in caught.value.faults]
    assert sorted(paths) == sorted(
        [
            "docket",
            "instrument[letter].on",
            "petition[petition].court",
            "order[order].about",
            "hearing[next].outcome",
            "window[week].within",
            "deadline[costs]",
            "event[served].of",
        ]
    )
    lines = str(caught.value).splitlines()
    assert lines[0] == "matter.toml: 8 faults"
    assert lines[1:] == [f"  {fault}" for fault in caught.value.faults]


def test_several_faults_of_one_row_are_all_reported() -> None:
    faults = faults_of(least(hearing={"on": '"2024-05-09"', "court": "7", "colour": '"red"', "outcome": '"won"'}))
    assert len(faults) == 4
    assert all(fault.startswith("hearing[next]") for fault in faults)


def test_a_faulty_row_is_not_a_fault_of_those_that_refer_to_it() -> None:
    assert only_fault(least(order={"made": '"2024-04-17"'})).startswith("order[order].made: ")


def test_a_fault_names_the_file_it_was_read_from(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(render(least(window={"within": '"soon"'})))
    with pytest.raises(DocketFault, match=r"broken\.toml: 1 fault\n  window\[week\]\.within: "):
        load(path)


def test_a_missing_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none.toml")


def test_a_row_with_faults_of_form_is_also_told_what_it_names_wrongly() -> None:
    data = b"""
[docket]
schema = 1
id = "d"
title = "A docket"
recorded = 2024-04-17T18:00:00+05:00
[[order]]
court = "pk.shx"
made = 2024-04-17
about = "letter"
[[window]]
id = "duty"
order = "order"
what = "obey"
within = "one fortnite"
"""
    told = [fault.partition(":")[0] for fault in faults_of(data)]
    wrong = ["order[0].id", "order[0].title", "order[0].court", "order[0].about", "window[duty].within"]
    assert sorted(told) == sorted([*wrong, "window[duty].order"])


def test_many_that_one_deadline_hangs_on_are_no_chain() -> None:
    rows = [f'[[deadline]]\nid = "d{n}"\nwhat = "do"\nof = "order"\nwithin = "1 day"\n' for n in range(52)]
    of_ = ", ".join(f'"d{n}"' for n in range(52))
    rows.append(f'[[deadline]]\nid = "last"\nwhat = "do"\nof = [{of_}]\nwhich = "later"\nwithin = "1 day"\n')
    assert len(loads(render(least()) + "".join(rows).encode()).deadlines) > 52


def _hanging(count: int, first: str) -> bytes:
    rows = [f'[[deadline]]\nid = "c0"\nwhat = "do"\nof = "{first}"\nwithin = "1 day"\n']
    rows += [f'[[deadline]]\nid = "c{n}"\nwhat = "do"\nof = "c{n - 1}"\nwithin = "1 day"\n' for n in range(1, count)]
    return render(least()) + "".join(rows).encode()


@pytest.mark.parametrize(
    ("count", "first", "words"),
    [(51, "order", None), (52, "order", "a chain of more than 50"), (2, "c1", "on itself"), (49, "c48", "on itself")],
)
def test_a_chain_is_as_long_as_its_longest_way(count: int, first: str, words: str | None) -> None:
    if words is None:
        assert len(loads(_hanging(count, first)).deadlines) >= count
        return
    with pytest.raises(DocketFault, match=words):
        loads(_hanging(count, first))
