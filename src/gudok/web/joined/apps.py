from __future__ import annotations

from django.apps import AppConfig


class JoinedConfig(AppConfig):
    name = "gudok.web.joined"
    label = "joined"
