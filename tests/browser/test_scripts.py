"""The scripts' own tests, in Node: what decides a screen without touching a page."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from gudok.install.place import CHECKOUT, tools

TESTS = Path("src/gudok/web/frontend/tests")


def test_scripts() -> None:
    node = shutil.which("node") or str(tools() / "node" / "bin" / "node")
    names = [str(path) for path in sorted((CHECKOUT / TESTS).glob("*.test.js"))]
    ran = subprocess.run(
        [node, "--test", *names], cwd=CHECKOUT, capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stdout
