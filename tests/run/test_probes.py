from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from gudok.core.words import AnyInput
from gudok.edges.bus.unix import Answer, Ping, serve
from gudok.run import probes


async def answer(_: AnyInput | Ping) -> Answer:
    return Answer(True)


async def hang(_: AnyInput | Ping) -> Answer:
    await asyncio.sleep(60)
    return Answer(True)


async def test_an_engine_that_answers(tmp_path: Path) -> None:
    server = await serve(tmp_path / "sock", answer)
    assert await asyncio.to_thread(probes.answers_bus, tmp_path / "sock")
    server.close()


async def test_a_hung_engine_has_its_socket_open_and_does_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probes, "TIMEOUT_S", 0.2)
    server = await serve(tmp_path / "sock", hang)
    assert not await asyncio.to_thread(probes.answers_bus, tmp_path / "sock")
    server.close()


def test_no_engine_at_all(tmp_path: Path) -> None:
    assert not probes.answers_bus(tmp_path / "sock")
