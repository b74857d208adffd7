"""The sections of gudok.toml: what each key may hold, in both languages."""

from __future__ import annotations

from typing import Annotated, Any, get_args, get_type_hints
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from gudok.install.lang import tr


def said(english: str, russian: str, **limits: Any) -> Meta:
    """What a key may hold, for people, with the limits that hold it to that."""
    return Meta(description=english, extra={"ru": russian}, **limits)


def description(section: type, key: str) -> str:
    """What a key may hold, in the reader's language."""
    hint = get_type_hints(section, include_extras=True)[key]
    told = next(meta for meta in get_args(hint)[1:] if isinstance(meta, Meta) and meta.description)
    return tr(str(told.description), (told.extra or {})["ru"])


Bind = Annotated[str, Meta(pattern=r"^(\d{1,3}(\.\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*)$")]
Port = Annotated[int, Meta(ge=1, le=65535)]
Secret = Annotated[str, Meta(min_length=16)]
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 read here, not bound


class Web(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The screens."""

    bind: Annotated[
        Bind,
        said(
            "an IP address; 0.0.0.0 for the whole network, then public_url is needed",
            "IP-адрес; 0.0.0.0 — вся сеть, тогда нужен public_url",
        ),
    ] = "127.0.0.1"
    port: Annotated[Port, said("a TCP port, 1 to 65535", "порт TCP, от 1 до 65535")] = 8000
    public_url: Annotated[
        str,
        said(
            "the address people type, without / at the end; empty: http://bind:port",
            "адрес, который набирают люди, без / в конце; пусто: http://bind:port",
            pattern=r"^(https?://\S+[^/])?$",
        ),
    ] = ""
    secret_key: Annotated[
        Secret,
        said(
            "a secret of at least 16 characters; signs sessions", "секрет не короче 16 знаков; им подписываются сессии"
        ),
    ] = ""

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

    bind: Annotated[
        Bind,
        said(
            "an IP address for SIP and voice; 0.0.0.0 for the whole network",
            "IP-адрес для SIP и голоса; 0.0.0.0 — вся сеть",
        ),
    ] = "127.0.0.1"
    sip_port: Annotated[Port, said("a UDP and TCP port, 1 to 65535", "порт UDP и TCP, от 1 до 65535")] = 5060
    http_port: Annotated[
        Port,
        said(
            "a TCP port, 1 to 65535; browsers' telephones and the engine connect here",
            "порт TCP, от 1 до 65535; сюда подключаются телефоны браузеров и движок",
        ),
    ] = 8088
    rtp_start: Annotated[Port, said("the first UDP port for voice", "первый порт UDP для голоса")] = 10000
    rtp_end: Annotated[Port, said("the last UDP port for voice", "последний порт UDP для голоса")] = 20000
    binary: Annotated[
        str,
        said(
            "an installed Asterisk, 20 or newer; empty: the one that set-up brings",
            "установленный Asterisk, 20 или новее; пусто: тот, что приносит установка",
        ),
    ] = ""
    ari_password: Annotated[
        Secret,
        said(
            "a secret of at least 16 characters; the engine's password",
            "секрет не короче 16 знаков; пароль движка",
        ),
    ] = ""
    language: Annotated[
        str, said("the prompts' language: ru or en", "язык подсказок: ru или en", pattern=r"^[a-z]{2}$")
    ] = "ru"


class Ice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How browsers' telephones find a way to Asterisk through routers and firewalls."""

    stun: Annotated[
        list[Annotated[str, Meta(pattern=r"^stuns?:[^\s,]+$")]],
        said(
            'STUN servers, as in ["stun:stun.example.com:3478"]; empty: none',
            'серверы STUN, например ["stun:stun.example.com:3478"]; пусто: без них',
        ),
    ] = msgspec.field(default_factory=list)
    turn: Annotated[
        list[Annotated[str, Meta(pattern=r"^turns?:[^\s,]+$")]],
        said(
            'TURN servers, as in ["turn:turn.example.com:3478", "turns:turn.example.com:443?transport=tcp"]; '
            "empty: none",
            'серверы TURN, например ["turn:turn.example.com:3478", "turns:turn.example.com:443?transport=tcp"]; '
            "пусто: без них",
        ),
    ] = msgspec.field(default_factory=list)
    turn_secret: Annotated[
        str,
        said(
            "the secret shared with the TURN servers (coturn's static-auth-secret), 16 characters or more",
            "секрет, общий с серверами TURN (static-auth-secret у coturn), от 16 знаков",
            pattern=r"^(\S{16,})?$",
        ),
    ] = ""
    turn_hours: Annotated[
        int,
        said(
            "hours a browser's password for TURN is good for, 1 to 48; longer than the longest call",
            "часы, на которые браузер получает пароль для TURN, от 1 до 48; больше самого долгого звонка",
            ge=1,
            le=48,
        ),
    ] = 12
    relay_only: Annotated[
        bool,
        said(
            "true: voice goes through TURN always, never straight",
            "true: голос всегда идёт через TURN и никогда напрямую",
        ),
    ] = False


class Database(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The records."""

    url: Annotated[
        str,
        said(
            "postgresql://user:password@host/name; empty: SQLite in the data folder",
            "postgresql://user:password@host/name; пусто: SQLite в папке данных",
            pattern=r"^(postgresql://\S+)?$",
        ),
    ] = ""


class Company(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose centre it is."""

    country: Annotated[
        str,
        said(
            "two letters; numbers without a country code are of this country",
            "две буквы; номера без кода страны — этой страны",
            pattern=r"^[A-Z]{2}$",
        ),
    ] = "RU"
    time_zone: Annotated[
        str,
        said(
            "a name like Europe/Moscow; days begin at its midnight",
            "имя вроде Europe/Moscow; сутки начинаются в полночь этого пояса",
            pattern=r"^\w+(/[\w+-]+)*$",
        ),
    ] = "Europe/Moscow"


class Mail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The server that takes our letters: invitations, alerts."""

    host: Annotated[
        str, said("a mail server (SMTP); empty: no letters", "почтовый сервер (SMTP); пусто: без писем")
    ] = ""
    port: Annotated[Port, said("a TCP port, 1 to 65535", "порт TCP, от 1 до 65535")] = 587
    security: Annotated[
        str, said("starttls, tls or none", "starttls, tls или none", pattern=r"^(starttls|tls|none)$")
    ] = "starttls"
    user: Annotated[str, said("the login there; empty: without one", "логин на нём; пусто: без логина")] = ""
    password: Annotated[str, said("its password", "его пароль")] = ""
    sender: Annotated[str, said("the letters' address of sender", "адрес отправителя писем")] = "gudok@localhost"


class Api(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Other programs: the API, webhooks, metrics."""

    requests_per_minute: Annotated[
        int,
        said(
            "requests a minute that each token or person may make",
            "запросов в минуту на каждый токен или сотрудника",
            ge=1,
            le=1_000_000,
        ),
    ] = 600
    private_webhooks: Annotated[
        bool,
        said(
            "true: webhooks may go to private addresses (10.…, 192.168.…, this machine)",
            "true: вебхуки могут идти на частные адреса (10.…, 192.168.…, эта машина)",
        ),
    ] = False
    metrics_token: Annotated[
        str,
        said(
            "16 characters or more: opens /metrics to other machines; empty: this machine only",
            "от 16 знаков: открывает /metrics другим машинам; пусто: только этой",
            pattern=r"^(\S{16,})?$",
        ),
    ] = ""


class Log(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the processes write of themselves."""

    format: Annotated[
        str,
        said("text for people, json for collectors", "text для людей, json для сборщиков", pattern=r"^(text|json)$"),
    ] = "text"


class Speech(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The synthesizer that speaks prompts."""

    command: Annotated[
        str,
        said(
            "a program that reads a text and writes {wav}, as in: RHVoice-test -p anna -o {wav}; empty: one that is "
            "found",
            "программа, которая читает текст и пишет {wav}, например: RHVoice-test -p anna -o {wav}; пусто: та, что "
            "найдётся",
            pattern=r"^$|\{wav\}",
        ),
    ] = ""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of gudok.toml."""

    web: Web
    asterisk: Asterisk
    database: Database = msgspec.field(default_factory=Database)
    company: Company = msgspec.field(default_factory=Company)
    mail: Mail = msgspec.field(default_factory=Mail)
    api: Api = msgspec.field(default_factory=Api)
    log: Log = msgspec.field(default_factory=Log)
    speech: Speech = msgspec.field(default_factory=Speech)
    ice: Ice = msgspec.field(default_factory=Ice)
