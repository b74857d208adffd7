"""A private Asterisk for the tests: our own configuration, free ports, a folder of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from pathlib import Path

import aiohttp

from gudok.edges.asterisk import process
from gudok.edges.asterisk.config.place import Place
from gudok.edges.asterisk.config.render import install
from gudok.edges.asterisk.words import Phone, Telephony, Trunk
from gudok.install.asterisk import Runtime, load_runtime
from gudok.install.place import tools
from gudok.ports import free_block, free_port
from gudok.settings import Asterisk, DataFolder

SECRET = "0123456789abcdef"
OPERATORS = tuple(f"op{n:02d}" for n in range(1, 41))
"""SIP telephones; the tests choose among them."""
BROWSERS = ("web1", "web2")
TELEPHONY = Telephony(
    phones=(
        *(Phone(name, "sip", SECRET, "g711") for name in OPERATORS),
        *(Phone(name, "browser", SECRET, "g711") for name in BROWSERS),
    ),
    trunks=(Trunk("city", "address", "127.0.0.1"),),
)


class PrivateAsterisk:
    """Starts, kills and starts again."""

    def __init__(self, folder: Path) -> None:
        self.data = DataFolder(folder)
        self.data.make()
        self.runtime: Runtime = load_runtime(tools())
        rtp_start, rtp_end = free_block("127.0.0.1", 40000, 40600)
        self.settings = Asterisk(
            sip_port=free_port("127.0.0.1", 25160, udp=True, stride=10),
            http_port=free_port("127.0.0.1", 28188),
            rtp_start=rtp_start,
            rtp_end=rtp_end,
            ari_password=SECRET,
        )
        self.place = Place(self.data.asterisk)
        self.child: subprocess.Popen[bytes] | None = None
        self.booted = ""
        install(self.settings, TELEPHONY, self.place, self.runtime)

    @property
    def url(self) -> str:
        return process.url(self.settings)

    @property
    def browser_url(self) -> str:
        return f"ws://127.0.0.1:{self.settings.http_port}/ws"

    @property
    def messages(self) -> str:
        """What it logged: warnings and errors."""
        return (self.place.log / "messages.log").read_text(errors="replace")

    def start(self) -> None:
        """Start it and wait until it answers."""
        output = (self.place.log / "console.log").open("ab")
        self.child = subprocess.Popen(
            process.argv(self.runtime, self.place), stdout=output, stderr=output, start_new_session=True
        )
        output.close()
        asyncio.run(process.wait_ready(self.settings))
        self.booted = self.booted or self.messages

    def kill(self) -> None:
        """kill -9."""
        if self.child is not None:
            os.kill(self.child.pid, signal.SIGKILL)
            self.child.wait()
            self.child = None

    async def hang_up_all(self) -> None:
        """End every call, and wait until none is left."""
        headers = process.authorization(self.settings.ari_password)
        async with aiohttp.ClientSession(f"{self.url}/ari/", headers=headers) as session, asyncio.timeout(10):
            while True:
                async with session.get("channels") as response:
                    channels = await response.json()
                if not channels:
                    return
                for channel in channels:
                    await (await session.delete(f"channels/{channel['id']}")).release()
                await asyncio.sleep(0.02)

    def console(self, command: str) -> str:
        """Ask it something on its console."""
        asked = process.console_argv(self.runtime, self.place, command)
        return subprocess.run(asked, capture_output=True, text=True, check=True, timeout=10).stdout
