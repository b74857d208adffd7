"""The process that makes the city live: callers call, robots go to work, and whoever is answered begins to talk."""

from __future__ import annotations

import asyncio
import signal
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import structlog

from gudok.city import world
from gudok.city.callers import Callers, digits
from gudok.city.crew import Crew, Wish
from gudok.city.network import Network, NoNetworkError
from gudok.city.pace import Arrivals
from gudok.city.voices.cast import caller_base
from gudok.city.watch import Watch, in_talk
from gudok.edges.bus.unix import NoEngine, ask
from gudok.settings import DataFolder, data_folder

log = structlog.get_logger()

TICK_S = 0.15
"""An answered caller begins to listen at most so late."""
COUNT_S = 2.0
"""How often we look who is still on the line."""


class Driver:
    """One city round one centre."""

    def __init__(self, data: DataFolder, city: world.World, random: Random) -> None:
        self.data = data
        self.city = city
        self.watch = Watch(data.journal)
        self.callers = Callers(random)
        self.arrivals = Arrivals(city.pace, random)
        self.crew = Crew(city.robots, random)
        self.counted = 0.0
        self.sure = False
        """Whether all who talk know that they are answered; not so at the start and after a trouble."""

    async def run(self) -> None:
        """For ever."""
        async with Network(self.city.asterisk) as network:
            while True:
                try:
                    await self.tick(network, time.monotonic())
                except (NoNetworkError, NoEngine) as error:
                    self.sure = False
                    log.warning("the city waits", why=str(error))
                    await asyncio.sleep(1)
                await asyncio.sleep(TICK_S)

    async def tick(self, network: Network, now: float) -> None:
        """Look, and do what is to be done now; raises NoNetworkError, NoEngine."""
        answered, state = self.watch.look(), self.watch.state
        if now - self.counted > COUNT_S or not self.sure:
            self.callers.keep(await network.callers())
            self.counted = now
        for call in answered if self.sure else in_talk(state):
            if self.callers.calls(call.caller.number):
                await network.go(digits(call.caller.number))
        self.sure = True
        for _ in range(self.arrivals.tick(state, len(self.callers.channels), TICK_S)):
            await self.call(network)
        for what in self.crew.tick(state, now, TICK_S, int(time.time() * 1000)):
            await self.ask(what)

    async def call(self, network: Network) -> None:
        caller = self.callers.draw(self.watch.state)
        patience = self.arrivals.patience()
        channel = await network.call(
            caller.did,
            caller.number,
            {
                "BASE": caller_base(Path(self.city.voices), caller.sex, caller.talk),
                "TALK": caller.talk,
                "LINES": str(caller.lines),
                "KEY": caller.key,
                "PATIENCE": str(patience),
            },
        )
        self.callers.remember(caller, channel)
        log.info("calls", number=caller.number, did=caller.did, talk=caller.talk, patience=patience)

    async def ask(self, what: Wish) -> None:
        reply = await ask(self.data.engine_socket, what)
        log.info("asks", what=type(what).__name__, agent=what.agent, ok=reply.ok, code=reply.code)


def main() -> None:
    """Run until SIGTERM or SIGINT."""
    data = data_folder()
    with suppress(asyncio.CancelledError):
        asyncio.run(until_told(Driver(data, world.load(data), Random())))  # noqa: S311 nothing secret


async def until_told(driver: Driver) -> None:
    work = asyncio.create_task(driver.run())
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, work.cancel)
    await work
