from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gudok.run.child import Child
from gudok.run.logs import LIMIT
from gudok.run.supervisor import StartFailedError, Supervisor
from tests.run.processes import alive, gone, pid_of

SLEEPER = "import time; time.sleep(600)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SLEEPER!r}])"


def child(name: str, code: str, **more: object) -> Child:
    return Child(name, (sys.executable, "-c", code), **{"ready": lambda: True, **more})  # type: ignore[arg-type]


async def until_new_pid(folder: Path, name: str, old: int) -> int:
    async with asyncio.timeout(10):
        while pid_of(folder, name) == old:
            await asyncio.sleep(0.02)
    return pid_of(folder, name)


class Running:
    """A supervisor at work for the length of a test."""

    def __init__(self, folder: Path, *children: Child) -> None:
        self.told: list[str] = []
        self.stopping = asyncio.Event()
        self.started = asyncio.Event()
        self.supervisor = Supervisor(children, folder, folder, self.told.append)

    async def __aenter__(self) -> Running:
        self.task = asyncio.create_task(self.supervisor.run(self.stopping, self.started.set))
        started = asyncio.create_task(self.started.wait())
        await asyncio.wait([self.task, started], timeout=20, return_when=asyncio.FIRST_COMPLETED)
        started.cancel()
        return self

    async def __aexit__(self, *error: object) -> None:
        self.stopping.set()
        await asyncio.wait_for(self.task, 15)


async def test_children_start_in_order(tmp_path: Path) -> None:
    async with Running(tmp_path, child("one", SLEEPER), child("two", SLEEPER)) as running:
        assert [line.split(":")[0] for line in running.told] == ["one", "two"]


async def test_a_log_a_child_writes_by_itself_is_kept_short_too(tmp_path: Path) -> None:
    own = tmp_path / "messages.log"
    own.write_bytes(b"")
    os.truncate(own, LIMIT + 1)
    async with Running(tmp_path, child("one", SLEEPER, own_log=own)):
        async with asyncio.timeout(10):
            while own.stat().st_size:
                await asyncio.sleep(0.02)
    assert own.with_name("messages.log.1").stat().st_size == LIMIT + 1


@pytest.mark.parametrize("name", ["one", "two"])
async def test_a_killed_child_comes_back(tmp_path: Path, name: str) -> None:
    async with Running(tmp_path, child("one", SLEEPER), child("two", SLEEPER)):
        old = pid_of(tmp_path, name)
        os.kill(old, signal.SIGKILL)
        assert alive(await until_new_pid(tmp_path, name, old))


async def test_what_a_killed_child_had_started_dies_with_it(tmp_path: Path) -> None:
    async with Running(tmp_path, child("one", PARENT)):
        old = pid_of(tmp_path, "one")
        async with asyncio.timeout(5):
            while not (below := Path(f"/proc/{old}/task/{old}/children").read_text().split()):
                await asyncio.sleep(0.02)
        os.kill(old, signal.SIGKILL)
        await until_new_pid(tmp_path, "one", old)
        assert gone(int(below[0]))


async def test_a_silent_child_is_killed_and_started_again(tmp_path: Path) -> None:
    answers = iter([True])
    hung = child("one", SLEEPER, ready=lambda: next(answers, False), silent_s=0.2)
    async with Running(tmp_path, hung) as running:
        async with asyncio.timeout(15):
            while not any("killing" in line or "останавливаю" in line for line in running.told):
                await asyncio.sleep(0.05)


async def test_stopping_ends_all_even_the_deaf_within_ten_seconds(tmp_path: Path) -> None:
    deaf = child("two", DEAF, ready=lambda: "deaf" in (tmp_path / "two.log").read_text())
    async with Running(tmp_path, child("one", SLEEPER), deaf):
        pids = [pid_of(tmp_path, "one"), pid_of(tmp_path, "two")]
        before = time.monotonic()
    assert time.monotonic() - before < 10
    assert all(gone(pid) for pid in pids)
    assert not list(tmp_path.glob("*.pid"))


async def test_a_child_that_never_starts_ends_the_start_with_its_last_words(tmp_path: Path) -> None:
    good, broken = child("one", SLEEPER), child("two", "raise SystemExit('no such planet')", ready=lambda: False)
    running = Running(tmp_path, good, broken)
    with pytest.raises(StartFailedError, match="no such planet"):
        await running.supervisor.run(asyncio.Event())


def test_killing_the_supervisor_itself_leaves_nothing(tmp_path: Path) -> None:
    code = f"""
import asyncio, sys
from pathlib import Path
from gudok.run.child import Child
from gudok.run.supervisor import Supervisor
folder = Path({str(tmp_path)!r})
children = [Child(name, (sys.executable, "-c", {DEAF!r}), lambda: True) for name in ("one", "two")]
asyncio.run(Supervisor(children, folder, folder, print).run(asyncio.Event(), lambda: print("started", flush=True)))
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout is not None
        for line in supervisor.stdout:
            if line.startswith("started"):
                break
        pids = [pid_of(tmp_path, "one"), pid_of(tmp_path, "two")]
        assert all(alive(pid) for pid in pids)
        supervisor.kill()
    assert all(gone(pid) for pid in pids)
