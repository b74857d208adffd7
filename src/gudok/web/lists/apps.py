from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class ListsConfig(AppConfig):
    name = "gudok.web.lists"
    label = "lists"

    def ready(self) -> None:
        from gudok.web.lists.trigrams import add

        add("people_customer", found_by="customer_found_trgm", name_key="customer_key_trgm")
        add("people_phone", e164="phone_trgm")
        add("people_email", address="email_trgm")
        add("record_call", name="call_name_trgm", number="call_number_trgm")
        add("orders_order", name="order_name_trgm", phone="order_phone_trgm")
        post_migrate.connect(_keep, sender=self)


def _keep(using: str, **_: Any) -> None:
    from gudok.web.lists.trigrams import keep

    keep(connections[using])
