"""Text that comes from a file: what of it may be shown, what may be a link, how it is cut."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

from courtclock.citation import Citation, Source
from courtclock.value import frozen

# Characters that turn the order of other text around: a date beside them could be read backwards. Marks of direction
# (U+200E, U+200F, U+061C) and joiners stay: Urdu, Arabic and Hindi are written with them.
_TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
# The byte order mark, and code points that are for ever no characters: a parser of HTML calls them errors.
_NO_CHARACTERS = {
    0xFEFF,
    *range(0xFDD0, 0xFDF0),
    *(plane << 16 | low for plane in range(17) for low in (0xFFFE, 0xFFFF)),
}
_REFUSED = frozenset(_TURNING | _NO_CHARACTERS)
_LINE_ENDS = dict.fromkeys(("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"), "\n")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.?(?::[0-9]{1,5})?")
_PLAIN = "!#$%&'()*+,-./:;=?@[]_~"
_SLACK = 16  # characters that are given up for a cut between words
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def clean(text: str) -> str:
    r"""Return text without what no page may hold or what would turn its order: controls, half characters, overrides.

    >>> clean("due\x00 \u202e4202\r\nnext")
    'due 4202\nnext'
    """
    for end, new in _LINE_ENDS.items():
        text = text.replace(end, new)
    return "".join(c for c in text if _may_stand(c))


def _may_stand(c: str) -> bool:
    if c in "\n\t":
        return True
    return ord(c) not in _REFUSED and unicodedata.category(c) not in {"Cc", "Cs"}


def address(url: str) -> str:
    """Return an address that a page may link to, or nothing: only http and https, and a host that reads as it is.

    A name before the host ("court.example@elsewhere") or letters outside ASCII in the host make a link look like
    another one; such an address is shown as text.

    >>> address("https://example.org/a b"), address("javascript:alert(1)"), address("https://example.org/§")
    ('', '', 'https://example.org/%C2%A7')
    """
    if url != clean(url) or any(c.isspace() or c in '\\"<>`{}|^' for c in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.netloc):
        return ""
    return quote(parts.scheme + url[len(parts.scheme) :], safe=_PLAIN)


@frozen
class Authority:
    """A citation or a source as it stands on the page: its words, and its address if it has one.

    `href` is empty where the address is not one that a page may link to; it is then shown as text.
    """

    text: str
    url: str = ""

    @property
    def href(self) -> str:
        """The address to link to."""
        return address(self.url)

    @classmethod
    def of(cls, cited: Citation | Source | None) -> Authority | None:
        """Return a citation or a source as it stands on the page."""
        return cls(str(cited), cited.url) if cited is not None else None


def cut(text: str, width: int) -> str:
    """Return one line of text, cut between words where it can be, to a width in columns.

    >>> cut("withdraw the letter, or justify it", 24)
    'withdraw the letter, or…'
    """
    line = " ".join(clean(text).split())
    if sum(map(_columns, line)) <= width:
        return line
    kept = 0
    room = width - 1
    for c in line:
        room -= _columns(c)
        if room < 0:
            break
        kept += 1
    # A letter is not parted from the marks on it.
    while kept and kept < len(line) and (unicodedata.category(line[kept]) in {"Mn", "Mc", "Me"} or _joins(line, kept)):
        kept -= 1
    space = line.rfind(" ", max(kept - _SLACK, 0), kept + 1)
    return line[: space if space > 0 else kept].rstrip(" .,:;-([") + ELLIPSIS


def _joins(line: str, at: int) -> bool:
    return "\u200d" in line[at - 1 : at + 1]


def _columns(c: str) -> int:
    if unicodedata.category(c) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(c) in {"W", "F"} else 1


def foreign(text: str) -> bool:
    """Whether text begins in another script than Latin, so that its language is not that of the page.

    >>> foreign("حکم"), foreign("order 12")
    (True, False)
    """
    first = next((c for c in text if c.isalpha()), "")
    return bool(first) and not unicodedata.name(first, "LATIN").startswith("LATIN")
