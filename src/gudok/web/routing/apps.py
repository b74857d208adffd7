from __future__ import annotations

from django.apps import AppConfig

from gudok.plugins import load


class RoutingConfig(AppConfig):
    name = "gudok.web.routing"
    label = "routing"

    def ready(self) -> None:
        """Every process that starts Django decides, or decides again: all have the same functions."""
        load()
