from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from gudok.install.files import Stamp, locked, write_atomic

COUNT = """
import sys
from pathlib import Path
from gudok.install.files import locked
lock, counter = map(Path, sys.argv[1:])
for _ in range(100):
    with locked(lock):
        counter.write_text(str(int(counter.read_text()) + 1))
"""


def test_only_one_at_a_time_holds_a_lock(tmp_path: Path) -> None:
    counter = tmp_path / "counter"
    counter.write_text("0")
    command = [sys.executable, "-c", COUNT, tmp_path / "lock", counter]
    workers = [subprocess.Popen(command) for _ in range(3)]
    assert [worker.wait(60) for worker in workers] == [0, 0, 0]
    assert counter.read_text() == "300"


def test_a_lock_falls_with_its_holder(tmp_path: Path) -> None:
    program = "import sys, time; from pathlib import Path; from gudok.install.files import locked\n"
    program += "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "lock")], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        holder.send_signal(signal.SIGKILL)
    waited: list[bool] = []
    with locked(tmp_path / "lock", lambda: waited.append(True)):
        assert not waited


def test_a_write_leaves_no_parts_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    for content in ("one", "two"):
        write_atomic(path, content, 0o600)
    assert path.read_text() == "two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_stamp_is_of_its_inputs(tmp_path: Path) -> None:
    Stamp(tmp_path / "stamp", "v1").set()
    assert Stamp(tmp_path / "stamp", "v1").is_set()
    assert not Stamp(tmp_path / "stamp", "v2").is_set()
