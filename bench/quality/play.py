"""What is played: a scenario with each algorithm in turn, all with the same callers; and what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path
from statistics import fmean, pstdev

from msgspec import Struct, structs

from gudok.core.ranking.catalogue import LIVE_AGENT_RULES, LIVE_CALL_RULES
from gudok.install.place import CHECKOUT
from gudok.twin import many
from gudok.twin.figures import Run
from gudok.twin.read import read
from gudok.twin.scenario import Scenario
from gudok.twin.student import Estimate, estimate

FOLDER = CHECKOUT / "scenarios" / "quality"
NAMES = ("small-team", "two-skills", "vip-mix", "overload-peak", "large-centre")
USUAL = "usual"
"""The way of a queue that is set to nothing: the reference."""
OUTSIDE = ("preferred", "predicted", "custom", "manual")
"""What these do is in rows, functions and people's minds that no scenario has."""
UNMEASURED = ("ringall", "ring-progressive")
"""Live since the tables were made: to be measured at the next renewal; until then the page says that they are not."""
AGENTS: dict[str, dict[str, object]] = {
    "sticky": {"patience": 10_000},
    "criteria": {"steps": [{"needs": "agent.group = 'a'", "lasts": 15_000}]},
    "conditional-groups": {"helps": [{"groups": ["b"], "when": "queue.waiting > 1"}]},
    "qir": {"ratios": [["a", 50], ["b", 50]]},
    "as-asterisk": {"strategy": "leastrecent", "ringinuse": False},
    "as-genesys": {"evaluation": "best"},
}
"""Settings where the algorithm says nothing without them, or its own default is not playable live."""
UPWARD = {"level"}


class Cell(Struct):
    """An algorithm in a scenario: the figures, and what they differ from the usual way's, run by run."""

    name: str
    figures: dict[str, Estimate]
    against: dict[str, Estimate]

    def verdict(self, measure: str) -> str:
        """`+` better than the usual way beyond chance, `-` worse, "" neither."""
        change = self.against.get(measure)
        if change is None or not change.sure:
            return ""
        return "+" if (change.mean > 0) == (measure in UPWARD) else "-"


def ways(question: str) -> list[tuple[str, dict[str, object]]]:
    """The rules of a queue for each algorithm of a question (`agents` or `calls`)."""
    if question == "agents":
        return [
            (name, {"algorithm": {"algorithm": name, **AGENTS.get(name, {})}})
            for name in LIVE_AGENT_RULES
            if name not in OUTSIDE + UNMEASURED
        ]
    return [(name, {"order": {"algorithm": name}}) for name in LIVE_CALL_RULES if name not in OUTSIDE]


def scenario(name: str, runs: int = 0, folder: Path = FOLDER) -> Scenario:
    found = read(folder / f"{name}.toml")
    return structs.replace(found, runs=runs) if runs else found


def set_to(world: Scenario, rules: dict[str, object]) -> Scenario:
    """The scenario with all its queues set so."""
    queues = tuple(structs.replace(queue, rules={**queue.rules, **rules}) for queue in world.queues)
    return structs.replace(world, queues=queues)


def measures(run: Run) -> dict[str, float]:
    """Service level, mean and p95 wait (s), VIPs' mean wait, lost; spread of occupancy (points) and of calls (CV)."""
    all_, busy = run.measures(), [one.busy / one.able for one in run.workers.values() if one.able]
    calls = [one.calls for one in run.workers.values()]
    return {
        "level": 100 * all_["level"], "wait": all_["wait"] / 1000, "p95": all_["p95"] / 1000,
        "lost": 100 * all_["lost"], "vip": run.measures("vip")["wait"] / 1000, "spread": 100 * pstdev(busy),
        "calls": 100 * pstdev(calls) / fmean(calls) if sum(calls) else 0.0,
    }  # fmt: skip


def played(world: Scenario, within: Executor | None = None) -> list[dict[str, float]]:
    return [measures(run) for run in many.play(world, within)]


def cell(name: str, rows: Sequence[dict[str, float]], usual: Sequence[dict[str, float]]) -> Cell:
    return Cell(
        name,
        {key: estimate([row[key] for row in rows]) for key in rows[0]},
        {key: estimate([row[key] - was[key] for row, was in zip(rows, usual, strict=True)]) for key in rows[0]},
    )
