from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "gudok.web.api"
    label = "api"

    def ready(self) -> None:
        from gudok.web.api import held
        from gudok.web.people.held import parts

        parts.add(held.PART)
