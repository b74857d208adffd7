"""Operators whom a customer or a number called prefers, and a model's forecasts: written, brought, recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from gudok.web.audit.models import AuditEntry
from gudok.web.people import actions, directory
from gudok.web.people.models import Customer
from gudok.web.setup.document.apply import apply
from gudok.web.setup.document.read import from_toml
from gudok.web.setup.document.write import present, to_toml
from gudok.web.setup.models import Number, Queue
from gudok.web.setup.queries import settings_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db
NUMBER = "+79123456789"


def test_dave_writes_them_in_the_card_and_the_caller_brings_them_along(
    dave: User, alice: User, bob: User, sign_in: Callable[[User], Client], django_assert_num_queries: object
) -> None:
    maria = actions.save_customer(None, None, {"name": "Maria", "phones": [NUMBER]})
    client = sign_in(dave)
    fields = {"name": "Maria", "phones": NUMBER, "preferred": f"{alice.full_name.upper()} 80\n"}
    assert client.post(f"/people/{maria.pk}/", fields).status_code == 302
    assert Customer.objects.get().preferred == {alice.operator.core_id: 80}
    assert f"{alice.full_name} 80</textarea>" in client.get(f"/people/{maria.pk}/").content.decode()
    with django_assert_num_queries(1):  # type: ignore[operator]
        caller = directory.recognise(NUMBER)
    assert (caller.preferred, caller.predicted) == (((alice.operator.core_id, 80),), ())
    client.post(f"/people/{maria.pk}/", fields | {"preferred": f"{alice.login} 15"})
    assert directory.recognise(NUMBER).preferred == ((alice.operator.core_id, 15),)


@pytest.mark.parametrize("line", ["{login}", "{login} 0", "{login} 1001", "{login} -5", "nobody 50", "80"])
def test_a_line_that_cannot_be_read_is_named(
    dave: User, alice: User, sign_in: Callable[[User], Client], line: str
) -> None:
    text = line.format(login=alice.login)
    answer = sign_in(dave).post("/people/new/", {"name": "Maria", "phones": "", "preferred": text})
    assert text in answer.context["form"].errors["preferred"][0]
    assert not Customer.objects.exists()


def test_a_number_called_prefers_and_a_file_takes_it_along(
    dave: User, alice: User, sign_in: Callable[[User], Client]
) -> None:
    sales = Queue.objects.create(name="Продажи")
    client = sign_in(dave)
    client.post("/setup/numbers/new/", {"did": "74951234567", "queue": sales.pk, "preferred": f"{alice.full_name} 40"})
    assert Number.objects.get().preferred == {alice.login: 40}
    assert settings_document().numbers[0].preferred == ((alice.operator.core_id, 40),)
    text = to_toml(present())
    Number.objects.update(preferred={})
    apply(dave, from_toml(text))
    assert Number.objects.get().preferred == {alice.login: 40}
    alice.operator.active = False
    alice.operator.save()
    assert settings_document().numbers[0].preferred == (), "who takes no calls is preferred by nobody"


def test_forecasts_come_from_a_file(alice: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    maria = actions.save_customer(None, None, {"name": "Maria", "phones": [NUMBER]})
    other = actions.save_customer(None, None, {"name": "Boris", "phones": [], "forecasts": {"o1": 5}})
    file = tmp_path / "forecasts.csv"
    file.write_text(
        f"number,operator,score,made\n8 912 345-67-89,{alice.login},700,today\n+79990000000,{alice.login},5,\n",
        encoding="utf-8",
    )
    call_command("forecasts", str(file))
    assert "1 customers changed, 1 numbers are nobody's." in capsys.readouterr().out
    assert directory.recognise(NUMBER).predicted == ((alice.operator.core_id, 700),)
    assert Customer.objects.get(pk=other.pk).forecasts == {"o1": 5}
    changes = AuditEntry.objects.filter(verb="customer.changed").count()
    call_command("forecasts", str(file))
    assert "0 customers changed" in capsys.readouterr().out
    assert AuditEntry.objects.filter(verb="customer.changed").count() == changes == 1
    assert maria.pk != other.pk


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("number,operator\n", "columns number, operator, score"),
        ("number,operator,score\n+79123456789,nobody,5\n", "Line 2: nobody who takes calls has the login 'nobody'"),
        ("number,operator,score\n+79123456789,{login},1\n+79123456789,{login},many\n", "Line 3: 'many' is no score"),
    ],
)
def test_a_wrong_file_changes_nothing(alice: User, tmp_path: Path, text: str, told: str) -> None:
    maria = actions.save_customer(None, None, {"name": "Maria", "phones": [NUMBER]})
    file = tmp_path / "forecasts.csv"
    file.write_text(text.format(login=alice.login), encoding="utf-8")
    with pytest.raises(CommandError, match=told):
        call_command("forecasts", str(file))
    maria.refresh_from_db()
    assert maria.forecasts == {}
