from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.db import DatabaseError

from gudok.edges.journal.sqlite import JournalReader, SqliteJournal
from gudok.settings import DataFolder
from gudok.web.record import worker
from gudok.web.record.models import Cursor
from gudok.web.record.projector import CURSOR, GapError, position
from gudok.web.record.tests.journal import long_journal
from gudok.web.record.tests.world import busy_hour
from gudok.web.record.worker import Worker, catch_up


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path)
    folder.make()
    return folder


@pytest.mark.django_db
def test_it_follows_the_journal(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "BATCH", 4)
    turns = busy_hour().turns
    reader = JournalReader(data.journal)
    assert catch_up(reader) == 0
    journal = SqliteJournal(data.journal)
    journal.append(turns[:10])
    assert catch_up(reader) == 10
    journal.append(turns[10:])
    assert catch_up(reader) == len(turns) == position()
    journal.close()
    reader.close()


@pytest.mark.django_db
def test_a_journal_that_ends_before_the_rows_is_another_one(data: DataFolder) -> None:
    Cursor.objects.create(name=CURSOR, n=7)
    reader = JournalReader(data.journal)
    with pytest.raises(GapError, match="ends at 0"):
        catch_up(reader)


@pytest.mark.django_db
def test_a_failing_database_is_tried_again(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []

    def fail_twice(_: JournalReader) -> int:
        tries.append(1)
        if len(tries) < 3:
            raise DatabaseError("disk full")
        return 0

    monkeypatch.setattr(worker, "catch_up", fail_twice)
    monkeypatch.setattr(worker, "AFTER_FAILURE", 0)
    monkeypatch.setattr(worker.connection, "close", lambda: None)
    Worker(data, JournalReader(data.journal), lambda: len(tries) >= 3).run()
    assert len(tries) == 3


def test_killed_and_started_again_the_process_has_every_row(data: DataFolder) -> None:
    """The real process, kill -9 in the middle of a long journal, and once more to the end."""
    last = long_journal(data.journal, calls=400)
    env = os.environ | {"GUDOK_DATA": str(data.path), "DJANGO_SETTINGS_MODULE": "gudok.web.config.settings"}
    command = [sys.executable, "-m", "gudok", "work"]

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)

    killed = 0
    for _ in range(3):
        process = start()
        try:
            wait_for(lambda before=killed: projected(data) > before, 30)  # type: ignore[misc]
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()
        killed = projected(data)
    process = start()
    try:
        wait_for(lambda: projected(data) == last, 60)
    finally:
        process.terminate()
        assert process.wait(10) == 0
    assert count(data, "record_call") == 400
    assert count(data, "record_callevent") == count(data, "record_callevent group by turn, place")


def wait_for(done: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.02)


def projected(data: DataFolder) -> int:
    return count(data, "", "select n from record_cursor")


def count(data: DataFolder, what: str, query: str = "") -> int:
    try:
        with closing(sqlite3.connect(f"file:{data.records}?mode=ro", uri=True)) as db:
            row = db.execute(query or f"select count(*) from (select 1 from {what})").fetchone()
    except sqlite3.OperationalError:
        return 0
    return row[0] if row else 0
