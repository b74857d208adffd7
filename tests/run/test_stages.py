from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ORPHAN = "import subprocess, sys; print(subprocess.Popen(['sleep', '600'], start_new_session=True).pid, flush=True)"


@pytest.mark.parametrize("code", [0, 3])
def test_a_stage_leaves_nothing_running_and_a_failure_counts(tmp_path: Path, code: int) -> None:
    program = f"""
import sys
from pathlib import Path
from gudok.install.say import Say
from gudok.run.stages import Stage, run_stages
stages = [Stage("first", (sys.executable, "-c", {ORPHAN + f"; sys.exit({code})"!r})), Stage("second", ("true",))]
sys.exit(0 if run_stages(stages, Path("."), Say()) else 1)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=tmp_path, timeout=30
    )
    assert done.returncode == (1 if code else 0), done.stderr
    assert "second" in done.stderr
    assert not Path(f"/proc/{int(done.stdout)}").exists()


def test_rows_beside_run_at_the_same_time_and_are_shown_whole(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from gudok.install.say import Say
from gudok.run import stages
from gudok.run.stages import Stage, run_stages
stages.TOLD_EVERY = 0.1
meet = "import time\\nfrom pathlib import Path\\nPath({mine!r}).touch()"
meet += "\\nwhile not all(Path(other).exists() for other in 'abc'): time.sleep(0.05)"
said = "\\nprint('one', flush=True); time.sleep(0.5); print('two')"
first = Stage("first", (sys.executable, "-c", meet.format(mine="a")))
second = Stage("second", (sys.executable, "-c", meet.format(mine="b") + said))
failing = Stage("third", ("false",))
fourth = Stage("fourth", (sys.executable, "-c", meet.format(mine="c")))
sys.exit(0 if run_stages([first], Path("."), Say(), beside=[[second, failing], [fourth]]) else 1)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=tmp_path, timeout=30
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout == "one\ntwo\n"
    assert "… second: one" in done.stderr
    told = [("✓", "first"), ("✓", "second"), ("✗", "third"), ("✓", "fourth")]
    assert re.findall(r"([✓✗]) (\w+)", done.stderr) == told
