"""`gudok engine`: the process that decides, its parts put together."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import uuid
from typing import TYPE_CHECKING

import click
import structlog
import uvloop

from gudok.edges.bus.unix import Answer, Ping, serve
from gudok.edges.journal.sqlite import SqliteJournal
from gudok.engine.engine import Engine
from gudok.logs import configure
from gudok.run.figures import figures
from gudok.settings import DataFolder, data_folder, load

if TYPE_CHECKING:
    from gudok.core.words import AnyInput
    from gudok.engine.ports import Directory, Telephony

log = structlog.get_logger()

FENCED_EXIT = 75
SWITCH_S = 0.0005
"""How long a thread that looks a caller up may keep the deciding one waiting."""


def die(why: str) -> None:
    """End at once: what this process believes is a guess now; the next one reads the truth from the journal."""
    log.critical("engine stops", why=why)
    os._exit(FENCED_EXIT)


async def work(data: DataFolder, telephony: Telephony, directory: Directory) -> None:
    """Run an engine on a data folder until SIGTERM or SIGINT."""
    engine = Engine(SqliteJournal(data.journal), telephony, directory, die)

    async def answer(asked: AnyInput | Ping) -> Answer:
        if isinstance(asked, Ping):
            return Answer(True, numbers=figures(engine), turn=engine.n, telephony=engine.state.telephony)
        reply = await engine.ask(asked)
        return Answer(reply.ok, reply.code, reply.numbers)

    # The journal first: an engine that finds it taken must not have touched the other one's socket.
    engine.take_over(f"{os.getpid()}-{uuid.uuid4().hex[:8]}")
    server = await serve(data.engine_socket, answer)
    running = asyncio.create_task(engine.run())
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, running.cancel)
    try:
        await running
    except asyncio.CancelledError:
        log.info("engine stops", turn=engine.n)
    finally:
        server.close()
        engine.snapshot()


@click.command()
def main() -> None:
    """The process that decides (started by up)."""
    from gudok.web.config.prepare import start_django

    data = data_folder()
    settings = load(data.settings)
    configure(settings.log.format)
    start_django()
    # Records are Django's: these can be imported only after it has started.
    from gudok.edges.asterisk.adapter import AsteriskTelephony
    from gudok.web.directory import Directory
    from gudok.web.setup.queries import telephony_document

    sys.setswitchinterval(SWITCH_S)
    # What was imported stays for ever: looking it over again and again would only stop the calls.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    uvloop.run(work(data, AsteriskTelephony(settings.asterisk, data, telephony_document), Directory()))
