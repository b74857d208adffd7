"""The whole State as data."""

from __future__ import annotations

from msgspec import Struct

from gudok.core.modes import Call
from gudok.core.people import Agent
from gudok.core.queues.estimate import Departure
from gudok.core.ranking.day import DayKept
from gudok.core.settings import Settings
from gudok.core.supervise.kept import Closed, Letter


class Kept(Struct, frozen=True, forbid_unknown_fields=True):
    """The place of a caller who was cut off, kept for him until a time."""

    joined: int
    until: int


class Snapshot(Struct, frozen=True, forbid_unknown_fields=True):
    """What a restart loads before the journal's tail. `flow` is of earlier versions, `day` what routing has counted."""

    settings: Settings
    agents: tuple[Agent, ...]
    calls: tuple[Call, ...]
    timers: dict[str, int]
    ended: dict[str, int]
    flow: dict[str, tuple[int, ...]]
    telephony: str
    boot: str
    closed: dict[str, Closed] = {}
    mail: dict[str, tuple[Letter, ...]] = {}
    letters: int = 0
    past: dict[str, tuple[Departure, ...]] = {}
    places: dict[str, Kept] = {}
    day: DayKept | None = None
