"""Bringing a connection to the point where it is proved to work: filter set, subscribed, events really arrive."""

from __future__ import annotations

import asyncio
import random
import re
import secrets

import aiohttp
import msgspec
import structlog

from gudok.edges.asterisk.ari import Ari, AriError
from gudok.edges.asterisk.events import USED, ChannelUserevent, Info

log = structlog.get_logger()

PROOF = "GudokProof"
FIRST_ANSWER = 2.0
"""Seconds in which Asterisk must say which version it is."""
SINCE = {20: 14, 21: 9, 22: 4}
"""For each branch the release since which requests may come over the WebSocket; later branches always could."""
PROVED_IN = 2.0
LANES = 4
"""More WebSockets, for the requests of calls."""
PULSE = 3.0
"""Seconds between proofs while the link is up; two missing ones end it."""


class NotActiveError(ConnectionError):
    """We are connected, but Asterisk does not tell us anything: the name is still held by the connection before."""


class Proof:
    """Asks Asterisk to tell us something and waits for it: the only sign that events reach this very connection."""

    def __init__(self, ari: Ari) -> None:
        self.ari = ari
        self.nonce = ""
        self.came = asyncio.Event()

    def heard(self, event: ChannelUserevent) -> None:
        if event.eventname == PROOF and event.userevent.get("nonce") == self.nonce:
            self.came.set()

    async def ask(self) -> None:
        """Raises NotActiveError when no proof came, AriError or TimeoutError when Asterisk would not even be asked."""
        self.came.clear()
        self.nonce = secrets.token_hex(8)
        await self.ari.send(
            "POST", f"events/user/{PROOF}", {"application": self.ari.app}, {"variables": {"nonce": self.nonce}}
        )
        try:
            async with asyncio.timeout(PROVED_IN):
                await self.came.wait()
        except TimeoutError as error:
            raise NotActiveError("no event reaches this connection") from error

    async def keep(self) -> None:
        """Ask again and again, and after a failure at once; raises when two running have failed."""
        failed = 0
        while True:
            await asyncio.sleep(0 if failed else PULSE)
            try:
                await self.ask()
                failed = 0
            except (AriError, OSError) as error:
                failed += 1
                log.warning("no sign of life from Asterisk", error=repr(error), failed=failed)
                if failed > 1:
                    raise


async def prepare(ari: Ari, proof: Proof) -> None:
    """Set the event filter, subscribe, prove. Needs the connection's events to be read meanwhile."""
    await choose_way(ari)
    allowed = [{"type": name} for name in USED]
    await ari.send("PUT", f"applications/{ari.app}/eventFilter", body={"allowed": allowed})
    # Tells us of legs that end before they are answered, and of registrations.
    await ari.send("POST", f"applications/{ari.app}/subscription", {"eventSource": "endpoint:PJSIP"})
    await proof.ask()
    if not ari.over_http:
        await ari.widen(LANES)


async def choose_way(ari: Ari) -> None:
    """Requests over the WebSocket where this Asterisk answers them there, else over HTTP."""
    info = await ari.beside("GET", "asterisk/info", {"only": "system"}, FIRST_ANSWER)
    version = msgspec.json.decode(info, type=Info).system.version
    ari.over_http = not answers_on_websocket(version)
    if ari.over_http:
        log.info("this Asterisk takes no requests over the WebSocket; using HTTP", version=version)


def answers_on_websocket(version: str) -> bool:
    """Whether a version like 22.10.1 takes requests over the WebSocket."""
    found = re.match(r"(\d+)\.(\d+)", version)
    if found is None:
        return False
    branch, release = int(found[1]), int(found[2])
    return release >= SINCE[branch] if branch in SINCE else branch > max(SINCE)


class Backoff:
    """Waiting times between attempts: short, doubled, never all at the same moment."""

    FIRST, LONGEST = 0.05, 1.0

    def __init__(self) -> None:
        self.delay = 0.0

    def reset(self) -> None:
        self.delay = 0.0

    def next(self) -> float:
        """Seconds to wait before the next attempt; the first comes at once."""
        now = self.delay
        self.delay = min(self.LONGEST, max(self.FIRST, now * 2))
        return now * random.uniform(0.7, 1.0)  # noqa: S311 nothing secret


FAILURES = (aiohttp.ClientError, OSError, AriError, msgspec.DecodeError)
"""What a connection may die of (TimeoutError is an OSError)."""


def is_refused(error: BaseException) -> bool:
    """True when nobody listens there any more: Asterisk's process is gone, and its calls with it."""
    return isinstance(error, ConnectionRefusedError) or (
        isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, ConnectionRefusedError)
    )
