"""What operators ask of their own state, and what becomes of their telephones."""

from __future__ import annotations

from gudok.core.agents.breaks import hindrance, pause_to
from gudok.core.agents.results import must_stay
from gudok.core.agents.work import GONE_AFTER, become_ready
from gudok.core.move import Move
from gudok.core.outgoing.place import own_telephone_away
from gudok.core.routing.beside import turn_to
from gudok.core.routing.ended import offer_ended
from gudok.core.routing.offer import serve_agent
from gudok.core.state import (
    ENGAGED,
    LEAVE,
    Agent,
    Away,
    Offered,
    Paused,
    Placed,
    Ready,
    Returning,
    Ringing,
    Supervising,
    WrapUp,
    in_hand,
    replace,
)
from gudok.core.supervise.settle import cut_off
from gudok.core.talk.comeback import ring_again
from gudok.core.talk.consulted import failed
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
    SpareReachable,
    StayAsked,
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
    if type(agent.mode) in ENGAGED:
        move.agent_wish(move.agent_next(agent, "", why), "", why)
    elif not agent.reachable:
        refuse(move, ask, "phone_unreachable")
    elif stays(move, agent, ask):
        refuse(move, ask, "result_needed")
    elif type(agent.mode) is not Ready:
        become_ready(move, move.agent_next(agent, "", why), why)


def pause(move: Move, ask: PauseAsked) -> None:
    agent = known(move, ask)
    if agent is None:
        return
    if not ask.reason or ask.reason == LEAVE:
        refuse(move, ask, "pause_needs_reason")
    elif stays(move, agent, ask):
        refuse(move, ask, "result_needed")
    elif ask.reason != has_already(agent):
        begin_pause(move, agent, ask)


def has_already(agent: Agent) -> str:
    """The break the operator has, or in a call will have; after it the one chosen begins when it is asked for again."""
    if isinstance(agent.mode, Paused):
        return agent.mode.reason
    return agent.next if type(agent.mode) in ENGAGED else ""


def begin_pause(move: Move, agent: Agent, ask: PauseAsked) -> None:
    """Give the break now or after the call; or where its limits stand in the way, let wait for it or refuse it."""
    why = Reason("asked_pause", {"by": ask.by, "reason": ask.reason})
    hinders, waits = hindrance(move, agent, ask)
    if hinders is not None and not waits:
        move.say(AskRefused(hinders, ask.agent, type(ask).__name__))
    elif hinders is not None:
        move.agent_wish(move.agent_next(agent, "", why), ask.reason, hinders)
    elif type(agent.mode) in ENGAGED:
        move.agent_next(move.agent_wish(agent, "", why), ask.reason, why)
    else:
        pause_to(move, move.agent_next(agent, "", why), ask.reason, why)


def stays(move: Move, agent: Agent, ask: Ask) -> bool:
    """Whether wrap-up holds who asks; a supervisor's order is stronger."""
    return ask.by == ask.agent and must_stay(move.state, agent)


def stay(move: Move, ask: StayAsked) -> None:
    agent = known(move, ask)
    if agent is not None:
        why = Reason("asked_stay", {"by": ask.by})
        move.agent_wish(move.agent_next(agent, "", why), "", why)


def leave(move: Move, ask: LeaveAsked) -> None:
    agent = known(move, ask)
    if agent is None:
        return
    why = Reason("asked_leave", {"by": ask.by})
    if type(agent.mode) in ENGAGED:
        move.agent_next(move.agent_wish(agent, "", why), LEAVE, why)
    elif stays(move, agent, ask):
        refuse(move, ask, "result_needed")
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
        until = max(agent.mode.until, move.at) + MORE_WRAPUP
        mode = WrapUp(agent.mode.call, until, agent.mode.more + 1)
        move.agent_to(agent, mode, Reason("asked_more_wrapup", {"by": ask.by}), since=agent.since)
        move.wake(f"wrap:{agent.id}", until, "wrapup_time")


def reachable(move: Move, came: Reachable) -> None:
    """The telephone's registration came or went."""
    agent = move.state.agents.get(came.agent)
    if agent is None:
        return
    why = Reason("phone_registered" if came.up else "phone_unregistered")
    if came.desk != agent.desk:
        if agent.spare != came.up:
            move.put_agent(replace(agent, spare=came.up))
            move.say(SpareReachable(why, agent.id, came.up))
        return
    if agent.reachable == came.up:
        return
    agent = move.agent_reachable(agent, came.up, why)
    if came.up:
        came_back(move, agent)
    else:
        went_away(move, agent, why)


def came_back(move: Move, agent: Agent) -> None:
    """Her telephone can be rung: for a talk that waits for her, or the call whose turn it is."""
    move.clear(f"gone:{agent.id}")
    call = move.state.calls.get(in_hand(agent))
    if call is not None and isinstance(call.mode, Returning):
        ring_again(move, call, agent, call.mode)
    serve_agent(move, agent)


def went_away(move: Move, agent: Agent, why: Reason) -> None:
    """Her telephone cannot be rung: whatever rings there is over."""
    call = move.state.calls.get(in_hand(agent))
    if isinstance(agent.mode, Ready):
        move.wake(f"gone:{agent.id}", move.at + GONE_AFTER, "unreachable_time")
    elif call is not None and isinstance(call.mode, Offered) and isinstance(agent.mode, Ringing):
        move.say(DropLeg(why, call.id, agent.mode.leg))
        offer_ended(move, *turn_to(move, call, call.mode, agent.mode.leg), "unreachable")
    elif call is not None and call.consult is not None and isinstance(agent.mode, Ringing):
        move.say(DropLeg(why, call.id, call.consult.leg))
        failed(move, call, call.consult, "unreachable")
    elif call is not None and isinstance(call.mode, Placed):
        own_telephone_away(move, call, call.mode, why)
    elif isinstance(agent.mode, Supervising) and not agent.mode.up:
        cut_off(move, agent, agent.mode)


def gone_too_long(move: Move, agent_id: str) -> None:
    agent = move.state.agents.get(agent_id)
    if agent is not None and isinstance(agent.mode, Ready) and not agent.reachable:
        move.agent_to(agent, Paused("unreachable"), Reason("unreachable_too_long"))
