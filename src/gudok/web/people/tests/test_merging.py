"""The same person written down twice: found, merged with everything, and made two again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from gudok.web.audit.models import AuditEntry
from gudok.web.people.actions import save_customer
from gudok.web.people.merging import actions, queries
from gudok.web.people.merging.models import Merge
from gudok.web.people.merging.pictures import of
from gudok.web.people.models import Customer
from gudok.web.record.models import Call
from gudok.web.tasks.models import Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db
NUMBER, OTHER = "+79263184057", "+79120000000"


@pytest.fixture
def maria() -> Customer:
    values = {
        "name": "Иванова Мария",
        "phones": [NUMBER],
        "emails": ["m@example.org"],
        "tags": ["опт"],
        "note": "Первая",
    }
    return save_customer(None, None, values | {"own": {"a": 1}, "company": "Ромашка"})


@pytest.fixture
def twin() -> Customer:
    values = {"name": "мария ИВАНОВА", "phones": [OTHER], "emails": ["m@example.org", "x@example.org"], "vip": True}
    return save_customer(None, None, values | {"own": {"a": 2, "b": 3}, "note": "Вторая", "tags": ["юг"]})


def follow(row: Customer, user: User) -> None:
    Call.objects.create(pk=f"c{row.pk}", arrived_at=datetime(2026, 1, 1, tzinfo=UTC), customer=row)
    Task.objects.create(text="Перезвонить", at=timezone.now(), customer=row, created_by=user)


@pytest.mark.parametrize(
    ("name", "email", "why"),
    [
        ("Мария Иванова", "", "name"),
        ("Иванова  Марья", "", "near"),
        ("Кто-то Другой", "M@example.org", "email"),
        ("Пётр Иванов", "", ""),
        ("Мария Сидорова", "", ""),
    ],
)
def test_who_may_be_the_same_is_found(maria: Customer, name: str, email: str, why: str) -> None:
    save_customer(None, None, {"name": name, "emails": [email.lower()] if email else []})
    assert [one.why for one in queries.near(maria)] == ([[queries.WHY[why]]] if why else [])


def test_yo_and_ye_are_one_letter() -> None:
    found = save_customer(None, None, {"name": "Пётр Ёлкин", "company": "Ромашка"})
    other = save_customer(None, None, {"name": "Елкин Петр", "company": "ромашка"})
    assert [(one.customer, len(one.why)) for one in queries.near(found)] == [(other, 2)]


def test_bob_merges_two_and_everything_follows(
    maria: Customer, twin: Customer, bob: User, sign_in: Callable[[User], Client]
) -> None:
    follow(twin, bob)
    client = sign_in(bob)
    assert [len(group.customers) for group in client.get("/people/duplicates/").context["groups"]] == [2, 2]
    assert NUMBER[-2:] in client.get(f"/people/{maria.pk}/merge/{twin.pk}/").content.decode()
    assert client.post(f"/people/{maria.pk}/merge/{twin.pk}/").status_code == 302
    one = Customer.objects.get()
    assert (one.pk, one.name, one.vip, one.own) == (maria.pk, "Иванова Мария", True, {"a": 1, "b": 3})
    assert one.note == "Первая\n\nВторая"
    assert {phone.e164 for phone in one.phones.all()} == {NUMBER, OTHER}
    assert sorted(email.address for email in one.emails.all()) == ["m@example.org", "x@example.org"]
    assert sorted(tag.name for tag in one.tags.all()) == ["опт", "юг"]
    assert (one.calls.count(), one.tasks.count()) == (1, 1)
    entry = AuditEntry.objects.get(verb="customer.merged")
    assert (entry.actor, entry.after["merged"]) == (bob, "мария ИВАНОВА")


def test_the_way_back_makes_both_what_they_were(
    maria: Customer, twin: Customer, bob: User, sign_in: Callable[[User], Client]
) -> None:
    follow(maria, bob)
    follow(twin, bob)
    before = of(maria), of(twin)
    done = actions.merge(bob, maria.pk, twin.pk)
    sign_in(bob).post(f"/people/merges/{done.pk}/undo/")
    pair = Customer.objects.get(pk=maria.pk), Customer.objects.get(pk=twin.pk)
    assert (of(pair[0]), of(pair[1])) == before
    assert [(row.calls.count(), row.tasks.count()) for row in pair] == [(1, 1), (1, 1)]
    assert AuditEntry.objects.filter(verb="customer.parted").count() == 1
    with pytest.raises(actions.OvertakenError):
        actions.undo(bob, done.pk)


def test_what_was_changed_since_stays(maria: Customer, twin: Customer, bob: User) -> None:
    done = actions.merge(bob, maria.pk, twin.pk)
    save_customer(None, maria, {"note": "Новое", "own": {"a": 1, "b": 3, "c": 4}, "phones": [NUMBER]})
    gone = actions.undo(bob, done.pk)
    maria.refresh_from_db()
    assert (maria.note, maria.own, maria.vip) == ("Новое", {"a": 1, "c": 4}, False)
    assert (gone.own, list(gone.phones.all())) == ({"a": 2, "b": 3}, [])


def test_a_chain_of_merges_comes_apart_from_either_end(maria: Customer, twin: Customer, bob: User) -> None:
    third = save_customer(None, None, {"name": "Мария И.", "phones": ["+79130000000"]})
    before = {row.pk: of(row) for row in (maria, twin, third)}
    first = actions.merge(bob, maria.pk, twin.pk)
    second = actions.merge(bob, third.pk, maria.pk)
    assert Merge.objects.get(pk=first.pk).kept_id == third.pk
    actions.undo(bob, second.pk)
    actions.undo(bob, first.pk)
    assert {row.pk: of(row) for row in Customer.objects.all()} == before


def test_alice_merges_nobody_and_a_masked_number_stays_masked(
    maria: Customer, twin: Customer, alice: User, bob: User, sign_in: Callable[[User], Client]
) -> None:
    assert sign_in(alice).post(f"/people/{maria.pk}/merge/{twin.pk}/").status_code == 403
    assert "Возможно" not in sign_in(alice).get(f"/people/{maria.pk}/").content.decode()
    bob.hide_numbers = True
    bob.save()
    client = sign_in(bob)
    for address in ("/people/duplicates/", f"/people/{maria.pk}/merge/{twin.pk}/", f"/people/{maria.pk}/"):
        text = client.get(address).content.decode()
        assert "318-40" not in text
        assert "m@example.org" not in text


def test_who_comes_second_is_told(maria: Customer, twin: Customer, bob: User) -> None:
    actions.merge(bob, maria.pk, twin.pk)
    for pair in ((maria.pk, twin.pk), (maria.pk, maria.pk)):
        with pytest.raises(actions.OvertakenError):
            actions.merge(bob, *pair)
