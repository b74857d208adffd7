"""The supervisor's wall."""

from __future__ import annotations

from django.apps import AppConfig


class WallConfig(AppConfig):
    name = "gudok.web.wall"
    label = "wall"
