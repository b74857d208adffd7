"""Many runs of a scenario, in processes; what they agree on, and how two worlds differ."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from msgspec import Struct

from gudok.plugins import load
from gudok.twin.figures import ALL, Part, Run, figures
from gudok.twin.scenario import Scenario
from gudok.twin.student import Estimate, estimate
from gudok.twin.tally import MODES
from gudok.twin.world import World

Told = Callable[[float], None]
"""Is told the share (0 to 1) that is done."""


class Report(Struct):
    """What the runs of a scenario came to. `estimates` by scope and measure, the rest in the mean of a run.

    `histogram`: shares of calls by figures.EDGES; `whys` and `helds`: calls, and the mean wait (ms) of one.
    `workers`: calls and occupancy by operator.
    """

    name: str
    about: str
    seed: int
    turns: int
    estimates: dict[str, dict[str, Estimate]]
    histogram: list[float]
    parts: list[Part]
    workers: dict[str, tuple[float, float]]
    whys: dict[str, tuple[float, float]]
    helds: dict[str, tuple[float, float]]


class Difference(Struct):
    """A measure in two worlds: each one's, and the second's less the first's, paired run by run."""

    first: Estimate
    second: Estimate
    change: Estimate


def live(scenario: Scenario, seed: str, told: Told | None = None) -> Run:
    """One run."""
    world = World(scenario, seed)
    # Everything is alive to the end: looking for garbage in it costs a third of the time and finds none.
    was = gc.isenabled()
    gc.disable()
    try:
        length = scenario.length
        tally = world.run(None if told is None else lambda _: told(min(1.0, (world.at - world.start) / length)))
        return figures(tally, world.settings.queues, seed, world.turns)
    finally:
        if was:
            gc.enable()


def begin(nice: int) -> None:
    """A new process knows no functions of the house's own yet."""
    os.nice(nice)
    load()


def pool(processes: int = 0, nice: int = 0) -> ProcessPoolExecutor:
    """Processes for runs, so much `nice` to others; as many as there are processors when not said."""
    return ProcessPoolExecutor(
        processes or os.cpu_count() or 1, mp_context=get_context("spawn"), initializer=begin, initargs=(nice,)
    )


def play(scenario: Scenario, within: Executor | None = None, told: Told | None = None, runs: int = 0) -> list[Run]:
    """The runs of a scenario in the order of their seeds, in this process or spread over `within`."""
    count = runs or scenario.runs
    seeds = [f"{scenario.seed}.{n}" for n in range(count)]
    if within is None:
        return [live(scenario, seed, _share(told, n, count)) for n, seed in enumerate(seeds)]
    futures = [within.submit(live, scenario, seed) for seed in seeds]
    try:
        for n, done in enumerate(as_completed(futures), 1):
            done.result()
            if told is not None:
                told(n / count)
    except BaseException:
        for future in futures:
            future.cancel()
        raise
    return [future.result() for future in futures]


def _share(told: Told | None, done: int, of: int) -> Told | None:
    return None if told is None else lambda share: told((done + share) / of)


def report(scenario: Scenario, runs: Sequence[Run]) -> Report:
    """What the runs agree on."""
    scopes = sorted({name for run in runs for name in run.scopes} | {ALL})
    n = len(runs)
    workers = sorted({name for run in runs for name in run.workers})
    return Report(
        scenario.name,
        scenario.about,
        scenario.seed,
        sum(run.turns for run in runs),
        {name: estimates([run.measures(name) for run in runs]) for name in scopes},
        [
            sum(run.scopes[ALL].histogram[bin_] / max(run.scopes[ALL].calls, 1) for run in runs) / n
            for bin_ in range(len(runs[0].scopes[ALL].histogram))
        ],
        mean_parts([run.parts for run in runs]),
        {name: mean_worker(runs, name) for name in workers},
        mean_reasons([run.whys for run in runs]),
        mean_reasons([run.helds for run in runs]),
    )


def estimates(rows: Sequence[dict[str, float]]) -> dict[str, Estimate]:
    return {name: estimate([row[name] for row in rows]) for name in rows[0]}


def compare(first: Sequence[Run], second: Sequence[Run], scope: str = ALL) -> dict[str, Difference]:
    """Two worlds that had the same seeds, so the same callers: the difference of each run is taken before the mean."""
    rows = [(one.measures(scope), other.measures(scope)) for one, other in zip(first, second, strict=True)]
    return {
        name: Difference(
            estimate([a[name] for a, _ in rows]),
            estimate([b[name] for _, b in rows]),
            estimate([b[name] - a[name] for a, b in rows]),
        )
        for name in rows[0][0]
    }


def mean_parts(runs: Sequence[Sequence[Part]]) -> list[Part]:
    """The quarter-hours of a day in the mean."""
    found = []
    for same in zip(*runs, strict=True):
        part = Part(same[0].start, staff=[round(sum(p.staff[m] for p in same) / len(same)) for m in range(len(MODES))])
        for name in ("calls", "answered", "in_time", "lost", "waited"):
            setattr(part, name, sum(getattr(p, name) for p in same) / len(same))
        found.append(part)
    return found


def mean_worker(runs: Sequence[Run], name: str) -> tuple[float, float]:
    known = [run.workers[name] for run in runs if name in run.workers]
    able = sum(worker.able for worker in known)
    return sum(worker.calls for worker in known) / len(runs), sum(w.busy for w in known) / able if able else 0.0


def mean_reasons(runs: Sequence[dict[str, list[int]]]) -> dict[str, tuple[float, float]]:
    found = {}
    for name in sorted({name for run in runs for name in run}):
        calls = sum(run.get(name, [0, 0])[0] for run in runs)
        found[name] = (calls / len(runs), sum(run.get(name, [0, 0])[1] for run in runs) / max(calls, 1))
    return found
