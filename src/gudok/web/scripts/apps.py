from __future__ import annotations

from django.apps import AppConfig


class ScriptsConfig(AppConfig):
    name = "gudok.web.scripts"
    label = "scripts"

    def ready(self) -> None:
        from gudok.web.people.held import parts
        from gudok.web.scripts import held

        parts.add(held.PART)
