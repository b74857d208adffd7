"""The ARI events and objects we use, as typed structs; of each only the fields we read. Everything else is ignored."""

from __future__ import annotations

import msgspec
from msgspec import Struct


class Party(Struct, frozen=True):
    name: str = ""
    number: str = ""


class Dialplan(Struct, frozen=True):
    """Where a channel stands in the dialplan; a `Stasis` application means it is ours."""

    context: str = ""
    exten: str = ""
    app_name: str = ""
    app_data: str = ""


class Channel(Struct, frozen=True):
    """A channel as Asterisk shows it; `creationtime` is ISO 8601 with milliseconds and zone."""

    id: str
    name: str = ""
    state: str = ""
    creationtime: str = ""
    caller: Party = Party()
    dialplan: Dialplan = Dialplan()


class Endpoint(Struct, frozen=True):
    technology: str = ""
    resource: str = ""
    state: str = ""


class Peer(Struct, frozen=True):
    peer_status: str = ""


class Playback(Struct, frozen=True):
    id: str
    state: str = ""


class Status(Struct, frozen=True):
    startup_time: str = ""


class System(Struct, frozen=True):
    version: str


class Info(Struct, frozen=True):
    """What Asterisk tells of itself."""

    system: System
    status: Status = Status()


class Event(Struct, frozen=True, tag_field="type"):
    """Something Asterisk tells us."""


class StasisStart(Event, frozen=True, tag="StasisStart"):
    channel: Channel
    args: tuple[str, ...] = ()


class ChannelDestroyed(Event, frozen=True, tag="ChannelDestroyed"):
    """The end of a channel; `cause` is Q.850, `tech_cause` the SIP answer that ended it, if one did."""

    channel: Channel
    cause: int = 0
    tech_cause: int = 0


class ChannelStateChange(Event, frozen=True, tag="ChannelStateChange"):
    """A channel rings or is up now: `channel.state`."""

    channel: Channel


class PlaybackFinished(Event, frozen=True, tag="PlaybackFinished"):
    """Comes twice for each playback."""

    playback: Playback


class ChannelDtmfReceived(Event, frozen=True, tag="ChannelDtmfReceived"):
    """A key was pressed, and let go. Comes twice for each: for the channel, and for the endpoint we subscribe to."""

    channel: Channel
    digit: str
    timestamp: str = ""


class PeerStatusChange(Event, frozen=True, tag="PeerStatusChange"):
    """A telephone registered (Reachable) or is gone (Unreachable); silent when one registration replaces another."""

    endpoint: Endpoint
    peer: Peer


class ChannelUserevent(Event, frozen=True, tag="ChannelUserevent"):
    """The echo of a proof: what we asked Asterisk to tell us."""

    eventname: str
    userevent: dict[str, object] = {}


class ApplicationReplaced(Event, frozen=True, tag="ApplicationReplaced"):
    """A newer connection has taken our application's name."""

    application: str = ""


class RESTResponse(Event, frozen=True, tag="RESTResponse"):
    """The answer to a request sent over the WebSocket."""

    request_id: str
    status_code: int
    message_body: str = ""


AnyEvent = (
    StasisStart
    | ChannelDestroyed
    | ChannelStateChange
    | ChannelDtmfReceived
    | PlaybackFinished
    | PeerStatusChange
    | ChannelUserevent
    | ApplicationReplaced
    | RESTResponse
)

KINDS = (
    StasisStart, ChannelDestroyed, ChannelStateChange, ChannelDtmfReceived, PlaybackFinished, PeerStatusChange,
    ChannelUserevent, ApplicationReplaced, RESTResponse,
)  # fmt: skip
USED = tuple(kind.__name__ for kind in KINDS)
"""The event filter: RESTResponse must be in it, or no request over the WebSocket is ever answered."""


class Head(Struct, frozen=True):
    """Enough of any event to see whether we use its kind."""

    type: str


decoder: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)
head_decoder = msgspec.json.Decoder(Head)


def decode(text: str | bytes) -> AnyEvent | None:
    """The event, or None for a kind we do not use; raises msgspec.DecodeError when one we use is malformed."""
    try:
        return decoder.decode(text)
    except msgspec.ValidationError:
        if head_decoder.decode(text).type in USED:
            raise
        return None
