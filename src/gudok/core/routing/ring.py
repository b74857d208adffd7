"""Ringing an operator for a call: at the telephone she has chosen, over the line of her shift where one stands."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.state import Call, chosen_endpoint, replace
from gudok.core.words import Caller, Reason, RingAgent


def ring_telephone(
    move: Move,
    call: Call,
    agent_id: str,
    why: Reason,
    *,
    timeout: int,
    caller: Caller,
    queue: str,
    channel: str | None = None,
    record: str = "",
    auto: bool = False,
) -> None:
    """Ring for the call's newest leg. `channel` is the customer's, "" for a call out, which has none yet."""
    agent, operator = move.state.agents[agent_id], move.state.operators[agent_id]
    if agent.at_desk != agent.desk:
        agent = move.put_agent(replace(agent, at_desk=agent.desk))
    nailed = agent.nailed.n if agent.nailed is not None and agent.nailed.up else 0
    channel = call.channel if channel is None else channel
    move.say(
        RingAgent(
            why, call.id, channel, call.legs, agent.id, chosen_endpoint(operator, agent), operator.codec, timeout,
            caller, queue, record, auto, nailed,
        )
    )  # fmt: skip
