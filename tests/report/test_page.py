"""What the page says: the day, the states, the reasons, what is left out; and always in the same bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest

from courtclock.dates import to_instant
from courtclock.deadline import Deadline, Term
from courtclock.docket import Docket, load, loads, status
from courtclock.errors import InvalidDate
from courtclock.report import report
from report.hostile import Skeleton, checked, docket, tree
from report.regolden import GOLDEN, written

ROOT = Path(__file__).parents[2]
X = ROOT / "examples" / "x-restoration.toml"
APPEAL = ROOT / "examples" / "appeal-with-copying-time.toml"
LETTERS = Path(__file__).parent / "letters.toml"


def words(part: str) -> str:
    """Return what a reader sees of some markup."""
    fragment = html5lib.parseFragment(part, namespaceHTMLElements=False)
    return " ".join("".join(_spaced(fragment)).split())


def _spaced(element: Any) -> Iterator[str]:
    """Give the text of an element; parts that stand below each other are parted."""
    parted = element.tag in {"p", "li", "dt", "dd", "h3", "h4", "div"}
    yield " " if parted else ""
    yield element.text or ""
    for child in element:
        yield from _spaced(child)
        yield child.tail or ""
    yield " " if parted else ""


def article(page: str, anchor: str) -> str:
    found = re.search(rf'<article class="entry" id="entry-{anchor}".*?</article>', page, re.DOTALL)
    assert found
    return words(found[0])


def rows(page: str) -> list[list[str]]:
    """Return the cells of the table of states, without the names that small screens show in them."""
    page = re.sub(r'<span class="cell-name"[^>]*>.*?</span>', "", page)
    return [
        [words(cell) for cell in re.findall(r"<t[dh] [^>]*>(.*?)</t[dh]>", row, re.DOTALL)]
        for row in re.findall(r'<tr role="row">(.*?)</tr>', page, re.DOTALL)
    ]


def test_the_table_of_states_is_the_status() -> None:
    book = load(X)
    for on in ("2024-02-22", "2024-04-25", "2025-05-07"):
        found = rows(report(book, on))
        assert found[0] == ["Date", "State", "What", "Remarks", "On default; next date"]
        assert sorted(row[1] for row in found[1:]) == sorted(one.state.value for one in status(book, on))


def test_the_golden_page() -> None:
    assert written() == GOLDEN.read_text(encoding="utf-8")


def test_what_has_expired_stands_with_its_consequence_and_next_date() -> None:
    page = report(load(X), "2024-04-25")
    (row,) = (row for row in rows(page) if "Withdraw the letter of 17 February 2024" in row[2])
    assert row[0].startswith("Wednesday 24 April 2024 last day")
    assert row[1] == "time expired"
    assert row[2].endswith("by Ministry of Interior")
    assert row[3] == "no compliance recorded as of 25 April 2024"
    assert row[4] == "failing which: the court will pass appropriate orders 9 May 2024, High Court of Sindh"


def test_the_next_date_is_after_the_last_day() -> None:
    page = report(load(APPEAL), "2026-03-20")
    (row,) = (row for row in rows(page) if "Deposit the costs" in row[2])
    # The hearing of 14 April is the day of the order itself; what comes after the last day, 21 April, is 5 May.
    assert row[4] == "5 May 2026, High Court of Sindh"


def test_the_signs_that_are_used_are_explained_and_no_others() -> None:
    page = report(load(APPEAL), "2026-03-20")
    legend = words(page[page.index('<ul class="legend"') :].partition("</ul>")[0])
    assert legend == "time of a deadline last day hearing the day of this report"


CLOCK = b"""
[docket]
schema = 1
id = "clock"
title = "Hours, a cut-off, a count back, a first day"
recorded = 2024-07-01T18:00:00-04:00
[[order]]
id = "order"
court = "us.ded"
made = 2024-07-01
title = "Order"
[[window]]
id = "delaware"
order = "order"
what = "file in Delaware"
within = "21 days"
act = "filing"
means = "electronic"
[[hearing]]
id = "hearing"
court = "us.nysd"
on = 2024-09-09
[[deadline]]
id = "motion"
what = "serve the motion"
within = "14 days"
of = "hearing"
direction = "before"
[[deadline]]
id = "default"
what = "move for default"
within = "21 days"
of = "order"
bound = "earliest"
"""


def test_an_hour_a_count_back_and_a_first_day() -> None:
    page = report(loads(CLOCK), "2024-07-10")
    found = {row[2].partition(". ")[2].partition(" hearing,")[0]: row[0] for row in rows(page)[1:]}
    cut_off = "Monday 22 July 2024, 17:00 (-0400)"
    assert found == {
        "File in Delaware": f"Monday 22 July 2024 last day until {cut_off} time from 1 July 2024",
        "Move for default": "Monday 22 July 2024 not before time from 1 July 2024",
        "Serve the motion": "Monday 26 August 2024 last day counted back from 9 September 2024",
        "Hearing": "Monday 9 September 2024",
    }
    said = article(page, "delaware")
    assert f"Last day Monday 22 July 2024, until {cut_off}" in said


def test_a_period_in_hours_ends_at_its_instant() -> None:
    term = Term(trigger="2024-07-01T10:00:00-04:00", period="48 hours", court="us.nysd")
    deadline = Deadline(id="soon", what="respond", term=term)
    book = Docket(id="h", title="H", recorded=to_instant("2024-07-01T10:00:00-04:00"), deadlines=(deadline,))
    page = report(book, "2024-07-02")
    checked(page)
    assert '<time datetime="2024-07-03T10:00:00-04:00">Wednesday 3 July 2024, 10:00 (-0400)</time>' in page


def test_an_entry_has_its_steps_with_linked_citations() -> None:
    page = report(load(APPEAL), "2026-03-20")
    said = article(page, "first-appeal")
    computed = load(APPEAL).standing(load(APPEAL).entry("first-appeal")).computation
    assert computed is not None
    for step in computed.steps:
        assert " ".join(step.text.split()) in said
        assert step.cite is None or str(step.cite) in said
        assert step.cite is None or not step.cite.url or f'href="{step.cite.url}"' in page.replace("&amp;", "&")
    for value in computed.editions.values():
        assert value in said


def test_doubt_is_told_with_its_range_its_reasons_and_its_readings() -> None:
    book = loads(LETTERS.read_bytes().replace(b'state = "granted"', b'state = "refused"'))
    page = report(book, "2027-03-10")
    said = article(page, "week")
    computed = book.standing(book.entry("week")).computation
    assert computed is not None
    assert "Earliest and latest Wednesday 10 March 2027 to Monday 15 March 2027" in said
    assert "Safe under every reading Wednesday 10 March 2027" in said
    for reason in computed.because:
        assert reason in said
    for reading in computed.readings:
        assert reading.text in said
        assert reading.cite in said
    assert "(prevailing)" in said
    assert any("disputed and provisional: 10 to 15 March 2027" in row[0] for row in rows(page))


STANDING = """
[docket]
schema = 1
id = "d"
title = "T"
recorded = 2026-01-05T18:00:00+05:00
[[order]]
id = "o"
court = "{court}"
made = {made}
title = "T"
[[window]]
id = "w"
order = "o"
what = "pay it"
within = "{within}"
act = "{act}"
"""
GRANTED = '[[event]]\nid = "e"\nkind = "extension"\nof = "w"\non = {on}\nstate = "granted"\n{how}\n'
PIN = '[[pin]]\nid = "p"\nof = "w"\non = {on}\ncomputed = {computed}\nby = "A"\nreason = "told by the registry"\n'


def standing(more: str, on: str, court: str = "pk.shc", made: str = "2027-02-01", within: str = "1 week") -> str:
    act = 'filing"\nmeans = "email' if court == "gb.eaw.hc" else "payment"
    return report(loads((STANDING.format(court=court, made=made, within=within, act=act) + more).encode()), on)


def test_an_extended_day_in_doubt_is_drawn_and_told_as_a_range() -> None:
    how = 'within = "31 days"\ncounted_from = "rolled"'
    page = standing(GRANTED.format(on="2027-02-05", how=how), "2027-02-06")
    cell, said = rows(page)[1][0], article(page, "w")
    assert cell.startswith("Saturday 13 March 2027 last day disputed and provisional: 11 to 15 March 2027")
    assert "extended; computed: 8 February 2027" in cell
    assert "Assurance disputed" in said
    assert "Earliest and latest Thursday 11 March 2027 to Monday 15 March 2027" in said
    assert page.count('<g class="range"><title>') == page.count('<g class="extension"><title>') == 1
    assert "Assurance settled" not in said


@pytest.mark.parametrize(
    ("more", "date"),
    [
        (GRANTED.format(on="2027-03-05", how="until = 2027-04-25"), "Sunday 25 April 2027 last day extended"),
        (PIN.format(on="2027-03-09", computed="2027-03-11"), "Tuesday 9 March 2027 last day kept by hand"),
    ],
)
def test_a_day_fixed_by_the_court_or_by_hand_has_no_range(more: str, date: str) -> None:
    page = standing(more, "2027-03-06", made="2027-03-02", within="9 days")
    assert rows(page)[1][0].startswith(date)
    assert '<g class="range">' not in page
    assert "Why it is not settled" not in page


@pytest.mark.parametrize(
    ("more", "date"),
    [
        (PIN.format(on="2026-06-09", computed="2026-06-11"), "Tuesday 9 June 2026"),
        (GRANTED.format(on="2026-06-05", how="until = 2026-06-25"), "Thursday 25 June 2026"),
    ],
)
def test_the_hour_is_that_of_the_day_that_stands(more: str, date: str) -> None:
    page = standing(more, "2026-06-06", "gb.eaw.hc", "2026-06-01", "10 days")
    assert rows(page)[1][0].startswith(f"{date} last day until {date}, 16:00 (+0100)")
    assert f"Last day {date}, until {date}, 16:00 (+0100)" in article(page, "w")
    assert "until Thursday 11 June" not in words(page[page.index("<main") :])


def test_a_pinned_day_that_could_not_be_computed_is_a_day() -> None:
    page = standing(PIN.format(on="2031-06-09", computed="2031-06-11"), "2031-06-05", made="2031-06-01")
    assert rows(page)[1][0].startswith("Monday 9 June 2031 last day kept by hand")
    assert 'id="not-computed"' not in page
    assert "Why it could not be computed" in article(page, "w")
    assert '<g class="unknown">' not in page
    assert '<g class="last-day">' in page


def test_a_hearing_adjourned_without_a_day_is_not_the_next_date() -> None:
    book = APPEAL.read_text(encoding="utf-8")
    hearing = next(part for part in book.split("[[") if part.startswith("hearing]]") and "2026-05-05" in part)
    given = re.findall(r'^id = "(.*)"', hearing, re.MULTILINE)[0]
    off = f'\n[[event]]\nid = "off"\nkind = "adjournment"\nof = "{given}"\non = 2026-03-10\n'
    (row,) = (row for row in rows(report(loads((book + off).encode()), "2026-03-20")) if "Deposit the costs" in row[2])
    assert "5 May 2026" not in row[4]


def test_what_is_not_computed_is_told_with_the_reason() -> None:
    page = report(loads(LETTERS.read_bytes()), "2027-03-10")
    found = words(page[page.index('<h2 id="not-computed">') : page.index('<h2 id="entries">')])
    assert "(unknown)" in found
    assert "its coverage ends on 2027-12-31" in found
    assert "Answer the summons (pending): time has not begun to run" in found


def test_sources_that_differ_are_both_told() -> None:
    page = report(load(X), "2024-10-01")
    assert "12 or 13 September 2024 (sources differ): Statement, a statement to the court" in article(
        page, "one-week-restoration"
    )
    heard = report(loads(LETTERS.read_bytes()), "2027-03-10")
    assert "Saturday 20 March 2027 or Monday 22 March 2027 (sources differ)" in article(heard, "served")


def test_what_comes_later_is_left_out_and_counted() -> None:
    book = load(X)
    early, late = report(book, "2024-04-25"), report(book, "2025-05-07")
    assert "PTA counsel: the letter is withdrawn" in late
    assert "PTA counsel: the letter is withdrawn" not in early
    later = sum(event.happened > event.happened.__class__(2024, 4, 25) for event in book.events)
    assert f"{later} events of the docket are left out" in early
    assert "of the docket are left out" not in late


def test_by_what_was_known_on_a_day() -> None:
    book = load(APPEAL)
    page = report(book, "2026-03-20", known_on="2026-01-25")
    # On the list published in January, Eid was the 21st to the 23rd: the 20th was open, and the last day.
    assert "by what was known on 25 January 2026" in words(page)
    assert page != report(book, "2026-03-20")
    # Filed on the 24th and recorded then: who looks with the eyes of January does not know it.
    assert "Appeal presented." not in report(book, "2026-05-01", known_on="2026-01-25")
    assert "Appeal presented." in report(book, "2026-05-01")


@pytest.mark.parametrize("day", ["2024-02-30", "today", "", "2024-04-25T10:00:00"])
def test_what_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(InvalidDate):
        report(load(APPEAL), day)
    with pytest.raises(InvalidDate):
        report(load(APPEAL), "2026-03-20", known_on=day)


def test_the_same_input_gives_the_same_bytes_in_every_process() -> None:
    script = (
        "import sys; from courtclock.docket import load; from courtclock.report import report;"
        "sys.stdout.buffer.write(report(load(sys.argv[1]), '2024-04-25').encode())"
    )
    expected = report(load(X), "2024-04-25").encode()
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/New_York")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        done = subprocess.run([sys.executable, "-c", script, X], capture_output=True, check=True, env=environment)
        assert done.stdout == expected


def test_letters_of_other_scripts_have_a_direction_of_their_own() -> None:
    page = report(loads(LETTERS.read_bytes()), "2027-03-10")
    checked(page)
    found = tree(page)
    heading = found.find("body/header/h1")
    assert heading.get("dir") == "auto"
    assert heading.get("lang") == ""
    assert found.get("lang") == "en"
    # Whatever holds a letter of those scripts is isolated, or a paragraph with a direction of its own.
    parents = {child: parent for parent in found.iter() for child in parent}
    for element in found.iter():
        if re.search(r"[\u0600-\u06ff\u0900-\u097f]", element.text or "") and element.tag not in {"title", "desc"}:
            isolated = element.tag == "bdi" or element.get("dir") == "auto" or parents[element].tag == "bdi"
            drawn = element.tag.endswith("}title") or (element.tag.endswith("}text") and "\u2068" in element.text)
            assert isolated or drawn, element.text


def test_the_page_has_landmarks_and_headings_in_order() -> None:
    page = report(loads(LETTERS.read_bytes()), "2027-03-10")
    tags = Skeleton(page).tags
    for landmark in ("header", "nav", "main", "footer"):
        assert tags.count(landmark) == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    first = next(tag for tag, name, _ in Skeleton(page).attributes if name == "href")
    assert first == "a"
    assert page.index('class="skip"') < page.index("<header>")
    assert '<th scope="col"' in page
    assert '<th scope="row"' in page
    assert "<caption>" in page


def test_a_drawing_has_a_name_and_a_description() -> None:
    page = report(load(X), "2024-04-25")
    (drawing,) = re.findall(r'<svg class="drawing" ([^>]*)>', page)
    assert 'role="img"' in drawing
    assert 'aria-labelledby="timeline-1-title timeline-1-desc"' in drawing
    assert '<title id="timeline-1-title">Timeline, 21 February 2024 to 6 February 2025</title>' in page
    assert re.search(r'<desc id="timeline-1-desc">24 rows', page)


def test_the_page_says_what_it_is_not() -> None:
    page = words(report(load(APPEAL), "2026-03-20").partition("<footer>")[2])
    assert "Not legal advice" in page
    assert "not a finding that an order was disobeyed" in page


def test_a_deadline_that_hangs_on_another_links_to_it() -> None:
    page = report(docket("x"), "2027-03-10")
    assert 'href="#entry-x6"' in re.findall(r'<article class="entry" id="entry-x11".*?</article>', page, re.DOTALL)[0]


def test_a_thousand_entries_are_one_page() -> None:
    head = b'[docket]\nschema = 1\nid = "many"\ntitle = "Many"\nrecorded = 2024-04-17T18:00:00+05:00\n'
    hearing = '[[hearing]]\nid = "h{n}"\ncourt = "pk.shc"\non = {y}-{m:02}-{d:02}\npurpose = "Hearing {n}"\n'
    many = "".join(hearing.format(n=n, y=2020 + n // 336, m=n // 28 % 12 + 1, d=n % 28 + 1) for n in range(1000))
    book: Docket = loads(head + many.encode())
    page = report(book, "2021-01-01")
    assert page.count("<article ") == 1000
    assert page.count('<svg class="drawing"') == -(-1000 // 28)
