from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "gudok.web.people"
    label = "people"

    def ready(self) -> None:
        from gudok.web.people.told import add_all

        add_all()
        from gudok.web.people.held import own

        own.add_all()
