from __future__ import annotations

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "gudok.web.webhooks"
    label = "webhooks"

    def ready(self) -> None:
        from gudok.web.people.held import parts
        from gudok.web.webhooks import held

        parts.add(held.PART)
