"""Where the marks of a chart stand, in the units of its drawing (960 wide); colours are the style sheet's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from math import ceil, floor, log10
from typing import NamedTuple

from gudok.web.days.figures import QUARTER, Quarter, Spell

WIDTH, LEFT, RIGHT = 960, 56, 8
HEIGHT, TOP, BOTTOM = 180, 8, 22


class Rect(NamedTuple):
    """A bar; `kind` is its class, `title` what the pointer is told."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    title: str


class Tick(NamedTuple):
    at: float
    text: str


@dataclass(frozen=True)
class Chart:
    """Bars over time. `hours` along, `values` up; `limit` is a line to reach, or nothing."""

    bars: tuple[Rect, ...]
    hours: tuple[Tick, ...]
    values: tuple[Tick, ...]
    limit: float | None = None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT

    @property
    def right(self) -> int:
        return self.width - RIGHT

    @property
    def floor(self) -> int:
        return self.height - BOTTOM


class Layer(NamedTuple):
    """One part of stacked bars: its class, its name, its value in a quarter."""

    kind: str
    name: str
    value: Callable[[Quarter], float]


def stacked(
    day: Sequence[Quarter],
    layers: Sequence[Layer],
    zone: tzinfo,
    show: Callable[[float], str] = lambda value: f"{value:g}",
    limit: float | None = None,
    top: float = 0,
) -> Chart:
    """A bar a quarter-hour, its layers on each other. `show` words a value; the scale reaches at least to `top`."""
    highest = max([top, *(sum(layer.value(quarter) for layer in layers) for quarter in day)])
    step = nice(highest)
    scale = (HEIGHT - TOP - BOTTOM) / max(step, ceil(highest / step) * step)
    wide = (WIDTH - LEFT - RIGHT) / max(1, len(day))
    bars = []
    for i, quarter in enumerate(day):
        base = float(HEIGHT - BOTTOM)
        for layer in layers:
            value = layer.value(quarter)
            if value > 0:
                base -= value * scale
                when = f"{clock(quarter.start, zone)}–{clock(quarter.start + QUARTER, zone)}"
                title = f"{when} · {layer.name}: {show(value)}"
                bars.append(Rect(r(LEFT + i * wide + 1), r(base), r(wide - 2), r(value * scale), layer.kind, title))
    rungs = range(round(max(step, ceil(highest / step) * step) / step) + 1)
    values = tuple(Tick(r(HEIGHT - BOTTOM - rung * step * scale), show(rung * step)) for rung in rungs)
    line = None if limit is None else r(HEIGHT - BOTTOM - limit * scale)
    return Chart(tuple(bars), hours(day, zone), values, line)


def nice(highest: float) -> float:
    """The distance of the lines across: 1, 2 or 5 times a power of ten, so that five of them are enough."""
    power = 10.0 ** floor(log10(max(highest, 5) / 5))
    return next(power * factor for factor in (1, 2, 5, 10) if highest <= 5 * power * factor)


def hours(day: Sequence[Quarter], zone: tzinfo) -> tuple[Tick, ...]:
    """The whole hours under a chart, every second one of a long day."""
    wide = (WIDTH - LEFT - RIGHT) / max(1, len(day))
    every = 4 if len(day) <= 56 else 8
    return tuple(
        Tick(r(LEFT + i * wide), clock(quarter.start, zone)) for i, quarter in enumerate(day) if i % every == 0
    )


def band(spells: Iterable[Spell], start: int, end: int, title: Callable[[Spell], str], height: int = 20) -> list[Rect]:
    """An operator's day as one band, from `start` to `end`; what is off shift stays empty."""
    scale = (WIDTH - LEFT - RIGHT) / (end - start)
    found = []
    for spell in spells:
        began, ended = max(spell.began, start), min(spell.ended, end)
        if spell.mode != "away" and began < ended:
            x = LEFT + (began - start) * scale
            found.append(Rect(r(x), 0, r(max(0.5, (ended - began) * scale)), height, spell.mode, title(spell)))
    return found


def clock(at: int, zone: tzinfo) -> str:
    return f"{datetime.fromtimestamp(at / 1000, zone):%H:%M}"


def r(value: float) -> float:
    return round(value, 1)
