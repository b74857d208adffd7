"""Fields a centre makes for itself: typed and checked by one pure function, for the card, the list and the desk."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from gudok.web.audit.models import AuditEntry
from gudok.web.people import actions
from gudok.web.people.models import Customer
from gudok.web.people.own.models import OwnField
from gudok.web.people.own.values import Spec, WrongValueError, typed
from gudok.web.people.own.words import on_card
from gudok.web.setup.document.apply import apply
from gudok.web.setup.document.read import from_toml
from gudok.web.setup.document.write import present, to_toml

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

LIST = ("Север", "Юг")


@pytest.mark.parametrize(
    ("kind", "raw", "kept"),
    [
        ("text", "  Договор 12 ", "Договор 12"),
        ("text", "", None),
        ("number", "1 234,50", 1234.5),
        ("number", "12.0", 12),
        ("number", 7, 7),
        ("date", "30.11.2026", "2026-11-30"),
        ("date", "2026-11-30", "2026-11-30"),
        ("date", dt.datetime(2026, 11, 30, 0, 0), "2026-11-30"),  # noqa: DTZ001 as a table's program gives it
        ("choice", "север", "Север"),
        ("flag", "Да", True),
        ("flag", False, False),
        ("flag", "-", False),
    ],
)
def test_a_value_is_typed(kind: str, raw: object, kept: object) -> None:
    value = typed(Spec("x", "X", kind, LIST), raw)
    assert (value, type(value)) == (kept, type(kept))


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        ("text", "x" * 1001, "long"), ("number", "двенадцать", "number"), ("number", "1e400", "number"),
        ("number", "nan", "number"), ("number", True, "number"), ("date", "31.02.2026", "date"),
        ("date", "44000", "date"),
        ("choice", "Восток", "choice"), ("flag", "может быть", "flag"),
    ],
)  # fmt: skip
def test_what_is_no_value_is_told_by_its_code(kind: str, raw: object, code: str) -> None:
    with pytest.raises(WrongValueError) as wrong:
        typed(Spec("x", "X", kind, LIST), raw)
    assert wrong.value.code == code


def test_an_empty_required_field_is_told() -> None:
    with pytest.raises(WrongValueError, match="required"):
        typed(Spec("x", "X", "flag", required=True), "  ")


def make(client: Client, **values: object) -> Any:
    fields = {"name": "Район", "kind": "choice", "options": "Север\nЮг\nсевер", "place": "10", "on_card": "on"}
    return client.post("/setup/fields/new/", fields | values)


@pytest.mark.django_db
def test_dave_makes_a_field_and_alice_fills_it_in(dave: User, alice: User, sign_in: Callable[[User], Client]) -> None:
    assert make(sign_in(dave)).status_code == 302
    field = OwnField.objects.get()
    assert (field.code, field.options) == ("rayon", ["север", "Юг"])
    client = sign_in(alice)
    wrong = client.post("/people/new/", {"name": "Мария", "own.rayon": "Восток"})
    assert wrong.context["form"].errors.keys() == {"own.rayon"}
    client.post("/people/new/", {"name": "Мария", "own.rayon": "Юг"})
    maria = Customer.objects.get()
    assert maria.own == {"rayon": "Юг"}
    assert '<option value="Юг" selected' in client.get(f"/people/{maria.pk}/").content.decode()
    assert [(one.name, one.value) for one in on_card(maria)] == [("Район", "Юг")]
    assert AuditEntry.objects.get(verb="customer.added").after["own"] == {"rayon": "Юг"}


@pytest.mark.django_db
def test_a_list_without_lines_is_refused_and_alice_makes_no_fields(
    dave: User, alice: User, sign_in: Callable[[User], Client]
) -> None:
    assert "options" in make(sign_in(dave), options=" ").context["form"].errors
    assert make(sign_in(alice)).status_code == 403
    assert not OwnField.objects.exists()


@pytest.mark.django_db
def test_customers_are_found_and_listed_by_their_fields(alice: User, sign_in: Callable[[User], Client]) -> None:
    OwnField.objects.create(name="Район", kind="choice", options=list(LIST))
    OwnField.objects.create(name="Должник", kind="flag")
    for name, own in (("Мария", {"rayon": "Юг", "dolzhnik": True}), ("Пётр", {"rayon": "Север", "dolzhnik": False})):
        actions.save_customer(None, None, {"name": name, "own": own})
    client = sign_in(alice)

    def found(query: str) -> list[str]:
        return [row.name for row in client.get(f"/people/?{query}").context["page"]]

    assert found("q=юг") == ["Мария"]
    assert found("own.rayon=Север") == ["Пётр"]
    assert found("own.dolzhnik=yes") == ["Мария"]
    assert found("own.dolzhnik=maybe") == ["Мария", "Пётр"]


@pytest.mark.django_db
def test_what_stands_in_a_field_that_is_no_more_is_kept(alice: User, sign_in: Callable[[User], Client]) -> None:
    field = OwnField.objects.create(name="Район", kind="choice", options=list(LIST))
    maria = actions.save_customer(None, None, {"name": "Мария", "own": {"rayon": "Юг"}})
    client = sign_in(alice)
    field.options = ["Запад"]
    field.save()
    client.post(f"/people/{maria.pk}/", {"name": "Мария 2", "own.rayon": "Юг"})
    field.delete()
    client.post(f"/people/{maria.pk}/", {"name": "Мария 3"})
    maria.refresh_from_db()
    assert (maria.name, maria.own) == ("Мария 3", {"rayon": "Юг"})


@pytest.mark.django_db
def test_fields_travel_in_the_centres_file(dave: User) -> None:
    OwnField.objects.create(name="Район", kind="choice", options=list(LIST), required=True)
    text = to_toml(present())
    OwnField.objects.all().delete()
    apply(dave, from_toml(text))
    assert OwnField.objects.get().spec == Spec("rayon", "Район", "choice", LIST, required=True)
