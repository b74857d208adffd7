from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TasksConfig(AppConfig):
    name = "gudok.web.tasks"
    label = "tasks"

    def ready(self) -> None:
        from gudok.web.people.held import parts
        from gudok.web.people.story import Part, add
        from gudok.web.tasks import held
        from gudok.web.tasks.story import read

        parts.add(held.PART)
        add(Part("tasks", _("Tasks"), "checklist", read))
