"""The restore drill: backed up while it works, restored into an empty folder, and the centre there is whole."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from centre import settings
from msgspec.structs import replace
from postgres import postgres_url  # noqa: F401 a fixture
from tables import lay_tables
from troupe import Troupe
from virtual import play

from gudok.backup.restore import restore
from gudok.backup.words import BackupError
from gudok.edges.journal.sqlite import JournalReader, SqliteJournal
from gudok.settings import DataFolder, generate, load, save

if TYPE_CHECKING:
    from collections.abc import Iterator

BEFORE = 30
LOOK = """
from gudok.web.config.prepare import prepare_records
prepare_records()
from django.conf import settings
from gudok.edges.journal.sqlite import JournalReader
from gudok.web.people.models import Phone
from gudok.web.record.models import Call
from gudok.web.record.worker import catch_up
from gudok.web.orders.models import Order
from gudok.web.audit.models import AuditEntry
catch_up(JournalReader(settings.DATA.journal))
print(Call.objects.exclude(ended_at=None).count(), Phone.objects.get().customer, Order.objects.get().total)
"""


def gudok(data: Path, *arguments: str, program: tuple[str, ...] = ("-m", "gudok"), **more: str) -> str:
    """Run to the end in a process of its own; its output, errors in it."""
    environment = {**os.environ, "GUDOK_DATA": str(data), "LC_ALL": "C.UTF-8", **more}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, *program, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout + (done.stderr if done.returncode else "")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def databases(request: pytest.FixtureRequest) -> tuple[str, str]:
    """The addresses of two empty databases, or nothing twice."""
    if request.param == "sqlite":
        return "", ""
    url: str = request.getfixturevalue("postgres_url")
    with psycopg.connect(url, autocommit=True) as db:
        for name in ("works", "again"):
            db.execute(f"drop database if exists {name}")
            db.execute(f"create database {name}")
    return url.replace("/postgres?", "/works?"), url.replace("/postgres?", "/again?")


@pytest.fixture
def busy(tmp_path: Path, databases: tuple[str, str]) -> Iterator[Path]:
    """A centre at work."""
    data = DataFolder(tmp_path / "works")
    data.make()
    made = generate()
    save(replace(made, database=replace(made.database, url=databases[0])), data.settings)
    if not databases[0]:
        lay_tables(data)
    script = Path(__file__).with_name("busy.py")
    environment = {**os.environ, "GUDOK_DATA": str(data.path)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    process = subprocess.Popen(
        [sys.executable, str(script), str(BEFORE)], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "busy\n"
    yield data.path
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_centre_backed_up_at_work_lives_again_elsewhere(
    busy: Path, databases: tuple[str, str], tmp_path: Path
) -> None:
    archive, again = tmp_path / "gudok.backup", DataFolder(tmp_path / "again")
    said = gudok(busy, "backup", str(archive), GUDOK_PASSPHRASE="верблюд")
    assert "files" in said, said
    assert "Мария".encode() not in archive.read_bytes()
    with pytest.raises(BackupError, match="passphrase"):
        restore(archive, again)
    with pytest.raises(BackupError, match="passphrase"):
        restore(archive, again, passphrase="лошадь")
    assert not again.path.exists(), "what is refused changes nothing"
    made = restore(archive, again, passphrase="верблюд", database=databases[1])
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert load(again.settings).web.secret_key == load(DataFolder(busy).settings).web.secret_key
    assert next(again.recordings.rglob("*.flac")).read_bytes() == b"voice" * 1000
    assert (again.path / "prompts" / "hello.flac").read_bytes() == b"hello"
    told = gudok(again.path, program=("-c", LOOK))
    calls, who, total = told.split()
    assert (who, total) == ("Мария", "100"), told
    reader = JournalReader(again.journal)
    assert reader.last() == made.turn
    ended = sum(1 for turn in reader.tail(0) if type(turn.came).__name__ == "CallerGone")
    reader.close()
    assert int(calls) == ended > BEFORE, "every call of the journal is in the records"
    assert made.counts["people_customer"] == 1
    assert _engine_goes_on(again) > made.turn
    assert "c000000000003" in gudok(again.path, "explain", "c000000000003", "--lang", "en")
    with pytest.raises(BackupError, match="not empty"):
        restore(archive, again, passphrase="верблюд")
    if databases[1]:
        with pytest.raises(BackupError, match="not empty"):
            restore(archive, DataFolder(tmp_path / "third"), passphrase="верблюд", database=databases[1])
        assert not (tmp_path / "third").exists()


def _engine_goes_on(data: DataFolder) -> int:
    """The turn at which an engine stands that has taken the journal over, and looked at an empty world."""

    async def story() -> int:
        journal = SqliteJournal(data.journal)
        troupe = Troupe(settings(), journal)
        troupe.start()
        await asyncio.sleep(1)
        assert troupe.failed == []
        n = troupe.engine.n
        await troupe.kill()
        journal.close()
        return n

    return play(story())
