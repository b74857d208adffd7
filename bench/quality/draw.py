"""The figures as a chart: a line an algorithm, a panel a measure, beside the usual way. Text in, text out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from bench.quality.play import USUAL, Cell
from bench.quality.words import Words

WIDTH, LEFT, TOP, ROW, GAP, PANEL = 960, 168, 58, 16, 24, 236
DRAWN = ("level", "wait", "spread")
SHARES = ("level",)
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
STYLE = """
text { font: 11px system-ui, sans-serif; fill: #1f2937 } .head { font-weight: 600 } .name { text-anchor: end }
.tick { fill: #4b5563; text-anchor: middle } .rule { stroke: #d1d5db }
.page { fill: #ffffff } .usual { stroke: #6b7280; stroke-dasharray: 3 3 } .same { fill: #6b7280; stroke: #6b7280 }
.better { fill: #0b57d0; stroke: #0b57d0 } .worse { fill: #b3261e; stroke: #b3261e }
@media (prefers-color-scheme: dark) {
text { fill: #e5e7eb } .tick { fill: #9ca3af } .rule { stroke: #374151 }
.page { fill: #0d1117 } .usual { stroke: #9ca3af } .same { fill: #9ca3af; stroke: #9ca3af }
.better { fill: #8ab4f8; stroke: #8ab4f8 } .worse { fill: #f28b82; stroke: #f28b82 } }
"""
CLASSES = {"": "same", "+": "better", "-": "worse"}


def chart(title: str, groups: Sequence[tuple[str, Sequence[Cell]]], usual: Cell, words: Words) -> str:
    """A scenario drawn: its groups of algorithms one under another."""
    rows = sum(len(cells) + 1 for _, cells in groups)
    height = TOP + rows * ROW + 12
    drawn = [
        '<rect class="page" width="100%" height="100%"/>',
        f'<text class="head" x="8" y="18">{escape(title)}</text>',
    ]
    scales = [scale(usual, [cell for _, cells in groups for cell in cells], name) for name in DRAWN]
    for n, name in enumerate(DRAWN):
        drawn += panel(n, words.measure(name), scales[n], usual.figures[name].mean, height)
    y = TOP
    for group, cells in groups:
        drawn.append(f'<text class="head" x="8" y="{y + 12}">{escape(group)}</text>')
        y += ROW
        for cell in cells:
            drawn.append(f'<text class="name" x="{LEFT - 8}" y="{y + 12}">{escape(cell.name)}</text>')
            drawn += [mark(cell, name, n, scales[n], y + 8) for n, name in enumerate(DRAWN)]
            y += ROW
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
    return f'{head} aria-label="{escape(title)}"><style>{STYLE}</style>{"".join(drawn)}</svg>\n'


def scale(usual: Cell, cells: Sequence[Cell], name: str) -> list[float]:
    """The marks of a panel: round numbers from below the least to above the greatest that is drawn, at most seven."""
    found = [cell.figures[name] for cell in (usual, *cells)]
    low, high = max(0.0, min(one.low for one in found)), max(one.high for one in found)
    high = min(100.0, high) if name in SHARES else high
    step = next(step for step in STEPS if (high - low) / step <= 5)
    marks = [math.floor(low / step) * step]
    while marks[-1] < high:
        marks.append(marks[-1] + step)
    return marks


def place(n: int, value: float, marks: Sequence[float]) -> float:
    """Where a value lies in the n-th panel; what is beyond its scale lies at the end."""
    low, high = marks[0], marks[-1]
    value = min(max(value, low), high)
    return LEFT + n * (PANEL + GAP) + (value - low) / (high - low) * PANEL


def panel(n: int, title: str, marks: Sequence[float], usual: float, height: int) -> list[str]:
    """A panel's heading, its scale, and the line of the usual way."""
    left = LEFT + n * (PANEL + GAP)
    found = [f'<text class="head" x="{left}" y="34">{escape(title)}</text>']
    for value in marks:
        x = place(n, value, marks)
        found.append(f'<line class="rule" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 4}" y2="{height - 8}"/>')
        found.append(f'<text class="tick" x="{x:.1f}" y="{TOP - 8}">{value:g}</text>')
    x = place(n, usual, marks)
    return [*found, f'<line class="usual" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 4}" y2="{height - 8}"/>']


def mark(cell: Cell, name: str, n: int, marks: Sequence[float], y: int) -> str:
    """The mean, with its interval; a triangle where it is better or worse than the usual way beyond chance."""
    one, verdict = cell.figures[name], cell.verdict(name) if cell.name != USUAL else ""
    low, x, high = (place(n, value, marks) for value in (one.low, one.mean, one.high))
    shape = f'<circle cx="{x:.1f}" cy="{y}" r="3.2"/>'
    if verdict:
        tip, foot = (y - 4, y + 3) if verdict == "+" else (y + 4, y - 3)
        shape = f'<path d="M{x - 4:.1f} {foot}L{x + 4:.1f} {foot}L{x:.1f} {tip}Z"/>'
    line = f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{y}" y2="{y}"/>'
    told = f"<title>{escape(cell.name)}: {one.mean:.1f} ± {one.half:.1f}</title>"
    return f'<g class="{CLASSES[verdict]}">{told}{line}{shape}</g>'
