"""The pages of queues, numbers, trunks and break reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.web.audit.models import AuditEntry
from gudok.web.setup import actions
from gudok.web.setup.models import Number, PauseReason, Queue, SettingsVersion, Trunk

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db

QUEUE = {
    "name": "Продажи", "ring_timeout_s": 20, "wrapup_s": 30, "max_wait_s": 600, "overflow": "none", "sl_seconds": 20,
    "sl_target": 80, "record": "on", "record_percent": 100, "decline_allowed": "on", "announce_first_s": 10,
    "announce_every_s": 60, "unfinished": "wait", "overtime_s": 600, "record_pause_s": 300,
    "most": 0, "most_wait_s": 0, "nobody": "wait", "keep_place_min": 0, "callback_after_s": 0, "callback_tries": 3,
    "callback_pause_min": 5, "callback_keep_h": 24, "at_closing": "wait",
}  # fmt: skip
TRUNK = {
    "name": "P",
    "kind": "registered",
    "host": "sip.example",
    "port": 5060,
    "user": "u",
    "secret": "s",
    "did": "7495",
}


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The version the engine would have been told, each time it would have been told."""
    told: list[int] = []
    monkeypatch.setattr(actions, "publish_settings", lambda: told.append(SettingsVersion.objects.get().n))
    return told


@pytest.fixture
def client(dave: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(dave)


def test_dave_adds_a_queue_and_the_engine_is_told(
    client: Client, published: list[int], django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        client.post("/setup/queues/new/", QUEUE)
    assert Queue.objects.get().name == "Продажи"
    assert published == [1]
    assert AuditEntry.objects.get().verb == "queue.added"


def test_a_change_is_written_with_before_and_after(client: Client) -> None:
    client.post("/setup/queues/new/", QUEUE)
    pk = Queue.objects.get().pk
    client.post(f"/setup/queues/{pk}/", QUEUE | {"ring_timeout_s": 25})
    assert AuditEntry.objects.get(verb="queue.changed").differences == [("ring_timeout_s", 20, 25)]
    assert SettingsVersion.objects.get().n == 2


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("queues", QUEUE | {"name": ""}, "name"),
        ("queues", QUEUE | {"ring_timeout_s": 4}, "ring_timeout_s"),
        ("queues", QUEUE | {"sl_target": 101}, "sl_target"),
        ("queues", QUEUE | {"overflow": "queue"}, "overflow_queue"),
        ("numbers", {"did": "+7 495", "queue": ""}, "did"),
        ("numbers", {"did": "7495", "queue": "99"}, "queue"),
        ("trunks", TRUNK | {"user": ""}, "user"),
        ("trunks", TRUNK | {"did": ""}, "did"),
        ("trunks", TRUNK | {"host": "a;b"}, "host"),
        ("trunks", TRUNK | {"host": "a.example, b.example"}, "host"),
        ("trunks", TRUNK | {"secret": "a\nregister => evil"}, "secret"),
        ("trunks", TRUNK | {"port": 0}, "port"),
        ("pauses", {"code": "a b", "name_ru": "x", "name_en": "y", "place": 1}, "code"),
        ("pauses", {"code": "lunch", "name_ru": "x", "name_en": "y", "place": 1}, "code"),
    ],
)
def test_the_wrong_field_is_named(client: Client, kind: str, values: dict[str, object], field: str) -> None:
    response = client.post(f"/setup/{kind}/new/", values)
    assert field in response.context["form"].errors
    assert not AuditEntry.objects.exists()


def test_a_queue_cannot_flow_into_itself(client: Client) -> None:
    client.post("/setup/queues/new/", QUEUE)
    pk = Queue.objects.get().pk
    response = client.post(f"/setup/queues/{pk}/", QUEUE | {"overflow": "queue", "overflow_queue": pk})
    assert "overflow_queue" in response.context["form"].errors


def test_a_queue_in_use_is_not_deleted(client: Client) -> None:
    sales = actions.save_row(None, Queue, None, {"name": "Продажи"})
    actions.save_row(None, Number, None, {"did": "7495", "queue": sales})
    response = client.post(f"/setup/queues/{sales.pk}/delete/", follow=True)
    assert "7495" in response.content.decode()
    assert Queue.objects.exists()


def test_a_queue_nobody_uses_is_deleted(client: Client) -> None:
    sales = actions.save_row(None, Queue, None, {"name": "Продажи"})
    client.post(f"/setup/queues/{sales.pk}/delete/")
    assert not Queue.objects.exists()
    assert AuditEntry.objects.get(verb="queue.deleted").before["name"] == "Продажи"


def test_a_trunks_password_stays_when_left_empty_and_is_never_shown(client: Client) -> None:
    client.post("/setup/trunks/new/", TRUNK | {"secret": "very-secret"})
    trunk = Trunk.objects.get()
    page = client.get(f"/setup/trunks/{trunk.pk}/").content.decode()
    client.post(f"/setup/trunks/{trunk.pk}/", TRUNK | {"secret": "", "port": 5070})
    trunk.refresh_from_db()
    assert (trunk.port, trunk.secret) == (5070, "very-secret")
    assert "very-secret" not in page
    assert "very-secret" not in str(list(AuditEntry.objects.values()))


def test_every_kind_has_its_list(client: Client) -> None:
    for kind in ("queues", "numbers", "trunks", "pauses"):
        assert client.get(f"/setup/{kind}/").status_code == 200
    assert client.get("/setup/unknown/").status_code == 404


def test_the_first_break_reasons_are_there_in_both_languages(client: Client, dave: User) -> None:
    assert "Обед" in client.get("/setup/pauses/").content.decode()
    dave.language = "en"
    dave.save()
    assert "Lunch" in client.get("/setup/pauses/").content.decode()
    assert PauseReason.objects.count() >= 3


@pytest.mark.parametrize("person", ["alice", "bob", "charlie"])
def test_others_change_nothing(person: str, request: pytest.FixtureRequest, sign_in: Callable[[User], Client]) -> None:
    response = sign_in(request.getfixturevalue(person)).post("/setup/queues/new/", QUEUE)
    assert response.status_code == 403
    assert not Queue.objects.exists()
