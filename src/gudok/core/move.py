"""One move of the core: the only hand that changes State, and it writes down each change as a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.core.agents.days import add
from gudok.core.agents.spell import new_work, owed, rest_of, work_in
from gudok.core.state import (
    Agent,
    Away,
    Call,
    CallMode,
    InTalk,
    Mode,
    Paused,
    Ready,
    Ringing,
    State,
    Talking,
    WrapUp,
    replace,
    tag,
)
from gudok.core.words import (
    AgentChanged,
    AgentNext,
    AgentReachable,
    AnyOutput,
    BreakAwaited,
    CallEnded,
    DropNailed,
    NailedChanged,
    Reason,
    ResultOwed,
    WakeAt,
)

if TYPE_CHECKING:
    from gudok.core.ranking.view import View

REMEMBERED = 600_000
"""How long (ms) an ended call is remembered, so that a late or doubled event about it starts nothing."""

OF_CALLS = ("wait", "say", "ring", "more", "return", "part", "dial", "consult", "out", "record", "book", "flow")
"""The kinds of timers that are a call's."""


class Move:
    """The state being moved, the time of the move, and the outputs so far.

    `counted` of them are in the day of routing; `seen` is the centre as routing has looked at it, after so many.
    """

    __slots__ = ("at", "counted", "out", "seen", "shifted", "state", "unwatched")

    def __init__(self, state: State, at: int) -> None:
        self.state = state
        self.at = at
        self.out: list[AnyOutput] = []
        self.counted = 0
        self.seen: tuple[int, View | None] = (-1, None)
        self.unwatched: list[tuple[str, str, int]] = []
        self.shifted: list[str] = []

    def say(self, output: AnyOutput) -> None:
        """Put an output of this move down."""
        self.out.append(output)

    def count(self) -> None:
        """Where some queue asks for what was done today: count what was said and is not counted yet."""
        day, known = self.state.day, self.state.known
        if day is not None and known is not None:
            for output in self.out[self.counted :]:
                day.take(self.at, output)
                known.forget(getattr(output, "agent", ""))
        self.counted = len(self.out)

    # calls

    def put_call(self, call: Call) -> Call:
        """Store a call; the caller of this method says the fact that goes with it."""
        old = self.state.calls.get(call.id)
        if old is not None:
            self.state.unindex_call(old)
            call = self.watched(old, call)
            if getattr(old.mode, "unrecorded", 0) and not getattr(call.mode, "unrecorded", 0):
                self.clear(f"record:{call.id}")
        self.state.calls[call.id] = call
        self.state.index_call(call)
        agent = self.state.agents.get(getattr(call.mode, "agent", ""))
        if agent is not None and agent.work is None and agent.mode == Talking(call.id):
            self.put_agent(replace(agent, work=new_work(agent.id, call)))  # a call that was handed over in mid-talk
        return call

    def watched(self, old: Call, call: Call) -> Call:
        """A talk that ends takes its supervisors along, one that is put on hold or resumed moves them: see `settle`."""
        if not old.watchers and not old.help:
            return call
        before, now = old.mode, call.mode
        if isinstance(before, InTalk) and isinstance(now, InTalk) and before.leg == now.leg:
            if before.held != now.held:
                self.shifted.append(call.id)
            return call
        self.unwatched += [(name, call.id, getattr(before, "leg", 0)) for name in old.watchers]
        return replace(call, watchers=(), help=0)

    def to(self, call: Call, mode: CallMode) -> Call:
        return self.put_call(replace(call, mode=mode))

    def end_call(self, call: Call, end: str, agent: str = "", **numbers: int | str) -> None:
        """The one way a call ends: out of the state, remembered as ended, its timers cleared, one last fact."""
        self.state.unindex_call(call)
        del self.state.calls[call.id]
        self.unwatched += [(name, call.id, getattr(call.mode, "leg", 0)) for name in call.watchers]
        self.remember(call.id)
        for kind in OF_CALLS:
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

    def agent_to(self, agent: Agent, mode: Mode, why: Reason, since: int = 0) -> Agent:
        """Change an operator's state and say so; `since` when the mode began before now."""
        old = self.state.agents.get(agent.id, agent)
        new = replace(agent, mode=mode, since=since or self.at, work=work_in(self.state, agent, mode))
        rested, rests = rest_of(old), rest_of(new)
        if rested is not None and rested != rests:
            day, spent = add(self.state.settings.zone, old.spent, old.day, rested[0], rested[1], self.at)
            new = replace(new, day=day, spent=spent)
            self.clear(f"rest:{agent.id}")
        new = self.put_agent(new)
        if isinstance(old.mode, WrapUp):
            self.clear(f"wrap:{agent.id}")
        elif isinstance(old.mode, Ready):
            self.clear(f"gone:{agent.id}")
        if new.nailed is not None and isinstance(mode, Away):
            new = self.agent_unnailed(new, why)
        reason, call, until = getattr(mode, "reason", ""), getattr(mode, "call", ""), getattr(mode, "until", 0)
        began = mode.since if isinstance(mode, Ready | Ringing) else new.since
        self.say(AgentChanged(why, agent.id, tag(mode), reason, call, until, began))
        if left := owed(self.state, old.work, new.work):
            self.say(ResultOwed(Reason("result_missing"), left.call, agent.id, left.queue))
        return self.agent_wish(new, "", why) if isinstance(mode, Away | Paused) else new

    def agent_wish(self, agent: Agent, reason: str, why: Reason) -> Agent:
        """Note (or with "" forget) the break an operator waits for."""
        if agent.wish == reason:
            return agent
        self.say(BreakAwaited(why, agent.id, reason))
        return self.put_agent(replace(agent, wish=reason, wished=self.at if reason else 0))

    def agent_next(self, agent: Agent, then: str, why: Reason) -> Agent:
        """Note (or with "" forget) what follows the operator's present call."""
        if agent.next == then:
            return agent
        self.say(AgentNext(why, agent.id, then))
        return self.put_agent(replace(agent, next=then))

    def agent_reachable(self, agent: Agent, up: bool, why: Reason) -> Agent:
        self.say(AgentReachable(why, agent.id, up))
        return self.put_agent(replace(agent, reachable=up))

    def agent_unnailed(self, agent: Agent, why: Reason) -> Agent:
        """The operator's line of the shift is taken down, if there is one."""
        if agent.nailed is None:
            return agent
        self.clear(f"nail:{agent.id}")
        self.say(DropNailed(why, agent.id, agent.nailed.n))
        self.say(NailedChanged(why, agent.id, agent.nailed.n, ""))
        return self.put_agent(replace(agent, nailed=None))

    # timers

    def wake(self, key: str, time: int, why: str) -> None:
        """Set (or move) a timer."""
        self.state.timers[key] = time
        self.say(WakeAt(Reason(why), key, time))

    def clear(self, key: str) -> None:
        """Forget a timer. This needs no fact of its own: it always goes with one that says why."""
        self.state.timers.pop(key, None)
