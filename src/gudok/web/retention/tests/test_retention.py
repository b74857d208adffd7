"""Keeping of records: what has had its time goes, what lives or is not read yet never does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from gudok.core.state import State
from gudok.core.words import EngineStarted, Reason, Started, Turn
from gudok.edges.journal.sqlite import JournalReader, SqliteJournal
from gudok.settings import DataFolder
from gudok.web.audit.models import AuditEntry
from gudok.web.record.models import Call, CallEvent, Cursor, Leg, Note
from gudok.web.record.worker import Worker
from gudok.web.retention.due import due_now, last_turn
from gudok.web.retention.prune import prune
from gudok.web.setup.centre import the_keeping

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db
DAY = 86_400_000


@pytest.fixture
def data(tmp_path: Path, settings: Any) -> DataFolder:
    settings.DATA = DataFolder(tmp_path)
    settings.DATA.make()
    return settings.DATA


def keep(**days: int) -> None:
    row = the_keeping()
    for name, value in days.items():
        setattr(row, f"{name}_days", value)
    row.save()


def a_call(data: DataFolder, name: str, days: float, *, ended: bool = True, recording: str = "ready") -> Call:
    """A call that came so many days ago, with a leg, a recording, a story line."""
    came = timezone.now() - timedelta(days=days)
    call = Call.objects.create(id=name, arrived_at=came, ended_at=came if ended else None)
    record = f"2026/01/01/{name}-0001"
    Leg.objects.create(
        call=call, n=1, agent="o1", rang_at=came, ended_at=call.ended_at, record=record, recording=recording
    )
    CallEvent.objects.create(call=call, turn=abs(hash(name)) % 10**9, place=0, at=came, fact="CallCame", code="x")
    for kind in (".flac", ".json"):
        file = data.recordings / f"{record}{kind}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"sound")
    return call


def files(data: DataFolder) -> int:
    return len(list(data.recordings.rglob("*.flac")))


def test_by_default_everything_is_kept(data: DataFolder) -> None:
    a_call(data, "c1", 4_000)
    assert prune(data) == {}
    assert (Call.objects.count(), files(data)) == (1, 1)


def test_recordings_go_and_their_calls_stay(data: DataFolder) -> None:
    keep(recordings=30)
    a_call(data, "c1", 31)
    a_call(data, "c2", 29)
    assert prune(data) == {"recordings": 1}
    assert files(data) == 1
    assert list(Leg.objects.order_by("call_id").values_list("recording", flat=True)) == ["deleted", "ready"]
    assert prune(data) == {}


def test_calls_go_with_all_that_tells_of_them(data: DataFolder, dave: User) -> None:
    keep(calls=100)
    a_call(data, "c1", 101)
    a_call(data, "c2", 99)
    for call in ("c1", "c2"):
        Note.objects.create(call=call, author=dave, text="Просит перезвонить")
    prune(data)
    assert [row.pk for row in Call.objects.all()] == ["c2"]
    assert (CallEvent.objects.count(), Leg.objects.count(), Note.objects.count(), files(data)) == (1, 1, 1, 1)


def test_a_call_that_lives_is_never_touched_however_old(data: DataFolder) -> None:
    keep(calls=1, recordings=1)
    a_call(data, "c1", 500, ended=False, recording="running")
    assert prune(data) == {}
    assert (Call.objects.count(), files(data)) == (1, 1)


def test_a_recording_that_is_still_being_prepared_keeps_its_call(data: DataFolder) -> None:
    keep(calls=1)
    a_call(data, "c1", 2, recording="running")
    assert prune(data) == {}
    assert Call.objects.exists()


def test_it_goes_on_where_it_was_broken_off(data: DataFolder) -> None:
    keep(recordings=1)
    a_call(data, "c1", 2)
    next(data.recordings.rglob("*.flac")).unlink()
    assert prune(data) == {"recordings": 1}


def test_hundreds_go_in_one_round(data: DataFolder) -> None:
    keep(audit=10)
    old = timezone.now() - timedelta(days=11)
    AuditEntry.objects.bulk_create(
        AuditEntry(at=old, actor_name="x", verb="x", kind="x", row_id="1") for _ in range(450)
    )
    assert prune(data) == {"audit": 450}
    assert AuditEntry.objects.get().verb == "keeping.pruned"


# the journal


def a_journal(
    data: DataFolder, *, turns: int = 100, snapshots: tuple[int, ...] = (30, 60, 90), read: int = 100
) -> None:
    """A turn each day up to now; the records have read up to `read`."""
    now = round(timezone.now().timestamp() * 1000)
    journal = SqliteJournal(data.journal)
    for n in range(1, turns + 1):
        came = Started(now - (turns - n) * DAY, f"e{n}")
        journal.append([Turn(n, came, (EngineStarted(Reason("engine_started"), f"e{n}"),))])
        if n in snapshots:
            journal.keep(n, State().snapshot())
    journal.close()
    Cursor.objects.update_or_create(name="journal", defaults={"n": read})


def test_the_journal_goes_up_to_a_snapshot_and_what_is_left_can_be_replayed(data: DataFolder) -> None:
    a_journal(data)
    keep(journal=30)
    assert prune(data) == {"turns": 60}
    reader = JournalReader(data.journal)
    n, snapshot = reader.load(before=65)
    assert (n, snapshot is not None) == (60, True)
    assert [turn.n for turn in reader.tail(60)] == list(range(61, 101))
    assert prune(data) == {}


def test_what_the_records_have_not_read_stays(data: DataFolder) -> None:
    a_journal(data, read=45)
    keep(journal=30)
    assert prune(data) == {"turns": 30}


def test_two_days_always_stay(data: DataFolder) -> None:
    a_journal(data, snapshots=(99, 100))
    keep(journal=1)
    assert last_turn(data, 1) == 0


def test_without_a_snapshot_nothing_goes(data: DataFolder) -> None:
    a_journal(data, snapshots=())
    keep(journal=30)
    assert prune(data) == {}


def test_the_engine_writes_on_after_it(data: DataFolder) -> None:
    a_journal(data)
    keep(journal=30)
    prune(data)
    journal = SqliteJournal(data.journal)
    journal.append([Turn(101, Started(1, "e"), (EngineStarted(Reason("engine_started"), "e"),))])
    journal.close()


def test_an_empty_centre_has_nothing_to_forget(data: DataFolder) -> None:
    keep(journal=30, calls=1, recordings=1, audit=1)
    assert prune(data) == {}


# the worker and the page


def test_the_worker_does_it(data: DataFolder) -> None:
    keep(recordings=30)
    a_call(data, "c1", 31)
    Worker(data, JournalReader(data.journal), lambda: False).round()
    assert files(data) == 0


def test_the_page_tells_what_would_go_while_typing_and_deletes_nothing(
    data: DataFolder, dave: User, sign_in: Callable[[User], Client]
) -> None:
    a_call(data, "c1", 31)
    a_call(data, "c2", 41)
    client = sign_in(dave)
    form = {"recordings_days": 30, "calls_days": 40, "journal_days": 0, "audit_days": 0}
    note = client.post("/setup/keeping/", form, headers={"X-Check": "1"}).json()["note"]
    assert "2 " in note[0]
    assert "1 " in note[1]
    assert (Call.objects.count(), the_keeping().recordings_days) == (2, 0)
    client.post("/setup/keeping/", form)
    assert [due.amount for due in due_now(data, the_keeping())] == [2, 1, 0, 0]
    assert Call.objects.count() == 2
