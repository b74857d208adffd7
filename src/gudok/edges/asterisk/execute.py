"""Carrying the core's commands out: each is a few requests, sent at once and in order; a failure becomes an input."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import structlog

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
    ParkCaller,
    ParkLeg,
    PlayPrompt,
    PlayTone,
    PromptDone,
    RingAgent,
    RingNailed,
    RingNumber,
)
from gudok.core.words.recording import PauseRecord, ResumeRecord
from gudok.core.words.supervise import Attend, Detach, RecordLeg
from gudok.edges.asterisk import consult
from gudok.edges.asterisk.ari import Ari, AriError
from gudok.edges.asterisk.attend import Attendance
from gudok.edges.asterisk.config.dialplan import INBOUND, ROBOT
from gudok.edges.asterisk.dial import Dialler
from gudok.edges.asterisk.lines import Lines
from gudok.edges.asterisk.nailed import NailedLines
from gudok.edges.asterisk.originate import originate
from gudok.edges.asterisk.places import Places
from gudok.edges.asterisk.recording import Console, Recording
from gudok.edges.asterisk.sent import Sent
from gudok.edges.asterisk.words import OWN, bridge_id, leg_id, music_class, read_dialled

log = structlog.get_logger()

GONE = (400, 404)
"""How Asterisk says that a channel or a bridge is not there."""
TAKEN = 409
APART = 422
"""How it says that a channel is not in the bridge it should leave."""
HARMLESS = (*GONE, TAKEN, APART)
NO_CALLER = "originator channel was not found"
"""In its words: the call's own channel is no more."""
ROBOT_NUMBER = "0000"
"""What a trial's caller shows."""


