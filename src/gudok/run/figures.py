"""What the engine tells of itself on the bus: numbers that are there anyway, so that telling them costs nothing."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gudok.engine.engine import Engine

STARTED = time.monotonic()
_STATM = Path("/proc/self/statm")


def figures(engine: Engine) -> dict[str, int | str]:
    """Calls, timers, waiting inputs, turns since the snapshot; memory in bytes, times in milliseconds."""
    return {
        "calls": len(engine.state.calls),
        "timers": len(engine.state.timers),
        "inbox": len(engine.inbox),
        "unsaved": engine.n - engine.kept,
        "memory": memory(),
        "cpu": int(time.process_time() * 1000),
        "uptime": int((time.monotonic() - STARTED) * 1000),
    }


def memory() -> int:
    """Bytes this process holds in memory; 0 where the system does not tell."""
    try:
        return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
