"""A call out that reached nobody: how it ends, and the operator's way back to where she was."""

from __future__ import annotations

from gudok.core.agents.work import GONE_AFTER, after_call, finish_talk, forced_pause
from gudok.core.callback.serve import failed
from gudok.core.move import Move
from gudok.core.outgoing.causes import CANCELLED
from gudok.core.routing.offer import serve_agent, serve_call
from gudok.core.state import Agent, Call, Dialling, Paused, Placed, WrapUp, replace
from gudok.core.words import CallbackRests, DropLeg, HangUp, LegEnded, Reason

SHORTEST = 1_000
"""A wrap-up that is gone on with lasts at least that long (ms)."""


def over(move: Move, call: Call, mode: Placed, end: str, why: Reason, *, drop: bool = True, pause: str = "") -> None:
    """End a call that reached nobody: both telephones are hung up, the operator goes back to where she was.

    `drop` is False when her own leg is gone already. `pause`: the break she has instead, who did not answer a call
    back that was her turn.
    """
    if drop:
        move.say(DropLeg(why, call.id, mode.leg))
    move.say(LegEnded(why, call.id, mode.leg, mode.agent, "unanswered"))
    if mode.dialled_at:
        move.say(HangUp(why, call.id, call.channel))
    move.clear(f"dial:{call.id}")  # who is kept for another try must not be ended by this one's time
    if mode.booked is None:
        move.end_call(call, end, mode.agent, **why.numbers)
    elif mode.dialled_at:
        failed(move, replace(call, channel=""), mode.booked, why, end)
    else:
        # Not the customer's doing: he keeps his turn.
        move.to(replace(call, channel=""), mode.booked)
        move.say(CallbackRests(why, call.id, mode.queue, 0, mode.booked.tries))
        move.wake(f"book:{call.id}", max(move.at, mode.booked.until), "callback_time")
    agent = move.state.agents[mode.agent]
    if mode.booked is not None and pause:
        forced_pause(move, agent, pause, why)
    else:
        come_back(move, agent, mode.queue, why)
    if (kept := move.state.calls.get(call.id)) is not None:
        serve_call(move, kept)


def cancel(move: Move, call: Call, mode: Placed, why: Reason, *, drop: bool = True) -> None:
    """The operator gives up before anybody answered."""
    over(move, call, mode, CANCELLED, why, drop=drop)


def come_back(move: Move, agent: Agent, queue: str, why: Reason) -> None:
    """The state before the call: a ready one keeps her idle time, a break stays a break, wrap-up goes on."""
    mode = agent.mode
    if not isinstance(mode, Dialling):
        return
    back = mode.back
    if move.state.settings.outgoing.wrapup_failed and agent.id in move.state.operators:
        finish_talk(move, agent, queue, why)
    elif agent.id not in move.state.operators or agent.next or isinstance(back, Paused):
        # The break is what follows the call, unless she has chosen something else meanwhile.
        after_call(move, agent, why)
    elif isinstance(back, WrapUp):
        until = move.at + max(SHORTEST, back.until - agent.since)
        agent = move.agent_to(agent, replace(back, until=until), why)
        move.put_agent(replace(agent, since=mode.began))
        move.wake(f"wrap:{agent.id}", until, "wrapup_time")
    else:
        agent = move.agent_to(agent, back, why)
        if not agent.reachable:
            move.wake(f"gone:{agent.id}", move.at + GONE_AFTER, "unreachable_time")
        serve_agent(move, agent)
