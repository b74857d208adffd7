"""The engine's telephony port on a world in memory: the same words and promises as on a real Asterisk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from gudok.core.words import (
    AnyCommand,
    AnyInput,
    CallerGone,
    CallOurselves,
    ChangeMusic,
    Connect,
    ConnectLegs,
    ConnectOutside,
    DialNumber,
    DropLeg,
    DropNailed,
    EndPrompt,
    EndTone,
    HangUp,
    HangUpStray,
    LegGone,
    LegUp,
    NailedGone,
    ParkCaller,
    ParkLeg,
    PlayPrompt,
    PlayTone,
    RingAgent,
    RingNailed,
    RingNumber,
)
from gudok.core.words.recording import PauseRecord, ResumeRecord
from gudok.core.words.supervise import Attend, Detach, RecordLeg
from gudok.edges.memory.world import ABSENT, Dialled, Leg, Nailed, World, nailed_channel

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
            elif isinstance(command, RingNailed):
                self.hear(NailedGone(0, command.agent, command.line, 0, "lost"))
            return
        DOES[type(command)](self, command)

    def drop(self, command: DropLeg) -> None:
        leg = self.world.legs.get((command.call, command.leg))
        if leg is None:
            self.hear(LegGone(0, command.call, command.leg, 0, "lost"))
        else:
            self.world.put_down(leg)

    def park(self, command: ParkCaller) -> None:
        end = self.world.lines.get(command.channel) or self.world.dialled.get(command.channel)
        if end is not None:
            end.bridge = ""

    def play(self, command: PlayPrompt) -> None:
        self.world.play(command.channel, command.prompt)

    def end_prompt(self, command: EndPrompt) -> None:
        for channel, line in self.world.lines.items():
            if line.prompt == command.prompt:
                self.world.prompt_ends(channel, command.prompt)
                return

    def call_ourselves(self, command: CallOurselves) -> None:
        self.world.call(command.did, "0000")

    def change_music(self, command: ChangeMusic) -> None:
        line = self.world.lines.get(command.channel)
        if line is not None:
            line.music = command.music

    def hang_up(self, command: HangUp) -> None:
        if command.channel in self.world.lines:
            self.world.leave(command.channel)
        elif command.channel in self.world.dialled:
            self.world.number_ends(command.channel)
        else:
            self.hear(CallerGone(0, command.call, 0, lost=True))

    def hang_up_stray(self, command: HangUpStray) -> None:
        if command.channel in self.world.strays:
            self.world.strays.remove(command.channel)
        self.world.number_ends(command.channel)
        for line in list(self.world.nailed.values()):
            if nailed_channel(line) == command.channel:
                self.world.line_falls(line.agent, line.line)

    def ring(self, command: RingAgent) -> None:
        """Start a leg; one that is there already is this very command done before a crash."""
        key, world = (command.call, command.leg), self.world
        if key in world.legs:
            return
        if command.nailed:
            self.over_line(command)
            return
        if not world.phones.get(command.endpoint):
            self.hear(LegGone(0, *key, ABSENT, "failed"))
            return
        leg = world.legs[key] = Leg(*key, command.endpoint)
        if command.auto_answer:
            asyncio.get_running_loop().call_soon(world.answer, leg)
        world.on_ring(leg)

    def over_line(self, command: RingAgent) -> None:
        """A leg over the line of the shift is answered at once; without the line there is none."""
        key, line = (command.call, command.leg), self.world.nailed.get((command.agent, command.nailed))
        if line is None:
            self.hear(LegGone(0, *key, ABSENT, "failed"))
            return
        leg = self.world.legs[key] = Leg(*key, line.endpoint, over_line=True)
        asyncio.get_running_loop().call_soon(self.world.answer, leg)
        self.world.on_ring(leg)

    def ring_nailed(self, command: RingNailed) -> None:
        """Ring for the line of the shift; it is taken by itself."""
        key, world = (command.agent, command.line), self.world
        if key in world.nailed:
            return
        if not world.phones.get(command.endpoint):
            self.hear(NailedGone(0, *key, ABSENT, "failed"))
            return
        world.nailed[key] = Nailed(*key, command.endpoint)
        asyncio.get_running_loop().call_soon(world.take_line, *key)

    def drop_nailed(self, command: DropNailed) -> None:
        self.world.line_falls(command.agent, command.line)

    def dial(self, command: DialNumber) -> None:
        """Dial a number; one that is dialled already is this very command done before a crash."""
        if command.channel in self.world.dialled:
            return
        number = Dialled(command.call, command.channel, command.dialled, command.shown)
        self.world.dialled[command.channel] = number
        leg = self.world.legs.get((command.call, command.leg))
        for end in (number, leg):
            if end is not None:
                end.bridge = f"b-{command.agent}"
        self.world.on_dial(number)

    def connect(self, command: Connect) -> None:
        line, leg = self.world.lines.get(command.channel), self.world.legs.get((command.call, command.leg))
        if line is not None and line.prompt:
            self.world.prompt_ends(command.channel, line.prompt)
        for end in (line, leg, self.world.dialled.get(command.channel)):
            if end is not None:
                end.bridge = f"b-{command.agent}"

    def ring_number(self, command: RingNumber) -> None:
        """Ring an outside number; it is a leg whose endpoint is the number."""
        key = (command.call, command.leg)
        if key not in self.world.legs:
            leg = self.world.legs[key] = Leg(*key, command.dialled)
            self.world.on_ring(leg)

    def connect_legs(self, command: ConnectLegs) -> None:
        for n in (command.leg, command.other):
            leg = self.world.legs.get((command.call, n))
            if leg is not None:
                leg.bridge = f"b-{command.agent}"

    def connect_outside(self, command: ConnectOutside) -> None:
        leg = self.world.legs.get((command.call, command.leg))
        for end in (self.world.lines.get(command.channel), self.world.dialled.get(command.channel), leg):
            if end is not None:
                end.bridge = f"o-{command.call}"

    def park_leg(self, command: ParkLeg) -> None:
        leg = self.world.legs.get((command.call, command.leg))
        if leg is not None:
            leg.bridge = ""

    def tone(self, command: PlayTone | EndTone) -> None:
        leg = self.world.legs.get((command.call, command.leg))
        if leg is not None:
            leg.tone = isinstance(command, PlayTone)

    def attend(self, command: Attend) -> None:
        leg = self.world.legs.get((command.call, command.leg))
        if leg is not None:
            leg.bridge = f"b-{command.agent}" if command.how == "barge" else f"v-{command.by}"
            leg.snoop = "" if command.how == "barge" else command.how

    def detach(self, command: Detach) -> None:
        leg = self.world.legs.get((command.call, command.leg))
        if leg is not None:
            leg.snoop = ""

    def record(self, command: RecordLeg) -> None:
        if (command.call, command.leg) in self.world.legs:
            self.hear(LegUp(0, command.call, command.leg))

    def keep(self, command: PauseRecord | ResumeRecord) -> None:
        """Nothing is written down in this world."""

    async def survey(self) -> Survey:
        if self.world.linked is not self:
            raise ConnectionError("no link")
        return self.world.survey()

    async def provision(self, settings: Settings) -> None:
        """Telephones are there as soon as they are named; those never registered are away."""
        for operator in settings.operators:
            for endpoint in (operator.endpoint, operator.desk):
                if endpoint:
                    self.world.phones.setdefault(endpoint, False)


DOES: dict[type[AnyCommand], Callable[[MemoryTelephony, Any], None]] = {
    RingAgent: MemoryTelephony.ring,
    DropLeg: MemoryTelephony.drop,
    Connect: MemoryTelephony.connect,
    ParkCaller: MemoryTelephony.park,
    PlayPrompt: MemoryTelephony.play,
    EndPrompt: MemoryTelephony.end_prompt,
    ChangeMusic: MemoryTelephony.change_music,
    CallOurselves: MemoryTelephony.call_ourselves,
    HangUp: MemoryTelephony.hang_up,
    HangUpStray: MemoryTelephony.hang_up_stray,
    DialNumber: MemoryTelephony.dial,
    RingNumber: MemoryTelephony.ring_number,
    ConnectLegs: MemoryTelephony.connect_legs,
    ConnectOutside: MemoryTelephony.connect_outside,
    ParkLeg: MemoryTelephony.park_leg,
    PlayTone: MemoryTelephony.tone,
    EndTone: MemoryTelephony.tone,
    Attend: MemoryTelephony.attend,
    RingNailed: MemoryTelephony.ring_nailed,
    DropNailed: MemoryTelephony.drop_nailed,
    Detach: MemoryTelephony.detach,
    RecordLeg: MemoryTelephony.record,
    PauseRecord: MemoryTelephony.keep,
    ResumeRecord: MemoryTelephony.keep,
}
