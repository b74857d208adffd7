"""The telephone network as the driver uses it: a few requests to the city's Asterisk."""

from __future__ import annotations

import uuid
from types import TracebackType
from typing import Any

import aiohttp

from gudok.city.asterisk.dialplan import CALLERS
from gudok.city.asterisk.pjsip import CENTRE
from gudok.edges.asterisk.process import url
from gudok.edges.asterisk.words import APP
from gudok.settings import Asterisk

LIMIT = aiohttp.ClientTimeout(total=3)
RING_S = 20
"""How long a caller hears no answer before giving up: the centre's Asterisk answers at once."""


class NoNetworkError(Exception):
    """The city's Asterisk does not do what it is asked for."""


class Network:
    """Begins calls, tells callers that they are answered, lists who is on the line. Use as an async context."""

    def __init__(self, asterisk: Asterisk) -> None:
        self.base = f"{url(asterisk)}/ari"
        self.session = aiohttp.ClientSession(auth=aiohttp.BasicAuth(APP, asterisk.ari_password), timeout=LIMIT)

    async def __aenter__(self) -> Network:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.session.close()

    async def call(self, did: str, number: str, variables: dict[str, str]) -> str:
        """Let `number` (as the network shows it) call `did`; gives the channel's id; raises NoNetworkError."""
        channel = f"caller-{uuid.uuid4().hex}"
        await self._ask(
            "POST",
            "channels",
            {
                "endpoint": f"PJSIP/{did}@{CENTRE}",
                "context": CALLERS,
                "extension": "call",
                "priority": 1,
                "callerId": f"<{number}>",
                "channelId": channel,
                "timeout": RING_S,
                "variables": variables,
            },
        )
        return channel

    async def go(self, key: str) -> None:
        """Tell a caller that somebody has answered; raises NoNetworkError.

        ARI sets variables of channels only in its own applications, so a global one is used.
        """
        await self._ask("POST", "asterisk/variable", {"variable": f"GO_{key}", "value": "1"})

    async def callers(self) -> dict[str, str]:
        """Everybody on the line: the channel's id and the caller's number; raises NoNetworkError."""
        found = await self._ask("GET", "channels")
        return {row["id"]: row["caller"]["number"] for row in found if row["id"].startswith("caller-")}

    async def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        try:
            async with self.session.request(method, f"{self.base}/{path}", json=body) as reply:
                if reply.status >= 300:
                    raise NoNetworkError(f"{method} {path}: {reply.status} {await reply.text()}")
                return await reply.json() if reply.content_type == "application/json" else None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise NoNetworkError(f"{method} {path}: {error or type(error).__name__}") from error
