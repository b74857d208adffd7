"""Which walls a person sees and may change, and a wall as its page shows it."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q

from gudok.web.accounts.models import Team, User
from gudok.web.accounts.scope import operators_of, scope_of
from gudok.web.alerts.rules import KINDS as ALERTS
from gudok.web.alerts.rules import Measure
from gudok.web.alerts.watch import Rules
from gudok.web.setup.models import Queue
from gudok.web.wall.models import FirstWall, Wall
from gudok.web.wall.names import standard_name, title_of
from gudok.web.wall.tiles import KINDS, NAMELESS, STANDARD, BadTileError, Tile, figure_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

SHARE = "wall.share"
BOARDS = {"queues": "queues", "operators": "operators", "calls": "calls", "waiting": "calls"}
ACTIONS = {"oldest": "do_wait", "sl": "do_sl", "lost": "do_lost"}


def own_teams(user: User) -> QuerySet[Team]:
    """The teams a person leads or belongs to."""
    return Team.objects.filter(Q(leads=user) | Q(members=user)).distinct()


def visible(user: User) -> QuerySet[Wall]:
    """The own walls, those of the centre, those of the own teams; of all teams for who sees the centre."""
    shared = Wall.objects.filter(owner=None)
    if scope_of(user) is not None:
        shared = shared.filter(Q(teams=None) | Q(teams__in=own_teams(user)))
    return Wall.objects.filter(Q(owner=user) | Q(pk__in=shared.values("pk")))


def may_change(user: User, wall: Wall) -> bool:
    """The own walls; with the right the shared ones, for who sees only the own those of own teams alone."""
    if wall.owner_id is not None:
        return wall.owner_id == user.pk
    if not user.has_perm(SHARE):
        return False
    if scope_of(user) is None:
        return True
    teams = set(wall.teams.values_list("pk", flat=True))
    return bool(teams) and teams <= set(own_teams(user).values_list("pk", flat=True))


def teams_to_share_with(user: User) -> QuerySet[Team]:
    return Team.objects.all() if scope_of(user) is None else own_teams(user)


def queues_seen(user: User) -> QuerySet[Queue]:
    scope = scope_of(user)
    return Queue.objects.all() if scope is None else Queue.objects.filter(pk__in=[int(id_[1:]) for id_ in scope.queues])


def check_known(user: User, tiles: Iterable[Tile], row: Wall) -> None:
    """Every queue and team must be the person's to see, or stand on the wall already; else BadTileError."""
    queues = {queue.core_id for queue in queues_seen(user)}
    teams = {str(pk) for pk in teams_to_share_with(user).values_list("pk", flat=True)}
    for tile in row.tiles:
        queues |= set(tile.get("queues", ()))
        teams |= set(tile.get("teams", ()))
    for n, tile in enumerate(tiles):
        for name, given, known in (("queues", tile.queues, queues), ("teams", tile.teams, teams)):
            if strange := [one for one in given if one not in known]:
                raise BadTileError(f"tiles.{n}.{name}", f"no_{name[:-1]}", strange[0])


def first_wall(user: User) -> Wall | None:
    """The wall that opens first: the one chosen, else one that is shared as such, a team's before the centre's."""
    chosen = FirstWall.objects.filter(user=user).first()
    if chosen is not None:
        return visible(user).filter(pk=chosen.wall_id).first() if chosen.wall_id is not None else None
    own = visible(user).filter(owner=None, first=True, teams__in=own_teams(user)).order_by("name", "pk").first()
    return own or Wall.objects.filter(owner=None, first=True, teams=None).order_by("name", "pk").first()


class ShownTile(NamedTuple):
    """A tile with its heading and what the page's script needs to know of it."""

    tile: Tile
    title: str
    settings: dict[str, Any]

    @property
    def template(self) -> str:
        return f"wall/tiles/{self.tile.kind}.html"

    @property
    def look(self) -> str:
        """The tile's classes: lists have their own."""
        board = BOARDS.get(self.tile.kind)
        return f"gk-board gk-board-{board}" if board else "gk-tile"

    @property
    def head(self) -> str:
        """The id of the heading; a chart's drawing is named by it."""
        return f"{'chart' if self.tile.kind == 'chart' else 'title'}-{self.tile.id}"

    @property
    def json(self) -> str:
        return json.dumps(self.settings)


class ShownWall(NamedTuple):
    """A wall for its page; the standard one has no row."""

    row: Wall | None
    name: str
    tiles: list[ShownTile]

    @property
    def standard(self) -> bool:
        return self.row is None

    @property
    def figures(self) -> list[ShownTile]:
        """The tiles of the standard wall's first line."""
        return [one for one in self.tiles if one.tile.kind in {"figure", "crew"}]

    @property
    def boards(self) -> list[ShownTile]:
        return [one for one in self.tiles if one.tile.kind not in {"figure", "crew"}]

    @property
    def mark(self) -> str:
        """Differs when something else is to be drawn."""
        drawn = [self.name, bool(self.row and self.row.names), [(one.title, one.settings) for one in self.tiles]]
        tiles = [one.tile for one in self.tiles]
        return blake2b(repr((drawn, tiles)).encode(), digest_size=8).hexdigest()


def shown(wall: Wall | None, tv: bool = False) -> ShownWall:
    if wall is None:
        return ShownWall(None, standard_name(), shown_tiles(NAMELESS if tv else STANDARD))
    return ShownWall(wall, wall.name, shown_tiles(wall.layout()))


def shown_tiles(tiles: Iterable[Tile]) -> list[ShownTile]:
    rules = Rules()
    return [ShownTile(tile, title_of(tile), settings_of(tile, rules)) for tile in tiles]


def settings_of(tile: Tile, rules: Rules) -> dict[str, Any]:
    """What the script needs: whose figures, and from when on they are bad."""
    told: dict[str, Any] = {"kind": tile.kind, "figure": tile.figure, "queues": list(tile.queues), "sound": tile.sound}
    if tile.teams:
        people = User.objects.filter(team__in=[int(pk) for pk in tile.teams]).select_related("operator")
        told["operators"] = sorted(operators_of(people))
    if "limits" in KINDS[tile.kind].takes:
        told["rule"] = rule_of(tile, rules)
        # Nobody ready while somebody waits: the wall says so as the alert does, however few wait.
        nobody = rules.of(Measure("nobody", tile.queues[0] if len(tile.queues) == 1 else "", 0))
        if tile.figure == "waiting" and tile.limits != "none":
            told["nobody"] = {"warn": nobody.warn, "bad": nobody.bad, "delay": nobody.delay, "leave": 1}
            told["nobody"]["action"] = "do_nobody_ready"
    return told


def rule_of(tile: Tile, rules: Rules) -> dict[str, Any]:
    """The thresholds in force: the tile's own, none, or those of the alert of that kind."""
    name, figure = "oldest" if tile.kind == "waiting" else tile.figure, figure_of(tile)
    kind = ALERTS.get(figure.alert)
    told: dict[str, Any] = {
        "warn": None, "bad": None, "delay": 0, "falling": figure.falling, "least": kind.least if kind else 0,
        "leave": kind.leave if kind else 1, "action": ACTIONS.get(name, ""),
    }  # fmt: skip
    if tile.limits == "own":
        return told | {"warn": tile.warn, "bad": tile.bad}
    if kind is None or tile.limits == "none":
        return told
    rule = rules.of(Measure(figure.alert, tile.queues[0] if len(tile.queues) == 1 else "", 0))
    return told | {"warn": rule.warn, "bad": rule.bad, "delay": rule.delay}
