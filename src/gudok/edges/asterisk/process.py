"""Starting Asterisk and knowing when it is ready."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from pathlib import Path

import aiohttp

from gudok.edges.asterisk.config.place import Place, Runtime
from gudok.edges.asterisk.words import APP
from gudok.settings import Asterisk


def argv(runtime: Runtime, place: Place) -> list[str]:
    """The command line: in the foreground, with our configuration."""
    return [str(runtime.binary), "-C", str(place.config), "-f"]


def console_argv(runtime: Runtime, place: Place, command: str) -> list[str]:
    """The command line of a question to the running Asterisk, for people who look for a fault."""
    return [str(runtime.binary), "-C", str(place.config), "-rx", command]


def pid_file(place: Place) -> Path:
    """Where the running Asterisk writes its process id."""
    return place.run / "asterisk.pid"


def url(asterisk: Asterisk) -> str:
    """The address of its HTTP server, for processes of this machine."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(asterisk.bind, asterisk.bind)  # noqa: S104 read, not bound
    return f"http://[{host}]:{asterisk.http_port}" if ":" in host else f"http://{host}:{asterisk.http_port}"


LIMIT = aiohttp.ClientTimeout(total=2)


def authorization(password: str) -> dict[str, str]:
    """The HTTP header that lets the engine in."""
    return {"Authorization": f"Basic {b64encode(f'{APP}:{password}'.encode()).decode()}"}


async def is_ready(asterisk: Asterisk) -> bool:
    """True if Asterisk answers over ARI within two seconds."""
    headers = authorization(asterisk.ari_password)
    try:
        async with (
            aiohttp.ClientSession(headers=headers, timeout=LIMIT) as session,
            session.get(f"{url(asterisk)}/ari/asterisk/ping") as response,
        ):
            return response.status == 200
    except (aiohttp.ClientError, TimeoutError, OSError):
        return False


async def wait_ready(asterisk: Asterisk, seconds: float = 20.0) -> None:
    """Wait until it answers; raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not await is_ready(asterisk):  # noqa: ASYNC110 another process cannot set our event
            await asyncio.sleep(0.05)
