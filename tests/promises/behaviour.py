"""How people behave when dozens of them call at once: by the throw of dice that a seed names."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from crowd import Crowd, hears_caller, hears_operator
from telephony.phone import Call
from telephony.wait import until

from gudok.core.state import Paused
from gudok.edges.bus.unix import NoEngine

A_SECOND = 4
"""Calls that come in a second."""
PATIENCE = 60


class Operator:
    """Answers most calls, refuses some, and ends some talks."""

    def __init__(self, login: str, seed: int) -> None:
        self.dice = random.Random(f"{login} {seed}")

    def rings(self, call: Call) -> None:
        call.ring()
        if self.dice.random() < 0.1:
            call.refuse()
        else:
            call.phone.spawn(self.talk(call))

    async def talk(self, call: Call) -> None:
        await asyncio.sleep(self.dice.uniform(0, 0.3))
        if call.done.is_set():
            return
        await call.answer()
        if self.dice.random() < 0.5:
            await until(lambda: call.done.is_set() or hears_caller(call), "the operator hears the caller", PATIENCE)
            await asyncio.sleep(self.dice.uniform(0.2, 1.0))
            if not call.done.is_set():
                call.hang_up()


async def operators(people: Crowd, seed: int) -> None:
    """All operators come to work."""
    for login in people.centre.operators:
        phone = await people.operator(login)
        phone.on_call = Operator(login, seed).rings


async def callers(people: Crowd, count: int, seed: int, first: int = 0) -> list[str]:
    """So many call, and all have hung up; the numbers of those who were served. The `first` begins their numbers."""
    numbers = [f"+7916000{n:04d}" for n in range(first, first + count)]
    talked = await asyncio.gather(*(caller(people, number, count / A_SECOND, seed) for number in numbers))
    return [number for number in talked if number]


async def caller(people: Crowd, number: str, within: float, seed: int) -> str:
    """Calls, and hangs up after a talk or when the patience ends; the number if there was a talk."""
    dice = random.Random(f"{number} {seed}")
    await asyncio.sleep(dice.uniform(0, within))
    call = await people.caller(number)
    impatient = dice.random() < 0.2
    patience = dice.uniform(0.1, 2.0) if impatient else PATIENCE
    try:
        async with asyncio.timeout(patience):
            while not call.done.is_set() and not hears_operator(call):
                await asyncio.sleep(0.01)
    except TimeoutError:
        assert impatient, f"{number} was not served in {PATIENCE} s"
    talked = hears_operator(call)
    if talked:
        await asyncio.sleep(dice.uniform(0.2, 1.5))
    if not call.done.is_set():
        call.hang_up()
    return number if talked else ""


@asynccontextmanager
async def back_to_work(people: Crowd) -> AsyncIterator[None]:
    """Operators who were paused come back to work."""

    async def run() -> None:
        while True:
            for login in people.operators:
                if isinstance(people.agent(login).mode, Paused):
                    with suppress(AssertionError, NoEngine):  # the engine or the telephone is not there at the moment
                        await people.ready(login)
            await asyncio.sleep(0.2)

    task = asyncio.create_task(run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def nobody_talks(people: Crowd) -> bool:
    """As the operators' telephones see it."""
    return all(call.done.is_set() for phone in people.operators.values() for call in phone.calls.values())
