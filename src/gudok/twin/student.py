"""Student's t, exactly, for whole degrees of freedom; and estimates with their intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from statistics import fmean, stdev

from msgspec import Struct

CONFIDENCE = 0.95


class Estimate(Struct, frozen=True):
    """A mean over `runs` independent runs; the true value lies within `half` of it with the confidence asked for."""

    mean: float
    half: float
    runs: int

    @property
    def low(self) -> float:
        return self.mean - self.half

    @property
    def high(self) -> float:
        return self.mean + self.half

    @property
    def sure(self) -> bool:
        """Whether it differs from nothing: of a difference, that there is one."""
        return self.runs > 1 and abs(self.mean) > self.half


def estimate(values: Sequence[float], confidence: float = CONFIDENCE) -> Estimate:
    """The mean of independent runs' values with its interval; of one run the interval is not known, and is 0."""
    n = len(values)
    if n < 2:
        return Estimate(values[0] if values else 0.0, 0.0, n)
    return Estimate(fmean(values), quantile(confidence, n - 1) * stdev(values) / math.sqrt(n), n)


@cache
def quantile(confidence: float, degrees: int) -> float:
    """The t within which the confidence lies on both sides: `within` turned round by halving."""
    low, high = 0.0, 2.0
    while within(high, degrees) < confidence:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle, degrees) < confidence else (low, middle)
    return high


def within(t: float, degrees: int) -> float:
    """The probability that |T| <= t: the finite sums of Abramowitz & Stegun, 26.7.3 and 26.7.4."""
    angle = math.atan(t / math.sqrt(degrees))
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = degrees % 2
    term, total = (cosine, 0.0) if odd else (1.0, 0.0)
    for k in range(1 + odd, degrees, 2):
        total += term
        term *= cosine * cosine * k / (k + 1)
    return 2 / math.pi * (angle + sine * total) if odd else sine * total
