"""What a request asks for, read from its headers: is what the client has still current, and may it be packed."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache

from courtclock.dates import MONTHS

ANY = "*"  # If-None-Match: whatever there is
# RFC 9110, 8.8.3: any visible character but the double quote, and bytes over 0x7F.
_TAG = re.compile(r'[ \t]*(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*(?:,|$)')
_EMPTY = re.compile(r"[ \t]*(?:,|$)")
_MONTH = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_TIME = r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)"
# RFC 9110, 5.6.7: the form of today and the two that a recipient has to read as well.
_DATES = (
    re.compile(rf"[A-Z][a-z]{{2}}, (?P<day>\d\d) (?P<month>[A-Z][a-z]{{2}}) (?P<year>\d{{4}}) {_TIME} GMT", re.ASCII),
    re.compile(rf"[A-Z][a-z]{{5,8}}, (?P<day>\d\d)-(?P<month>[A-Z][a-z]{{2}})-(?P<year>\d\d) {_TIME} GMT", re.ASCII),
    re.compile(rf"[A-Z][a-z]{{2}} (?P<month>[A-Z][a-z]{{2}}) (?P<day>[ \d]\d) {_TIME} (?P<year>\d{{4}})", re.ASCII),
)
_SHORT_YEAR = 100
_FUTURE = 50  # years: a two-digit year that seems further ahead is one of the past
_QUALITY = re.compile(r"[ \t]*[qQ][ \t]*=[ \t]*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)[ \t]*", re.ASCII)


def http_date(moment: datetime) -> str:
    """Write an instant as HTTP does.

    >>> http_date(datetime(2024, 4, 17, 13, 0, 5, tzinfo=UTC))
    'Wed, 17 Apr 2024 13:00:05 GMT'
    """
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def read_date(text: str, now: datetime) -> datetime | None:
    """Read a date of HTTP; None where it is not one, which a recipient ignores.

    >>> read_date("Wed, 17 Apr 2024 13:00:05 GMT", datetime(2026, 1, 1, tzinfo=UTC)).isoformat()
    '2024-04-17T13:00:05+00:00'
    >>> read_date("yesterday", datetime(2026, 1, 1, tzinfo=UTC))
    """
    for form in _DATES:
        found = form.fullmatch(text.strip(" \t"))
        if found is None or found["month"] not in _MONTH:
            continue
        part = {name: int(found[name]) for name in ("day", "hour", "minute", "second", "year")}
        if part["year"] < _SHORT_YEAR and len(found["year"]) < len("2024"):
            part["year"] += now.year - now.year % _SHORT_YEAR
            part["year"] -= _SHORT_YEAR if part["year"] > now.year + _FUTURE else 0
        try:
            return datetime(month=_MONTH[found["month"]], tzinfo=UTC, **part)
        except ValueError:
            return None
    return None


def read_tags(text: str) -> frozenset[str]:
    """Read the tags of If-None-Match, without W/ and quotes; a malformed list names none.

    Weak tags count: the comparison of If-None-Match is the weak one, and a proxy that packs the answer on its way makes
    our strong tag a weak one.

    >>> sorted(read_tags('"a", W/"b"'))
    ['a', 'b']
    >>> read_tags('a, b')
    frozenset()
    """
    if text.strip(" \t") == ANY:
        return frozenset({ANY})
    tags, at = set(), 0
    while at < len(text):
        found = _TAG.match(text, at)
        if found is not None:
            tags.add(found[1])
        else:
            found = _EMPTY.match(text, at)
        if found is None:
            return frozenset()
        at = found.end()
    # A tag may be an asterisk in quotes; it names nothing of ours, and must not be taken for the bare one.
    return frozenset(tags - {ANY})


def unchanged(
    none_match: str | None, modified_since: str | None, *, tags: Collection[str], modified: datetime, now: datetime
) -> bool:
    """Whether the client already has what there is.

    If-None-Match wins over If-Modified-Since, which is not even read beside it (RFC 9110, 13.1.3).

    Args:
        none_match: the value of If-None-Match; several lines of it joined by commas.
        modified_since: the value of If-Modified-Since.
        tags: the tags of what there is, without quotes, one a form.
        modified: when it last changed, in whole seconds.
        now: the present; a date after it was made up by a client whose clock is wrong, and proves nothing.
    """
    if none_match is not None:
        given = read_tags(none_match)
        return ANY in given or any(tag in given for tag in tags)
    since = read_date(modified_since, now) if modified_since is not None else None
    return since is not None and (since == modified or modified < since <= now)


@lru_cache(maxsize=64)
def accepts_gzip(text: str) -> bool:
    """Whether gzip is wanted at least as much as the plain form; `text` is the value of Accept-Encoding.

    >>> [accepts_gzip(text) for text in ("gzip, deflate", "*", "gzip;q=0, *", "identity, gzip;q=0.5", "")]
    [True, True, False, False, False]
    """
    quality: dict[str, float] = {}
    for item in text.split(","):
        name, *parameters = item.split(";")
        weight = 1.0
        for parameter in parameters:
            found = _QUALITY.fullmatch(parameter)
            weight = float(found[1]) if found else 0.0  # not understood, so not accepted: the plain form always is
        quality[name.strip(" \t").lower()] = weight
    gzip = max((quality[name] for name in ("gzip", "x-gzip") if name in quality), default=quality.get("*", 0.0))
    return gzip > 0 and gzip >= quality.get("identity", 0.0)
