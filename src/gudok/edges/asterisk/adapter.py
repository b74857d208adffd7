"""The engine's telephony port on a real Asterisk: keeps the link, tells what happens, does what is commanded."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine

import msgspec
import structlog

from gudok.core.settings import Settings
from gudok.core.words import AnyCommand, LegGone, NailedGone, RingAgent, RingNailed
from gudok.edges.asterisk.ari import Ari, AriError
from gudok.edges.asterisk.config.dialplan import LINE, TAP
from gudok.edges.asterisk.config.place import Place
from gudok.edges.asterisk.config.provision import Provisioner
from gudok.edges.asterisk.console import console
from gudok.edges.asterisk.events import (
    AnyEvent,
    ApplicationReplaced,
    ChannelDestroyed,
    ChannelDtmfReceived,
    ChannelUserevent,
    StasisStart,
)
from gudok.edges.asterisk.execute import Executor
from gudok.edges.asterisk.fence import Fence, FencedError
from gudok.edges.asterisk.link import FAILURES, Backoff, Proof, is_refused, prepare
from gudok.edges.asterisk.process import url
from gudok.edges.asterisk.survey import look
from gudok.edges.asterisk.translate import hear
from gudok.edges.asterisk.words import APP, Telephony
from gudok.engine.ports import Ear, Survey
from gudok.settings import Asterisk, DataFolder

log = structlog.get_logger()

KEYS = 64
"""How many keys are remembered, to know those that are told twice."""
LINES = (LINE, TAP)
"""With what the ends of lines of a shift enter the application."""


class AsteriskTelephony:
    """`telephones` tells phones and trunks with their secrets; it is called off the event loop's thread."""

    def __init__(self, asterisk: Asterisk, data: DataFolder, telephones: Callable[[], Telephony]) -> None:
        self.asterisk = asterisk
        self.provisioner = Provisioner(asterisk, Place(data.asterisk))
        self.fence = Fence(url(asterisk), asterisk.ari_password)
        self.recordings = data.recordings
        self.run_folder = Place(data.asterisk).run
        self.telephones = telephones
        self.ari: Ari | None = None
        self.executor: Executor | None = None
        self.ear: Ear | None = None
        self.replaced = False
        self.keys: deque[tuple[str, str, str]] = deque(maxlen=KEYS)

    async def run(self, ear: Ear) -> None:
        """Keep a link for ever; ends only when another engine has taken over."""
        self.ear = ear
        backoff = Backoff()
        dead = False
        while True:
            try:
                await self.hold_link(ear, backoff)
            except FencedError as error:
                ear.fenced(str(error))
                return
            except FAILURES as error:
                log.info("no link to Asterisk", error=repr(error))
                was_dead, dead = dead, is_refused(error)
                if dead and not was_dead:
                    ear.unlinked(dead=True)
            else:
                dead = False
            await asyncio.sleep(backoff.next())

    async def hold_link(self, ear: Ear, backoff: Backoff) -> None:
        """One link from its beginning to its end; raises one of FAILURES when there never was one."""
        ari = Ari(url(self.asterisk), APP, self.asterisk.ari_password, lambda event: self.heard(event, ari, proof, ear))
        proof = Proof(ari)
        listening: asyncio.Task[None] | None = None
        try:
            await self.fence.take()
            await ari.open()
            listening = asyncio.create_task(self.listen(ari))
            await first_of(self.prepare(ari, proof), listening)
            self.ari, self.executor = ari, Executor(ari, ear.put, self.recordings, self.console)
            backoff.reset()
            log.info("linked to Asterisk", over_http=ari.over_http)
            ear.linked()
            try:
                await first_of(proof.keep(), listening)
            except FAILURES as error:
                log.warning("link to Asterisk lost", error=repr(error))
        finally:
            linked = self.ari is ari
            if self.executor is not None:
                self.executor.close()
            self.ari = self.executor = None
            if linked:
                # Told before requests under way fail: what they bring back must not be routed anew at once.
                ear.unlinked(dead=False)
            if listening is not None:
                listening.cancel()
            await ari.close()

    async def prepare(self, ari: Ari, proof: Proof) -> None:
        """Everything between connecting and being of use."""
        await prepare(ari, proof)
        await self.provisioner.load(ari)

    async def listen(self, ari: Ari) -> None:
        """Wait for the link's end; always raises."""
        await ari.ended()
        if self.replaced:
            self.replaced = False
            await self.fence.check()
            raise ConnectionResetError("an old connection of our own took our name")
        raise ConnectionResetError("Asterisk closed the connection")

    def heard(self, event: AnyEvent, ari: Ari, proof: Proof, ear: Ear) -> None:
        """Tell the ear an event."""
        if isinstance(event, ChannelUserevent):
            proof.heard(event)
        elif isinstance(event, ApplicationReplaced):
            self.replaced = True
            ari.tear()
        elif not (isinstance(event, ChannelDtmfReceived) and self.told(event)):
            hear(event, ear)
            if isinstance(event, ChannelDestroyed) and self.executor is not None:
                self.executor.forget(event.channel.id)
            elif isinstance(event, StasisStart) and self.executor is not None:
                self.executor.entered(event.channel.id)
                if event.args and event.args[0] in LINES:
                    self.executor.nailed.entered(event.channel.id, event.args)

    def told(self, event: ChannelDtmfReceived) -> bool:
        """Whether this very key was told already: two presses are never of the same moment."""
        key = (event.channel.id, event.digit, event.timestamp)
        if key in self.keys:
            return True
        self.keys.append(key)
        return False

    def do(self, command: AnyCommand) -> None:
        """Carry a command out, or, with no link, let the reconciler find what was not done."""
        if self.executor is not None:
            self.executor.do(command)
        elif isinstance(command, RingAgent) and self.ear is not None:
            self.ear.put(LegGone(0, command.call, command.leg, 0, "lost"))
        elif isinstance(command, RingNailed) and self.ear is not None:
            self.ear.put(NailedGone(0, command.agent, command.line, 0, "lost"))
        else:
            log.info("not done without a link", command=repr(command))

    async def console(self, command: str) -> str:
        """What Asterisk's console answers; raises OSError."""
        return await console(self.run_folder, command)

    async def survey(self) -> Survey:
        """Look at everything; raises OSError (TimeoutError too)."""
        ari, executor = self.ari, self.executor
        if ari is None or executor is None:
            raise ConnectionError("no link to Asterisk")
        executor.places.asked()
        try:
            survey, ends = await look(ari)
        except (AriError, msgspec.DecodeError) as error:
            raise ConnectionError(f"the survey failed: {error}") from error
        executor.places.learn(survey.bridges)
        executor.nailed.learn(ends, survey.bridges)
        return survey

    async def provision(self, settings: Settings) -> None:
        """Write the telephones and trunks and have Asterisk take them over; without a link it will when it starts."""
        telephones = await asyncio.get_running_loop().run_in_executor(None, self.telephones)
        await self.provisioner.want(telephones, self.ari)


async def first_of(work: Coroutine[None, None, None], listening: asyncio.Task[None]) -> None:
    """Do the work while the connection is read; whatever ends the reading ends the work."""
    task = asyncio.create_task(work)
    try:
        done, _ = await asyncio.wait((task, listening), return_when=asyncio.FIRST_COMPLETED)
        # The reading tells the true cause when both have ended.
        await (listening if listening in done else task)
    finally:
        task.cancel()
        await asyncio.wait([task])
        if not task.cancelled():
            task.exception()
