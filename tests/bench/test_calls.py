"""`gudok bench calls` serves every call on both ways and prints its whole table; how fast is not asked here."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gudok.install.place import CHECKOUT

pytestmark = pytest.mark.telephony


@pytest.mark.timeout(180)
def test_quick_bench_serves_all_calls_and_fills_the_table() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "gudok", "bench", "calls", "--quick"],
        cwd=CHECKOUT, capture_output=True, text=True, timeout=170, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    lines = [line for line in ran.stdout.splitlines() if line.startswith("|")]
    head, _, *body = ([cell.strip() for cell in line.split("|")[1:-1]] for line in lines)
    found = [dict(zip(head, row, strict=True)) for row in body]
    assert [(row["recorded"], row["way"]) for row in found] == [
        ("no", "app_queue"), ("no", "gudok"), ("yes", "app_queue"), ("yes", "gudok"),
    ]  # fmt: skip
    assert all(int(row["calls"]) > 0 and row["failed"] == "0" for row in found), ran.stdout
    signs = ("app_queue at 5 calls/s:", "app_queue at 5 calls/s, recorded:", "no call failed up to", "engine took")
    for sign in signs:
        assert sign in ran.stdout
