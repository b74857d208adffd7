"""What must hold of any state, whatever happened before it."""

from __future__ import annotations

import msgspec
from centre import check_orders

from gudok.core.queues.limits import watched
from gudok.core.ranking.agents.widening import Bullseye
from gudok.core.ranking.modes.genesys import AsGenesys
from gudok.core.routing.chosen import is_pulled
from gudok.core.settings import Member
from gudok.core.state import (
    BUSY,
    ENGAGED,
    Agent,
    Aside,
    Away,
    Booked,
    Call,
    Dialling,
    InFlow,
    InTalk,
    Nailed,
    Offered,
    Outside,
    Parting,
    Paused,
    Placed,
    Ready,
    Returning,
    Ringing,
    Snapshot,
    State,
    Supervising,
    Talking,
    Waiting,
    WrapUp,
    in_hand,
    rung,
    wait_key,
)
from gudok.core.words import AnyInput, AnyOutput, Ask, CallEnded, CallOffered, DialAsked, PickAsked, RingAgent, Turn
from gudok.core.words.supervise import SuperviseAsked

turns = msgspec.json.Decoder(Turn)
snapshots = msgspec.json.Decoder(Snapshot)
ROUTED = ("vip_first", "first_in_first_out", "longest_idle")

LIVES_IN = {
    "ring": Offered, "return": Returning, "part": Parting, "wait": Waiting | Offered, "say": Waiting | Offered,
    "consult": InTalk, "out": Outside, "wrap": WrapUp, "gone": Ready, "dial": Placed, "rest": Paused | Dialling,
    "watch": Supervising, "record": InTalk, "book": Booked, "flow": InFlow,
    "more": Offered,
}  # fmt: skip
"""Modes in which a timer has something to do."""
ENDED_BY = {Offered: "ring", Returning: "return", Parting: "part", Placed: "dial", Booked: "book", InFlow: "flow"}
"""The timer without which a call would be stuck in the mode."""


def check(state: State) -> None:
    """All that must hold between two turns."""
    check_orders(state)
    check_pairs(state)
    check_operators(state)
    check_supervision(state)
    check_timers(state)
    check_queues_are_looked_at(state)
    check_nobody_waits_in_vain(state)
    snapshot = state.snapshot()
    assert snapshots.decode(msgspec.json.encode(snapshot)) == snapshot


def check_pairs(state: State) -> None:
    """No operator has two calls, no call two operators; both sides tell the same."""
    for call in state.calls.values():
        assert call.id not in state.ended
        assert isinstance(call.mode, InFlow) or not call.secrets, "what is secret is forgotten with the menu"
        if isinstance(call.mode, Offered):
            for name, leg in rung(call.mode):
                mode = state.agents[name].mode
                assert isinstance(mode, Ringing)
                assert (mode.call, mode.leg) == (call.id, leg)
            assert len({leg for _, leg in rung(call.mode)}) == len(rung(call.mode))
            assert not call.mode.beside or call.mode.kind == "queue"
        elif isinstance(call.mode, Placed):
            mode = state.agents[call.mode.agent].mode
            assert isinstance(mode, Dialling)
            assert (mode.call, mode.leg) == (call.id, call.mode.leg)
        elif isinstance(call.mode, InTalk | Returning | Aside):
            assert state.agents[call.mode.agent].mode == Talking(call.id)
        check_second_line(state, call)
    for agent in state.agents.values():
        if isinstance(agent.mode, BUSY):
            call = state.calls[agent.mode.call]
            hers = (getattr(call.mode, "agent", ""), call.consult.agent if call.consult else "")
            assert agent.id in hers or agent.id in dict(rung(call.mode)), f"{agent.id} rings for nothing"


def check_second_line(state: State, call: Call) -> None:
    """Only a talk has one; the consulted is in it with her telephone, and nobody is in a call twice."""
    line = call.consult
    alone = isinstance(call.mode, InTalk) and call.mode.held and line is not None and line.stage != "talking"
    assert call.tone == bool(alone), "a tone of ringing is heard by who is alone, and by nobody else"
    assert line is not None or not isinstance(call.mode, Aside)
    if line is None:
        return
    assert isinstance(call.mode, InTalk | Aside)
    assert line.stage == "talking" or isinstance(call.mode, InTalk)
    assert (line.stage == "ringing") == (f"consult:{call.id}" in state.timers)
    assert line.agent != call.mode.agent
    assert (line.leg > 0) == (line.stage != "waiting")
    if line.agent:
        mode = state.agents[line.agent].mode
        assert isinstance(mode, Ringing if line.stage == "ringing" else Talking)
        assert mode.call == call.id


