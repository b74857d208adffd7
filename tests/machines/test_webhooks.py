"""Webhooks from a real worker to a real receiver; the worker is killed while it sends."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from browser.centre import STRANGER
from machines.receiver import Receiver, Work, api

from gudok.core.words import CallerGone

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.stage import Stage


async def test_every_event_arrives_though_the_worker_is_killed_in_mid_sending(
    stage: Stage, token: Callable[..., str], receiver: Receiver, work: Work
) -> None:
    deaths = 0

    def die() -> None:
        nonlocal deaths
        if deaths < 2 and len(receiver.got) in {3, 8}:
            deaths += 1
            work.kill()

    async with api(stage, token("dave", "webhooks")) as client:
        body = {"name": "CRM", "url": receiver.url, "kinds": ["call.came", "call.queued", "call.offered", "call.ended"]}
        async with client.post("webhooks", json=body) as response:
            made = await response.json()
        receiver.secret, receiver.before = made["secret"], die
        for n in range(4):
            call = f"c0000000000d{n}"
            stage.centre.ready("alice")
            stage.centre.call(call, STRANGER)
            stage.centre.come(CallerGone(0, call))
            if work.process.poll() is not None:
                await asyncio.to_thread(work.start)
        while deaths < 2:
            await asyncio.sleep(0.05)
            if work.process.poll() is not None:
                await asyncio.to_thread(work.start)
        if work.process.poll() is not None:
            await asyncio.to_thread(work.start)
        await receiver.until("call.ended", "c0000000000d3")
        async with client.get(f"webhooks/{made['id']}/deliveries") as response:
            log = (await response.json())["items"]
        await client.delete(f"webhooks/{made['id']}")
    ids = [event["id"] for event in receiver.got]
    assert len(ids) > len(set(ids)), "what was answered but not noted is sent again, with the same id"
    told = list(dict.fromkeys((event["call"], event["type"]) for event in receiver.got))
    kinds = ("call.came", "call.queued", "call.offered", "call.ended")
    assert told == [(f"c0000000000d{n}", kind) for n in range(4) for kind in kinds]
    assert all(row["sent"] for row in log)
    assert {row["event"] for row in log} >= set(ids[:-1])


async def test_a_receiver_that_was_away_gets_all_when_it_is_back(
    stage: Stage, token: Callable[..., str], receiver: Receiver, work: Work
) -> None:
    async with api(stage, token("dave", "webhooks")) as client:
        async with client.post("webhooks", json={"name": "away", "url": receiver.url, "kinds": ["call.came"]}) as said:
            made = await said.json()
        # Until it knows the key it refuses every event.
        stage.centre.call("c0000000000e1", STRANGER)
        async with asyncio.timeout(20):
            while (await (await client.get(f"webhooks/{made['id']}")).json())["state"] != "failing":
                await asyncio.sleep(0.05)
        stage.centre.call("c0000000000e2", STRANGER)
        receiver.secret = made["secret"]
        await receiver.until("call.came", "c0000000000e2", seconds=20)
        await client.delete(f"webhooks/{made['id']}")
    assert [event["call"] for event in receiver.got] == ["c0000000000e1", "c0000000000e2"]
