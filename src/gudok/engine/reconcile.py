"""What we believe against what Asterisk holds: every difference becomes an ordinary input."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import structlog

from gudok.core.state import Call, InTalk, Offered, State
from gudok.core.words import (
    AnyInput,
    CallerGone,
    Configured,
    LegGone,
    LegUp,
    Misplaced,
    Reachable,
    StrayFound,
    TelephonyDown,
    TelephonyUp,
)
from gudok.engine.ports import Survey

if TYPE_CHECKING:
    from gudok.core.settings import Settings
    from gudok.engine.engine import Engine

log = structlog.get_logger()

PERIOD = 3.0
"""Seconds between surveys while the link is up."""
KNOCKING = 1.5
"""How long (s) routing waits, after the link came up, for callers knocking at the dialplan: one may be first."""
RETRY = 0.2
LIMIT = 2.0
"""Seconds that settings and telephones may take us: records that hang must not keep us from looking at Asterisk."""
CONFIRM = 2.0
"""A difference counts when it still stands after so many seconds: before, it may be a command under way."""


def differences(state: State, survey: Survey) -> list[AnyInput]:
    """What must be told to the core for it to agree with the survey; all `at` are 0. Callers not known are left out."""
    callers = {found.channel for found in survey.callers}
    legs = {(found.call, found.leg): found.up for found in survey.legs}
    out: list[AnyInput] = []
    for call in state.calls.values():
        if call.channel not in callers:
            out.append(CallerGone(0, call.id, 0, lost=True))
            continue
        mode = call.mode
        if isinstance(mode, Offered | InTalk):
            up = legs.get((call.id, mode.leg))
            if up is None:
                out.append(LegGone(0, call.id, mode.leg, 0, "lost"))
                continue
            if up and isinstance(mode, Offered):
                out.append(LegUp(0, call.id, mode.leg))
                continue
        if misplaced(call, survey):
            out.append(Misplaced(0, call.id))
    for found in survey.legs:
        known = state.calls.get(found.call)
        if known is None or not isinstance(known.mode, Offered | InTalk) or known.mode.leg != found.leg:
            out.append(LegUp(0, found.call, found.leg))
    out.extend(StrayFound(0, channel) for channel in survey.strays)
    return out


def misplaced(call: Call, survey: Survey) -> bool:
    """Whether the caller's channel is not where the call's mode wants it."""
    bridge = survey.bridges.get(call.channel)
    if isinstance(call.mode, InTalk) and not call.mode.held:
        return bridge is None or survey.bridges.get(leg_channel(call.id, call.mode.leg)) != bridge
    return bridge is not None


def leg_channel(call: str, leg: int) -> str:
    """The channel id of an operator's leg: fixed length, so that no id is another's beginning."""
    return f"{call}-{leg:04d}"


class Reconciler:
    """Surveys when the link comes up and every few seconds; a difference counts when it lasts."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.up = asyncio.Event()
        self.poke = asyncio.Event()
        self.doubts: dict[AnyInput, float] = {}
        self.endpoints: dict[str, str] = {}
        self.endpoints_of: object = None
        self.reading: asyncio.Future[Settings] | None = None
        self.providing: asyncio.Task[None] | None = None

    def linked(self) -> None:
        self.up.set()
        self.poke.set()

    def unlinked(self) -> None:
        self.up.clear()
        self.doubts.clear()

    def configured(self) -> None:
        """New settings were applied: telephones may have changed."""
        self.poke.set()

    def agent_of(self, endpoint: str) -> str | None:
        """Whose telephone it is."""
        settings = self.engine.state.settings
        if self.endpoints_of is not settings:
            self.endpoints = {operator.endpoint: operator.id for operator in settings.operators}
            self.endpoints_of = settings
        return self.endpoints.get(endpoint)

    async def run(self) -> None:
        fresh = True
        while True:
            await self.settings()
            if not self.up.is_set():
                fresh = True
            try:
                await asyncio.wait_for(self.up.wait(), PERIOD)
                await self.round(fresh or self.engine.state.telephony != "up")
                fresh = False
            except TimeoutError:
                continue
            except (OSError, RuntimeError) as error:
                log.warning("survey failed", error=repr(error))
                await asyncio.sleep(RETRY)
                continue
            await self.pause()

    async def pause(self) -> None:
        """Wait for the next round, or for a reason to look at once."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.poke.wait(), PERIOD)
        self.poke.clear()

    async def settings(self) -> None:
        """Take in settings that changed while nobody could tell us, and bring Asterisk's telephones to them."""
        settings = await self.read()
        if settings != self.engine.state.settings:
            await self.engine.ask(Configured(0, settings))
        if self.engine.provisioned != self.engine.state.settings:
            if self.providing is None:
                self.providing = asyncio.create_task(self.provide(self.engine.state.settings))
            await asyncio.wait([self.providing], timeout=LIMIT)
            if self.providing.done():
                self.providing = None

    async def provide(self, settings: Settings) -> None:
        """Bring Asterisk's telephones to the settings; what fails is tried again at the next look."""
        try:
            await self.engine.telephony.provision(settings)
            self.engine.provisioned = settings
        except Exception as error:
            # Records may be away for a while; nothing that calls need depends on them.
            log.warning("telephones cannot be set up, trying again", error=repr(error))

    async def read(self) -> Settings:
        """The settings of the records, or those we have when they cannot be read in time; one look at a time."""
        if self.reading is None:
            threads, loop = self.engine.recogniser.threads, asyncio.get_running_loop()
            self.reading = loop.run_in_executor(threads, self.engine.directory.settings)
        await asyncio.wait([self.reading], timeout=LIMIT)
        if not self.reading.done():
            log.warning("settings cannot be read in time")
            return self.engine.state.settings
        reading, self.reading = self.reading, None
        try:
            return await reading
        except Exception as error:
            log.warning("settings cannot be read", error=repr(error))
            return self.engine.state.settings

    async def round(self, fresh: bool) -> None:
        """One survey and what follows from it; a fresh link's differences count at once."""
        survey = await self.engine.telephony.survey()
        state = self.engine.state
        if state.boot and survey.boot != state.boot and state.telephony != "dead":
            await self.engine.ask(TelephonyDown(0, dead=True))
        for endpoint, up in survey.reachable.items():
            agent = self.agent_of(endpoint)
            if agent is not None and agent in state.agents and state.agents[agent].reachable != up:
                self.engine.put(Reachable(0, agent, up))
        found, now = differences(state, survey), asyncio.get_running_loop().time()
        for came in found:
            if fresh or now - self.doubts.get(came, now) >= CONFIRM:
                log.info("reconciled", difference=repr(came))
                self.engine.put(came)
        self.doubts = {came: self.doubts.get(came, now) for came in found}
        for caller in survey.callers:
            self.engine.caller(caller)
        if state.telephony != "up":
            await self.knocking(survey)
            await self.engine.ask(TelephonyUp(0, survey.version, survey.boot))

    async def knocking(self, survey: Survey) -> None:
        """Let callers in who came while no engine was there, so that the first of them is served first."""
        loop = asyncio.get_running_loop()
        until = loop.time() + KNOCKING
        while (survey.pending or self.engine.recogniser.under_way) and loop.time() < until and self.up.is_set():
            await asyncio.sleep(RETRY / 4)
            survey = await self.engine.telephony.survey()
            for caller in survey.callers:
                self.engine.caller(caller)
