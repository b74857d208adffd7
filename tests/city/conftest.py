"""A demo that leaves nothing running."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gudok.city.demo import Pace
from gudok.city.voices.step import VoicesStep
from gudok.install.place import tools
from gudok.install.say import Say
from gudok.install.step import carry_out
from tests.city.whole_demo import Demo


@pytest.fixture
def made_demo(tmp_path: Path) -> Iterator[Callable[[Pace], Demo]]:
    """made_demo(pace): `gudok demo` on a folder of its own, not started yet."""
    carry_out([VoicesStep(tools())], tools(), Say())
    made: list[Demo] = []

    def make(pace: Pace) -> Demo:
        made.append(Demo(tmp_path / "data", pace))
        return made[-1]

    yield make
    for city in made:
        if city.process is not None and city.process.poll() is None:
            city.stop(signal.SIGKILL)
