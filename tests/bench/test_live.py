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
        for streams in ({"desk": 3}, {"wall": 3}, {"desk": 3, "wall": 1}):
            for screen, reading in asyncio.run(read_streams(centre, streams, events=10, rate=20)).items():
                assert len(reading.times) == reading.expected == streams[screen] * 10
                assert reading.quantile(0.5) < 1000
    finally:
        centre.close()
