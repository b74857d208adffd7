"""The other end of webhooks, and the worker that sends them."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import hmac
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import aiohttp
import msgspec
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from browser.stage import Stage


class Receiver:
    """Takes events and checks each signature. `before` runs before an event is answered."""

    def __init__(self) -> None:
        self.secret = ""
        self.got: list[dict[str, Any]] = []
        self.url = ""
        self.before: Callable[[], None] | None = None

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        id_, at = request.headers["webhook-id"], request.headers["webhook-timestamp"]
        key = base64.b64decode(self.secret.removeprefix("whsec_"))
        said = base64.b64encode(hmac.new(key, f"{id_}.{at}.".encode() + body, hashlib.sha256).digest()).decode()
        if f"v1,{said}" != request.headers["webhook-signature"]:
            return web.Response(status=401)
        event = msgspec.json.decode(body)
        assert event["id"] == id_
        self.got.append(event)
        if self.before:
            self.before()
        return web.Response()

    async def until(self, kind: str, call: str = "", seconds: float = 30) -> None:
        async with asyncio.timeout(seconds):
            while not any(event["type"] == kind and event["call"] == call for event in self.got):
                await asyncio.sleep(0.02)


class Work:
    """`gudok work` on the stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.process = stage, None
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "gudok", "work"]
        self.process: Any = subprocess.Popen(command, env=self.stage.env, stdout=self.stage.log, stderr=self.stage.log)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)


@contextlib.asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    """A receiver that listens on this machine."""
    made = Receiver()
    app = web.Application()
    app.router.add_post("/hook", made.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


@contextlib.asynccontextmanager
async def api(stage: Stage, token: str) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(
        f"{stage.url}/api/v1/", headers={"Authorization": f"Bearer {token}"}, raise_for_status=True
    ) as client:
        yield client
