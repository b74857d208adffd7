"""The centre as a whole: a new engine, new settings, the link to Asterisk."""

from __future__ import annotations

from gudok.core.agents.work import dismiss
from gudok.core.calls.handle import stop
from gudok.core.calls.part import part
from gudok.core.move import Move
from gudok.core.queues.wait import join
from gudok.core.routing.offer import serve_agent, serve_call
from gudok.core.state import Agent, Away, Paused, Ready, Waiting, WrapUp
from gudok.core.words import (
    Configured,
    EngineStarted,
    HangUpStray,
    Reason,
    SettingsApplied,
    Started,
    StrayFound,
    TelephonyChanged,
    TelephonyDown,
    TelephonyUp,
)


def started(move: Move, came: Started) -> None:
    """A new engine knows nothing of Asterisk yet: nobody is rung until the link is up and surveyed."""
    move.state.telephony = "down"
    move.say(EngineStarted(Reason("engine_started"), came.engine))


def configured(move: Move, came: Configured) -> None:
    """New settings take effect at once; calls in a queue that is gone go where their number leads now."""
    state = move.state
    if came.settings == state.settings:
        return
    why = Reason("settings_changed", {"version": came.settings.version})
    state.configure(came.settings)
    move.say(SettingsApplied(why, came.settings.version))
    for operator in came.settings.operators:
        if operator.id not in state.agents:
            move.agent_to(Agent(operator.id), Away(), why)
    for agent in list(state.agents.values()):
        if agent.id not in state.operators and isinstance(agent.mode, Away | Ready | Paused | WrapUp):
            dismiss(move, agent, why)
    for call in list(state.calls.values()):
        if isinstance(call.mode, Waiting) and call.mode.queue not in state.queues:
            queue = state.numbers.get(call.did) or state.numbers.get("*", "")
            if queue in state.queues:
                join(move, call, queue, call.mode.joined, why)
            else:
                part(move, call, "no_route", ("ss-noservice",), why)
    serve_all(move)


def serve_all(move: Move) -> None:
    """Offer what can be offered: needed only where many things changed at once."""
    state = move.state
    for queue in state.queues:
        for _, _, call in list(state.waiting[queue]):
            if not serve_call(move, state.calls[call]):
                break
    for agent in list(state.agents.values()):
        if isinstance(state.agents[agent.id].mode, Ready):
            serve_agent(move, state.agents[agent.id])


def telephony_up(move: Move, came: TelephonyUp) -> None:
    if move.state.telephony != "up":
        move.state.telephony = "up"
        move.state.boot = came.boot
        move.say(TelephonyChanged(Reason("asterisk_up", {"version": came.version}), "up"))
        serve_all(move)


def telephony_down(move: Move, came: TelephonyDown) -> None:
    """A broken link touches no talk; a dead Asterisk ends every call, and operators come free."""
    state, now = move.state, "dead" if came.dead else "down"
    if state.telephony == now or (state.telephony == "dead" and not came.dead):
        return
    why = Reason("asterisk_died" if came.dead else "asterisk_link_lost")
    state.telephony = now
    move.say(TelephonyChanged(why, "dead" if came.dead else "down"))
    if came.dead:
        for call in list(state.calls.values()):
            stop(move, call, "telephony_lost", why)


def stray(move: Move, came: StrayFound) -> None:
    move.say(HangUpStray(Reason("stray_channel"), came.channel))
