"""Carrying the core's commands out: each is a few requests, sent at once and in order; a failure becomes an input."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

import structlog

from gudok.core.words import (
    AnyCommand,
    AnyInput,
    Caller,
    CallerGone,
    Connect,
    DropLeg,
    HangUp,
    HangUpStray,
    LegGone,
    ParkCaller,
    PlayPrompt,
    PromptDone,
    RingAgent,
)
from gudok.edges.asterisk.ari import Ari, AriError
from gudok.edges.asterisk.config.dialplan import OPERATOR, PLAIN, RECORD, RECORDED
from gudok.edges.asterisk.lines import Lines
from gudok.edges.asterisk.words import bridge_id, leg_id

log = structlog.get_logger()

GONE = (400, 404)
"""How Asterisk says that a channel or a bridge is not there."""
TAKEN = 409
APART = 422
"""How it says that a channel is not in the bridge it should leave."""
HARMLESS = (*GONE, TAKEN, APART)
NO_CALLER = "originator channel was not found"
"""In its words: the call's own channel is no more."""
UNKNOWN = "anonymous"
LATER = 2


class Executor:
    """Does commands over one connection. `put` takes the inputs that failures become."""

    def __init__(self, ari: Ari, put: Callable[[AnyInput], None], recordings: Path) -> None:
        self.ari = ari
        self.put = put
        self.recordings = recordings
        self.bridges: set[str] = set()
        self.where: dict[str, str] = {}
        self.lines = Lines(self.ring)

    def learn(self, bridges: Mapping[str, str]) -> None:
        """Take in which channel stands in which bridge; what we did since the survey was asked for counts more."""
        for channel, bridge in bridges.items():
            self.where.setdefault(channel, bridge)

    def forget(self, channel: str) -> None:
        """The channel is no more."""
        self.where.pop(channel, None)
        self.lines.gone(channel)

    def close(self) -> None:
        """The link is gone."""
        self.lines.close()

    def do(self, command: AnyCommand) -> None:
        """Send what the command needs, without waiting."""
        match command:
            case RingAgent():
                self.lines.ring(command)
            case Connect():
                self.connect(command)
            case ParkCaller():
                self.park(command)
            case PlayPrompt():
                self.play(command)
            case DropLeg(call=call, leg=leg):
                self.drop(call, leg)
            case HangUp(call=call, channel=channel):
                gone = CallerGone(0, call, 0, lost=True)
                self.watch(self.send("DELETE", f"channels/{channel}", call), on_gone=lambda: self.put(gone))
            case HangUpStray(channel=channel):
                self.watch(self.send("DELETE", f"channels/{channel}", channel))
            case _:
                raise TypeError(f"not a command for Asterisk: {command!r}")

    def send(self, method: str, uri: str, lane: str, query: dict[str, str] | None = None) -> asyncio.Future[str]:
        return self.ari.send(method, uri, query, lane=lane)

    def ring(self, command: RingAgent) -> None:
        """Start a leg. One that is there already is this very command done before a crash."""
        leg = leg_id(command.call, command.leg)
        body = originate(command, str(self.recordings / f"{command.record}.raw") if command.record else "")
        sent = self.ari.send("POST", f"channels/{leg}", body=body, lane=command.call)
        sent.add_done_callback(lambda done: self.rung(command, done))

    def rung(self, command: RingAgent, done: asyncio.Future[str]) -> None:
        error = failure(done)
        if error is None or (isinstance(error, AriError) and error.status == TAKEN):
            return
        self.lines.gone(leg_id(command.call, command.leg))
        log.warning("cannot ring", call=command.call, agent=command.agent, error=repr(error))
        if isinstance(error, AriError) and NO_CALLER in str(error):
            # The caller left and we were not told: that must cost no operator a pause.
            self.put(CallerGone(0, command.call, 0, lost=True))
            return
        if isinstance(error, AriError):
            self.put(LegGone(0, command.call, command.leg, 0, "failed"))
            return
        # Whether it rings nobody knows: take it down in case it does. The link's fault is not the operator's.
        self.watch(self.send("DELETE", f"channels/{leg_id(command.call, command.leg)}", command.call))
        self.put(LegGone(0, command.call, command.leg, 0, "lost"))

    def connect(self, command: Connect) -> None:
        """Music and prompt must end first: a bridge does not stop them, and adding waits for a prompt's end."""
        channel, lane = command.channel, command.call
        if command.prompt:
            self.watch(self.send("DELETE", f"playbacks/{command.prompt}", lane))
        self.watch(self.send("DELETE", f"channels/{channel}/moh", lane))
        self.join(command, again=True)

    def join(self, command: Connect, again: bool) -> None:
        """Both into the operator's bridge, which is made when it is needed first."""
        bridge = bridge_id(command.agent)
        if bridge not in self.bridges:
            self.bridges.add(bridge)
            query = {"type": "mixing", "name": command.agent}
            self.watch(self.send("POST", f"bridges/{bridge}", command.call, query))
        self.where[command.channel] = bridge
        both = f"{command.channel},{leg_id(command.call, command.leg)}"
        sent = self.send("POST", f"bridges/{bridge}/addChannel", command.call, {"channel": both})

        def bridge_lost() -> None:
            self.bridges.discard(bridge)
            if again:
                self.join(command, again=False)

        self.watch(sent, on_gone=bridge_lost, code=404)

    def park(self, command: ParkCaller) -> None:
        """Out of the bridge he is in, if any, into music."""
        channel, lane = command.channel, command.call
        bridge = self.where.pop(channel, None)
        if bridge is not None:
            self.watch(self.send("POST", f"bridges/{bridge}/removeChannel", lane, {"channel": channel}))
        self.watch(self.send("POST", f"channels/{channel}/moh", lane))

    def play(self, command: PlayPrompt) -> None:
        """Music does not come back after a prompt by itself: it is queued behind it."""
        media = ",".join(f"sound:{sound}" for sound in command.sounds)
        sent = self.send("POST", f"channels/{command.channel}/play/{command.prompt}", command.call, {"media": media})
        sent.add_done_callback(lambda done: self.played(command, done))
        if not command.last:
            self.watch(self.send("POST", f"channels/{command.channel}/moh", command.call))

    def played(self, command: PlayPrompt, done: asyncio.Future[str]) -> None:
        """A prompt that cannot be played must not keep anybody waiting for its end."""
        error = failure(done)
        if error is not None:
            log.warning("cannot play", call=command.call, sounds=command.sounds, error=repr(error))
            self.put(PromptDone(0, command.call, command.prompt))

    def drop(self, call: str, leg: int) -> None:
        """Take a leg down, unless it waits to be rung and so never will be."""
        channel = leg_id(call, leg)
        if not self.lines.dropping(channel):
            return

        def lost() -> None:
            self.lines.gone(channel)
            self.put(LegGone(0, call, leg, 0, "lost"))

        self.watch(self.send("DELETE", f"channels/{channel}", call), on_gone=lost)

    def watch(
        self, sent: asyncio.Future[str], on_gone: Callable[[], None] = lambda: None, code: int | None = None
    ) -> None:
        """Look at how a request ended: what is gone is no fault, anything else is told to the log."""

        def ended(done: asyncio.Future[str]) -> None:
            error = failure(done)
            if error is None:
                return
            if isinstance(error, AriError) and error.status in ((code,) if code else GONE):
                on_gone()
            elif not (isinstance(error, AriError) and error.status in HARMLESS):
                log.warning("request failed", error=repr(error))

        sent.add_done_callback(ended)


