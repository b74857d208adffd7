"""A small world that behaves like Asterisk and the people at both ends: channels, legs, bridges, registrations.

It outlives engines as Asterisk does: talks go on without a link, callers who come meanwhile knock until one is there.
Times are seconds of the event loop where something takes time, UTC milliseconds in what is told.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal

from gudok.core.words import (
    AnyInput,
    CallerGone,
    CustomerRings,
    CustomerUp,
    KeyPressed,
    LegGone,
    LegUp,
    NailedGone,
    NailedUp,
    PromptDone,
)
from gudok.engine.ports import FoundCaller, FoundDialled, FoundLeg, FoundNailed, FoundSnoop, Survey

if TYPE_CHECKING:
    from gudok.edges.memory.telephony import MemoryTelephony

KNOCK = 0.2
"""A caller who found no engine tries again after so many seconds."""
PROMPT = 4.0
"""How long a prompt plays."""
BUSY, NO_ANSWER, NORMAL, ABSENT = 21, 19, 16, 20


@dataclass
class Line:
    """A caller's channel. `bridge` is empty while the caller hears music or a prompt."""

    found: FoundCaller
    inside: bool = False
    bridge: str = ""
    prompt: str = ""
    music: str = ""


@dataclass
class Leg:
    """An operator's channel: rings until it is up. `snoop`: how a supervisor's hears a talk from aside, or empty.

    `over_line`: it lies over the line of a shift, so no telephone puts it down.
    """

    call: str
    leg: int
    endpoint: str
    up: bool = False
    bridge: str = ""
    snoop: str = ""
    tone: bool = False
    over_line: bool = False


@dataclass
class Dialled:
    """The channel of a number that an operator dialled: its `state` is empty until it rings, then `rings` or `up`."""

    call: str
    channel: str
    number: str
    shown: str
    bridge: str = ""
    state: Literal["", "rings", "up"] = ""


@dataclass
class Nailed:
    """The line of an operator's shift."""

    agent: str
    line: int
    endpoint: str
    up: bool = False


