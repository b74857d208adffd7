"""Runs a program for a step: its output goes to the set-up log, a failure becomes one sentence."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from gudok.install import place
from gudok.install.lang import tr
from gudok.install.step import SetupError


def log_path() -> Path:
    """The file with the details of every program that set-up ran."""
    return place.tools() / "setup.log"


def run(argv: Sequence[str | Path], cure: str, *, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
    """Run to the end and give back standard output; raises SetupError with the cure."""
    log = log_path()
    log.parent.mkdir(parents=True, exist_ok=True)
    words = [str(word) for word in argv]
    # C messages: a few of them are looked at, and a log is read by whoever helps.
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **(env or {})}
    with log.open("a") as file:
        file.write(f"$ {' '.join(words)}\n")
        file.flush()
        try:
            done = subprocess.run(
                words,
                cwd=cwd,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=file,
                text=True,
                check=False,
            )
        except OSError as error:
            file.write(f"{error}\n")
            raise failure(cure) from error
        file.write(done.stdout)
    if done.returncode != 0:
        raise failure(cure)
    return done.stdout


def failure(cure: str) -> SetupError:
    """The cure, with the place of the details."""
    return SetupError(f"{cure} {tr('Details:', 'Подробности:')} {log_path()}")
