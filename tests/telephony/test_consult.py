"""A talk with more than one partner on a real Asterisk: who hears whom, by the tones each of them speaks with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest_asyncio
import soundfile
from msgspec import structs
from numpy.typing import NDArray
from telephony.phone import Call
from telephony.private import PrivateAsterisk
from telephony.voice import LOUD, tone_in
from telephony.wait import PATIENCE, until
from telephony.world import CALLER, SALES, SETTINGS, World, a_world, tone

from gudok.core.words import (
    Ask,
    CallConnected,
    CompleteAsked,
    ConsultAnswered,
    ConsultAsked,
    ConsultEnded,
    ConsultStarted,
    DropCustomerAsked,
    EndConsultAsked,
    JoinAsked,
    LegEnded,
    SwapAsked,
)
from gudok.web.record.sound import finish

HEARD, SILENT = LOUD * 0.8, LOUD / 20
A, B = "o01", "o02"
RINGING = 425
"""The tone of ringing."""


@dataclass
class Three:
    """A customer in talk with o01, who consults o02."""

    world: World
    call: str
    customer: Call
    alice: Call
    bob: Call

    async def ask(self, kind: Callable[..., Ask], *rest: str, name: str = A) -> None:
        assert (await self.world.ask(kind(0, name, name, *rest))).ok

    async def hears(self, customer: str = "", alice: str = "", bob: str = "") -> None:
        """Wait until each hears just those: c for the customer, a and b for the operators; music is no voice."""
        tones = {"c": CALLER, "a": tone(A), "b": tone(B)}
        ears = (("customer", self.customer, customer), ("alice", self.alice, alice), ("bob", self.bob, bob))
        for who, ear, wanted in ears:
            for voice, hertz in tones.items():
                if voice in wanted:
                    await until(lambda: ear.voice.hears(hertz) > HEARD, f"{who} hears {voice}")  # noqa: B023
                else:
                    await until(lambda: ear.voice.hears(hertz) < SILENT, f"{who} does not hear {voice}")  # noqa: B023

    async def hears_two(self) -> None:
        """The operator has gone: customer and consulted hear each other."""
        await until(lambda: self.customer.voice.hears(tone(B)) > HEARD, "the customer hears the consulted")
        await until(lambda: self.bob.voice.hears(CALLER) > HEARD, "the consulted hears the customer")
        await until(lambda: self.customer.voice.hears(tone(A)) < SILENT, "the operator is gone")


@pytest_asyncio.fixture
async def world(asterisk: PrivateAsterisk) -> AsyncIterator[World]:
    async with a_world(asterisk) as made:
        yield made


async def two_talk(world: World) -> tuple[Call, str, Call]:
    await world.operator(A)
    customer, call = await world.call()
    alice = await world.answer(A)
    await world.operator(B)
    return customer, call, alice


async def three(world: World) -> Three:
    """The consulted has answered."""
    customer, call, alice = await two_talk(world)
    assert (await world.ask(ConsultAsked(0, A, A, "agent", B))).ok
    bob = await world.ringing(B)
    await bob.answer()
    await until(lambda: world.facts(ConsultAnswered, call), "the consulted answered")
    return Three(world, call, customer, alice, bob)


async def test_who_hears_whom_from_the_question_to_the_conference_and_after(world: World) -> None:
    them = await three(world)
    await them.hears(alice="b", bob="a")
    await until(them.customer.voice.hears_something, "music on hold")
    await them.ask(SwapAsked)
    await them.hears(customer="a", alice="c")
    await until(them.bob.voice.hears_something, "music for the one asked, too")
    await them.ask(SwapAsked)
    await them.hears(alice="b", bob="a")
    await them.ask(JoinAsked)
    await them.hears(customer="ab", alice="bc", bob="ac")
    await them.ask(CompleteAsked)
    await asyncio.wait_for(them.alice.done.wait(), PATIENCE)
    await them.hears_two()
    await world.ready(A)
    them.bob.hang_up()
    await asyncio.wait_for(them.customer.done.wait(), PATIENCE)
    end = await world.ended(them.call)
    assert (end.end, end.agent) == ("operator_hung_up", B)


async def test_the_transfer_is_complete_with_the_consulted_on_hold(world: World) -> None:
    them = await three(world)
    await them.ask(SwapAsked)
    await them.hears(customer="a", alice="c")
    await them.ask(CompleteAsked)
    await asyncio.wait_for(them.alice.done.wait(), PATIENCE)
    await them.hears_two()
    # The operator's own bridge must be hers alone for the next call.
    _, other = await world.call("+79160000002")
    again = await world.answer(A)
    await until(lambda: again.voice.hears(CALLER) > HEARD, "the next customer")
    assert again.voice.hears(tone(B)) < SILENT
    again.hang_up()
    await world.ended(other)


async def test_the_consulted_refuses_and_the_customer_is_back(world: World) -> None:
    customer, call, alice = await two_talk(world)
    assert (await world.ask(ConsultAsked(0, A, A, "agent", B))).ok
    await until(lambda: alice.voice.hears(RINGING) > HEARD / 3, "the operator hears that it rings")
    (await world.ringing(B)).refuse(603)
    await until(lambda: world.facts(ConsultEnded, call), "the question is over")
    assert world.facts(LegEnded, call)[0].outcome == "declined"
    await until(lambda: customer.voice.hears(tone(A)) > HEARD, "the customer hears the operator")
    await until(lambda: alice.voice.hears(CALLER) > HEARD, "the operator hears the customer")
    await until(lambda: alice.voice.hears(RINGING) < SILENT, "the tone is over")


async def test_each_may_hang_up_in_a_conference(world: World) -> None:
    them = await three(world)
    await them.ask(JoinAsked)
    await them.hears(customer="ab", alice="bc", bob="ac")
    them.customer.hang_up()
    await until(lambda: them.alice.voice.hears(CALLER) < SILENT, "the customer is gone")
    await until(lambda: them.bob.voice.hears(tone(A)) > HEARD, "the two talk on")
    them.bob.hang_up()
    await asyncio.wait_for(them.alice.done.wait(), PATIENCE)
    assert (await world.ended(them.call)).end == "caller_hung_up"


async def test_the_operators_telephone_is_put_down_in_private_and_nobody_is_lost(world: World) -> None:
    them = await three(world)
    await them.hears(alice="b", bob="a")
    them.alice.hang_up()
    await them.hears_two()


async def test_one_is_let_go_and_then_the_other(world: World) -> None:
    them = await three(world)
    await them.ask(JoinAsked)
    await them.hears(customer="ab", alice="bc", bob="ac")
    await them.ask(EndConsultAsked)
    await asyncio.wait_for(them.bob.done.wait(), PATIENCE)
    await until(lambda: them.customer.voice.hears(tone(B)) < SILENT, "the consulted is gone")
    await until(lambda: them.alice.voice.hears(CALLER) > HEARD, "customer and operator")


async def test_the_customer_is_let_go(world: World) -> None:
    them = await three(world)
    await them.ask(DropCustomerAsked)
    await asyncio.wait_for(them.customer.done.wait(), PATIENCE)
    await until(lambda: them.bob.voice.hears(tone(A)) > HEARD, "the two talk on")
    them.alice.hang_up()
    await asyncio.wait_for(them.bob.done.wait(), PATIENCE)
    assert (await world.ended(them.call)).end == "operator_hung_up"


async def test_a_new_engine_in_mid_question_knows_both_lines(world: World) -> None:
    them = await three(world)
    await them.hears(alice="b", bob="a")
    await world.end()
    world.begin()
    await world.up()
    await them.hears(alice="b", bob="a")
    await them.ask(JoinAsked)
    await them.hears(customer="ab", alice="bc", bob="ac")


async def test_the_consulted_hangs_up_while_no_engine_is_there(world: World) -> None:
    them = await three(world)
    await world.end()
    them.bob.hang_up()
    world.begin()
    await world.up()
    await until(lambda: world.facts(ConsultEnded, them.call), "found out")
    await until(lambda: them.customer.voice.hears(tone(A)) > HEARD, "the customer hears the operator")
    await until(lambda: them.alice.voice.hears(CALLER) > HEARD, "the operator hears the customer")


async def test_a_queue_is_asked_and_its_operator_answers(world: World) -> None:
    customer, call, alice = await two_talk(world)
    assert (await world.ask(ConsultAsked(0, A, A, "queue", "help"))).ok
    bob = await world.ringing(B)
    await bob.answer()
    await until(lambda: world.facts(ConsultAnswered, call), "the consulted answered")
    await Three(world, call, customer, alice, bob).hears(alice="b", bob="a")


async def test_nothing_of_the_question_is_on_the_customers_side_of_a_recording(
    asterisk: PrivateAsterisk, tmp_path: Path
) -> None:
    """Both files, finished as the worker does it: the private talk and the tone of ringing are the operators' alone."""
    queue = structs.replace(SALES, record=True)
    async with a_world(asterisk, structs.replace(SETTINGS, queues=(queue,))) as world:
        customer, call, alice = await two_talk(world)
        await until(lambda: alice.voice.hears(CALLER) > HEARD, "the customer's voice, to be found again")
        assert (await world.ask(ConsultAsked(0, A, A, "agent", B))).ok
        await until(lambda: alice.voice.hears(RINGING) > HEARD / 3, "it rings")
        bob = await world.ringing(B)
        await bob.answer()
        them = Three(world, call, customer, alice, bob)
        await them.hears(alice="b", bob="a")
        await them.ask(CompleteAsked)
        await them.hears_two()
        # Longer than what is cut off for being on the safe side.
        heard = len(customer.voice.heard)
        await until(lambda: len(customer.voice.heard) > heard + 40, "some talk after it")
        customer.hang_up()
        await world.ended(call)
        await asyncio.wait_for(bob.done.wait(), PATIENCE)
        started, answered = at_of(world, ConsultStarted, call), at_of(world, ConsultAnswered, call)
        connected, taken = (at for at, _ in timed(world, CallConnected, call))
        mine, theirs = (fact.record for _, fact in timed(world, CallConnected, call))
        made = [
            await finished(asterisk, tmp_path, mine, [(started - connected, None)]),
            await finished(asterisk, tmp_path, theirs, [(0, taken - answered)]),
        ]
    for sound in made:
        for hertz in (tone(A), tone(B)):
            assert tone_in(sound[:, 0], hertz) < SILENT / 4, f"{hertz} on the customer's side"
        assert tone_in(sound[:, 0], CALLER) > SILENT
    assert not made[0][(started - connected) * 8 :, 0].any(), "the operator had the customer no more after asking"
    assert not made[1][: (taken - answered) * 8, 0].any(), "the one asked had the customer only in the end"
    assert tone_in(made[0][:, 1], tone(B)) > SILENT
    assert tone_in(made[1][:, 1], tone(A)) > SILENT


def timed(world: World, kind: type, call: str) -> list[tuple[int, CallConnected]]:
    """The facts of a kind of a call, with their times."""
    return [
        (turn.came.at, out)
        for turn in world.journal.turns
        for out in turn.out
        if isinstance(out, kind) and out.call == call
    ]


def at_of(world: World, kind: type, call: str) -> int:
    return timed(world, kind, call)[0][0]


async def finished(
    asterisk: PrivateAsterisk, folder: Path, record: str, asides: list[tuple[int, int | None]]
) -> NDArray[np.float64]:
    """A recording made ready, as samples of customer and operator."""
    raw, flac = asterisk.data.recordings / f"{record}.raw", folder / f"{record[-4:]}.flac"
    await until(lambda: raw.exists() and raw.stat().st_size > 6400, "the recording")
    finish(raw, flac, folder / f"{record[-4:]}.json", asides)
    samples, _ = soundfile.read(flac, dtype="int16")
    return np.asarray(samples, float)
