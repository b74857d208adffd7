"""Two engines believe in the same journal: the stale one stops at its first word, and nothing it decided is done."""

from __future__ import annotations

import asyncio
from pathlib import Path

from centre import settings
from troupe import Troupe
from virtual import play

from gudok.core.words import PauseAsked, Started
from gudok.edges.journal.memory import MemoryJournal
from gudok.edges.journal.sqlite import SqliteJournal


def test_stale_engine_stops_at_its_first_word() -> None:
    async def story() -> None:
        old = Troupe(settings(), MemoryJournal())
        old.start()
        await old.work("alice")
        new = Troupe(settings(), old.journal)
        new.start()
        asking = asyncio.create_task(old.engine.ask(PauseAsked(0, "alice", "alice", "lunch")))
        await asyncio.sleep(1)
        assert len(old.failed) == 1
        assert old.failed[0].startswith("Fenced")
        assert new.failed == []
        assert not asking.done(), "what was not written is not answered"
        assert "alice" in new.engine.state.agents
        asking.cancel()
        await old.kill()
        await new.kill()

    play(story())


def test_stale_engine_writes_nothing_more(tmp_path: Path) -> None:
    async def story() -> None:
        path = tmp_path / "journal.sqlite3"
        first, second = SqliteJournal(path), SqliteJournal(path)
        old, new = Troupe(settings(), first), Troupe(settings(), second)
        old.start()
        await asyncio.sleep(1)
        new.start()
        for troupe in (old, new):
            troupe.world.call("100", "1")
        await asyncio.sleep(5)
        assert len(old.failed) == 1
        started = [turn.came.engine for turn in second.tail(0) if isinstance(turn.came, Started)]
        assert len(started) == 2
        assert [turn.n for turn in second.tail(0)] == list(range(1, new.engine.n + 1))
        await old.kill()
        await new.kill()
        first.close()
        second.close()

    play(story())


def test_name_taken_by_a_newer_connection_fences_the_older_engine() -> None:
    async def story() -> None:
        old = Troupe(settings(), MemoryJournal())
        old.start()
        await asyncio.sleep(1)
        new = Troupe(settings(), MemoryJournal())
        new.world = old.world
        new.start()
        await asyncio.sleep(1)
        assert len(old.failed) == 1
        assert "another engine" in old.failed[0]
        assert new.failed == []
        await new.kill()

    play(story())


def test_each_start_is_a_turn() -> None:
    async def story() -> None:
        troupe = Troupe(settings(), MemoryJournal())
        for _ in range(3):
            troupe.start()
            await asyncio.sleep(1)
            await troupe.kill()
        assert sum(isinstance(turn.came, Started) for turn in troupe.journal.tail(0)) == 3

    play(story())
