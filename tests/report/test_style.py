"""The style sheet: what is written can be read, in the light and in the dark; computed, not looked at."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = (files("courtclock.report") / "templates" / "style.css").read_text(encoding="utf-8")
ROOT = re.compile(r":root \{([^}]*)\}")
COLOUR = re.compile(r"--([a-z]+): (#[0-9a-f]{6});")
TEXTS = ("ink", "soft", "link", "bad", "warn", "good", "doubt")
GROUNDS = ("paper", "panel")
# What is drawn and has to be seen; `pale` is the grid, behind which nothing is lost.
DRAWN = ("line", "bar", "focus", "ink", "bad", "warn", "good", "doubt")


def schemes() -> dict[str, dict[str, str]]:
    light, dark = (dict(COLOUR.findall(body)) for body in ROOT.findall(STYLE)[:2])
    return {"light": light, "dark": dark}


def luminance(colour: str) -> float:
    """Return the relative luminance, as WCAG 2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_both_schemes_have_every_colour() -> None:
    found = schemes()
    assert set(found["light"]) == set(found["dark"]) == {*TEXTS, *GROUNDS, *DRAWN, "pale"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read(scheme: str, ground: str, text: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("drawn", DRAWN)
def test_what_is_drawn_can_be_seen(scheme: str, drawn: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[drawn], colours["paper"]) >= 3


def test_no_colour_is_named_anywhere_else() -> None:
    rest = ROOT.sub("", STYLE)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl|opacity|: (?:white|black|gr[ae]y|red)\b", rest)
    used = set(re.findall(r"var\(--([a-z]+)\)", rest))
    assert used == set(schemes()["light"])


def test_only_text_colours_colour_text() -> None:
    found = re.findall(r"(?<![a-z-])color: ([^;]+);", ROOT.sub("", STYLE))
    assert {one for one in found if one != "inherit"} <= {f"var(--{name})" for name in TEXTS}
    filled = re.findall(r"text[^{}]*\{[^{}]*fill: ([^;]+);", STYLE)
    assert set(filled) <= {f"var(--{name})" for name in TEXTS} | {"CanvasText"}


def test_the_dark_is_for_screens_and_the_page_can_be_printed() -> None:
    assert "@media screen and (prefers-color-scheme: dark)" in STYLE
    assert "@media print" in STYLE
    assert "size: A4" in STYLE
    assert 'a[href^="http"]::after { content: " <" attr(href) ">"' in STYLE


def test_the_sheet_is_never_taken_for_a_template() -> None:
    assert not re.search(r"\{[{%#]|</", STYLE)
