"""Which engine is the one: told by Asterisk itself, in a global variable that outlives any connection.

That our application's name was taken does not tell by whom: a connection of our own, given up when Asterisk hung, may
come to life late and take it from us. So each engine leaves its mark before it connects, and looks for it afterwards.
"""

from __future__ import annotations

import secrets

import aiohttp
import msgspec

from gudok.edges.asterisk.process import LIMIT, authorization

VARIABLE = "GUDOK_ENGINE"


class FencedError(Exception):
    """Another engine has taken over."""


class Value(msgspec.Struct, frozen=True):
    value: str = ""


class Fence:
    """The mark of one engine."""

    def __init__(self, url: str, password: str) -> None:
        self.url = f"{url}/ari/asterisk/variable"
        self.headers = authorization(password)
        self.mark = secrets.token_hex(8)
        self.taken = False

    async def take(self) -> None:
        """Leave our mark; raises FencedError when we had left it and find another's, aiohttp.ClientError or OSError."""
        async with aiohttp.ClientSession(headers=self.headers, timeout=LIMIT, raise_for_status=True) as session:
            holder = await self.holder(session)
            if self.taken and holder not in {"", self.mark}:
                raise FencedError("another engine has left its mark")
            if holder != self.mark:
                params = {"variable": VARIABLE, "value": self.mark}
                async with session.post(self.url, params=params):
                    self.taken = True

    async def check(self) -> None:
        """Raises FencedError when our mark is gone, aiohttp.ClientError or OSError."""
        async with aiohttp.ClientSession(headers=self.headers, timeout=LIMIT, raise_for_status=True) as session:
            if await self.holder(session) != self.mark:
                raise FencedError("the application's name was taken by another engine")

    async def holder(self, session: aiohttp.ClientSession) -> str:
        async with session.get(self.url, params={"variable": VARIABLE}) as response:
            return msgspec.json.decode(await response.read(), type=Value).value
