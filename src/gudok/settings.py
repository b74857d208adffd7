"""The installation's settings: gudok.toml in the data folder, made at the first run with secrets of its own."""

from __future__ import annotations

import os
import re
import secrets
import tomllib
from pathlib import Path
from typing import Annotated, Any, get_args, get_type_hints
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from gudok.install.files import write_atomic
from gudok.ports import free_block, free_port

Bind = Annotated[str, Meta(pattern=r"^(\d{1,3}(\.\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*)$")]
Port = Annotated[int, Meta(ge=1, le=65535)]
Secret = Annotated[str, Meta(min_length=16)]
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 read here, not bound


class SettingsError(Exception):
    """gudok.toml cannot be used; the text names the file, the key and what is allowed."""


class Web(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The screens."""

    bind: Annotated[
        Bind, Meta(description="an IP address; 0.0.0.0 for the whole network, then public_url is needed")
    ] = "127.0.0.1"
    port: Annotated[Port, Meta(description="a TCP port, 1 to 65535")] = 8000
    public_url: Annotated[
        str,
        Meta(
            pattern=r"^(https?://\S+[^/])?$",
            description="the address people type, without / at the end; empty: http://bind:port",
        ),
    ] = ""
    secret_key: Annotated[Secret, Meta(description="a secret of at least 16 characters; signs sessions")] = ""

    @property
    def url(self) -> str:
        """The address to open in a browser."""
        host = f"[{self.bind}]" if ":" in self.bind else self.bind
        return self.public_url or f"http://{host}:{self.port}"

    @property
    def hosts(self) -> list[str]:
        """The names the web answers to, IPv6 in brackets: the public one; the bound one, where we ask; loopback."""
        bound = [] if self.bind in EVERYWHERE else [self.bind]
        names = dict.fromkeys((urlsplit(self.url).hostname or "", *bound, "localhost", "127.0.0.1", "::1"))
        return [f"[{name}]" if ":" in name else name for name in names]


class Asterisk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The telephony."""

    bind: Annotated[Bind, Meta(description="an IP address for SIP and voice; 0.0.0.0 for the whole network")] = (
        "127.0.0.1"
    )
    sip_port: Annotated[Port, Meta(description="a UDP and TCP port, 1 to 65535")] = 5060
    http_port: Annotated[
        Port, Meta(description="a TCP port, 1 to 65535; browsers' telephones and the engine connect here")
    ] = 8088
    rtp_start: Annotated[Port, Meta(description="the first UDP port for voice")] = 10000
    rtp_end: Annotated[Port, Meta(description="the last UDP port for voice")] = 20000
    binary: Annotated[
        str, Meta(description="an installed Asterisk, 20 or newer; empty: the one that set-up brings")
    ] = ""
    ari_password: Annotated[Secret, Meta(description="a secret of at least 16 characters; the engine's password")] = ""
    language: Annotated[str, Meta(pattern=r"^[a-z]{2}$", description="the prompts' language: ru or en")] = "ru"


class Database(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The records."""

    url: Annotated[
        str,
        Meta(
            pattern=r"^(postgresql://\S+)?$",
            description="postgresql://user:password@host/name; empty: SQLite in the data folder",
        ),
    ] = ""


class Company(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose centre it is."""

    country: Annotated[
        str, Meta(pattern=r"^[A-Z]{2}$", description="two letters; numbers without a country code are of this country")
    ] = "RU"
    time_zone: Annotated[
        str, Meta(pattern=r"^\w+(/[\w+-]+)*$", description="a name like Europe/Moscow; days begin at its midnight")
    ] = "Europe/Moscow"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of gudok.toml."""

    web: Web
    asterisk: Asterisk
    database: Database = msgspec.field(default_factory=Database)
    company: Company = msgspec.field(default_factory=Company)


class DataFolder:
    """The data folder, and where everything stands in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.settings = path / "gudok.toml"
        self.journal = path / "journal.sqlite3"
        self.records = path / "records.sqlite3"
        self.recordings = path / "recordings"
        self.asterisk = path / "asterisk"
        self.log = path / "log"
        self.run = path / "run"
        self.engine_socket = self.run / "engine.sock"

    def make(self) -> None:
        """Make it for the owner's eyes only; what is there stays; raises SettingsError."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self.path.chmod(0o700)
            for folder in (self.recordings, self.log, self.run):
                folder.mkdir(exist_ok=True)
        except OSError as error:
            raise SettingsError(
                f"The data folder {self.path} cannot be used ({error.strerror}): "
                "start Gudok as its owner, or name another one with --data."
            ) from error


def data_folder(path: Path | str | None = None) -> DataFolder:
    """The folder that is named, else GUDOK_DATA, else data/ in the checkout."""
    return DataFolder(
        Path(path or os.environ.get("GUDOK_DATA") or Path(__file__).resolve().parents[2] / "data").absolute()
    )


def load_or_create(data: DataFolder) -> Settings:
    """The installation's settings; the first run makes the folder and the file; raises SettingsError."""
    data.make()
    if not data.settings.exists():
        save(generate(), data.settings)
    return load(data.settings)


def generate() -> Settings:
    """Settings with fresh secrets, and free ports where the usual ones are taken."""
    usual = Asterisk()
    rtp_start, rtp_end = free_block(usual.bind, usual.rtp_start, usual.rtp_end)
    return Settings(
        web=Web(port=free_port(Web().bind, Web().port), secret_key=secrets.token_urlsafe(48)),
        asterisk=Asterisk(
            sip_port=free_port(usual.bind, usual.sip_port, udp=True, stride=10),
            http_port=free_port(usual.bind, usual.http_port),
            rtp_start=rtp_start,
            rtp_end=rtp_end,
            ari_password=secrets.token_urlsafe(24),
        ),
    )


def load(path: Path) -> Settings:
    """Read and check the file; raises SettingsError."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not a TOML file: {error}.") from error
    check_names(path, content)
    try:
        settings = msgspec.convert(content, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(explain(path, str(error))) from error
    if settings.asterisk.rtp_start >= settings.asterisk.rtp_end:
        raise SettingsError(f"{path}: [asterisk] rtp_start must be lower than rtp_end.")
    if settings.web.bind in EVERYWHERE and not settings.web.public_url:
        # The web answers only to names it knows, so that no foreign page can reach it under a name of its own.
        raise SettingsError(
            f"{path}: [web] bind {settings.web.bind} needs public_url: the address people type, "
            f"like http://192.168.1.5:{settings.web.port}."
        )
    return settings


def check_names(path: Path, content: dict[str, Any]) -> None:
    """Refuse sections and keys that do not exist, and say which do."""
    sections = get_type_hints(Settings)
    for section, values in content.items():
        if section not in sections:
            raise SettingsError(f"{path}: [{section}] is unknown; allowed sections: {', '.join(sections)}.")
        if not isinstance(values, dict):
            raise SettingsError(f"{path}: {section} must be a section: [{section}].")
        for key in values:
            allowed = sections[section].__struct_fields__
            if key not in allowed:
                raise SettingsError(f"{path}: [{section}] {key} is unknown; allowed keys: {', '.join(allowed)}.")


def explain(path: Path, error: str) -> str:
    """msgspec's words with the place turned into a section and a key, and what is allowed there."""
    place = re.search(r" - at `\$\.(\w+)(?:\.(\w+))?`$", error)
    if place is None:
        return f"{path}: {error}."
    section, key = place[1], place[2]
    if key is None:
        return f"{path}: [{section}]: {error[: place.start()]}."
    allowed = description(get_type_hints(Settings)[section], key)
    return f"{path}: [{section}] {key}: {error[: place.start()]}; allowed: {allowed}."


def description(section: type, key: str) -> str:
    """What a key may hold, in words."""
    hint = get_type_hints(section, include_extras=True)[key]
    return next(meta.description for meta in get_args(hint)[1:] if isinstance(meta, Meta) and meta.description)


def save(settings: Settings, path: Path) -> None:
    """Write the file whole or not at all, readable by its owner only."""
    lines = ["# Gudok's settings. After a change: stop and start it."]
    for section, kind in get_type_hints(Settings).items():
        lines += ["", f"[{section}]"]
        for key in kind.__struct_fields__:
            value = msgspec.json.encode(getattr(getattr(settings, section), key)).decode()
            lines += [f"# {description(kind, key)}", f"{key} = {value}"]
    write_atomic(path, "\n".join(lines) + "\n", 0o600)
