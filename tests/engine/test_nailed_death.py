"""kill -9 of the engine at every point of a minute in which calls come over a line of the shift; lines that fall."""

from __future__ import annotations

import asyncio

import pytest
from mortal import DOCUMENT, Day, tell
from msgspec.structs import replace

from gudok.core.settings import Settings
from gudok.edges.journal.memory import MemoryJournal


def nailed(document: Settings) -> Settings:
    """Alice's telephone has a line for the whole shift."""
    alice, *others = document.operators
    return replace(document, operators=(replace(alice, browser=False, nailed=True), *others))


class NailedDay(Day):
    """The busy minute, over a line."""

    document = nailed(DOCUMENT)


class FallingDay(NailedDay):
    """In which the line breaks twice: who talks over it waits for her, as for any telephone that breaks off."""

    async def callers(self) -> None:
        falls = asyncio.get_running_loop().create_task(self.falls())
        await super().callers()
        await falls

    async def falls(self) -> None:
        for wait in (2.3, 9.0):
            await asyncio.sleep(wait)
            for line in list(self.troupe.world.nailed.values()):
                self.troupe.world.line_falls(line.agent, line.line, "torn")


@pytest.mark.parametrize("away", [1, 12])
def test_death_at_every_point_of_a_turn(away: float) -> None:
    total = points()
    assert total > 60
    for strike in range(1, total + 1):
        journal = MemoryJournal()
        try:
            tell(NailedDay(journal, strike, away), journal)
        except AssertionError as error:
            raise AssertionError(f"died at point {strike} of {total}: {error}") from error


def points() -> int:
    journal = MemoryJournal()
    return tell(NailedDay(journal), journal)


@pytest.mark.parametrize("strike", [-1, *range(5, 100, 8)])
def test_lines_fall_and_the_engine_dies(strike: int) -> None:
    journal = MemoryJournal()
    tell(FallingDay(journal, strike, 3), journal)
