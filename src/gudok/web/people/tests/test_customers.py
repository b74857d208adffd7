from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.web.audit.models import AuditEntry
from gudok.web.people import actions, queries
from gudok.web.people.models import Customer, Phone

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


def form(**values: str) -> dict[str, str]:
    return {
        "name": "Мария Иванова",
        "company": "Ромашка",
        "note": "",
        "phones": "8 912 345-67-89\n+7 912 345 67 89",
    } | values


def test_alice_adds_a_customer(alice: User, sign_in: Callable[[User], Client]) -> None:
    sign_in(alice).post("/people/new/", form(vip="on"))
    maria = Customer.objects.get()
    assert maria.vip
    assert [phone.e164 for phone in maria.phones.all()] == ["+79123456789"]
    entry = AuditEntry.objects.get(verb="customer.added")
    assert entry.actor == alice
    assert entry.after["phones"] == ["+79123456789"]


def test_changing_keeps_numbers_that_stay(alice: User, sign_in: Callable[[User], Client]) -> None:
    maria = actions.save_customer(None, None, {"name": "Maria", "phones": ["+79123456789", "+79120000000"]})
    kept = Phone.objects.get(e164="+79123456789").pk
    sign_in(alice).post(f"/people/{maria.pk}/", form(phones="+79123456789\n88001002030"))
    assert list(maria.phones.values_list("e164", flat=True)) == ["+79123456789", "+78001002030"]
    assert Phone.objects.get(e164="+79123456789").pk == kept


@pytest.mark.parametrize("phones", ["12", "abc", "+7912"])
def test_a_line_that_is_no_number_is_named(alice: User, sign_in: Callable[[User], Client], phones: str) -> None:
    response = sign_in(alice).post("/people/new/", form(phones=phones))
    assert phones in response.context["form"].errors["phones"][0]
    assert not Customer.objects.exists()


def test_a_number_belongs_to_one_customer(alice: User, sign_in: Callable[[User], Client]) -> None:
    actions.save_customer(None, None, {"name": "Maria", "phones": ["+79123456789"]})
    response = sign_in(alice).post("/people/new/", form())
    assert "Maria" in response.context["form"].errors["phones"][0]


def test_charlie_adds_nobody(charlie: User, sign_in: Callable[[User], Client]) -> None:
    assert sign_in(charlie).post("/people/new/", form()).status_code == 403
    assert not Customer.objects.exists()


def test_deleting_is_written_down(alice: User, sign_in: Callable[[User], Client]) -> None:
    maria = actions.save_customer(None, None, {"name": "Maria", "phones": ["+79123456789"]})
    sign_in(alice).post(f"/people/{maria.pk}/delete/")
    assert not Phone.objects.exists()
    assert AuditEntry.objects.get(verb="customer.deleted").before["phones"] == ["+79123456789"]


@pytest.mark.parametrize("text", ["мария", "МАРИЯ", "иван", "ромаш", "912 345", "8 912 345-67-89", "+79123456789"])
def test_search_finds_by_any_part(text: str) -> None:
    actions.save_customer(
        None, None, {"name": "Мария Иванова", "company": "Ромашка", "phones": ["+79123456789", "+79120000000"]}
    )
    assert [row.name for row in queries.search(text)] == ["Мария Иванова"]


def test_search_leaves_others_out() -> None:
    actions.save_customer(None, None, {"name": "Пётр", "phones": ["+79990000000"]})
    assert not queries.search("мария")
    assert not queries.search(vip=True)


def test_a_person_who_may_not_see_numbers_gets_masked_ones(alice: User, sign_in: Callable[[User], Client]) -> None:
    actions.save_customer(None, None, {"name": "Maria", "phones": ["+79123456789"]})
    alice.hide_numbers = True
    alice.save()
    client = sign_in(alice)
    page = client.get("/people/").content.decode()
    assert "+7 912 •••-••-89" in page
    assert "345-67" not in page
    assert [len(client.get(f"/people/?q={q}").context["page"]) for q in ("345-67", "8 912 345-67-89")] == [0, 1]
    card = f"/people/{Customer.objects.get().pk}/"
    assert "345-67" not in client.get(card).content.decode()
    client.post(card, form(phones="+79990000000"))
    assert Phone.objects.get().e164 == "+79123456789"


def test_a_customer_s_own_number_is_found_shown_and_unique(alice: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(alice)
    client.post("/people/new/", form(code="Д-42"))
    client.post("/people/new/", form(name="Иван", code="", phones=""))
    client.post("/people/new/", form(name="Пётр", code="", phones=""))
    maria = Customer.objects.get(code="Д-42")
    assert Customer.objects.filter(code=None).count() == 2, "many may have none"
    assert [row.pk for row in queries.search("Д-42", masked=True)] == [maria.pk]
    assert not queries.search("42"), "a whole one only: it is no name"
    assert 'value="Д-42"' in client.get(f"/people/{maria.pk}/").content.decode()
    again = client.post("/people/new/", form(name="Анна", code="Д-42", phones=""))
    assert again.context["form"].errors["code"]
