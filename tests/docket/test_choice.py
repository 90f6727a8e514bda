"""The earlier or the later of several; days on which sources differ; what a deadline runs from, and falls with."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtclock.dates import to_instant
from courtclock.deadline import Deadline, Term
from courtclock.docket.model import Docket
from courtclock.docket.reach import HangsOn
from courtclock.errors import DocketFault, InvalidValue
from courtclock.ledger import EventKind, LedgerEntry
from courtclock.matter import Choice, Order, Service, Which, attained
from courtclock.regime import RunsFrom
from dockets import deadline, docket, event, hearing, last_day, of, order, said, state, window


def service(*days: str, name: str = "served") -> LedgerEntry:
    return LedgerEntry(kind=EventKind.SERVICE, of="order", days=days, id=name)


ORDER = Order(court="pk.shc", made="2024-04-17")
NOT_YET = Service(of="order")
EARLIER, LATER = Which.EARLIER, Which.LATER


@pytest.mark.parametrize(
    ("which", "events", "on"),
    [
        (EARLIER, (ORDER, service("2024-04-20")), "2024-04-17"),
        (LATER, (ORDER, service("2024-04-20")), "2024-04-20"),
        # The earlier of those that have happened; the later only when all have.
        (EARLIER, (ORDER, NOT_YET), "2024-04-17"),
        (LATER, (ORDER, NOT_YET), None),
        (EARLIER, (NOT_YET, Service(of="notice")), None),
        # Sources differ, and either day gives the same.
        (EARLIER, (ORDER, service("2024-04-18", "2024-04-20")), "2024-04-17"),
        (LATER, (Order(court="pk.shc", made="2024-04-21"), service("2024-04-18", "2024-04-20")), "2024-04-21"),
        (EARLIER, (Order(court="pk.shc", made="2024-04-18"), service("2024-04-18", "2024-04-20")), "2024-04-18"),
        # Sources differ, and it turns on who is right: no day.
        (EARLIER, (Order(court="pk.shc", made="2024-04-19"), service("2024-04-18", "2024-04-20")), None),
        (EARLIER, (Order(court="pk.shc", made="2024-04-22"), service("2024-04-18", "2024-04-20")), None),
        (LATER, (ORDER, service("2024-04-18", "2024-04-20")), None),
        (LATER, (service("2024-04-18", "2024-04-20"), service("2024-04-18", "2024-04-20", name="b")), None),
        (LATER, (Order(court="pk.shc", made="2024-04-21"), service("2024-04-18", "2024-04-20"), NOT_YET), None),
    ],
)
def test_the_day_of_a_choice(which: Which, events: tuple[Order, ...], on: str | None) -> None:
    choice = Choice(which=which, of=events)
    assert (str(choice.on) if choice.on else None) == on
    # In whatever order they are given.
    assert Choice(which=which, of=tuple(reversed(events))).on == choice.on


@pytest.mark.parametrize(
    ("which", "events", "days"),
    [
        (EARLIER, (Order(court="pk.shc", made="2024-04-19"), service("2024-04-18", "2024-04-20")), "18 19"),
        (EARLIER, (Order(court="pk.shc", made="2024-04-22"), service("2024-04-18", "2024-04-20")), "18 20"),
        (EARLIER, (Order(court="pk.shc", made="2024-04-17"), service("2024-04-18", "2024-04-20")), "17"),
        (LATER, (ORDER, service("2024-04-18", "2024-04-20")), "18 20"),
        (LATER, (Order(court="pk.shc", made="2024-04-19"), service("2024-04-18", "2024-04-20")), "19 20"),
        (LATER, (service("2024-04-18", "2024-04-21"), service("2024-04-19", "2024-04-20", name="b")), "19 20 21"),
        (LATER, (ORDER, NOT_YET), ""),
    ],
)
def test_the_days_of_a_choice_are_those_that_it_can_have(which: Which, events: tuple[Order, ...], days: str) -> None:
    choice = Choice(which=which, of=events)
    assert " ".join(str(on.day) for on in choice.days) == days
    assert (choice.on is not None) == (len(choice.days) == 1)


@given(st.sampled_from(Which), st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=3), min_size=1, max_size=4))
def test_what_can_be_taken_is_what_some_combination_takes(which: Which, spans: list[list[int]]) -> None:
    pick = max if which is LATER else min
    every = {pick(each) for each in itertools.product(*spans)}
    found = attained(which, spans)
    assert (set(found), found[0], len(found)) == (every, pick(span[0] for span in spans), len(every))


def test_a_choice_is_of_the_kind_of_what_is_taken() -> None:
    both = (ORDER, service("2024-04-20"))
    assert Choice(which=EARLIER, of=both).runs_from is RunsFrom.ORDER
    assert Choice(which=LATER, of=both).runs_from is RunsFrom.SERVICE
    assert Choice(which=LATER, of=(ORDER, NOT_YET)).runs_from is RunsFrom.OTHER


@pytest.mark.parametrize("of_", [(), (ORDER,), (ORDER, "order"), "order", 7])
def test_a_choice_of_what_is_no_two_events_is_refused(of_: object) -> None:
    with pytest.raises(InvalidValue):
        Choice(which=LATER, of=of_)
    with pytest.raises(InvalidValue):
        Choice(which="later", of=(ORDER, NOT_YET))  # type: ignore[arg-type] # what is refused


# ------------------------------------------------------------------ in a file

BOTH = order() + event("service", "order", "2024-04-20", id='"served"')


@pytest.mark.parametrize(("which", "ends"), [("earlier", "2024-05-07"), ("later", "2024-05-10")])
def test_a_deadline_from_the_earlier_or_the_later(which: str, ends: str) -> None:
    assert last_day(docket(BOTH, deadline(of='["order", "served"]', which=f'"{which}"')), "reply") == ends


@pytest.mark.parametrize(
    ("which", "extra", "ends"),
    [
        # The window ends on 24 April, the service was on the 20th.
        ("earlier", "", "2024-05-10"),
        ("later", "", "2024-05-14"),
        ("later", event("extension", "duty", "2024-04-20", state='"granted"', until="2024-05-02"), "2024-05-22"),
    ],
)
def test_a_choice_between_an_event_and_the_end_of_another_entry(which: str, extra: str, ends: str) -> None:
    book = docket(BOTH, window(), deadline(of='["duty", "served"]', which=f'"{which}"'), extra)
    assert last_day(book, "reply") == ends


@pytest.mark.parametrize(
    ("which", "days", "ends"),
    [
        ("later", "[2024-04-19, 2024-04-20]", "2024-05-14"),
        ("earlier", "[2024-04-25, 2024-04-26]", "2024-05-14"),
        # It turns on who is right: from 23 or 24, and from 24 or 26 April.
        ("earlier", "[2024-04-23, 2024-04-26]", "2024-05-13 2024-05-14"),
        ("later", "[2024-04-23, 2024-04-26]", "2024-05-14 2024-05-16"),
    ],
)
def test_a_disputed_day_beside_the_end_of_another_entry(which: str, days: str, ends: str) -> None:
    served = event("service", "order", days, id='"served"')
    book = docket(order(), window(), served, deadline(of='["duty", "served"]', which=f'"{which}"'))
    computation = book.compute(book.deadlines[0])
    assert " ".join(map(str, computation.answers)) == ends
    assert computation.due_on == computation.safe_on == computation.answers[0]
    assert (computation.assurance.value == "disputed") == (" " in ends)


def test_where_something_else_decides_whichever_source_is_right_that_is_a_reading_too() -> None:
    # If the service was on the 18th, time runs from the end of the window, on the 24th.
    served = event("service", "order", "[2024-04-18, 2024-04-26]", id='"served"')
    book = docket(order(), window(), served, deadline(of='["duty", "served"]', which='"later"'))
    computation = book.compute(book.deadlines[0])
    assert [(str(one.due), one.text) for one in computation.readings] == [
        ("2024-05-14", "time runs from Wednesday 24 April 2024"),
        ("2024-05-16", "the day was 26 April 2024"),
    ]


@pytest.mark.parametrize("of_", ["[]", '["order"]', '["order", "order"]'])
def test_a_choice_of_fewer_than_two_is_a_fault(of_: str) -> None:
    with pytest.raises(DocketFault, match=r"deadline\[reply\].of: "):
        docket(order(), deadline(of=of_, which='"later"'))


@pytest.mark.parametrize("keys", [{"of": '["order", "served"]'}, {"which": '"later"'}])
def test_a_list_needs_a_choice_and_a_choice_a_list(keys: dict[str, str]) -> None:
    with pytest.raises(DocketFault, match=r"deadline\[reply\].which: "):
        docket(BOTH, deadline(**keys))


def test_a_day_and_an_hour_can_stand_beside_each_other() -> None:
    # Seventy-two hours from a moment, or the day of a service: not in a file, where nothing has an hour, but in Python.
    hours = Deadline(
        id="hours", what="act", term=Term(trigger="2024-04-17T10:00:00+05:00", period="72 hours", court="pk.shc")
    )
    then = Deadline(id="then", what="reply", term=Term(trigger=None, period="7 days", court="pk.shc"))
    hangs = HangsOn(entries=("hours",), events=(service("2024-04-25"),), which=LATER)
    book = Docket(
        id="m",
        title="M",
        recorded=to_instant("2024-04-17T18:00:00+05:00"),
        deadlines=(hours, then),
        hangs_on={"then": hangs},
    )
    assert last_day(book, "then") == "2024-05-02"


# ------------------------------------------------------------------ what waits says for what


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (
            (hearing(), event("adjournment", "next", "2024-05-02"), deadline(of='"next"')),
            "waits for the hearing, for which no date has been given",
        ),
        (
            (
                order(),
                '[[petition]]\nid = "suit"\ncourt = "pk.shc"\ntitle = "A v B"\n',
                deadline(of='["order", "suit"]', which='"later"'),
            ),
            "waits for the later of the order of 17 April 2024 and the A v B",
        ),
        (
            (order(), window(within=None, continuing="true"), deadline(of='"duty"')),
            "duty has no last day",
        ),
    ],
)
def test_what_is_pending_says_for_what(parts: tuple[str, ...], words: str) -> None:
    book = docket(*parts)
    assert state(book, "2024-06-01", "reply") == "pending"
    assert words in said(book, "2024-06-01", "reply")


# ------------------------------------------------------------------ what a deadline falls with

SERVED = event("service", "order", "2024-04-18", id='"served"')


@pytest.mark.parametrize("kind", ["recall", "supersession"])
@pytest.mark.parametrize(
    "parts",
    [
        (order(), deadline()),
        (order(), SERVED, deadline(of='"served"')),
        (order(), SERVED, deadline(of='["order", "served"]', which='"later"')),
        (order(), SERVED, deadline(of='["order", "served"]', which='"earlier"')),
        (order(), window(), deadline(of='"duty"')),
        (order(), deadline(id='"first"'), deadline(of='"first"')),
        (order(), window(), hearing(), deadline(of='["duty", "next"]', which='"later"')),
    ],
    ids=["order", "service of it", "later", "earlier, both fall", "window", "deadline", "beside a hearing"],
)
def test_a_deadline_falls_with_the_order_that_it_hangs_on(kind: str, parts: tuple[str, ...]) -> None:
    book = docket(*parts, event(kind, "order", "2024-04-30", text='"Taken back."'))
    assert state(book, "2024-04-29", "reply") in {"open", "pending"}
    assert state(book, "2024-04-30", "reply") == {"recall": "recalled", "supersession": "superseded"}[kind]
    assert "order: 30 April 2024: Taken back." in said(book, "2024-04-30", "reply")


@pytest.mark.parametrize(
    ("kind", "of_"), [("recall-sought", "order"), ("recall", "next"), ("statement", "order"), ("overtaken", "next")]
)
def test_what_is_no_recall_of_it_leaves_it(kind: str, of_: str) -> None:
    book = docket(order(), hearing(), deadline(), event(kind, of_, "2024-04-30"))
    assert state(book, "2024-05-07", "reply") == "due today"
    assert state(book, "2024-05-08", "reply") == "time expired"


def test_with_the_earlier_of_two_it_falls_only_when_both_have_fallen() -> None:
    parts = order(), hearing("2024-04-25"), deadline(of='["order", "next"]', which='"earlier"')
    first = event("recall", "order", "2024-04-30")
    assert state(docket(*parts, first), "2024-05-01", "reply") == "open"
    assert state(docket(*parts, first, event("recall", "next", "2024-04-30")), "2024-05-01", "reply") == "recalled"


SA = event("service", "order", "2024-05-02", id='"sa"')
SB = event("service", "order", "2024-05-06", id='"sb"')
EARLIER_OF_TWO = deadline(id='"e"', of='["sa", "sb"]', which='"earlier"', within='"7 days"')


@pytest.mark.parametrize(
    ("what", "parts", "ends"),
    [
        ("both services stand", (EARLIER_OF_TWO,), "2024-05-09"),
        ("the first is set aside", (EARLIER_OF_TWO, event("recall", "sa", "2024-05-08")), "2024-05-13"),
        ("the second is set aside", (EARLIER_OF_TWO, event("recall", "sb", "2024-05-08")), "2024-05-09"),
        (
            "the first gives way to one between",
            (
                EARLIER_OF_TWO,
                event("service", "order", "2024-05-03", id='"sc"'),
                event("supersession", "sa", "2024-05-08", to='"sc"'),
            ),
            "2024-05-10",
        ),
        (
            "the setting aside is itself taken back",
            (EARLIER_OF_TWO, event("recall", "sa", "2024-05-08", id='"r"'), event("recall", "r", "2024-05-09")),
            "2024-05-09",
        ),
        (
            "beside the end of an entry: the service",
            (
                window(),
                deadline(id='"e"', of='["duty", "sa"]', which='"earlier"', within='"7 days"'),
                event("recall", "sa", "2024-05-08"),
            ),
            "2024-05-02",
        ),
        (
            "beside the end of an entry: the entry",
            (
                window(),
                deadline(id='"e"', of='["duty", "sa"]', which='"earlier"', within='"7 days"'),
                event("recall", "duty", "2024-05-08"),
            ),
            "2024-05-09",
        ),
    ],
)
def test_the_earlier_of_two_is_taken_from_those_that_were_not_set_aside(
    what: str, parts: tuple[str, ...], ends: str
) -> None:
    book = docket(order(), SA, SB, *parts)
    assert last_day(book, "e") == ends
    # What hangs on it runs from the right day too.
    chained = docket(order(), SA, SB, *parts, deadline(id='"then"', of='"e"', within='"0 days"'))
    assert last_day(chained, "then") == ends


def test_a_service_set_aside_is_told_and_takes_no_day_with_it_while_another_stands() -> None:
    book = docket(order(), SA, SB, EARLIER_OF_TWO, event("recall", "sa", "2024-05-08", text='"Set aside."'))
    assert str(of(book, "2024-05-07", "e").standing.last_day) == "2024-05-09"
    assert (state(book, "2024-05-11", "e"), state(book, "2024-05-14", "e")) == ("open", "time expired")
    assert "service of 2 May 2024: recalled, 8 May 2024: Set aside." in said(book, "2024-05-11", "e")


def test_doubt_is_not_cut_off_by_many_that_it_hangs_on() -> None:
    # Of the day of d0, 8 March 2027, nobody is sure before a moon is sighted; the others are long past, and as unsure.
    made = ["2027-03-08", *(f"2027-02-{day:02}" for day in (4, 5, 11, 12, 18, 19))]
    rows = [
        order(on, id=f'"o{n}"') + deadline(id=f'"d{n}"', of=f'"o{n}"', within='"1 day"') for n, on in enumerate(made)
    ]
    for count in (2, 7):
        of_ = "[" + ", ".join(f'"d{n}"' for n in range(count)) + "]"
        rows.append(deadline(id=f'"rej{count}"', of=of_, which='"later"', within='"7 days"'))
    book = docket(*rows)
    two, seven = (book.compute(book.deadlines[n]) for n in (-2, -1))
    assert two.answers == seven.answers
    assert (str(seven.earliest), str(seven.latest)) == ("2027-03-16", "2027-03-22")
    assert state(book, "2027-03-18", "rej2") == state(book, "2027-03-18", "rej7") == "open"


def test_time_may_run_from_a_recall() -> None:
    book = docket(
        order(), event("recall", "order", "2024-04-30", id='"back"'), deadline(of='"back"', within='"7 days"')
    )
    assert state(book, "2024-05-07", "reply") == "due today"


@pytest.mark.parametrize(
    ("kind", "on", "after", "words"),
    [
        ("compliance", "2024-04-30", "time expired", "compliance of order, 30 April 2024: not taken to reach this"),
        ("overtaken", "2024-04-30", "time expired", "overtaken of order, 30 April 2024: not taken to reach this"),
        ("stay", "2024-04-30", "unknown", "stay of order, 30 April 2024: whether it reaches this is not recorded"),
        # A stay made when time had run out leaves it so.
        ("stay", "2024-05-08", "time expired", ""),
    ],
)
def test_what_happened_to_the_order_does_not_end_the_time_to_go_against_it(
    kind: str, on: str, after: str, words: str
) -> None:
    book = docket(order(), deadline(), event(kind, "order", on))
    assert state(book, "2024-05-06", "reply") == "open"
    assert state(book, "2024-05-07", "reply") == "due today"
    assert state(book, "2024-05-08", "reply") == after
    assert words in said(book, "2024-05-08", "reply")


# ------------------------------------------------------------------ facts are superseded, never overwritten

WRONG = event("service", "order", "2024-04-18", id='"wrong"')
RIGHT = event("service", "order", "2024-04-22", id='"right"')


def test_a_superseded_service_gives_way_to_the_one_that_takes_its_place() -> None:
    fixed = event("supersession", "wrong", "2024-04-25", to='"right"', text='"Misread."')
    book = docket(order(), WRONG, RIGHT, deadline(of='"wrong"'), fixed)
    assert str(of(book, "2024-04-24", "reply").standing.last_day) == "2024-05-08"
    assert str(of(book, "2024-04-25", "reply").standing.last_day) == "2024-05-13"
    assert "service of 18 April 2024: superseded, 25 April 2024: Misread." in said(book, "2024-04-25", "reply")
    assert len(book.events) == 3


def test_what_is_taken_after_a_correction_decides_of_what_kind_the_trigger_is() -> None:
    # The later is the order, to which no days are added for the mail; once the service is corrected, it is the service.
    us = '[[order]]\nid = "order"\ncourt = "us.nysd"\nmade = 2024-04-19\ntitle = "Order"\n'
    both = deadline(of='["wrong", "order"]', which='"later"', court='"us.nysd"', service='"mail"', within='"21 days"')
    book = docket(us, WRONG, RIGHT, both)
    fixed = docket(us, WRONG, RIGHT, both, event("supersession", "wrong", "2024-04-25", to='"right"'))
    # 19 April and 21 days; 22 April, 21 days and three for the mail.
    assert (last_day(book, "reply"), last_day(fixed, "reply")) == ("2024-05-10", "2024-05-16")


def test_a_superseded_service_with_nothing_in_its_place_takes_the_deadline_with_it() -> None:
    book = docket(order(), WRONG, deadline(of='"wrong"'), event("supersession", "wrong", "2024-04-25"))
    assert state(book, "2024-04-24", "reply") == "open"
    assert state(book, "2024-04-25", "reply") == "superseded"


@pytest.mark.parametrize(
    ("fact", "before", "after"),
    [
        (event("compliance", "duty", "2024-04-20", id='"fact"'), "complied", "open"),
        (
            event("extension", "duty", "2024-04-20", id='"fact"', state='"granted"', until="2024-05-02"),
            "extended",
            "open",
        ),
        (event("stay", "duty", "2024-04-20", id='"fact"'), "stayed", "open"),
        (event("overtaken", "order", "2024-04-20", id='"fact"'), "overtaken", "open"),
    ],
    ids=["compliance", "extension", "stay", "overtaken"],
)
def test_a_fact_that_is_taken_back_counts_no_more_and_is_told(fact: str, before: str, after: str) -> None:
    book = docket(order(), window(), fact, event("recall", "fact", "2024-04-22", text='"A mistake."'))
    assert state(book, "2024-04-21") == before
    assert state(book, "2024-04-22") == after
    assert "recalled, 22 April 2024: A mistake." in said(book, "2024-04-22")


def test_a_statement_that_is_recalled_is_told_as_recalled_only() -> None:
    book = docket(
        order(),
        window(),
        event("statement", "duty", "2024-04-18", id='"told"', text='"It is withdrawn."'),
        event("recall", "told", "2024-04-20", text='"It was a mistake."'),
    )
    assert "said in court, not a fact, 18 April 2024" in said(book, "2024-04-19")
    assert said(book, "2024-04-20") == "statement of 18 April 2024: recalled, 20 April 2024: It was a mistake."


def test_a_recall_that_is_itself_taken_back_leaves_the_fact() -> None:
    book = docket(
        order(),
        window(),
        event("compliance", "duty", "2024-04-18", id='"fact"'),
        event("recall", "fact", "2024-04-19", id='"back"'),
        event("recall", "back", "2024-04-20"),
    )
    assert [state(book, f"2024-04-{n}") for n in (18, 19, 20)] == ["complied", "open", "complied"]


def test_facts_that_take_each_other_back_in_a_ring_break_nothing() -> None:
    ring = [event("recall", f"e{(n + 1) % 200}", "2024-04-18", id=f'"e{n}"') for n in range(200)]
    assert state(docket(order(), window(), *ring), "2024-04-24") == "due today"
