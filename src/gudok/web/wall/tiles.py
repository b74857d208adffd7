"""The tiles of a wall: what there is to choose from, and how a layout is read. Pure.

A wall is a grid of COLUMNS equal columns; a tile stands at column `x` and row `y` (from 0) and is `w` by `h` cells.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, NamedTuple

import msgspec
from msgspec import Meta

COLUMNS, ROWS, MOST = 12, 48, 40

KindName = Literal[
    "figure", "crew", "queues", "operators", "calls", "waiting", "chart", "alerts", "clock", "text"
]  # fmt: skip
Limits = Literal["usual", "own", "none"]
QueueId = Annotated[str, Meta(pattern=r"^q[0-9]{1,18}\Z")]
TeamId = Annotated[str, Meta(pattern=r"^[0-9]{1,18}\Z")]
Threshold = Annotated[int, Meta(ge=0, le=1_000_000)]


class Tile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One tile. No queues: those of all; no teams: everybody. `warn` and `bad` hold where `limits` is own.

    They are in the figure's own unit: seconds, per cent or a number.
    """

    id: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,19}\Z")]
    kind: KindName
    x: Annotated[int, Meta(ge=0, lt=COLUMNS)]
    y: Annotated[int, Meta(ge=0, lt=ROWS)]
    w: Annotated[int, Meta(ge=1, le=COLUMNS)]
    h: Annotated[int, Meta(ge=1, le=ROWS)]
    title: Annotated[str, Meta(max_length=60)] = ""
    figure: str = ""
    queues: Annotated[tuple[QueueId, ...], Meta(max_length=200)] = ()
    teams: Annotated[tuple[TeamId, ...], Meta(max_length=200)] = ()
    limits: Limits = "usual"
    warn: Threshold | None = None
    bad: Threshold | None = None
    sound: bool = False
    text: Annotated[str, Meta(max_length=500)] = ""


class Kind(NamedTuple):
    """What a new tile of a kind measures in cells, and which settings it has besides its title."""

    w: int
    h: int
    takes: frozenset[str] = frozenset()


_LIMITS = frozenset({"limits", "warn", "bad", "sound"})
KINDS: dict[str, Kind] = {
    "figure": Kind(3, 3, _LIMITS | {"figure", "queues", "teams"}),
    "crew": Kind(3, 3, frozenset({"queues", "teams"})),
    "queues": Kind(6, 5, frozenset({"queues"})),
    "operators": Kind(6, 5, frozenset({"queues", "teams"})),
    "calls": Kind(6, 5, frozenset({"queues"})),
    "waiting": Kind(6, 4, _LIMITS | {"queues"}),
    "chart": Kind(6, 4, frozenset({"figure", "queues"})),
    "alerts": Kind(6, 2),
    "clock": Kind(2, 2),
    "text": Kind(4, 2, frozenset({"text"})),
}


class Figure(NamedTuple):
    """A figure's usual thresholds are those of an alert of that kind. `falling`: small values are the bad ones."""

    alert: str = ""
    falling: bool = False
    unit: str = ""


FIGURES: dict[str, Figure] = {
    "waiting": Figure(),
    "oldest": Figure("wait", unit="s"),
    "sl": Figure("level", falling=True, unit="%"),
    "lost": Figure("lost", unit="%"),
    "answered": Figure(falling=True),
    "came": Figure(),
    "talks": Figure(),
    "ready": Figure(falling=True),
    "talking": Figure(),
    "wrapup": Figure(),
    "paused": Figure(),
    "overtime": Figure(),
}
CHARTS = ("level", "calls", "wait", "staff")


class BadTileError(ValueError):
    """A layout that cannot be; `field` says where: «tiles.3.warn»."""

    def __init__(self, field: str, code: str, detail: str = "") -> None:
        super().__init__(f"{field}: {code} {detail}".strip())
        self.field, self.code, self.detail = field, code, detail


