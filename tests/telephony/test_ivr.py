"""A voice menu on the real Asterisk: a caller hears it, presses keys as RFC 4733, and comes to whom he chose."""

from __future__ import annotations

import asyncio
import time

import pytest
from msgspec import structs
from telephony.private import PrivateAsterisk
from telephony.test_own_sounds import HEARD, sound
from telephony.voice import LOUD
from telephony.wait import until
from telephony.world import CALLER, DID, SETTINGS, VIP, World, a_world, tone

from gudok.core.ivr.check import check
from gudok.core.ivr.flow import Digits, End, Flow, Language, Lookup, Menu, Node, Say, ToQueue
from gudok.core.settings import Number, Settings
from gudok.core.words import Caller, CallerFound, CallQueued, FlowStepped, PlayPrompt, PromptEnded

VERA = Caller(VIP, VIP, "7", "Вера Важная", vip=True)
HELLO, FIRST, SECOND, ENTER, BYE = 600, 1150, 1450, 1750, 2050


def led(*nodes: Node) -> Settings:
    """The number leads to a flow of these nodes."""
    flow = Flow("f1", "Меню", nodes[0].id, nodes)
    queues = [queue.id for queue in SETTINGS.queues]
    assert check(flow, queues, (), ("ru", "en")) == []
    return structs.replace(SETTINGS, flows=(flow,), numbers=(Number(DID, "sales", flow="f1"), *SETTINGS.numbers[1:]))


def way(world: World, call: str) -> list[str]:
    return [f"{fact.node} {fact.exit}" for fact in world.facts(FlowStepped, call)]


async def test_from_the_greeting_by_keys_and_a_typed_number_to_the_operator(asterisk: PrivateAsterisk) -> None:
    hello, first, second, enter = (f"own/{sound(asterisk, hertz, 20)}" for hertz in (HELLO, FIRST, SECOND, ENTER))
    beep = f"own/{sound(asterisk, FIRST, 1)}"
    settings = led(
        Say("hello", (hello,), "menu", whole=False),
        Menu("menu", (beep, second, first), {"1": "sales", "2": "number"}, "sales", "sales"),
        Digits("number", (enter,), "who", "lookup", "sales"),
        Lookup("lookup", "sales", "help", "sales", "who"),
        ToQueue("sales", "sales"),
        ToQueue("help", "help"),
    )
    async with a_world(asterisk, settings) as world:
        caller, call = await world.call()
        await until(lambda: caller.voice.hears(HELLO) > HEARD, "the greeting")
        caller.voice.press("*")
        await until(lambda: caller.voice.hears(SECOND) > HEARD, "the menu, and its second sound after the first")
        await until(lambda: caller.voice.hears(HELLO) < HEARD, "the greeting is broken off")
        caller.voice.press("2")
        await until(lambda: caller.voice.hears(ENTER) > HEARD, "the number is asked for")
        await until(lambda: caller.voice.hears(SECOND) < HEARD, "the menu is broken off")
        assert caller.voice.hears(FIRST) < HEARD, "the sounds behind a broken off one are not played"
        for n, digit in enumerate(VIP.removeprefix("+")):
            caller.voice.press(digit)
            await until(lambda n=n: len(typed(world, call)) == n + 1, f"digit {n + 1}")
            await asyncio.sleep(0.2)  # no finger is faster
        await until(lambda: caller.voice.hears(ENTER) < HEARD, "the first digit ends what is said")
        world.directory.recognise = lambda number: structs.replace(VERA, number=number)  # type: ignore[method-assign]
        caller.voice.press("#")
        await until(lambda: world.facts(CallQueued, call), "in the queue")
        assert world.facts(CallQueued, call)[0].queue == "help"
        assert world.facts(CallerFound, call)[0].caller.name == VERA.name
        await until(lambda: caller.voice.hears_something(), "the queue's music")
        await world.operator("o01")
        leg = await world.answer("o01")
        await until(lambda: leg.voice.hears(CALLER) > LOUD * 0.8, "she hears him")
        await until(lambda: caller.voice.hears(tone("o01")) > LOUD * 0.8, "he hears her")
        leg.hang_up()
        assert (await world.ended(call)).end == "operator_hung_up"
        assert way(world, call) == [
            "hello next", "menu key:2", "number next", "lookup vip", "help queue",
        ]  # fmt: skip


