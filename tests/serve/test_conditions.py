"""Headers as they come: lists of tags, dates in three forms, qualities, and garbage."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from courtclock.serve.conditions import accepts_gzip, http_date, read_date, read_tags, unchanged

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MODIFIED = datetime(2026, 11, 20, 9, 30, 15, tzinfo=UTC)
TAGS = ("a" * 64, "b" * 64)
# What may stand in a tag (RFC 9110, 8.8.3), as latin-1 text.
OPAQUE = st.text([chr(n) for n in (0x21, *range(0x23, 0x7F), *range(0x80, 0x100))], max_size=20)
HEADER = st.text([chr(n) for n in (9, *range(0x20, 0x7F), *range(0x80, 0x100))], max_size=80)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ('"a"', {"a"}),
        ('W/"a"', {"a"}),
        ('"a","b"', {"a", "b"}),
        ('"a" , W/"b"\t,"c"', {"a", "b", "c"}),
        (', "a",, "b",', {"a", "b"}),
        ('"a,b"', {"a,b"}),
        ('""', {""}),
        ("*", {"*"}),
        (" * ", {"*"}),
        ('"*"', set()),
        ("", set()),
        (",", set()),
        ("a", set()),
        ('"a', set()),
        ('a"', set()),
        ('w/"a"', set()),
        ('"a" "b"', set()),
        ('"a", b', set()),
        ('*, "a"', set()),
        ('"a b"', set()),
        ("'a'", set()),
    ],
)
def test_tags_are_read_as_the_rfc_writes_them(text: str, tags: set[str]) -> None:
    assert read_tags(text) == tags


@given(st.lists(st.tuples(OPAQUE, st.booleans()), min_size=1, max_size=6), st.sampled_from([",", ", ", " ,\t", ",,"]))
def test_any_list_of_tags_is_read_back(tags: list[tuple[str, bool]], comma: str) -> None:
    text = comma.join(f'{"W/" if weak else ""}"{tag}"' for tag, weak in tags)
    assert read_tags(text) == {tag for tag, _ in tags} - {"*"}


@given(HEADER, st.one_of(st.none(), HEADER))
@example('"' * 40, None)
@example(", " * 40, None)
def test_garbage_never_passes_for_what_the_client_has(none_match: str, since: str | None) -> None:
    if none_match.strip(" \t") != "*":
        assert not unchanged(none_match, since, tags=TAGS, modified=MODIFIED, now=NOW)


@given(HEADER)
def test_a_garbage_date_is_ignored(text: str) -> None:
    assert read_date(text, NOW) is None or " " in text.strip()


@given(st.datetimes(datetime(1900, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - bounds
def test_a_date_that_was_written_is_read_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert read_date(http_date(moment), NOW) == whole
    assert http_date(moment) == format_datetime(whole, usegmt=True)
    assert read_date(whole.strftime("%a %b ") + f"{whole.day:>2} {whole:%H:%M:%S} {whole.year}", NOW) == whole


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        # The three examples of RFC 9110, 5.6.7.
        ("Sun, 06 Nov 1994 08:49:37 GMT", datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC)),
        ("Sunday, 06-Nov-94 08:49:37 GMT", datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC)),
        ("Sun Nov  6 08:49:37 1994", datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC)),
        ("Saturday, 06-Nov-27 08:49:37 GMT", datetime(2027, 11, 6, 8, 49, 37, tzinfo=UTC)),
        ("Sunday, 06-Nov-77 08:49:37 GMT", datetime(1977, 11, 6, 8, 49, 37, tzinfo=UTC)),
        ("Sun, 06 Nov 1994 08:49:37 +0000", None),
        ("Sun, 06 Nov 1994 08:49:37", None),
        ("Sun, 31 Feb 2024 08:49:37 GMT", None),
        ("Sun, 06 Non 1994 08:49:37 GMT", None),
        ("Sun, 06 Nov 1994 24:00:00 GMT", None),
        ("Sun, 06 Nov 0000 08:49:37 GMT", None),
        ("Sun, ٠٦ Nov 1994 08:49:37 GMT", None),
        ("1994-11-06T08:49:37Z", None),
        ("0", None),
        ("", None),
    ],
)
def test_dates_of_http(text: str, moment: datetime | None) -> None:
    assert read_date(text, NOW) == moment


HAS, LACKS = f'"{TAGS[0]}"', '"another"'
SAME, OLDER = http_date(MODIFIED), http_date(MODIFIED - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("none_match", "since", "expected"),
    [
        (None, None, False),
        (HAS, None, True),
        (f'W/"{TAGS[1]}"', None, True),
        (f"{LACKS}, {HAS}", None, True),
        (LACKS, None, False),
        ("*", None, True),
        # The tag wins, in both directions, and also where it cannot be read.
        (LACKS, SAME, False),
        (HAS, OLDER, True),
        ("garbage", SAME, False),
        ("", SAME, False),
        (None, SAME, True),
        (None, OLDER, False),
        (None, http_date(MODIFIED + timedelta(hours=1)), True),
        (None, http_date(NOW), True),
        # The clock of the client is ahead: its date proves nothing.
        (None, http_date(NOW + timedelta(seconds=1)), False),
        (None, "yesterday", False),
    ],
)
def test_what_the_client_has(*, none_match: str | None, since: str | None, expected: bool) -> None:
    assert unchanged(none_match, since, tags=TAGS, modified=MODIFIED, now=NOW) is expected


def test_our_own_last_modified_matches_also_when_the_clock_was_set_back() -> None:
    assert unchanged(None, SAME, tags=TAGS, modified=MODIFIED, now=MODIFIED - timedelta(days=1))


@pytest.mark.parametrize(
    ("text", "packed"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("x-gzip", True),
        ("gzip, deflate, br, zstd", True),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", True),
        ("*", True),
        ("gzip;q=0.001", True),
        ("gzip ; q=0.5 , identity;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip;q=0.000", False),
        ("*;q=0", False),
        ("gzip;q=0, *;q=1", False),
        ("identity;q=1, gzip;q=0.5", False),
        ("identity", False),
        ("br", False),
        ("gzip;q=2", False),
        ("gzip;level=9", False),
        ("gzipped", False),
        ("", False),
        (";;;,,,=", False),
    ],
)
def test_gzip_is_sent_to_who_wants_it(*, text: str, packed: bool) -> None:
    assert accepts_gzip(text) is packed


@given(HEADER)
def test_any_accept_encoding_is_answered(text: str) -> None:
    assert accepts_gzip(text) in {True, False}
    assert accepts_gzip(f"gzip;q=0, {text.replace('gzip', '')}") is False
