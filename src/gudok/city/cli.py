"""What `gudok demo` adds to a plain centre."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

import msgspec

from gudok.city import demo, world
from gudok.city.asterisk.render import install
from gudok.city.people import HUMANS, Member
from gudok.city.voices.step import VoicesStep, folder
from gudok.edges.asterisk.config.base import MESSAGES
from gudok.edges.asterisk.process import argv
from gudok.edges.asterisk.words import APP
from gudok.install import place
from gudok.install.asterisk import Runtime
from gudok.install.lang import tr
from gudok.install.step import Step
from gudok.ports import free_block, free_port
from gudok.run.child import Child
from gudok.run.children import always
from gudok.run.probes import answers_http, reachable
from gudok.settings import Asterisk, DataFolder, Settings

SIP, HTTP, RTP = 5160, 8188, (30_000, 30_199)
"""Where the search for the city's free ports begins: away from the centre's own."""


class City:
    """The demo company and its robots, as an addition to a centre (run.centre.Addition)."""

    def __init__(self) -> None:
        self.passwords: dict[str, str] = {}

    def steps(self, tools: Path) -> list[Step]:
        """What has to be brought: the robots' voices."""
        return [VoicesStep(tools)]

    def fill(self, data: DataFolder, settings: Settings) -> None:
        """Put the company into the records at the first start, and the city's address at every start."""
        # Models can be imported only after Django has started.
        from gudok.city.data import fill, keep_address

        file = data.path / "demo.toml"
        kept = demo.load(file)
        # The passwords come first on disk: a fill that is interrupted is done again with the same ones.
        demo.save(kept, file)
        address = reachable(settings.asterisk.bind)
        if not kept.filled:
            fill(kept.passwords, address)
            demo.save(msgspec.structs.replace(kept, filled=True), file)
        keep_address(address)
        self.passwords = kept.passwords

    def children(self, data: DataFolder, settings: Settings, runtime: Runtime) -> list[Child]:
        """The city's Asterisk and the driver of the robots."""
        from gudok.city.data import robots

        city = world.World(
            asterisk=ports(settings.asterisk),
            host=reachable(settings.asterisk.bind),
            port=settings.asterisk.sip_port,
            voices=str(folder(place.tools())),
            robots=robots(),
            pace=demo.load(data.path / "demo.toml").pace,
        )
        install(city, world.place(data), runtime)
        world.save(city, data)
        return processes(data, city, runtime)

    def greeting(self, settings: Settings) -> list[str]:
        """Who may sign in."""
        title = tr("Sign in as (login / password):", "Войдите как (логин / пароль):")
        return [title, *(self._login(member) for member in HUMANS if member.login in self.passwords)]

    def _login(self, member: Member) -> str:
        roles = {
            "operator": tr("operator", "оператор"),
            "supervisor": tr("supervisor", "супервизор"),
            "administrator": tr("administrator", "администратор"),
        }
        return f"  {member.login:<8} {self.passwords[member.login]}   {roles[member.role]}, {member.name}"


def ports(centre: Asterisk) -> Asterisk:
    """Free ports for the city's Asterisk beside the centre's, which is not running yet."""
    address = reachable(centre.bind)
    first, last = free_block(address, *RTP)
    return Asterisk(
        bind=address,
        sip_port=free_port(address, max(SIP, centre.sip_port + 1), udp=True),
        http_port=free_port(address, max(HTTP, centre.http_port + 1)),
        rtp_start=first,
        rtp_end=last,
        ari_password=secrets.token_urlsafe(24),
    )


def processes(data: DataFolder, city: world.World, runtime: Runtime) -> list[Child]:
    """The table of the city's processes, in the order of starting."""
    asterisk = city.asterisk
    return [
        Child(
            "city-asterisk",
            tuple(argv(runtime, world.place(data))),
            lambda: answers_http(asterisk.bind, asterisk.http_port, "/ari/asterisk/ping", APP, asterisk.ari_password),
            own_log=world.place(data).log / MESSAGES,
        ),
        Child(
            "city",
            (sys.executable, "-m", "gudok.city"),
            always,
            {"GUDOK_DATA": str(data.path), "PYTHONUNBUFFERED": "1"},
        ),
    ]
