from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "gudok.web.cases"
    label = "cases"

    def ready(self) -> None:
        from gudok.web.cases import held
        from gudok.web.cases.story import read
        from gudok.web.people.held import parts
        from gudok.web.people.story import Part, add

        parts.add(held.PART)

        add(Part("cases", _("Complaints and wishes"), "message-report", read))
