"""One round: calls against one centre, and what they cost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from bench.calls.load import Calls, Log
from bench.calls.process import cpu_ms, peak_mb

if TYPE_CHECKING:
    from bench.calls.centre import Centre
    from bench.calls.world import Numbers

SETTLE_S = 0.5
"""A round's processes are read this long after its last call ended."""


class Round(msgspec.Struct):
    """What a round showed. `waits`: INVITE → first word heard, ms; `cpu`: ms by process; `failed` calls of `calls`."""

    calls: int
    failed: int
    waits: list[float]
    cpu: dict[str, float]
    peak: dict[str, float]


async def run(centre: Centre, calls: Calls, numbers: Numbers) -> Round:
    """Make every operator ready, then measure a load."""
    await centre.prepare()
    await asyncio.sleep(SETTLE_S)
    callers = numbers.take(calls.number)
    before = {name: cpu_ms(pid) for name, pid in centre.pids.items()}
    log = await centre.sipp.call(calls, callers, centre.voice)
    await asyncio.sleep(SETTLE_S)
    cpu = {name: cpu_ms(pid) - before[name] for name, pid in centre.pids.items()}
    peak = {name: peak_mb(pid) for name, pid in centre.pids.items()}
    waits = heard(log, centre.voice.heard)
    centre.voice.heard.clear()
    return Round(calls.number, calls.number - len(waits), waits, cpu, peak)


def heard(log: Log, words: dict[str, int]) -> list[float]:
    """The waits (ms) of calls that were served: the caller heard the operator, and the call ended in good order."""
    served = [number for number in log.began if number in words and number in log.ended]
    return [(words[number] - log.began[number]) / 1e6 for number in served]
