"""`gudok demo` as a newcomer starts it: robots really call, robots really answer, both really speak."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from msgspec.structs import replace

from gudok.city import demo
from gudok.city.people import HUMANS
from gudok.city.voices.step import VoicesStep
from gudok.core.words import AnyOutput, CallCame, CallConnected, CallEnded
from gudok.edges.journal.sqlite import JournalReader
from gudok.install.place import tools
from gudok.install.say import Say
from gudok.install.step import carry_out
from gudok.settings import DataFolder, generate, save
from tests.run.processes import gone, pid_of, until
from tests.whole import free, free_telephony

NAMES = ("asterisk", "engine", "web", "work", "city-asterisk", "city")
VOICE = 0.01
"""RMS of a quarter of a second in which somebody speaks."""

pytestmark = [pytest.mark.telephony, pytest.mark.timeout(400)]


class Demo:
    """`gudok demo` on a folder and ports of its own, in a hurry."""

    def __init__(self, folder: Path) -> None:
        self.data = DataFolder(folder)
        self.data.make()
        new = generate()
        save(replace(new, web=replace(new.web, port=free()), asterisk=free_telephony()), self.data.settings)
        file = folder / "demo.toml"
        demo.save(replace(demo.load(file), pace=demo.Pace(rate=4.0, most_talks=3, most_waiting=1)), file)
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

    def rows(self) -> list[int]:
        """How much of the company there is."""
        tables = ("accounts_user", "setup_queue", "setup_number", "setup_operator", "setup_trunk", "people_customer")
        with sqlite3.connect(f"file:{self.data.records}?mode=ro", uri=True) as db:
            return [db.execute(f"select count(*) from {table}").fetchone()[0] for table in tables]


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Demo]:
    carry_out([VoicesStep(tools())], tools(), Say())
    made = Demo(tmp_path / "data")
    yield made
    if made.process is not None and made.process.poll() is None:
        made.stop(signal.SIGKILL)


def speech(path: Path) -> tuple[int, int, int]:
    """Quarters of a second in which the customer speaks, the operator speaks, and both do at once."""
    samples, rate = soundfile.read(path, always_2d=True)
    size = rate // 4
    quarters = samples[: len(samples) // size * size].reshape(-1, size, 2)
    loud = np.sqrt(np.mean(quarters**2, axis=1)) > VOICE
    return int(loud[:, 0].sum()), int(loud[:, 1].sum()), int(loud.all(axis=1).sum())


def test_the_city_calls_talks_stops_and_starts_again(city: Demo) -> None:
    told, _ = city.start()
    passwords = demo.load(city.data.path / "demo.toml").passwords
    for member in HUMANS:
        assert any(f"{member.login} " in line and passwords[member.login] in line for line in told)
    pids = city.pids()
    assert 0 not in pids

    # Two whole talks between robots, then their recordings.
    assert until(lambda: len(city.ended_talks()) >= 2, 180), city.facts()[-20:]
    assert any(isinstance(fact, CallCame) and fact.caller.name for fact in city.facts()), "customers are recognised"
    done = [talk for talk in city.ended_talks() if talk.record]
    flacs = [city.data.recordings / f"{talk.record}.flac" for talk in done]
    assert until(lambda: all(flac.exists() for flac in flacs), 30)
    customer, operator, both = speech(flacs[0])
    assert customer > 12
    assert operator > 24
    assert both < 0.25 * min(customer, operator), "they let each other speak"

    assert city.stop() == 0
    assert all(gone(pid) for pid in pids)
    company = city.rows()

    _, seconds = city.start()
    assert seconds < 30
    assert city.rows() == company
    again = demo.load(city.data.path / "demo.toml").passwords
    assert again == passwords
    pids = city.pids()
    city.stop(signal.SIGKILL)
    assert all(gone(pid) for pid in pids)