def read(given: Any) -> tuple[Tile, ...]:
    """A layout from plain values, from above to below; raises BadTileError with the first thing that is wrong."""
    if not isinstance(given, list):
        raise BadTileError("tiles", "no_list")
    if len(given) > MOST:
        raise BadTileError("tiles", "too_many", str(MOST))
    tiles = [read_one(one, f"tiles.{n}") for n, one in enumerate(given)]
    for n, tile in enumerate(tiles):
        for other in tiles[:n]:
            if other.id == tile.id:
                raise BadTileError(f"tiles.{n}.id", "twice", tile.id)
            if overlap(other, tile):
                raise BadTileError(f"tiles.{n}.x", "overlap", other.id)
    return tuple(sorted(tiles, key=lambda tile: (tile.y, tile.x)))


def read_one(given: Any, place: str = "tile") -> Tile:
    """One tile from plain values; `place` begins the field's name in an error."""
    try:
        tile = msgspec.convert(given, Tile)
    except msgspec.ValidationError as error:
        told, _, where = str(error).partition(" - at `$")
        raise BadTileError(place + where.rstrip("`").replace("[", ".").replace("]", ""), "wrong", told) from error
    if not _writable(tile.title + tile.text):
        raise BadTileError(f"{place}.text", "wrong", "\\0")
    if tile.x + tile.w > COLUMNS:
        raise BadTileError(f"{place}.w", "too_wide")
    if tile.y + tile.h > ROWS:
        raise BadTileError(f"{place}.h", "too_low")
    _settings(tile, place)
    return tile


def _writable(text: str) -> bool:
    """Databases and files take neither zeros nor halves of characters."""
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def _settings(tile: Tile, place: str) -> None:
    """Only settings the kind has, of the right sort."""
    takes = KINDS[tile.kind].takes
    usual = Tile(tile.id, tile.kind, tile.x, tile.y, tile.w, tile.h)
    for name in ("figure", "queues", "teams", "limits", "warn", "bad", "sound", "text"):
        if name not in takes and getattr(tile, name) != getattr(usual, name):
            raise BadTileError(f"{place}.{name}", "not_here", tile.kind)
    names = CHARTS if tile.kind == "chart" else tuple(FIGURES)
    if "figure" in takes and tile.figure not in names:
        raise BadTileError(f"{place}.figure", "no_figure", ", ".join(names))
    if tile.limits == "own" and tile.warn is None and tile.bad is None:
        raise BadTileError(f"{place}.bad", "no_threshold")
    if tile.limits == "own" and tile.warn is not None and tile.bad is not None:
        first, last = sorted((tile.warn, tile.bad), reverse=figure_of(tile).falling)
        if (first, last) != (tile.warn, tile.bad):
            raise BadTileError(f"{place}.bad", "not_beyond")


def figure_of(tile: Tile) -> Figure:
    """The figure whose thresholds a tile has; waiting calls are judged by the longest wait."""
    return FIGURES["oldest" if tile.kind == "waiting" else tile.figure]


def overlap(one: Tile, other: Tile) -> bool:
    return (
        one.x < other.x + other.w and other.x < one.x + one.w and one.y < other.y + other.h and other.y < one.y + one.h
    )


def plain(tiles: tuple[Tile, ...]) -> list[dict[str, Any]]:
    """The layout as it is kept: settings that are usual are left out."""
    return msgspec.json.decode(msgspec.json.encode(tiles))


STANDARD: tuple[Tile, ...] = (
    Tile("waiting", "figure", 0, 0, 2, 3, figure="waiting"),
    Tile("oldest", "figure", 2, 0, 2, 3, figure="oldest"),
    Tile("sl", "figure", 4, 0, 2, 3, figure="sl"),
    Tile("lost", "figure", 6, 0, 2, 3, figure="lost"),
    Tile("talks", "figure", 8, 0, 2, 3, figure="talks"),
    Tile("operators", "crew", 10, 0, 2, 3),
    Tile("queues", "queues", 0, 3, 6, 5),
    Tile("agents", "operators", 6, 3, 6, 5),
    Tile("calls", "calls", 0, 8, 12, 4),
)
"""The wall of who has made none."""
NAMELESS = tuple(tile for tile in STANDARD if tile.id in {"waiting", "oldest", "sl", "lost", "queues"})
"""What of it stands on a television."""
