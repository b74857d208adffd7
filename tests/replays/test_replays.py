"""The golden journals: what was decided once is decided again, bit for bit, whatever Python's hashes are."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from centre import Centre
from replays.make import SCENARIOS, lines

HERE = Path(__file__).resolve().parent
JOURNALS = sorted(HERE.glob("*.jsonl"))


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_decided_again_bit_for_bit(seed: str) -> None:
    command = [sys.executable, str(HERE / "again.py"), *map(str, JOURNALS)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_stored_journals_are_those_the_scenarios_make(scenario: Callable[[], Centre]) -> None:
    assert (HERE / f"{scenario.__name__}.jsonl").read_bytes() == lines(scenario)


def test_no_journal_without_its_scenario() -> None:
    assert {path.stem for path in JOURNALS} == {scenario.__name__ for scenario in SCENARIOS}
