"""What an operator was promised survives the engine's death: the result, the break's limit, the place in its line."""

from __future__ import annotations

import asyncio

import pytest
from centre import MINUTE, SALES, operator, settings
from msgspec.structs import replace
from troupe import Troupe
from virtual import play

from gudok.core.settings import Break, Result, Settings
from gudok.core.words import AgentOverdue, HangUpAsked, PauseAsked, ReadyAsked, ResultAsked, ResultOwed
from gudok.edges.journal.memory import MemoryJournal

ASKS = replace(SALES, results=("r1",), result_needed=True, overtime=2 * MINUTE)
RULES = (Break("lunch", once=2 * MINUTE, daily=3 * MINUTE, most=1, full="wait"),)


def document() -> Settings:
    made = settings(operator("alice"), operator("bob"), queues=(ASKS,))
    return replace(made, breaks=RULES, results=(Result("r1", "Заказ"),))


@pytest.mark.parametrize("snapshot", [False, True])
def test_a_result_that_was_answered_with_yes_is_there_after_a_death(snapshot: bool) -> None:
    async def story() -> None:
        troupe = Troupe(document(), MemoryJournal(), talks=600)
        engine = troupe.start()
        await troupe.work("alice")
        troupe.world.call("100", "+79160000001")
        await asyncio.sleep(5)
        work = engine.state.agents["alice"].work
        assert work is not None
        assert (await engine.ask(ResultAsked(0, "alice", "alice", work.call, "r1"))).ok
        if snapshot:
            engine.snapshot()
        await troupe.kill()
        again = troupe.start()
        await asyncio.sleep(3)
        assert again.state.agents["alice"].work == replace(work, result="r1")
        assert (await again.ask(HangUpAsked(0, "alice", "alice"))).ok
        assert (await again.ask(ReadyAsked(0, "alice", "alice"))).ok
        await troupe.kill()

    play(story())


def test_overtime_and_limits_go_on_while_no_engine_was_there() -> None:
    async def story() -> None:
        troupe = Troupe(document(), MemoryJournal(), talks=600)
        engine = troupe.start()
        await troupe.work("alice", "bob")
        troupe.world.call("100", "+79160000001")
        await asyncio.sleep(5)
        busy = next(agent.id for agent in engine.state.agents.values() if agent.work)
        free = "bob" if busy == "alice" else "alice"
        assert (await engine.ask(PauseAsked(0, free, free, "lunch"))).ok
        assert (await engine.ask(PauseAsked(0, busy, busy, "lunch"))).ok
        assert engine.state.agents[busy].wish == "lunch"
        assert (await engine.ask(HangUpAsked(0, busy, busy))).ok
        refused = await engine.ask(ReadyAsked(0, busy, busy))
        assert (refused.ok, refused.code) == (False, "result_needed")
        await asyncio.sleep(0.3)
        await troupe.kill()
        await asyncio.sleep(130)
        again = troupe.start()
        await asyncio.sleep(3)
        facts = [said for turn in troupe.journal.tail(0) for said in turn.out]
        assert {said.agent for said in facts if isinstance(said, AgentOverdue)} == {"alice", "bob"}
        assert (again.state.agents[free].mode.reason, again.state.agents[busy].wish) == ("lunch", "lunch")  # type: ignore[union-attr]
        await asyncio.sleep(130)
        assert [said.agent for turn in troupe.journal.tail(0) for said in turn.out if isinstance(said, ResultOwed)] == [
            busy
        ]
        assert again.state.agents[busy].mode.reason == "unfinished"  # type: ignore[union-attr]
        assert (await again.ask(ReadyAsked(0, free, free))).ok
        assert again.state.agents[free].spent["lunch"] > 3 * MINUTE
        refused = await again.ask(PauseAsked(0, free, free, "lunch"))
        assert (refused.ok, refused.code) == (False, "break_used_up")
        await troupe.kill()

    play(story())
