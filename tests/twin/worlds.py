"""The worlds of the tests: short to write, as closed forms know them (no ringing, no wrap-up, nothing said)."""

from __future__ import annotations

from typing import Any

from gudok.twin.read import scenario
from gudok.twin.scenario import Scenario

RULES = {"wrapup": 0, "record": False, "announce_first": 0, "announce_every": 0}
MINUTE = 60_000


def law(mean: float, kind: str = "exponential", **more: float) -> dict[str, Any]:
    """A law with a mean in ms."""
    return {"law": kind, "mean": f"{mean} ms", **more}


def one_queue(
    rate: float, talk: float, servers: int, hours: float, seed: int, calls: dict[str, Any] | None = None, **more: Any
) -> Scenario:
    """One queue: `rate` an hour, `talk` in ms; an hour of warm-up comes before the hours that count."""
    return scenario(
        {
            "name": "one queue",
            "length": f"{hours + 1} h",
            "warm_up": "1 h",
            "seed": seed,
            "runs": 30,
            "queues": [{"id": "q", "rules": RULES}],
            "calls": [{"queue": "q", "rate": rate, "talk": law(talk), **(calls or {})}],
            "staff": [{"name": "s", "count": servers, "queues": ["q"]}],
            **more,
        }
    )
