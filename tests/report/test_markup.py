"""Text from a docket never becomes markup: every field, by two parsers that are not ours."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from courtclock.almanac import default_almanac
from courtclock.citation import Citation, Source
from courtclock.docket import Docket, load
from courtclock.report import report
from courtclock.report.page import BEGINS
from courtclock.report.text import Authority, address, clean
from report.hostile import ON, checked, docket, page, tree, unfilled

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.toml"))
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "]]><svg/onload=alert(1)>",
    "</style><style>*{display:none}</style>",
    "</title><script>alert(1)</script>",
    "<!-- --><b>--!>",
    "<![CDATA[<b>]]>",
    "&lt;script&gt; &amp;#60; &#x3c;b&#x3e;",
    "{{ 7*7 }}{% for x in y %}{# #}",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "\u202e gnp.exe \u2066",
    "\x00<\x00script\x1b[31m\x85",
    "\ud800 half",
    "\ufdd0 none \uffff",
    "a\r\nb\u2028c",
    "`${x}`\\u003cb\\u003e",
    "=cmd|' /C calc'!A0",
    "خط <b>واپس</b> لیں",
    "url(https://example.org/x)",
]
PLAIN = checked(page("x"))


def test_every_text_field_of_the_model_is_filled() -> None:
    assert list(unfilled(docket("~text~"), "~text~")) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_changes_no_tag(text: str) -> None:
    written = page(text)
    assert checked(written).tags == PLAIN.tags
    found = tree(written)
    head = "".join(found.find("body/header/h1").itertext())
    assert head == clean(text)
    assert "".join(found.find("head/title").itertext()).startswith(clean(text))


@given(st.text(st.characters(codec=None), min_size=1).filter(lambda text: text.strip()))
@settings(max_examples=40)
def test_no_text_changes_a_tag(text: str) -> None:
    written = page(text)
    assert checked(written).tags == PLAIN.tags
    written.encode()


@given(st.lists(st.sampled_from([*HOSTILE, "<", ">", '"', "'", "&", "/", "--", "]]", "\n"]), min_size=1).map("".join))
@settings(max_examples=25)
def test_pieces_of_markup_make_no_tag(text: str) -> None:
    if not text.strip():
        return
    written = page(text)
    assert checked(written).tags == PLAIN.tags
    tree(written)


ADDRESSES = {
    "https://example.org/a?b=c&d=e#f": "https://example.org/a?b=c&d=e#f",
    "http://example.org:8080/": "http://example.org:8080/",
    "http://43.245.130.98:8056/case": "http://43.245.130.98:8056/case",
    "HTTPS://EXAMPLE.ORG/": "https://EXAMPLE.ORG/",
    "https://example.org/اردو": "https://example.org/%D8%A7%D8%B1%D8%AF%D9%88",
    "https://example.org/%D8%A7": "https://example.org/%D8%A7",
    "": "",
    "javascript:alert(1)": "",
    "JavaScript:alert(1)": "",
    "java\nscript:alert(1)": "",
    "\x01javascript:alert(1)": "",
    " https://example.org/": "",
    "data:text/html,x": "",
    "vbscript:x": "",
    "file:///etc/passwd": "",
    "blob:https://example.org/1": "",
    "//example.org/x": "",
    "/x": "",
    "#x": "",
    "https:example.org": "",
    "https:///x": "",
    "https://": "",
    "https://court.example@evil.example/": "",
    "https://exаmple.org/": "",  # noqa: RUF001 - a Cyrillic letter: that is the point
    "https://example.org/\u202egpj.exe": "",
    "https://example.org\\@evil.example/": "",
    'https://example.org/"onmouseover="alert(1)': "",
    "https://example.org/<b>": "",
    "https://[::1": "",
    "https://example.org/a b": "",
    "mailto:a@example.org": "",
    "ftp://example.org/": "",
}


@pytest.mark.parametrize(("url", "href"), ADDRESSES.items())
def test_only_plain_web_addresses_are_links(url: str, href: str) -> None:
    assert address(url) == href
    written = page("x", url or "x:x")
    links = {v for tag, name, v in checked(written).attributes if (tag, name) == ("a", "href") and v[0] != "#"}
    assert href in links or not href
    if not href and url:
        # What is no link is shown, so that nobody has to guess what the docket says.
        assert url not in links
        assert clean(url) in "".join(tree(written).itertext())


@given(st.text())
def test_an_address_is_a_web_address_or_none(url: str) -> None:
    found = address(url)
    assert not found or re.fullmatch(r"https?://[!-~]+", found, re.IGNORECASE)
    assert not set(found) & set("\"'<>\\ ") - {"'"}


def test_every_link_outside_sends_no_referrer() -> None:
    written = page("x", "https://example.org/x")
    links = re.findall(r'<a href="(http[^"]*)"([^>]*)>', written)
    assert links
    assert all(more == ' rel="noreferrer external"' for _, more in links)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_well_formed(path: Path) -> None:
    book = load(path)
    for on in ("2024-02-17", "2024-04-25", "2026-03-20", "2027-01-01"):
        written = report(book, on)
        checked(written)
        tree(written)


def test_the_policy_lets_in_one_style_sheet_and_nothing_else() -> None:
    written = page("x")
    assert written.encode().startswith(BEGINS)
    policy = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', written)
    styles = re.findall(r"<style>(.*?)</style>", written, re.DOTALL)
    assert len(policy) == len(styles) == 1
    digest = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
    assert policy[0] == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    # The policy stands before everything that it governs.
    assert written.index("Content-Security-Policy") < written.index("<style>")
    assert "url(" not in styles[0]
    assert "@import" not in styles[0]


def test_text_of_a_pack_is_text_as_well() -> None:
    cited = Authority.of(Citation("<b>Act", "s. <i>", "javascript:alert(1)"))
    assert cited is not None
    assert (cited.text, cited.href) == ("<b>Act, s. <i>", "")
    book = default_almanac()
    assert "<" not in book.court("pk.shc").title


def test_an_empty_docket_is_a_page() -> None:
    empty = Docket(id="e", title="E", recorded=docket("x").recorded)
    written = report(empty, ON)
    checked(written)
    tree(written)
    assert "The docket has no entries." in written
    assert "<svg" not in written


def test_ids_that_are_equal_or_empty_make_no_two_anchors() -> None:
    book = docket("x")
    same = evolve(book, hearings=tuple(evolve(one, id="") for one in book.hearings), sources={"": Source("s")})
    checked(report(same, ON))
