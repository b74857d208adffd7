from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from gudok.web.accounts.models import User
from gudok.web.api.actions import revoke_token
from gudok.web.api.models import Token
from gudok.web.api.scopes import SCOPES
from gudok.web.api.tests.helpers import Program
from gudok.web.audit.models import AuditEntry
from gudok.web.people.actions import save_customer

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


def test_a_token_opens_what_its_scopes_and_its_person_both_may(dave: User, alice: User) -> None:
    reads = Program(dave, "customers:read")
    assert reads.get("customers").status_code == 200
    assert reads.get("queues").json()["scope"] == "setup"
    assert reads.post("customers", {"name": "Anna"}).json()["scope"] == "customers:write"
    everything = Program(alice, *SCOPES)
    assert everything.get("queues").json()["rights"] == ["setup.change"]


def test_without_a_valid_token_nobody_gets_in(dave: User) -> None:
    program = Program(dave, "customers:read")
    assert Client().get("/api/v1/customers").status_code == 401
    for text in ("", "Bearer", "Bearer x", f"Bearer {program.text}x", f"Basic {program.text}", "Bearer gudok_a_\0"):
        refused = Client().get("/api/v1/customers", headers={"Authorization": text or "-"})
        assert refused.status_code == 401, text
        assert refused.headers["WWW-Authenticate"].startswith("Bearer")
        assert refused.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("end", ["revoked", "expired", "left"])
def test_a_dead_token_opens_nothing(dave: User, end: str) -> None:
    program = Program(dave, "customers:read")
    assert program.get("customers").status_code == 200
    if end == "revoked":
        revoke_token(dave, program.token)
    elif end == "expired":
        Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    else:
        dave.is_active = False
        dave.save()
    assert program.get("customers").status_code == 401


def test_only_a_hash_is_kept_and_the_last_use_is_seen(dave: User) -> None:
    program = Program(dave, "customers:read")
    secret = program.text.split("_", 2)[2]
    program.get("customers")
    row = Token.objects.get()
    assert secret not in str(vars(row))
    assert secret not in str(list(AuditEntry.objects.values()))
    assert row.used_at is not None
    assert row.used_from == "127.0.0.1"


def test_numbers_are_masked_without_their_scope(dave: User) -> None:
    save_customer(dave, None, {"name": "Мария", "phones": ["+79123456789"]})
    masked, full = Program(dave, "customers:read"), Program(dave, "customers:read", "numbers:full")
    assert masked.get("customers").json()["items"][0]["phones"] == ["+7 912 •••-••-89"]
    assert full.get("customers").json()["items"][0]["phones"] == ["+79123456789"]
    assert masked.get("customers?q=345").json()["items"] == []


def test_made_in_the_browser_shown_once_and_revoked(dave: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(dave)
    form = {"name": "CRM", "person": dave.pk, "scopes": ["calls:read", "live:read"], "days": "90"}
    page = client.post("/setup/tokens/new/", form)
    text = page.context["text"]
    assert text in page.content.decode()
    assert text.split("_", 2)[2] not in client.get("/setup/tokens/").content.decode()
    assert Client().get("/api/v1/calls", headers={"Authorization": f"Bearer {text}"}).status_code == 200
    client.post(f"/setup/tokens/{Token.objects.get().pk}/revoke/")
    assert Client().get("/api/v1/calls", headers={"Authorization": f"Bearer {text}"}).status_code == 401
    assert list(AuditEntry.objects.order_by("id").values_list("verb", flat=True)) == ["token.made", "token.revoked"]


def test_an_integrator_makes_tokens_for_oneself_only(dave: User, sign_in: Callable[[User], Client]) -> None:
    erin = User.objects.create_user("erin", full_name="Erin Integrator")
    erin.groups.add(Group.objects.get_or_create(name="integrator")[0])
    refused = sign_in(erin).post("/setup/tokens/new/", {"name": "x", "person": dave.pk, "scopes": ["setup"]})
    assert "person" in refused.context["form"].errors
    assert Token.objects.count() == 0
    others = Program(dave, "calls:read")
    assert sign_in(erin).post(f"/setup/tokens/{others.token.pk}/revoke/").status_code == 404


def test_a_session_works_too_and_its_changes_need_the_csrf_token(dave: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(dave)
    assert client.get("/api/v1/customers").status_code == 200
    sent, kind = {"name": "Anna"}, "application/json"
    assert client.post("/api/v1/customers", sent, content_type=kind).json()["code"] == "csrf"
    client.get("/setup/tokens/")
    token = client.cookies[next(name for name in client.cookies if "csrf" in name)].value
    made = client.post("/api/v1/customers", sent, content_type=kind, headers={"X-CSRFToken": token})
    assert made.status_code == 201
