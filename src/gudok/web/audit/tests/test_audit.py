from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.utils import translation

from gudok.web.audit.actions import write_change
from gudok.web.audit.models import AuditEntry
from gudok.web.audit.snapshots import snapshot
from gudok.web.audit.words import VERBS, changes
from gudok.web.config.messages import WEB
from gudok.web.setup import actions as setup
from gudok.web.setup.kinds import KINDS
from gudok.web.setup.models import Queue

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


def test_every_verb_of_the_source_is_worded_and_no_other() -> None:
    own = WEB / "audit"
    files = [path for path in WEB.rglob("*.py") if "tests" not in path.parts and own not in path.parents]
    source = "".join(path.read_text(encoding="utf-8") for path in files)
    written = set(re.findall(r'write_change\(\s*[^,"]+,\s*"([a-z_.]+)"', source))
    rows = {
        f"{kind.model._meta.model_name}.{end}" for kind in KINDS.values() for end in ("added", "changed", "deleted")
    }
    assert written | rows <= set(VERBS)
    # One that is put together has a model's name before the point, or stands with its first half before a brace.
    models = {model._meta.model_name for model in apps.get_models()}
    pieces = {verb: verb.split(".")[0] for verb in set(VERBS) - written}
    found = (f'"{verb}"' in source or f'f"{of}.{{' in source or of in models for verb, of in pieces.items())
    assert [verb for verb, known in zip(pieces, found, strict=True) if not known] == []


def test_changes_are_told_in_words(dave: User, sign_in: Callable[[User], Client]) -> None:
    sales = setup.save_row(dave, Queue, None, {"name": "Продажи"})
    setup.save_row(dave, Queue, sales.pk, {"record": False})
    with translation.override("ru"):
        assert changes(AuditEntry.objects.get(verb="queue.changed")) == [("Записывать разговоры", "да", "нет")]
    page = sign_in(dave).get("/audit/").content.decode()
    assert "Очередь изменена" in page
