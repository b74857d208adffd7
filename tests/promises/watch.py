"""Looks at Asterisk and at the journal all the time: does an operator have two calls, or a call two operators?"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from agree import ari, two_at_once
from story import Story
from whole import WholeCentre

from gudok.edges.asterisk.words import read_leg

LASTS = 1.0
"""Seconds after which it is a fault: in between one leg may be ending while the next is answered already."""
OFTEN = 0.1


class Watch:
    """`faults` is what was seen for too long, in words."""

    def __init__(self, centre: WholeCentre, story: Story) -> None:
        self.centre = centre
        self.story = story
        self.since: dict[str, float] = {}
        self.faults: set[str] = set()
        self.looks = 0

    async def look(self) -> None:
        """One look."""
        now = time.monotonic()
        seen = {*await self.in_asterisk(), *two_at_once(self.story.read().state)}
        self.since = {fault: self.since.get(fault, now) for fault in seen}
        self.faults |= {fault for fault, since in self.since.items() if now - since > LASTS}
        self.looks += 1

    async def in_asterisk(self) -> list[str]:
        channels = await ari(self.centre, "channels")
        talking = [one for one in channels if read_leg(one["id"]) and one["state"] == "Up"]
        operators = Counter(one["name"].rpartition("-")[0] for one in talking)
        calls = Counter(one["id"].rpartition("-")[0] for one in talking)
        crowded = [one["id"] for one in await ari(self.centre, "bridges") if len(one["channels"]) > 2]
        return [
            *(f"asterisk: {who} has {n} calls" for who, n in operators.items() if n > 1),
            *(f"asterisk: {call} has {n} operators" for call, n in calls.items() if n > 1),
            *(f"asterisk: more than two in bridge {bridge}" for bridge in crowded),
        ]


@asynccontextmanager
async def watching(centre: WholeCentre, story: Story) -> AsyncIterator[Watch]:
    """Watch for a while; a failure of the watch itself comes out at the end."""
    watch, over = Watch(centre, story), asyncio.Event()

    async def run() -> None:
        while not over.is_set():
            await watch.look()
            await asyncio.sleep(OFTEN)

    task = asyncio.create_task(run())
    try:
        yield watch
    finally:
        over.set()
        await task
