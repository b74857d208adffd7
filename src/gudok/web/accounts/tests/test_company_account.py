"""Signing in with the company's account, against a real provider in a process beside the test."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client

from gudok.ports import free_port
from gudok.web.accounts.models import Entry, Provider, User
from gudok.web.accounts.sealed import seal, unseal
from gudok.web.audit.models import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The address of a provider that knows whom it is told of, and takes any client."""
    port = free_port("127.0.0.1", 24_000)
    command = [str(Path(sys.executable).with_name("oidc-provider-mock")), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://localhost:{port}"
    try:
        for _ in range(150):
            try:
                requests.get(f"{url}/.well-known/openid-configuration", timeout=1)
                break
            except requests.ConnectionError:
                assert process.poll() is None, "the provider ended"
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def provider(issuer: str) -> Provider:
    return Provider.objects.create(
        pk=1, enabled=True, name="Контора", issuer=issuer, client_id="gudok", client_secret=seal("a-client-secret")
    )


def known(issuer: str, sub: str, **claims: Any) -> None:
    assert requests.put(f"{issuer}/users/{sub}", json=claims, timeout=5).status_code == 204


def come(sub: str, then: str = "") -> tuple[Client, object]:
    """The way of a browser: to the provider, whose form says who one is, and back."""
    client = Client()
    to = client.get(f"/sign-in/company/?next={then}").headers["Location"]
    assert parse_qs(urlsplit(to).query)["code_challenge_method"] == ["S256"]
    answer = requests.post(to, data={"sub": sub}, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    return client, client.get(f"{back.path}?{back.query}")


def test_alice_comes_in_by_her_company_account(provider: Provider, issuer: str, alice: User) -> None:
    known(issuer, "s-1", preferred_username="Alice@corp.example", name="Alice")
    client, answer = come("s-1", "/calls/?q=1")
    assert answer.headers["Location"] == "/calls/?q=1"  # type: ignore[attr-defined]
    assert client.get("/profile/").context["user"] == alice
    assert Entry.objects.get().how == Entry.How.PROVIDER
    alice.refresh_from_db()
    assert alice.subject == "s-1"


def test_a_renamed_account_stays_alice_and_another_cannot_take_her_place(
    provider: Provider, issuer: str, alice: User
) -> None:
    known(issuer, "s-1", preferred_username="alice")
    come("s-1")
    known(issuer, "s-1", preferred_username="alice.married")
    client, _ = come("s-1")
    assert client.get("/profile/").context["user"] == alice
    known(issuer, "s-2", preferred_username="alice")
    client, answer = come("s-2")
    assert answer.headers["Location"] == "/sign-in/"  # type: ignore[attr-defined]
    assert client.get("/profile/").status_code == 302


def test_a_stranger_of_the_company_is_refused_or_added_as_set_up(provider: Provider, issuer: str) -> None:
    known(issuer, "s-3", preferred_username="anna", name="Анна Смирнова", email="anna@corp.example")
    client, _ = come("s-3")
    assert client.get("/profile/").status_code == 302
    assert not User.objects.filter(login="anna").exists()
    Provider.objects.update(create=True)
    client, _ = come("s-3")
    anna = client.get("/profile/").context["user"]
    assert (anna.full_name, anna.role_names, anna.has_usable_password()) == ("Анна Смирнова", [], False)


def test_the_providers_groups_decide_the_roles_and_the_telephone_follows(
    provider: Provider, issuer: str, alice: User
) -> None:
    Provider.objects.update(create=True, roles={"cc-operators": "operator", "cc-leads": "supervisor"})
    known(issuer, "s-4", preferred_username="boris", groups=["cc-operators", "staff"])
    come("s-4")
    boris = User.objects.get(login="boris")
    assert boris.role_names == ["operator"]
    assert boris.operator.active
    known(issuer, "s-4", preferred_username="boris", groups=["cc-leads"])
    come("s-4")
    boris = User.objects.get(login="boris")
    assert boris.role_names == ["supervisor"]
    assert "desk.use" not in boris.get_all_permissions()
    assert AuditEntry.objects.filter(verb="person.changed", row_id=str(boris.pk)).count() == 2
    known(issuer, "s-1", preferred_username="alice", groups=[])
    come("s-1")
    alice.refresh_from_db()
    assert alice.role_names == []


def test_who_left_does_not_come_in(provider: Provider, issuer: str, alice: User) -> None:
    alice.is_active = False
    alice.save()
    known(issuer, "s-1", preferred_username="alice")
    client, _ = come("s-1")
    assert client.get("/profile/").status_code == 302


def test_an_answer_nobody_asked_for_and_a_dead_provider_are_told(provider: Provider, alice: User) -> None:
    client = Client()
    page = client.get("/sign-in/company/back/?code=stolen&state=guessed", follow=True)
    assert page.redirect_chain[-1][0] == "/sign-in/"
    assert client.get("/profile/").status_code == 302
    Provider.objects.update(issuer=f"http://127.0.0.1:{free_port('127.0.0.1', 24_500)}")
    assert "alert-danger" in client.get("/sign-in/company/", follow=True).content.decode()


def test_daves_form_seals_the_secret_and_reads_groups(
    dave: User, issuer: str, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(dave)
    values = {
        "enabled": "on", "name": "Контора", "issuer": issuer, "client_id": "gudok", "client_secret": "tell-nobody",
        "login_claim": "preferred_username", "groups_claim": "groups", "roles": "cc-op = Оператор\nlead = supervisor",
    }  # fmt: skip
    client.post("/setup/security/company/", values)
    row = Provider.objects.get()
    assert unseal(row.client_secret) == "tell-nobody"
    assert "tell-nobody" not in row.client_secret + str(list(AuditEntry.objects.values()))
    assert row.roles == {"cc-op": "operator", "lead": "supervisor"}
    client.post("/setup/security/company/", values | {"client_secret": "", "roles": "Чайник"})
    assert Provider.objects.get().roles == row.roles
    client.post("/setup/security/company/", values | {"client_secret": "", "roles": ""})
    assert unseal(Provider.objects.get().client_secret) == "tell-nobody"
    assert "Контора" in Client().get("/sign-in/").content.decode()
