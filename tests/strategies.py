"""What the tests share: how they ask for an answer, and what hypothesis makes questions of."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from courtclock.clock import compute
from courtclock.schema.request import read
from courtclock.trace import Computation

# Questions, up to their trigger and period.
SHC: dict[str, Any] = {"court": "pk.shc"}
IHC: dict[str, Any] = {"court": "pk.ihc"}
OFFICES: dict[str, Any] = {"regime": "pk.gca", "calendar": "pk.federal"}
BARE: dict[str, Any] = {"regime": "pk.gca", "calendar": "none"}
LIMITATION: dict[str, Any] = {"regime": "pk.limitation", "court": "pk.shc"}
BARE_LIMITATION: dict[str, Any] = {"regime": "pk.limitation", "calendar": "none"}


def ask(request: dict[str, Any], /, **more: Any) -> Computation:
    """Answer a request of the command line contract."""
    asked = read({**request, **more})
    return compute(asked.term, known_on=asked.known_on)


def day_of(answer: Computation) -> str:
    """Return the answer's day as text."""
    return answer.due_on.isoformat()


def reading_days(answer: Computation) -> list[str]:
    """Return where each reading leads, the prevailing one first."""
    found: list[dict[str, str]] = answer.to_json()["readings"]
    return [reading["due"] for reading in found]


def _days(first: int, last: int) -> st.SearchStrategy[str]:
    return st.dates(date(first, 1, 1), date(last, 12, 31)).map(date.isoformat)


TRIGGERS = _days(2007, 2026)
DAY_PERIODS = st.builds("{} {}".format, st.integers(1, 120), st.sampled_from(["days", "calendar days"])) | st.builds(
    "{} weeks".format, st.integers(1, 16)
)
MONTH_PERIODS = st.builds("{} months".format, st.integers(1, 18)) | st.builds("{} years".format, st.integers(1, 3))
PERIODS = DAY_PERIODS | MONTH_PERIODS
ACTS = st.sampled_from([None, "filing", "service", "payment", "lapse", "other"])
RUNS_FROM = st.sampled_from([None, "service", "entry", "filing", "order", "other"])
BOOKS = st.sampled_from([OFFICES, SHC, BARE, {**LIMITATION}, BARE_LIMITATION])

_INTERVALS = st.lists(
    st.builds(
        lambda start, length: [start.isoformat(), date.fromordinal(start.toordinal() + length).isoformat()],
        st.dates(date(2007, 1, 1), date(2026, 12, 31)),
        st.integers(0, 60),
    ),
    max_size=3,
)


@st.composite
def requests(draw: st.DrawFn) -> dict[str, Any]:
    """Make well-formed requests over the Pakistani rules; whether the law answers them is another matter."""
    made: dict[str, Any] = {**draw(BOOKS), "trigger": draw(TRIGGERS), "period": draw(PERIODS)}
    made |= {
        key: value
        for key, value in {
            "act": draw(ACTS),
            "runs_from": draw(RUNS_FROM),
            "direction": draw(st.sampled_from([None, "before"])),
            "bound": draw(st.sampled_from([None, "earliest"])),
            "first_day": draw(st.sampled_from([None, None, None, "included"])),
            "closures": draw(st.lists(TRIGGERS, max_size=2)) or None,
            "known_on": draw(st.none() | st.none() | TRIGGERS),
        }.items()
        if value is not None
    }
    if made["regime" if "regime" in made else "court"] == "pk.limitation" and draw(st.booleans()):
        made["excluded"] = draw(_INTERVALS)
    return made


READABLE = [
    *("regime", "court", "calendar", "trigger", "period", "direction", "bound", "first_day", "act", "service"),
    *("means", "runs_from", "excluded", "closures", "inaccessible", "appealed_from", "law_on", "known_on"),
]
# What junk is made of, besides noise: words that mean something, in places where they may not.
SNIPPETS = [
    *("2024-04-17", "9999-12-31", "0001-01-01", "2024-04-17T10:00:00+05:00", "9999-12-31T23:59:59-05:00"),
    *("7 days", "24 hours", "1 month", "100 years", "0 days", "10 court days", "P30D", "1 month + 9 days"),
    *("pk.shc", "pk.federal", "none", "pk.gca", "pk.limitation", "before", "earliest", "filing", "order"),
]
_SCRAPS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**6), 10**6)
    | st.floats(allow_nan=True)
    | st.text(max_size=12)
    | st.sampled_from(SNIPPETS)
)
JUNK = st.recursive(
    _SCRAPS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["id", *READABLE, "nonsense"])
JUNK_REQUESTS = st.dictionaries(KEYS, JUNK, max_size=8)
_EDGES = st.sampled_from(
    ["9999-12-31", "9999-12-01", "0001-01-01", "0001-02-28", "2005-12-31", "2027-12-31", "1897-03-11"]
)


@st.composite
def spoilt_requests(draw: st.DrawFn) -> dict[str, Any]:
    """Make requests that are nearly right: one to three values replaced by junk, or dates at the edges."""
    made = {**draw(requests()), **draw(st.dictionaries(KEYS, JUNK, max_size=2))}
    if draw(st.booleans()):
        made |= {"trigger": draw(_EDGES), "law_on": "2024-01-01"}
    return made
