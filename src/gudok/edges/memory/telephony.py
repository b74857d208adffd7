"""The engine's telephony port on a world in memory: the same words and promises as on a real Asterisk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from gudok.core.words import (
    AnyCommand,
    AnyInput,
    CallerGone,
    Connect,
    DropLeg,
    HangUp,
    HangUpStray,
    LegGone,
    ParkCaller,
    PlayPrompt,
    RingAgent,
)
from gudok.edges.memory.world import ABSENT, Leg, World

if TYPE_CHECKING:
    from gudok.core.settings import Settings
    from gudok.engine.ports import Ear, FoundCaller, Survey

RETRY = 0.1


class MemoryTelephony:
    """One engine's link to the world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.ear: Ear | None = None
        self.broken = asyncio.Event()

    async def run(self, ear: Ear) -> None:
        """Keep a link for ever; a dead world is told once."""
        self.ear = ear
        told_dead = False
        try:
            while True:
                if self.world.alive:
                    told_dead = False
                    self.broken.clear()
                    self.world.attach(self)
                    ear.linked()
                    await self.broken.wait()
                elif not told_dead:
                    told_dead = True
                    ear.unlinked(dead=True)
                await asyncio.sleep(RETRY)
        finally:
            if self.world.linked is self:
                self.world.linked = None

    # what the world tells

    def hear(self, came: AnyInput) -> None:
        if self.ear is not None:
            self.ear.put(came)

    def caller(self, found: FoundCaller) -> None:
        if self.ear is not None:
            self.ear.caller(found)

    def endpoint(self, endpoint: str, up: bool) -> None:
        if self.ear is not None:
            self.ear.endpoint(endpoint, up)

    def unlinked(self) -> None:
        self.broken.set()
        if self.ear is not None:
            self.ear.unlinked(dead=False)

    def replaced(self) -> None:
        if self.ear is not None:
            self.ear.fenced("the application's name was taken by a newer connection")

    # what the engine wants

    def do(self, command: AnyCommand) -> None:
        if self.world.linked is not self:
            if isinstance(command, RingAgent):
                self.hear(LegGone(0, command.call, command.leg, 0, "lost"))
            return
        DOES[type(command)](self, command)

    def drop(self, command: DropLeg) -> None:
        leg = self.world.legs.get((command.call, command.leg))
        if leg is None:
            self.hear(LegGone(0, command.call, command.leg, 0, "lost"))
        else:
            self.world.put_down(leg)

    def park(self, command: ParkCaller) -> None:
        if command.channel in self.world.lines:
            self.world.lines[command.channel].bridge = ""

    def play(self, command: PlayPrompt) -> None:
        self.world.play(command.channel, command.prompt)

    def hang_up(self, command: HangUp) -> None:
        if command.channel in self.world.lines:
            self.world.leave(command.channel)
        else:
            self.hear(CallerGone(0, command.call, 0, lost=True))

    def hang_up_stray(self, command: HangUpStray) -> None:
        if command.channel in self.world.strays:
            self.world.strays.remove(command.channel)

    def ring(self, command: RingAgent) -> None:
        """Start a leg; one that is there already is this very command done before a crash."""
        key, world = (command.call, command.leg), self.world
        if key in world.legs:
            return
        if not world.phones.get(command.endpoint):
            self.hear(LegGone(0, *key, ABSENT, "failed"))
            return
        leg = world.legs[key] = Leg(*key, command.endpoint)
        if command.auto_answer:
            asyncio.get_running_loop().call_soon(world.answer, leg)
        world.on_ring(leg)

    def connect(self, command: Connect) -> None:
        line, leg = self.world.lines.get(command.channel), self.world.legs.get((command.call, command.leg))
        if line is not None and line.prompt:
            self.world.prompt_ends(command.channel, line.prompt)
        for end in (line, leg):
            if end is not None:
                end.bridge = f"b-{command.agent}"

    async def survey(self) -> Survey:
        if self.world.linked is not self:
            raise ConnectionError("no link")
        return self.world.survey()

    async def provision(self, settings: Settings) -> None:
        """Telephones are there as soon as they are named; those never registered are away."""
        for operator in settings.operators:
            self.world.phones.setdefault(operator.endpoint, False)


DOES: dict[type[AnyCommand], Callable[[MemoryTelephony, Any], None]] = {
    RingAgent: MemoryTelephony.ring,
    DropLeg: MemoryTelephony.drop,
    Connect: MemoryTelephony.connect,
    ParkCaller: MemoryTelephony.park,
    PlayPrompt: MemoryTelephony.play,
    HangUp: MemoryTelephony.hang_up,
    HangUpStray: MemoryTelephony.hang_up_stray,
}
