from __future__ import annotations

import asyncio
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))

from bench.live.centre import LiveCentre
from bench.live.readers import read_streams


def test_each_event_reaches_each_stream(tmp_path: Path) -> None:
    centre = LiveCentre(tmp_path, operators=3)
    try:
        for screen in ("desk", "wall"):
            reading = asyncio.run(read_streams(centre, screen, streams=3, events=10, rate=20))
            assert len(reading.times) == reading.expected
            assert reading.quantile(0.5) < 1000
    finally:
        centre.close()
