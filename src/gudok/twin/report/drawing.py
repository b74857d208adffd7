"""Charts as inline SVG: text in, text out. Colours are the page's own, by class: `gk-bar-<kind>`."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from html import escape
from zoneinfo import ZoneInfo

from gudok.twin.figures import Part
from gudok.twin.report.values import plain
from gudok.twin.tally import MODES
from gudok.twin.words import Words

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 960, 220, 56, 22, 8
LETTER = 9
"""No figure of a scale is wider, in the units of the drawing (the style sheet writes them 15 high)."""
SPANS = [1000 * seconds for seconds in (1, 2, 4, 8, 20, 40, 60, 120, 240, 480, 1200, 2400, 3600, 7200, 14_400, 28_800)]
"""Tops of a scale of time, ms: each falls into four parts that a person calls round."""
QUARTER = 15 * 60_000
FOUR_HOURS = 16 * QUARTER
Bar = tuple[str, Sequence[float]]
"""What it is called when pointed at, and its parts from below."""


def stacks(
    bars: Sequence[Bar],
    kinds: Sequence[str],
    label: str,
    marks: Sequence[str],
    value: Callable[[float], str],
    most: float = 0,
    round_up: Callable[[float], float] | None = None,
) -> str:
    """Bars of stacked parts; `marks` are written under the bars, "" for none.

    `most`: the least height of the scale. `round_up`: gives its top, not below what it is given; else `scale`.
    """
    top = (round_up or scale)(max([sum(parts) for _, parts in bars] + [most]))
    steps = [value(top * n / 4) for n in range(5)]
    left = max(LEFT, 12 + LETTER * max(map(len, steps)))
    wide = (WIDTH - left) / max(len(bars), 1)
    high = HEIGHT - BOTTOM - TOP
    drawn = [rungs(steps, left)]
    for n, (title, parts) in enumerate(bars):
        y = float(HEIGHT - BOTTOM)
        boxes = []
        for kind, part in zip(kinds, parts, strict=True):
            tall = part / top * high
            y -= tall
            if tall > 0.05:
                x, width = left + n * wide, max(wide - 1, 0.6)
                boxes.append(
                    f'<rect class="gk-bar-{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{tall:.1f}"/>'
                )
        if boxes:
            drawn.append(f"<g><title>{escape(title)}</title>{''.join(boxes)}</g>")
        if n < len(marks) and marks[n]:
            x = min(left + n * wide, WIDTH - LETTER * len(marks[n]))
            drawn.append(f'<text class="gk-hour" x="{x:.1f}" y="{HEIGHT - 6}">{escape(marks[n])}</text>')
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(label)}"'
    return f'<svg class="gk-chart" {box}>{"".join(drawn)}</svg>'


def rungs(steps: Sequence[str], left: int) -> str:
    """The lines of the scale, with their values, from below."""
    found = []
    for n, text in enumerate(steps):
        y = HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * n / (len(steps) - 1)
        found.append(
            f'<line class="gk-rung" x1="{left}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text class="gk-value" x="{left - 6}" y="{y + 4:.1f}">{escape(text)}</text>'
        )
    return "".join(found)


def scale(most: float) -> float:
    """A round number not below: 1, 2, 4, 6, 8 or 10 times a power of ten."""
    if most <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(most))
    return next(step * power for step in (1, 2, 4, 6, 8, 10) if step * power >= most * 0.999)


def time_scale(most: float) -> float:
    """A round time not below, ms; beyond the longest, whole hours in fours."""
    rounded = math.ceil(most / FOUR_HOURS) * FOUR_HOURS
    return float(next((span for span in SPANS if span >= most * 0.999), rounded))


def hours(parts: Sequence[Part], zone: str) -> list[str]:
    """The mark under each quarter-hour: the whole hours, every second or fourth in a long day."""
    every = 1 if len(parts) <= 48 else 2 if len(parts) <= 96 else 6
    times = [datetime.fromtimestamp(part.start / 1000, ZoneInfo(zone)) for part in parts]
    return [f"{time:%H}" if time.minute == 0 and time.hour % every == 0 else "" for time in times]


def calls(parts: Sequence[Part], zone: str, words: Words, most: float = 0) -> str:
    """Calls by quarter-hour, by how they were served."""
    bars = [
        (f"{at(part, zone)}: {words.number(part.calls, 1)}", (part.in_time, part.answered - part.in_time, part.lost))
        for part in parts
    ]
    kinds = ("in-time", "late", "lost")
    return stacks(bars, kinds, words("day"), hours(parts, zone), partial(count, words), most)


def waits(parts: Sequence[Part], zone: str, words: Words, most: float = 0) -> str:
    """The mean wait by quarter-hour."""
    found = [part.waited / part.calls if part.calls else 0.0 for part in parts]
    bars = [
        (f"{at(part, zone)}: {plain('wait', wait, words)}", (wait,)) for part, wait in zip(parts, found, strict=True)
    ]
    return stacks(bars, ("late",), words("wait_day"), hours(parts, zone), partial(time, words), most, time_scale)


def staff(parts: Sequence[Part], zone: str, words: Words, most: float = 0) -> str:
    """Operators at work by quarter-hour, by what they do."""
    bars = []
    for part in parts:
        people = [ms / QUARTER for ms in part.staff]
        spelled = ", ".join(f"{words.state(m)} {words.number(n, 1)}" for m, n in zip(MODES, people, strict=True) if n)
        bars.append((f"{at(part, zone)}: {spelled}", people))
    return stacks(bars, MODES, words("staff"), hours(parts, zone), partial(count, words), most)


def count(words: Words, value: float) -> str:
    """A number on a scale of calls or people."""
    return words.number(value, 0 if value >= 10 or value.is_integer() else 1)


def time(words: Words, value: float) -> str:
    """A time on a scale."""
    return plain("wait", value, words) if value else "0"


def at(part: Part, zone: str) -> str:
    return f"{datetime.fromtimestamp(part.start / 1000, ZoneInfo(zone)):%H:%M}"


def histogram(shares: Sequence[float], names: Sequence[str], words: Words) -> str:
    """How long calls waited."""
    bars = [(f"{name}: {plain('level', share, words)}", (share,)) for name, share in zip(names, shares, strict=True)]
    return stacks(bars, ("late",), words("waits"), names, lambda value: plain("level", value, words))
