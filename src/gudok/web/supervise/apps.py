"""The supervisor's page."""

from __future__ import annotations

from django.apps import AppConfig


class SuperviseConfig(AppConfig):
    name = "gudok.web.supervise"
    label = "supervise"
