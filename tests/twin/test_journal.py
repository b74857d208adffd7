"""One seed, one world: the same journal bit for bit, whatever Python's hashes are; and the core decides it again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from gudok.core.state import State
from gudok.core.step import step
from gudok.core.words import Turn
from gudok.twin.read import read
from gudok.twin.world import World

ROOT = Path(__file__).resolve().parents[2]
SHOP = ROOT / "scenarios" / "small-shop.toml"


def journal(seed: str) -> list[bytes]:
    turns: list[bytes] = []
    World(read(SHOP), seed, lambda turn: turns.append(msgspec.json.encode(turn))).run()
    return turns


def test_the_same_seed_gives_the_same_journal() -> None:
    assert journal("7") == journal("7")
    assert journal("7") != journal("8")


@pytest.mark.parametrize("hashes", ["0", "4242"])
def test_whatever_pythons_hashes_are(tmp_path: Path, hashes: str) -> None:
    file = tmp_path / "journal.jsonl"
    command = [sys.executable, "-m", "gudok", "twin", str(SHOP), "--runs", "1", "--seed", "7", "--journal", str(file)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONHASHSEED": hashes}, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert file.read_bytes().splitlines() == journal("7.0")


def test_the_core_decides_the_journal_again() -> None:
    """As `gudok replay` does with a real day."""
    state, decoder = State(), msgspec.json.Decoder(Turn)
    for line in journal("7"):
        turn = decoder.decode(line)
        assert step(state, turn.came) == turn.out
    assert not state.calls
