"""Do the three that know of a call agree: the journal, the rows, and Asterisk itself?"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from contextlib import closing

import aiohttp
from aiohttp import encode_basic_auth
from story import Story
from whole import WholeCentre

from gudok.core.state import InTalk, Offered, Placed, State, rung, tag
from gudok.core.words import LegEnded
from gudok.edges.asterisk.words import APP, bridge_id, leg_id
from gudok.edges.bus.unix import NoEngine, Ping

Differences = list[str]


async def agree(centre: WholeCentre, story: Story, seconds: float = 15.0) -> None:
    """Wait until journal, rows and Asterisk tell the same; fails with what they differ in."""
    found: Differences = ["never compared"]
    try:
        async with asyncio.timeout(seconds):
            while found:
                found = await differences(centre, story)
                await asyncio.sleep(0.05 if found else 0)
    except TimeoutError:
        raise AssertionError("do not agree:\n" + "\n".join(found)) from None


async def differences(centre: WholeCentre, story: Story) -> Differences:
    """Everything the three differ in now; a journal that moves meanwhile counts as a difference."""
    story.read()
    return [
        *in_itself(story),
        *against_rows(story, centre),
        *against_asterisk(story.state, await channels(centre), await bridges(centre)),
        *await against_engine(centre, story),
    ]


def in_itself(story: Story) -> Differences:
    """One end for each call that is over, none for a live one; nobody in two talks."""
    found = []
    for call, ends in story.ends().items():
        if len(ends) != (call not in story.state.calls):
            found.append(f"journal: call {call} has the ends {ends}")
    return found + two_at_once(story.state)


def two_at_once(state: State) -> Differences:
    """Operators with two calls, calls whose operator knows nothing of them."""
    busy = Counter(getattr(call.mode, "agent", "") for call in state.calls.values())
    found = [f"journal: {agent} has {n} calls" for agent, n in busy.items() if agent and n > 1]
    for call in state.calls.values():
        with_it = [call.mode.agent] if isinstance(call.mode, InTalk) else [name for name, _ in rung(call.mode)]
        for name in with_it:
            hers = getattr(state.agents[name].mode, "call", "")
            if hers != call.id:
                found.append(f"journal: {call.id} is with {name}, who has {hers or 'nothing'}")
    return found


def against_rows(story: Story, centre: WholeCentre) -> Differences:
    """The projector's rows against the journal's facts."""
    with closing(sqlite3.connect(f"file:{centre.data.records}?mode=ro", uri=True)) as db:
        (cursor,) = db.execute("select coalesce(max(n), 0) from record_cursor").fetchone()
        calls = dict(db.execute("select id, end from record_call"))
        legs = {(call, n): outcome for call, n, outcome in db.execute("select call_id, n, outcome from record_leg")}
        spells = db.execute("select agent, mode from record_agentspell where ended_at is null").fetchall()
    if cursor != len(story.turns):
        return [f"rows: at turn {cursor} of {len(story.turns)}"]
    found = []
    ends = {call: "".join(ends) for call, ends in story.ends().items()}
    if calls != ends:
        found.append(f"rows: calls {calls} are {ends} in the journal")
    ended = {(leg.call, leg.leg): leg.outcome for leg in story.facts(LegEnded)}
    legs = {leg: outcome for leg, outcome in legs.items() if outcome}
    if legs != ended:
        found.append(f"rows: legs {legs} are {ended} in the journal")
    modes = {agent.id: tag(agent.mode) for agent in story.state.agents.values()}
    if len(spells) != len(modes) or dict(spells) != modes:
        found.append(f"rows: operators {spells} are {modes} in the journal")
    return found


def against_asterisk(state: State, channels: dict[str, str], bridges: dict[str, list[str]]) -> Differences:
    """Each channel has its call, each call its channels, each talk its bridge, and nothing else is there."""
    ringing = [call for call in state.calls.values() if isinstance(call.mode, Offered | InTalk | Placed)]
    legs = {leg_id(call.id, call.mode.leg) for call in ringing}  # type: ignore[union-attr]
    legs |= {leg_id(call.id, leg) for call in ringing for _, leg in rung(call.mode)}
    wanted = legs | {call.channel for call in state.calls.values() if getattr(call.mode, "dialled_at", 1)}
    found = []
    if set(channels) != wanted:
        found.append(f"asterisk: channels {sorted(channels)}, the journal has {sorted(wanted)}")
    for call in state.calls.values():
        mode = call.mode
        talks = isinstance(mode, InTalk) and not mode.held
        if isinstance(mode, Placed):
            continue  # it moves on by itself within a moment
        bridge = sorted(next((both for both in bridges.values() if call.channel in both), []))
        if talks and bridge != sorted([call.channel, leg_id(call.id, mode.leg)]):  # type: ignore[union-attr]
            found.append(f"asterisk: talk {call.id} stands in {bridge}")
        if talks and call.channel not in bridges.get(bridge_id(mode.agent), []):  # type: ignore[union-attr]
            found.append(f"asterisk: talk {call.id} is not in the bridge of {mode.agent}")  # type: ignore[union-attr]
        if not talks and bridge:
            found.append(f"asterisk: {call.id} ({tag(mode)}) stands in a bridge {bridge}")
    return found


async def against_engine(centre: WholeCentre, story: Story) -> Differences:
    try:
        engine = await centre.ask(Ping())
    except NoEngine as error:
        return [f"engine: {error}"]
    if (engine.turn, engine.telephony) != (len(story.turns), "up"):
        return [f"engine: turn {engine.turn} of {len(story.turns)}, telephony {engine.telephony}"]
    return []


async def channels(centre: WholeCentre) -> dict[str, str]:
    """State by id of every channel Asterisk has."""
    return {one["id"]: one["state"] for one in await ari(centre, "channels")}


async def bridges(centre: WholeCentre) -> dict[str, list[str]]:
    """Channels by bridge."""
    return {one["id"]: one["channels"] for one in await ari(centre, "bridges")}


async def ari(centre: WholeCentre, path: str) -> list[dict]:  # type: ignore[type-arg]
    """Ask Asterisk itself, past any proxy."""
    user = {"Authorization": encode_basic_auth(APP, centre.telephony.ari_password)}
    async with aiohttp.ClientSession(headers=user) as session, session.get(f"{centre.ari_url}/{path}") as response:
        return await response.json()  # type: ignore[no-any-return]
