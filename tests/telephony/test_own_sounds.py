"""The centre's own sounds and hours on a real Asterisk: what callers hear, and the key that asks for a call back."""

from __future__ import annotations

import io

import numpy as np
import soundfile
from msgspec import structs
from telephony.private import TELEPHONY, PrivateAsterisk
from telephony.voice import LOUD
from telephony.wait import until
from telephony.world import DID, SALES, SETTINGS, World, a_world

from gudok.core.hours.rules import Schedule
from gudok.core.settings import Number, Settings
from gudok.core.words import CallbackWished, Configured
from gudok.web.prompts import convert, files

CLOSED, TUNE, WELCOME = 600, 850, 950
HEARD = LOUD / 8


def sound(asterisk: PrivateAsterisk, hertz: float, seconds: float) -> str:
    """A tone made into a prompt as the set-up makes one; its name."""
    wave = 0.5 * np.sin(2 * np.pi * hertz * np.arange(int(44_100 * seconds)) / 44_100)
    buffer = io.BytesIO()
    soundfile.write(buffer, wave, 44_100, format="WAV")
    return files.keep(asterisk.data, convert.telephone_sound(io.BytesIO(buffer.getvalue())))[0]


async def configured(world: World, settings: Settings) -> None:
    world.directory.now = settings
    assert (await world.engine.ask(Configured(0, settings))).ok


async def test_a_caller_out_of_hours_hears_the_message_and_presses_1(asterisk: PrivateAsterisk) -> None:
    message = f"own/{sound(asterisk, CLOSED, 20)}"
    never = Schedule("never", "Закрыто", closed=(message,), wish=True)
    numbers = (Number(DID, "sales", "never"),)
    async with a_world(asterisk, structs.replace(SETTINGS, numbers=numbers, schedules=(never,))) as world:
        caller, call = await world.call()
        await until(lambda: caller.voice.hears(CLOSED) > HEARD, "the caller hears the message")
        caller.voice.press("1")
        await until(lambda: world.facts(CallbackWished, call), "the wish is known")
        (wish,) = world.facts(CallbackWished, call)
        assert wish.caller.number == "+79160000001"
        await until(lambda: caller.voice.hears(CLOSED) < HEARD, "the message has stopped")
        assert (await world.ended(call)).end == "after_hours"
        await until(caller.done.is_set, "the caller is hung up")


async def test_the_queues_welcome_and_then_its_music(asterisk: PrivateAsterisk) -> None:
    tune, welcome = sound(asterisk, TUNE, 5), f"own/{sound(asterisk, WELCOME, 2)}"
    async with a_world(asterisk) as world:
        world.telephones = structs.replace(TELEPHONY, music=(tune,))
        queue = structs.replace(SALES, welcome=(welcome,), music=tune)
        await configured(world, structs.replace(SETTINGS, version=2, queues=(queue, *SETTINGS.queues[1:])))
        caller, _ = await world.call()
        await until(lambda: caller.voice.hears(WELCOME) > HEARD, "the welcome")
        await until(lambda: caller.voice.hears(TUNE) > HEARD, "the queue's music after it")
        await world.operator("o01")
        operator = await world.answer("o01")
        await until(lambda: caller.voice.hears(700 + 50) > HEARD, "the operator")
        await until(lambda: caller.voice.hears(TUNE) < HEARD, "no music in the talk")
        operator.hang_up()
