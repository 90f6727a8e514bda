"""The dockets whose feeds are read back: values, from which the library itself makes the bytes.

To add a case, add a function to `CASES`. What a case is for stands in its docstring.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from courtclock.citation import Source
from courtclock.dates import Time, to_instant
from courtclock.deadline import ComplianceWindow, Consequence, within
from courtclock.docket import Docket, load
from courtclock.matter import Hearing, Order, Petition

EXAMPLES = Path(__file__).parents[2] / "examples"
RECORDED = to_instant("2024-04-17T18:00:00+05:00")
# One court for each zone of importance: ahead and behind, whole and half hours, with and without summer time.
KARACHI, NEW_YORK, LONDON, DELHI, GUAM, HONOLULU = "pk.shc", "us.nysd", "gb.eaw.hc", "in.sc", "us.gud", "us.hid"
COURTS = (KARACHI, NEW_YORK, LONDON, DELHI, GUAM, HONOLULU)
URDU = "ایکس کی بندش؛ ایک ہفتہ، ورنہ عدالت حکم دے گی"
HINDI = "उच्च न्यायालय का आदेश: सात दिन के भीतर उत्तर दें"


def docket(name: str, **parts: Any) -> Docket:
    return Docket(id=f"interop-{name}", title=f"Interop: {name}", recorded=RECORDED, **parts)


def hearings(*given: tuple[str, str, str]) -> tuple[Hearing, ...]:
    """Return hearings from court, day and hour ("" where only the day is known)."""
    return tuple(
        Hearing(
            id=f"{court}-{on}-{at}",
            court=court,
            on=on,
            at=Time.fromisoformat(at) if at else None,
            purpose=f"{court} on {on} at {at or '?'}",
        )
        for court, on, at in given
    )


def all_day() -> Docket:
    """Windows with their last day, a standing duty, deadlines before and after, hearings without an hour."""
    petition = Petition(court=KARACHI, title="A v B", number="C.P. D-1 of 2024", filed="2024-03-01")
    order = Order(id="order", court=KARACHI, made="2024-04-17", title="One week", petitions=petition, coram="Abbasi CJ")
    leap = Order(id="leap", court=KARACHI, made="2024-02-22")
    next_date = Hearing(id="next", court=KARACHI, on="2024-05-09", purpose="next date")
    return docket(
        "all-day",
        petitions=(petition,),
        orders=(order, leap),
        hearings=(next_date, *hearings((DELHI, "2024-02-29", ""), (LONDON, "2024-12-31", ""))),
        windows=(
            ComplianceWindow(
                id="week", what="withdraw the letter", order=order, period="one week", by="Ministry of Interior",
                failing=Consequence(what="appropriate orders", at=next_date), responsible="Nadia Khan",
            ),
            ComplianceWindow(id="leap-week", what="end on the leap day", order=leap, period="7 days"),
            ComplianceWindow(id="standing", what="restore access", order=order, continuing=True),
        ),
        deadlines=(
            within("30 days").of(order).to("appeal", id="appeal"),
            within("3 days").before(next_date, court=KARACHI).to("file the reply", id="reply"),
        ),
        sources={"week": Source(title="The order", url="https://example.org/a,b;c?d=e&f=%20g")},
    )  # fmt: skip


def hours() -> Docket:
    """Hearings with an hour in six zones; a period in hours whose end is 23:59 in New York in July."""
    night = within("72 hours").of("2024-07-01T23:59:00-04:00", court=NEW_YORK).to("file the brief", id="brief")
    return docket(
        "hours",
        deadlines=(night,),
        hearings=hearings(
            *((court, "2024-05-09", "00:15:00") for court in COURTS),
            *((court, "2024-07-05", "23:59:00") for court in COURTS),
            *((court, "2024-12-31", "23:30:00") for court in COURTS),
            (KARACHI, "2024-05-09", "08:30:00"),
        ),
    )


def clock_changes() -> Docket:
    """Both days of the year on which the clocks change, hour by hour, and the days about them.

    No reminder falls into an hour that clocks skip or show twice: programs differ on when it would ring.
    """
    changes = (
        (NEW_YORK, "2026-03-08", ("2026-03-07", "2026-03-09")),
        (NEW_YORK, "2026-11-01", ("2026-10-31", "2026-11-02")),
        (LONDON, "2026-03-29", ("2026-03-28", "2026-03-30")),
        (LONDON, "2026-10-25", ("2026-10-24", "2026-10-26")),
    )
    through = ("00:00", "00:30", "01:00", "01:30", "02:00", "02:30", "03:00", "03:30", "04:00", "09:00", "23:30")
    about = ("00:30", "04:00", "09:00", "23:30")
    on_the_day = [(court, on, at) for court, on, _ in changes for at in through]
    beside = [(court, on, at) for court, _, days in changes for on in days for at in about]
    return docket("clock-changes", hearings=hearings(*on_the_day, *beside))


def far() -> Docket:
    """2045: beyond the tables of programs that stop in 2037; and 1995, before the rules of today."""
    days = ("1995-07-14", "2045-01-16", "2045-07-14", "2045-03-12", "2045-11-05")
    return docket("far", hearings=hearings(*((c, on, at) for c in COURTS for on in days for at in ("10:00:00", ""))))


def texts() -> Docket:
    """Scripts, signs and lengths that a writer folds or escapes wrongly."""
    given = {
        "urdu": URDU,
        "hindi": HINDI,
        "emoji": "⚖️ 👩🏽\u200d⚖️ 🇵🇰 \N{GRINNING FACE}",
        "combining": "e\u0301 a\u0308\u0323 क्षि ﷺ \u0639\u064e\u062f\u0652\u0644",
        "joiners": "می\u200cخواهم, \u200fright\u200e to left",  # noqa: RUF001 - Persian, with its joiner
        "signs": "a, b; c: d \"e\" 'f' =g= ^n ^^ %20 <b>&amp;</b> {x} \\n \\N C:\\North \\, \\;",
        "marks": ";,:;,:",
        "lines": "one\ntwo\r\nthree\rfour",
        "indent": "  two before,  two inside\n  and after a line",
    }
    long = {f"long-{n}": f"{n} " + "x" * n for n in range(36, 84)}  # a fold at each place of a line
    wide = {f"wide-{n}": "a" * (n % 5) + "عہد 🕰" * n for n in range(8, 20)}  # and inside each kind of character
    everything = {"everything": " ".join([URDU, HINDI, *given.values()]) * 12}  # some 8,000 characters
    return docket(
        "texts",
        hearings=tuple(
            Hearing(id=name, court=KARACHI, on="2024-05-09", purpose=text, note=f"{text}\n{text}")
            for name, text in (given | long | wide | everything).items()
        ),
    )


def looks_like_icalendar() -> Docket:
    """A text that quotes a feed."""
    text = "END:VEVENT\nBEGIN:VALARM\nDTSTART:20200101"
    return docket(
        "looks-like-icalendar",
        hearings=(Hearing(id="quoted", court=KARACHI, on="2024-05-09", purpose=text, note=text),),
    )


def doubt() -> Docket:
    """Tentative entries: a feast not yet sighted, sources that differ on a day, and what cannot be computed."""
    order = Order(id="order", court=KARACHI, made="2027-03-02", title=URDU)
    beyond = Order(id="beyond", court=KARACHI, made="2060-03-02")
    return docket(
        "doubt",
        orders=(order, beyond),
        windows=(
            ComplianceWindow(id="eid", what=HINDI, order=order, period="8 days", calendar="pk.federal"),
            ComplianceWindow(id="beyond", what="be told", order=beyond, period="7 days", calendar="pk.federal"),
        ),
        hearings=(Hearing(id="two-days", court=KARACHI, on=["2024-05-09", "2024-05-10"], purpose="sources differ"),),
    )


def _example(name: str) -> Callable[[], Docket]:
    return lambda: load(EXAMPLES / f"{name}.toml")


CASES: dict[str, Callable[[], Docket]] = {
    "all-day": all_day,
    "hours": hours,
    "clock-changes": clock_changes,
    "far": far,
    "texts": texts,
    "looks-like-icalendar": looks_like_icalendar,
    "doubt": doubt,
} | {path.stem: _example(path.stem) for path in sorted(EXAMPLES.glob("*.toml"))}
