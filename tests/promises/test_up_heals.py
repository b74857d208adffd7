"""`gudok up` by itself brings back whatever was killed, and calls go on."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator

import pytest
from agree import agree
from crowd import CALLER_HZ, OPERATOR_HZ, Crowd, unbroken
from run.processes import pid_of
from story import Story
from telephony.wait import until
from whole import Process, WholeCentre

from gudok.run.child import Child


@pytest.fixture
def up(stopped: WholeCentre) -> Iterator[Process]:
    """`gudok up` on the centre's folder."""
    argv = (sys.executable, "-m", "gudok", "up", "--data", str(stopped.data.path))
    children = stopped.processes.values()
    made = Process(Child("up", argv, lambda: all(one.child.ready() for one in children)), stopped.data.log / "up.log")
    made.start()
    yield made
    made.kill()


async def test_a_killed_child_comes_back(stopped: WholeCentre, up: Process, story: Story, people: Crowd) -> None:
    await up.ready()
    await people.operator("op1")
    await people.operator("op2")
    talk = await people.talk("op1", "+79160000010")
    other = await people.talk("op2", "+79160000011")
    await people.caller("+79160000020")

    began = time.monotonic()
    before = {name: pid_of(stopped.data.run, name) for name in ("engine", "web", "work")}
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    other[0].hang_up()
    for name, pid in before.items():
        await until(lambda name=name, pid=pid: pid_of(stopped.data.run, name) not in {0, pid}, f"{name} is back")  # type: ignore[misc]
    await until(lambda: people.offered()[-1] == "+79160000020", "routing goes on", 10)
    await up.ready()
    assert unbroken(talk[1].voice, OPERATOR_HZ, began) == []
    assert unbroken(talk[0].voice, CALLER_HZ, began) == []
    await agree(stopped, story)

    os.kill(pid_of(stopped.data.run, "asterisk"), signal.SIGKILL)
    await until(lambda: not story.read().state.calls, "its calls have ended", 10)
    await up.ready()
    for login in people.operators:
        await people.register(login)
    await people.caller("+79160000030")
    await until(lambda: people.offered()[-1] == "+79160000030", "routing goes on", 10)
    await agree(stopped, story)


async def test_a_hung_engine_is_started_again(stopped: WholeCentre, up: Process, story: Story, people: Crowd) -> None:
    await up.ready()
    await people.operator("op1")
    hung = pid_of(stopped.data.run, "engine")
    os.kill(hung, signal.SIGSTOP)
    caller = await people.caller("+79160000010")
    await until(caller.voice.hears_something, "the caller hears music")
    await until(lambda: pid_of(stopped.data.run, "engine") not in {0, hung}, "it is started again", 30)
    await until(lambda: people.offered() == ["+79160000010"], "routing goes on", 10)
    await agree(stopped, story)
