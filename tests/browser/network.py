"""The network between a browser's telephone and Asterisk, which a test can cut: signalling over TCP, voice over UDP."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from playwright.sync_api import BrowserContext

T = TypeVar("T")
LOCAL = "127.0.0.1"
# The page's telephone is led through us: its WebSocket, and the one candidate each side learns of the other.
SCRIPT = Path(__file__).with_name("network.js").read_text(encoding="utf-8")


class Voice(asyncio.DatagramProtocol):
    """One way of the voice: whoever sends to our port speaks with Asterisk's `port`."""

    def __init__(self, network: Network, port: int) -> None:
        self.network, self.port = network, port
        self.browser: Any = None
        self.passed = 0

    async def open(self) -> int:
        loop = asyncio.get_running_loop()
        self.near, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(LOCAL, 0))
        self.far, _ = await loop.create_datagram_endpoint(lambda: Far(self), remote_addr=(LOCAL, self.port))
        port: int = self.near.get_extra_info("sockname")[1]
        return port

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self.browser = addr
        if not self.network.cut_voice:
            self.passed += 1
            self.far.sendto(data)

    def back(self, data: bytes) -> None:
        if self.browser and not self.network.cut_voice:
            self.near.sendto(data, self.browser)


class Far(asyncio.DatagramProtocol):
    """Asterisk's end of a way."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self.voice.back(data)

    def error_received(self, exc: Exception) -> None:
        """Asterisk has closed the port: the talk is over."""


class Network:
    """In a thread of its own. `set_signalling` breaks and refuses WebSockets, `cut_voice` loses every packet."""

    def __init__(self, port: int) -> None:
        self.asterisk = port
        self.cut_voice = False
        self.cut = False
        self.writers: set[asyncio.StreamWriter] = set()
        self.ways: list[Voice] = []
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.server = self.run(asyncio.start_server(self.signalling, LOCAL, 0))
        self.port: int = self.server.sockets[0].getsockname()[1]

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(10)

    def lead(self, context: BrowserContext) -> None:
        """Lead the telephones of a browser through this network."""
        context.expose_function("wayOfVoice", lambda port: self.run(self.way(port)))
        context.add_init_script(SCRIPT.replace("ASTERISK", str(self.asterisk)).replace("NETWORK", str(self.port)))

    async def way(self, port: int) -> int:
        voice = Voice(self, port)
        self.ways.append(voice)
        return await voice.open()

    async def signalling(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.cut:
            writer.close()
            return
        there, back = await asyncio.open_connection(LOCAL, self.asterisk)
        self.writers |= {writer, back}
        await asyncio.gather(pump(reader, back), pump(there, writer))

    def set_signalling(self, cut: bool) -> None:
        async def change() -> None:
            self.cut = cut
            for writer in self.writers if cut else ():
                writer.transport.abort()
            self.writers.clear()

        self.run(change())

    def close(self) -> None:
        self.set_signalling(True)
        self.run(self.end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)
        self.loop.close()

    async def end(self) -> None:
        """Close everything, and let what was cut come to its end."""
        self.server.close()
        for way in self.ways:
            way.near.close()
            way.far.close()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Carry bytes one way until either end is gone."""
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()
