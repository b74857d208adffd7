"""The loop: events in the order of virtual time, each an Input for the core, whose commands the world obeys.

No clock, no threads, no asyncio: a heap of (time, order of planning, what, whom). The core cannot tell this world from
Asterisk and people.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from typing import Any

from gudok.core.routing.chosen import is_pulled
from gudok.core.state import LEAVE, InTalk, Offered, Paused, State, Waiting, WrapUp
from gudok.core.step import step
from gudok.core.words import (
    AgentChanged,
    AnyInput,
    AnyOutput,
    CallArrived,
    CallConnected,
    CallEnded,
    Caller,
    CallerGone,
    CallOffered,
    CallQueued,
    Configured,
    HangUpAsked,
    LeaveAsked,
    LegEnded,
    MoreWrapUpAsked,
    PauseAsked,
    PlayPrompt,
    PromptDone,
    ReadyAsked,
    ResultAsked,
    RingAgent,
    Started,
    TelephonyUp,
    Turn,
    WakeAt,
    Woke,
)
from gudok.twin.arrivals import AS_RULED, Source
from gudok.twin.arrivals import Caller as Person
from gudok.twin.crew import Crew
from gudok.twin.live import Live
from gudok.twin.read import begins, midnight, number, settings
from gudok.twin.scenario import Scenario
from gudok.twin.tally import Done, Tally, busiest

DRAIN = 6 * 3_600_000
"""How long (ms) after the end calls may go on; who waits still then is counted as waiting."""
LAST_MOMENT = 1_000
"""An operator who needs more wrap-up says so that long (ms) before it is over."""
CAME_TO_NOTHING = {"declined", "missed", "unreachable"}
Watch = Callable[[Turn], None]


class World:
    """A run of a scenario with one seed. `watch` is shown every turn."""

    def __init__(self, scenario: Scenario, seed: str, watch: Watch | None = None) -> None:
        self.scenario, self.seed, self.watch = scenario, seed, watch
        self.state = State()
        self.settings = settings(scenario)
        self.start = self.at = begins(scenario)
        self.end = self.start + scenario.length
        self.heap: list[tuple[int, int, Callable[..., None], Any, Any]] = []
        self.order = count()
        self.turns = self.came = 0
        self.live: dict[str, Live] = {}
        self.work: dict[str, Person] = {}
        """By operator: whom she talks, or has last talked, with."""
        self.sources = [Source(calls, n, seed) for n, calls in enumerate(scenario.calls)]
        self.numbers = {queue.id: number(n) for n, queue in enumerate(scenario.queues)}
        agents = tuple(operator.id for operator in self.settings.operators)
        self.tally = Tally(self.start + scenario.warm_up, self.end - scenario.cool_down, agents)
        self.crew = Crew(self, seed)
        self.heard: dict[type, Callable[[Any], None]] = {
            AgentChanged: self.agent_changed,
            CallConnected: self.connected,
            CallEnded: self.ended,
            CallOffered: self.offered,
            CallQueued: self.queued,
            LegEnded: self.leg_ended,
            PlayPrompt: self.played,
            RingAgent: self.rung,
            WakeAt: self.timer_set,
        }

    # the loop

    def plan(self, at: int, what: Callable[..., None], whom: Any = None, more: Any = None) -> None:
        """Let `what(whom, more)` happen at a time."""
        heappush(self.heap, (at, next(self.order), what, whom, more))

    def give(self, came: AnyInput) -> None:
        """One turn of the core."""
        out = step(self.state, came)
        if not out:
            return
        self.turns += 1
        if self.watch is not None:
            self.watch(Turn(self.turns, came, out))
        self.hear(out)

    def hear(self, out: tuple[AnyOutput, ...]) -> None:
        heard = self.heard
        for said in out:
            what = heard.get(type(said))
            if what is not None:
                what(said)

    def run(self, progress: Callable[[int], None] | None = None) -> Tally:
        """Live from the start until all calls are over; `progress` is told each virtual minute how many came."""
        self.give(Started(self.start, "twin"))
        self.give(Configured(self.start, self.settings))
        self.give(TelephonyUp(self.start, "twin", "twin"))
        self.crew.begin()
        day = midnight(self.scenario)
        for source in self.sources:
            self.next_call(source.callers(day, self.start, self.end))
        heap, last, told = self.heap, self.end + DRAIN, 0
        while heap and (self.live or self.at < self.end):
            at, _, what, whom, more = heappop(heap)
            if at > last:
                break
            self.at = at
            what(whom, more)
            if progress is not None and at - told >= 60_000:
                progress(self.came)
                told = at
        self.tally.close(self.at)
        for live in self.live.values():
            self.note(live, "waiting", self.at - live.person.at)
        return self.tally

    # callers

    def next_call(self, callers: Any, _: Any = None) -> None:
        """Plan the next caller of a source."""
        person = next(callers, None)
        if person is not None:
            self.plan(person.at, self.arrives, person, callers)

    def arrives(self, person: Person, callers: Any) -> None:
        if callers is not None:
            self.next_call(callers)
        self.came += 1
        call, at = person.id, self.at
        self.live[call] = Live(person)
        did = self.numbers[self.scenario.calls[person.kind].queue]
        caller = Caller(f"+7000{call}", vip=person.vip)
        self.give(CallArrived(at, call, call, did, caller, at))
        known = self.state.calls.get(call)
        if known is None:
            return
        if isinstance(known.mode, Waiting):
            self.live[call].held = busiest(self.state.counts[known.mode.queue])
        if person.patience < self.end + DRAIN - at:
            self.plan(at + person.patience, self.loses_patience, call)

    def loses_patience(self, call: str, _: Any) -> None:
        """He hangs up, unless he has been connected or hears his last message."""
        known = self.state.calls.get(call)
        if known is not None and isinstance(known.mode, Waiting | Offered):
            self.give(CallerGone(self.at, call))

    def talk_over(self, call: str, leg: int) -> None:
        known = self.state.calls.get(call)
        if known is None or not isinstance(known.mode, InTalk) or known.mode.leg != leg:
            return
        if self.live[call].person.hangs_up:
            self.give(CallerGone(self.at, call))
        else:
            self.give(HangUpAsked(self.at, known.mode.agent, known.mode.agent))

    # what the core says

    def queued(self, said: CallQueued) -> None:
        self.live[said.call].queue = said.queue
        if is_pulled(self.state, said.queue):
            for _, agent in self.state.ready[said.queue]:
                self.crew.may_pick(agent)

    def offered(self, said: CallOffered) -> None:
        live = self.live[said.call]
        live.why, live.agent = said.why.code, said.agent

    def rung(self, said: RingAgent) -> None:
        self.crew.rings(said)

    def connected(self, said: CallConnected) -> None:
        live = self.live[said.call]
        live.waited, live.agent = self.at - live.person.at, said.agent
        self.work[said.agent] = live.person
        self.plan(self.at + self.crew.talks(said, live.person), self.talk_over, said.call, said.leg)

    def ended(self, said: CallEnded) -> None:
        live = self.live.pop(said.call)
        if live.waited >= 0:
            self.note(live, "answered", live.waited)
            return
        self.note(live, said.end, self.at - live.person.at)
        person = self.sources[live.person.kind].again(live.person, self.at, self.seed)
        if person is not None and person.at < self.end:
            self.plan(person.at, self.arrives, person)

    def note(self, live: Live, end: str, waited: int) -> None:
        """Write a call down that arrived in the time that counts."""
        person, tally = live.person, self.tally
        if tally.start <= person.at < tally.end:
            tally.done.append(
                Done(person.kind, live.queue, person.vip, person.at, waited, end, live.why, live.held, live.agent)
            )
            if end == "answered":
                tally.served[live.agent] += 1

    def leg_ended(self, said: LegEnded) -> None:
        if said.outcome in CAME_TO_NOTHING:
            self.tally.refused += 1

    def played(self, said: PlayPrompt) -> None:
        self.plan(self.at + self.scenario.prompt, self.prompt_over, said.call, said.prompt)

    def prompt_over(self, call: str, prompt: str) -> None:
        known = self.state.calls.get(call)
        if known is not None and known.prompt == prompt:
            self.give(PromptDone(self.at, call, prompt))

    def timer_set(self, said: WakeAt) -> None:
        heappush(self.heap, (said.time, next(self.order), self.wakes, said.key, None))

    def wakes(self, key: str, _: Any) -> None:
        """A timer the core has moved or cleared meanwhile wakes nobody."""
        due = self.state.timers.get(key)
        if due is not None and due <= self.at:
            self.give(Woke(self.at, key))

    # operators

    def agent_changed(self, said: AgentChanged) -> None:
        self.tally.moved(said.agent, said.mode, self.at)
        if said.mode == "wrapup":
            self.wraps_up(said)
        elif said.mode == "paused":
            self.crew.rests(said)
        elif said.mode == "ready":
            self.crew.may_pick(said.agent)

    def wraps_up(self, said: AgentChanged) -> None:
        """She is ready again when the work is done; where the rule gives less time than that, she asks for more."""
        person, at = self.work[said.agent], self.at
        queue = self.state.queues.get(self.scenario.calls[person.kind].queue)
        if queue is not None and queue.result_needed and queue.results:
            self.plan(at, self.tells_result, said.agent, queue.results[0])
        done = said.until if person.wrapup == AS_RULED else said.since + person.wrapup
        if done < said.until:
            self.plan(max(at, done), self.wrapped_up, said.agent, said.call)
        elif done > said.until:
            self.plan(max(at, said.until - LAST_MOMENT), self.needs_more, said.agent, said.call)

    def wrapped_up(self, agent: str, call: str) -> None:
        """What she chose meanwhile, a break or the end of her shift, comes next; otherwise she is ready."""
        if not self.wraps(agent, call):
            return
        then = self.state.agents[agent].next
        if then == LEAVE:
            self.give(LeaveAsked(self.at, agent, agent))
        elif then:
            self.give(PauseAsked(self.at, agent, agent, then))
        else:
            self.give(ReadyAsked(self.at, agent, agent))

    def needs_more(self, agent: str, call: str) -> None:
        if self.wraps(agent, call):
            self.give(MoreWrapUpAsked(self.at, agent, agent))

    def tells_result(self, agent: str, result: str) -> None:
        mode = self.state.agents[agent].mode
        if isinstance(mode, WrapUp):
            self.give(ResultAsked(self.at, agent, agent, mode.call, result))

    def wraps(self, agent: str, call: str) -> bool:
        mode = self.state.agents[agent].mode
        return isinstance(mode, WrapUp) and mode.call == call

    def comes_back(self, agent: str, since: int) -> None:
        """The break that began at `since` is over."""
        known = self.state.agents[agent]
        if isinstance(known.mode, Paused) and known.since == since:
            self.give(ReadyAsked(self.at, agent, agent))
