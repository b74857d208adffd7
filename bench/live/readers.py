"""Clients of event streams: plain sockets, so that the client costs as little as can be."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.live.centre import LiveCentre

TURN = re.compile(rb"^id: (\d+)$", re.MULTILINE)
SETTLE = 2.0
"""Seconds for the last events to arrive."""


@dataclass
class Reading:
    """What arrived: times in milliseconds, how many were to come, and the web's share of one processor in per cent."""

    expected: int
    times: list[float] = field(default_factory=list)
    cpu: float = 0.0

    def quantile(self, share: float) -> float:
        if not self.times:
            return float("nan")
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def read_streams(centre: LiveCentre, streams: Mapping[str, int], events: int, rate: float) -> dict[str, Reading]:
    """Open so many streams of each screen at once, let events happen at a rate, and time each at each stream."""
    readings = {screen: Reading(expected=number * events) for screen, number in streams.items()}
    written: dict[int, float] = {}
    opened = asyncio.Semaphore(0)
    readers = [
        asyncio.create_task(read(centre, screen, session_of(centre, screen, n), opened, written, readings[screen]))
        for screen, number in streams.items()
        for n in range(number)
    ]
    for _ in readers:
        await opened.acquire()
    used, began = centre.cpu(), time.monotonic()
    for _ in range(events):
        # The append waits for the disk; there is nothing to read before it is done.
        written[centre.event()] = time.monotonic()
        await asyncio.sleep(1 / rate)
    cpu = (centre.cpu() - used) / (time.monotonic() - began) * 100
    for reading in readings.values():
        reading.cpu = cpu
    await asyncio.sleep(SETTLE)
    for reader in readers:
        reader.cancel()
    await asyncio.gather(*readers, return_exceptions=True)
    return readings


def session_of(centre: LiveCentre, screen: str, n: int) -> str:
    """Whose stream the `n`th of a screen is."""
    sessions = centre.sessions[screen]
    return sessions[n % len(sessions)]


async def read(
    centre: LiveCentre,
    screen: str,
    session: str,
    opened: asyncio.Semaphore,
    written: dict[int, float],
    reading: Reading,
) -> None:
    """One stream: note when each turn has come."""
    reader, writer = await asyncio.open_connection("127.0.0.1", centre.port)
    writer.write(
        f"GET /live/{screen} HTTP/1.1\r\nHost: 127.0.0.1:{centre.port}\r\n"
        f"Cookie: {centre.cookie}={session}\r\nAccept: text/event-stream\r\n\r\n".encode()
    )
    try:
        await reader.readuntil(b"event: picture")
        last = centre.n
        opened.release()
        while data := await reader.read(65536):
            now = time.monotonic()
            # Turns that came close together share one number, the last one's: what it brings has them all.
            for turn in map(int, TURN.findall(data)):
                reading.times += [(now - written[n]) * 1000 for n in range(last + 1, turn + 1) if n in written]
                last = max(last, turn)
    finally:
        writer.close()
