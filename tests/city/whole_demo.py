"""`gudok demo` as a process, for tests: on a folder and ports of its own, in a hurry."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile
from msgspec.structs import replace

from gudok.city import demo
from gudok.core.words import AnyOutput, CallConnected, CallEnded
from gudok.edges.journal.sqlite import JournalReader
from gudok.settings import DataFolder, generate, save
from tests.run.processes import pid_of, until
from tests.whole import free, free_telephony

NAMES = ("asterisk", "engine", "web", "work", "city-asterisk", "city")
VOICE = 0.01
"""RMS of a quarter of a second in which somebody speaks."""


class Demo:
    """Made but not started; `pace` is how lively its city is."""

    def __init__(self, folder: Path, pace: demo.Pace) -> None:
        self.data = DataFolder(folder)
        self.data.make()
        new = generate()
        self.settings = replace(new, web=replace(new.web, port=free()), asterisk=free_telephony())
        save(self.settings, self.data.settings)
        file = folder / "demo.toml"
        self.passwords = demo.load(file).passwords
        demo.save(demo.Demo(self.passwords, pace=pace), file)
        inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        self.environment = {**inherited, "LC_ALL": "C.UTF-8", "GUDOK_DATA": str(folder)}
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> tuple[list[str], float]:
        """Start it and wait until all is ready: what it told, and the seconds it took."""
        born = time.monotonic()
        command = [sys.executable, "-m", "gudok", "demo"]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=self.environment
        )
        told = []
        assert self.process.stdout is not None
        while line := self.process.stdout.readline():
            told.append(line.strip())
            if "Ctrl-C stops" in line:
                return told, time.monotonic() - born
        pytest.fail("\n".join(told))

    def stop(self, number: int = signal.SIGINT) -> int:
        assert self.process is not None
        self.process.send_signal(number)
        self.process.communicate(timeout=15)
        return self.process.returncode

    def pids(self) -> list[int]:
        return [pid_of(self.data.run, name) for name in NAMES]

    def facts(self) -> list[AnyOutput]:
        reader = JournalReader(self.data.journal)
        try:
            return [output for turn in reader.tail(0) for output in turn.out]
        finally:
            reader.close()

    def ended_talks(self) -> list[CallConnected]:
        """Talks whose call is over."""
        facts = self.facts()
        over = {fact.call for fact in facts if isinstance(fact, CallEnded)}
        return [fact for fact in facts if isinstance(fact, CallConnected) and fact.call in over]

    def recording(self, talk: CallConnected) -> Path:
        """The finished recording of a talk that is over; fails the test when it does not come."""
        flac = self.data.recordings / f"{talk.record}.flac"
        assert until(flac.exists, 30), flac
        return flac

    def operator(self, login: str) -> str:
        """The core's id of an operator."""
        query = "select o.id from setup_operator o join accounts_user u on u.id = o.user_id where u.login = ?"
        with sqlite3.connect(f"file:{self.data.records}?mode=ro", uri=True) as db:
            return f"o{db.execute(query, (login,)).fetchone()[0]}"

    def rows(self) -> list[int]:
        """How much of the company there is."""
        tables = ("accounts_user", "setup_queue", "setup_number", "setup_operator", "setup_trunk", "people_customer")
        with sqlite3.connect(f"file:{self.data.records}?mode=ro", uri=True) as db:
            return [db.execute(f"select count(*) from {table}").fetchone()[0] for table in tables]


def speech(path: Path) -> tuple[int, int, int]:
    """Quarters of a second in which the customer speaks, the operator speaks, and both do at once."""
    samples, rate = soundfile.read(path, always_2d=True)
    size = rate // 4
    quarters = samples[: len(samples) // size * size].reshape(-1, size, 2)
    loud = np.sqrt(np.mean(quarters**2, axis=1)) > VOICE
    return int(loud[:, 0].sum()), int(loud[:, 1].sum()), int(loud.all(axis=1).sum())
