"""A softphone sets itself up from a QR code."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client

from gudok.web.audit.models import AuditEntry
from gudok.web.setup import actions
from gudok.web.telephones.provision import NAMESPACE, picture, token_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


def test_the_file_has_the_account_and_its_fetching_is_audited(alice: User) -> None:
    operator = alice.operator
    answer = Client().get(f"/telephone/{token_of(operator)}.xml")
    entries = {entry.get("name"): entry.text for entry in fromstring(answer.content).iter(f"{{{NAMESPACE}}}entry")}
    assert (entries["username"], entries["passwd"]) == (operator.endpoint, operator.secret)
    assert str(entries["reg_proxy"]).startswith("<sip:testserver:")
    assert "no-store" in answer.headers["Cache-Control"]
    entry = AuditEntry.objects.get(verb="operator.file_fetched")
    assert operator.secret not in str(entry.__dict__)


@pytest.mark.parametrize("token", ["x", "x:y:z", "WzEsImEiXQ:1tQ:abc"])
def test_nobody_guesses_an_address(alice: User, token: str) -> None:
    assert Client().get(f"/telephone/{token}.xml").status_code == 404


def test_an_address_dies_with_the_password_the_time_and_the_operator(
    alice: User, dave: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = token_of(alice.operator)
    actions.renew_secret(dave, alice.operator)
    assert Client().get(f"/telephone/{old}.xml").status_code == 404
    fresh = token_of(alice.operator)
    with monkeypatch.context() as later:
        now = time.time()
        later.setattr(time, "time", lambda: now + 901)
        assert Client().get(f"/telephone/{fresh}.xml").status_code == 404
    actions.save_person(dave, alice.pk, {"roles": ["operator"], "is_active": False})
    assert Client().get(f"/telephone/{fresh}.xml").status_code == 404


def test_the_page_that_shows_the_password_once_shows_the_code(
    alice: User, dave: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(dave)
    page = client.post(f"/setup/staff/{alice.pk}/renew/", follow=True).content.decode()
    assert "<svg" in page
    assert "http://testserver/telephone/" in page
    assert "http://testserver/telephone/" not in client.get("/setup/staff/telephone/").content.decode()


def test_the_code_is_drawn_without_anything_the_page_forbids() -> None:
    drawn = picture("https://example.org/telephone/x.xml")
    assert drawn.startswith("<svg")
    assert "style" not in drawn
