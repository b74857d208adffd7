"""The link to Asterisk: broken, taken, unanswered, forgotten. What is promised in each case."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from msgspec import structs
from telephony.conftest import MakePhone
from telephony.ear import ListeningEar
from telephony.faults import Proxy
from telephony.private import TELEPHONY, PrivateAsterisk
from telephony.test_commands import linked
from telephony.wait import PATIENCE, until

from gudok.core.words import CallerGone
from gudok.edges.asterisk import ari as ari_module
from gudok.edges.asterisk.adapter import AsteriskTelephony
from gudok.edges.asterisk.ari import Ari, AriError
from gudok.edges.asterisk.events import USED, AnyEvent, ChannelDestroyed, ChannelUserevent, StasisStart
from gudok.edges.asterisk.link import Proof, prepare
from gudok.edges.asterisk.words import APP, bridge_id, call_id, leg_id


@contextlib.asynccontextmanager
async def connected(asterisk: PrivateAsterisk, url: str = "") -> AsyncIterator[tuple[Ari, list[object]]]:
    """A bare connection, ready, and the events that come on it."""
    came: list[object] = []

    def hear(event: AnyEvent) -> None:
        came.append(event)
        if isinstance(event, ChannelUserevent):
            proof.heard(event)

    ari = Ari(url or asterisk.url, APP, asterisk.settings.ari_password, hear)
    proof = Proof(ari)
    await ari.open()
    try:
        await prepare(ari, proof)
        yield ari, came
    finally:
        await ari.close()


@pytest_asyncio.fixture
async def proxy(asterisk: PrivateAsterisk) -> AsyncIterator[Proxy]:
    made = await Proxy(asterisk.url).start()
    yield made
    await made.stop()


@contextlib.asynccontextmanager
async def through(asterisk: PrivateAsterisk, proxy: Proxy) -> AsyncIterator[tuple[AsteriskTelephony, ListeningEar]]:
    """The adapter linked through the proxy."""
    settings = structs.replace(asterisk.settings, http_port=proxy.port)
    telephony, ear = AsteriskTelephony(settings, asterisk.data, lambda: TELEPHONY), ListeningEar()
    running = asyncio.create_task(telephony.run(ear))
    try:
        await until(lambda: "up" in ear.links, "a link")
        yield telephony, ear
    finally:
        running.cancel()
        await asyncio.wait([running])


async def test_our_filter_lets_answers_through(asterisk: PrivateAsterisk) -> None:
    assert "RESTResponse" in USED
    async with connected(asterisk) as (ari, _):
        assert not ari.over_http
        assert '"gudok"' in await ari.get("applications/gudok")


async def test_our_ids_are_never_the_beginning_of_another(asterisk: PrivateAsterisk, phone: MakePhone) -> None:
    call = call_id("1700000000.1")
    assert len({len(leg_id(call, n)) for n in (1, 10, 100, 9999)}) == 1
    assert len(bridge_id("o1")) == len(bridge_id("operator with a long name"))
    await phone("op01")
    async with connected(asterisk) as (ari, _):
        body = {"endpoint": "PJSIP/op01", "context": "operator", "extension": "plain", "priority": 1}
        await ari.send("POST", f"channels/{leg_id(call, 12)}", body=body)
        await ari.send("POST", f"channels/{leg_id(call, 1)}", body=body)
        with pytest.raises(AriError, match="409"):
            await ari.send("POST", f"channels/{leg_id(call, 1)}", body=body)


async def test_the_same_name_again_at_once(asterisk: PrivateAsterisk, phone: MakePhone) -> None:
    """The end of the old connection may silence the new one: that is noticed, and the link is made anew."""
    caller = await phone("caller")
    for n in range(15):
        async with linked(asterisk) as (telephony, ear):
            call = await caller.dial("74950001")
            await until(lambda ear=ear: ear.callers, f"a caller on link {n}")
            call.hang_up()
            if n % 2:
                # Torn off, as by kill -9.
                telephony.ari.tear()


async def test_a_broken_link_comes_back_and_nothing_is_forgotten(
    asterisk: PrivateAsterisk, proxy: Proxy, phone: MakePhone
) -> None:
    async with through(asterisk, proxy) as (telephony, ear):
        caller = await phone("caller", 440)
        old = await caller.dial("74950001", "+70000000001")
        await until(lambda: len(ear.callers) == 1, "the first caller")
        await until(old.voice.hears_something, "music")
        proxy.refuse = True
        await proxy.cut()
        await until(lambda: ear.links[-1] == "down", "the loss")
        new = await caller.dial("74950001", "+70000000002")
        await until(new.voice.hears_something, "music with no engine at all")
        await until(old.voice.hears_something, "music goes on")
        proxy.refuse = False
        await until(lambda: ear.links[-1] == "up", "the link again")
        await until(lambda: len(ear.callers) == 2, "the new caller enters by himself")
        survey = await telephony.survey()
        assert {found.number for found in survey.callers} == {"+70000000001", "+70000000002"}
        old.hang_up()
        await until(lambda: ear.got(CallerGone), "events of channels from before the break")
        new.hang_up()


async def test_a_link_that_has_gone_deaf_is_given_up(
    asterisk: PrivateAsterisk, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gudok.edges.asterisk.link.PULSE", 0.1)
    monkeypatch.setattr("gudok.edges.asterisk.link.PROVED_IN", 0.3)
    monkeypatch.setattr(ari_module, "LIMIT", 0.3)
    async with through(asterisk, proxy) as (telephony, ear):
        ari = telephony.ari
        proxy.deaf = True
        with pytest.raises((TimeoutError, ConnectionError)):
            await telephony.survey()
        await until(lambda: "down" in ear.links, "the deaf link given up")
        proxy.deaf = False
        await until(lambda: ear.links[-1] == "up", "a new link")
        assert telephony.ari is not ari


async def test_asterisk_that_hangs_is_noticed_and_is_not_taken_for_dead(
    asterisk: PrivateAsterisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gudok.edges.asterisk.link.PULSE", 0.1)
    monkeypatch.setattr("gudok.edges.asterisk.link.PROVED_IN", 0.3)
    monkeypatch.setattr(ari_module, "LIMIT", 0.3)
    async with linked(asterisk) as (_, ear):
        assert asterisk.child is not None
        asterisk.child.send_signal(signal.SIGSTOP)
        try:
            await until(lambda: ear.links[-1] == "down", "the hang noticed")
            await asyncio.sleep(1)
        finally:
            asterisk.child.send_signal(signal.SIGCONT)
        await until(lambda: ear.links[-1] == "up", "the link again")
        assert "dead" not in ear.links


async def test_a_newer_engine_fences_the_older(asterisk: PrivateAsterisk) -> None:
    async with linked(asterisk) as (_, old), linked(asterisk) as (_, new):
        await until(lambda: old.links[-1] == "fenced", "the older is told")
        assert new.links == ["up"]


async def test_a_late_connection_of_our_own_fences_nobody(asterisk: PrivateAsterisk) -> None:
    async with linked(asterisk) as (telephony, ear):
        late = Ari(asterisk.url, APP, asterisk.settings.ari_password, lambda _: None)
        await late.open()
        await until(lambda: ear.links[:3] == ["up", "down", "up"], "the name taken back")
        await late.close()
        assert "fenced" not in ear.links
        assert telephony.ari is not None


async def test_an_engine_taken_over_while_its_link_was_down(asterisk: PrivateAsterisk, proxy: Proxy) -> None:
    async with through(asterisk, proxy) as (_, old):
        proxy.refuse = True
        await proxy.cut()
        await until(lambda: old.links[-1] == "down", "the loss")
        async with linked(asterisk) as (_, new):
            proxy.refuse = False
            await until(lambda: old.links[-1] == "fenced", "the older finds it")
            assert new.links == ["up"]


async def test_asterisk_killed_and_started_again(asterisk: PrivateAsterisk, phone: MakePhone) -> None:
    async with linked(asterisk) as (telephony, ear):
        caller = await phone("caller", 440)
        await caller.dial("74950001")
        await until(lambda: ear.callers, "a caller")
        boot = (await telephony.survey()).boot
        asterisk.kill()
        await until(lambda: ear.links[-1] == "dead", "told that it is dead")
        await asyncio.to_thread(asterisk.start)
        await until(lambda: ear.links[-1] == "up", "the link again")
        survey = await telephony.survey()
        assert survey.boot != boot
        assert not survey.callers


async def test_without_requests_over_the_websocket_http_does_it(
    asterisk: PrivateAsterisk, phone: MakePhone, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def over_http(ari: Ari) -> None:
        ari.over_http = True

    monkeypatch.setattr("gudok.edges.asterisk.link.choose_way", over_http)
    async with connected(asterisk) as (ari, came):
        caller = await phone("caller", 440)
        call = await caller.dial("74950001")
        await until(lambda: any(isinstance(event, StasisStart) for event in came), "a caller")
        channel = next(event.channel.id for event in came if isinstance(event, StasisStart))
        ari.send("POST", f"channels/{channel}/play/p1", {"media": "sound:digits/5"}, lane="a")
        await ari.send("DELETE", f"channels/{channel}", lane="a")
        await until(lambda: any(isinstance(event, ChannelDestroyed) for event in came), "his end")
        await asyncio.wait_for(call.done.wait(), PATIENCE)
        with pytest.raises(AriError, match="404"):
            await ari.get(f"channels/{channel}")
