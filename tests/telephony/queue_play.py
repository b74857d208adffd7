"""A script of calls played to a queue of app_queue; at every choice our core is asked the same and must agree."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import cast

from msgspec import structs
from telephony.app_queue import Own, QueueAsterisk
from telephony.phone import Call as Talk
from telephony.phone import Phone
from telephony.private import SECRET
from telephony.wait import PATIENCE, until

from gudok.core.ranking import snapshot as seen
from gudok.core.ranking.dice import Dice
from gudok.core.ranking.modes.asterisk import AsAsterisk, Strategy
from gudok.core.ranking.rank import rank_agents
from gudok.core.ranking.rule import Ranked

WALKS = {"linear", "rrmemory", "rrordered"}


class Play:
    """A queue's members at their telephones, and callers; every decision is asked of our core as well."""

    def __init__(self, asterisk: QueueAsterisk, own: Own, stack: AsyncExitStack) -> None:
        self.asterisk, self.own, self.stack = asterisk, own, stack
        self.names = [name for name, _ in own.members]
        self.phones: dict[str, Phone] = {}
        self.rung: asyncio.Queue[Talk] = asyncio.Queue()
        self.talks: dict[str, Talk] = {}
        self.walk = 0
        self.picture = seen.Snapshot(0)
        self.chosen: list[tuple[str, ...]] = []

    def __str__(self) -> str:
        """For a test that fails."""
        return f"app_queue: {self.chosen} {self.picture}"

    async def begin(self) -> None:
        """Register the telephones; app_queue knows them as free."""
        for name in self.names:
            phone = self.phones[name] = Phone(name, self.asterisk.settings.sip_port, SECRET)
            await self.stack.enter_async_context(phone)
            assert (await phone.register()).status == 200
            phone.on_call = self.rung.put_nowait
        for name in self.names:
            await self.stands(name, "(Not in use)")
        self.network = Phone("caller", self.asterisk.settings.sip_port)
        await self.stack.enter_async_context(self.network)

    async def stands(self, name: str, said: str) -> None:
        """Wait until app_queue says so of a member."""
        async with asyncio.timeout(PATIENCE):
            while said not in (await self.asterisk.members(self.own.name))[name]:
                await asyncio.sleep(0.05)

    async def waits(self, callers: int) -> None:
        """Wait until so many callers wait."""
        said = f"has {callers} calls" if callers else "No Callers"
        async with asyncio.timeout(PATIENCE):
            while said not in await self.asterisk.say(f"queue show {self.own.name}"):
                await asyncio.sleep(0.05)

    async def quiet(self) -> None:
        """Wait until app_queue knows who talks and that all others are free: device states come to it by the way."""
        wanted = {name: "(In use)" if name in self.talks else "(Not in use)" for name in self.names}
        async with asyncio.timeout(PATIENCE):
            while any(wanted[name] not in line for name, line in (await self.asterisk.members(self.own.name)).items()):
                await asyncio.sleep(0.05)

    async def rings(self) -> Talk:
        call = await asyncio.wait_for(self.rung.get(), PATIENCE)
        call.ring()
        return call

    # the steps of a script

    async def pause(self, name: str) -> None:
        await self.asterisk.say(f"queue pause member PJSIP/{name} queue {self.own.name}")
        await self.stands(name, "(paused")

    async def back(self, name: str) -> None:
        await self.asterisk.say(f"queue unpause member PJSIP/{name} queue {self.own.name}")

    async def penalty(self, name: str, penalty: str) -> None:
        await self.asterisk.say(f"queue set penalty {penalty} on PJSIP/{name} in {self.own.name}")
        await self.stands(name, f"with penalty {penalty}")

    async def beside(self, name: str) -> None:
        """She talks on a call that is none of the queue's."""
        await self.network.dial(name)
        call = await self.rings()
        await call.answer()
        self.talks[name] = call
        await self.stands(name, "(In use)")

    async def free(self, name: str) -> None:
        """Her talk ends."""
        self.talks.pop(name).hang_up()
        await self.stands(name, "(Not in use)")

    async def later(self) -> None:
        """Let app_queue's clock, which counts seconds, tell one call's end from the next's."""
        await asyncio.sleep(1.1)

    async def only(self, name: str, calls: int) -> None:
        """She alone takes calls for a while."""
        others = [other for other in self.names if other != name]
        for other in others:
            await self.pause(other)
        for _ in range(calls):
            await self.call()
        for other in others:
            await self.back(other)

    async def call(self, *passed: str) -> None:
        """A caller; whom app_queue rings answers and talks shortly."""
        await self.free(await self.keep(*passed))

    async def keep(self, *passed: str) -> str:
        """A caller whose talk goes on; those rung before let it ring (`miss`) or `refuse`, one after another."""
        await self.quiet()
        picture = await self.asterisk.snapshot(self.own, 0 if self.own.strategy == "linear" else self.walk)
        self.picture = picture
        mark, passed_by = self.marked(), list[str]()
        await self.network.dial(self.own.name)
        for how in passed:
            calls = await self.decided(picture, mark)
            mark = self.marked()
            picture = await (self.refused(picture, calls[0]) if how == "refuse" else self.missed(calls, mark))
            passed_by.append(calls[0].phone.user)
        calls = await self.decided(picture, mark)
        mark = self.marked()
        await calls[0].answer()
        await self.walked(mark)
        for one in passed_by:
            await self.back(one)
        name = calls[0].phone.user
        self.talks[name] = calls[0]
        await self.stands(name, "(In use)")
        return name

    async def refused(self, picture: seen.Snapshot, call: Talk) -> seen.Snapshot:
        """The same round goes on without her, its numbers as they were."""
        call.refuse()
        [waiting] = picture.calls
        return structs.replace(picture, calls=(structs.replace(waiting, tried=(*waiting.tried, call.phone.user)),))

    async def missed(self, calls: list[Talk], mark: int) -> seen.Snapshot:
        """The round is over, she is paused; the next begins where the walk stands then."""
        for call in calls:
            await asyncio.wait_for(call.done.wait(), PATIENCE)
            await self.stands(call.phone.user, "(paused")
        await self.walked(mark)
        await self.quiet()
        return await self.asterisk.snapshot(self.own, self.walk)

    # ours against theirs

    async def decided(self, picture: seen.Snapshot, mark: int) -> list[Talk]:
        """The telephones our core says ring, all of them and no other, by app_queue's own numbers (a second apart)."""
        ours = self.ours(picture)
        calls = sorted([await self.rings() for _ in ours], key=lambda call: call.phone.user)
        assert {call.phone.user for call in calls} == {one.id for one in ours}, (self.chosen, ours)
        assert self.rung.empty()
        await until(lambda: {one.id for one in ours} <= self.numbers(mark).keys(), "app_queue's numbers")
        slack = 2 if self.own.strategy == "leastrecent" else 0
        for one in ours:
            assert abs(self.numbers(mark)[one.id] - one.score[0]) <= slack, (one, self.numbers(mark))
        self.chosen.append(tuple(sorted(one.id for one in ours)))
        return calls

    def ours(self, picture: seen.Snapshot) -> list[Ranked]:
        """Whom the core rings. No chance decides: who rings alone is the first by her number, not by her name."""
        rule = AsAsterisk(strategy=cast(Strategy, self.own.strategy), ringinuse=False)
        answer = rank_agents(picture, "c", rule, Dice(1))
        assert answer.ranked, answer.passed
        if answer.together == 1 and len(answer.ranked) > 1:
            assert answer.ranked[0].score < answer.ranked[1].score, "the script leaves it to chance"
        return list(answer.ranked[: answer.together])

    def marked(self) -> int:
        """How much app_queue has said of these members."""
        return len(self.asterisk.said(self.names))

    def numbers(self, mark: int) -> dict[str, int]:
        """Whom app_queue has tried since, and by which numbers."""
        return {one.member: one.metric for one in self.asterisk.said(self.names)[mark:] if one.what.endswith("Trying")}

    async def walked(self, mark: int) -> None:
        """Wait until app_queue says where its walk stands now, if it walks."""
        if self.own.strategy in WALKS:
            await until(lambda: self.reached(mark), f"{self.own.name}'s walk goes on")
            self.walk = self.reached(mark)[-1] % 1000

    def reached(self, mark: int) -> list[int]:
        """The numbers of those whose turn app_queue has called next since."""
        return [one.metric for one in self.asterisk.said(self.names)[mark:] if one.what == "Next is"]
