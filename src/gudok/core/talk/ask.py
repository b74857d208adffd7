"""Whose call an ask is about."""

from __future__ import annotations

from gudok.core.agents.handle import known, refuse
from gudok.core.move import Move
from gudok.core.state import Agent, Aside, Call, InTalk, in_hand
from gudok.core.words import Ask


def call_of(move: Move, ask: Ask) -> tuple[Agent, Call] | None:
    """The operator and the call in hand, or None after refusing."""
    agent = known(move, ask)
    if agent is None:
        return None
    call = move.state.calls.get(in_hand(agent))
    if call is None:
        refuse(move, ask, "no_call")
        return None
    return agent, call


def is_consulted(agent: Agent, call: Call) -> bool:
    """Whether the call in an operator's hand is another's, who asks her advice."""
    return call.consult is not None and call.consult.agent == agent.id


def own_talk(move: Move, ask: Ask) -> tuple[Agent, Call, InTalk] | None:
    """The operator, her call and her talk with the customer; None after refusing."""
    found = call_of(move, ask)
    if found is None:
        return None
    agent, call = found
    if is_consulted(agent, call):
        refuse(move, ask, "not_your_call")
    elif isinstance(call.mode, Aside):
        refuse(move, ask, "customer_left")
    elif not isinstance(call.mode, InTalk):
        refuse(move, ask, "no_talk")
    else:
        return agent, call, call.mode
    return None
