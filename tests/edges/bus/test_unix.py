"""The bus on one machine: asks and replies over a socket, and what happens when nobody is there."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import msgspec
import pytest

from gudok.core.settings import Operator, Settings
from gudok.core.words import AnyInput, Configured, EndCallAsked, HangUpAsked, PauseAsked, ReadyAsked, TransferAsked
from gudok.edges.bus.unix import Answer, NoEngine, Ping, ask, ask_now, serve


async def echo(asked: AnyInput | Ping) -> Answer:
    if isinstance(asked, PauseAsked):
        return Answer(False, "pause_needs_reason", {"most": 3})
    return Answer(True, turn=7, telephony=type(asked).__name__)


async def test_every_ask_arrives_and_is_answered(tmp_path: Path) -> None:
    server = await serve(tmp_path / "run" / "engine.sock", echo)
    for what in (
        Ping(),
        ReadyAsked(0, "alice", "alice"),
        HangUpAsked(0, "alice", "bob"),
        TransferAsked(0, "alice", "alice", "queue", "sales"),
        EndCallAsked(0, "c1", "bob"),
        Configured(0, Settings(1)),
    ):
        answer = await ask(tmp_path / "run" / "engine.sock", what)
        assert answer == Answer(True, turn=7, telephony=type(what).__name__)
    server.close()


async def test_refusal_carries_its_code_and_numbers(tmp_path: Path) -> None:
    server = await serve(tmp_path / "s", echo)
    assert await ask(tmp_path / "s", PauseAsked(0, "alice", "alice", "")) == Answer(
        False, "pause_needs_reason", {"most": 3}
    )
    server.close()


@pytest.mark.parametrize(
    "line", [b"nonsense\n", b'{"type":"CallArrived"}\n', b'{"type":"Ping","x":1}\n', b"\n", b"\xff\n"]
)
async def test_line_that_is_no_ask_is_refused_and_the_next_is_heard(tmp_path: Path, line: bytes) -> None:
    server = await serve(tmp_path / "s", echo)
    reader, writer = await asyncio.open_unix_connection(tmp_path / "s")
    writer.write(line + b'{"type":"Ping"}\n')
    assert msgspec.json.decode(await reader.readline(), type=Answer).code == "bad_ask"
    assert msgspec.json.decode(await reader.readline(), type=Answer).ok
    writer.close()
    server.close()
    await server.wait_closed()
    while len(asyncio.all_tasks()) > 1:  # the server's own task, which sees the end a moment later
        await asyncio.sleep(0)


async def test_settings_of_ten_thousand_operators_fit(tmp_path: Path) -> None:
    server = await serve(tmp_path / "s", echo)
    staff = tuple(Operator(f"o{n}", f"Оператор {n}", f"tel-{n}", ("sales", "support")) for n in range(10_000))
    assert (await ask(tmp_path / "s", Configured(0, Settings(1, operators=staff)))).ok
    server.close()


async def test_only_our_own_user_may_open_it(tmp_path: Path) -> None:
    server = await serve(tmp_path / "s", echo)
    assert (tmp_path / "s").stat().st_mode & 0o077 == 0
    server.close()


async def test_socket_left_behind_by_a_dead_engine_is_replaced(tmp_path: Path) -> None:
    first = await serve(tmp_path / "s", echo)
    second = await serve(tmp_path / "s", echo)
    assert (await ask(tmp_path / "s", Ping())).ok
    first.close()
    second.close()


async def test_no_engine(tmp_path: Path) -> None:
    with pytest.raises(NoEngine):
        await ask(tmp_path / "s", Ping())


async def test_engine_that_is_too_slow(tmp_path: Path) -> None:
    async def never(_: AnyInput | Ping) -> Answer:
        await asyncio.sleep(60)
        return Answer(True)

    server = await serve(tmp_path / "s", never)
    with pytest.raises(NoEngine):
        await ask(tmp_path / "s", Ping(), patience=0.1)
    server.close()


def test_asking_without_an_event_loop(tmp_path: Path) -> None:
    up, down = threading.Event(), threading.Event()

    async def live() -> None:
        server = await serve(tmp_path / "s", echo)
        up.set()
        await asyncio.to_thread(down.wait)
        server.close()

    thread = threading.Thread(target=asyncio.run, args=(live(),))
    thread.start()
    up.wait(5)
    assert ask_now(tmp_path / "s", Ping()).ok
    down.set()
    thread.join()