def check_operators(state: State) -> None:
    for agent in state.agents.values():
        busy = isinstance(agent.mode, (*ENGAGED, WrapUp))
        assert agent.id in state.operators or busy, "one who is taken off stays only to the end of her call"
        assert busy or not agent.next, "what follows the call is forgotten with the call"
        assert agent.reachable or not isinstance(agent.mode, Ringing)
        check_day(agent)
        check_line(state, agent)
    assert set(state.operators) <= set(state.agents)


def check_line(state: State, agent: Agent) -> None:
    """A line of the shift rings for a while, stands, or is not there; off shift there is none."""
    rings = agent.nailed is not None and not agent.nailed.up
    assert rings == (f"nail:{agent.id}" in state.timers)
    assert agent.nailed is None or not isinstance(agent.mode, Away)
    assert agent.mode != Paused("line") or rings, "the pause of a line that does not ring has no end"


def check_day(agent: Agent) -> None:
    """Who waits for a break works, and has chosen nothing else; the result to tell is that of the call in hand."""
    assert not agent.wish or not (agent.next or isinstance(agent.mode, Away | Paused))
    mode = agent.mode.back if isinstance(agent.mode, Dialling) else agent.mode
    assert agent.work is None or agent.work.call == getattr(mode, "call", "")
    assert all(ms >= 0 for ms in agent.spent.values())


def check_supervision(state: State) -> None:
    """Who supervises stands on the list of a talk that goes on and is another's; only a talk has such a list."""
    for call in state.calls.values():
        talk = isinstance(call.mode, InTalk)
        assert talk or not (call.watchers or call.help), f"{call} is no talk"
        assert len(set(call.watchers)) == len(call.watchers)
        for name in call.watchers:
            mode = state.agents[name].mode
            assert isinstance(mode, Supervising), f"{name} supervises nobody"
            assert mode.call == call.id
            assert name != call.mode.agent  # type: ignore[union-attr]
    for agent in state.agents.values():
        if isinstance(agent.mode, Supervising):
            assert agent.id in state.calls[agent.mode.call].watchers
            assert agent.mode.up or (f"watch:{agent.id}" in state.timers and agent.reachable)
    assert all(mail for mail in state.mail.values())


def check_timers(state: State) -> None:
    """Every mode that must end has its timer, and every timer something to do."""
    for call in state.calls.values():
        kind = ENDED_BY.get(type(call.mode))
        assert kind is None or f"{kind}:{call.id}" in state.timers, f"{call} is stuck"
        if isinstance(call.mode, Outside):
            assert call.mode.since or f"out:{call.id}" in state.timers, f"{call} is stuck"
        assert not isinstance(call.mode, Waiting) or call.mode.queue in state.queues, f"{call} waits in vain"
    for agent in state.agents.values():
        if isinstance(agent.mode, WrapUp):
            assert state.timers[f"wrap:{agent.id}"] >= agent.mode.until
        if isinstance(agent.mode, Ready) and not agent.reachable:
            assert f"gone:{agent.id}" in state.timers
    for key in state.timers:
        kind, _, of = key.partition(":")
        if kind in ("nail", "look", "seek"):
            continue
        owner = state.agents[of] if kind in ("wrap", "gone", "rest", "watch") else state.calls[of]
        assert isinstance(owner.mode, LIVES_IN[kind]), f"{key} has nothing to do"


def check_queues_are_looked_at(state: State) -> None:
    """Who waits where something may happen that nobody brings about is looked at now and then."""
    for queue, rules in state.queues.items():
        waits_there = any(isinstance(state.calls[call].mode, Waiting) for _, _, call in state.waiting[queue])
        assert not (waits_there and watched(rules)) or f"look:{queue}" in state.timers


def check_nobody_waits_in_vain(state: State) -> None:
    """Nobody waits where somebody is free; or, where that one may not have the call, it is soon asked again."""
    assert (state.day is not None) == bool(state.ranked)
    for queue in state.queues:
        if state.telephony != "up" or not (state.ready[queue] and state.waiting[queue]) or is_pulled(state, queue):
            continue  # what operators pick may wait while they are free
        assert queue in state.ranked, f"calls wait in {queue} in vain"
        assert f"seek:{queue}" in state.timers, f"nobody asks again who may have the calls of {queue}"


