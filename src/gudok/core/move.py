"""One move of the core: the only hand that changes State, and it writes down each change as a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.core.agents.days import add
from gudok.core.agents.spell import RESTS, owed, rest_of, work_in
from gudok.core.stands import NOWHERE, TAGS, stands
from gudok.core.state import (
    Agent,
    Aside,
    Away,
    Booked,
    Call,
    CallMode,
    InFlow,
    InTalk,
    Mode,
    Offered,
    Outside,
    Parting,
    Paused,
    Placed,
    Ready,
    Returning,
    State,
    Talking,
    Waiting,
    WrapUp,
    replace,
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

OF_CALLS: dict[type[CallMode], tuple[str, ...]] = {
    Waiting: ("wait:", "say:"), Offered: ("ring:", "more:", "wait:", "say:"), InTalk: ("record:", "consult:"),
    Returning: ("return:",), Parting: ("part:",), Placed: ("dial:",), Booked: ("book:",), InFlow: ("flow:",),
    Outside: ("out:",), Aside: ("consult:",),
}  # fmt: skip
"""The kinds of timers that are a call's, by the mode in which they have something to do."""


class Move:
    """The state being moved, the time of the move, and the outputs so far.

    `counted` of them are in the day of routing; `seen` is the centre as routing has looked at it, after so many.
    `unwatched` and `shifted` are for `settle` to look after.
    """

    __slots__ = ("at", "counted", "out", "seen", "shifted", "state", "unwatched")

    def __init__(self, state: State, at: int) -> None:
        self.state = state
        self.at = at
        self.out: list[AnyOutput] = []
        self.counted = 0
        self.seen: tuple[int, View | None] = (-1, None)
        self.unwatched: tuple[tuple[str, str, int], ...] = ()
        self.shifted: tuple[str, ...] = ()

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
        state = self.state
        old = state.calls.get(call.id)
        if old is not None:
            if old.watchers or old.help:
                call = self.watched(old, call)
            if getattr(old.mode, "unrecorded", 0) and not getattr(call.mode, "unrecorded", 0):
                self.clear(f"record:{call.id}")
        state.index_call(old, call)
        state.calls[call.id] = call
        return call

    def watched(self, old: Call, call: Call) -> Call:
        """A talk that ends takes its supervisors along, one that is put on hold or resumed moves them: see `settle`."""
        before, now = old.mode, call.mode
        if isinstance(before, InTalk) and isinstance(now, InTalk) and before.leg == now.leg:
            if before.held != now.held:
                self.shifted += (call.id,)
            return call
        self.unwatched += tuple((name, call.id, getattr(before, "leg", 0)) for name in old.watchers)
        return replace(call, watchers=(), help=0)

    def to(self, call: Call, mode: CallMode) -> Call:
        return self.put_call(replace(call, mode=mode))

    def end_call(self, call: Call, end: str, agent: str = "", **numbers: int | str) -> None:
        """The one way a call ends: out of the state, remembered as ended, its timers cleared, one last fact."""
        self.state.index_call(call, None)
        del self.state.calls[call.id]
        if call.watchers:
            self.unwatched += tuple((name, call.id, getattr(call.mode, "leg", 0)) for name in call.watchers)
        self.remember(call.id)
        self.clear_all(call, OF_CALLS[type(call.mode)])
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
        self.state.index_agent(agent.id, stands(agent))
        self.state.agents[agent.id] = agent
        return agent

    def forget_agent(self, agent: Agent) -> None:
        """An operator is no more."""
        self.state.index_agent(agent.id, NOWHERE)
        del self.state.stood[agent.id], self.state.agents[agent.id]

    def agent_to(self, agent: Agent, mode: Mode, why: Reason, since: int = 0) -> Agent:
        """Change an operator's state and say so; `since` when the mode began before now."""
        state = self.state
        old = state.agents.get(agent.id, agent)
        was, kind = type(old.mode), type(mode)
        work = work_in(state, agent, mode) if agent.work is not None or kind is Talking else None
        new = replace(agent, mode=mode, since=since or self.at, work=work)
        if was in RESTS and (rested := rest_of(old)) is not None and rested != rest_of(new):
            day, spent = add(state.settings.zone, old.spent, old.day, rested[0], rested[1], self.at)
            new = replace(new, day=day, spent=spent)
            self.clear(f"rest:{agent.id}")
        new = self.put_agent(new)
        if was is WrapUp:
            self.clear(f"wrap:{agent.id}")
        elif was is Ready:
            self.clear(f"gone:{agent.id}")
        if kind is Away and new.nailed is not None:
            new = self.agent_unnailed(new, why)
        reason, call, until = getattr(mode, "reason", ""), getattr(mode, "call", ""), getattr(mode, "until", 0)
        # Of one who is ready, or rung, it is the idle time that counts.
        began = getattr(mode, "since", new.since)
        self.say(AgentChanged(why, agent.id, TAGS[kind], reason, call, until, began))
        if old.work is not None and (left := owed(state, old.work, new.work)):
            self.say(ResultOwed(Reason("result_missing"), left.call, agent.id, left.queue))
        return self.agent_wish(new, "", why) if kind is Away or kind is Paused else new

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

    def clear_all(self, call: Call, kinds: tuple[str, ...]) -> None:
        """Forget a call's timers of these kinds, each with its colon."""
        timers, of = self.state.timers, call.id
        for kind in kinds:
            if kind + of in timers:
                del timers[kind + of]
