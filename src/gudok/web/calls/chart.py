"""A line's quality over time as a small picture for the call's story."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gudok.web.record.lines import Summary, summary

if TYPE_CHECKING:
    from gudok.web.record.models import Line

WIDTH, HEIGHT = 600, 80
LOWEST, SPAN = 100, 350
"""MOS in hundredths: the estimate lies between 1 and 4.5."""
POOR = 310
"""Below this most people complain (G.107, annex B: «many users dissatisfied»)."""


class Chart(NamedTuple):
    """The points of an SVG polyline, where its «bad below» line stands, and the line in short."""

    points: str
    poor: float
    summary: Summary


def chart(line: Line) -> Chart | None:
    """The picture of a line, or None when nothing is known of it."""
    known = summary(line)
    if known is None:
        return None
    start, end = line.samples[0][0], line.samples[-1][0]
    long = max(end - start, 1)
    points = [((at - start) / long * WIDTH, _height(mos)) for at, _, _, _, mos in line.samples]
    if len(points) == 1:
        points.append((float(WIDTH), points[0][1]))
    return Chart(" ".join(f"{x:.1f},{y:.1f}" for x, y in points), _height(POOR), known)


def _height(mos: int) -> float:
    return round(HEIGHT - (mos - LOWEST) / SPAN * HEIGHT, 1)
