"""What the city's processes need to know, as one file: made at every start by the part that can read the records."""

from __future__ import annotations

from pathlib import Path

import msgspec

from gudok.city.demo import Pace
from gudok.edges.asterisk.config.place import Place
from gudok.install.files import write_atomic
from gudok.settings import Asterisk, DataFolder


class Robot(msgspec.Struct, frozen=True):
    """A robot operator: whose voice, which operator of the core, which telephone with which password."""

    login: str
    agent: str
    endpoint: str
    secret: str


class World(msgspec.Struct, frozen=True):
    """The city: its own Asterisk, the centre's SIP address and port, the robots, the folder of their voices."""

    asterisk: Asterisk
    host: str
    port: int
    voices: str
    robots: tuple[Robot, ...]
    pace: Pace


def place(data: DataFolder) -> Place:
    """The folders of the city's Asterisk."""
    return Place(data.path / "city")


def path(data: DataFolder) -> Path:
    """Where the file stands."""
    return place(data).root / "world.json"


def save(world: World, data: DataFolder) -> None:
    """For the owner's eyes only: it holds passwords."""
    write_atomic(path(data), msgspec.json.encode(world).decode(), 0o600)


def load(data: DataFolder) -> World:
    """Raises OSError or msgspec.DecodeError when the city was never made."""
    return msgspec.json.decode(path(data).read_bytes(), type=World)