class Executor:
    """Does commands over one connection. `put` takes the inputs that failures become, `console` what ARI cannot."""

    def __init__(self, ari: Ari, put: Callable[[AnyInput], None], recordings: Path, console: Console) -> None:
        self.ari = ari
        self.put = put
        self.recordings = recordings
        self.places = Places(self)
        self.lines = Lines(self.ring)
        self.attendance = Attendance(self)
        self.dialler = Dialler(self)
        self.recording = Recording(console, put, recordings)
        self.nailed = NailedLines(self)

    def forget(self, channel: str) -> None:
        """The channel is no more."""
        consult.clean_up(self, self.places.left(channel))
        self.lines.gone(channel)
        self.attendance.forget(channel)
        self.dialler.gone(channel)

    def entered(self, channel: str) -> None:
        """A channel came into the application."""
        self.attendance.entered(channel)
        self.dialler.entered(channel)

    def close(self) -> None:
        """The link is gone."""
        self.lines.close()

    def do(self, command: AnyCommand) -> None:
        """Send what the command needs, without waiting."""
        match command:
            case RingAgent(nailed=0):
                self.lines.ring(command)
            case Connect():
                self.connect(command)
            case DialNumber():
                self.dialler.dial(command)
            case ParkCaller():
                self.park(command)
            case PlayPrompt():
                self.play(command)
            case ChangeMusic() | CallOurselves() | EndPrompt():
                self.do_rare(command)
            case DropLeg() | HangUp() | HangUpStray():
                self.take_down(command)
            case RingNumber() | ConnectLegs() | ParkLeg() | ConnectOutside() | PlayTone() | EndTone():
                consult.do(self, command)
            case _:
                self.do_beside(command)

    def do_beside(self, command: AnyCommand) -> None:
        """What is done beside a talk: hearing it, recording it; and what a line of the shift makes of a ring."""
        match command:
            case Attend() | Detach() | RecordLeg():
                self.attendance.do(command)
            case PauseRecord() | ResumeRecord():
                self.recording.do(command)
            case RingAgent():
                self.nailed.ring(command)
            case RingNailed() | DropNailed():
                self.nailed.do(command)
            case _:
                raise TypeError(f"not a command for Asterisk: {command!r}")

    def send(self, method: str, uri: str, lane: str, query: dict[str, str] | None = None) -> Sent:
        return self.ari.send(method, uri, query, lane=lane)

    def ring(self, command: RingAgent) -> None:
        """Start a leg. One that is there already is this very command done before a crash."""
        leg = leg_id(command.call, command.leg)
        body = originate(command, str(self.recordings / f"{command.record}.raw") if command.record else "")
        sent = self.ari.send("POST", f"channels/{leg}", body=body, lane=command.call)
        sent.add_done_callback(lambda done: self.rung(command, done))

    def rung(self, command: RingAgent, done: Sent) -> None:
        error = done.error
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
        if read_dialled(channel) is not None:
            # Where voice passes Asterisk by, nothing ends the tone that she heard while it rang.
            self.watch(self.send("DELETE", f"channels/{leg_id(command.call, command.leg)}/ring", lane))
        if command.held:
            consult.end_music(self, lane, leg_id(command.call, command.leg))
        self.join(command)

    def join(self, command: Connect | DialNumber) -> None:
        """Both into the operator's bridge."""
        both = [command.channel, leg_id(command.call, command.leg)]
        self.places.gather(bridge_id(command.agent), command.agent, command.call, both)

    def park(self, command: ParkCaller) -> None:
        """Out of the bridge he is in, if any, into music."""
        self.park_channel(command.channel, command.call)

    def park_channel(self, channel: str, lane: str) -> None:
        bridge = self.places.left(channel)
        if bridge:
            self.watch(self.send("POST", f"bridges/{bridge}/removeChannel", lane, {"channel": channel}))
        self.watch(self.send("POST", f"channels/{channel}/moh", lane))

    def play(self, command: PlayPrompt) -> None:
        """Music does not come back after a prompt by itself: it is queued behind it."""
        if command.instead:
            self.watch(self.send("DELETE", f"playbacks/{command.instead}", command.call))
        query = {"media": ",".join(media_of(sound) for sound in command.sounds)}
        if command.language:
            query["lang"] = command.language
        sent = self.send("POST", f"channels/{command.channel}/play/{command.prompt}", command.call, query)
        sent.add_done_callback(lambda done: self.played(command, done))
        if not command.last:
            self.watch(self.send("POST", f"channels/{command.channel}/moh", command.call))

    def do_rare(self, command: ChangeMusic | CallOurselves | EndPrompt) -> None:
        if isinstance(command, ChangeMusic):
            self.change_music(command)
        elif isinstance(command, EndPrompt):
            self.watch(self.send("DELETE", f"playbacks/{command.prompt}", command.call))
        else:
            self.call_ourselves(command)

    def change_music(self, command: ChangeMusic) -> None:
        """For good: whatever starts music on this channel later takes what the channel is set to."""
        name = music_class(command.music)
        query = {"variable": "CHANNEL(musicclass)", "value": name}
        self.watch(self.send("POST", f"channels/{command.channel}/variable", command.call, query))
        self.watch(self.send("POST", f"channels/{command.channel}/moh", command.call, {"mohClass": name}))

    def call_ourselves(self, command: CallOurselves) -> None:
        """One end of a pair of channels is the robot's, the other comes in as from the network."""
        body = {"endpoint": f"Local/{command.did}@{INBOUND}/n", "context": ROBOT, "extension": "talk", "priority": 1}
        query = {"channelId": command.channel, "otherChannelId": f"{command.channel}-caller"}
        more = {"callerId": f'"Gudok" <{ROBOT_NUMBER}>', "timeout": 30, "formats": "alaw"}
        sent = self.ari.send("POST", "channels", query, body | more, lane=command.channel)
        self.watch(sent)

    def played(self, command: PlayPrompt, done: Sent) -> None:
        """A prompt that cannot be played must not keep anybody waiting for its end."""
        error = done.error
        if error is not None:
            log.warning("cannot play", call=command.call, sounds=command.sounds, error=repr(error))
            self.put(PromptDone(0, command.call, command.prompt))

    def take_down(self, command: DropLeg | HangUp | HangUpStray) -> None:
        """End a channel; that it is not there is told where somebody would wait for its end."""
        match command:
            case DropLeg(call=call, leg=leg):
                self.drop(call, leg)
            case HangUp(call=call, channel=channel):
                gone = CallerGone(0, call, 0, lost=True)
                self.watch(self.send("DELETE", f"channels/{channel}", call), on_gone=lambda: self.put(gone))
            case HangUpStray(channel=channel):
                self.watch(self.send("DELETE", f"channels/{channel}", channel))

    def drop(self, call: str, leg: int) -> None:
        """Take a leg down, unless it waits to be rung and so never will be."""
        channel = leg_id(call, leg)
        if not self.lines.dropping(channel):
            return

        def lost() -> None:
            self.lines.gone(channel)
            self.put(LegGone(0, call, leg, 0, "lost"))

        self.watch(self.send("DELETE", f"channels/{channel}", call), on_gone=lost)

    def watch(self, sent: Sent, on_gone: Callable[[], None] = lambda: None, code: int | None = None) -> None:
        """Look at how a request ended: what is gone is no fault, anything else is told to the log."""

        def ended(done: Sent) -> None:
            error = done.error
            if error is None:
                return
            if isinstance(error, AriError) and error.status in ((code,) if code else GONE):
                on_gone()
            elif not (isinstance(error, AriError) and error.status in HARMLESS):
                log.warning("request failed", error=repr(error))

        sent.add_done_callback(ended)


def media_of(sound: str) -> str:
    """How a request names a sound: one of Asterisk's prompts, or one of the centre's own."""
    return f"recording:{sound.removeprefix(OWN)}" if sound.startswith(OWN) else f"sound:{sound}"
