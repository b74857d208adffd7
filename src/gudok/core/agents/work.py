"""What follows a call for its operator: wrap-up, then ready, a break or the end of the shift."""

from __future__ import annotations

from gudok.core.agents.breaks import pause_to
from gudok.core.agents.lift import lift, wants_line
from gudok.core.agents.results import missing
from gudok.core.move import Move
from gudok.core.routing.offer import serve_agent
from gudok.core.settings import Queue
from gudok.core.state import Agent, Away, Paused, Ready, WrapUp, replace
from gudok.core.words import AgentOverdue, Reason

GONE_AFTER = 60_000
"""A ready operator whose telephone is unregistered that long (ms) is paused."""
LEAVE = "leave"


def finish_talk(move: Move, agent: Agent, queue: str, why: Reason) -> None:
    """The talk is over: wrap-up for as long as the queue gives, or straight on."""
    rules = move.state.queues.get(queue) or Queue(queue, queue)
    wrapup = rules.wrapup if queue else move.state.settings.outgoing.wrapup
    if not wrapup:
        told = agent.work is None or bool(agent.work.result) or not (rules.result_needed and rules.results)
        if told or rules.unfinished == "owe":
            after_call(move, agent, why)
            return
    until = move.at + wrapup
    move.agent_to(agent, WrapUp(getattr(agent.mode, "call", ""), until), why)
    move.wake(f"wrap:{agent.id}", until, "wrapup_time")


def wrapup_over(move: Move, agent_id: str) -> None:
    """The time of wrap-up is over: on to what follows, or overtime until the result is told; that too has an end."""
    agent = move.state.agents.get(agent_id)
    if agent is None or type(agent.mode) is not WrapUp:
        return
    rules, due = missing(move.state, agent), agent.mode.until
    if rules is None or rules.unfinished == "owe":
        after_call(move, agent, Reason("wrapup_over"))
    elif move.at < due + rules.overtime:
        move.say(AgentOverdue(Reason("result_missing"), agent.id, "wrapup", due, agent.mode.call))
        move.wake(f"wrap:{agent.id}", due + rules.overtime, "overtime")
    else:
        forced_pause(move, agent, "unfinished", Reason("overtime_over"))


def after_call(move: Move, agent: Agent, why: Reason) -> None:
    """Do what the operator chose to do next, or become ready."""
    then = agent.next
    if agent.id not in move.state.operators:
        dismiss(move, agent, why)
        return
    agent = move.agent_next(agent, "", why)
    if then == LEAVE:
        move.agent_to(agent, Away(), why)
    elif then:
        pause_to(move, agent, then, why)
    else:
        become_ready(move, agent, why)


def forced_pause(move: Move, agent: Agent, reason: str, why: Reason) -> None:
    """A break the operator did not ask for; one who is no longer in the settings is forgotten instead."""
    if agent.id not in move.state.operators:
        dismiss(move, agent, why)
    else:
        move.agent_next(move.agent_to(agent, Paused(reason), why), "", why)


def become_ready(move: Move, agent: Agent, why: Reason) -> None:
    """Ready from now: the idle time starts here, not at the last hang-up. Takes the call whose turn it is at once.

    One with a line of the shift is ready when it stands.
    """
    if wants_line(move.state, agent):
        lift(move, agent, why)
        return
    agent = move.agent_to(agent, Ready(move.at), why)
    if not agent.reachable:
        move.wake(f"gone:{agent.id}", move.at + GONE_AFTER, "unreachable_time")
    serve_agent(move, agent)


def dismiss(move: Move, agent: Agent, why: Reason) -> None:
    """Forget an operator who is no longer in the settings."""
    move.forget_agent(move.agent_to(replace(agent, next=""), Away(), why))
