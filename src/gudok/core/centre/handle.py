"""The centre as a whole: a new engine, new settings, the link to Asterisk."""

from __future__ import annotations

from gudok.core.agents.breaks import relimit
from gudok.core.agents.nailed import all_gone
from gudok.core.agents.telephone import take_away
from gudok.core.agents.work import dismiss
from gudok.core.calls.handle import stop
from gudok.core.ivr.hear import say_again
from gudok.core.move import Move
from gudok.core.outgoing.handle import record_again
from gudok.core.queues.wait import enter, limit_wait, set_timers, watch
from gudok.core.routing.offer import serve_call
from gudok.core.routing.seek import serve_ready
from gudok.core.settings import Queue
from gudok.core.state import Agent, Away, Booked, InFlow, Paused, Ready, Returning, Waiting, WrapUp
from gudok.core.supervise.kept import forget_gone
from gudok.core.talk.comeback import ring_again
from gudok.core.talk.consulted import over
from gudok.core.talk.recording import pause_again
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
    before = state.queues
    state.configure(came.settings)
    forget_gone(state)
    move.say(SettingsApplied(why, came.settings.version))
    for operator in came.settings.operators:
        if operator.id not in state.agents:
            move.agent_to(Agent(operator.id), Away(), why)
    for agent in list(state.agents.values()):
        if agent.id not in state.operators and isinstance(agent.mode, Away | Ready | Paused | WrapUp):
            dismiss(move, agent, why)
    take_away(move, why)
    relimit(move, why)
    end_questions(move)
    moved = move_waiting(move, why)
    serve_all(move)
    for call_id in moved:
        set_timers(move, state.calls[call_id], move.at)
    limit_waits(move, before)


def move_waiting(move: Move, why: Reason) -> list[str]:
    """Calls whose queue is gone join the one their number leads to; offered only when all have, so that order holds."""
    state = move.state
    lost = [c for c in state.calls.values() if isinstance(c.mode, Waiting) and c.mode.queue not in state.queues]
    entered = [enter(move, c, c.mode.queue, c.mode.joined, why) for c in lost if isinstance(c.mode, Waiting)]
    return [call.id for call in entered if call is not None]


def end_questions(move: Move) -> None:
    """Nobody can be asked in a queue that is gone."""
    queues = move.state.queues
    for call in list(move.state.calls.values()):
        line = call.consult
        if line is not None and line.stage == "waiting" and line.to not in queues:
            over(move, call, Reason("consult_queue_gone"))


def limit_waits(move: Move, before: dict[str, Queue]) -> None:
    """A changed longest wait holds for those who wait already, counted from when they came."""
    for queue, rules in move.state.queues.items():
        if move.state.waiting[queue]:
            watch(move, rules)
        old = before.get(queue)
        if old is not None and (old.overflow, old.max_wait) != (rules.overflow, rules.max_wait):
            for _, joined, call in move.state.waiting[queue]:
                if isinstance(move.state.calls[call].mode, Waiting):
                    limit_wait(move, move.state.calls[call], rules, joined)


def serve_all(move: Move) -> None:
    """Offer what can be offered, in the order of the calls over all queues: where many things changed at once."""
    state = move.state
    if state.ranked:
        serve_ready(move, tuple(state.queues))
        return
    keys = [key for queue in state.queues if state.ready[queue] for key in state.waiting[queue]]
    for _, _, call in sorted(keys):
        serve_call(move, state.calls[call])


def telephony_up(move: Move, came: TelephonyUp) -> None:
    if move.state.telephony != "up":
        move.state.telephony = "up"
        move.state.boot = came.boot
        move.say(TelephonyChanged(Reason("asterisk_up", {"version": came.version}), "up"))
        for call in list(move.state.calls.values()):
            if isinstance(call.mode, Returning):
                ring_again(move, call, move.state.agents[call.mode.agent], call.mode)
        record_again(move)
        pause_again(move)
        serve_all(move)
        for call in list(move.state.calls.values()):
            if isinstance(call.mode, InFlow):  # after those who wait already: a menu that is no more leads to a queue
                say_again(move, call, call.mode)


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
            if not isinstance(call.mode, Booked):  # who is to be called back has hung up long ago
                stop(move, call, "telephony_lost", why)
        all_gone(move)


def stray(move: Move, came: StrayFound) -> None:
    move.say(HangUpStray(Reason("stray_channel"), came.channel))
