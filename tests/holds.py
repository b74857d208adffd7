"""What must hold of any state, whatever happened before it."""

from __future__ import annotations

import msgspec
from centre import check_orders

from gudok.core.state import (
    Agent,
    Away,
    InTalk,
    Offered,
    Parting,
    Paused,
    Ready,
    Returning,
    Ringing,
    Snapshot,
    State,
    Talking,
    Waiting,
    WrapUp,
    in_hand,
    wait_key,
)
from gudok.core.words import AnyInput, AnyOutput, Ask, CallEnded, CallOffered, RingAgent, Turn

turns = msgspec.json.Decoder(Turn)
snapshots = msgspec.json.Decoder(Snapshot)
ROUTED = ("vip_first", "first_in_first_out", "longest_idle")

LIVES_IN = {
    "ring": Offered, "return": Returning, "part": Parting, "wait": Waiting | Offered, "say": Waiting | Offered,
    "wrap": WrapUp, "gone": Ready,
}  # fmt: skip
"""Modes in which a timer has something to do."""
ENDED_BY = {Offered: "ring", Returning: "return", Parting: "part"}
"""The timer without which a call would be stuck in the mode."""


def check(state: State) -> None:
    """All that must hold between two turns."""
    check_orders(state)
    check_pairs(state)
    check_operators(state)
    check_timers(state)
    check_nobody_waits_in_vain(state)
    snapshot = state.snapshot()
    assert snapshots.decode(msgspec.json.encode(snapshot)) == snapshot


def check_pairs(state: State) -> None:
    """No operator has two calls, no call two operators; both sides tell the same."""
    for call in state.calls.values():
        assert call.id not in state.ended
        if isinstance(call.mode, Offered):
            mode = state.agents[call.mode.agent].mode
            assert isinstance(mode, Ringing)
            assert (mode.call, mode.leg) == (call.id, call.mode.leg)
        elif isinstance(call.mode, InTalk | Returning):
            assert state.agents[call.mode.agent].mode == Talking(call.id)
    for agent in state.agents.values():
        if isinstance(agent.mode, Ringing | Talking):
            assert state.calls[agent.mode.call].mode.agent == agent.id  # type: ignore[union-attr]


def check_operators(state: State) -> None:
    for agent in state.agents.values():
        busy = isinstance(agent.mode, Ringing | Talking | WrapUp)
        assert agent.id in state.operators or busy, "one who is taken off stays only to the end of her call"
        assert busy or not agent.next, "what follows the call is forgotten with the call"
        assert agent.reachable or not isinstance(agent.mode, Ringing)
    assert set(state.operators) <= set(state.agents)


def check_timers(state: State) -> None:
    """Every mode that must end has its timer, and every timer something to do."""
    for call in state.calls.values():
        kind = ENDED_BY.get(type(call.mode))
        assert kind is None or f"{kind}:{call.id}" in state.timers, f"{call} is stuck"
        assert not isinstance(call.mode, Waiting) or call.mode.queue in state.queues, f"{call} waits in vain"
    for agent in state.agents.values():
        if isinstance(agent.mode, WrapUp):
            assert state.timers[f"wrap:{agent.id}"] == agent.mode.until
        if isinstance(agent.mode, Ready) and not agent.reachable:
            assert f"gone:{agent.id}" in state.timers
    for key in state.timers:
        kind, _, of = key.partition(":")
        owner = state.agents[of] if kind in ("wrap", "gone") else state.calls[of]
        assert isinstance(owner.mode, LIVES_IN[kind]), f"{key} has nothing to do"


def check_nobody_waits_in_vain(state: State) -> None:
    for queue in state.queues:
        assert state.telephony != "up" or not (state.ready[queue] and state.waiting[queue])


def check_turn(state: State, turn: Turn, telephony: str) -> None:
    """What must hold of a turn's outputs, given the state after it and the link before it."""
    assert turns.decode(msgspec.json.encode(turn)) == turn
    for output in turn.out:
        if isinstance(output, CallOffered) and output.why.code in ROUTED:
            check_not_overtaken(state, output)
        if isinstance(output, RingAgent):
            assert "up" in (telephony, state.telephony)


def check_not_overtaken(state: State, offer: CallOffered) -> None:
    """No call this operator could have had was before the one she was given."""
    call = state.calls[offer.call]
    if isinstance(call.mode, Offered) and call.mode.agent == offer.agent:
        key = wait_key(call, Waiting(call.mode.queue, call.mode.joined))
        for queue in state.served(offer.agent):
            assert not state.waiting[queue] or key < state.waiting[queue][0], f"{call.id} overtook"


def check_whose(before: Snapshot, came: AnyInput, out: tuple[AnyOutput, ...]) -> None:
    """An operator has a say over the call in hand alone, and a broken talk comes back to the one who had it."""
    calls = {call.id: call for call in before.calls}
    hands = {agent.id: in_hand(agent) for agent in before.agents}
    for output in out:
        if isinstance(output, CallEnded) and isinstance(came, Ask):
            assert output.call == hands[came.agent]
        if isinstance(output, RingAgent) and output.auto_answer:
            assert calls[output.call].mode.agent == output.agent  # type: ignore[union-attr]


def can_be_left(agent: Agent) -> bool:
    """Modes in which an operator may stay as long as she likes."""
    return isinstance(agent.mode, Away | Paused | Ready | Talking)
