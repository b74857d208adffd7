"""demo.toml in the data folder: the newcomer's logins, and how lively the city is."""

from __future__ import annotations

import secrets
import tomllib
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from gudok.city.people import HUMANS
from gudok.install.files import write_atomic
from gudok.settings import SettingsError

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without the signs that people take for one another."""


class Pace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many call and how long they wait. `rate` multiplies the arrivals: 0.5 is a quiet day, 2 a busy one."""

    rate: Annotated[float, Meta(ge=0.0, le=10.0)] = 1.0
    most_talks: Annotated[int, Meta(ge=1, le=40)] = 8
    most_waiting: Annotated[int, Meta(ge=0, le=100)] = 4
    patience_s: Annotated[float, Meta(ge=5.0)] = 120.0


class Demo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file's content; `filled` says that the company stands in the records."""

    passwords: dict[str, str]
    filled: bool = False
    pace: Pace = msgspec.field(default_factory=Pace)


def load(path: Path) -> Demo:
    """What the file says, or a new one with fresh passwords; raises SettingsError."""
    if not path.exists():
        return Demo({member.login: new_password() for member in HUMANS})
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Demo)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise SettingsError(f"{path}: {error}.") from error


def save(demo: Demo, path: Path) -> None:
    """Write it for the owner's eyes only."""
    pace = [f"{name} = {getattr(demo.pace, name)}" for name in Pace.__struct_fields__]
    logins = [f'{login} = "{password}"' for login, password in demo.passwords.items()]
    lines = [
        "# The demonstration: made at its first start.",
        "# filled = false brings back what is missing of the demo company at the next start.",
        f"filled = {'true' if demo.filled else 'false'}",
        "",
        "[pace]",
        *pace,
        "",
        "# Who may sign in; a password changed on the screens is not noticed here.",
        "[passwords]",
        *logins,
        "",
    ]
    write_atomic(path, "\n".join(lines), 0o600)


def new_password() -> str:
    """Ten signs, 50 bits: short enough to type, and the sign-in page slows guessing down."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))
