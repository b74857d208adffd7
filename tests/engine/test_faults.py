"""Events from Asterisk are lost, doubled and late: the reconciler heals it, nobody is served twice."""

from __future__ import annotations

import asyncio
import random
from collections import Counter

import pytest
from centre import SALES, SECOND, operator, settings
from faults import unreliable
from holds import check
from msgspec.structs import replace
from troupe import Troupe
from virtual import play

from gudok.core.state import Away, Paused
from gudok.core.words import CallCame, CallEnded, ReadyAsked
from gudok.edges.journal.memory import MemoryJournal

DOCUMENT = settings(operator("alice"), operator("bob"), queues=(replace(SALES, wrapup=SECOND),))


async def want_calls(troupe: Troupe, name: str) -> None:
    while True:
        troupe.world.phones[f"tel-{name}"] = True
        agent = troupe.engine.state.agents.get(name)
        if agent is not None and isinstance(agent.mode, Away | Paused):
            await troupe.engine.ask(ReadyAsked(0, name, name))
        await asyncio.sleep(1)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("lost", "doubled", "late"), [(0.3, 0, 0), (0, 0.5, 0), (0, 0, 0.5), (0.15, 0.15, 0.3)])
def test_healed(seed: int, lost: float, doubled: float, late: float) -> None:
    async def story() -> None:
        troupe = Troupe(DOCUMENT, MemoryJournal(), answers=1.5, talks=8)
        troupe.world.carry = unreliable(random.Random(seed), lost, doubled, late)
        troupe.start()
        tireless = [asyncio.create_task(want_calls(troupe, name)) for name in ("alice", "bob")]
        patient = []
        for n in range(8):
            patient.append(troupe.world.call("100", f"+7916000000{n}"))
            await asyncio.sleep(3)
        impatient = troupe.world.call("100", "+79160000099")
        await asyncio.sleep(1)
        troupe.world.leave(impatient)
        await asyncio.sleep(150)
        check(troupe.engine.state)
        assert troupe.world.lines == {}
        assert troupe.world.legs == {}
        assert troupe.engine.state.calls == {}
        out = [output for turn in troupe.journal.tail(0) for output in turn.out]
        came = Counter(output.call for output in out if isinstance(output, CallCame))
        assert came == Counter(output.call for output in out if isinstance(output, CallEnded))
        assert set(came.values()) == {1}
        assert set(patient) <= troupe.served
        for task in tireless:
            task.cancel()
        await troupe.kill()

    play(story())
