"""`gudok export`: everything in open formats; no secret ever, no customer unless asked for."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from gudok.backup.export import export, tables
from gudok.settings import DataFolder
from gudok.web.accounts.models import User
from gudok.web.api.models import Token
from gudok.web.people.actions import save_customer
from gudok.web.record.models import Call
from gudok.web.setup.models import Operator, Trunk
from gudok.web.webhooks.models import Subscription

if TYPE_CHECKING:
    from pathlib import Path

NAME, NUMBER = "=Мария", "+79123456789"


@pytest.fixture
def data(db: None, tmp_path: Path) -> DataFolder:
    alice = User.objects.create_user("alice", "a-long-password-of-alice", full_name="Alice Operator")
    Operator.objects.create(user=alice, endpoint="operator-1")
    folder = DataFolder(tmp_path / "data")
    folder.make()
    (folder.recordings / "c1-0001.flac").write_bytes(b"voice")
    maria = save_customer(alice, None, {"name": NAME, "phones": [NUMBER], "note": "Тайна"})
    Call.objects.create(pk="c1", customer=maria, number=NUMBER, name=NAME, queue="q1", arrived_at=timezone.now())
    Operator.objects.update(secret="secret-of-the-telephone")
    Trunk.objects.create(name="Город", host="sip.example.org", secret="secret-of-the-trunk")
    Subscription.objects.create(name="CRM", url="https://x.example.org", secret="secret-of-the-hook")
    Token.objects.create(name="CRM", person=alice, key="k", digest="secret-of-the-token")
    return folder


def read(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name).decode("utf-8-sig", "replace") for name in packed.namelist()}


@pytest.mark.django_db
def test_all_tables_are_there_with_what_their_columns_mean(data: DataFolder, tmp_path: Path) -> None:
    rows = export(data, tmp_path / "all.zip", personal=True, recordings=True)
    found = read(tmp_path / "all.zip")
    assert found["recordings/c1-0001.flac"] == "voice"
    assert {f"{model._meta.label_lower}.csv" for model in tables()} <= found.keys()
    people = list(csv.DictReader(io.StringIO(found["people.customer.csv"])))
    assert [(row["name"], row["note"]) for row in people] == [(f"'{NAME}", "Тайна")], "no cell is a formula"
    assert rows["people.phone"] == 1
    described = {(row["table"], row["column"]) for row in csv.DictReader(io.StringIO(found["columns.csv"]))}
    for model in tables():
        head = next(csv.reader(io.StringIO(found[f"{model._meta.label_lower}.csv"])))
        assert {(model._meta.label_lower, column) for column in head} <= described


@pytest.mark.django_db
@pytest.mark.parametrize("personal", [True, False])
def test_no_secret_leaves_and_no_customer_unasked(data: DataFolder, tmp_path: Path, personal: bool) -> None:
    export(data, tmp_path / "all.zip", personal=personal, recordings=False)
    text = "\n".join(read(tmp_path / "all.zip").values())
    for secret in ("secret-of-", "pbkdf2", "a-long-password"):
        assert secret not in text, secret
    for word in ("Мария", NUMBER, "Тайна"):
        assert (word in text) == personal, word
    assert "q1" in text, "which queue a call came to is no secret"


@pytest.mark.django_db
def test_a_file_that_could_not_be_written_leaves_nothing(data: DataFolder, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("gudok.backup.export._described", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(data, tmp_path / "all.zip", personal=False, recordings=False)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
