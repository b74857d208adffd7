"""One move of the core: the only hand that changes State, and it writes down each change as a fact."""

from __future__ import annotations

from gudok.core.state import Agent, Call, CallMode, Mode, Ready, Ringing, State, WrapUp, replace, tag
from gudok.core.words import (
    AgentChanged,
    AgentNext,
    AgentReachable,
    AnyOutput,
    CallEnded,
    Reason,
    WakeAt,
)

REMEMBERED = 600_000
"""How long (ms) an ended call is remembered, so that a late or doubled event about it starts nothing."""


class Move:
    """The state being moved, the time of the move, and the outputs so far."""

    __slots__ = ("at", "out", "state")

    def __init__(self, state: State, at: int) -> None:
        self.state = state
        self.at = at
        self.out: list[AnyOutput] = []

    def say(self, output: AnyOutput) -> None:
        """Put an output of this move down."""
        self.out.append(output)

    # calls

    def put_call(self, call: Call) -> Call:
        """Store a call; the caller of this method says the fact that goes with it."""
        old = self.state.calls.get(call.id)
        if old is not None:
            self.state.unindex_call(old)
        self.state.calls[call.id] = call
        self.state.index_call(call)
        return call

    def to(self, call: Call, mode: CallMode) -> Call:
        return self.put_call(replace(call, mode=mode))

    def end_call(self, call: Call, end: str, agent: str = "", **numbers: int | str) -> None:
        """The one way a call ends: out of the state, remembered as ended, its timers cleared, one last fact."""
        self.state.unindex_call(call)
        del self.state.calls[call.id]
        self.remember(call.id)
        for kind in ("wait", "say", "ring", "return", "part"):
            self.clear(f"{kind}:{call.id}")
        queue = getattr(call.mode, "queue", "")
        self.say(CallEnded(Reason(end, dict(numbers)), call.id, end, queue, agent))

    def remember(self, call_id: str) -> None:
        """Remember a call as ended from now; forget those that ended long ago."""
        ended = self.state.ended
        ended.pop(call_id, None)
        while ended:
            oldest = next(iter(ended))
            if ended[oldest] > self.at - REMEMBERED:
                break
            del ended[oldest]
        ended[call_id] = self.at

    # operators

    def put_agent(self, agent: Agent) -> Agent:
        old = self.state.agents.get(agent.id)
        if old is not None:
            self.state.unindex_agent(old)
        self.state.agents[agent.id] = agent
        self.state.index_agent(agent)
        return agent

    def agent_to(self, agent: Agent, mode: Mode, why: Reason) -> Agent:
        """Change an operator's state and say so."""
        old = self.state.agents.get(agent.id, agent).mode
        new = self.put_agent(replace(agent, mode=mode, since=self.at))
        if isinstance(old, WrapUp):
            self.clear(f"wrap:{agent.id}")
        elif isinstance(old, Ready):
            self.clear(f"gone:{agent.id}")
        reason = getattr(mode, "reason", "")
        since = self.at if not isinstance(mode, Ready | Ringing) else mode.since
        self.say(
            AgentChanged(why, agent.id, tag(mode), reason, getattr(mode, "call", ""), getattr(mode, "until", 0), since)
        )
        return new

    def agent_next(self, agent: Agent, then: str, why: Reason) -> Agent:
        """Note (or with "" forget) what follows the operator's present call."""
        if agent.next == then:
            return agent
        self.say(AgentNext(why, agent.id, then))
        return self.put_agent(replace(agent, next=then))

    def agent_reachable(self, agent: Agent, up: bool, why: Reason) -> Agent:
        self.say(AgentReachable(why, agent.id, up))
        return self.put_agent(replace(agent, reachable=up))

    # timers

    def wake(self, key: str, time: int, why: str) -> None:
        """Set (or move) a timer."""
        self.state.timers[key] = time
        self.say(WakeAt(Reason(why), key, time))

    def clear(self, key: str) -> None:
        """Forget a timer. This needs no fact of its own: it always goes with one that says why."""
        self.state.timers.pop(key, None)
