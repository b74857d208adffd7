"""kill -9 of the engine at every point of a busy minute in which callers walk a voice menu first."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from centre import VIP
from mortal import DOCUMENT, Day, tell
from msgspec.structs import replace
from troupe import Troupe
from virtual import play

from gudok.core.ivr.flow import Digits, Flow, Language, Lookup, Menu, Say, ToQueue
from gudok.core.settings import Number, Settings
from gudok.core.words import CallConnected, CallEnded, Caller, FlowStepped, LookUp
from gudok.edges.journal.memory import MemoryJournal
from gudok.edges.journal.sqlite import SqliteJournal

FLOW = Flow(
    "f1", "Меню", "hello",
    (
        Say("hello", ("own/hello",), "menu"),
        Menu("menu", ("own/menu",), {"1": "sales", "2": "number"}, "sales", "sales", wait=2_000, tries=1),
        Digits("number", ("own/enter",), "who", "lookup", "sales", most=12),
        Lookup("lookup", "sales", "english", "sales", "who"),
        Language("english", "en", "support"),
        ToQueue("sales", "sales"), ToQueue("support", "support"),
    ),
)  # fmt: skip


def led(document: Settings) -> Settings:
    """Sales is behind a voice menu."""
    numbers = (Number("100", "sales", flow="f1"), *document.numbers[1:])
    return replace(document, flows=(FLOW,), numbers=numbers)


class LedDay(Day):
    """The busy minute, in which who calls sales walks a menu, and presses keys on the way."""

    document = led(DOCUMENT)
    rest = 90.0

    async def callers(self) -> None:
        pressing = asyncio.get_running_loop().create_task(self.fingers())
        await super().callers()
        await pressing

    async def fingers(self) -> None:
        """Every two seconds each caller presses a key; whoever does not walk the menu is not minded."""
        for key in ("1", "9", "2", "7", "#", "1"):
            await asyncio.sleep(2)
            for channel in list(self.troupe.world.lines):
                self.troupe.world.press(channel, key)


@pytest.mark.parametrize("away", [1, 12])
def test_death_at_every_point_of_a_turn(away: float) -> None:
    total = points()
    assert total > 80
    for strike in range(1, total + 1):
        journal = MemoryJournal()
        try:
            tell(LedDay(journal, strike, away), journal)
        except AssertionError as error:
            raise AssertionError(f"died at point {strike} of {total}: {error}") from error


def points() -> int:
    journal = MemoryJournal()
    total = tell(LedDay(journal), journal)
    assert any(isinstance(said, FlowStepped) for turn in journal.turns for said in turn.out), "nobody was led"
    return total


PIN = "4831975"


class SecretDay(LedDay):
    """Sales asks for a PIN: whoever walks the menu types it, and the engine dies among the digits."""

    document = replace(
        LedDay.document,
        flows=(replace(FLOW, nodes=tuple(
            replace(node, secret=True) if isinstance(node, Digits) else node for node in FLOW.nodes
        )),),
    )  # fmt: skip

    async def fingers(self) -> None:
        await asyncio.sleep(1)
        for _ in range(4):
            for key in f"*2{PIN}#":
                await asyncio.sleep(0.3)
                for channel in list(self.troupe.world.lines):
                    self.troupe.world.press(channel, key)


def test_death_in_mid_input_of_a_secret_whose_digits_the_file_does_not_tell(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "whole.sqlite3")
    total = tell(SecretDay(journal), journal)
    asked = [said.number for turn in journal.tail(0) for said in turn.out if isinstance(said, LookUp)]
    journal.close()
    assert PIN in asked, "somebody typed it whole"
    for strike in range(3, total, 9):
        journal = SqliteJournal(tmp_path / f"{strike}.sqlite3")
        tell(SecretDay(journal, strike), journal)
        journal.close()
    for file in tmp_path.iterdir():
        told = file.read_bytes()
        for length in range(4, len(PIN) + 1):
            assert f'"{PIN[:length]}"'.encode() not in told, file.name


@pytest.mark.parametrize("by", ["number", "code"])
def test_a_typed_number_is_asked_of_the_records_by_the_running_engine(by: str) -> None:
    async def story() -> None:
        journal = MemoryJournal()
        nodes = tuple(replace(node, by=by) if isinstance(node, Lookup) else node for node in FLOW.nodes)
        document = replace(led(DOCUMENT), flows=(replace(FLOW, nodes=nodes),))
        troupe = Troupe(document, journal, answers=1, talks=3)
        troupe.book.known[VIP.number] = VIP
        troupe.book.known["12"] = VIP
        assert troupe.book.known_by("13") == Caller()
        troupe.start()
        await asyncio.sleep(1)
        await troupe.work("bob")
        channel = troupe.world.call("100", "+79990000000")
        for key in "*212#":
            await asyncio.sleep(0.5)
            troupe.world.press(channel, key)
        await asyncio.sleep(30)
        out = [said for turn in journal.turns for said in turn.out]
        ways = [f"{said.node} {said.exit}" for said in out if isinstance(said, FlowStepped)]
        assert ways == [
            "hello next", "menu key:2", "number next", "lookup vip", "english next", "support queue",
        ]  # fmt: skip
        (talk,) = [said for said in out if isinstance(said, CallConnected)]
        assert (talk.agent, talk.queue) == ("bob", "support")
        assert [said.end for said in out if isinstance(said, CallEnded)] == ["operator_hung_up"]
        await troupe.kill()

    play(story())