def failure(done: asyncio.Future[str]) -> BaseException | None:
    """What a request failed with, or None."""
    if done.cancelled():
        return ConnectionError("cancelled")
    return done.exception()


def originate(command: RingAgent, record: str) -> dict[str, object]:
    """The body of the request that rings a telephone.

    The core's own timer ends the ringing; Asterisk's (whole seconds, later) is for the case that no engine is there.
    """
    headers = {"X-Gudok-Call": command.call, "X-Gudok-Leg": f"{command.leg}"}
    if command.auto_answer:
        headers |= {"Call-Info": "<sip:gudok>;answer-after=0", "Alert-Info": "<http://gudok>;info=alert-autoanswer"}
    variables = {f"PJSIP_HEADER(add,{name})": value for name, value in headers.items()}
    if record:
        variables[RECORD] = record
    codecs = {"formats": "opus"} if command.codec == "opus" else {"originator": command.channel}
    return {
        "endpoint": f"PJSIP/{command.endpoint}",
        "context": OPERATOR,
        "extension": RECORDED if record else PLAIN,
        "priority": 1,
        "callerId": caller_id(command.caller),
        "timeout": -(-command.timeout // 1000) + LATER,
        "variables": variables,
        **codecs,
    }


def caller_id(caller: Caller) -> str:
    """The caller as the telephone shows him: name in quotes, number."""
    name = "".join(char for char in (caller.name or caller.shown) if char.isprintable() and char not in '"\\<>')
    return f'"{name}" <{caller.number or UNKNOWN}>'
