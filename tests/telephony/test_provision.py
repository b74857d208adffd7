"""Telephones and trunks that change while Asterisk runs."""

from __future__ import annotations

import pytest
from telephony.conftest import MakePhone
from telephony.phone import Phone as Telephone
from telephony.private import SECRET, TELEPHONY, PrivateAsterisk
from telephony.test_commands import Centre, linked
from telephony.wait import until

from gudok.core.settings import Settings
from gudok.core.words import LegGone
from gudok.edges.asterisk.config import pjsip
from gudok.edges.asterisk.config.trunk import auth_name
from gudok.edges.asterisk.words import Phone, Telephony, Trunk


async def test_asterisk_boots_without_a_warning(asterisk: PrivateAsterisk) -> None:
    assert "modules will be loaded" in asterisk.booted
    assert not [line for line in asterisk.booted.splitlines() if "WARNING" in line or "ERROR" in line]


async def test_a_new_telephone_can_register_and_a_talk_goes_on(asterisk: PrivateAsterisk, phone: MakePhone) -> None:
    async with linked(asterisk) as (telephony, ear):
        centre = Centre(telephony, ear, await phone("caller", 440), await phone("op01", 1000))
        caller, found = await centre.arrive()
        await centre.answered(found)
        centre.connect(found)
        await until(lambda: caller.voice.hears(1000) > 7000, "a talk")
        added = Phone("newcomer", "sip", SECRET)
        trunk = Trunk("provider", "registered", "127.0.0.9", "account", "sec;ret", "74950009")
        telephony.telephones = lambda: Telephony((*TELEPHONY.phones, added), (*TELEPHONY.trunks, trunk))
        await telephony.provision(Settings())
        async with Telephone("newcomer", asterisk.settings.sip_port, SECRET) as newcomer:
            assert (await newcomer.register()).status == 200
        assert "provider-account" in asterisk.console("pjsip show registrations")
        assert "sec;ret" in asterisk.console(f"pjsip show auth {auth_name(trunk)}")
        await until(lambda: caller.voice.hears(1000) > 7000, "the talk goes on")
        telephony.telephones = lambda: TELEPHONY
        await telephony.provision(Settings())
        async with Telephone("newcomer", asterisk.settings.sip_port, SECRET) as newcomer:
            assert (await newcomer.register()).status >= 400
        await until(lambda: caller.voice.hears(1000) > 7000, "the talk goes on")


async def test_what_was_written_without_a_link_is_loaded_with_the_next(asterisk: PrivateAsterisk) -> None:
    added = Phone("later", "sip", SECRET)
    async with linked(asterisk) as (telephony, _):
        pass
    telephony.telephones = lambda: Telephony((*TELEPHONY.phones, added), TELEPHONY.trunks)
    await telephony.provision(Settings())
    async with Telephone("later", asterisk.settings.sip_port, SECRET) as later:
        assert (await later.register()).status >= 400
        async with linked(asterisk) as (telephony, _):
            assert (await later.register()).status == 200
            await telephony.provision(Settings())


async def test_a_wrong_password_is_refused(asterisk: PrivateAsterisk) -> None:
    async with Telephone("op05", asterisk.settings.sip_port, "wrong") as stranger:
        assert (await stranger.register()).status == 401


async def test_a_browser_that_died_without_a_goodbye_is_noticed_by_its_silence(
    asterisk: PrivateAsterisk, phone: MakePhone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(pjsip.SILENT, "browser", 1)
    async with linked(asterisk) as (telephony, ear):
        await telephony.provision(Settings())
        centre = Centre(telephony, ear, await phone("caller", 440), await phone("web1"))
        _, found = await centre.arrive()
        await centre.answered(found)
        centre.connect(found, agent="web1")
        await until(lambda: [gone.how for gone in ear.got(LegGone)] == ["torn"], "torn", 10)
        monkeypatch.undo()
        await telephony.provision(Settings())
