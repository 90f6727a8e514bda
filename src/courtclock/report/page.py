"""From what stands on the page to HTML: the templates, and the policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from courtclock import __version__
from courtclock.almanac import Almanac, default_almanac
from courtclock.dates import Date, to_date
from courtclock.docket import Docket
from courtclock.report import text
from courtclock.report.facts import gather
from courtclock.report.timeline import signs, timelines
from courtclock.report.values import Moment

BEGINS = b"<!DOCTYPE html>\n<!-- A report of courtclock"  # by which a file is known to be one


def report(
    docket: Docket, on: Date | str, *, almanac: Almanac | None = None, known_on: Date | str | None = None
) -> str:
    """Return a docket, as it stands on a day, as one HTML page.

    The page asks for nothing from anywhere: its one style sheet is in it, its pictures are drawings in it, it has no
    scripts, and its own policy forbids all of these. What happened after the day is left out and counted. The same
    input gives the same bytes.

    Args:
        docket: what to show.
        on: the day on which to look at it.
        almanac: where to look up courts, calendars and law; the built-in packs by default.
        known_on: use only what had been announced and recorded by then.

    Raises:
        InvalidDate: `on` or `known_on` is not a day.
        UnknownId: a court that no pack knows.

    >>> from courtclock.docket import loads
    >>> docket = loads(b'''
    ... [docket]
    ... schema = 1
    ... id = "demo"
    ... title = "Khan <& others> v Federation"
    ... recorded = 2024-04-17T18:00:00+05:00
    ... ''')
    >>> page = report(docket, "2024-04-25")
    >>> "Khan &lt;&amp; others&gt; v Federation" in page
    True
    """
    day = to_date(on)
    known = to_date(known_on) if known_on is not None else None
    facts = gather(docket, day, almanac=almanac or default_almanac(), known_on=known)
    template = _environment().get_template("page.html.j2")
    parts = timelines(facts)
    return template.render(facts=facts, docket=facts.docket, timelines=parts, used=signs(parts), digest=_digest())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("courtclock.report"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.globals["version"] = __version__
    environment.filters["day"] = Moment.of
    environment.filters["short"] = Moment.short
    environment.filters["authority"] = text.Authority.of
    environment.filters["foreign"] = text.foreign
    return environment


def _finalize(value: Any) -> Any:
    """Clean every text on its way to the page, whichever field it came from; escaping follows."""
    return text.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _digest() -> str:
    """Return the hash by which the policy knows the style sheet: of the very text that is put between the tags."""
    style = _environment().get_template("style.css").render()
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
