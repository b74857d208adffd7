"""A web process with records of its own, and a journal that the bench writes in the engine's stead."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import msgspec
from msgspec import structs

from gudok import settings as installation
from gudok.core.settings import Number, Settings
from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import AnyInput, CallArrived, Caller, CallerGone, Configured, Started, TelephonyUp, Turn
from gudok.edges.journal.sqlite import SqliteJournal
from gudok.ports import free_port
from gudok.settings import DataFolder

FIRST_PORT = 18_700
PATIENCE = 60.0


class LiveCentre:
    """`sessions` are the keys of people signed in, by screen."""

    def __init__(self, folder: Path, operators: int) -> None:
        data = DataFolder(folder)
        data.make()
        made = installation.generate()
        self.port = free_port("127.0.0.1", FIRST_PORT)
        installation.save(structs.replace(made, web=structs.replace(made.web, port=self.port)), data.settings)
        self.cookie = f"gudok_session_{self.port}"
        self.env = os.environ | {"GUDOK_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "gudok.web.config.settings"}
        told = self._seed(operators)
        self.sessions: dict[str, list[str]] = {"desk": told["desk"], "wall": told["wall"]}
        settings = msgspec.convert(told["settings"], Settings)
        self.journal, self.state, self.n = SqliteJournal(data.journal), State(), 0
        queue = settings.queues[0].id
        self.come(Started(0, "bench"))
        self.come(Configured(0, structs.replace(settings, numbers=(Number("*", queue),))))
        self.come(TelephonyUp(0))
        self.log = (folder / "web.log").open("w")
        self.web = subprocess.Popen(
            [sys.executable, "-m", "gudok", "web"], env=self.env, stdout=self.log, stderr=self.log
        )
        self._wait()

    def _seed(self, operators: int) -> dict[str, Any]:
        command = [sys.executable, str(Path(__file__).with_name("seed.py")), str(operators)]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.web.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        self.web.kill()
        raise RuntimeError(f"the web did not start: {Path(self.log.name).read_text()}")

    def come(self, came: AnyInput) -> int:
        """Something happens now: one turn, written; its number."""
        came = structs.replace(came, at=time.time_ns() // 1_000_000)
        out = step(self.state, came)
        self.n += 1
        self.journal.append([Turn(self.n, came, out)])
        return self.n

    def event(self) -> int:
        """A call joins the queue, or the one that waits leaves it: every stream is concerned."""
        if self.state.calls:
            return self.come(CallerGone(0, next(iter(self.state.calls))))
        call = f"bench{self.n}"
        return self.come(CallArrived(0, call, f"channel-{call}", "100", Caller("+79123456789"), 0))

    def cpu(self) -> float:
        """Processor seconds the web has used."""
        fields = Path(f"/proc/{self.web.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        self.web.terminate()
        try:
            self.web.wait(10)
        except subprocess.TimeoutExpired:
            self.web.kill()
            self.web.wait()
        self.journal.close()
        self.log.close()
