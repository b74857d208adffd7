"""The engine's timers wake it for what is due, and for nothing else."""

from __future__ import annotations

import asyncio

from virtual import play

from gudok.core.state import State
from gudok.core.words import Reason, WakeAt
from gudok.engine.timers import Timers


def test_a_timer_that_is_no_longer_set_wakes_nobody() -> None:
    """Of a talk under way: nobody rings any more, the wrap-up of a colleague is due."""

    async def story() -> None:
        loop, state, woke = asyncio.get_running_loop(), State(), list[str]()
        looks = list[int]()

        def now() -> int:
            looks.append(round(loop.time() * 1000))
            return looks[-1]

        timers, begun = Timers(state, now, woke.append), now()
        for key, after in (("wrap:alice", 1_000), ("ring:c1", 2_000), ("say:c1", 3_000), ("wrap:bob", 4_000)):
            state.timers[key] = begun + after
            assert timers.take(WakeAt(Reason("ring_time"), key, begun + after))
        del state.timers["ring:c1"], state.timers["say:c1"]
        await asyncio.sleep(1.5)
        assert (woke, [key for _, key in timers.heap]) == (["wrap:alice"], ["wrap:bob"])
        looks.clear()
        await asyncio.sleep(2)
        assert not looks, "it slept while nothing was due"
        await asyncio.sleep(1)
        assert woke == ["wrap:alice", "wrap:bob"]

    play(story())
