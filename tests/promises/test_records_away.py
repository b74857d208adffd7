"""The records cannot be read (a database that is down, a disk that is full): calls go on without them."""

from __future__ import annotations

from agree import agree
from crowd import Crowd
from story import Story
from telephony.wait import until
from whole import WholeCentre

from gudok.core.words import CallConnected


async def test_calls_are_served_without_records(centre: WholeCentre, story: Story, people: Crowd) -> None:
    await people.operator("op1")
    centre.kill("engine", "web", "work")
    away = centre.data.records.rename(centre.data.path / "away")
    wal = centre.data.records.with_name(centre.data.records.name + "-wal")
    wal_away = wal.rename(centre.data.path / "away-wal") if wal.exists() else None

    await centre.start("engine")
    caller = await people.caller("+79160000040")
    await until(lambda: story.read().facts(CallConnected), "served without records")
    caller.hang_up()

    centre.data.records.unlink(missing_ok=True)
    away.rename(centre.data.records)
    if wal_away is not None:
        wal_away.rename(wal)
    await centre.start("work")
    await agree(centre, story)
