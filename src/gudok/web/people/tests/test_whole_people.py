"""People with several numbers, addresses, e-mail addresses and tags, and the companies they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from gudok.web.audit.models import AuditEntry
from gudok.web.people import actions, names
from gudok.web.people.companies.models import Company
from gudok.web.people.models import Customer

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

WHOLE = {
    "name": "Мария Иванова", "company": "ООО Ромашка", "phones": "+79123456789\n88001002030",
    "emails": "Maria@Example.org\nmaria@example.org\nm@example.com", "addresses": "Омск, Мира 5\nОмск, склад 2",
    "language": "kk", "time_zone": "Asia/Omsk", "tags": "опт, Юг, опт", "note": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"), [("Ёлкин  Пётр", "петр ЕЛКИН"), ("ООО «Ромашка»", "ромашка, ооо"), ("O'Brien", "o brien")]
)
def test_names_have_one_key_in_any_writing(one: str, other: str) -> None:
    assert names.key(one) == names.key(other)


def test_near_names_are_more_alike_than_others() -> None:
    assert names.alike("Иванова Мария", "Марья Иванова") > 0.6 > names.alike("Иванова Мария", "Петров Иван")
    assert names.alike("", "") == 0


@pytest.mark.django_db
def test_alice_writes_down_all_of_a_customer(alice: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(alice)
    client.post("/people/new/", WHOLE)
    maria = Customer.objects.get()
    assert str(maria.company) == "ООО Ромашка"
    assert [email.address for email in maria.emails.all()] == ["maria@example.org", "m@example.com"]
    assert [address.text for address in maria.addresses.all()] == ["Омск, Мира 5", "Омск, склад 2"]
    assert sorted(tag.name for tag in maria.tags.all()) == ["Юг", "опт"]
    assert (maria.language, maria.time_zone) == ("kk", "Asia/Omsk")
    after = AuditEntry.objects.get(verb="customer.added").after
    assert (after["company"], after["emails"]) == ("ООО Ромашка", ["maria@example.org", "m@example.com"])
    shown = client.get(f"/people/{maria.pk}/").content.decode()
    assert "Омск, склад 2" in shown
    assert client.post(f"/people/{maria.pk}/", WHOLE | {"emails": "nobody"}).context["form"].errors.keys() == {"emails"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["q=иванова", "q=РОМАШКА мария", "q=ИВАНОВА+ооо", "q=example.com", "q=345-67", "tag=Опт", "language=kk"]
)
def test_she_is_found_by(query: str, alice: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(alice)
    client.post("/people/new/", WHOLE)
    actions.save_customer(None, None, {"name": "Пётр", "phones": ["+79990000000"], "tags": ["розница"]})
    assert [row.name for row in client.get(f"/people/?{query}").context["page"]] == ["Мария Иванова"]


@pytest.mark.django_db
def test_a_masked_address_is_not_seen_guessed_or_changed(alice: User, sign_in: Callable[[User], Client]) -> None:
    client = sign_in(alice)
    client.post("/people/new/", WHOLE)
    alice.hide_numbers = True
    alice.save()
    for address in ("/people/", f"/people/{Customer.objects.get().pk}/"):
        assert "maria@example.org" not in client.get(address).content.decode()
    assert [len(client.get(f"/people/?q={q}").context["page"]) for q in ("example", "Maria@example.org")] == [0, 1]
    client.post(f"/people/{Customer.objects.get().pk}/", WHOLE | {"emails": "evil@example.org"})
    assert Customer.objects.get().emails.count() == 2


@pytest.mark.django_db
def test_a_company_renamed_finds_its_people_and_one_deleted_leaves_them(
    alice: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(alice)
    client.post("/people/new/", WHOLE)
    client.post("/people/new/", {"name": "Пётр", "company": "ромашка ООО"})
    romashka = Company.objects.get()
    assert romashka.people.count() == 2
    client.post(f"/people/companies/{romashka.pk}/", {"name": "Василёк", "tax_id": "5501", "note": ""})
    assert len(client.get("/people/?q=василек").context["page"]) == 2
    assert len(client.get(f"/people/?company={romashka.pk}").context["page"]) == 2
    assert [row.size for row in client.get("/people/companies/?q=ВАСИЛЕК").context["page"]] == [2]
    client.post(f"/people/companies/{romashka.pk}/delete/")
    assert set(Customer.objects.values_list("company", flat=True)) == {None}
    assert not client.get("/people/?q=василек").context["page"].object_list
    assert len(AuditEntry.objects.get(verb="company.deleted").before["people"]) == 2


@pytest.mark.django_db(transaction=True)
def test_names_of_companies_become_companies_and_go_back_as_they_were() -> None:
    """What stands in a centre's records today loses nothing on the way, nor back."""
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes()
    try:
        executor.migrate([("people", "0002_preferred_operators")])
        was = executor.loader.project_state([("people", "0002_preferred_operators")]).apps
        old = was.get_model("people", "Customer")
        written = {"Мария": "ООО «Ромашка»", "Пётр": "ооо «ромашка»", "Анна": "ООО «Ромашка»", "Никто": ""}
        for name, company in written.items():
            old.objects.create(name=name, company=company)
        MigrationExecutor(connection).migrate(latest)
        assert {row.name: str(row.company or "") for row in Customer.objects.all()} == written
        assert Company.objects.count() == 2
        assert Customer.objects.get(found_by__contains="петр ооо ромашка").name == "Пётр"
        MigrationExecutor(connection).migrate([("people", "0002_preferred_operators")])
        assert dict(old.objects.values_list("name", "company")) == written
    finally:
        MigrationExecutor(connection).migrate(latest)
