"""What moved between two dockets, by how much and why; the days of the causes add up to those of the move."""

from __future__ import annotations

import pytest
from hypothesis import event as note
from hypothesis import given, settings
from hypothesis import strategies as st

from courtclock.docket import Docket
from courtclock.docket.causes import CauseKind
from courtclock.docket.diff import Change, ChangeKind, diff
from dockets import deadline, docket, event, hearing, order, pin, verification, window

SUIT = '[[petition]]\nid = "suit"\ncourt = "pk.shc"\ntitle = "A v B"\n'

US = '[[order]]\nid = "order"\ncourt = "us.nysd"\nmade = 2024-04-17\ntitle = "Order"\n'
WEEK = order() + window()  # to 24 April 2024


def served(on: str = "2024-04-18", name: str = "served") -> str:
    return event("service", "order", on, id=f'"{name}"')


def answer(**keys: str | None) -> str:
    return deadline(**{"of": '"served"', "court": '"us.nysd"', "within": '"21 days"', **keys})


def only(old: str, new: str) -> Change:
    (change,) = diff(docket(old), docket(new))
    return change


def longer(until: str) -> str:
    return event("extension", "duty", "2024-04-20", state='"granted"', until=until)


# One thing is different in each: it is the only cause, and its days are those of the move.
ONE_CAUSE: dict[str, tuple[str, str, CauseKind, int, str]] = {
    "the day of the order": (WEEK, order("2024-04-18") + window(), CauseKind.TRIGGER, 1, "order of 18 April 2024"),
    "another order": (
        order() + order("2024-04-19", id='"second"') + window(),
        order() + order("2024-04-19", id='"second"') + window(order='"second"'),
        CauseKind.TRIGGER,
        2,
        "order of 19 April 2024 instead of order of 17 April 2024",
    ),
    "the period": (WEEK, order() + window(within='"8 days"'), CauseKind.RULE, 1, "period: 8 days instead of 1 week"),
    # Ninety days end in the summer vacation, twenty before it.
    "the rule of a pack": (
        order() + deadline(within=None, rule='"pk.limitation.art.156"'),
        order() + deadline(within=None, rule='"pk.limitation.art.151"'),
        CauseKind.RULE,
        -90,
        "pk.limitation.art.151 instead of pk.limitation.art.156",
    ),
    # Seven days before the hearing are seven whole days between.
    "the direction": (
        hearing("2024-05-15") + deadline(of='"next"', within='"7 days"'),
        hearing("2024-05-15") + deadline(of='"next"', within='"7 days"', direction='"before"'),
        CauseKind.RULE,
        -15,
        "direction: before instead of after",
    ),
    "the method of service": (
        US + served() + answer(service='"personal"'),
        US + served() + answer(service='"mail"'),
        CauseKind.SERVICE,
        4,
        "service: mail instead of personal",
    ),
    "the day of service": (
        US + served() + answer(),
        US + served("2024-04-22") + answer(),
        CauseKind.SERVICE,
        4,
        "service of 22 April 2024 instead of service of 18 April 2024",
    ),
    "a service that was superseded": (
        US + served() + served("2024-04-22", "again") + answer(),
        US
        + served()
        + served("2024-04-22", "again")
        + answer()
        + event("supersession", "served", "2024-04-25", to='"again"'),
        CauseKind.SERVICE,
        4,
        "service of 22 April 2024",
    ),
    # Tuesday 23 April 2024 was closed in Karachi, and not in Islamabad.
    "the calendar": (
        order("2024-04-16") + window(),
        order("2024-04-16") + window(calendar='"pk.shc"'),
        CauseKind.CALENDAR,
        1,
        "calendar: pk.shc instead of pk.federal",
    ),
    "an extension": (
        WEEK,
        WEEK + longer("2024-05-02"),
        CauseKind.EXTENSION,
        8,
        "extension to 2 May 2024 granted, 20 April",
    ),
    "an extension that was taken back": (
        WEEK + longer("2024-05-02"),
        WEEK + longer("2024-05-02") + event("recall", "extension-duty", "2024-04-22"),
        CauseKind.EXTENSION,
        -8,
        "no longer there: extension to 2 May 2024",
    ),
    "an extension that is longer": (
        WEEK + longer("2024-05-02"),
        WEEK + longer("2024-05-06"),
        CauseKind.EXTENSION,
        4,
        "extension to 6 May 2024",
    ),
    # The order is of another day as well; the extension to a day hides that.
    "an extension to another day of what moved under it": (
        WEEK + longer("2024-05-02"),
        order("2024-04-18") + window() + longer("2024-05-06"),
        CauseKind.EXTENSION,
        4,
        "extension to 6 May 2024",
    ),
    "a pin": (WEEK, WEEK + pin("2024-04-22", "2024-04-24"), CauseKind.PIN, -2, "pinned by R. Khan: agreed"),
    "a pin that is gone": (WEEK + pin("2024-04-22", "2024-04-24"), WEEK, CauseKind.PIN, 2, "no longer pinned"),
    "another pin": (
        WEEK + pin("2024-04-22", "2024-04-24"),
        # The computed date moved as well; the pin hides it on both sides.
        order("2024-04-18") + window() + pin("2024-04-23", "2024-04-24"),
        CauseKind.PIN,
        1,
        "agreed",
    ),
    "a hearing": (hearing("2024-05-09"), hearing("2024-05-16"), CauseKind.HEARING, 7, "listed for another day"),
    "an adjournment": (
        hearing("2024-05-09"),
        hearing("2024-05-09") + event("adjournment", "next", "2024-05-08", until="2024-05-16", text='"No bench."'),
        CauseKind.HEARING,
        7,
        "adjourned on 8 May 2024: No bench.",
    ),
}


