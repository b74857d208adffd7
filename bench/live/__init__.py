"""`gudok bench live`: from an event in the journal to the browser, by number of open streams.

One web process as in production serves all streams. Each event concerns every stream: a call joins or leaves a queue
that all operators serve and all walls show. A time is from the return of the journal's append to the event's last byte
at the client, so it holds the hub's look at the journal (every 40 ms, hence about 20 ms on average) and the client's
own work, on the same machine.
"""

from __future__ import annotations

import asyncio
import platform
import tempfile
from collections.abc import Mapping
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bench.live.centre import LiveCentre
from bench.live.readers import Reading, read_streams

STREAMS = (10, 100, 500)
EVENTS = 200
RATE = 10.0


SHIFT = {"desk": 500, "wall": 20}
"""A big shift: so many desks and walls at once."""


def measure(centre: LiveCentre, streams: Mapping[str, int]) -> list[tuple[str, int, Reading]]:
    """Open so many streams of each screen, write the events, and collect what arrived: a row for each screen."""
    readings = asyncio.run(read_streams(centre, streams, EVENTS, RATE))
    together = len(streams) > 1
    return [(f"{screen}, all at once" if together else screen, streams[screen], r) for screen, r in readings.items()]


def show(rows: list[tuple[str, int, Reading]]) -> None:
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    table = Table(title=f"event → browser, {EVENTS} events at {RATE:g}/s, {machine}")
    for heading in ("screen", "streams", "received", "p50 ms", "p99 ms", "longest ms", "web CPU %"):
        table.add_column(heading, justify="left" if heading == "screen" else "right")
    for screen, streams, reading in rows:
        table.add_row(
            screen,
            f"{streams}",
            f"{len(reading.times)}/{reading.expected}",
            f"{reading.quantile(0.5):.0f}",
            f"{reading.quantile(0.99):.0f}",
            f"{reading.quantile(1):.0f}",
            f"{reading.cpu:.0f}",
        )
    Console().print(table)


@click.command()
@click.option("--streams", multiple=True, type=click.IntRange(1, 2000), help="How many streams; may be given again.")
def main(streams: tuple[int, ...]) -> None:
    """From an event to the browser, by number of streams."""
    with tempfile.TemporaryDirectory(prefix="gudok-bench-") as folder:
        centre = LiveCentre(Path(folder), operators=max(streams or STREAMS))
        try:
            loads = [{screen: n} for screen in ("desk", "wall") for n in streams or STREAMS]
            show([row for load in [*loads, *([] if streams else [SHIFT])] for row in measure(centre, load)])
        finally:
            centre.close()
