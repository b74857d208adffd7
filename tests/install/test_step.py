from __future__ import annotations

import io
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from rich.console import Console

from gudok.install.files import Stamp
from gudok.install.say import Say
from gudok.install.step import SetupError, carry_out


def quiet() -> Say:
    return Say(Console(file=io.StringIO()))


class Counted:
    """A step that takes a moment and counts how often it was done."""

    name = "counted"

    def __init__(self, folder: Path) -> None:
        self.stamp = Stamp(folder / "stamp", "v1")
        self.times: list[float] = []

    def title(self) -> str:
        return "Counted"

    def is_done(self) -> bool:
        return self.stamp.is_set()

    def do(self, say: Say) -> None:
        say.detail("working")
        self.times.append(time.monotonic())
        time.sleep(0.2)
        self.stamp.set()


def test_a_step_is_done_once_even_by_two_at_the_same_time(tmp_path: Path) -> None:
    step = Counted(tmp_path)
    runs = [threading.Thread(target=carry_out, args=([step], tmp_path, quiet())) for _ in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    carry_out([step], tmp_path, quiet())
    assert len(step.times) == 1


def test_a_step_killed_in_the_middle_is_done_again(tmp_path: Path) -> None:
    program = f"""
import time
from pathlib import Path
from tests.install.test_step import Counted, quiet
from gudok.install.step import carry_out
class Slow(Counted):
    def do(self, say):
        print("doing", flush=True)
        time.sleep(600)
carry_out([Slow(Path({str(tmp_path)!r}))], Path({str(tmp_path)!r}), quiet())
"""
    checkout = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=checkout) as victim:
        assert victim.stdout is not None
        victim.stdout.readline()
        victim.send_signal(signal.SIGKILL)
    step = Counted(tmp_path)
    carry_out([step], tmp_path, quiet())
    assert len(step.times) == 1


def test_a_failure_stops_the_rest(tmp_path: Path) -> None:
    class Broken(Counted):
        name = "broken"

        def do(self, say: Say) -> None:
            raise SetupError("Plug it in.")

    after = Counted(tmp_path)
    with pytest.raises(SetupError, match="Plug it in"):
        carry_out([Broken(tmp_path / "other"), after], tmp_path, quiet())
    assert not after.times
