"""A recording pauses through Asterisk's console: what is said to it, in which order, and what a failure becomes."""

from __future__ import annotations

import asyncio
from pathlib import Path

from gudok.core.words import AnyInput, Reason
from gudok.core.words.recording import PauseRecord, RecordFailed, ResumeRecord
from gudok.edges.asterisk.console import console
from gudok.edges.asterisk.recording import Recording

PAUSE = PauseRecord(Reason("test"), "c1", 2)
RESUME = ResumeRecord(Reason("test"), "c1", 2, "2026/11/24/c1-0002")


async def test_commands_come_one_after_the_other_and_never_leave_two_writers() -> None:
    said: list[str] = []

    async def slow(command: str) -> str:
        await asyncio.sleep(0)
        said.append(command)
        return ""

    told: list[AnyInput] = []
    recording = Recording(slow, told.append, Path("/recordings"))
    recording.do(PAUSE)
    recording.do(RESUME)
    assert recording.last is not None
    await recording.last
    assert said == [
        "mixmonitor stop c1-0002",
        "mixmonitor stop c1-0002",
        "mixmonitor start c1-0002 /recordings/2026/11/24/c1-0002.raw,aD",
    ]
    assert told == []


async def test_a_console_that_is_not_there_or_does_not_know_the_leg_is_told(tmp_path: Path) -> None:
    async def unknown(command: str) -> str:
        return "No channel matching 'c1-0002' found.\n"

    for asked in (unknown, lambda command: console(tmp_path, command)):
        told: list[AnyInput] = []
        recording = Recording(asked, told.append, tmp_path)
        recording.do(PAUSE)
        assert recording.last is not None
        await recording.last
        assert told == [RecordFailed(0, "c1", 2)]
