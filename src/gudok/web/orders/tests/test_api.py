from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gudok.web.api.feed import KINDS, Wanted, of_news
from gudok.web.api.tests.helpers import Program
from gudok.web.news.models import News
from gudok.web.orders.models import Order
from gudok.web.orders.tests.conftest import Goods, place

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db

BODY = {
    "lines": [{"article": "TEA-01", "quantity": 2500}, {"article": "COF-7"}],
    "name": "Мария",
    "phone": "89123456789",
}


def test_a_program_takes_changes_and_moves_an_order(bob: User, goods: Goods) -> None:
    program = Program(bob, "orders:read", "orders:write")
    made = program.post("orders", BODY | {"discount": 10})
    assert made.status_code == 201, made.content
    order = made.json()
    assert (order["number"], order["status"], order["total"]) == (1, "new", 132_795)
    assert order["phone"] == "+7 912 •••-••-89", "masked without the scope"
    assert program.get("orders?q=мария&status=new").json()["items"] == [order]
    tag = program.get(f"orders/{order['id']}").headers["ETag"]
    assert program.get(f"orders/{order['id']}", If_None_Match=tag).status_code == 304
    changed = program.ask("PATCH", f"orders/{order['id']}", {"address": "ул. Мира, 5", "discount": 0}, If_Match=tag)
    assert (changed.json()["address"], changed.json()["total"]) == ("ул. Мира, 5", 147_550)
    assert program.ask("PATCH", f"orders/{order['id']}", {"address": ""}, If_Match=tag).status_code == 412
    assert program.post(f"orders/{order['id']}/move", {"status": "done"}).status_code == 409
    assert program.post(f"orders/{order['id']}/move", {"status": "cancelled"}).json()["status"] == "cancelled"
    assert program.ask("PATCH", f"orders/{order['id']}", {"address": "x"}).status_code == 409
    assert [news.kind for news in News.objects.all()] == ["order.created", "order.changed", "order.changed"]
    assert News.objects.last().data["fields"] == ["status"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"lines": [{"article": "NONE"}]}, "lines.0.article"),
        ({"lines": []}, "lines"),
        ({"customer": "99"}, "customer"),
        ({"delivery": "courier"}, "address"),
        ({"delivery": "rocket"}, "delivery"),
        ({"discount": 50}, "discount"),
    ],
)
def test_a_wrong_order_is_refused_by_its_field(bob: User, goods: Goods, more: dict[str, object], field: str) -> None:
    told = Program(bob, "orders:write").post("orders", BODY | more)
    assert told.status_code == 422, told.content
    assert [error["field"] for error in told.json()["errors"]] == [field]
    assert Order.objects.count() == 0


def test_events_of_orders_are_for_who_sees_orders(alice: User, goods: Goods) -> None:
    place(alice, goods)
    event = of_news(News.objects.get())
    assert event.kind in KINDS
    assert Wanted(of=(frozenset(), frozenset())).lets(event)
    assert not Wanted(orders=False).lets(event)
    assert "+7" not in str(event.data), "nothing personal is told"
