"""`gudok replay [DAY]`: a recorded day decided again and compared with what was decided then."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import click
import msgspec

from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import AnyOutput, Configured, Turn
from gudok.edges.journal.sealed import hidden
from gudok.edges.journal.sqlite import JournalReader
from gudok.explain.cli import open_journal
from gudok.plugins import load

encoder = msgspec.json.Encoder()


@click.command()
@click.argument("day", required=False, type=click.DateTime(["%Y-%m-%d"]))
@click.option("--data", metavar="DIR", help="The data folder; else GUDOK_DATA, else data/ in the checkout.")
def main(day: datetime | None, data: str | None) -> None:
    """Decide a day (YYYY-MM-DD, of the centre's zone; without one, everything) again and compare it bit for bit."""
    load()
    reader = open_journal(data)
    first, last = (1, reader.last()) if day is None else bounds(reader, day)
    begun, turns = time.perf_counter(), 0
    for turn, out in again(reader, first, last):
        turns += 1
        if encoder.encode(turn.out) != encoder.encode(out):
            click.echo(difference(turn, out))
            sys.exit(1)
    took = time.perf_counter() - begun
    rate = f"{turns / took:,.0f} turns/s"
    click.echo(f"{turns} turns decided again, all the same, {rate}." if turns else "no turns on that day.")


def again(reader: JournalReader, first: int, last: int) -> Iterator[tuple[Turn, tuple[AnyOutput, ...]]]:
    """The turns from `first` to `last`, each with what is decided now, from the nearest snapshot on."""
    n, snapshot = reader.load(before=first - 1)
    state = State.of(snapshot) if snapshot else State()
    for turn in reader.tail(n):
        if turn.n > last:
            return
        out = step(state, turn.came)
        if turn.n >= first:
            yield turn, out


def bounds(reader: JournalReader, day: datetime) -> tuple[int, int]:
    """The first and the last turn of a day."""
    midnight = day.replace(tzinfo=ZoneInfo(zone_of(reader)))
    start, end = (int((midnight + timedelta(days=n)).timestamp() * 1000) for n in (0, 1))
    return reader.at(start) + 1, reader.at(end)


def zone_of(reader: JournalReader) -> str:
    """The centre's zone: of the newest snapshot, else of the first settings."""
    _, snapshot = reader.load()
    if snapshot is not None:
        return snapshot.settings.zone
    return next((turn.came.settings.zone for turn in reader.tail(0) if isinstance(turn.came, Configured)), "UTC")


def difference(turn: Turn, out: tuple[AnyOutput, ...]) -> str:
    """Where the two part, as text, without what the caller typed."""
    turn, out = hidden(turn), hidden(Turn(turn.n, turn.came, out)).out
    for then, now in zip((*turn.out, None), (*out, None), strict=False):
        if encoder.encode(then) != encoder.encode(now):
            break
    return (
        f"turn {turn.n} at {turn.came.at} is decided differently now\n"
        f"  came  {encoder.encode(turn.came).decode()}\n"
        f"  then  {encoder.encode(then).decode()}\n"
        f"  now   {encoder.encode(now).decode()}"
    )