def typed(world: World, call: str) -> str:
    return str(getattr(world.state.calls[call].mode, "typed", ""))


async def test_nothing_pressed_the_menu_once_more_and_the_last_word(asterisk: PrivateAsterisk) -> None:
    menu, bye = f"own/{sound(asterisk, FIRST, 1)}", f"own/{sound(asterisk, BYE, 1)}"
    nodes = (Menu("menu", (menu,), {"1": "bye"}, "bye", "bye", wait=1_500, tries=2), End("bye", (bye,)))
    async with a_world(asterisk, led(*nodes)) as world:
        caller, call = await world.call()
        await until(lambda: caller.voice.hears(FIRST) > HEARD, "the menu")
        await until(lambda: world.facts(PromptEnded, call), "said to its end")
        await until(lambda: caller.voice.hears(FIRST) < HEARD, "and over")
        assert not caller.voice.hears_something(), "who is to press a key hears no music"
        await until(lambda: caller.voice.hears(BYE) > HEARD, "the last word")
        assert (await world.ended(call)).end == "menu_over"
        await until(caller.done.is_set, "he is hung up")
        assert way(world, call) == ["menu nothing", "bye end"]
        assert len(world.facts(PlayPrompt, call)) == 3  # type: ignore[type-var]


@pytest.mark.parametrize(("language", "shortest", "longest"), [("en", 5.0, 9.0), ("ru", 2.0, 4.9)])
async def test_the_language_chooses_the_sounds(
    asterisk: PrivateAsterisk, language: str, shortest: float, longest: float
) -> None:
    """The same sound is twice as long in English."""
    nodes = (Language("lang", language, "say"), Say("say", ("dir-usingkeypad",), "sales"), ToQueue("sales", "sales"))
    async with a_world(asterisk, led(*nodes)) as world:
        caller, call = await world.call()
        began = time.monotonic()
        await until(lambda: world.facts(PromptEnded, call), "said")
        assert shortest < time.monotonic() - began < longest
        caller.hang_up()
        await world.ended(call)


async def test_who_hangs_up_in_the_menu_leaves_nothing_behind(asterisk: PrivateAsterisk) -> None:
    menu = f"own/{sound(asterisk, FIRST, 20)}"
    nodes = (Menu("menu", (menu,), {"1": "sales"}, "sales", "sales"), ToQueue("sales", "sales"))
    async with a_world(asterisk, led(*nodes)) as world:
        caller, call = await world.call()
        await until(lambda: caller.voice.hears(FIRST) > HEARD, "the menu")
        caller.hang_up()
        assert (await world.ended(call)).end == "left_menu"
        assert way(world, call) == ["menu left"]
        await until(lambda: world.asterisk.console("core show channels count").startswith("0 active"), "nothing left")


async def test_a_new_engine_says_the_menu_again_and_goes_on(asterisk: PrivateAsterisk) -> None:
    hello, menu = f"own/{sound(asterisk, HELLO, 20)}", f"own/{sound(asterisk, FIRST, 20)}"
    nodes = (
        Say("hello", (hello,), "menu"),
        Menu("menu", (menu,), {"1": "help"}, "sales", "sales"),
        ToQueue("sales", "sales"),
        ToQueue("help", "help"),
    )
    async with a_world(asterisk, led(*nodes)) as world:
        caller, call = await world.call()
        await until(lambda: caller.voice.hears(HELLO) > HEARD, "the greeting")
        caller.voice.press("#")
        await until(lambda: caller.voice.hears(FIRST) > HEARD, "the menu")
        await world.end()
        world.begin()
        await world.up()
        await until(lambda: len(world.facts(PlayPrompt, call)) == 3, "said again")  # type: ignore[type-var]
        await until(lambda: caller.voice.hears(HELLO) < HEARD, "the greeting is over")
        await until(lambda: caller.voice.hears(FIRST) > HEARD, "the menu again")
        caller.voice.press("1")
        await until(lambda: world.facts(CallQueued, call), "in the queue")
        assert world.facts(CallQueued, call)[0].queue == "help"
        caller.hang_up()
        assert (await world.ended(call)).end == "abandoned"
