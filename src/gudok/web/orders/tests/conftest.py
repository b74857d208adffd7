from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from gudok.web.catalogue import actions as catalogue
from gudok.web.drafts.calls import Known
from gudok.web.drafts.merge import Change
from gudok.web.orders import actions
from gudok.web.orders.saving import OrderSaving, save_fields

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.catalogue.models import Good
    from gudok.web.orders.models import Order


class Goods(NamedTuple):
    tea: Good
    coffee: Good


@pytest.fixture
def goods(db: None) -> Goods:
    def made(article: str, name: str, kopecks: int) -> Good:
        return catalogue.save_good(None, None, {"article": article, "name": name, "unit": "уп.", "kopecks": kopecks})

    return Goods(made("TEA-01", "Чай зелёный", 45_000), made("COF-7", "Кофе молотый", 35_050))


def change(
    user: User, order: Order, *changes: tuple[str, str], base: int | None = None, seat: str = "one"
) -> OrderSaving:
    """Save what a page sends that has seen the order as it is now, or as it was at `base`."""
    order.refresh_from_db()
    known = order.version if base is None else base
    found = save_fields(user, order.pk, [Change(field, value, known) for field, value in changes], seat)
    order.refresh_from_db()
    return found


def place(user: User, goods: Goods, call: str = "") -> Order:
    """A placed order of two packets of tea."""
    order = actions.begin_order(user, call, Known(None, "Мария", "+79123456789"))
    change(user, order, ("line.k1.good", str(goods.tea.pk)), ("line.k1.quantity", "2"))
    return actions.place_order(user, order.pk)
