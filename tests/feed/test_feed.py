"""The feed: its bytes, and what they say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from attrs import evolve
from lint import findings
from regolden import EXAMPLES, GOLDEN, NAMES

from courtclock.almanac import default_almanac
from courtclock.deadline import Deadline, Term
from courtclock.docket import Docket, load, loads
from courtclock.errors import DocketFault
from courtclock.feed import feed
from courtclock.feed.entries import Category, FeedEntry, entries

HEAD = """
[docket]
schema = 1
id = "matter"
title = "A matter"
recorded = 2024-04-17T18:00:00+05:00
"""
ORDER = """
[[order]]
id = "order"
court = "pk.shc"
made = 2024-04-17
title = "Obey"
"""
HEARING = """
[[hearing]]
id = "next"
court = "pk.shc"
on = 2024-05-09
purpose = "Compliance"
"""
WEEK = """
[[window]]
id = "week"
order = "order"
what = "obey"
within = "one week"
calendar = "pk.federal"
"""


def docket(*parts: str) -> Docket:
    return loads("\n".join([HEAD, *parts]).encode())


COURT_HOUR = """
[[order]]
id = "order"
court = "us.ca3"
made = 2024-04-17
title = "Answer the motion"

[[deadline]]
id = "answer"
what = "answer the motion"
within = "10 days"
of = "order"
act = "filing"
means = "electronic"
"""


def written(*parts: str) -> bytes:
    return feed(docket(*parts))


def shown(book: Docket) -> list[FeedEntry]:
    return entries(book, almanac=default_almanac())[0]


Event = dict[str, str]


def events(data: bytes) -> list[Event]:
    """Read the events: property name, with its parameters, to raw value; alarms are left out."""
    text = data.decode().replace("\r\n ", "")
    found = []
    for body in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", text, re.DOTALL):
        own = re.sub(r"BEGIN:VALARM.*?END:VALARM\r\n", "", body, flags=re.DOTALL)
        found.append(dict(line.split(":", 1) for line in own.split("\r\n") if line))
    return found


def one(data: bytes, summary: str) -> Event:
    (found,) = [event for event in events(data) if summary.lower() in event["SUMMARY"].lower()]
    return found


def head(data: bytes) -> str:
    return data.decode().replace("\r\n ", "").split("BEGIN:VEVENT")[0]


# ------------------------------------------------------------------ goldens


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_have_the_bytes_that_were_read_and_kept(name: str) -> None:
    # After a wanted change: python tests/feed/regolden.py, and read the difference.
    assert feed(load(EXAMPLES / f"{name}.toml")) == (GOLDEN / f"{name}.ics").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_the_lint_finds_nothing_in_the_examples(name: str) -> None:
    assert findings(feed(load(EXAMPLES / f"{name}.toml"))) == []


def test_the_x_feed_says_what_the_order_of_17_april_asked() -> None:
    data = feed(load(EXAMPLES / "x-restoration.toml"))
    last = one(data, "Last day: withdraw the letter")
    assert last["DTSTART;VALUE=DATE"] == "20240424"
    assert last["DTEND;VALUE=DATE"] == "20240425"
    assert last["STATUS"] == "CONFIRMED"
    assert last["TRANSP"] == "TRANSPARENT"
    # What is said in court is said to be only that; the consequence is the order's, on its day.
    assert "not yet a fact" in last["DESCRIPTION"]
    assert "Failing which: the court will pass appropriate orders on Thursday 9 May 2024" in last["DESCRIPTION"]
    bar = one(data, "Time to withdraw the letter")
    assert (bar["DTSTART;VALUE=DATE"], bar["DTEND;VALUE=DATE"]) == ("20240417", "20240425")
    hearing = one(data, "consequence of the order of 17 April")
    assert hearing["DTSTART;VALUE=DATE"] == "20240509"
    assert hearing["TRANSP"] == "OPAQUE"
    assert hearing["LOCATION"] == "High Court of Sindh"


def test_the_x_feed_holds_every_entry_of_the_docket() -> None:
    book = load(EXAMPLES / "x-restoration.toml")
    bars = sum(not window.continuing for window in book.windows)
    assert len(events(feed(book))) == len(list(book.entries)) + bars


# ------------------------------------------------------------------ any text at all

NASTY = {
    "urdu": "ایکس کی بندش، ایک ہفتہ؛ عدالت کا حکم",
    "hindi": "उच्च न्यायालय का आदेश: सात दिन",
    "emoji": "⚖️ 👩‍⚖️ 🇵🇰 due",
    "backslashes": r"C:\North\new\; \\ \n \N",
    "controls": "bell\x07 null\0 escape\x1b[31m delete\x7f nel\x85 csi\x9b",
    "separators": "a, b; c: d \"e\" 'f' = g ^n",
    "long": "Whether the respondent shall " + "withdraw, " * 27,
    "long urdu": "حکم " * 120,
    "carriage return": "one\rtwo\r\nBEGIN:VALARM\r\nthree\n\nfour",
    "line separators": "one\u2028two\u2029three\x0bfour\x0cfive",
    "injection": "x\nEND:VEVENT\nBEGIN:VEVENT\nUID:mine\nATTENDEE:mailto:a@example.org",
    "marks": "\ufeffbom \u202eright to left\u202c zero\u200bwidth",
    "far planes": "\U0001f469\U0010ffff",
    "spaces": "   many    spaces   ",
}


def everywhere(text: str) -> bytes:
    """Return a docket with a text wherever a text may stand."""
    # Strings of TOML and of JSON are the same, but for DEL.
    quoted = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"""