@pytest.mark.parametrize("name", ONE_CAUSE)
def test_exactly_one_cause(name: str) -> None:
    old, new, kind, days, words = ONE_CAUSE[name]
    change = only(old, new)
    assert change.kind is ChangeKind.MOVED
    (cause,) = change.causes
    assert (cause.kind, cause.days, change.days) == (kind, days, days)
    assert words in cause.text
    # The other way round it is the same thing, backwards.
    back = only(new, old)
    (cause,) = back.causes
    assert (cause.kind, cause.days, back.old, back.new) == (kind, -days, change.new, change.old)


def test_a_hearing_that_moves_takes_with_it_what_is_due_before_it() -> None:
    eve = order() + window(within=None, before='"next"')
    duty, listed = diff(docket(eve, hearing("2024-05-09")), docket(eve, hearing("2024-05-16")))
    assert [(cause.kind, cause.days) for cause in duty.causes] == [(CauseKind.TRIGGER, 7)]
    assert [(cause.kind, cause.days) for cause in listed.causes] == [(CauseKind.HEARING, 7)]


def test_what_it_hangs_on_is_the_cause_of_what_follows() -> None:
    then = deadline(id='"then"', of='"duty"', within='"5 days"', act='"filing"')
    first, second = diff(docket(WEEK, then), docket(order(), window(within='"8 days"'), then))
    assert [cause.kind for cause in first.causes] == [CauseKind.RULE]
    (cause,) = second.causes
    assert (second.id, cause.kind, cause.days) == ("then", CauseKind.CHAIN, 1)
    assert cause.text == "duty: runs from 25 April 2024 instead of 24 April 2024"


def test_the_law_is_a_cause_of_its_own() -> None:
    # Ten days from 30 November 2009 leave out Saturdays and Sundays; from 1 December they do not.
    old = US.replace("2024-04-17", "2009-11-30") + deadline(court='"us.nysd"', within='"10 days"')
    change = only(old, old.replace("2009-11-30", "2009-12-01"))
    kinds = {cause.kind: cause.days for cause in change.causes}
    assert set(kinds) == {CauseKind.TRIGGER, CauseKind.LAW}
    assert change.days == sum(days or 0 for days in kinds.values())
    assert kinds[CauseKind.TRIGGER] == 1
    assert any("2009-12-01" in cause.text for cause in change.causes if cause.kind is CauseKind.LAW)


def test_what_was_announced_between_two_days() -> None:
    book = docket(order("2026-03-10"), window(calendar='"pk.shc"', within='"10 days"'))
    (change,) = diff(book, book, old_known_on="2026-03-12", new_known_on="2026-11-01")
    (cause,) = change.causes
    assert (cause.kind, cause.days) == (CauseKind.CALENDAR, change.days)
    assert "Eid" in cause.text
    assert diff(book, book, old_known_on="2026-03-12", new_known_on="2026-03-12") == []


def test_doubt_that_changes_is_told_though_the_date_stays() -> None:
    book = docket(order("2027-03-02"), window(within='"7 days"'))
    (change,) = diff(docket(order("2027-03-02"), window(within='"7 days"', calendar='"none"')), book)
    assert (change.kind, change.days) == (ChangeKind.DOUBT, 0)
    assert change.causes[0].text.startswith("settled before, provisional (2027-03-")
    assert change.causes[0].kind is CauseKind.CALENDAR


