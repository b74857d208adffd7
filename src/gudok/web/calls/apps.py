from __future__ import annotations

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "gudok.web.calls"
    label = "calls"

    def ready(self) -> None:
        from gudok.web.calls.columns import TABLE
        from gudok.web.lists.tables import add

        add(TABLE)
