"""The engine on a world in memory: it serves, heals, and takes over where another one stopped."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from typing import Any

from centre import SALES, Centre, operator, settings
from holds import check
from msgspec.structs import replace
from troupe import Troupe
from virtual import AtOnce, play

from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import AnyCommand, CallEnded, HoldAsked, ResumeAsked, RingAgent, TransferAsked
from gudok.edges.journal.memory import MemoryJournal
from gudok.edges.memory.telephony import MemoryTelephony


def ends(troupe: Troupe) -> list[str]:
    return [o.end for turn in troupe.journal.tail(0) for o in turn.out if isinstance(o, CallEnded)]


def test_a_call_is_served_from_ring_to_hang_up() -> None:
    async def story() -> None:
        troupe = Troupe(settings(), MemoryJournal())
        troupe.start()
        await troupe.work("alice")
        channel = troupe.world.call("100", "+79160000001")
        await asyncio.sleep(5)
        assert troupe.world.talks() == {(channel, "tel-alice")}
        await asyncio.sleep(60)
        assert ends(troupe) == ["operator_hung_up"]
        assert not troupe.world.lines
        assert not troupe.world.legs
        check(troupe.engine.state)
        await troupe.kill()

    play(story())


def test_hold_resume_and_transfer_move_the_voice() -> None:
    async def story() -> None:
        troupe = Troupe(settings(operator("alice"), operator("carol", "support")), MemoryJournal())
        engine = troupe.start()
        await troupe.work("alice")
        channel = troupe.world.call("100", "")
        await asyncio.sleep(4)
        assert (await engine.ask(HoldAsked(0, "alice", "alice"))).ok
        assert troupe.world.talks() == set()
        assert (await engine.ask(ResumeAsked(0, "alice", "alice"))).ok
        assert troupe.world.talks() == {(channel, "tel-alice")}
        reply = await engine.ask(TransferAsked(0, "alice", "alice", "agent", "carol"))
        assert (reply.ok, reply.code) == (False, "operator_not_ready")
        await troupe.work("carol")
        assert (await engine.ask(TransferAsked(0, "alice", "alice", "agent", "carol"))).ok
        await asyncio.sleep(4)
        assert troupe.world.talks() == {(channel, "tel-carol")}
        await troupe.kill()

    play(story())


def test_snapshot_and_tail_are_the_full_replay() -> None:
    async def story() -> None:
        troupe = Troupe(settings(), MemoryJournal(), talks=7)
        engine = troupe.start()
        await troupe.work("alice", "bob")
        for n in range(30):
            troupe.world.call("100", f"+7916000{n:04}")
            if n == 12:
                engine.snapshot()
            await asyncio.sleep(3)
        await troupe.kill()
        whole = State()
        for turn in troupe.journal.tail(0):
            assert step(whole, turn.came) == turn.out
        again = troupe.start()
        assert again.kept > 0
        assert replace(again.state.snapshot(), telephony="") == replace(whole.snapshot(), telephony="")
        await troupe.kill()

    play(story())


def test_timers_survive_a_restart() -> None:
    async def story() -> None:
        queue = replace(SALES, overflow="message", max_wait=60_000)
        troupe = Troupe(settings(queues=(queue,)), MemoryJournal())
        troupe.start()
        await asyncio.sleep(1)
        troupe.world.call("100", "")
        await asyncio.sleep(30)
        await troupe.kill()
        await asyncio.sleep(10)
        troupe.start()
        await asyncio.sleep(10)
        assert ends(troupe) == []
        await asyncio.sleep(20)
        assert ends(troupe) == ["timed_out"]
        await troupe.kill()

    play(story())


def test_settings_that_changed_while_nobody_told_are_taken_in() -> None:
    async def story() -> None:
        troupe = Troupe(settings(), MemoryJournal())
        troupe.start()
        await asyncio.sleep(1)
        troupe.book.document = settings(operator("alice"), operator("erin"), version=2)
        await asyncio.sleep(4)
        assert set(troupe.engine.state.agents) == {"alice", "erin"}
        assert "tel-erin" in troupe.world.phones
        await troupe.kill()

    play(story())


def test_dead_asterisk_ends_the_calls_and_service_resumes_by_itself() -> None:
    async def story() -> None:
        troupe = Troupe(settings(), MemoryJournal())
        troupe.start()
        await troupe.work("alice")
        troupe.world.call("100", "")
        await asyncio.sleep(5)
        troupe.world.die()
        await asyncio.sleep(5)
        assert ends(troupe) == ["telephony_lost"]
        troupe.world.revive()
        await troupe.work("alice")
        channel = troupe.world.call("100", "")
        await asyncio.sleep(4)
        assert troupe.world.talks() == {(channel, "tel-alice")}
        await troupe.kill()

    play(story())


def test_asterisk_that_was_started_anew_while_no_engine_was_there() -> None:
    async def story() -> None:
        troupe = Troupe(settings(), MemoryJournal())
        troupe.start()
        await troupe.work("alice")
        troupe.world.call("100", "1")
        await asyncio.sleep(5)
        await troupe.kill()
        troupe.world.die()
        troupe.world.revive()
        channel = troupe.world.call("100", "2")
        troupe.start()
        await troupe.work("alice")
        await asyncio.sleep(60)
        assert ends(troupe)[0] == "telephony_lost"
        assert channel in troupe.served
        await troupe.kill()

    play(story())


def test_broken_link_breaks_no_talk_and_what_happened_meanwhile_is_found_out() -> None:
    async def story() -> None:
        troupe = Troupe(settings(), MemoryJournal(), talks=300)
        troupe.start()
        await troupe.work("alice", "bob")
        first, second = troupe.world.call("100", "1"), troupe.world.call("100", "2")
        await asyncio.sleep(4)
        troupe.world.cut()
        troupe.world.leave(second)
        assert troupe.world.talks() == {(first, "tel-alice")}
        await asyncio.sleep(2)
        assert ends(troupe) == ["caller_hung_up"]
        assert troupe.world.talks() == {(first, "tel-alice")}
        await troupe.kill()

    play(story())


def test_caller_who_hangs_up_while_being_recognised_leaves_no_ghost() -> None:
    async def story() -> None:
        troupe = Troupe(settings(), MemoryJournal())
        troupe.start()
        await troupe.work("alice")
        troupe.world.leave(troupe.world.call("100", "1"))
        await asyncio.sleep(1)
        assert ends(troupe) == ["abandoned"]
        assert troupe.engine.state.calls == {}
        await troupe.kill()

    play(story())


def test_same_words_as_the_bare_core() -> None:
    """The scripted centre and the engine decide with one function: a journal of one is read by the other."""
    centre = Centre()
    centre.ready("alice")
    centre.talk("alice", "c1")
    journal = MemoryJournal()
    journal.append(centre.turns)

    async def story() -> None:
        troupe = Troupe(settings(), journal)
        engine = troupe.start()
        assert set(engine.state.calls) == {"c1"}
        await asyncio.sleep(5)
        assert ends(troupe) == ["caller_hung_up"]  # this world has never heard of c1
        await troupe.kill()

    play(story())


class Breaks(MemoryTelephony):
    """Telephony with a defect in one kind of command."""

    def do(self, command: AnyCommand) -> None:
        if isinstance(command, RingAgent):
            raise OSError("cannot")
        super().do(command)


def test_a_command_that_fails_takes_no_timer_with_it() -> None:
    async def story() -> None:
        troupe = Troupe(settings(), MemoryJournal())
        engine = troupe.start(lambda telephony: Breaks(telephony.world))
        await troupe.work("alice")
        troupe.world.call("100", "+79160000001")
        await asyncio.sleep(1)
        [call] = engine.state.calls
        assert f"ring:{call}" in [key for _, key in engine.timers.heap]
        check(engine.state)
        await troupe.kill()

    play(story())


class Hangs(AtOnce):
    """Records that take every question and answer none."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future:
        return Future()


def test_records_that_hang_keep_nobody_from_being_served() -> None:
    async def story() -> None:
        troupe = Troupe(settings(), MemoryJournal())
        troupe.start()
        await troupe.work("alice")
        await troupe.kill()
        troupe.start().recogniser.threads = Hangs()  # type: ignore[assignment]
        channel = troupe.world.call("100", "+79160000001")
        await asyncio.sleep(10)
        assert troupe.world.talks() == {(channel, "tel-alice")}
        await troupe.kill()

    play(story())
