"""Rules of calls out: set up in the browser, audited, and what the engine and Asterisk hear of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from gudok.core.settings import Outgoing as Rules
from gudok.core.settings import Trunk as Line
from gudok.web.audit.models import AuditEntry
from gudok.web.setup.models import Queue, Trunk
from gudok.web.setup.outgoing import the_outgoing
from gudok.web.setup.queries import settings_document, settings_version, telephony_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


def a_trunk() -> Trunk:
    return Trunk.objects.create(
        name="Провайдер",
        kind="registered",
        host="sip.example.net",
        user="u",
        secret="s",
        did="74950001",
        writing="eight",
    )


def filled(trunk: Trunk, **more: str) -> dict[str, str]:
    return {
        "trunk": str(trunk.pk), "number": "74950001111", "allowed": "+7, +375", "forbidden": "+7 (809)\n+77",
        "ring_s": "45", "wrapup_s": "5", "wrapup_failed": "on", **more,
    }  # fmt: skip


def test_nobody_calls_out_until_a_trunk_is_chosen() -> None:
    assert settings_document().outgoing == Rules(allowed=("+7",), forbidden=("+76", "+77", "+7809"))


def test_the_rules_reach_engine_and_asterisk(dave: User, sign_in: Callable[[User], Client]) -> None:
    as_dave, trunk, before = sign_in(dave), a_trunk(), settings_version()
    answer = as_dave.post(reverse("setup_outgoing"), filled(trunk))
    assert answer.status_code == 302
    name = f"trunk-{trunk.pk}"
    document = settings_document()
    assert document.version == before + 1
    assert document.trunks == (Line(name, "Провайдер", "eight"),)
    assert document.outgoing == Rules(
        name, "74950001111", ("+7", "+375"), ("+7809", "+77"), 45_000, 5_000, wrapup_failed=True, record=False
    )
    assert telephony_document().trunks[0].name == name
    entry = AuditEntry.objects.latest("id")
    assert (entry.verb, entry.actor_name) == ("outgoing.changed", "Dave Administrator")
    assert "Исходящие звонки" in as_dave.get(reverse("setup_outgoing")).content.decode()


def test_what_is_no_beginning_of_a_number_is_named(dave: User, sign_in: Callable[[User], Client]) -> None:
    answer = sign_in(dave).post(reverse("setup_outgoing"), filled(a_trunk(), allowed="+7 abc"))
    assert answer.status_code == 200
    assert "«+7abc»" in answer.content.decode()
    assert the_outgoing().allowed == "+7"


def test_a_queue_may_have_a_trunk_and_a_number_of_its_own() -> None:
    trunk = a_trunk()
    queue = Queue.objects.create(name="Продажи", out_trunk=trunk, out_number="74950002222")
    [rules] = [one for one in settings_document().queues if one.id == queue.core_id]
    assert (rules.trunk, rules.shown) == (f"trunk-{trunk.pk}", "74950002222")


def test_a_trunk_that_calls_go_out_over_cannot_be_deleted(dave: User, sign_in: Callable[[User], Client]) -> None:
    as_dave, trunk = sign_in(dave), a_trunk()
    as_dave.post(reverse("setup_outgoing"), filled(trunk))
    as_dave.post(reverse("setup_row_delete", args=("trunks", trunk.pk)))
    assert Trunk.objects.filter(pk=trunk.pk).exists()


def test_who_has_the_right_dials(alice: User, set_role: Callable[[User, str], None]) -> None:
    assert [operator.dials for operator in settings_document().operators] == [True]
    set_role(alice, "quality")
    assert [operator.dials for operator in settings_document().operators] == [False]
