"""The two ways: Asterisk's own app_queue, and our centre. Each has a private Asterisk in a folder of its own."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from bench.calls import app_queue
from bench.calls.load import Sipp
from bench.calls.process import Group
from bench.calls.voice import Voice
from bench.calls.world import Ports, asterisk_settings, telephony
from gudok.core.words import ReadyAsked
from gudok.edges.asterisk.config import render
from gudok.edges.asterisk.config.place import Place
from gudok.edges.asterisk.process import argv, console_argv, wait_ready
from gudok.edges.bus.unix import NoEngine, Ping, ask
from gudok.install.place import CHECKOUT
from gudok.settings import DataFolder, Settings, Web, save
from gudok.web.config.prepare import SETTINGS

if TYPE_CHECKING:
    from gudok.edges.asterisk.words import Phone
    from gudok.install.asterisk import Runtime

READY_S = 30.0
CLEAR_S = 90.0


class Centre:
    """A private Asterisk with telephones. `pids`: the processes that are counted, by name."""

    name = ""

    def __init__(self, home: Path, ports: Ports, runtime: Runtime, phones: tuple[Phone, ...]) -> None:
        self.data = DataFolder(home)
        self.data.make()
        self.runtime, self.phones, self.ports = runtime, phones, ports
        self.asterisk = asterisk_settings(ports)
        self.place = Place(self.data.asterisk)
        self.group = Group(self.data.log)
        self.sipp = Sipp(home, self.group, ports, self.asterisk.sip_port)
        self.voice = Voice(home / "answers")
        self.pids: dict[str, int] = {}

    async def start(self) -> None:
        """Start everything; afterwards calls can come."""
        render.write(self.place, self.files())
        process = await self.group.start("asterisk", argv(self.runtime, self.place))
        await wait_ready(self.asterisk)
        self.pids["asterisk"] = process.pid
        self.voice.start()

    async def prepare(self) -> None:
        """Before each round: nothing left of the one before, and every operator able to take a call."""
        await self.clear()
        await self.sipp.phones(self.phones, self.voice)

    async def clear(self) -> None:
        """End the calls whose callers gave up without a goodbye, as SIPp does at its time limit."""
        await self.console("channel request hangup all")
        async with asyncio.timeout(CLEAR_S):
            while not (await self.console("core show channels count")).startswith("0 active channels"):  # noqa: ASYNC110
                await asyncio.sleep(0.2)

    async def console(self, command: str) -> str:
        """What Asterisk answers to a command of its console."""
        asked = console_argv(self.runtime, self.place, command)
        process = await asyncio.create_subprocess_exec(*asked, stdout=asyncio.subprocess.PIPE)
        said, _ = await process.communicate()
        return said.decode()

    async def stop(self) -> None:
        await self.group.stop()
        self.voice.stop()

    def files(self) -> dict[str, str]:
        """Asterisk's configuration: ours, on both ways."""
        modules = render.modules_of(self.runtime)
        return render.render(self.asterisk, telephony(self.phones), self.place, self.runtime, modules)


class AppQueue(Centre):
    """Asterisk's own queue on the same configuration of everything else."""

    name = "app_queue"

    def files(self) -> dict[str, str]:
        return {**super().files(), **app_queue.files(self.phones, self.place, render.modules_of(self.runtime))}


class Gudok(Centre):
    """Our centre as it runs in production: the engine's process, its journal on disk, the records' rows."""

    name = "gudok"

    async def start(self) -> None:
        save(Settings(web=Web(port=self.ports.one(), secret_key="x" * 32), asterisk=self.asterisk), self.data.settings)
        await self.rows()
        await super().start()
        process = await self.group.start("engine", (sys.executable, "-m", "gudok", "engine"), self.environment())
        self.pids["engine"] = process.pid
        await self.linked()

    def environment(self) -> dict[str, str]:
        # Named, because whoever started us (a test) may have named others.
        production = {"DJANGO_SETTINGS_MODULE": SETTINGS}
        return {"GUDOK_DATA": str(self.data.path), "PYTHONUNBUFFERED": "1", **production}

    async def rows(self) -> None:
        """Records with our operators, queues, numbers and customers."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.calls.rows", stdin=asyncio.subprocess.PIPE, cwd=CHECKOUT,
            env={**os.environ, **self.environment()},
        )  # fmt: skip
        await process.communicate(msgspec.json.encode(self.phones))
        if process.returncode:
            raise RuntimeError("the records could not be made")

    async def linked(self) -> None:
        """Wait until the engine serves calls."""
        async with asyncio.timeout(READY_S):
            while True:
                try:
                    if (await ask(self.data.engine_socket, Ping())).telephony == "up":
                        return
                except NoEngine:
                    pass
                await asyncio.sleep(0.1)

    async def prepare(self) -> None:
        await super().prepare()
        async with asyncio.timeout(READY_S):
            for operator in range(1, len(self.phones) + 1):
                await self.ready(f"o{operator}")

    async def ready(self, operator: str) -> None:
        """Ask until it is granted: the engine may not have heard of the telephone's registration yet."""
        while not (await ask(self.data.engine_socket, ReadyAsked(0, operator, "bench"))).ok:  # noqa: ASYNC110 not our process
            await asyncio.sleep(0.05)


WAYS: Mapping[str, type[Centre]] = {way.name: way for way in (AppQueue, Gudok)}
