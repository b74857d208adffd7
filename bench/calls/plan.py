"""What is measured, in what order: the two ways in turn, again and again, so that a noisy neighbour hits both.

The heavy loads come last, so that what an overload leaves behind spoils no figure.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from bench.calls.load import Calls
from bench.calls.rounds import Round
from bench.calls.world import PLAIN, RECORDED

if TYPE_CHECKING:
    from bench.calls.centre import Centre

BUSY = 0.8
"""The share of operators kept talking, where calls need not be longer than the longest for that."""
LONGEST_TALK_S = 6.0

Run = Callable[["Centre", Calls], Awaitable[Round]]


class Plan(msgspec.Struct, frozen=True):
    """`rates` in calls a second; each load lasts `seconds` after the first talks have ended, made `repeats` times."""

    operators: int
    rates: tuple[int, ...]
    recorded: tuple[int, ...]
    search: tuple[int, ...]
    seconds: float
    repeats: int
    search_seconds: float


FULL = Plan(200, (10, 40, 100), (40,), (150, 200, 300, 400, 500), 10, 2, 6)
QUICK = Plan(40, (5,), (5,), (10,), 2, 1, 2)


class Measured(msgspec.Struct):
    """Rounds by rate, recording or not, and way; and the largest rate at which no call failed, 0 for none."""

    rounds: dict[tuple[int, bool, str], list[Round]]
    largest: dict[str, int]


def calls(plan: Plan, rate: int, did: str, seconds: float) -> Calls:
    """A load of the rate whose talks are as long as keeps the planned share of operators busy."""
    talk = min(LONGEST_TALK_S, BUSY * plan.operators / rate)
    return Calls(did, rate, round(rate * (talk + seconds)), round(talk * 1000))


async def measure(plan: Plan, centres: Mapping[str, Centre], run: Run) -> Measured:
    """Do the whole plan."""
    measured = Measured({}, dict.fromkeys(centres, 0))
    loads = [(rate, False) for rate in plan.rates] + [(rate, True) for rate in plan.recorded]
    for rate, recorded in sorted(loads):
        for _ in range(plan.repeats):
            for way, centre in centres.items():
                load = calls(plan, rate, RECORDED if recorded else PLAIN, plan.seconds)
                measured.rounds.setdefault((rate, recorded, way), []).append(await run(centre, load))
    for way, centre in centres.items():
        clean = [rate for rate in plan.rates if served_all(measured.rounds[rate, False, way])]
        measured.largest[way] = max(clean, default=0)
        for rate in plan.search:
            if (await run(centre, calls(plan, rate, PLAIN, plan.search_seconds))).failed:
                break
            measured.largest[way] = rate
    return measured


def served_all(rounds: Sequence[Round]) -> bool:
    return not any(round_.failed for round_ in rounds)
