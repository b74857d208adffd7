from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "gudok.web.orders"
    label = "orders"

    def ready(self) -> None:
        from gudok.web.orders import held
        from gudok.web.orders.story import read
        from gudok.web.people.held import parts
        from gudok.web.people.story import Part, add

        parts.add(held.PART)
        add(Part("orders", _("Orders"), "shopping-cart", read))
