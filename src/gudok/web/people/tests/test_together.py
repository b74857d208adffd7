"""Alice and bob have the same customer open; neither loses what the other wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.web.people import actions
from gudok.web.people.models import Customer

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

    Enter = Callable[[User], Client]

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria() -> Customer:
    values = {"name": "Мария Иванова", "phones": ["+79123456789"], "note": "Звонить после шести"}
    return actions.save_customer(None, None, values)


def opened(client: Client, maria: Customer) -> dict[str, str]:
    """What the page's form would send if nothing were touched."""
    form = client.get(f"/people/{maria.pk}/").context["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: str(value) for name, value in values.items() if value not in (None, False)}


def test_each_changed_another_field(alice: User, bob: User, sign_in: Enter, maria: Customer) -> None:
    hers, his = opened(sign_in(alice), maria), opened(sign_in(bob), maria)
    sign_in(bob).post(f"/people/{maria.pk}/", his | {"vip": "on", "phones": "+79123456789\n+79120000000"})
    answer = sign_in(alice).post(f"/people/{maria.pk}/", hers | {"note": "Звонить утром"}, follow=True)
    saved = Customer.objects.get()
    assert (saved.vip, saved.note) == (True, "Звонить утром")
    assert sorted(phone.e164 for phone in saved.phones.all()) == ["+79120000000", "+79123456789"]
    told = " ".join(str(message) for message in answer.context["messages"])
    assert "VIP" in told, "she is told what bob has changed"


def test_a_tick_that_bob_took_away_stays_away(alice: User, bob: User, sign_in: Enter, maria: Customer) -> None:
    actions.save_customer(None, maria, {"vip": True})
    hers, his = opened(sign_in(alice), maria), opened(sign_in(bob), maria)
    sign_in(bob).post(f"/people/{maria.pk}/", {name: text for name, text in his.items() if name != "vip"})
    sign_in(alice).post(f"/people/{maria.pk}/", hers | {"note": "Звонить утром"})
    saved = Customer.objects.get()
    assert (saved.vip, saved.note) == (False, "Звонить утром")


def test_both_changed_one_field_and_alice_is_asked(alice: User, bob: User, sign_in: Enter, maria: Customer) -> None:
    hers, his = opened(sign_in(alice), maria), opened(sign_in(bob), maria)
    sign_in(bob).post(f"/people/{maria.pk}/", his | {"note": "Не звонить"})
    answer = sign_in(alice).post(f"/people/{maria.pk}/", hers | {"note": "Звонить утром"})
    form = answer.context["form"]
    assert "Не звонить" in form.errors["note"][0]
    assert Customer.objects.get().note == "Не звонить", "nothing is changed before she has answered"
    again = {field.html_name: str(field.value()) for field in form if field.value() not in (None, False)}
    assert again["note"] == "Звонить утром", "what she typed is still there"
    sign_in(alice).post(f"/people/{maria.pk}/", again)
    assert Customer.objects.get().note == "Звонить утром"


def test_both_wrote_the_same(alice: User, bob: User, sign_in: Enter, maria: Customer) -> None:
    hers, his = opened(sign_in(alice), maria), opened(sign_in(bob), maria)
    for who, values in ((bob, his), (alice, hers)):
        assert sign_in(who).post(f"/people/{maria.pk}/", values | {"note": "Не звонить"}).status_code == 302


@pytest.mark.parametrize("seen", ["", "no json", "[1]", '{"note": 5}'])
def test_a_program_that_did_not_open_the_page(alice: User, sign_in: Enter, maria: Customer, seen: str) -> None:
    values = opened(sign_in(alice), maria) | {"note": "Звонить утром", "seen": seen}
    answer = sign_in(alice).post(f"/people/{maria.pk}/", values)
    assert answer.status_code in (200, 302)
    assert (answer.status_code == 302) == (Customer.objects.get().note == "Звонить утром")
