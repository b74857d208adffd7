"""The process's one hub, started by whoever needs it first."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.conf import settings

from gudok.edges.bus.unix import NoEngine, Ping, ask
from gudok.edges.journal.sqlite import JournalReader
from gudok.web.live.hub import Hub
from gudok.web.setup.centre import the_centre

if TYPE_CHECKING:
    from gudok.web.live.replica import Replica

_running: dict[asyncio.AbstractEventLoop, tuple[Hub, list[asyncio.Task[None]]]] = {}


async def hub() -> Hub:
    """The hub of this process's loop, once it has read the journal."""
    loop = asyncio.get_running_loop()
    zone = "" if loop in _running else await sync_to_async(lambda: the_centre().zone)()
    if loop not in _running:
        for dead in [other for other in _running if other.is_closed()]:
            del _running[dead]
        made = Hub(JournalReader(settings.DATA.journal), zone, _pulse)
        _running[loop] = (made, [loop.create_task(made.run()), loop.create_task(made.watch_engine())])
    found = _running[loop][0]
    await found.loaded.wait()
    return found


async def replica() -> Replica:
    """The exact State of this moment, with the day's figures; read it before the next await."""
    found = (await hub()).replica
    if found is None:
        raise RuntimeError("the hub has not loaded yet")
    return found


async def _pulse() -> bool:
    """Whether the engine answers within a second."""
    try:
        return (await ask(settings.DATA.engine_socket, Ping(), patience=1.0)).ok
    except NoEngine:
        return False
