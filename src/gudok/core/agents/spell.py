"""What goes on through several of an operator's states: a break, the call whose result is to be told."""

from __future__ import annotations

from gudok.core.state import Agent, Call, Dialling, Mode, Paused, State, Talking, Work, WrapUp

RESTS = (Paused, Dialling)
"""The modes in which a break goes on, or may."""


def rest_of(agent: Agent) -> tuple[str, int] | None:
    """The break an operator has and since when; dialling a number in a break is part of it."""
    mode = agent.mode
    if type(mode) is Dialling and type(mode.back) is Paused:
        return mode.back.reason, mode.began
    return (mode.reason, agent.since) if type(mode) is Paused else None


def work_in(state: State, agent: Agent, mode: Mode) -> Work | None:
    """The call whose result an operator in this mode is to tell: from the talk to the end of wrap-up."""
    at = mode.back if type(mode) is Dialling and type(mode.back) is WrapUp else mode
    if agent.work is not None and agent.work.call == getattr(at, "call", ""):
        return agent.work
    live = state.calls.get(mode.call) if type(mode) is Talking else None
    return new_work(agent.id, live) if live is not None else None


def new_work(agent: str, call: Call) -> Work | None:
    """The work a call is to the operator who has its customer; one who is only consulted has none."""
    return Work(call.id, getattr(call.mode, "queue", "")) if getattr(call.mode, "agent", "") == agent else None


def owed(state: State, old: Work | None, new: Work | None) -> Work | None:
    """The work that was left without the result its queue asks for."""
    if old is None or old.result or (new is not None and new.call == old.call):
        return None
    rules = state.queues.get(old.queue)
    return old if rules is not None and rules.result_needed and rules.results else None
