"""A whole centre for tests: Asterisk, engine, web and worker as real processes on a data folder and ports of its own.

Each process can be killed with -9 and started again by itself. All die with the test run, however that ends.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from tables import lay_tables

from gudok.core.words import AnyInput
from gudok.edges.bus.unix import Answer, NoEngine, Ping, ask
from gudok.install.asterisk import Runtime, load_runtime
from gudok.install.place import tools
from gudok.ports import is_free
from gudok.run.child import SHIM, Child
from gudok.run.children import centre as children
from gudok.run.children import gudok, probes
from gudok.settings import Asterisk, DataFolder, Settings, generate, save

NAMES = ("asterisk", "engine", "web", "work")
LOCAL = "127.0.0.1"
DJANGO = {"DJANGO_SETTINGS_MODULE": "gudok.web.config.settings"}
"""The test run's own settings must not reach the centre's processes."""
SEED = Path(__file__).with_name("seed_whole.py")

SALES, SUPPORT = "74950000101", "74950000102"
COMPANY: dict[str, Any] = {
    "queues": [
        {"name": "Продажи", "wrapup_s": 0, "announce_first_s": 0},
        {"name": "Поддержка", "wrapup_s": 0, "announce_first_s": 0, "record": False},
    ],
    "numbers": {SALES: "Продажи", SUPPORT: "Поддержка"},
    "people": [
        *(
            {"login": f"op{n}", "full_name": f"Оператор {n}", "roles": ["operator"], "kind": "sip", "codec": "g711"}
            for n in range(1, 7)
        ),
        {"login": "bob", "full_name": "Борис Орлов", "roles": ["supervisor"], "password": "bob-secret"},
    ],
    "customers": [{"name": "Мария Иванова", "vip": True, "phones": ["+79160000001"]}],
}
"""Two queues without wrap-up or announcements, six SIP operators who serve both, a supervisor, a VIP customer."""


class Process:
    """One process of the centre, in a session of its own as the supervisor would start it."""

    def __init__(self, child: Child, log: Path) -> None:
        self.child = child
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        shim = (sys.executable, "-I", "-S", str(SHIM), str(os.getpid()))
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                (*shim, *self.child.argv),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={**os.environ, **DJANGO, **self.child.env},
                start_new_session=True,
            )

    def kill(self) -> None:
        """kill -9, and whatever it had started."""
        if self.process is not None:
            with suppress(ProcessLookupError):  # it ended by itself, and nothing of it is left
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    @property
    def ended(self) -> int | None:
        """Its exit code, or None while it runs."""
        return self.process.poll() if self.process is not None else None

    async def ready(self, seconds: float = 30.0) -> None:
        """Wait until it works."""
        try:
            async with asyncio.timeout(seconds):
                while not await asyncio.to_thread(self.child.ready):
                    assert self.ended is None, self.told()
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"{self.child.name} is not ready in {seconds:g} s: {self.told()}") from None

    def told(self) -> str:
        """The end of its log."""
        return self.log.read_text(errors="replace")[-4000:]


class WholeCentre:
    """Made but not started. `ari_port`, when given, is where the engine is told to look for Asterisk."""

    def __init__(self, folder: Path, company: Mapping[str, Any] = COMPANY, ari_port: int = 0) -> None:
        self.data = DataFolder(folder)
        self.data.make()
        self.runtime: Runtime = load_runtime(tools())
        self.telephony = free_telephony()
        new = generate()
        self.settings: Settings = replace(
            new,
            web=replace(new.web, port=free()),
            asterisk=replace(self.telephony, http_port=ari_port or self.telephony.http_port),
        )
        save(self.settings, self.data.settings)
        lay_tables(self.data)
        told = self.seed(company)
        self.queues: dict[str, str] = told["queues"]
        self.operators: dict[str, str] = {login: one["id"] for login, one in told["operators"].items()}
        self.phones: dict[str, tuple[str, str]] = {
            login: (one["endpoint"], one["secret"]) for login, one in told["operators"].items()
        }
        table = {child.name: child for child in children(self.data, self.settings, self.runtime)}
        table["engine"] = gudok(self.data, "engine", self.engine_answers)
        table["asterisk"] = replace_ready(table["asterisk"], self.data, replace(self.settings, asterisk=self.telephony))
        self.processes = {name: Process(table[name], self.data.log / f"{name}.log") for name in NAMES}

    def seed(self, company: Mapping[str, Any]) -> dict[str, Any]:
        """Fill the set-up through its actions, in a process of its own: Django knows one database a process."""
        asked = {"company": company, "asterisk": {"http_port": self.telephony.http_port}}
        done = subprocess.run(
            [sys.executable, SEED],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            env={**os.environ, **DJANGO, "GUDOK_DATA": str(self.data.path)},
            timeout=180,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    # processes

    async def start(self, *names: str) -> None:
        """Start these (all when none is named) and wait until they work."""
        chosen = names or NAMES
        for name in chosen:
            self.processes[name].start()
        await asyncio.gather(*(self.processes[name].ready() for name in chosen))

    def kill(self, *names: str) -> None:
        for name in names or NAMES:
            self.processes[name].kill()

    # what it answers

    def engine_answers(self) -> bool:
        """Whether the engine is linked to Asterisk and routes."""
        try:
            return asyncio.run(self.ask(Ping())).telephony == "up"
        except NoEngine:
            return False

    async def ask(self, what: AnyInput | Ping) -> Answer:
        return await ask(self.data.engine_socket, what)

    @property
    def url(self) -> str:
        return self.settings.web.url

    @property
    def ari_url(self) -> str:
        """Asterisk itself, past any proxy."""
        return f"http://{LOCAL}:{self.telephony.http_port}/ari"


@contextmanager
def whole_centre(folder: Path, company: Mapping[str, Any] = COMPANY, ari_port: int = 0) -> Iterator[WholeCentre]:
    """A centre that leaves nothing running."""
    made = WholeCentre(folder, company, ari_port)
    try:
        yield made
    finally:
        made.kill()


def replace_ready(asterisk: Child, data: DataFolder, settings: Settings) -> Child:
    """Asterisk, its health asked at its own port and not at the engine's."""
    return Child(asterisk.name, asterisk.argv, probes(data, settings)["asterisk"], asterisk.env)


def free(udp: bool = False) -> int:
    """A free port at a random place: other test runs on this machine look for theirs at the same time.

    Not where voice goes here, nor where the system takes ports that nobody names.
    """
    while not is_free(LOCAL, port := 29_100 + secrets.randbelow(3_600), udp=udp):
        pass
    return port


def free_telephony() -> Asterisk:
    """Telephony on ports of its own. Voice ports may overlap with others': Asterisk passes taken ones over."""
    rtp = 2 * (5_000 + secrets.randbelow(9_000))
    return Asterisk(
        sip_port=free(udp=True),
        http_port=free(),
        rtp_start=rtp,
        rtp_end=rtp + 998,
        ari_password=secrets.token_urlsafe(24),
    )
