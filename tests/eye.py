"""A supervisor who looks at the wall: signs in and follows the live stream, as the page does."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp

from gudok.core.state import InTalk, State, tag

AGAIN = 0.2


class Eye:
    """What the wall shows now: calls and operators by id, and whether the system works."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url
        self.calls: dict[str, dict[str, Any]] = {}
        self.agents: dict[str, dict[str, Any]] = {}
        self.system: dict[str, Any] = {}
        self.told: list[dict[str, Any]] = []
        """Every state of the system, in order."""

    async def sign_in(self, login: str, password: str) -> None:
        async with self.session.get(f"{self.url}/sign-in/") as page:
            token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', await page.text())
        assert token, "no form to sign in"
        form = {"username": login, "password": password, "csrfmiddlewaretoken": token[1]}
        async with self.session.post(f"{self.url}/sign-in/", data=form, allow_redirects=False) as answer:
            assert answer.status == 302, await answer.text()

    async def look(self) -> None:
        """Follow the stream for ever; come back after a break, as a browser does."""
        while True:
            with suppress(aiohttp.ClientError, OSError):
                await self.follow()
            await asyncio.sleep(AGAIN)

    async def follow(self) -> None:
        async with self.session.get(f"{self.url}/live/wall", timeout=aiohttp.ClientTimeout(sock_read=10)) as stream:
            assert stream.status == 200, stream.status
            kind = ""
            async for line in stream.content:
                name, _, value = line.decode().strip().partition(": ")
                if name == "event":
                    kind = value
                elif name == "data":
                    self.take(kind, json.loads(value))

    def take(self, kind: str, data: dict[str, Any]) -> None:
        if kind == "picture":
            self.calls, self.agents = data["calls"], data["agents"]
            self.see(data["system"])
        elif kind == "system":
            self.see(data)
        elif kind in {"call", "agent"}:
            rows = self.calls if kind == "call" else self.agents
            rows.pop(data["id"], None)
            if not data.get("gone"):
                rows[data["id"]] = data

    def see(self, system: dict[str, Any]) -> None:
        self.system = system
        self.told.append(system)

    def shows(self, state: State) -> bool:
        """Whether the wall shows what is so."""
        calls = {
            call.id: "held" if isinstance(call.mode, InTalk) and call.mode.held else tag(call.mode)
            for call in state.calls.values()
        }
        return (
            self.system == {"engine": True, "telephony": state.telephony}
            and {id_: row["mode"] for id_, row in self.calls.items()} == calls
            and set(self.agents) == set(state.agents)
            and all(self.agents[agent.id]["reachable"] == agent.reachable for agent in state.agents.values())
        )


@asynccontextmanager
async def looking(url: str, login: str, password: str) -> AsyncIterator[Eye]:
    """A wall that stays open for a while."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        eye = Eye(session, url)
        await eye.sign_in(login, password)
        task = asyncio.create_task(eye.look())
        try:
            yield eye
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
