"""The page of a test call: what is typed, what is refused, what the telephony does not say."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from gudok.web.audit.models import AuditEntry
from gudok.web.setup import actions
from gudok.web.setup.trunk import Trunk
from gudok.web.trunks import trial

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def trunk(dave: User) -> Trunk:
    return actions.save_row(dave, Trunk, None, {"name": "P", "kind": "address", "host": "192.0.2.1"})


def test_without_telephony_it_says_so_and_nothing_is_audited(
    trunk: Trunk, dave: User, sign_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(command: str) -> str:
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(trial, "console", gone)
    client = sign_in(dave)
    assert f"/setup/trunks/{trunk.pk}/call/" in client.get(f"/setup/trunks/{trunk.pk}/").content.decode()
    for answer in (
        client.get(f"/setup/trunks/{trunk.pk}/call/look/"),
        client.post(f"/setup/trunks/{trunk.pk}/call/", {"number": "+7 916 123-45-67"}),
        client.post(f"/setup/trunks/{trunk.pk}/call/stop/"),
    ):
        assert answer.status_code == 200
    assert "gk-check-bad" in answer.content.decode()
    for number in ("", "8 (809) 123-45-67"):
        told = client.post(f"/setup/trunks/{trunk.pk}/call/", {"number": number}).content.decode()
        assert "gk-check-bad" in told
    assert not AuditEntry.objects.filter(verb="trunk.tried").exists()
