"""The shape of a set-up step, and how a list of them is carried out."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from gudok.install.files import locked
from gudok.install.lang import tr
from gudok.install.say import Say


class SetupError(Exception):
    """A step cannot go on. The text is one sentence that says what to do."""


class Step(Protocol):
    """Something that must be there. `do` may be interrupted at any point and is then simply done again."""

    name: str

    def title(self) -> str:
        """What is being brought, for people."""

    def is_done(self) -> bool:
        """True if nothing is to be done; must cost milliseconds."""

    def do(self, say: Say) -> None:
        """Bring it; raises SetupError."""


def carry_out(steps: Iterable[Step], tools: Path, say: Say) -> None:
    """Do what is not done yet, in order, each under a lock of its own; raises SetupError."""
    for step in steps:
        if step.is_done():
            continue
        with locked(
            tools / f"{step.name}.lock",
            lambda: say.line(tr("another set-up is at work, waiting", "идёт другая установка, ждём")),
        ):
            if step.is_done():
                continue
            # Asked once: a title may name what is missing, and then nothing is.
            title, started = step.title(), time.monotonic()
            try:
                with say.task(title):
                    step.do(say)
            except KeyboardInterrupt:
                raise SetupError(
                    tr(
                        "stopped; run it again, it goes on from there",
                        "остановлено; запустите снова, продолжит с этого места",
                    )
                ) from None
            say.done(title, time.monotonic() - started)