[docket]
schema = 1
id = "matter"
title = {quoted}
recorded = 2024-04-17T18:00:00+05:00
reference = {quoted}
responsible = {quoted}
[[instrument]]
id = "letter"
what = {quoted}
on = 2024-02-17
by = {quoted}
[[petition]]
id = "petition"
court = "pk.shc"
title = {quoted}
number = {quoted}
parties = [{quoted}]
[[order]]
id = "order"
court = "pk.shc"
made = 2024-04-17
title = {quoted}
petitions = ["petition"]
coram = [{quoted}]
about = "letter"
note = {quoted}
[[hearing]]
id = "next"
court = "pk.shc"
on = 2024-05-09
at = 10:30:00
petitions = ["petition"]
purpose = {quoted}
source = {quoted}
note = {quoted}
[[window]]
id = "week"
order = "order"
what = {quoted}
within = "one week"
by = {quoted}
alternatives = [{quoted}]
failing = {quoted}
at = "next"
source = {{ title = {quoted}, url = {quoted} }}
note = {quoted}
[[window]]
id = "standing"
order = "order"
what = {quoted}
continuing = true
source = {{ title = "T", url = {quoted} }}
[[deadline]]
id = "reply"
what = {quoted}
within = "7 days"
of = "letter"
court = "pk.shc"
note = {quoted}
[[deadline]]
id = "pending"
what = {quoted}
within = "7 days"
of = "petition"
[[event]]
id = "said"
kind = "statement"
of = "week"
on = [2024-04-20, 2024-04-22]
text = {quoted}
evidence = {quoted}
by = {quoted}
""".encode()


@pytest.mark.parametrize("name", NASTY)
def test_the_lint_finds_nothing_whatever_the_texts_are(name: str) -> None:
    data = feed(loads(everywhere(NASTY[name])))
    assert findings(data) == []
    assert len(events(data)) == 5


@pytest.mark.parametrize("name", ["urdu", "hindi", "emoji"])
def test_other_scripts_arrive_as_they_were_written(name: str) -> None:
    data = feed(loads(everywhere(NASTY[name])))
    plain = data.decode().replace("\r\n ", "").replace("\\;", ";").replace("\\,", ",")
    assert f"NAME:{NASTY[name]}" in plain
    assert f"Last day: {NASTY[name]}" in plain


def test_a_text_cannot_become_a_property() -> None:
    data = feed(loads(everywhere(NASTY["injection"])))
    names = {line.partition(":")[0].partition(";")[0] for line in data.decode().replace("\r\n ", "").split("\r\n")}
    assert "ATTENDEE" not in names
    assert data.count(b"\r\nUID:mine") == 0


def test_summaries_are_short_and_say_that_they_were_cut() -> None:
    data = feed(loads(everywhere(NASTY["long"])))
    assert len(NASTY["long"]) > 290
    for event in events(data):
        plain = event["SUMMARY"].replace("\\,", ",")
        assert len(plain) <= 80
        assert plain.endswith("\N{HORIZONTAL ELLIPSIS}")


# ------------------------------------------------------------------ same input, same bytes

SCRIPT = """
import sys
from courtclock.docket import loads
from courtclock.feed import feed
sys.stdout.buffer.write(feed(loads(sys.stdin.buffer.read())))
"""


def elsewhere(data: bytes, **settings: str) -> bytes:
    """Return the feed of a docket as another process makes it."""
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], input=data, capture_output=True, check=True, env={**os.environ, **settings}
    )
    return run.stdout


@pytest.mark.parametrize("name", NAMES)
def test_the_bytes_are_the_same_in_every_process(name: str) -> None:
    data = (EXAMPLES / f"{name}.toml").read_bytes()
    first = elsewhere(data, PYTHONHASHSEED="1", TZ="Asia/Tokyo", LANG="C", LC_ALL="C")
    second = elsewhere(data, PYTHONHASHSEED="2", TZ="America/St_Johns", LANG="de_DE.UTF-8", LC_ALL="C.UTF-8")
    assert first == second == feed(loads(data))


# ------------------------------------------------------------------ identity


def uids(data: bytes) -> dict[str, str]:
    return {event["SUMMARY"]: event["UID"] for event in events(data)}


def test_uids_are_plain_uuids_and_no_two_are_the_same() -> None:
    found = [event["UID"] for name in NAMES for event in events(feed(load(EXAMPLES / f"{name}.toml")))]
    assert len(set(found)) == len(found)
    assert all(str(uuid.UUID(one)) == one and uuid.UUID(one).version == 5 for one in found)


def test_a_uid_stays_when_the_date_the_words_and_the_place_in_the_file_change() -> None:
    first = written(ORDER, HEARING, WEEK)
    second = written(
        HEARING.replace("05-09", "06-13").replace("Compliance", "Something else"),
        ORDER.replace("04-17", "05-02"),
        WEEK.replace("one week", "30 days").replace("obey", "report"),
    )
    assert set(uids(first).values()) == set(uids(second).values())
    assert {e["DTSTART;VALUE=DATE"] for e in events(first)}.isdisjoint(
        {e["DTSTART;VALUE=DATE"] for e in events(second)}
    )


def test_a_uid_differs_by_docket_entry_and_form() -> None:
    one_docket = written(ORDER, HEARING, WEEK)
    other = feed(loads((HEAD.replace('"matter"', '"other"') + ORDER + HEARING + WEEK).encode()))
    assert len(set(uids(one_docket).values())) == 3
    assert set(uids(one_docket).values()).isdisjoint(uids(other).values())


def test_a_uid_never_changes_between_versions() -> None:
    # Subscribers know the entries by these; they are written out so that a change of the recipe is seen.
    data = feed(load(EXAMPLES / "x-restoration.toml"))
    assert one(data, "Last day: withdraw the letter")["UID"] == "db42a0ed-0565-52e7-ace4-df8d51ff9867"
    assert one(data, "Time to withdraw the letter")["UID"] == "6ace56f3-4166-5448-bbfd-af8331bac838"


def test_ids_with_line_breaks_do_not_give_two_entries_one_uid() -> None:
    trap = '[[deadline]]\nid = "week\\nwindow"\nwhat = "pay"\nof = "order"\nwithin = "7 days"\n'
    try:
        data = written(ORDER, WEEK, trap)
    except DocketFault:
        return  # to refuse such an id is as good
    found = [event["UID"] for event in events(data)]
    assert len(set(found)) == len(found) == 3


# ------------------------------------------------------------------ what kind of event is what


def test_a_window_is_a_bar_and_a_last_day() -> None:
    data = written(ORDER, WEEK)
    bar, last = one(data, "Time to obey"), one(data, "Last day: obey")
    assert (bar["DTSTART;VALUE=DATE"], bar["DTEND;VALUE=DATE"]) == ("20240417", "20240425")
    assert (last["DTSTART;VALUE=DATE"], last["DTEND;VALUE=DATE"]) == ("20240424", "20240425")
    assert (bar["CATEGORIES"], last["CATEGORIES"]) == ("Compliance window", "Last day")
    assert bar["TRANSP"] == last["TRANSP"] == "TRANSPARENT"


def test_the_end_of_an_all_day_event_is_the_day_after_it_across_months_and_leap_days() -> None:
    for on, end in {"2024-02-28": "20240229", "2024-02-29": "20240301", "2024-12-31": "20250101"}.items():
        (event,) = events(written(HEARING.replace("2024-05-09", on)))
        assert event["DTEND;VALUE=DATE"] == end


def test_a_hearing_blocks_the_diary() -> None:
    event = one(written(HEARING), "Hearing: Compliance")
    assert (event["TRANSP"], event["CATEGORIES"], event["STATUS"]) == ("OPAQUE", "Hearing", "CONFIRMED")


def test_a_hearing_with_an_hour_is_zoned_and_the_zone_is_there() -> None:
    data = written(HEARING, "at = 10:30:00\n")
    event = one(data, "Hearing: Compliance")
    assert event["DTSTART;TZID=Asia/Karachi"] == "20240509T103000"
    assert "DTEND;TZID=Asia/Karachi" in event
    assert "not known" in event["DESCRIPTION"]
    assert data.count(b"BEGIN:VTIMEZONE\r\nTZID:Asia/Karachi\r\n") == 1
    assert data.index(b"BEGIN:VTIMEZONE") < data.index(b"BEGIN:VEVENT")


def hearing(court: str, on: str, at: str) -> str:
    return f'[[hearing]]\nid = "{court} {at}"\ncourt = "{court}"\non = {on}\nat = {at}\n'


@pytest.mark.parametrize(
    ("court", "on", "at", "start", "end"),
    [
        ("us.nysd", "2026-11-01", "00:30:00", "DTSTART:20261101T043000Z", "DTEND:20261101T053000Z"),
        ("us.nysd", "2026-11-01", "01:30:00", "DTSTART:20261101T063000Z", "DTEND:20261101T073000Z"),
        ("gb.eaw.hc", "2026-10-25", "01:30:00", "DTSTART:20261025T013000Z", "DTEND:20261025T023000Z"),
        ("us.nysd", "2026-11-01", "02:00:00", "DTSTART;TZID=America/New_York:", "DTEND;TZID=America/New_York:"),
        ("us.nysd", "2026-03-08", "01:30:00", "DTSTART;TZID=America/New_York:", "DTEND;TZID=America/New_York:"),
    ],
)
def test_an_hour_that_clocks_show_twice_is_said_in_utc(court: str, on: str, at: str, start: str, end: str) -> None:
    data = written(hearing(court, on, at))
    assert start.encode() in data
    assert end.encode() in data
    assert findings(data) == []


def test_entries_of_one_local_time_in_two_zones_stand_in_the_order_of_their_uids() -> None:
    courts = ("pk.shc", "us.nysd", "gb.eaw.hc", "in.sc", "us.gud")
    data = written(*(hearing(court, "2024-05-09", "10:00:00") for court in courts))
    assert [event["UID"] for event in events(data)] == sorted(event["UID"] for event in events(data))
    assert findings(data) == []


def test_a_hearing_whose_day_sources_dispute_spans_the_days_and_says_so() -> None:
    data = written(HEARING.replace("2024-05-09", "[2024-05-09, 2024-05-10]"))
    event = one(data, "Compliance")
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20240509", "20240511")
    assert "9 or 10 May 2024" in event["DESCRIPTION"]
    assert findings(data) == []


def test_without_hours_there_is_no_zone() -> None:
    assert b"VTIMEZONE" not in written(ORDER, HEARING, WEEK)


def test_alarms_are_relative_displays_and_the_most_important_comes_first() -> None:
    text = written(ORDER, HEARING, WEEK).decode()
    for body in re.findall(r"BEGIN:VEVENT.*?END:VEVENT", text, re.DOTALL):
        triggers = re.findall(r"TRIGGER(.*)\r\n", body)
        assert all(re.fullmatch(r":-P(\d+D)?T15H", trigger) for trigger in triggers), triggers
        assert body.count("BEGIN:VALARM") == body.count("ACTION:DISPLAY") == len(triggers)
        if "Last day" in body or "CATEGORIES:Hearing" in body:
            assert triggers[0] == ":-PT15H"
        else:
            assert triggers == []


def test_a_standing_duty_stands_on_the_day_of_the_order() -> None:
    data = written(ORDER, '[[window]]\nid = "s"\norder = "order"\nwhat = "keep it so"\ncontinuing = true\n')
    event = one(data, "Standing order: keep it so")
    assert (event["DTSTART;VALUE=DATE"], event["CATEGORIES"]) == ("20240417", "Standing duty")
    assert "no last day" in event["DESCRIPTION"]


def test_a_provisional_date_is_tentative_and_says_its_range() -> None:
    # 9 March 2027 is the eve of an expected Eid.
    data = written(ORDER.replace("2024-04-17", "2027-03-02"), WEEK.replace("one week", "7 days"))
    for event in events(data):
        assert event["STATUS"] == "TENTATIVE"
        assert "PROVISIONAL (9 to 15 March 2027)" in event["SUMMARY"]
    last = one(data, "Last day: obey")
    assert "Eid-ul-Fitr" in last["DESCRIPTION"]
    assert "2027-03-09" in last["DESCRIPTION"]
    assert "2027-03-15" in last["DESCRIPTION"]


def test_a_disputed_date_names_both_readings() -> None:
    # 23 April 2024 was closed in Karachi: does the last day move to the 24th?
    data = written(ORDER.replace("04-17", "04-16"), WEEK.replace("one week", "7 days").replace("pk.federal", "pk.shc"))
    last = one(data, "Last day: obey")
    assert last["DTSTART;VALUE=DATE"] == "20240424"
    # The closing of the 23rd is itself without a notification: the date may be called provisional as well.
    assert re.match(r"DISPUTED( AND PROVISIONAL)? \(23 to 24 April 2024\): ", last["SUMMARY"])
    readings = re.findall(r"Reading: (\S+) if ", last["DESCRIPTION"])
    assert sorted(readings) == ["2024-04-23", "2024-04-24"]
    assert "safe: 2024-04-23" in last["DESCRIPTION"]


def test_a_deadline_of_hours_ends_at_the_cut_off() -> None:
    # A docket file has no instant from which hours could run; the library does. 72 hours from ten on Wednesday.
    book = docket(ORDER, WEEK)
    term = Term(trigger="2024-04-17T10:00:00+05:00", period="72 hours", court="pk.shc")
    hours = Deadline(id="hours", what="produce the record", term=term)
    book = evolve(book, deadlines=(hours,))
    event = one(feed(book), "Last day: produce the record")
    end = next(value for name, value in event.items() if name.startswith("DTEND"))
    start = next(value for name, value in event.items() if name.startswith("DTSTART"))
    assert (start, end) in {
        ("20240420T093000", "20240420T100000"),
        ("20240420T043000Z", "20240420T050000Z"),
    }
    assert event["TRANSP"] == "TRANSPARENT"
    assert findings(feed(book)) == []


def test_the_hour_at_which_a_court_closes_to_that_way_of_filing_ends_the_last_day() -> None:
    event = one(written(COURT_HOUR), "Last day: answer the motion")
    assert event["DTEND;TZID=America/New_York"] == "20240429T170000"
    # For service, and by a way of filing for which no hour is on record, it is the whole day.
    served = COURT_HOUR.replace('act = "filing"\nmeans = "electronic"', 'act = "service"')
    assert one(written(served), "Last day: answer the motion")["DTSTART;VALUE=DATE"] == "20240429"
    boston = COURT_HOUR.replace("us.ca3", "us.mad").replace("electronic", "paper")
    assert one(written(boston), "Last day: answer the motion")["DTSTART;VALUE=DATE"] == "20240429"


def test_a_period_counted_to_its_first_day_is_not_called_a_last_day() -> None:
    data = written(
        ORDER,
        '[[deadline]]\nid = "d"\nwhat = "apply"\nof = "order"\nwithin = "7 days"\nbound = "earliest"\nact = "filing"\n',
    )
    assert [e["SUMMARY"] for e in events(data) if "apply" in e["SUMMARY"] and "Last day" in e["SUMMARY"]] == []
    assert one(data, "Not before: apply")


# ------------------------------------------------------------------ what has no date

PETITION = '[[petition]]\nid = "petition"\ncourt = "pk.shc"\ntitle = "A v B"\n'
PENDING = '[[deadline]]\nid = "p"\nwhat = "file the reply"\nof = "petition"\nwithin = "30 days"\n'


def test_what_waits_for_its_trigger_is_named_in_the_description_of_the_calendar() -> None:
    data = written(PETITION, PENDING, HEARING)
    assert len(events(data)) == 1
    assert "file the reply" in head(data)
    assert "A v B" in head(data)
    assert b"file the reply" not in written(HEARING)


def test_what_cannot_be_computed_stands_on_its_trigger_and_says_so() -> None:
    data = written(ORDER.replace("2024-04-17", "2027-12-30"), WEEK)
    event = one(data, "NOT COMPUTED: obey")
    assert event["DTSTART;VALUE=DATE"] == "20271230"
    assert event["STATUS"] == "TENTATIVE"
    assert "2027-12-31" in event["DESCRIPTION"]
    assert event["CATEGORIES"] == "Not computed"


def test_what_cannot_be_computed_keeps_its_uid_when_it_can() -> None:
    unknown = one(written(ORDER.replace("2024-04-17", "2027-12-30"), WEEK), "NOT COMPUTED")
    assert unknown["UID"] == one(written(ORDER, WEEK), "Last day: obey")["UID"]


def test_one_unknown_entry_does_not_take_the_others_with_it() -> None:
    data = written(ORDER.replace("2024-04-17", "2027-12-30"), WEEK, HEARING, PETITION, PENDING)
    assert one(data, "Hearing: Compliance")
    assert findings(data) == []


# ------------------------------------------------------------------ a part of it


def narrowed(first: str | None, last: str | None) -> list[str]:
    data = feed(docket(ORDER, HEARING, WEEK), first=first, last=last)
    assert findings(data) == []
    return [event["SUMMARY"].split(":")[0] for event in events(data)]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, ["Time to obey", "Last day", "Hearing"]),
        ("2024-04-24", None, ["Time to obey", "Last day", "Hearing"]),
        ("2024-04-25", None, ["Hearing"]),
        ("2024-05-09", None, ["Hearing"]),
        ("2024-05-10", None, []),
        (None, "2024-04-16", []),
        (None, "2024-04-17", ["Time to obey"]),
        (None, "2024-04-23", ["Time to obey"]),
        (None, "2024-04-24", ["Time to obey", "Last day"]),
        ("2024-04-20", "2024-04-20", ["Time to obey"]),
        ("2024-04-25", "2024-05-08", []),
    ],
)
def test_narrowing_keeps_what_touches_the_days_asked_for(
    first: str | None, last: str | None, expected: list[str]
) -> None:
    assert narrowed(first, last) == expected


def test_narrowing_takes_a_zone_along_only_where_it_is_used() -> None:
    book = docket(HEARING, "at = 10:30:00\n", ORDER, WEEK)
    assert b"VTIMEZONE" in feed(book, first="2024-05-01")
    assert b"VTIMEZONE" not in feed(book, last="2024-05-01")


# ------------------------------------------------------------------ what a feed must not have


@pytest.mark.parametrize("name", NAMES)
def test_no_method_no_calendar_uid_nobody_invited(name: str) -> None:
    data = feed(load(EXAMPLES / f"{name}.toml"))
    names = {re.split("[:;]", line, maxsplit=1)[0] for line in data.decode().replace("\r\n ", "").split("\r\n")}
    assert names.isdisjoint({"METHOD", "ATTENDEE", "ORGANIZER", "X-WR-TIMEZONE"})
    assert "UID" not in re.split("[:\r]", head(data))


def test_a_feed_with_nothing_in_it_is_still_a_feed() -> None:
    data = written()
    assert findings(data) == []
    assert events(data) == []


def test_stamps_are_those_of_the_record_and_never_of_the_clock() -> None:
    for event in events(written(ORDER, HEARING, WEEK)):
        assert event["DTSTAMP"] == event["LAST-MODIFIED"] == event["CREATED"] == "20240417T130000Z"
        assert event["SEQUENCE"] == "0"


def test_events_stand_in_the_order_of_their_days() -> None:
    for name in NAMES:
        found = events(feed(load(EXAMPLES / f"{name}.toml")))
        starts = [next(v[:8] for k, v in event.items() if k.startswith("DTSTART")) for event in found]
        assert starts == sorted(starts)


def test_the_address_of_the_source_is_the_url_and_only_if_it_is_one() -> None:
    for url, there in {"https://example.org/a,b;c?d=%D8%A7": True, "javascript:alert(1)": False, "a b": False}.items():
        (event,) = events(written(HEARING, f'source = {{ title = "T", url = "{url}" }}\n'))
        assert ("URL" in event) is there


# ------------------------------------------------------------------ what became of a duty


EXTENSION = """
[[event]]
id = "more"
kind = "extension"
of = "week"
on = 2024-04-22
until = 2024-05-02
"""


def by_category(data: bytes) -> dict[str, Event]:
    return {event["CATEGORIES"]: event for event in events(data)}


def test_a_granted_extension_moves_the_last_day_and_the_end_of_the_bar() -> None:
    before = by_category(written(ORDER, WEEK))
    after = by_category(written(ORDER, WEEK, EXTENSION, 'state = "granted"\n'))
    assert after["Last day"]["DTSTART;VALUE=DATE"] == "20240502"
    assert after["Last day"]["UID"] == before["Last day"]["UID"]
    assert after["Compliance window"]["DTEND;VALUE=DATE"] == "20240503"
    assert after["Compliance window"]["UID"] == before["Compliance window"]["UID"]


@pytest.mark.parametrize("kind", ["compliance", "supersession", "recall", "overtaken"])
def test_a_duty_that_has_ended_rings_no_bell(kind: str) -> None:
    ended = f'[[event]]\nid = "ended"\nkind = "{kind}"\nof = "week"\non = 2024-04-22\n'
    before, after = written(ORDER, WEEK), written(ORDER, WEEK, ended)
    assert b"BEGIN:VALARM" in before
    assert b"BEGIN:VALARM" not in after
    assert by_category(after)["Last day"]["UID"] == by_category(before)["Last day"]["UID"]
    assert findings(after) == []


@pytest.mark.parametrize("state", ["requested", "refused"])
def test_an_extension_that_was_not_granted_moves_nothing_and_is_told(state: str) -> None:
    found = by_category(written(ORDER, WEEK, EXTENSION, f'state = "{state}"\n'))
    assert found["Last day"]["DTSTART;VALUE=DATE"] == "20240424"
    assert state in found["Last day"]["DESCRIPTION"]
    assert found["Compliance window"]["DTEND;VALUE=DATE"] == "20240425"


def test_the_entries_are_the_events_one_for_one() -> None:
    book = docket(ORDER, HEARING, WEEK)
    assert [entry.uid for entry in shown(book)] == [event["UID"] for event in events(feed(book))]
    assert {entry.category for entry in shown(book)} == {Category.LAST_DAY, Category.WINDOW, Category.HEARING}


def test_the_goldens_are_whole_files() -> None:
    # A checkout that rewrites line ends would break every comparison above; say so plainly.
    for name in NAMES:
        data = Path(GOLDEN / f"{name}.ics").read_bytes()
        assert data.count(b"\r\n") == data.count(b"\n") > 100


def test_an_answer_that_is_disputed_and_provisional_is_tentative_and_says_both() -> None:
    book = loads(
        b"""
[docket]
schema = 1
id = "both"
title = "Both"
recorded = 2027-03-01T12:00:00+05:00
[[order]]
id = "order"
court = "pk.shc"
made = 2027-03-03
title = "Obey"
[[window]]
id = "duty"
order = "order"
what = "obey"
within = "one week"
calendar = "pk.federal"
"""
    )
    (event,) = [one for one in feed(book).split(b"BEGIN:VEVENT") if b"Last day" in one]
    assert b"DISPUTED AND PROVISIONAL" in event
    assert b"STATUS:TENTATIVE" in event
