from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.web.audit.actions import write_change
from gudok.web.audit.models import AuditEntry
from gudok.web.audit.snapshots import snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


def test_secrets_never_stand_in_the_audit(alice: User) -> None:
    assert "password" not in snapshot(alice)
    assert "secret" not in snapshot(alice.operator)
    assert snapshot(alice.operator)["queues"] == []


def test_an_entry_outlives_its_person(bob: User, alice: User) -> None:
    write_change(bob, "person.changed", alice, {"a": 1, "b": 2}, {"a": 1, "b": 3})
    bob.delete()
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.actor_name) == (None, "Bob Supervisor")
    assert entry.differences == [("b", 2, 3)]


def test_dave_finds_entries_by_person_and_verb(dave: User, bob: User, sign_in: Callable[[User], Client]) -> None:
    write_change(bob, "queue.changed", dave, {}, {})
    write_change(None, "trunk.added", dave, {}, {})
    client = sign_in(dave)
    assert client.get("/audit/?person=bob").context["page"].paginator.count == 1
    assert client.get("/audit/?verb=trunk").context["page"].object_list[0].actor_name == "gudok"
    assert client.get("/audit/?person=nobody").context["page"].paginator.count == 0
