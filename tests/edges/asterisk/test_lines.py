"""A telephone has one line."""

from __future__ import annotations

import asyncio

import pytest

from gudok.core.words import Caller, Reason, RingAgent
from gudok.edges.asterisk import lines as lines_module
from gudok.edges.asterisk.lines import Lines

OLD, NEW = "c000000000001-0001", "c000000000002-0001"


def ring(leg: str, agent: str = "alice") -> RingAgent:
    call, _, number = leg.partition("-")
    return RingAgent(Reason("test"), call, "ch", int(number), agent, agent, "auto", 20_000, Caller(), "sales")


@pytest.fixture
def rung() -> list[RingAgent]:
    return []


@pytest.fixture
async def lines(rung: list[RingAgent]) -> Lines:
    return Lines(rung.append)


async def test_a_free_telephone_is_rung_at_once(lines: Lines, rung: list[RingAgent]) -> None:
    lines.ring(ring(OLD))
    lines.ring(ring(NEW, "bob"))
    assert rung == [ring(OLD), ring(NEW, "bob")]


async def test_the_next_ring_waits_for_the_leg_before(lines: Lines, rung: list[RingAgent]) -> None:
    lines.ring(ring(OLD))
    assert lines.dropping(OLD)
    lines.ring(ring(NEW))
    lines.ring(ring(NEW))
    assert rung == [ring(OLD)]
    lines.gone(OLD)
    assert rung == [ring(OLD), ring(NEW)]
    lines.gone(NEW)
    assert not lines.agents
    assert not lines.leaving


async def test_a_ring_that_waits_can_be_dropped(lines: Lines, rung: list[RingAgent]) -> None:
    lines.ring(ring(OLD))
    lines.dropping(OLD)
    lines.ring(ring(NEW))
    assert not lines.dropping(NEW)
    lines.gone(OLD)
    assert rung == [ring(OLD)]


async def test_an_end_that_is_not_told_holds_nobody_up_for_long(
    lines: Lines, rung: list[RingAgent], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines_module, "LONGEST", 0.01)
    lines.ring(ring(OLD))
    lines.dropping(OLD)
    lines.ring(ring(NEW))
    async with asyncio.timeout(5):
        while len(rung) < 2:
            await asyncio.sleep(0.005)
    lines.dropping(NEW)
    lines.ring(ring("c000000000003-0001"))
    lines.close()
    await asyncio.sleep(0.02)
    assert len(rung) == 2
