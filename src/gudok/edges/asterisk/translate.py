"""What Asterisk tells, in the core's words."""

from __future__ import annotations

from datetime import datetime

from gudok.core.words import (
    CallerGone,
    CustomerRings,
    CustomerUp,
    KeyPressed,
    LegGone,
    LegUp,
    NailedGone,
    NailedUp,
    PromptDone,
    StrayFound,
)
from gudok.edges.asterisk.events import (
    AnyEvent,
    Channel,
    ChannelDestroyed,
    ChannelDtmfReceived,
    ChannelStateChange,
    PeerStatusChange,
    PlaybackFinished,
    StasisStart,
)
from gudok.edges.asterisk.words import (
    APP,
    call_id,
    is_tap,
    read_dialled,
    read_leg,
    read_nailed,
    read_prompt,
    read_snoop,
)
from gudok.engine.ports import Ear, FoundCaller

VOICE_STOPPED = 44
"""The cause Asterisk gives when it ended a leg because no voice came for too long."""


def hear(event: AnyEvent, ear: Ear) -> None:
    """Tell the ear what an event means to it."""
    match event:
        case StasisStart():
            entered(event, ear)
        case ChannelDestroyed():
            destroyed(event, ear)
        case ChannelStateChange(channel=channel):
            moved(channel, ear)
        case ChannelDtmfReceived(channel=channel, digit=digit):
            pressed(channel, digit, ear)
        case PlaybackFinished(playback=playback):
            call = read_prompt(playback.id)
            if call is not None:
                ear.put(PromptDone(0, call, playback.id))
        case PeerStatusChange(endpoint=endpoint, peer=peer):
            if peer.peer_status in {"Reachable", "Unreachable"}:
                ear.endpoint(endpoint.resource, peer.peer_status == "Reachable")
        case _:
            pass


def entered(event: StasisStart, ear: Ear) -> None:
    """A channel came to us from the dialplan: a caller, or an operator's leg that was answered."""
    found = read_leg(event.channel.id)
    if found is not None:
        ear.put(LegUp(0, *found))
        return
    if read_snoop(event.channel.id) is not None or read_dialled(event.channel.id) is not None:
        return
    line = read_nailed(event.channel.id)
    if line is not None:
        ear.put(NailedUp(0, *line))
        return
    if is_tap(event.channel.id):
        return
    caller = found_caller(event.channel, event.args)
    if caller is not None:
        ear.caller(caller)
    else:
        ear.put(StrayFound(0, event.channel.id))


def pressed(channel: Channel, digit: str, ear: Ear) -> None:
    """A caller's key; those of operators' legs and of dialled numbers are part of their talks."""
    if read_leg(channel.id) is None and read_dialled(channel.id) is None and read_snoop(channel.id) is None:
        ear.put(KeyPressed(0, call_id(channel.id), digit))


def moved(channel: Channel, ear: Ear) -> None:
    """A dialled number rings or answered; of other channels we hear it otherwise."""
    call = read_dialled(channel.id)
    if call is not None and channel.state == "Up":
        ear.put(CustomerUp(0, call))
    elif call is not None and channel.state == "Ringing":
        ear.put(CustomerRings(0, call))


def destroyed(event: ChannelDestroyed, ear: Ear) -> None:
    found, dialled = read_leg(event.channel.id), read_dialled(event.channel.id)
    if dialled is not None:
        ear.put(CallerGone(0, dialled, event.cause, sip=event.tech_cause, channel=event.channel.id))
    elif found is not None:
        ear.put(LegGone(0, *found, event.cause, "torn" if event.cause == VOICE_STOPPED else "told"))
    elif (line := read_nailed(event.channel.id)) is not None:
        ear.put(NailedGone(0, *line, event.cause, "torn" if event.cause == VOICE_STOPPED else "told"))
    elif read_snoop(event.channel.id) is None and not is_tap(event.channel.id):
        ear.put(CallerGone(0, call_id(event.channel.id), event.cause))


def found_caller(channel: Channel, args: tuple[str, ...]) -> FoundCaller | None:
    """A caller's channel, when the dialplan's arguments say that it is one."""
    if len(args) != 2 or args[0] != "in":
        return None
    # Some providers send +7495… and some 7495…: settings know numbers by their digits.
    did = args[1].removeprefix("+")
    return FoundCaller(call_id(channel.id), channel.id, did, channel.caller.number, milliseconds(channel.creationtime))


def stasis_args(channel: Channel) -> tuple[str, ...] | None:
    """The arguments with which a channel stands in our application, or None when it does not."""
    app, *args = channel.dialplan.app_data.split(",")
    if channel.dialplan.app_name != "Stasis" or app != APP:
        return None
    return tuple(args)


def milliseconds(time: str) -> int:
    """Asterisk's time as UTC milliseconds."""
    return round(datetime.fromisoformat(time).timestamp() * 1000)
