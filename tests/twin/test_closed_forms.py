"""The twin against closed forms: what 30 runs say, and what is known exactly, agree within the confidence interval.

The intervals are of 99 %, for many are looked at: with 95 % one in twenty would miss by chance alone. A defect misses
by far more (see the last test).
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor

import pytest
from twin import forms
from twin.worlds import MINUTE, law, one_queue

from gudok.twin import many
from gudok.twin.figures import ALL, USUAL, VIP, Run
from gudok.twin.scenario import Scenario
from gudok.twin.student import Estimate, estimate

HOUR = 60 * MINUTE
TALK = 3 * MINUTE
SURE = 0.99


def measured(runs: list[Run], name: str, scope: str = ALL) -> Estimate:
    return estimate([run.measures(scope)[name] for run in runs], SURE)


def agree(found: Estimate, exact: float) -> None:
    """Within the interval, and the interval is narrow enough to mean something."""
    assert found.runs >= 30
    assert found.half < 0.2 * exact, f"{found} is too wide for {exact}"
    assert found.low <= exact <= found.high, f"{exact} is not in {found.mean} ± {found.half}"


def play(world: Scenario, pool: ProcessPoolExecutor) -> list[Run]:
    return many.play(world, pool)


@pytest.fixture(scope="module")
def patient(pool: ProcessPoolExecutor) -> list[Run]:
    """M/M/n, 160 calls an hour to ten operators."""
    return play(one_queue(160.0, TALK, 10, hours=9, seed=11), pool)


def test_erlang_c(patient: list[Run]) -> None:
    """M/M/n: nobody gives up."""
    rate, servers, runs = 160.0, 10, patient
    exact = forms.erlang_c(rate / HOUR, TALK, servers)
    agree(measured(runs, "delayed"), exact.delayed)
    agree(measured(runs, "wait"), exact.mean)
    agree(measured(runs, "level"), exact.within(20_000))
    agree(measured(runs, "occupancy"), rate / HOUR * TALK / servers)
    assert measured(runs, "answered").mean == 1.0


def test_erlang_a(pool: ProcessPoolExecutor) -> None:
    """M/M/n+M: more calls than the operators can serve, and impatient callers."""
    rate, servers, patience = 220.0, 10, 2 * MINUTE
    runs = play(one_queue(rate, TALK, servers, hours=6, seed=12, calls={"patience": law(patience)}), pool)
    exact = forms.erlang_a(rate / HOUR, TALK, patience, servers)
    agree(measured(runs, "lost"), exact.lost)
    agree(measured(runs, "wait"), exact.mean)
    agree(measured(runs, "delayed"), exact.delayed)
    agree(measured(runs, "occupancy"), exact.occupancy)


def test_erlang_b(pool: ProcessPoolExecutor) -> None:
    """M/M/n/n: the core has no queue without places to wait; callers without any patience make it one."""
    rate, servers = 200.0, 10
    runs = play(one_queue(rate, TALK, servers, hours=7, seed=13, calls={"patience": law(0, "fixed")}), pool)
    agree(measured(runs, "lost"), forms.erlang_b(rate / HOUR * TALK, servers))
    assert measured(runs, "longest").mean == 0


def test_two_classes(pool: ProcessPoolExecutor) -> None:
    """Cobham: VIPs before all others, no talk broken off for them."""
    rate, share, servers = 80.0, 0.3, 5
    runs = play(one_queue(rate, TALK, servers, hours=16, seed=14, calls={"vip": share}), pool)
    first, second = forms.cobham((rate * share / HOUR, rate * (1 - share) / HOUR), TALK, servers)
    agree(measured(runs, "wait", VIP), first)
    agree(measured(runs, "wait", USUAL), second)


def test_a_wrong_form_is_noticed(patient: list[Run]) -> None:
    """The intervals tell worlds apart: ten operators are not taken for nine or eleven."""
    found = measured(patient, "wait")
    for servers in (9, 11):
        wrong = forms.erlang_c(160 / HOUR, TALK, servers)
        assert not found.low <= wrong.mean <= found.high
