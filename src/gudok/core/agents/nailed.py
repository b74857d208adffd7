"""What becomes of the line of the shift: taken, not taken, or fallen in the middle of anything."""

from __future__ import annotations

from gudok.core.agents.lift import FELL, LIFTING
from gudok.core.agents.work import become_ready, forced_pause
from gudok.core.move import Move
from gudok.core.routing.handle import leg_gone
from gudok.core.state import ENGAGED, Agent, InTalk, Paused, Ready, Ringing, State, WrapUp, replace
from gudok.core.talk.break_off import broke_off
from gudok.core.words import DropLeg, DropNailed, LegGone, NailedChanged, NailedGone, NailedUp, Reason


def up(move: Move, came: NailedUp) -> None:
    """The telephone took the line; one that nobody waits for is taken down."""
    agent = move.state.agents.get(came.agent)
    if agent is None or agent.nailed is None or agent.nailed.n != came.line:
        move.say(DropNailed(Reason("late_answer"), came.agent, came.line))
        return
    if agent.nailed.up:
        return
    why = Reason("line_up")
    move.clear(f"nail:{agent.id}")
    agent = move.put_agent(replace(agent, nailed=replace(agent.nailed, up=True)))
    move.say(NailedChanged(why, agent.id, came.line, "up"))
    if isinstance(agent.mode, Paused) and agent.mode.reason == LIFTING:
        become_ready(move, agent, why)


def gone(move: Move, came: NailedGone) -> None:
    """The line is no more: so is a talk over it, and the operator rests until she asks for calls again."""
    agent = move.state.agents.get(came.agent)
    if agent is None or agent.nailed is None or agent.nailed.n != came.line:
        return
    stood = agent.nailed.up
    why = Reason("line_fell" if stood else "line_not_taken", {"cause": came.cause})
    move.clear(f"nail:{agent.id}")
    agent = move.put_agent(replace(agent, nailed=None))
    move.say(NailedChanged(why, agent.id, came.line, ""))
    if type(agent.mode) in (*ENGAGED, WrapUp):
        if not agent.next:
            agent = move.agent_next(agent, FELL, why)
        if stood and (leg := leg_in_hand(move.state, agent)):
            fall(move, agent, leg, came, why)
    elif isinstance(agent.mode, Ready) or (isinstance(agent.mode, Paused) and agent.mode.reason == LIFTING):
        forced_pause(move, agent, FELL, why)


def fall(move: Move, agent: Agent, leg: int, came: NailedGone, why: Reason) -> None:
    """The leg that lay over the line goes with it: as one that was hung up, or broke off.

    A line found missing is no hang-up, as calls over it are ended at the desk: the talk is rung anew at once.
    """
    call_id = getattr(agent.mode, "call", "")
    call = move.state.calls.get(call_id)
    move.say(DropLeg(why, call_id, leg))
    if call is not None and came.how == "lost" and isinstance(call.mode, InTalk) and call.mode.leg == leg:
        broke_off(move, call, call.mode, why, ring=True)
        return
    how = "lost" if isinstance(agent.mode, Ringing) else came.how
    leg_gone(move, LegGone(move.at, call_id, leg, came.cause, how))


def leg_in_hand(state: State, agent: Agent) -> int:
    """The number of the leg this operator has in a call: of the customer's talk, of a consultation, a supervisor's."""
    if leg := getattr(agent.mode, "leg", 0):
        return int(leg)
    call = state.calls.get(getattr(agent.mode, "call", ""))
    if call is None or isinstance(agent.mode, WrapUp):
        return 0
    if call.consult is not None and call.consult.agent == agent.id:
        return call.consult.leg
    return int(getattr(call.mode, "leg", 0)) if getattr(call.mode, "agent", "") == agent.id else 0


def rang_out(move: Move, agent_id: str) -> None:
    """Nobody took the line in time."""
    agent = move.state.agents.get(agent_id)
    if agent is not None and agent.nailed is not None and not agent.nailed.up:
        move.say(DropNailed(Reason("ring_time"), agent.id, agent.nailed.n))
        gone(move, NailedGone(move.at, agent.id, agent.nailed.n, 19, "told"))


def all_gone(move: Move) -> None:
    """Asterisk died, and every line with it."""
    for agent in list(move.state.agents.values()):
        if agent.nailed is not None:
            gone(move, NailedGone(move.at, agent.id, agent.nailed.n, 0, "lost"))
