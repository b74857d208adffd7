"""VIPs never wait behind others: looked at in every turn of a crowded world, by what its facts say alone.

`python tests/twin/vip.py 1000000` does so with a million calls.
"""

from __future__ import annotations

import gc
import sys
import time

from gudok.core.words import CallCame, CallEnded, CallOffered, CallQueued, Turn
from gudok.twin.read import scenario
from gudok.twin.scenario import Scenario
from gudok.twin.world import World

HOUR_OF_CALLS = 3000
PIECE = 100_000


def crowded(calls: int, seed: int) -> Scenario:
    """Three queues, operators of one or two, calls refused and missed, people who give up and call again."""
    kinds = [
        {
            "queue": queue,
            "rate": HOUR_OF_CALLS / 3,
            "vip": share,
            "talk": {"law": "log-normal", "mean": "3 min", "cv": 1},
            "wrapup": {"law": "exponential", "mean": "10 s"},
            "patience": {"law": "weibull", "mean": "3 min", "shape": 1.5},
            "retry": {"share": 0.3, "after": {"law": "exponential", "mean": "2 min"}, "most": 1},
        }
        for queue, share in (("a", 0.02), ("b", 0.1), ("c", 0.3))
    ]
    answers = {"law": "exponential", "mean": "4 s"}
    groups = [("a", 40), ("b", 40), ("c", 30), ("ab", 30), ("bc", 25)]
    staff = [
        {"name": name, "count": count, "queues": list(name), "answers": answers, "declines": 0.01, "misses": 0.01}
        for name, count in groups
    ]
    return scenario(
        {
            "name": "crowded",
            "length": f"{calls / HOUR_OF_CALLS:.4f} h",
            "seed": seed,
            "queues": [{"id": "a"}, {"id": "b"}, {"id": "c"}],
            "calls": kinds,
            "staff": staff,
        }
    )


class Watch:
    """Who waits where, from the facts; another's offer while a VIP waits for that operator is an error."""

    def __init__(self, serves: dict[str, tuple[str, ...]]) -> None:
        self.serves = serves
        self.vips: set[str] = set()
        self.waiting: dict[str, set[str]] = {}
        self.where: dict[str, str] = {}
        self.calls = self.offers = self.passed = 0

    def __call__(self, turn: Turn) -> None:
        for said in turn.out:
            match said:
                case CallCame():
                    self.calls += 1
                    if said.caller.vip:
                        self.vips.add(said.call)
                case CallQueued() if said.call in self.vips:
                    self.waiting.setdefault(said.queue, set()).add(said.call)
                    self.where[said.call] = said.queue
                case CallOffered():
                    self.offered(said, turn)
                case CallEnded():
                    self.gone(said.call)
                    self.vips.discard(said.call)

    def offered(self, said: CallOffered, turn: Turn) -> None:
        self.offers += 1
        if said.call in self.vips:
            self.passed += said.why.code == "vip_first"
            self.gone(said.call)
            return
        for queue in self.serves[said.agent]:
            assert not self.waiting.get(queue), f"turn {turn.n}: {said} while a VIP waits in {queue}"

    def gone(self, call: str) -> None:
        self.waiting.get(self.where.pop(call, ""), set()).discard(call)


def run(calls: int, seed: int = 1) -> Watch:
    world = World(crowded(calls, seed), f"{seed}", None)
    watch = Watch({operator.id: operator.queues for operator in world.settings.operators})
    world.watch = watch
    world.run()
    return watch


def main(calls: int) -> None:
    """So many calls in days of a hundred thousand, each with a seed of its own."""
    gc.disable()
    total = passed = 0
    for seed in range(1, -(-calls // PIECE) + 1):
        found = run(min(PIECE, calls - PIECE * (seed - 1)), seed)
        total, passed = total + found.calls, passed + found.passed
        took = time.process_time()
        print(f"{total:,} calls; {passed:,} VIPs went before others, none waited behind; {took:.0f} s", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