@dataclass
class World:
    """What stands outside the engine. `clock` gives UTC ms; `on_ring` lets people react to a ringing telephone.

    `carry` brings each event to its hearer: a test may lose, double or delay events with it.
    """

    clock: Callable[[], int]
    boot: int = 1
    alive: bool = True
    lines: dict[str, Line] = field(default_factory=dict)
    legs: dict[tuple[str, int], Leg] = field(default_factory=dict)
    dialled: dict[str, Dialled] = field(default_factory=dict)
    nailed: dict[tuple[str, int], Nailed] = field(default_factory=dict)
    phones: dict[str, bool] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)
    linked: MemoryTelephony | None = None
    on_ring: Callable[[Leg], None] = lambda leg: None
    on_dial: Callable[[Dialled], None] = lambda number: None
    carry: Callable[[Callable[[], None]], None] = lambda tell: tell()
    channels: int = 0

    # the link

    def tell(self, came: AnyInput) -> None:
        """An event, heard only by an engine that is linked now."""
        hearer = self.linked
        if hearer is not None:
            self.carry(lambda: hearer.hear(came))

    def attach(self, telephony: MemoryTelephony) -> None:
        """The newer connection wins the application's name; the older one is told."""
        if self.linked is not None:
            self.linked.replaced()
        self.linked = telephony
        for channel, line in self.lines.items():
            if not line.inside:
                asyncio.get_running_loop().call_later(KNOCK, self.knock, channel)

    def cut(self) -> None:
        """Break the link; nothing else changes."""
        if self.linked is not None:
            linked, self.linked = self.linked, None
            linked.unlinked()

    def die(self) -> None:
        """Asterisk is killed: all channels and registrations are gone."""
        self.alive = False
        self.lines.clear()
        self.legs.clear()
        self.dialled.clear()
        self.nailed.clear()
        self.strays.clear()
        self.phones = dict.fromkeys(self.phones, False)
        self.cut()

    def revive(self) -> None:
        self.alive, self.boot = True, self.boot + 1

    # callers

    def call(self, did: str, number: str) -> str:
        """Somebody calls; the channel's id."""
        self.channels += 1
        channel = f"{self.boot}.{self.channels}"
        self.lines[channel] = Line(FoundCaller(call_id(channel), channel, did, number, self.clock()))
        self.knock(channel)
        return channel

    def knock(self, channel: str) -> None:
        line, hearer = self.lines.get(channel), self.linked
        if line is not None and hearer is not None and not line.inside:
            line.inside = True
            self.carry(lambda: hearer.caller(line.found))

    def leave(self, channel: str, cause: int = NORMAL) -> None:
        """The caller's channel ends, by whomever."""
        line = self.lines.pop(channel, None)
        if line is not None:
            self.tell(CallerGone(0, line.found.call, cause))

    def press(self, channel: str, key: str) -> None:
        """The caller presses a key."""
        line = self.lines.get(channel)
        if line is not None and line.inside:
            self.tell(KeyPressed(0, line.found.call, key))

    # numbers that operators dial

    def number_rings(self, number: Dialled) -> None:
        """The dialled number rings."""
        if number.channel in self.dialled and not number.state:
            number.state = "rings"
            self.tell(CustomerRings(0, number.call))

    def number_answers(self, number: Dialled) -> None:
        if number.channel in self.dialled and number.state != "up":
            number.state = "up"
            self.tell(CustomerUp(0, number.call))

    def number_ends(self, channel: str, cause: int = NORMAL, sip: int = 0) -> None:
        """The dialled number refuses, hangs up, or is hung up."""
        number = self.dialled.pop(channel, None)
        if number is not None:
            self.tell(CallerGone(0, number.call, cause, sip=sip))

    # operators' telephones

    def register(self, endpoint: str, up: bool = True) -> None:
        """A telephone registers, or its registration ends."""
        self.phones[endpoint] = up
        hearer = self.linked
        if hearer is not None:
            self.carry(lambda: hearer.endpoint(endpoint, up))

    def leg_at(self, endpoint: str) -> Leg | None:
        return next((leg for leg in self.legs.values() if leg.endpoint == endpoint), None)

    def answer(self, leg: Leg) -> None:
        if (leg.call, leg.leg) in self.legs and not leg.up:
            leg.up = True
            self.tell(LegUp(0, leg.call, leg.leg))

    def put_down(self, leg: Leg, cause: int = NORMAL) -> None:
        """The operator hangs up or refuses, or the leg is taken down."""
        if self.legs.pop((leg.call, leg.leg), None) is not None:
            self.tell(LegGone(0, leg.call, leg.leg, cause))

    def take_line(self, agent: str, line: int) -> None:
        """The telephone takes the line of the shift."""
        found = self.nailed.get((agent, line))
        if found is not None and not found.up:
            found.up = True
            self.tell(NailedUp(0, agent, line))

    def line_falls(self, agent: str, line: int, how: Literal["told", "torn"] = "told") -> None:
        """The line of the shift is put down, taken down, or breaks."""
        if self.nailed.pop((agent, line), None) is not None:
            self.tell(NailedGone(0, agent, line, NORMAL, how))

    # what is heard

    def play(self, channel: str, prompt: str) -> None:
        line = self.lines.get(channel)
        if line is not None:
            line.prompt = prompt
            asyncio.get_running_loop().call_later(PROMPT, self.prompt_ends, channel, prompt)

    def prompt_ends(self, channel: str, prompt: str) -> None:
        line = self.lines.get(channel)
        if line is not None and line.prompt == prompt:
            line.prompt = ""
            self.tell(PromptDone(0, line.found.call, prompt))

    def talks(self) -> set[tuple[str, str]]:
        """Who hears whom: (customer's channel, endpoint)."""
        ends: dict[str, Line | Dialled] = {**self.lines, **self.dialled}
        return {
            (channel, leg.endpoint)
            for channel, line in ends.items()
            for leg in self.legs.values()
            if line.bridge and line.bridge == leg.bridge and leg.up
        }

    def survey(self) -> Survey:
        """Everything that stands now."""
        ends: dict[str, Line | Dialled] = {**self.lines, **self.dialled}
        bridges = {channel: end.bridge for channel, end in ends.items() if end.bridge}
        bridges |= {f"{leg.call}-{leg.leg:04d}": leg.bridge for leg in self.legs.values() if leg.bridge}
        spies = [leg for leg in self.legs.values() if leg.snoop]
        bridges |= {snoop_channel(leg): leg.bridge for leg in spies}
        return Survey(
            boot=f"boot-{self.boot}",
            version="memory",
            callers=tuple(line.found for line in self.lines.values() if line.inside),
            legs=tuple(FoundLeg(leg.call, leg.leg, leg.up) for leg in self.legs.values()),
            snoops=tuple(FoundSnoop(snoop_channel(leg), leg.call, leg.leg, leg.snoop) for leg in spies),
            strays=tuple(self.strays),
            dialled=tuple(FoundDialled(number.channel, number.state) for number in self.dialled.values()),
            nailed=tuple(FoundNailed(nailed_channel(n), n.agent, n.line, n.up) for n in self.nailed.values()),
            pending=sum(not line.inside for line in self.lines.values()),
            bridges=bridges,
            reachable=dict(self.phones),
        )


def nailed_channel(line: Nailed) -> str:
    """The channel of a line of the shift."""
    return f"nail-{line.agent}-{line.line:06d}"


def snoop_channel(leg: Leg) -> str:
    """The channel a supervisor hears through."""
    return f"{leg.call}-{leg.snoop[0]}{leg.leg:04d}"


def call_id(channel: str) -> str:
    """The call of a caller's channel."""
    return "c" + blake2b(channel.encode(), digest_size=6).hexdigest()
