"""The results room: no rows of its own, the engine's journal has them."""

from __future__ import annotations

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "gudok.web.results"
    label = "results"
