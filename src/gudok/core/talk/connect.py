"""The moment customer and operator hear each other."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.queues.estimate import ANSWERED, VIP, remember
from gudok.core.state import Agent, Call, InTalk, Offered, Ringing, Talking, replace
from gudok.core.words import CallConnected, Connect, Reason


def connect(move: Move, call: Call, mode: Offered) -> None:
    """The operator answered: music and prompt end, the two are bridged."""
    state = move.state
    prompt = call.prompt
    waited, agent = move.at - mode.joined, state.agents[mode.agent]
    talk = InTalk(mode.queue, mode.joined, mode.agent, mode.leg, move.at)
    call = move.put_call(replace(call, mode=talk, prompt="", place=0, first=False))
    move.clear_all(call, ("ring:", "more:", "wait:", "say:"))
    why = Reason("answered" if mode.kind == "queue" else f"answered_{mode.kind}", {"waited": waited})
    move.say(CallConnected(why, call.id, mode.leg, mode.agent, mode.queue, waited, call.record))
    move.agent_to(agent, Talking(call.id), why)
    move.say(Connect(why, call.id, call.channel, mode.leg, mode.agent, prompt))
    if mode.kind == "queue":
        waited_for(move, call, mode, agent)


def waited_for(move: Move, call: Call, mode: Offered, agent: Agent) -> None:
    """The estimates of waits learn when she came free for one who waited; who found her free waited for nobody."""
    free = agent.mode.since if isinstance(agent.mode, Ringing) else move.at
    if free > mode.joined:
        past, how = move.state.past, VIP if call.caller.vip else ANSWERED
        past[mode.queue] = remember(past.get(mode.queue, ()), (free, free - mode.joined, how))
