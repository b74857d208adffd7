from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "gudok.web.people"
    label = "people"

    def ready(self) -> None:
        from gudok.web.lists import tables
        from gudok.web.people.columns import TABLE
        from gudok.web.people.held import own
        from gudok.web.people.told import add_all

        add_all()
        own.add_all()
        tables.add(TABLE)
