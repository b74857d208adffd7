"""Looking at everything Asterisk holds."""

from __future__ import annotations

import asyncio
from typing import Literal

import msgspec
from msgspec import Struct

from gudok.edges.asterisk.ari import Ari
from gudok.edges.asterisk.config.dialplan import INBOUND
from gudok.edges.asterisk.events import Channel, Endpoint, Info
from gudok.edges.asterisk.translate import found_caller, milliseconds, stasis_args
from gudok.edges.asterisk.words import is_tap, read_dialled, read_leg, read_nailed, read_snoop
from gudok.engine.ports import FoundCaller, FoundDialled, FoundLeg, FoundNailed, FoundSnoop, Survey

STATES: dict[str, Literal["", "rings", "up"]] = {"Ringing": "rings", "Up": "up"}


class Bridge(Struct, frozen=True):
    id: str
    channels: tuple[str, ...] = ()


async def look(ari: Ari) -> tuple[Survey, dict[str, str]]:
    """One survey, and the ends of lines in our hands with their operators; raises AriError, OSError (TimeoutError too)
    or msgspec.DecodeError."""
    info, channels, bridges, endpoints = await asyncio.gather(
        ari.beside("GET", "asterisk/info", {"only": "system,status"}),
        ari.beside("GET", "channels"),
        ari.beside("GET", "bridges"),
        ari.beside("GET", "endpoints/PJSIP"),
    )
    found = msgspec.json.decode(channels, type=tuple[Channel, ...])
    survey = sort_out(
        msgspec.json.decode(info, type=Info),
        found,
        msgspec.json.decode(bridges, type=tuple[Bridge, ...]),
        msgspec.json.decode(endpoints, type=tuple[Endpoint, ...]),
    )
    return survey, line_ends(found)


def line_ends(channels: tuple[Channel, ...]) -> dict[str, str]:
    """Lines of shifts and their taps that stand in our application, and whose they are."""
    ends: dict[str, str] = {}
    for channel in channels:
        line, args = read_nailed(channel.id), stasis_args(channel)
        if args is not None and line is not None:
            ends[channel.id] = line[0]
        elif args is not None and len(args) > 1 and is_tap(channel.id):
            ends[channel.id] = args[1]
    return ends


def sort_out(
    info: Info, channels: tuple[Channel, ...], bridges: tuple[Bridge, ...], endpoints: tuple[Endpoint, ...]
) -> Survey:
    """Which channel is what."""
    callers: list[FoundCaller] = []
    legs: list[FoundLeg] = []
    snoops: list[FoundSnoop] = []
    dialled: list[FoundDialled] = []
    nailed: list[FoundNailed] = []
    strays: list[str] = []
    pending = 0
    for channel in channels:
        leg, snoop, args = read_leg(channel.id), read_snoop(channel.id), stasis_args(channel)
        caller = None if args is None else found_caller(channel, args)
        if leg is not None:
            legs.append(FoundLeg(*leg, up=args is not None))
        elif read_dialled(channel.id) is not None:
            dialled.append(FoundDialled(channel.id, STATES.get(channel.state, "")))
        elif (line := read_nailed(channel.id)) is not None:
            nailed.append(FoundNailed(channel.id, *line, up=args is not None))
        elif is_tap(channel.id):
            continue
        elif snoop is not None:
            snoops.append(FoundSnoop(channel.id, *snoop))
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
        snoops=tuple(snoops),
        dialled=tuple(dialled),
        nailed=tuple(nailed),
        strays=tuple(strays),
        pending=pending,
        bridges={channel: bridge.id for bridge in bridges for channel in bridge.channels},
        reachable={endpoint.resource: endpoint.state == "online" for endpoint in endpoints},
    )
