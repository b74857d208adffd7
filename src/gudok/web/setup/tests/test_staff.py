from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from gudok.web.accounts.models import User
from gudok.web.audit.models import AuditEntry
from gudok.web.setup import actions
from gudok.web.setup.models import Operator, Queue

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

PERSON = {
    "full_name": "Анна Смирнова", "login": "anna", "password": "correct-horse-7", "roles": ["operator"],
    "kind": "browser", "codec": "auto", "language": "ru", "time_zone": "Europe/Moscow", "is_active": "on", "email": "",
}  # fmt: skip


@pytest.fixture
def client(dave: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(dave)


def test_a_new_operator_gets_an_account_a_telephone_and_queues(client: Client) -> None:
    sales = actions.save_row(None, Queue, None, {"name": "Продажи"})
    client.post("/setup/staff/new/", PERSON | {"queues": [sales.pk]})
    anna = User.objects.get(login="anna")
    assert anna.check_password("correct-horse-7")
    assert anna.role_names == ["operator"]
    assert len(anna.operator.secret) == 32
    assert list(anna.operator.queues.all()) == [sales]
    assert AuditEntry.objects.get(verb="person.added").after["roles"] == ["operator"]


def test_a_supervisor_has_no_telephone(client: Client) -> None:
    client.post("/setup/staff/new/", PERSON | {"roles": ["supervisor"]})
    assert not Operator.objects.filter(user__login="anna").exists()


def test_who_stops_being_an_operator_keeps_the_history_but_takes_no_calls(client: Client) -> None:
    client.post("/setup/staff/new/", PERSON)
    anna = User.objects.get(login="anna")
    client.post(f"/setup/staff/{anna.pk}/", PERSON | {"roles": ["supervisor"], "password": ""})
    anna.operator.refresh_from_db()
    assert not anna.operator.active
    assert User.objects.get(login="anna").check_password("correct-horse-7")


def test_a_sip_telephones_password_is_shown_once(client: Client) -> None:
    response = client.post("/setup/staff/new/", PERSON | {"kind": "sip"}, follow=True)
    secret = Operator.objects.get(user__login="anna").secret
    assert secret in response.content.decode()
    assert secret not in client.get("/setup/staff/telephone/").content.decode()
    assert secret not in str(list(AuditEntry.objects.values()))


def test_a_sip_telephone_gets_a_new_password(client: Client) -> None:
    client.post("/setup/staff/new/", PERSON | {"kind": "sip"})
    old = Operator.objects.get(user__login="anna")
    response = client.post(f"/setup/staff/{old.user_id}/renew/", follow=True)
    new = Operator.objects.get(pk=old.pk).secret
    assert new != old.secret
    assert new in response.content.decode()


def test_a_person_without_a_password_gets_a_link_shown_once(client: Client) -> None:
    shown = client.post("/setup/staff/new/", PERSON | {"password": ""}, follow=True).context["address"]
    assert "/invitation/" in shown
    assert client.get("/setup/staff/link/").context["address"] == ""
    assert not User.objects.get(login="anna").has_usable_password()
    assert Client().get(shown.removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [("login", "Anna Smirnova"), ("login", ""), ("password", "short"), ("time_zone", "Mars"),
     ("queues", ["99"]), ("roles", ["god"])],
)  # fmt: skip
def test_the_wrong_field_is_named(client: Client, field: str, value: object) -> None:
    response = client.post("/setup/staff/new/", PERSON | {field: value})
    assert list(response.context["form"].errors) == [field]
    assert not User.objects.filter(full_name="Анна Смирнова").exists()


def test_the_last_administrator_cannot_be_locked_out(client: Client, dave: User) -> None:
    values = PERSON | {"login": "dave", "full_name": "Dave", "password": "", "roles": ["operator"]}
    response = client.post(f"/setup/staff/{dave.pk}/", values)
    assert list(response.context["form"].errors) == ["roles"]
    assert User.objects.get(pk=dave.pk).role_names == ["administrator"]


@pytest.mark.parametrize("person", ["alice", "bob", "charlie"])
def test_others_add_nobody(person: str, request: pytest.FixtureRequest, sign_in: Callable[[User], Client]) -> None:
    sign_in(request.getfixturevalue(person)).post("/setup/staff/new/", PERSON | {"roles": ["administrator"]})
    assert not User.objects.filter(login="anna").exists()
