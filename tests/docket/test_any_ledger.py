"""Whatever is written into a ledger: a fault, or an answer to every question; never anything else."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import event as note
from hypothesis import strategies as st

from courtclock.dates import to_date
from courtclock.docket import Docket, status
from courtclock.docket.agenda import Part, agenda, evening
from courtclock.docket.diff import diff
from courtclock.docket.sheet import sheets
from courtclock.errors import DocketFault
from courtclock.ledger import EventKind
from courtclock.trace import Assurance, Computation
from dockets import deadline, docket, event, hearing, order, pin, verification, window

SUIT = '[[petition]]\nid = "suit"\ncourt = "pk.shc"\ntitle = "A v B"\n'
EVENTS, DEADLINES = ["e0", "e1", "e2", "e3"], ["d0", "d1", "d2"]
IDS = ["suit", "order", "next", "duty", "eve", *EVENTS, *DEADLINES]
MORE: list[dict[str, str | None]] = [
    {},
    {"state": '"granted"', "until": "2024-05-12"},
    {"state": '"granted"', "within": '"5 days"', "counted_from": '"unrolled"'},
    {"state": '"requested"'},
    {"scope": '"proceedings"'},
    {"until": "2024-05-20"},
    {"to": "2024-05-21"},
    {"to": '"next"'},
]
OF_DAYS = st.sampled_from(["2024-04-18", "2024-04-25", "[2024-04-18, 2024-04-25]"])


@st.composite
def ledgers(draw: st.DrawFn) -> Docket:
    ids = st.sampled_from(IDS)
    rows = [
        SUIT,
        order(petitions='["suit"]'),
        hearing(petitions='["suit"]'),
        window(),
        window(id='"eve"', within=None, before='"next"'),
    ]
    for name in DEADLINES:
        two = draw(st.lists(ids, min_size=1, max_size=2, unique=True))
        of_ = f'["{two[0]}", "{two[-1]}"]' if len(two) > 1 else f'"{two[0]}"'
        which = draw(st.sampled_from(['"earlier"', '"later"'])) if len(two) > 1 else None
        rows.append(deadline(id=f'"{name}"', of=of_, which=which, within=f'"{draw(st.integers(0, 20))} days"'))
    for name in EVENTS:
        more = draw(st.sampled_from(MORE)) | {"id": f'"{name}"'}
        recorded = draw(st.sampled_from([None, "2024-05-01T10:00:00+05:00"]))
        # A further period is an extension's alone.
        kind = "extension" if "within" in more else draw(st.sampled_from(EventKind)).value
        if kind == "supersession":
            more |= {"to": f'"{draw(ids)}"'}
        rows.append(event(kind, draw(ids), draw(OF_DAYS), **{"recorded": recorded, **more}))
    kept = draw(st.sampled_from(["duty", "eve", *DEADLINES]))
    rows += draw(
        st.sampled_from([[], [pin("2024-04-22", "2024-04-24", of=kept)], [verification("2024-04-24", of=kept)]])
    )
    try:
        return docket(*rows)
    except DocketFault:
        assume(condition=False)  # such a file is refused, and is of no further use
        raise


def _coherent(answer: Computation) -> bool:
    """Whether the parts of an answer fit each other: a dispute has its readings, the one that prevails first."""
    readings = [reading.due for reading in answer.readings]
    return (
        (answer.assurance is not Assurance.DISPUTED or readings[0] == answer.answer)
        and answer.answer in answer.answers
        and (answer.earliest, answer.latest) == (answer.answers[0], answer.answers[-1])
        and answer.unrolled == answer.unrolled_answers[0]
    )


@settings(max_examples=60)
@given(ledgers(), ledgers())
def test_every_question_about_any_ledger_is_answered(book: Docket, other: Docket) -> None:
    for day in ("2024-04-10", "2024-04-22", "2024-04-25", "2024-06-10"):
        for known_on in (None, "2024-04-17", "2024-04-26"):
            found = status(book, day, known_on=known_on)
            note(" ".join(sorted({one.state.value for one in found})))
            items = agenda([book], day, known_on=known_on)
            assert {item.id for item in evening(items, day)} <= {one.entry.id for one in found}
            assert {item.id for item in items if item.part is Part.EXPIRED} <= {
                one.entry.id for one in found if one.standing.latest is not None and one.standing.latest < to_date(day)
            }
            for answer in (one.standing.computation for one in found):
                assert answer is None or _coherent(answer)
            assert [sheet.id for sheet in sheets(book, day, known_on=known_on)] == [one.entry.id for one in found]
    assert diff(book, book) == []
    assert {change.id for change in diff(book, other)} == {change.id for change in diff(other, book)}
