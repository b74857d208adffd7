"""The whole centre as a person starts it: `gudok up` on a folder and ports of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from gudok.run.probes import answers_http
from gudok.settings import DataFolder, Settings, generate, save
from tests.run.processes import alive, gone, pid_of, until

NAMES = ("asterisk", "engine", "web", "work")

pytestmark = pytest.mark.telephony


def free_ports(count: int) -> list[int]:
    """Ports that nobody has at the moment, for TCP."""
    holders = [socket.socket() for _ in range(count)]
    for holder in holders:
        holder.bind(("127.0.0.1", 0))
    ports = [holder.getsockname()[1] for holder in holders]
    for holder in holders:
        holder.close()
    return ports


class Centre:
    """`gudok up` on a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.data = DataFolder(folder)
        self.data.make()
        web, sip, http = free_ports(3)
        new = generate()
        telephony = replace(new.asterisk, sip_port=sip, http_port=http)
        self.settings: Settings = replace(new, web=replace(new.web, port=web), asterisk=telephony)
        save(self.settings, self.data.settings)
        # Not the settings that pytest itself runs under.
        inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        self.environment = {**inherited, "LC_ALL": "C.UTF-8", "GUDOK_DATA": str(folder)}

    def gudok(self, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "gudok", *arguments]
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=self.environment
        )

    def start(self) -> list[str]:
        """Start it and wait until all is ready; what it told."""
        self.process = self.gudok("up")
        told = []
        assert self.process.stdout is not None
        while line := self.process.stdout.readline():
            told.append(line.strip())
            if "Ctrl-C stops" in line:
                return told
        pytest.fail("\n".join(told))

    def pids(self) -> dict[str, int]:
        return {name: pid_of(self.data.run, name) for name in NAMES}

    def serves(self) -> bool:
        return answers_http("127.0.0.1", self.settings.web.port, "/healthz")

    def stop(self, number: int = signal.SIGINT) -> None:
        self.process.send_signal(number)
        self.process.communicate(timeout=12)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path / "data")
    yield centre
    centre.stop(signal.SIGKILL)


def test_up_starts_a_centre_and_ctrl_c_leaves_nothing(centre: Centre) -> None:
    told = centre.start()
    assert any("Sign in as admin" in line for line in told)
    assert any(f":{centre.settings.web.port}" in line for line in told)
    pids = centre.pids()
    assert all(alive(pid) for pid in pids.values())
    assert centre.serves()

    second = centre.gudok("up")
    output, _ = second.communicate(timeout=20)
    assert second.returncode == 1
    assert f"already runs on {centre.data.path} (process {centre.process.pid})" in output

    centre.stop()
    assert centre.process.returncode == 0
    assert all(gone(pid) for pid in pids.values())
    assert not any("Sign in as admin" in line for line in centre.start()), "the password is told only once"


def test_every_process_killed_at_once_comes_back(centre: Centre) -> None:
    centre.start()
    before = centre.pids()
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    for name, pid in before.items():
        assert until(lambda name=name, pid=pid: pid_of(centre.data.run, name) not in {0, pid}, 10), name
    assert until(centre.serves, 10)
    doctor = centre.gudok("doctor")
    assert until(lambda: all(alive(pid) for pid in centre.pids().values()), 10)
    output, _ = doctor.communicate(timeout=20)
    assert "asterisk is alive" in output
    assert "does not answer" not in output


def test_kill_9_of_up_itself_leaves_nothing_and_the_next_start_works(centre: Centre) -> None:
    centre.start()
    pids = centre.pids()
    centre.stop(signal.SIGKILL)
    assert all(gone(pid) for pid in pids.values())
    centre.start()
    assert centre.serves()


def test_a_taken_port_is_told_with_its_cure(centre: Centre) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", centre.settings.web.port))
        holder.listen()
        centre.process = centre.gudok("up")
        output, _ = centre.process.communicate(timeout=30)
    assert centre.process.returncode == 1
    assert f"Port {centre.settings.web.port} on 127.0.0.1 is taken" in output
    assert "change [web] port in" in output
