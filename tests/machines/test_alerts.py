"""An alert from the real worker reaches other programs: signed by webhook, by the stream once, whatever dies."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from browser.centre import STRANGER
from machines.listener import listening
from machines.receiver import Receiver, Work, api

from gudok.core.words import CallerGone

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.stage import Stage


def of(kind: str, events: list[dict[str, Any]]) -> list[str]:
    """The kinds of events of one kind of alert, each event once."""
    found = {event["id"]: event["type"] for event in events if event["data"].get("kind") == kind}
    return list(found.values())


async def until(events: list[dict[str, Any]], kind: str, last: str) -> None:
    """Wait until the newest event of one kind of alert is this."""
    async with asyncio.timeout(60):
        while of(kind, events)[-1:] != [last]:
            await asyncio.sleep(0.05)


def ids(events: list[dict[str, Any]]) -> list[str]:
    return [event["id"] for event in events if event["type"].startswith("alert.")]


@pytest.mark.timeout(240)
async def test_begin_and_end_by_webhook_and_by_a_stream_that_was_cut(
    stage: Stage, token: Callable[..., str], receiver: Receiver, work: Work
) -> None:
    """The web is killed between the beginning and the end, and again after it: the stream has each exactly once."""
    async with api(stage, token("dave", "webhooks")) as client:
        body = {"name": "alerts", "url": receiver.url, "kinds": ["alert.began", "alert.ended"]}
        async with client.post("webhooks", json=body) as response:
            made = await response.json()
        receiver.secret = made["secret"]
        async with listening(stage, token("bob", "live:read"), "kind=alert,call") as heard:
            stage.centre.call("c0000a1e40001", STRANGER)
            await until(heard.events, "nobody", "alert.began")
            stage.kill_web()
            stage.centre.come(CallerGone(0, "c0000a1e40001"))
            await until(receiver.got, "nobody", "alert.ended")
            await asyncio.to_thread(stage.start_web)
            await until(heard.events, "nobody", "alert.ended")
            stage.kill_web()
            stage.centre.call("c0000a1e40002", STRANGER)
            stage.centre.come(CallerGone(0, "c0000a1e40002"))
            await asyncio.to_thread(stage.start_web)
            await heard.until("call.ended", "c0000a1e40002")
    async with api(stage, token("dave", "webhooks")) as client:
        await client.delete(f"webhooks/{made['id']}")
    assert heard.connected >= 3
    assert len(ids(heard.events)) == len(set(ids(heard.events))), "none twice"
    assert of("nobody", heard.events) == of("nobody", receiver.got) == ["alert.began", "alert.ended"]
    began, ended = (event for event in receiver.got if event["data"]["kind"] == "nobody")
    assert began["queue"] == stage.centre.state.numbers["74951234567"]
    assert (began["data"]["level"], began["data"]["muted"]) == ("bad", False)
    assert began["data"]["alert"] == ended["data"]["alert"]
    assert ended["data"]["ended_at"] > ended["data"]["began_at"]


@pytest.mark.timeout(180)
async def test_an_engine_that_is_dead_is_told_though_no_journal_can(
    stage: Stage, token: Callable[..., str], work: Work
) -> None:
    async with listening(stage, token("bob", "live:read"), "kind=alert") as heard:
        stage.centre.die()
        await until(heard.events, "engine", "alert.began")
        async with (
            api(stage, token("bob", "live:read")) as client,
            client.get("live/alerts?state=open&kind=engine") as response,
        ):
            [row] = (await response.json())["items"]
        assert row["level"] == "bad"
        stage.centre.wake()
        await until(heard.events, "engine", "alert.ended")
    assert of("engine", heard.events) == ["alert.began", "alert.ended"]
