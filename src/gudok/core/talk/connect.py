"""The moment customer and operator hear each other."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.queues.estimate import ANSWERED, VIP, remember
from gudok.core.state import Call, InTalk, Offered, Talking, replace
from gudok.core.words import CallConnected, Connect, Reason


def connect(move: Move, call: Call, mode: Offered) -> None:
    """The operator answered: music and prompt end, the two are bridged."""
    state = move.state
    prompt = call.prompt
    waited = move.at - mode.joined
    talk = InTalk(mode.queue, mode.joined, mode.agent, mode.leg, move.at)
    call = move.put_call(replace(call, mode=talk, prompt="", place=0, first=False))
    for kind in ("ring", "more", "wait", "say"):
        move.clear(f"{kind}:{call.id}")
    why = Reason("answered" if mode.kind == "queue" else f"answered_{mode.kind}", {"waited": waited})
    move.say(CallConnected(why, call.id, mode.leg, mode.agent, mode.queue, waited, call.record))
    move.agent_to(state.agents[mode.agent], Talking(call.id), why)
    move.say(Connect(why, call.id, call.channel, mode.leg, mode.agent, prompt))
    if mode.kind == "queue":
        how = VIP if call.caller.vip else ANSWERED
        state.past[mode.queue] = remember(state.past.get(mode.queue, ()), (move.at, waited, how))
