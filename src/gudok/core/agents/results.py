"""What a talk came to: told in the talk, in wrap-up or later; wrap-up does not end without it where a queue says so."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.settings import Queue
from gudok.core.state import Agent, State, WrapUp, replace
from gudok.core.words import AskRefused, Reason, ResultAsked, ResultSet


def choose(move: Move, ask: ResultAsked) -> None:
    """Note the result. For a call no longer in hand whoever let the ask in has looked whose it was."""
    agent = move.state.agents.get(ask.agent)
    work = agent.work if agent is not None and agent.work is not None and agent.work.call == ask.call else None
    rules = move.state.queues.get(work.queue) if work is not None else None
    if ask.result not in (rules.results if rules is not None else move.state.results):
        move.say(AskRefused(Reason("unknown_result"), ask.agent, type(ask).__name__))
        return
    if work is not None and agent is not None:
        if work.result == ask.result:
            return
        move.put_agent(replace(agent, work=replace(work, result=ask.result)))
    move.say(ResultSet(Reason("asked_result", {"by": ask.by}), ask.call, ask.agent, ask.result))


def missing(state: State, agent: Agent) -> Queue | None:
    """The rules of the queue that asks for a result the operator has not told yet, of a call under wrap-up."""
    if type(agent.mode) is not WrapUp or agent.work is None or agent.work.result:
        return None
    rules = state.queues.get(agent.work.queue)
    return rules if rules is not None and rules.result_needed and rules.results else None


def must_stay(state: State, agent: Agent) -> bool:
    """Whether the operator may not go on from wrap-up yet."""
    rules = missing(state, agent)
    return rules is not None and rules.unfinished == "wait"
