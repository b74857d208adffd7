"""Voice as packets: a tone sent, what was heard, and how much of a tone is in it."""

from __future__ import annotations

import asyncio
import secrets
import time
from itertools import count

import numpy as np
from numpy.typing import NDArray

RATE = 8000
FRAME = 160
"""Samples in a packet of 20 ms."""
KEYS = "0123456789*#ABCD"
PRESS_FRAMES = 8
"""A key is held for that many frames of 20 ms."""
"""Keys by the number of their event (RFC 4733)."""
LOUD = 8000
"""The amplitude of a sent tone."""


def encode(samples: NDArray[np.float64]) -> bytes:
    """G.711 µ-law, as ITU-T G.711 defines it."""
    clipped = np.clip(samples, -32635, 32635).astype(np.int32)
    sign = np.where(clipped < 0, 0x80, 0)
    size = np.abs(clipped) + 132
    exponent = np.floor(np.log2(size)).astype(np.int32) - 7
    mantissa = (size >> (exponent + 3)) & 0x0F
    return (~(sign | (exponent << 4) | mantissa) & 0xFF).astype(np.uint8).tobytes()


def decode(data: bytes) -> NDArray[np.float64]:
    """G.711 µ-law back into samples."""
    code = ~np.frombuffer(data, np.uint8).astype(np.int32) & 0xFF
    size = ((((code & 0x0F) << 3) + 132) << ((code >> 4) & 7)) - 132
    return np.where(code & 0x80, -size, size).astype(np.float64)


def tone_in(samples: NDArray[np.float64], hertz: float, rate: int = RATE) -> float:
    """The amplitude of one tone in the samples (Goertzel's sum); a sent tone gives about LOUD."""
    if len(samples) == 0:
        return 0.0
    turns = np.exp(-2j * np.pi * hertz * np.arange(len(samples)) / rate)
    return float(abs(np.sum(samples * turns)) * 2 / len(samples))


class Voice(asyncio.DatagramProtocol):
    """One end of a voice stream on loopback: sends a tone (0: silence) and keeps what comes with its time."""

    def __init__(self, hertz: float) -> None:
        self.hertz = hertz
        self.peer: tuple[str, int] | None = None
        self.heard: list[tuple[float, bytes]] = []
        self.pressed: dict[bytes, str] = {}
        self.to_press: list[str] = []
        self.task: asyncio.Task[None] | None = None

    async def start(self) -> Voice:
        loop = asyncio.get_running_loop()
        self.transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=("127.0.0.1", 0))
        self.port: int = self.transport.get_extra_info("sockname")[1]
        self.task = asyncio.create_task(self.send())
        return self

    def stop_if_started(self) -> None:
        if self.task is not None:
            self.task.cancel()
            self.transport.close()

    def datagram_received(self, data: bytes, addr: object) -> None:
        kind = data[1] & 0x7F
        if kind == 0:
            self.heard.append((time.monotonic(), data[12:]))
        elif kind == 101:  # packets of one press have the same time
            self.pressed[data[4:8]] = KEYS[data[12]]

    async def send(self) -> None:
        source, start = secrets.token_bytes(4), time.monotonic()
        for n in count():
            if self.peer is not None:
                at = np.arange(n * FRAME, (n + 1) * FRAME)
                samples = LOUD * np.sin(2 * np.pi * self.hertz * at / RATE)
                kind, at_time, voice = b"\x00", n * FRAME, encode(samples)
                if self.to_press:
                    kind, at_time, voice = self.press_packet(n)
                head = b"\x80" + kind + (n & 0xFFFF).to_bytes(2, "big") + at_time.to_bytes(4, "big") + source
                self.transport.sendto(head + voice, self.peer)
            await asyncio.sleep(max(0.0, start + (n + 1) * FRAME / RATE - time.monotonic()))

    def press(self, key: str) -> None:
        """Press a key, in the place of some frames of voice."""
        self.to_press = [key] * PRESS_FRAMES
        self.press_began = 0

    def press_packet(self, n: int) -> tuple[bytes, int, bytes]:
        """The next packet of a press (RFC 4733): type, the time it began, and the event; the last ones end it."""
        self.press_began = self.press_began or n
        key, left = self.to_press.pop(), len(self.to_press)
        ends, length = 0x80 if left < 3 else 0, (n - self.press_began + 1) * FRAME
        return b"\x65", self.press_began * FRAME, bytes([KEYS.index(key), ends | 10]) + length.to_bytes(2, "big")

    @property
    def keys(self) -> str:
        """The keys that the other side pressed, in their order."""
        return "".join(self.pressed.values())

    def last(self, seconds: float) -> NDArray[np.float64]:
        """What came in the last seconds; empty when nothing did."""
        since = time.monotonic() - seconds
        return decode(b"".join(data for at, data in self.heard if at >= since))

    def hears(self, hertz: float, seconds: float = 0.3) -> float:
        """How loud a tone is in what came lately; 0 when too little came to say."""
        samples = self.last(seconds)
        return tone_in(samples, hertz) if len(samples) >= FRAME * 5 else 0.0

    def told(self, hertz: float) -> str:
        """For who looks for a fault: packets of voice that came lately, and how loud the tone was of late."""
        now = time.monotonic()
        counts = [sum(now - n - 1 <= at < now - n for at, _ in self.heard) for n in range(3)]
        return f"loudness {self.hears(hertz):.0f}; packets a second, from now back: {counts}; sends to {self.peer}"

    def hears_something(self, seconds: float = 0.3) -> bool:
        """Whether voice or music comes at all (silence does not count)."""
        samples = self.last(seconds)
        return len(samples) >= FRAME * 5 and float(samples.std()) > 20
