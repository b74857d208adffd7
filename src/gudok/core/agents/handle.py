"""What operators ask of their own state, and what becomes of their telephones."""

from __future__ import annotations

from gudok.core.agents.work import GONE_AFTER, LEAVE, after_call, become_ready
from gudok.core.move import Move
from gudok.core.routing.ended import offer_ended
from gudok.core.routing.offer import serve_agent
from gudok.core.state import (
    Agent,
    Away,
    Offered,
    Paused,
    Ready,
    Returning,
    Ringing,
    Talking,
    WrapUp,
    in_hand,
    replace,
)
from gudok.core.talk.comeback import ring_again
from gudok.core.words import (
    Ask,
    AskRefused,
    DropLeg,
    LeaveAsked,
    MoreWrapUpAsked,
    PauseAsked,
    Reachable,
    ReadyAsked,
    Reason,
)

MORE_WRAPUP = 30_000
MOST_MORE = 3


def refuse(move: Move, ask: Ask, code: str, **numbers: int | str) -> None:
    """Say no to an ask, changing nothing."""
    move.say(AskRefused(Reason(code, dict(numbers)), ask.agent, type(ask).__name__))


def known(move: Move, ask: Ask) -> Agent | None:
    """The operator an ask is about, or None after refusing."""
    agent = move.state.agents.get(ask.agent)
    if agent is None or ask.agent not in move.state.operators:
        refuse(move, ask, "unknown_operator")
        return None
    return agent


def ready(move: Move, ask: ReadyAsked) -> None:
    agent = known(move, ask)
    if agent is None:
        return
    why = Reason("asked_ready", {"by": ask.by})
    if isinstance(agent.mode, Ringing | Talking):
        move.agent_next(agent, "", why)
    elif not agent.reachable:
        refuse(move, ask, "phone_unreachable")
    elif not isinstance(agent.mode, Ready):
        become_ready(move, move.agent_next(agent, "", why), why)


def pause(move: Move, ask: PauseAsked) -> None:
    agent = known(move, ask)
    if agent is None:
        return
    if not ask.reason or ask.reason == LEAVE:
        refuse(move, ask, "pause_needs_reason")
    elif isinstance(agent.mode, Ringing | Talking):
        move.agent_next(agent, ask.reason, Reason("asked_pause", {"by": ask.by, "reason": ask.reason}))
    elif agent.mode != Paused(ask.reason):
        why = Reason("asked_pause", {"by": ask.by, "reason": ask.reason})
        move.agent_to(move.agent_next(agent, "", why), Paused(ask.reason), why)


def leave(move: Move, ask: LeaveAsked) -> None:
    agent = known(move, ask)
    if agent is None:
        return
    why = Reason("asked_leave", {"by": ask.by})
    if isinstance(agent.mode, Ringing | Talking):
        move.agent_next(agent, LEAVE, why)
    elif not isinstance(agent.mode, Away):
        move.agent_to(move.agent_next(agent, "", why), Away(), why)


def more_wrapup(move: Move, ask: MoreWrapUpAsked) -> None:
    agent = known(move, ask)
    if agent is None:
        return
    if not isinstance(agent.mode, WrapUp):
        refuse(move, ask, "no_wrapup")
    elif agent.mode.more >= MOST_MORE:
        refuse(move, ask, "wrapup_used_up", most=MOST_MORE)
    else:
        until = agent.mode.until + MORE_WRAPUP
        mode = WrapUp(agent.mode.call, until, agent.mode.more + 1)
        since = agent.since
        agent = move.agent_to(agent, mode, Reason("asked_more_wrapup", {"by": ask.by}))
        move.put_agent(replace(agent, since=since))
        move.wake(f"wrap:{agent.id}", until, "wrapup_time")


def wrapup_over(move: Move, agent_id: str) -> None:
    agent = move.state.agents.get(agent_id)
    if agent is not None and isinstance(agent.mode, WrapUp):
        after_call(move, agent, Reason("wrapup_over"))


def reachable(move: Move, came: Reachable) -> None:
    """The telephone's registration came or went."""
    agent = move.state.agents.get(came.agent)
    if agent is None or agent.reachable == came.up:
        return
    why = Reason("phone_registered" if came.up else "phone_unregistered")
    agent = move.agent_reachable(agent, came.up, why)
    call = move.state.calls.get(in_hand(agent))
    if came.up:
        move.clear(f"gone:{agent.id}")
        if call is not None and isinstance(call.mode, Returning):
            ring_again(move, call, agent, call.mode)
        serve_agent(move, agent)
    elif isinstance(agent.mode, Ready):
        move.wake(f"gone:{agent.id}", move.at + GONE_AFTER, "unreachable_time")
    elif call is not None and isinstance(call.mode, Offered) and isinstance(agent.mode, Ringing):
        move.say(DropLeg(why, call.id, call.mode.leg))
        offer_ended(move, call, call.mode, "unreachable")


def gone_too_long(move: Move, agent_id: str) -> None:
    agent = move.state.agents.get(agent_id)
    if agent is not None and isinstance(agent.mode, Ready) and not agent.reachable:
        move.agent_to(agent, Paused("unreachable"), Reason("unreachable_too_long"))
