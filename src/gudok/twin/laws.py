"""Laws of chance for durations; each gives whole milliseconds."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

from msgspec import Struct

from gudok.twin.spans import Span

Draw = Callable[[Random], int]


class Fixed(Struct, frozen=True, tag="fixed", tag_field="law", forbid_unknown_fields=True):
    """Always the same."""

    mean: Span


class Exponential(Struct, frozen=True, tag="exponential", tag_field="law", forbid_unknown_fields=True):
    """Without memory: what Erlang's formulas take for granted."""

    mean: Span


class LogNormal(Struct, frozen=True, tag="log-normal", tag_field="law", forbid_unknown_fields=True):
    """What talks are like (Brown et al., «Statistical analysis of a telephone call center», 2005).

    `cv` is the standard deviation divided by the mean.
    """

    mean: Span
    cv: float = 1.0


class Weibull(Struct, frozen=True, tag="weibull", tag_field="law", forbid_unknown_fields=True):
    """Patience that wears out (`shape` above 1) or hardens (below 1); 1 is exponential."""

    mean: Span
    shape: float = 1.0


Law = Fixed | Exponential | LogNormal | Weibull


def drawing(law: Law) -> Draw:
    """The function that draws from a law."""
    mean = int(law.mean)
    if isinstance(law, Fixed) or not mean:
        return lambda dice: mean
    if isinstance(law, Exponential):
        return lambda dice: round(-mean * math.log(1.0 - dice.random()))
    if isinstance(law, LogNormal):
        variance = math.log1p(law.cv**2)
        centre, spread = math.log(mean) - variance / 2, math.sqrt(variance)
        return lambda dice: round(math.exp(centre + spread * dice.gauss(0.0, 1.0)))
    scale, power = mean / math.gamma(1 + 1 / law.shape), 1 / law.shape
    return lambda dice: round(scale * (-math.log(1.0 - dice.random())) ** power)


def problem(law: Law) -> str:
    """What is wrong with a law's numbers, or "" when nothing is."""
    if isinstance(law, LogNormal) and not 0 < law.cv <= 10:
        return "cv: must be above 0 and at most 10"
    if isinstance(law, Weibull) and not 0.1 <= law.shape <= 20:
        return "shape: must be from 0.1 to 20"
    return ""