def check_fit(state: State, offer: CallOffered, at: int) -> None:
    """Whoever an algorithm chose serves the queue, and has the skills that its calls want by then."""
    call, operator = state.calls.get(offer.call), state.operators[offer.agent]
    if call is None or not isinstance(call.mode, Offered) or offer.agent not in dict(rung(call.mode)):
        return
    rules, waited, skills = state.queues[offer.queue], at - call.mode.joined, dict(operator.skills)
    assert offer.queue in operator.queues
    own = next((own for own in operator.memberships if own.queue == offer.queue), Member(offer.queue))
    assert waited >= own.delay
    if isinstance(rules.algorithm, AsGenesys | Bullseye):
        return  # these drop skills by rules of their own
    for want in rules.wants:
        lowest = min([want.level, *(level for after, level in want.relax if waited >= after)])
        assert skills.get(want.skill, 0) >= lowest, f"{offer.agent} lacks {want.skill}"


def check_turn(state: State, turn: Turn, telephony: str) -> None:
    """What must hold of a turn's outputs, given the state after it and the link before it."""
    assert turns.decode(msgspec.json.encode(turn)) == turn
    for output in turn.out:
        if isinstance(output, CallOffered) and {"algorithm", "calls_by"} & output.why.numbers.keys():
            check_fit(state, output, turn.came.at)
        elif isinstance(output, CallOffered) and output.why.code in ROUTED:
            check_not_overtaken(state, output)
        if isinstance(output, CallOffered) and is_pulled(state, output.queue):
            check_pulled(turn.came, output)
        if isinstance(output, RingAgent):
            assert "up" in (telephony, state.telephony)
            agent = state.agents.get(output.agent)
            assert not output.nailed or agent is None or agent.nailed in (None, Nailed(output.nailed, up=True))


def check_pulled(came: AnyInput, offer: CallOffered) -> None:
    """Of such a queue nothing rings by itself: somebody has picked it, or sent it to this very operator."""
    assert (offer.why.code == "picked") == isinstance(came, PickAsked)
    assert offer.why.code not in ROUTED
    assert isinstance(came, PickAsked) or not {"algorithm", "calls_by"} & offer.why.numbers.keys()


def check_not_overtaken(state: State, offer: CallOffered) -> None:
    """No call this operator could have had was before the one she was given."""
    call = state.calls[offer.call]
    if isinstance(call.mode, Offered) and call.mode.agent == offer.agent:
        key = wait_key(call, Waiting(call.mode.queue, call.mode.joined))
        for queue in set(state.served(offer.agent)) - set(state.ranked):
            assert not state.waiting[queue] or key < state.waiting[queue][0], f"{call.id} overtook"


def check_whose(before: Snapshot, came: AnyInput, out: tuple[AnyOutput, ...]) -> None:
    """An operator has a say over the call in hand alone, and a broken talk comes back to the one who had it."""
    calls = {call.id: call for call in before.calls}
    hands = {agent.id: in_hand(agent) for agent in before.agents}
    for output in out:
        if isinstance(output, RingAgent) and isinstance(came, DialAsked):
            assert (output.call, output.agent) == (came.call, came.agent)
            continue
        if isinstance(output, CallEnded) and isinstance(came, Ask):
            assert output.call == hands[came.agent]
        if isinstance(output, RingAgent) and isinstance(came, SuperviseAsked):
            assert (output.call, output.agent) == (came.call, came.agent)
            continue
        if isinstance(output, RingAgent) and output.auto_answer and not to_call_back(calls[output.call]):
            assert calls[output.call].mode.agent == output.agent  # type: ignore[union-attr]


def to_call_back(call: Call) -> bool:
    """Whether it is anybody's whose turn it is: the queue calls back, and after one who does not answer the next."""
    return isinstance(call.mode, Booked) or (isinstance(call.mode, Placed) and call.mode.booked is not None)


def can_be_left(agent: Agent) -> bool:
    """Modes in which an operator may stay as long as she likes."""
    return isinstance(agent.mode, Away | Paused | Ready | Talking)
