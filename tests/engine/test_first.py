"""The first moments of an engine: whoever calls then is let in by one who knows the settings and can play to him."""

from __future__ import annotations

import asyncio

from centre import settings
from troupe import Book, Troupe
from virtual import play

from gudok.core.settings import Settings
from gudok.core.state import State, tag
from gudok.edges.journal.memory import MemoryJournal
from gudok.edges.memory.telephony import MemoryTelephony
from gudok.engine.ports import Ear


class Away(Book):
    """Records that cannot be read for the first few looks."""

    looks = 3

    def settings(self) -> Settings:
        self.looks -= 1
        if self.looks >= 0:
            raise OSError("the records are away")
        return super().settings()


class LateLink(MemoryTelephony):
    """Hears events for a second before the link is whole and commands are carried out."""

    async def run(self, ear: Ear) -> None:
        self.ear = ear
        self.world.attach(self)
        await asyncio.sleep(1)
        ear.linked()
        await asyncio.Event().wait()


def modes(state: State) -> list[str]:
    return [tag(call.mode) for call in state.calls.values()]


def test_a_centre_that_never_knew_its_settings_reads_them_before_it_lets_a_caller_in() -> None:
    async def story() -> tuple[list[str], int]:
        troupe = Troupe(settings(version=7), MemoryJournal())
        troupe.book = Away(settings(version=7))
        troupe.world.call("100", "+79160000001")
        engine = troupe.start()
        await asyncio.sleep(5)
        found = modes(engine.state), engine.state.settings.version
        await troupe.kill()
        return found

    assert play(story()) == (["waiting"], 7)


def test_an_engine_that_knows_settings_does_not_wait_for_records() -> None:
    async def story() -> list[str]:
        troupe = Troupe(settings(version=7), MemoryJournal())
        troupe.start()
        await asyncio.sleep(1)
        await troupe.kill()
        troupe.book = Away(settings(version=7))
        troupe.book.looks = 1_000
        troupe.world.call("100", "+79160000001")
        engine = troupe.start()
        await asyncio.sleep(3)
        found = modes(engine.state)
        await troupe.kill()
        return found

    assert play(story()) == ["waiting"]


def test_who_knocks_before_the_link_is_whole_is_let_in_when_it_is() -> None:
    async def story() -> list[list[str]]:
        troupe = Troupe(settings(version=7), MemoryJournal())
        engine = troupe.start(lambda telephony: LateLink(telephony.world))
        await asyncio.sleep(0.5)
        troupe.world.call("100", "+79160000001")
        await asyncio.sleep(0.3)
        found = [modes(engine.state)]
        await asyncio.sleep(2)
        found.append(modes(engine.state))
        await troupe.kill()
        return found

    assert play(story()) == [[], ["waiting"]]
