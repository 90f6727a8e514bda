"""Two panels as SVG: lines over logarithmic axes, readable on a light page and on a dark one."""

from __future__ import annotations

import math
from xml.sax.saxutils import escape

from attrs import frozen

from benchmarks.bulk.growth import Panel

WIDTH, HEIGHT = 760, 420
TOP, BOTTOM = 56, 280  # of the axes
STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #24292f }
  .title { font-weight: 600; font-size: 13px }
  .grid { stroke: #d0d7de; stroke-width: 1 }
  .line { fill: none; stroke-width: 2 }
  .c0 { stroke: #0550ae; fill: #0550ae } .c1 { stroke: #bc4c00; fill: #bc4c00 } .c2 { stroke: #116329; fill: #116329 }
  .c3 { stroke: #8250df; fill: #8250df } .c4 { stroke: #a40e26; fill: #a40e26 } .line { fill: none !important }
  .page { fill: #ffffff }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .grid { stroke: #3d444d }
    .c0 { stroke: #79c0ff; fill: #79c0ff } .c1 { stroke: #ffa657; fill: #ffa657 } .c2 { stroke: #7ee787; fill: #7ee787 }
    .c3 { stroke: #d2a8ff; fill: #d2a8ff } .c4 { stroke: #ff7b72; fill: #ff7b72 }
    .page { fill: #0d1117 }
  }
"""
STYLES = {"np.copyto": 0, "due_dates": 1, "due_table, cold": 3, "due_table": 2, "polars": 3, "numpy": 4}  # by beginning
MARKS = ("circle", "square", "diamond", "triangle", "bar")  # so that lines differ without colours as well


@frozen
class Axes:
    """Where a panel lies, and its scales."""

    left: int
    right: int
    across: tuple[float, float]
    up: tuple[float, float]

    def x(self, value: float) -> float:
        low, high = self.across
        return self.left + (math.log10(value) - low) / (high - low) * (self.right - self.left)

    def y(self, nanoseconds: float) -> float:
        low, high = self.up
        return BOTTOM - (math.log10(nanoseconds) - low) / (high - low) * (BOTTOM - TOP)


def svg(panels: tuple[Panel, Panel]) -> str:
    """Return the picture."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t">',
        f'<title id="t">Nanoseconds a row: {escape(" and ".join(panel.title.lower() for panel in panels))}</title>',
        f"<style>{STYLE}</style>",
        f'<rect class="page" width="{WIDTH}" height="{HEIGHT}"/>',
    ]
    for panel, left in zip(panels, (52, 432), strict=True):
        parts += _panel(panel, left, left + 310)
    return "\n".join([*parts, "</svg>", ""])


def _panel(panel: Panel, left: int, right: int) -> list[str]:
    found = [(x, y * 1e9) for series in panel.series for x, y in series.points.items()]
    across = math.log10(min(x for x, _ in found)), math.log10(max(x for x, _ in found))
    up = math.floor(math.log10(min(y for _, y in found))), math.ceil(math.log10(max(y for _, y in found)))
    axes = Axes(left, right, (across[0], max(across[1], across[0] + 1)), up)
    parts = [
        f'<text class="title" x="{left}" y="22">{escape(panel.title)}</text>',
        f'<text x="{left}" y="42">ns a row</text>',
        f'<text x="{right}" y="{BOTTOM + 34}" text-anchor="end">{panel.across}</text>',
    ]
    for power in range(up[0], up[1] + 1):
        height = axes.y(10**power)
        parts.append(f'<line class="grid" x1="{left}" x2="{right}" y1="{height:.1f}" y2="{height:.1f}"/>')
        parts.append(f'<text x="{left - 6}" y="{height + 4:.1f}" text-anchor="end">{_power(power)}</text>')
    for power in range(math.ceil(across[0]), math.floor(across[1]) + 1):
        middle = axes.x(10**power)
        parts.append(f'<line class="grid" x1="{middle:.1f}" x2="{middle:.1f}" y1="{TOP}" y2="{BOTTOM}"/>')
        parts.append(f'<text x="{middle:.1f}" y="{BOTTOM + 17}" text-anchor="middle">{_power(power)}</text>')
    for place, series in enumerate(panel.series):
        number = next(number for beginning, number in STYLES.items() if series.name.startswith(beginning))
        points = [(axes.x(x), axes.y(y * 1e9)) for x, y in sorted(series.points.items())]
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline class="line c{number}" points="{drawn}"/>')
        parts += [_mark(number, x, y) for x, y in points]
        row = BOTTOM + 54 + 18 * place
        parts.append(_mark(number, left + 6, row - 4))
        parts.append(f'<text x="{left + 18}" y="{row}">{escape(series.name)}</text>')
    return parts


def _mark(number: int, x: float, y: float) -> str:
    shape = MARKS[number]
    if shape == "circle":
        return f'<circle class="c{number}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'
    corners = {
        "square": ((-3, -3), (3, -3), (3, 3), (-3, 3)),
        "diamond": ((0, -5), (5, 0), (0, 5), (-5, 0)),
        "triangle": ((0, -4), (4, 3), (-4, 3)),
        "bar": ((-2, -5), (2, -5), (2, 5), (-2, 5)),
    }[shape]
    drawn = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)
    return f'<polygon class="c{number}" points="{drawn}"/>'


def _power(power: int) -> str:
    whole = {3: "1k", 4: "10k", 5: "100k", 6: "1M", 7: "10M", 8: "100M"}
    return whole.get(power, f"{10**power:g}")
