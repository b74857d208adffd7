"""The operator's desk."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "gudok.web.desk"
    label = "desk"
