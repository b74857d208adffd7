"""`gudok bench quality`: every algorithm of a live queue plays, the usual one is itself, and the page tells of all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from msgspec import structs

sys.path.append(str(Path(__file__).resolve().parents[2]))

from bench.quality.cli import PAGES, PICTURES
from bench.quality.play import NAMES, USUAL, cell, played, scenario, set_to, ways
from bench.quality.told import judged
from gudok.twin.spans import Span

MINUTE = 60_000


@pytest.mark.parametrize("question", ["agents", "calls"])
def test_every_algorithm_of_a_live_queue_serves_all_its_callers(question: str) -> None:
    world = structs.replace(scenario("vip-mix", 2), length=Span(20 * MINUTE), warm_up=Span(0))
    usual = played(world)
    for name, rules in ways(question):
        rows = played(set_to(world, rules))
        assert all(0 < row["level"] <= 100 and row["wait"] >= 0 for row in rows), name
        found = cell(name, rows, usual)
        if name in ("longest-idle", "strict"):
            assert rows == usual
            assert not any(found.verdict(measure) for measure in found.figures)


def test_an_algorithm_that_is_unfair_is_told_to_be() -> None:
    world = scenario("small-team", 4)
    usual = played(world)
    first = cell("sequential", played(set_to(world, {"algorithm": {"algorithm": "sequential"}})), usual)
    assert first.verdict("spread") == "-"
    assert first.figures["spread"].mean > cell(USUAL, usual, usual).figures["spread"].mean + 3


@pytest.mark.parametrize("name", NAMES)
def test_the_told_wait_is_nearer_than_app_queues_average(name: str) -> None:
    found = judged(scenario(name, 6))
    assert found["callers"].mean > 40
    assert found["nearer"].sure
    assert found["nearer"].mean < -3, "seconds of mean absolute error, the same callers"


def test_the_page_tells_of_every_algorithm_in_every_scenario() -> None:
    for lang, page in PAGES.items():
        text = page.read_text(encoding="utf-8")
        for question in ("agents", "calls"):
            for name, _ in ways(question):
                assert text.count(f"| `{name}` |") >= len(NAMES), (page.name, name)
        for name in NAMES:
            chart = PICTURES / f"{name}-{lang}.svg"
            assert f"pictures/quality/{chart.name}" in text
            assert "prefers-color-scheme: dark" in chart.read_text(encoding="utf-8")
