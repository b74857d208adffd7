"""The event stream on a real web server: filters, and nothing lost across its death."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import msgspec
import pytest
from browser.centre import STRANGER
from machines.listener import listening

from gudok.core.words import CallerGone
from gudok.edges.journal.sqlite import JournalReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.stage import Stage


def over(stage: Stage, call: str) -> None:
    """The customer hangs up, and the operators are ready for the next one."""
    stage.centre.come(CallerGone(0, call))
    stage.centre.ready("alice")


async def test_nothing_is_lost_when_the_web_dies_and_comes_again(stage: Stage, token: Callable[..., str]) -> None:
    """kill -9 twice, things happen meanwhile; every event of the journal arrives, known by its id, in order."""
    start = JournalReader(stage.data.journal).last()
    async with listening(stage, token("bob", "live:read", "numbers:full"), since=start) as heard:
        stage.centre.ready("alice")
        stage.centre.call("c000000000001", STRANGER)
        await heard.until("call.offered", "c000000000001")
        for n in range(2, 4):
            stage.kill_web()
            stage.centre.answer(f"c{n - 1:012}")
            over(stage, f"c{n - 1:012}")
            stage.centre.call(f"c{n:012}", STRANGER)
            await asyncio.to_thread(stage.start_web)
            await heard.until("call.offered", f"c{n:012}")
        stage.centre.answer("c000000000003")
        await heard.until("call.connected", "c000000000003")
    assert heard.connected >= 3
    ids = list(dict.fromkeys(event["id"] for event in heard.events))
    assert ids == all_ids(stage, start, heard.events[-1]["turn"])


def all_ids(stage: Stage, start: int, end: int) -> list[str]:
    """The ids of every public event in the journal, made without the web's code."""
    inside = {"TimerSpent", "PromptEnded", "AskRefused"}
    found = []
    for turn in JournalReader(stage.data.journal).tail(start):
        for place, said in enumerate(turn.out):
            fact = any(base.__name__ == "Fact" for base in type(said).__mro__)
            if turn.n <= end and fact and type(said).__name__ not in inside:
                found.append(f"evt_{turn.n}_{place}")
    return found


async def test_filtered_by_kind_queue_and_operator(stage: Stage, token: Callable[..., str]) -> None:
    bob = token("bob", "live:read", "numbers:full")
    alice, queue = stage.centre.who("alice"), stage.centre.state.numbers["74951234567"]
    async with (
        listening(stage, bob, "kind=call.connected,operator") as kinds,
        listening(stage, bob, f"queue={queue}") as queues,
        listening(stage, bob, f"operator={alice}") as operators,
    ):
        stage.centre.ready("alice", "olga")
        stage.centre.call("c00000000000a", STRANGER)
        stage.centre.answer("c00000000000a")
        stage.centre.call("c00000000000b", STRANGER, did="79990000000")
        stage.centre.answer("c00000000000b")
        await kinds.until("call.connected", "c00000000000b")
        await queues.until("call.connected", "c00000000000a")
        await operators.until("call.connected", "c00000000000a")
    assert {kind for kind, _ in kinds.told() if kind.startswith("call")} == {"call.connected"}
    assert {"operator.changed"} <= {kind for kind, _ in kinds.told()}
    assert {call for kind, call in queues.told() if call} == {"c00000000000a"}
    assert {event["operator"] for event in operators.events} == {alice}


async def test_numbers_are_masked_without_their_scope(stage: Stage, token: Callable[..., str]) -> None:
    async with listening(stage, token("bob", "live:read"), "kind=call.came") as heard:
        stage.centre.call("c0000000000c1", STRANGER)
        await heard.until("call.came", "c0000000000c1")
    said = msgspec.json.encode(heard.events).decode()
    assert "223344" not in said
    assert "223-34" not in said


@pytest.mark.parametrize(
    ("query", "status"), [("kind=nonsense", 422), ("since=-1", 422), ("since=7-x", 422), (f"since={'9' * 19}", 400)]
)
async def test_a_wrong_filter_is_refused(stage: Stage, token: Callable[..., str], query: str, status: int) -> None:
    headers = {"Authorization": f"Bearer {token('bob', 'live:read')}"}
    async with aiohttp.ClientSession() as client:
        async with client.get(f"{stage.url}/api/v1/events?{query}", headers=headers) as response:
            assert response.status == status
        async with client.get(f"{stage.url}/api/v1/events", headers=headers | {"Last-Event-ID": "x"}) as response:
            assert response.status == 400
