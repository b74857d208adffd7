"""A worker killed in the middle of a batch, twice: the import ends with each row once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from msgspec.structs import replace
from postgres import postgres_url  # noqa: F401 a fixture
from tables import lay_tables

from gudok.settings import DataFolder, generate, save


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_each_row_comes_in_once_through_two_kills(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    data, url = DataFolder(tmp_path), ""
    if kind == "postgresql":
        server: str = request.getfixturevalue("postgres_url")
        with psycopg.connect(server, autocommit=True) as db:
            db.execute("create database taken")
        url = server.replace("/postgres?", "/taken?")
    data.make()
    settings = generate()
    save(replace(settings, database=replace(settings.database, url=url)), data.settings)
    if not url:
        lay_tables(data)
    assert take(data, 3) == (-9, "")
    assert take(data, 4) == (-9, "")
    assert take(data, 0) == (0, "done 1000 {'new': 1000} 1000 1000")


def take(data: DataFolder, dies_in: int) -> tuple[int, str]:
    """How the worker ended, and what it said."""
    script = Path(__file__).with_name("taker.py")
    environment = {**os.environ, "GUDOK_DATA": str(data.path)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, str(script), str(dies_in)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    return done.returncode, done.stdout.strip()
