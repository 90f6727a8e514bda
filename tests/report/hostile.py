"""A docket in which every text is one and the same, whatever it is; and what a page may be made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import attrs
import html5lib

from courtclock.citation import Source
from courtclock.dates import to_instant
from courtclock.deadline import ComplianceWindow, Consequence, Deadline, Term
from courtclock.docket import Docket
from courtclock.docket.reach import HangsOn
from courtclock.ledger import EventKind, ExtensionState, LedgerEntry, Pin, StayScope, Verification
from courtclock.matter import Hearing, Instrument, Order, Petition
from courtclock.report import report

ON = "2027-03-10"
# Ids of the law; a docket with any others cannot be computed.
LAW = {"court", "calendar", "regime", "service", "appealed_from"}
VOID = {"meta", "path", "circle", "rect", "line"}
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "article", "footer"),
    *("h1", "h2", "h3", "h4", "p", "a", "ul", "ol", "li", "dl", "dt", "dd", "div", "span", "strong", "em", "cite"),
    *("bdi", "time", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption"),
    *("svg", "g", "desc", "text", *VOID),
}
ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "class", "id", "dir", "datetime", "href", "rel", "tabindex"),
    *("role", "scope", "aria-label", "aria-labelledby", "aria-hidden", "width", "height", "xmlns", "viewbox", "x", "y"),
    *("x1", "x2", "y1", "y2", "dx", "d", "r", "overflow"),
}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066\u2067]")


def docket(text: str, url: str = "") -> Docket:
    """Return a docket with every text field filled."""
    source = Source(text, url or f"x:{text}", "2027-03-01")
    made: dict[str, Any] = {"source": source, "note": text}
    instrument = Instrument(id=f"{text}1", what=text, on="2027-01-05", by=text, **made)
    petition = Petition(
        id=f"{text}2", court="pk.shc", title=text, number=text, filed="2027-01-06", parties=(text, text), **made
    )
    order = Order(
        id=f"{text}3",
        court="pk.shc",
        made="2027-03-02",
        title=text,
        petitions=petition,
        coram=(text,),
        about=instrument,
        **made,
    )
    hearing = Hearing(id=f"{text}4", court="pk.shc", on="2027-04-09", petitions=petition, purpose=text, **made)
    either = Hearing(id=f"{text}5", court="pk.shc", on=["2027-03-20", "2027-03-22"], purpose=text, **made)
    words: dict[str, Any] = {"what": text, "order": order, "by": text, "responsible": text, "note": text}
    words |= {"alternatives": (text,), "failing": Consequence(what=text, at=hearing), "calendar": "pk.federal"}
    windows = (
        ComplianceWindow(id=f"{text}6", period="8 days", **words),
        ComplianceWindow(id=f"{text}7", period="10 years", **words),
        ComplianceWindow(id=f"{text}8", continuing=True, **words),
    )
    term = Term(trigger="2027-01-05", event=instrument, period="14 days", court="pk.shc", excluded=[ONE_WEEK])
    term = attrs.evolve(term, calendar="pk.federal", regime="pk.limitation")
    waits = Term(trigger=None, event=either, period="14 days", court="pk.shc")
    deadlines = tuple(
        Deadline(id=f"{text}{n}", what=text, term=t, responsible=text, note=text)
        for n, t in ((9, term), (10, waits), (11, waits))
    )
    events = tuple(
        LedgerEntry(
            id=f"{text}e{n}",
            kind=kind,
            of=f"{text}{of}",
            days=days,
            recorded=to_instant("2027-03-05T10:00:00+05:00"),
            to=text,
            by=text,
            until=until,
            method=text,
            evidence=text,
            text=text,
            state=state,
            scope=scope,
            **made,
        )
        for n, (kind, of, days, until, state, scope) in enumerate(HAPPENED)
    )
    entries: list[Any] = [*windows, *deadlines, hearing, either]
    ids = [entry.id for entry in entries]
    return Docket(
        id=text,
        title=text,
        recorded=to_instant("2027-01-01T10:00:00+05:00"),
        reference=text,
        responsible=text,
        backup=text,
        instruments=(instrument,),
        petitions=(petition,),
        orders=(order,),
        hearings=(hearing, either),
        windows=windows,
        deadlines=deadlines,
        events=events,
        hangs_on={f"{text}11": HangsOn(entries=(f"{text}6",))},
        pins=(
            Pin(id=f"{text}p", of=f"{text}9", on="2027-03-01", computed="2027-03-02", by=text, reason=text, note=text),
        ),
        verifications=(
            Verification(id=f"{text}v", of=f"{text}9", date="2027-03-01", by=text, on="2027-02-01", note=text),
        ),
        sources=dict.fromkeys(ids, source),
    )


ONE_WEEK = ["2027-01-06", "2027-01-12"]
HAPPENED: list[tuple[EventKind, int, Any, str | None, ExtensionState | None, StayScope | None]] = [
    (EventKind.STATEMENT, 6, ["2027-03-04", "2027-03-05"], None, None, None),
    (EventKind.EXTENSION, 6, "2027-03-06", "2027-03-18", ExtensionState.GRANTED, None),
    (EventKind.STAY, 9, "2027-01-12", "2027-02-01", None, StayScope.ORDER),
    (EventKind.OTHER, 1, "2027-02-01", None, None, None),
    (EventKind.RECALL_SOUGHT, 3, "2027-03-07", None, None, None),
]


def unfilled(value: Any, text: str, path: str = "docket") -> Iterator[str]:
    """Give the path of every text field that does not hold the text."""
    if isinstance(value, tuple):
        for n, one in enumerate(value):
            yield from unfilled(one, text, f"{path}[{n}]")
    elif attrs.has(type(value)) and type(value).__module__.startswith("courtclock."):
        for field in attrs.fields(type(value)):
            found = getattr(value, field.name)
            is_text = field.type is not None and "str" in str(field.type) and "tuple" not in str(field.type)
            if is_text and field.name not in LAW and isinstance(found, str | None) and text not in (found or ""):
                yield f"{path}.{field.name}"
            elif not isinstance(found, str) and field.name != "period":
                yield from unfilled(found, text, f"{path}.{field.name}")


class Skeleton(HTMLParser):
    """The tags of a page, as the parser of the standard library sees them, and every attribute."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.comments: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record a tag."""
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record a tag that closes itself."""
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        """Record the end of one; it has to be that of the last one opened."""
        assert self.open.pop() == tag, f"</{tag}> closes something else"
        self.tags.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        """Record a comment."""
        self.comments.append(data)


def checked(page: str) -> Skeleton:
    """Return the skeleton of a page, after everything that must hold of every page was seen to hold."""
    found = Skeleton(page)
    assert found.open == []
    assert {tag.removeprefix("/") for tag in found.tags} <= ELEMENTS
    assert {name for _, name, _ in found.attributes} <= ATTRIBUTES
    assert len(found.comments) == 1
    assert not CONTROL.search(page)
    for tag, name, value in found.attributes:
        if name == "href":
            assert tag == "a"
            assert value.startswith(("#", "https://", "http://")), value
            assert value.isascii()
    ids = [value for _, name, value in found.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    inside = {value[1:] for _, name, value in found.attributes if name == "href" and value.startswith("#")}
    assert inside <= set(ids)
    labels = {one for _, name, value in found.attributes if name == "aria-labelledby" for one in value.split()}
    assert labels <= set(ids)
    return found


def tree(page: str) -> Any:
    """Return the tree that another parser makes of a page; it refuses every departure from the standard."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def page(text: str, url: str = "") -> str:
    """Return the page of a docket with every text field filled."""
    return report(docket(text, url), ON)
