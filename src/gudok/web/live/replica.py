"""The engine's State, held a second time: made again from the journal's turns by the same `step`."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from gudok.core.state import Call, State, Talking, WrapUp, rung
from gudok.core.step import step
from gudok.core.words import SettingsApplied, TelephonyChanged, Turn
from gudok.core.words.supervise import MessageSent, QueueClosed, QueueOpened
from gudok.web.live.day import Day
from gudok.web.live.outgoing import Dialled
from gudok.web.live.taken import Taken

log = logging.getLogger(__name__)


@dataclass
class Touched:
    """What a few turns changed, as ids in the order of their first change. `everything` stands for new settings."""

    agents: dict[str, None] = field(default_factory=dict)
    calls: dict[str, None] = field(default_factory=dict)
    queues: dict[str, None] = field(default_factory=dict)
    system: bool = False
    everything: bool = False

    def __bool__(self) -> bool:
        return bool(self.agents or self.calls or self.queues or self.system or self.everything)


class Replica:
    """State after turn `n`, with what the screens need besides: the day's figures and the calls under wrap-up."""

    def __init__(self, state: State, n: int, day: Day) -> None:
        self.state = state
        self.n = n
        self.day = day
        day.rules = state.queues
        self.touched = Touched()
        self.last: dict[str, Call] = {}
        """By operator: the call in hand, kept over its end because wrap-up still shows it."""
        self.dialled = Dialled()
        self.taken = Taken()
        self._queues_of = {call.id: queues_of(call) for call in state.calls.values()}
        for agent in state.agents.values():
            self._keep(agent.id)

    def apply(self, turn: Turn) -> None:
        """Move on by one turn of the journal, which must be the next one."""
        if turn.n != self.n + 1:
            raise ValueError(f"turn {turn.n} does not follow {self.n}")
        out = step(self.state, turn.came)
        if out != turn.out:
            log.warning("turn %s decides differently here than in the engine: is this the same version?", turn.n)
        self.n = turn.n
        self.day.rules = self.state.queues
        for said in turn.out:
            self._touch(said)
            self.day.fold(said, turn.came.at)
            self.dialled.fold(self.state, said, turn.came.at)
            self.taken.fold(said, turn.came.at)

    def take_touched(self) -> Touched:
        """What changed since the last time this was asked."""
        touched, self.touched = self.touched, Touched()
        return touched

    def _touch(self, said: object) -> None:
        if isinstance(said, SettingsApplied):
            self.touched.everything = True
        if isinstance(said, TelephonyChanged):
            self.touched.system = True
        if call := getattr(said, "call", ""):
            self._touch_call(call)
        if isinstance(said, QueueClosed | QueueOpened):
            self.touched.queues[said.queue] = None
        if isinstance(said, MessageSent):
            self.touched.agents.update(dict.fromkeys(said.agents))
        if agent := getattr(said, "agent", ""):
            self.touched.agents[agent] = None
            self._keep(agent)
            for queue in self.state.served(agent):
                self.touched.queues[queue] = None

    def _touch_call(self, call_id: str) -> None:
        """A call concerns itself, the queues it was in and is in, and the operator who has it."""
        self.touched.calls[call_id] = None
        call = self.state.calls.get(call_id)
        queues = list(self._queues_of.pop(call_id, ()))
        if call is not None:
            self._queues_of[call_id] = queues_of(call)
            queues += self._queues_of[call_id]
            beside = (name for name, _ in rung(call.mode)[1:])
            for agent in (getattr(call.mode, "agent", ""), call.consult.agent if call.consult else "", *beside):
                if agent:
                    self.touched.agents[agent] = None
                    self._keep(agent)
        self.touched.queues.update(dict.fromkeys(queues))

    def _keep(self, agent_id: str) -> None:
        agent = self.state.agents.get(agent_id)
        if agent is None:
            self.last.pop(agent_id, None)
        elif isinstance(agent.mode, Talking):
            if call := self.state.calls.get(agent.mode.call):
                self.last[agent_id] = call
        elif not isinstance(agent.mode, WrapUp):
            self.last.pop(agent_id, None)


def queues_of(call: Call) -> tuple[str, ...]:
    """The queue of a call, and the one whose operators are asked in its talk."""
    asked = call.consult.to if call.consult is not None and call.consult.kind == "queue" else ""
    return tuple(queue for queue in (getattr(call.mode, "queue", ""), asked) if queue)
