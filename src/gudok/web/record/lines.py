"""The quality of operators' lines: taken from their browsers, kept with the call, summed up for its story."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from django.db import transaction

from gudok.web.record.models import Line

MOST = 5_000
"""Samples kept of one line: seven hours of talk."""
HIGHEST = (10**14, 1000, 60_000, 60_000, 500)
"""The largest sensible value of each field of a sample."""

Sample = tuple[int, int, int, int, int]


class Summary(NamedTuple):
    """A line in short: means, and the worst MOS. Loss in per cent, times in milliseconds."""

    mos: float
    worst: float
    loss: float
    jitter: int
    rtt: int


def read_samples(text: str) -> list[Sample]:
    """The samples of a browser's JSON; raises ValueError for anything else."""
    try:
        rows = msgspec.json.decode(text, type=list[Sample])
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError("not samples") from error
    return [_within_sense(row) for row in rows]


def _within_sense(row: Sample) -> Sample:
    at, loss, jitter, rtt, mos = (min(max(value, 0), most) for value, most in zip(row, HIGHEST, strict=True))
    return at, loss, jitter, rtt, mos


@transaction.atomic
def save_samples(call: str, agent: str, samples: list[Sample]) -> int:
    """Add samples to a line, each moment once: a browser repeats a batch whose answer it did not get. Returns all."""
    line = Line.objects.select_for_update().get_or_create(call=call, agent=agent)[0]
    known = {row[0]: row for row in line.samples} | {row[0]: list(row) for row in samples}
    line.samples = [known[at] for at in sorted(known)][:MOST]
    line.save(update_fields=["samples"])
    return len(line.samples)


def summary(line: Line) -> Summary | None:
    """What a line was like, or None when nothing is known."""
    if not line.samples:
        return None
    count = len(line.samples)
    _, loss, jitter, rtt, mos = (sum(column) / count for column in zip(*line.samples, strict=True))
    worst = min(row[4] for row in line.samples)
    return Summary(mos / 100, worst / 100, loss / 10, round(jitter), round(rtt))
