"""An order as it is typed: saved by field, merged with others, kept in its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone, translation

from gudok.web.audit.models import AuditEntry
from gudok.web.catalogue.actions import save_good
from gudok.web.drafts.calls import Known
from gudok.web.drafts.saving import Conflict
from gudok.web.news.models import News
from gudok.web.orders import actions, queries
from gudok.web.orders.aloud import read_aloud
from gudok.web.orders.choices import DeliveryKind, OrderRules, OrderStatus, PaymentKind
from gudok.web.orders.models import Order, OrderLine
from gudok.web.orders.tests.conftest import Goods, change, place

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

pytestmark = pytest.mark.django_db


def test_an_order_is_typed_and_placed(alice: User, goods: Goods) -> None:
    order = actions.begin_order(alice, "c1", Known(None, "Мария", "+79123456789"))
    courier = DeliveryKind.objects.get(code="courier")
    DeliveryKind.objects.filter(pk=courier.pk).update(kopecks=30_000)
    change(alice, order, ("line.k1.good", str(goods.tea.pk)), ("line.k1.quantity", "2"))
    change(alice, order, ("line.k2.good", str(goods.coffee.pk)), ("delivery", str(courier.pk)))
    assert order.total == 2 * 45_000 + 35_050 + 30_000
    assert queries.missing(order) == ["address"]
    with pytest.raises(ValueError):
        actions.place_order(alice, order.pk)
    change(alice, order, ("address", "ул. Мира, 5"))
    placed = actions.place_order(alice, order.pk)
    assert (placed.number, placed.status.code, placed.author) == (1, "new", alice)  # type: ignore[union-attr]
    assert actions.place_order(alice, order.pk).number == 1, "twice is once"
    assert AuditEntry.objects.filter(verb="order.placed").count() == 1
    news = News.objects.get()
    assert (news.kind, news.operator, news.data["number"], news.data["total"]) == (
        "order.created",
        alice.operator.core_id,
        1,
        155_050,
    )


def test_numbers_follow_each_other_without_a_gap(alice: User, goods: Goods) -> None:
    first = place(alice, goods)
    dropped = actions.begin_order(alice)
    assert actions.drop_draft(alice, dropped.pk)
    assert [first.number, place(alice, goods).number] == [1, 2]
    assert not actions.drop_draft(alice, first.pk)


def test_name_and_price_stay_those_of_the_moment(alice: User, goods: Goods) -> None:
    order = place(alice, goods)
    save_good(None, goods.tea.pk, {"name": "Чай белый", "kopecks": 99_900})
    change(alice, order, ("line.k1.quantity", "3"))
    assert [(line.name, line.kopecks) for line in order.lines.all()] == [("Чай зелёный", 45_000)]
    assert order.total == 135_000


def test_the_draft_of_a_call_is_one_and_goes_with_it(alice: User, bob: User) -> None:
    first = actions.begin_order(alice, "c1")
    again = actions.begin_order(bob, "c1")
    assert again.pk == first.pk
    assert Order.objects.get().author == bob


def test_two_fields_of_two_people_are_merged(alice: User, bob: User, goods: Goods) -> None:
    order = place(alice, goods)
    seen = order.version
    assert not change(alice, order, ("address", "ул. Мира, 5"), base=seen).conflicts
    assert not change(bob, order, ("comment", "Позвонить"), ("line.k1.quantity", "3"), base=seen, seat="two").conflicts
    assert (order.address, order.comment, order.total) == ("ул. Мира, 5", "Позвонить", 135_000)


def test_one_field_of_two_people_is_asked_about_and_nothing_is_lost(alice: User, bob: User, goods: Goods) -> None:
    order = place(alice, goods)
    seen = order.version
    change(alice, order, ("address", "ул. Мира, 5"), base=seen)
    found = change(bob, order, ("address", "ул. Мира, 7"), ("wished", "завтра"), base=seen, seat="two")
    assert found.conflicts == {"address": Conflict("ул. Мира, 5", str(alice))}
    assert (order.address, order.wished) == ("ул. Мира, 5", "завтра")
    # Asked, bob keeps his own: now he has seen hers.
    assert not change(bob, order, ("address", "ул. Мира, 7"), seat="two").conflicts
    assert order.address == "ул. Мира, 7"


def test_ones_own_lost_answer_is_no_conflict_and_the_same_value_is_none(alice: User, bob: User, goods: Goods) -> None:
    order = place(alice, goods)
    seen = order.version
    change(alice, order, ("address", "ул. М"), base=seen)
    assert not change(alice, order, ("address", "ул. Мира"), base=seen).conflicts
    assert not change(bob, order, ("address", "ул. Мира"), base=seen, seat="two").conflicts


def test_a_line_taken_out_meanwhile(alice: User, bob: User, goods: Goods) -> None:
    order = place(alice, goods)
    seen = order.version
    change(alice, order, ("line.k1.gone", "1"), base=seen)
    found = change(bob, order, ("line.k1.quantity", "5"), ("line.k1.gone", "1"), base=seen, seat="two")
    assert found.conflicts == {"line.k1.quantity": Conflict(None, str(alice))}
    assert (order.lines.count(), order.total) == (0, 0)


def test_a_repeated_line_is_one_line(alice: User, goods: Goods) -> None:
    order = actions.begin_order(alice)
    for _ in range(2):
        change(alice, order, ("line.k1.good", str(goods.tea.pk)), base=0)
    assert OrderLine.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("line.k1.quantity", "0"),
        ("line.k1.quantity", "many"),
        ("line.k9.good", "999999"),
        ("delivery", "999"),
        ("discount", "5"),
        ("discount", "abc"),
        ("total", "1"),
        ("status", "done"),
        ("line..good", "1"),
    ],
)
def test_what_cannot_be_is_told_by_its_field(alice: User, goods: Goods, field: str, value: str) -> None:
    order = place(alice, goods)
    before = order.version
    assert list(change(alice, order, (field, value)).wrong) == [field]
    assert (order.version, order.total) == (before, 90_000)


def test_a_discount_is_given_within_the_right_and_its_limit(bob: User, goods: Goods) -> None:
    OrderRules.objects.update_or_create(pk=1, defaults={"most_discount": 15})
    order = place(bob, goods)
    assert not change(bob, order, ("discount", "15")).wrong
    assert change(bob, order, ("line.k1.discount", "16")).wrong
    assert order.total == 76_500


def test_typing_is_one_line_of_the_history(alice: User, bob: User, goods: Goods) -> None:
    order = place(alice, goods)
    for text in ("у", "ул", "ул. Мира"):
        change(alice, order, ("address", text))
    change(bob, order, ("address", "ул. Мира, 7"))
    told = [(row.who, row.field, row.before, row.after) for row in order.changes.all()]
    assert told == [(alice, "address", "", "ул. Мира"), (bob, "address", "ул. Мира", "ул. Мира, 7")]
    assert News.objects.filter(kind="order.changed").count() == 4


def test_who_may_move_it_where(alice: User, bob: User, goods: Goods) -> None:
    order = place(alice, goods)
    assert [status.code for status in queries.moves(alice, order)] == ["confirmed", "cancelled"]
    assert not actions.move_order(alice, order.pk, "sent")
    assert actions.move_order(alice, order.pk, "confirmed")
    assert not actions.move_order(alice, order.pk, "sent"), "a manager's move"
    assert actions.move_order(bob, order.pk, "sent")
    assert actions.move_order(bob, order.pk, "done")
    order.refresh_from_db()
    assert not queries.may_change(bob, order), "done is done"
    assert [row.after for row in order.changes.all()] == [
        OrderStatus.objects.get(code=code).name for code in ("confirmed", "sent", "done")
    ]
    assert AuditEntry.objects.filter(verb="order.moved").count() == 3


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "ru",
            (
                "Ваш заказ: Чай зелёный, 2 уп.: 900 ₽; Кофе молотый, 0,5 уп.: 175,25 ₽. Скидка 10 %: 107,53 ₽. "
                "Доставка: Курьером, 300 ₽. Итого: 1 267,72 ₽. Адрес: ул. Мира, 5. Время: завтра. Оплата: Наличными. "
                "Номер вашего заказа: 7."
            ),
        ),
        (
            "en",
            (
                "Your order: Чай зелёный, 2 уп.: 900 ₽; Кофе молотый, 0.5 уп.: 175.25 ₽. Discount 10 %: 107.53 ₽. "
                "Delivery: By courier, 300 ₽. Total: 1,267.72 ₽. Address: ул. Мира, 5. Time: завтра. Payment: In cash. "
                "The number of your order is 7."
            ),
        ),
    ],
)
def test_it_is_read_aloud(bob: User, goods: Goods, language: str, told: str) -> None:
    order = Order.objects.create(
        author=bob, number=7, placed_at=timezone.now(), address="ул. Мира, 5.", wished="завтра", discount=10,
        delivery=DeliveryKind.objects.get(code="courier"), delivery_kopecks=30_000,
        payment=PaymentKind.objects.get(code="cash"),
    )  # fmt: skip
    for key, good, quantity in (("a", goods.tea, 2000), ("b", goods.coffee, 500)):
        named = {"article": good.article, "name": good.name, "unit": good.unit, "kopecks": good.prices.get().kopecks}
        OrderLine.objects.create(order=order, key=key, good=good, quantity=quantity, **named)
    with translation.override(language):
        assert read_aloud(order).replace("\u00a0", " ") == told
    order.lines.all().delete()
    assert read_aloud(order) == ""
