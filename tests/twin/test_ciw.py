"""Another simulator, ciw, plays a centre of two skills; both give the same waits and losses within their intervals."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor

from twin import in_ciw
from twin.in_ciw import GROUPS, HOURS, MINUTE, PATIENCE, RATES, TALKS, WARM_UP
from twin.worlds import RULES, law

from gudok.twin import many
from gudok.twin.read import scenario
from gudok.twin.student import Estimate, estimate

RUNS, SURE = 30, 0.99


def with_the_twin(pool: ProcessPoolExecutor) -> list[dict[str, float]]:
    world = scenario(
        {
            "name": "two skills",
            "length": f"{HOURS} h",
            "warm_up": f"{WARM_UP} h",
            "seed": 31,
            "runs": RUNS,
            "queues": [{"id": kind, "rules": RULES} for kind in RATES],
            "calls": [
                {"queue": kind, "rate": rate, "talk": law(TALKS[kind] * MINUTE), "patience": law(PATIENCE * MINUTE)}
                for kind, rate in RATES.items()
            ],
            "staff": [{"name": skills, "count": count, "queues": list(skills)} for skills, count in GROUPS],
        }
    )
    return [
        {f"{kind}.{name}": run.measures(f"queue:{kind}")[name] for kind in RATES for name in ("lost", "wait")}
        for run in many.play(world, pool)
    ]


def agree(ours: Estimate, theirs: Estimate) -> bool:
    """Whether two independent means differ by no more than their difference's interval."""
    return abs(ours.mean - theirs.mean) <= (ours.half**2 + theirs.half**2) ** 0.5


def test_two_skills_as_ciw_plays_them(pool: ProcessPoolExecutor) -> None:
    theirs = list(pool.map(in_ciw.play, range(RUNS)))
    ours = with_the_twin(pool)
    for name in ours[0]:
        here, there = (estimate([run[name] for run in runs], SURE) for runs in (ours, theirs))
        assert here.half < 0.2 * here.mean, (name, here)
        assert agree(here, there), (name, here, there)
