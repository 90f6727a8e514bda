"""The page in a real browser, where there is one: quiet, never wider than the window, usable by keys and by ear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from courtclock.docket import load, loads
from courtclock.report import report
from report.chromium import Chromium, chromium, installed
from report.hostile import docket
from report.test_style import contrast

PROGRAM = installed()
EXAMPLES = Path(__file__).parents[2] / "examples"
LETTERS = Path(__file__).parent / "letters.toml"
NAMES = ["x-restoration", "appeal-with-copying-time", "letters", "hostile", "wide"]
HOSTILE = "\"'><script>document.title='broken'</script><img src=https://example.org/x onerror=alert(1)>"
WIDE = "unbreakable" * 30
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this machine: the page was not looked at")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    assert PROGRAM is not None
    with chromium(PROGRAM, tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "x-restoration": report(load(EXAMPLES / "x-restoration.toml"), "2024-10-01"),
        "appeal-with-copying-time": report(load(EXAMPLES / "appeal-with-copying-time.toml"), "2026-03-20"),
        "letters": report(loads(LETTERS.read_bytes()), "2027-03-10"),
        "hostile": report(docket(HOSTILE), "2027-03-10"),
        "wide": report(docket(WIDE, f"https://example.org/{WIDE}"), "2027-03-10"),
    }
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_is_quiet_and_fits(
    browser: Chromium, pages: dict[str, Path], name: str, width: int, *, dark: bool
) -> None:
    browser.open(pages[name], width=width, dark=dark)
    assert browser.value("document.documentElement.scrollWidth") <= width
    assert browser.value("document.scripts.length") == 0
    assert browser.value("document.title") != "broken"
    # The sheet is the one that the policy knows, and it is in force.
    assert browser.value("document.styleSheets.length") == 1
    assert browser.value("getComputedStyle(document.body).maxWidth") == "1152px"
    assert browser.complaints() == []
    assert browser.requests() == [pages[name].as_uri()]


def test_a_page_that_breaks_its_policy_is_told(browser: Chromium, pages: dict[str, Path], tmp_path: Path) -> None:
    """The test of the test: what the others find nothing of, they would find."""
    text = pages["letters"].read_text(encoding="utf-8")
    broken = tmp_path / "broken.html"
    broken.write_text(text.replace("<main>", '<main style="color:red"><script>1</script>'), encoding="utf-8")
    browser.open(broken)
    assert sum("Content Security Policy" in one for one in browser.complaints()) >= 2


def test_dark_is_dark(browser: Chromium, pages: dict[str, Path]) -> None:
    grounds = []
    for dark in (False, True):
        browser.open(pages["letters"], dark=dark)
        grounds.append(browser.value("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(255, 255, 255)", "rgb(20, 23, 27)"]


# For every element with text of its own: its colour, and the first ground behind it that is not transparent.
COLOURS = """
[...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .filter(e => e.getClientRects().length).map(e => {
    let ground = e;
    while (getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
    const drawn = e.closest('svg') && e.tagName !== 'title';
    return [drawn ? getComputedStyle(e).fill : getComputedStyle(e).color,
            getComputedStyle(ground).backgroundColor, e.tagName + '.' + (e.getAttribute('class') || '')];
  })
"""


def _hex(colour: str) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_as_it_is_drawn_can_be_read(browser: Chromium, pages: dict[str, Path], *, dark: bool) -> None:
    for name in ("x-restoration", "letters", "hostile"):
        browser.open(pages[name], dark=dark)
        found = {tuple(one) for one in browser.value(COLOURS)}
        assert len(found) > 20
        for text, ground, element in found:
            assert contrast(_hex(text), _hex(ground)) >= 4.5, (name, element, text, ground)


def test_labels_of_the_timeline_do_not_meet(browser: Chromium, pages: dict[str, Path]) -> None:
    boxes = (
        "[...document.querySelectorAll('.drawing')].map(d => [...d.querySelectorAll('SELECTOR')]"
        ".map(t => t.getBoundingClientRect()).filter(b => b.width).map(b => [b.left, b.right, b.top]))"
    )
    for name in ("x-restoration", "appeal-with-copying-time", "letters"):
        for width in (390, 768, 1280):
            browser.open(pages[name], width=width)
            for drawing in browser.value(boxes.replace("SELECTOR", ".tick text")):
                for (_, right, _), (left, _, _) in pairwise(drawing):
                    assert right <= left, (name, width)
            for drawing in browser.value(boxes.replace("SELECTOR", ".label, .note")):
                rows: dict[float, list[tuple[float, float]]] = {}
                for left, right, top in drawing:
                    assert 0 <= left < right <= width, (name, width)
                    rows.setdefault(round(top), []).append((left, right))
                for labels in rows.values():
                    ordered = sorted(labels)
                    assert all(a[1] <= b[0] for a, b in pairwise(ordered)), (name, width)


def test_right_to_left_text_is_right(browser: Chromium, pages: dict[str, Path]) -> None:
    browser.open(pages["letters"], width=390)
    assert browser.value("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    assert browser.value("getComputedStyle(document.querySelector('#entry-week h3 bdi')).direction") == "rtl"
    assert browser.value("getComputedStyle(document.querySelector('#entry-eid h3 bdi')).direction") == "ltr"
    assert browser.value("getComputedStyle(document.querySelector('.as-of')).direction") == "ltr"


def test_the_first_key_leads_past_the_head(browser: Chromium, pages: dict[str, Path]) -> None:
    browser.open(pages["letters"], width=390)
    browser.press("Tab")
    assert browser.value("document.activeElement.className") == "skip"
    assert browser.value("document.activeElement.getBoundingClientRect().top") >= 0
    assert browser.value("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 3
    browser.press("Enter")
    assert browser.value("location.hash") == "#states"
    reached = set()
    for _ in range(12):
        browser.press("Tab")
        reached.add(browser.value("document.activeElement.getAttribute('href')"))
        assert browser.value("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 3
    assert len(reached) >= 10


@pytest.mark.parametrize("width", [390, 1280])
def test_what_a_screen_reader_is_given(browser: Chromium, pages: dict[str, Path], width: int) -> None:
    browser.open(pages["letters"], width=width)
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    shown = [node for node in nodes if not node.get("ignored")]
    roles = [node["role"]["value"] for node in shown]
    names = {(node["role"]["value"], node.get("name", {}).get("value", "")) for node in shown}
    for role in ("banner", "navigation", "main", "contentinfo"):
        assert roles.count(role) == 1, role
    # On a telephone the table is drawn as cards, and is a table all the same.
    assert roles.count("table") == 1
    assert roles.count("columnheader") == 5
    assert roles.count("rowheader") == roles.count("row") - 1 == 7
    assert any(role in {"image", "img"} and name.startswith("Timeline, ") for role, name in names)
    assert any(role == "heading" and name == "States" for role, name in names)
    assert all(name for role, name in names if role in {"link", "heading", "article"})


def test_it_prints_on_a4_with_the_addresses(browser: Chromium, pages: dict[str, Path]) -> None:
    browser.open(pages["appeal-with-copying-time"], dark=True)
    data = browser.pdf()
    assert data.startswith(b"%PDF-")
    boxes = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox \[([\d. ]+)\]", data)}
    assert boxes
    for _, _, width, height in boxes:
        assert (round(width), round(height)) in {(595, 842), (596, 842), (594, 842), (595, 841)}
    browser.call("Emulation.setEmulatedMedia", media="print", features=[])
    after = "getComputedStyle(document.querySelector('.steps a'), '::after').content"
    assert "http" in browser.value(after)
    assert browser.value("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert browser.value("getComputedStyle(document.querySelector('nav')).display") == "none"
    browser.call("Emulation.setEmulatedMedia", media="", features=[])
