"""The table of processes that make a centre."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gudok.edges.asterisk.config.base import MESSAGES
from gudok.edges.asterisk.config.place import Place
from gudok.edges.asterisk.process import argv
from gudok.edges.asterisk.words import APP
from gudok.install.asterisk import Runtime
from gudok.run.child import Child
from gudok.run.probes import answers_bus, answers_http, reachable
from gudok.settings import DataFolder, Settings


def centre(data: DataFolder, settings: Settings, runtime: Runtime) -> list[Child]:
    """Asterisk, engine, web, worker: in the order of starting; each needs the ones before it."""
    answers = probes(data, settings)
    place = Place(data.asterisk)
    ours = [gudok(data, name, answers[name]) for name in ("engine", "web", "work")]
    # Callers wait while the engine hangs, and nothing it does at work keeps it from answering for so long.
    ours[0] = replace(ours[0], silent_s=10.0)
    return [Child("asterisk", tuple(argv(runtime, place)), answers["asterisk"], own_log=place.log / MESSAGES), *ours]


def probes(data: DataFolder, settings: Settings) -> dict[str, Callable[[], bool]]:
    """For each process of a centre, the question that shows its health."""
    telephony, web = settings.asterisk, settings.web
    return {
        "asterisk": lambda: answers_http(
            reachable(telephony.bind), telephony.http_port, "/ari/asterisk/ping", APP, telephony.ari_password
        ),
        "engine": lambda: answers_bus(data.engine_socket),
        "web": lambda: answers_http(reachable(web.bind), web.port, "/healthz"),
        "work": always,
    }


def gudok(data: DataFolder, command: str, ready: Callable[[], bool], *arguments: str) -> Child:
    """A process of our own: `gudok <command>` on this data folder."""
    environment = {"GUDOK_DATA": str(data.path), "PYTHONUNBUFFERED": "1"}
    return Child(command, (sys.executable, "-m", "gudok", command, *arguments), ready, environment)


def always() -> bool:
    """For a process that nobody talks to: being alive is all that can be seen of it."""
    return True


def pid_file(data: DataFolder, name: str) -> Path:
    """Where the supervisor writes the process id of a child."""
    return data.run / f"{name}.pid"


def lock_file(data: DataFolder) -> Path:
    """Held by the supervisor for as long as it runs."""
    return data.run / "up.lock"
