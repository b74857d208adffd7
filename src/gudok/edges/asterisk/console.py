"""Asterisk's own console, over the socket in its folder: for the few things that ARI does not offer."""

from __future__ import annotations

import asyncio
from pathlib import Path

LIMIT = 2.0
"""Seconds a command may take."""
ONCE = "cli quit after "
"""Before a command: the console closes when it is done."""


async def console(run: Path, command: str) -> str:
    """What Asterisk answers to a command, often nothing; raises OSError (TimeoutError too). `run`: its run folder."""
    async with asyncio.timeout(LIMIT):
        reader, writer = await asyncio.open_unix_connection(str(run / "asterisk.ctl"))
        try:
            # It introduces itself first; a command is ended by a NUL.
            await reader.readline()
            writer.write(f"{ONCE}{command}".encode() + b"\0")
            await writer.drain()
            return (await reader.read()).decode(errors="replace")
        finally:
            writer.close()