@pytest.mark.parametrize(
    ("old", "new", "kind", "words"),
    [
        # Time begins to run, or no longer runs.
        (
            SUIT + deadline(of='"suit"'),
            SUIT + "filed = 2024-04-18\n" + deadline(of='"suit"'),
            CauseKind.TRIGGER,
            "before: time has not begun to run: it waits for the A v B",
        ),
        (
            SUIT + "filed = 2024-04-18\n" + deadline(of='"suit"'),
            SUIT + deadline(of='"suit"'),
            CauseKind.TRIGGER,
            "now: time has not begun to run: it waits for the A v B",
        ),
        (WEEK, order() + window(within=None, continuing="true"), CauseKind.RULE, "a standing duty now"),
        (order() + window(within=None, continuing="true"), WEEK, CauseKind.RULE, "a standing duty before"),
        (WEEK, order() + window(within='"10 years"'), CauseKind.OTHER, "not computed now: "),
        (order() + window(within='"10 years"'), WEEK, CauseKind.OTHER, "not computed before: "),
        (
            hearing("2024-05-09"),
            hearing("[2024-05-09, 2024-05-10]"),
            CauseKind.HEARING,
            "sources differ now: 9 or 10 May",
        ),
        (hearing("[2024-05-09, 2024-05-10]"), hearing("2024-05-09"), CauseKind.HEARING, "sources differed before"),
    ],
)
def test_a_date_that_comes_or_goes_has_a_cause(old: str, new: str, kind: CauseKind, words: str) -> None:
    change = only(old, new)
    (cause,) = change.causes
    assert (change.kind, change.days, cause.kind, cause.days) == (ChangeKind.MOVED, None, kind, None)
    assert words in cause.text


def test_other_days_of_which_sources_differ_are_a_move() -> None:
    change = only(hearing("[2024-05-09, 2024-05-10]"), hearing("[2024-05-09, 2024-05-11]"))
    assert (change.kind, change.old, change.new) == (ChangeKind.MOVED, None, None)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("10:00:00", "14:30:00", "at 14:30 instead of 10:00"),
        (None, "14:30:00", "at 14:30 instead of no hour"),
        ("10:00:00", None, "no hour now, 10:00 before"),
    ],
)
def test_an_hour_that_moves_is_told_though_the_day_stays(old: str | None, new: str | None, words: str) -> None:
    change = only(hearing(at=old), hearing(at=new))
    assert (change.kind, change.days) == (ChangeKind.MOVED, 0)
    assert [(cause.kind, cause.text, cause.days) for cause in change.causes] == [(CauseKind.HEARING, words, 0)]


def test_the_end_of_the_last_day_is_part_of_it() -> None:
    # In the Third Circuit a paper has to be there by five in the afternoon; other acts have until midnight.
    first = '[[order]]\nid = "order"\ncourt = "us.ca3"\nmade = 2024-04-17\ntitle = "Order"\n'
    change = only(
        first + deadline(court='"us.ca3"', act='"filing"', means='"electronic"'), first + deadline(court='"us.ca3"')
    )
    assert (change.kind, change.days, change.causes[0].kind) == (ChangeKind.MOVED, 0, CauseKind.RULE)


def test_what_came_what_went_and_what_is_called_otherwise() -> None:
    old, new = docket(WEEK, deadline()), docket(order(), window(what='"obey it"'), hearing())
    renamed, added, removed = diff(old, new)
    assert (renamed.id, renamed.kind, renamed.days, renamed.causes[0].text) == (
        "duty",
        ChangeKind.RENAMED,
        0,
        "called 'obey' before",
    )
    assert (added.id, added.kind, added.old, str(added.new)) == ("next", ChangeKind.ADDED, None, "2024-05-09")
    assert (removed.id, removed.kind, str(removed.old), removed.new) == (
        "reply",
        ChangeKind.REMOVED,
        "2024-05-07",
        None,
    )


def test_what_moves_no_date_is_no_difference() -> None:
    old = docket(WEEK, deadline())
    new = docket(
        WEEK,
        deadline(),
        verification("2024-04-24"),
        event("statement", "duty", "2024-04-20"),
        event("extension", "duty", "2024-04-20", state='"requested"', until="2024-05-02", id='"asked"'),
    )
    assert diff(old, new) == []


# ------------------------------------------------------------------ whatever is changed

