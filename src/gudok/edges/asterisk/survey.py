"""Looking at everything Asterisk holds."""

from __future__ import annotations

import asyncio

import msgspec
from msgspec import Struct

from gudok.edges.asterisk.ari import Ari
from gudok.edges.asterisk.config.dialplan import INBOUND
from gudok.edges.asterisk.events import Channel, Endpoint, Info
from gudok.edges.asterisk.translate import found_caller, milliseconds, stasis_args
from gudok.edges.asterisk.words import read_leg
from gudok.engine.ports import FoundCaller, FoundLeg, Survey


class Bridge(Struct, frozen=True):
    id: str
    channels: tuple[str, ...] = ()


async def look(ari: Ari) -> Survey:
    """One survey; raises AriError, OSError (TimeoutError too) or msgspec.DecodeError."""
    info, channels, bridges, endpoints = await asyncio.gather(
        ari.beside("GET", "asterisk/info", {"only": "system,status"}),
        ari.beside("GET", "channels"),
        ari.beside("GET", "bridges"),
        ari.beside("GET", "endpoints/PJSIP"),
    )
    return sort_out(
        msgspec.json.decode(info, type=Info),
        msgspec.json.decode(channels, type=tuple[Channel, ...]),
        msgspec.json.decode(bridges, type=tuple[Bridge, ...]),
        msgspec.json.decode(endpoints, type=tuple[Endpoint, ...]),
    )


def sort_out(
    info: Info, channels: tuple[Channel, ...], bridges: tuple[Bridge, ...], endpoints: tuple[Endpoint, ...]
) -> Survey:
    """Which channel is what."""
    callers: list[FoundCaller] = []
    legs: list[FoundLeg] = []
    strays: list[str] = []
    pending = 0
    for channel in channels:
        leg, args = read_leg(channel.id), stasis_args(channel)
        caller = None if args is None else found_caller(channel, args)
        if leg is not None:
            legs.append(FoundLeg(*leg, up=args is not None))
        elif caller is not None:
            callers.append(caller)
        elif args is not None:
            strays.append(channel.id)
        elif channel.dialplan.context == INBOUND:
            pending += 1
    return Survey(
        # As a moment, not as text: a changed time zone of the machine is no new start.
        boot=str(milliseconds(info.status.startup_time)),
        version=info.system.version,
        callers=tuple(callers),
        legs=tuple(legs),
        strays=tuple(strays),
        pending=pending,
        bridges={channel: bridge.id for bridge in bridges for channel in bridge.channels},
        reachable={endpoint.resource: endpoint.state == "online" for endpoint in endpoints},
    )
