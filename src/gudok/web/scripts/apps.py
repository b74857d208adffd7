from __future__ import annotations

from django.apps import AppConfig


class ScriptsConfig(AppConfig):
    name = "gudok.web.scripts"
    label = "scripts"