MADE = st.integers(1, 28).map(lambda n: f"2024-04-{n:02}")


@st.composite
def files(draw: st.DrawFn) -> Docket:
    """Return a docket of one window, a deadline on it and a hearing, with whatever people do to them."""
    made = draw(MADE)
    more = []
    if draw(st.booleans()):
        end = draw(st.sampled_from(["until = 2024-05-20", 'within = "5 days"\ncounted_from = "rolled"']))
        first, _, rest = end.partition(" = ")
        keys = {first: rest.partition("\n")[0]} | ({"counted_from": '"rolled"'} if "within" in end else {})
        more.append(event("extension", "duty", "2024-04-20", state='"granted"', **keys))
    if draw(st.integers(0, 4)) == 0:
        more.append(pin(draw(MADE), "2024-04-24"))
    if draw(st.booleans()):
        more.append(event("adjournment", "next", "2024-05-01", until=f"2024-05-{draw(st.integers(9, 28)):02}"))
    served_on = draw(MADE)
    return docket(
        order(made),
        served(served_on),
        window(
            within=draw(st.sampled_from(['"3 days"', '"one week"', '"1 month"'])),
            calendar=draw(st.sampled_from(['"pk.federal"', '"pk.shc"', '"pk.ihc"'])),
            act=draw(st.sampled_from(['"other"', '"filing"', '"lapse"'])),
        ),
        deadline(id='"then"', of='"duty"', within=draw(st.sampled_from(['"5 days"', '"2 weeks"']))),
        deadline(
            of=draw(st.sampled_from(['"served"', '"order"'])), within=draw(st.sampled_from(['"5 days"', '"2 weeks"']))
        ),
        hearing(),
        *more,
    )


@settings(max_examples=150)
@given(files(), files())
def test_the_days_of_the_causes_add_up_to_those_of_the_move(old: Docket, new: Docket) -> None:
    for change in diff(old, new):
        if change.kind is not ChangeKind.MOVED:
            continue
        assert change.causes, change
        given_ = [cause.days for cause in change.causes]
        note(f"{len(given_)} causes{'' if None not in given_ else ', not all with days'}")
        if None not in given_:
            assert sum(days for days in given_ if days is not None) == change.days, change


@settings(max_examples=30)
@given(files())
def test_nothing_differs_from_itself(book: Docket) -> None:
    assert diff(book, book) == []


MIRRORED = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}


@settings(max_examples=60)
@given(files(), files())
def test_backwards_everything_is_the_other_way_round(old: Docket, new: Docket) -> None:
    there = {change.id: change for change in diff(old, new)}
    back = {change.id: change for change in diff(new, old)}
    assert there.keys() == back.keys()
    for id_, change in there.items():
        other = back[id_]
        assert (other.old, other.new) == (change.new, change.old)
        assert other.kind is MIRRORED.get(change.kind, change.kind)
        assert other.days == (None if change.days is None else -change.days)


@given(MADE, MADE)
def test_one_cause_is_the_same_both_ways(first: str, second: str) -> None:
    one, other = docket(order(first), window()), docket(order(second), window())
    for there, back in zip(diff(one, other), diff(other, one), strict=True):
        assert [(c.kind, c.days) for c in there.causes] == [(c.kind, -(c.days or 0)) for c in back.causes]


def test_a_hearing_that_is_put_off_without_a_day_takes_the_days_that_hang_on_it() -> None:
    book = (order(), hearing(), window(within=None, before='"next"'))
    gone = event("adjournment", "next", "2024-05-02", text='"Sine die."')
    found = {change.id: change for change in diff(docket(*book), docket(*book, gone))}
    assert {(one.id, str(one.old), str(one.new)) for one in found.values()} == {
        ("next", "2024-05-09", "None"),
        ("duty", "2024-05-08", "None"),
    }
    assert [cause.text for cause in found["next"].causes] == ["adjourned on 2 May 2024, without a day: Sine die."]
    assert "no date has been given" in found["duty"].causes[0].text


def test_a_day_that_sources_begin_to_dispute_is_a_doubt_that_changed() -> None:
    was = (order(), event("service", "order", "2024-04-18", id='"s"'), deadline(of='"s"'))
    now = (order(), event("service", "order", "[2024-04-18, 2024-04-19]", id='"s"'), deadline(of='"s"'))
    change = only("\n".join(was), "\n".join(now))
    assert (change.kind, change.days) == (ChangeKind.DOUBT, 0)
    assert "disputed (2024-05-08 to 2024-05-09) now" in change.causes[0].text
