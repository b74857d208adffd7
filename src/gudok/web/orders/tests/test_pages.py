from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from gudok.web.audit.models import AuditEntry
from gudok.web.orders import actions, story
from gudok.web.orders.choices import OrderStatus
from gudok.web.orders.models import Order
from gudok.web.orders.tests.conftest import Goods, change, place
from gudok.web.people.models import Customer, Phone

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from gudok.web.accounts.models import User

    SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db


def shown(client: Client, query: str = "") -> list[int]:
    return [order.number for order, _ in client.get(f"/orders/?{query}").context["rows"]]


def test_the_list_is_narrowed_in_the_address(alice: User, bob: User, goods: Goods, sign_in: SignIn) -> None:
    first, second = place(alice, goods), place(bob, goods)
    Order.objects.filter(pk=second.pk).update(name="Пётр", phone="+79261112233")
    actions.move_order(alice, first.pk, "confirmed")
    actions.begin_order(alice)
    client = sign_in(bob)
    assert shown(client) == [2, 1]
    assert shown(client, "q=пётр") == [2]
    assert shown(client, "q=8 926 111-22-33") == [2]
    assert shown(client, "q=№ 1") == [1]
    assert shown(client, "status=confirmed") == [1]
    assert shown(client, "show=own") == [2]
    assert shown(client, "show=drafts") == [None]
    assert shown(client, "until=2020-01-01") == []
    assert shown(client, "since=nonsense&q=%00") == [2, 1]
    heads = client.get("/orders/?columns=comment&columns=number").context["heads"]
    assert len(heads) == 2


def test_masked_numbers_are_masked_and_not_searched_by_parts(alice: User, goods: Goods, sign_in: SignIn) -> None:
    order = place(alice, goods)
    alice.hide_numbers = True
    alice.save()
    client = sign_in(alice)
    for path in ("/orders/", f"/orders/{order.pk}/look/", f"/orders/{order.pk}/"):
        assert "345-67-89" not in client.get(path).content.decode()
    assert shown(client, "q=3456") == []
    assert shown(client, "q=%2B79123456789") == [1]
    # What is masked cannot be written over with its mask.
    assert client.get(f"/orders/{order.pk}/look/").json()["order"]["locked"] == ["phone", "discount"]
    sent = {"changes": json.dumps([["phone", "+7 912 •••-••-89", 99]]), "seat": "s"}
    assert list(client.post(f"/orders/{order.pk}/save/", sent).json()["wrong"]) == ["phone"]
    order.refresh_from_db()
    assert order.phone == "+79123456789"


def test_a_file_of_what_is_seen_holds_no_formula(alice: User, bob: User, goods: Goods, sign_in: SignIn) -> None:
    order = place(alice, goods)
    change(alice, order, ("name", "=HYPERLINK(1)"), ("comment", "+1"))
    assert sign_in(alice).get("/orders/export/").status_code == 403
    told = sign_in(bob).get("/orders/export/?columns=number&columns=customer&columns=comment&columns=total")
    assert told.content.decode("utf-8-sig").splitlines()[1] == "1;'=HYPERLINK(1);900.00;'+1"
    assert AuditEntry.objects.get(verb="orders.exported").after == {"rows": 1}


def test_who_takes_orders_only_sees_the_own(alice: User, bob: User, goods: Goods, sign_in: SignIn) -> None:
    from gudok.web.accounts.models import OwnRole

    hers, his = place(alice, goods), place(bob, goods)
    alice.groups.clear()
    alice.own_roles.add(OwnRole.objects.create(name="Orders", rights=["orders.take"]))
    client = sign_in(alice)
    assert shown(client) == [1]
    assert client.get(f"/orders/{his.pk}/look/").status_code == 404
    assert client.post(f"/orders/{his.pk}/save/", {"changes": "[]"}).status_code == 404
    assert client.get(f"/orders/{hers.pk}/look/").status_code == 200


def test_two_who_have_it_open_see_each_other(alice: User, bob: User, goods: Goods, sign_in: SignIn) -> None:
    order = place(alice, goods)
    sign_in(alice).get(f"/orders/{order.pk}/look/")
    assert sign_in(bob).get(f"/orders/{order.pk}/look/").json()["order"]["others"] == [str(alice)]


def test_what_is_done_is_changed_by_nobody(bob: User, goods: Goods, sign_in: SignIn) -> None:
    order = place(bob, goods)
    Order.objects.update(status=OrderStatus.objects.get(code="done"))
    assert sign_in(bob).post(f"/orders/{order.pk}/save/", {"changes": "[]"}).status_code == 403


@pytest.mark.parametrize("changes", ["", "{}", "[1]", '[["a"]]', '[["a", 1, 2]]', '[["a", "b", "c"]]', "[[]]"])
def test_nonsense_is_refused(bob: User, goods: Goods, sign_in: SignIn, changes: str) -> None:
    order = place(bob, goods)
    assert sign_in(bob).post(f"/orders/{order.pk}/save/", {"changes": changes}).status_code == 400


def test_an_order_for_a_customer_from_the_card(alice: User, goods: Goods, sign_in: SignIn) -> None:
    maria = Customer.objects.create(name="Мария")
    Phone.objects.create(customer=maria, e164="+79123456789")
    client = sign_in(alice)
    client.post("/orders/new/", {"customer": maria.pk})
    order = Order.objects.get()
    assert (order.customer, order.name, order.phone, order.draft) == (maria, "Мария", "+79123456789", True)
    assert f"/orders/{order.pk}/" in client.get(f"/people/{maria.pk}/").content.decode()


def test_a_status_says_where_it_leads(dave: User, sign_in: SignIn) -> None:
    new = OrderStatus.objects.get(code="new")
    form = {"name_ru": "Новый", "name_en": "New", "place": 1, "enabled": "on", "next_take": ["confirmed"]}
    assert sign_in(dave).post(f"/setup/order_statuses/{new.pk}/", form).status_code == 302
    new.refresh_from_db()
    assert (new.next_take, new.next_manage) == (["confirmed"], [])
    wrong = sign_in(dave).post(f"/setup/order_statuses/{new.pk}/", form | {"next_take": ["nowhere"]})
    assert set(wrong.context["form"].errors) == {"next_take"}


def test_the_rules_limit_discounts(dave: User, sign_in: SignIn) -> None:
    client = sign_in(dave)
    assert client.post("/setup/ordering/", {"most_discount": "101"}).context["form"].errors
    assert client.post("/setup/ordering/", {"most_discount": "20"}).status_code == 302


def test_an_order_stands_in_its_customers_story(alice: User, goods: Goods, sign_in: SignIn) -> None:
    maria = Customer.objects.create(name="Мария")
    order = place(alice, goods)
    Order.objects.filter(pk=order.pk).update(customer=maria)
    actions.begin_order(alice)
    lines = sign_in(alice).get(f"/people/{maria.pk}/story/?only=orders").context["lines"]
    assert [(line.entry.title, line.entry.link) for line in lines] == [("Заказ №\u00a01", f"/orders/{order.pk}/")]


def test_charlie_finds_no_order_in_a_story(alice: User, charlie: User, goods: Goods) -> None:
    maria = Customer.objects.create(name="Мария")
    Order.objects.filter(pk=place(alice, goods).pk).update(customer=maria)
    now = timezone.now()
    assert len(list(story.read(alice, maria, now, 9))) == 1
    assert list(story.read(charlie, maria, now, 9)) == []
