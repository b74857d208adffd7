"""What we believe against what Asterisk holds: every difference becomes an ordinary input."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import structlog

from gudok.core.state import Aside, Booked, Placed, State, legs
from gudok.core.words import (
    AnyInput,
    CallerGone,
    Configured,
    LegUp,
    Reachable,
    StrayFound,
    TelephonyDown,
    TelephonyUp,
)
from gudok.engine.lines import of_call
from gudok.engine.nailed import nailed
from gudok.engine.placing import forgotten, placing
from gudok.engine.ports import Survey
from gudok.engine.watching import supervising_legs, supervision

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
    dialled = {found.channel: found.state for found in survey.dialled}
    callers = {found.channel for found in survey.callers} | dialled.keys()
    found_legs = {(found.call, found.leg): found.up for found in survey.legs}
    out: list[AnyInput] = []
    for call in state.calls.values():
        if isinstance(call.mode, Booked):
            continue  # nobody is on the line
        if isinstance(call.mode, Placed):
            out.extend(placing(call, call.mode, found_legs.get((call.id, call.mode.leg)), dialled, survey))
        elif call.channel not in callers and not isinstance(call.mode, Aside):
            out.append(CallerGone(0, call.id, 0, lost=True))
        else:
            out.extend(of_call(call, found_legs, survey))
    watching = supervising_legs(state)
    for found in survey.legs:
        if (found.call, found.leg) in watching:
            continue
        known = state.calls.get(found.call)
        if known is None or found.leg not in legs(known):
            out.append(LegUp(0, found.call, found.leg))
    out.extend(StrayFound(0, channel) for channel in survey.strays)
    out.extend(supervision(state, survey))
    out.extend(nailed(state, survey))
    out.extend(forgotten(state, survey))
    return out


class Reconciler:
    """Surveys when the link comes up and every few seconds; a difference counts when it lasts."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.up = asyncio.Event()
        self.poke = asyncio.Event()
        self.doubts: dict[AnyInput, float] = {}
        self.endpoints: dict[str, tuple[str, bool]] = {}
        self.endpoints_of: object = None
        self.told: set[str] = set()
        self.reading: asyncio.Future[Settings] | None = None
        self.was_read = False
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

    def agent_of(self, endpoint: str) -> tuple[str, bool] | None:
        """Whose telephone it is, and whether it is the one on her desk beside a browser's."""
        settings = self.engine.state.settings
        if self.endpoints_of is not settings:
            self.endpoints = {operator.endpoint: (operator.id, False) for operator in settings.operators}
            self.endpoints |= {operator.desk: (operator.id, True) for operator in settings.operators if operator.desk}
            self.endpoints_of = settings
        return self.endpoints.get(endpoint)

    def heard(self, endpoint: str) -> None:
        """We were told of this telephone."""
        self.told.add(endpoint)

    async def run(self) -> None:
        fresh = True
        while True:
            await self.settings()
            if not self.up.is_set():
                fresh = True
            try:
                async with asyncio.timeout(PERIOD):  # wait_for may swallow the end that falls on the same moment
                    await self.up.wait()
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
            async with asyncio.timeout(PERIOD):
                await self.poke.wait()
        self.poke.clear()

    async def first_settings(self) -> None:
        """Before any caller is let in: a centre that does not know its numbers yet would turn them away.

        Records that cannot be read keep callers waiting only where no settings are known from before.
        """
        await self.catch_up()
        while not self.was_read and not self.engine.state.settings.version:
            await asyncio.sleep(RETRY)
            await self.catch_up()

    async def catch_up(self) -> None:
        """Take in settings that changed while nobody could tell us."""
        settings = await self.read()
        if settings != self.engine.state.settings:
            await self.engine.ask(Configured(0, settings))

    async def settings(self) -> None:
        """Take in new settings, and bring Asterisk's telephones to them."""
        await self.catch_up()
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
            found = await reading
        except Exception as error:
            log.warning("settings cannot be read", error=repr(error))
            return self.engine.state.settings
        self.was_read = True
        return found

    async def round(self, fresh: bool) -> None:
        """One survey and what follows from it; a fresh link's differences count at once."""
        self.told.clear()
        survey = await self.engine.telephony.survey()
        state = self.engine.state
        if state.boot and survey.boot != state.boot and state.telephony != "dead":
            await self.engine.ask(TelephonyDown(0, dead=True))
        for endpoint, up in survey.reachable.items():
            owner = self.agent_of(endpoint)
            if endpoint in self.told or owner is None or owner[0] not in state.agents:
                continue  # registered, or went, while we looked: what we were told is newer than what was seen
            agent = state.agents[owner[0]]
            if up != (agent.reachable if owner[1] == agent.desk else agent.spare):
                self.engine.put(Reachable(0, agent.id, up, owner[1]))
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
