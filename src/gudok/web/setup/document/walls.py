"""Shared walls as a table of the document: tiles name queues by code, teams by name. Personal ones are not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.accounts.models import Team
from gudok.web.setup.document.tables import Table
from gudok.web.setup.models import Queue
from gudok.web.wall.models import Wall

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.db import models

    from gudok.web.accounts.models import User
    from gudok.web.setup.document.tables import Look, Wrong
    from gudok.web.setup.document.words import Row

NOT_HERE = ("owner", "edition")


class Walls(Table):
    def __init__(self) -> None:
        super().__init__("walls", Wall, "code", gettext_lazy("Walls"), right="wall.share")

    def link(self, names: Mapping[type[models.Model], str], keys: Mapping[str, str]) -> None:
        super().link(names, keys)
        self.fields = {name: field for name, field in self.fields.items() if name not in NOT_HERE}

    def rows(self) -> dict[str, models.Model]:
        return {row.code: row for row in Wall.objects.filter(owner=None).prefetch_related("teams")}

    def values(self, row: models.Model, secrets: bool) -> Iterator[tuple[str, Any]]:
        """Ids of rows that are no more are left out: nothing could be named."""
        queues = {queue.core_id: queue.code for queue in Queue.objects.all()}
        teams = {str(team.pk): team.name for team in Team.objects.all()}
        for name, value in super().values(row, secrets):
            if name == "tiles":
                yield name, [_renamed(_renamed(tile, "queues", queues), "teams", teams) for tile in value]
            else:
                yield name, value

    def finish(self, actor: User | None, by: str, key: str, values: Row, look: Look, before: dict[str, Any]) -> Wrong:
        queues = {queue.code: queue.core_id for queue in Queue.objects.all()}
        teams = {team.name: str(team.pk) for team in Team.objects.all()}
        tiles = values.get("tiles") or []
        for n, tile in enumerate(tiles):
            for name, known in (("queues", queues), ("teams", teams)):
                given = tile.get(name, []) if isinstance(tile, dict) else []
                missing = [one for one in given if one not in known] if isinstance(given, list) else []
                if missing:
                    told = _("There is no row «%(key)s» in [%(table)s].") % {"key": missing[0], "table": name}
                    return {"tiles": f"tiles.{n}.{name}: {told}"}
        kept = [_renamed(_renamed(tile, "queues", queues), "teams", teams) for tile in tiles]
        return super().finish(actor, by, key, values | {"tiles": kept}, look, before)


def _renamed(tile: Any, name: str, names: dict[str, str]) -> Any:
    """The tile with the names of a list's rows, where it has any."""
    if not isinstance(tile, dict) or not isinstance(tile.get(name), list):
        return tile
    return tile | {name: [names[one] for one in tile[name] if one in names]}
