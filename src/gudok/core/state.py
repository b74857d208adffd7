"""What the core remembers: operators, calls, timers, as small frozen structs in plain dicts, and two orders.

The orders (`waiting`, `ready`) are derived: they are rebuilt from the structs after a restart and never journaled.
"""

from __future__ import annotations

from bisect import bisect_left, insort

from msgspec import Struct, structs

from gudok.core.keys import ReadyKey, WaitKey, remove
from gudok.core.settings import Operator, Queue, Settings
from gudok.core.words import Caller


class Away(Struct, frozen=True, tag="away", forbid_unknown_fields=True):
    """Off shift."""


class Ready(Struct, frozen=True, tag="ready", forbid_unknown_fields=True):
    """Takes calls; idle since `since`."""

    since: int


class Ringing(Struct, frozen=True, tag="ringing", forbid_unknown_fields=True):
    """A call rings; `since` keeps the idle time to go back to if the caller leaves."""

    call: str
    leg: int
    since: int


class Talking(Struct, frozen=True, tag="talking", forbid_unknown_fields=True):
    """Has a customer (in talk, on hold, or waiting for the broken telephone to come back: see the call)."""

    call: str


class WrapUp(Struct, frozen=True, tag="wrapup", forbid_unknown_fields=True):
    """Finishes the work of a call until a time; `more` counts the prolongations taken."""

    call: str
    until: int
    more: int = 0


class Paused(Struct, frozen=True, tag="paused", forbid_unknown_fields=True):
    """Takes no calls, for a reason."""

    reason: str


Mode = Away | Ready | Ringing | Talking | WrapUp | Paused


class Agent(Struct, frozen=True, forbid_unknown_fields=True):
    """An operator at work. `since`: when the mode began; `next`: what follows the call (pause reason, `leave`, "")."""

    id: str
    mode: Mode = Away()
    since: int = 0
    reachable: bool = False
    next: str = ""


class Waiting(Struct, frozen=True, tag="waiting", forbid_unknown_fields=True):
    """In a queue, ordered by `joined`."""

    queue: str
    joined: int


class Offered(Struct, frozen=True, tag="offered", forbid_unknown_fields=True):
    """Rings at an operator. `kind`: `queue`, `transfer` (from `source`), `bounce` (back to the source), `comeback`."""

    queue: str
    joined: int
    agent: str
    leg: int
    kind: str = "queue"
    source: str = ""


class InTalk(Struct, frozen=True, tag="talk", forbid_unknown_fields=True):
    """Talks with an operator since a time; `held` is when hold began, or 0."""

    queue: str
    joined: int
    agent: str
    leg: int
    since: int
    held: int = 0


class Returning(Struct, frozen=True, tag="returning", forbid_unknown_fields=True):
    """The operator's telephone broke off; waits in music for the operator until a time."""

    queue: str
    joined: int
    agent: str
    until: int


class Parting(Struct, frozen=True, tag="parting", forbid_unknown_fields=True):
    """Hears a last message; ends with `end`."""

    queue: str
    end: str


CallMode = Waiting | Offered | InTalk | Returning | Parting


class Call(Struct, frozen=True, forbid_unknown_fields=True):
    """A live call. `legs` counts operator legs, `place` is the best place told, `prompt` what is played (or "")."""

    id: str
    channel: str
    did: str
    caller: Caller
    since: int
    mode: CallMode
    legs: int = 0
    place: int = 0
    prompts: int = 0
    prompt: str = ""
    record: str = ""

    @property
    def rank(self) -> int:
        return 0 if self.caller.vip else 1


class Snapshot(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole State as data: what a restart loads before the journal's tail."""

    settings: Settings
    agents: tuple[Agent, ...]
    calls: tuple[Call, ...]
    timers: dict[str, int]
    ended: dict[str, int]
    flow: dict[str, tuple[int, ...]]
    telephony: str
    boot: str


class State:
    """The core's memory. Only `core.move.Move` changes it."""

    __slots__ = (
        "agents",
        "boot",
        "calls",
        "counts",
        "ended",
        "flow",
        "numbers",
        "operators",
        "queues",
        "ready",
        "serves",
        "settings",
        "telephony",
        "timers",
        "waiting",
    )

    def __init__(self) -> None:
        self.settings = Settings()
        self.queues: dict[str, Queue] = {}
        self.operators: dict[str, Operator] = {}
        self.numbers: dict[str, str] = {}
        self.serves: dict[str, tuple[str, ...]] = {}
        self.agents: dict[str, Agent] = {}
        self.calls: dict[str, Call] = {}
        self.timers: dict[str, int] = {}
        self.ended: dict[str, int] = {}
        self.flow: dict[str, tuple[int, ...]] = {}
        self.telephony = "down"
        self.boot = ""
        self.waiting: dict[str, list[WaitKey]] = {}
        self.ready: dict[str, list[ReadyKey]] = {}
        self.counts: dict[str, dict[str, int]] = {}

    def snapshot(self) -> Snapshot:
        """The state as one value; `State.of` is its inverse."""
        return Snapshot(
            self.settings,
            tuple(self.agents.values()),
            tuple(self.calls.values()),
            dict(self.timers),
            dict(self.ended),
            dict(self.flow),
            self.telephony,
            self.boot,
        )

    @classmethod
    def of(cls, snapshot: Snapshot) -> State:
        """The state a snapshot describes, its orders rebuilt."""
        state = cls()
        state.agents = {agent.id: agent for agent in snapshot.agents}
        state.calls = {call.id: call for call in snapshot.calls}
        state.timers = dict(snapshot.timers)
        state.ended = dict(snapshot.ended)
        state.flow = dict(snapshot.flow)
        state.telephony = snapshot.telephony
        state.boot = snapshot.boot
        state.configure(snapshot.settings)
        return state

    def configure(self, settings: Settings) -> None:
        """Take new settings in and rebuild the derived orders; agents and calls stay as they are."""
        self.settings = settings
        self.queues = {queue.id: queue for queue in settings.queues}
        self.operators = {operator.id: operator for operator in settings.operators}
        self.numbers = {number.did: number.queue for number in settings.numbers}
        self.serves = {o.id: tuple(q for q in dict.fromkeys(o.queues) if q in self.queues) for o in settings.operators}
        self.waiting = {queue: [] for queue in self.queues}
        self.ready = {queue: [] for queue in self.queues}
        self.counts = {queue: {} for queue in self.queues}
        for call in self.calls.values():
            self.index_call(call)
        for agent in self.agents.values():
            self.index_agent(agent)

    def served(self, agent: str) -> tuple[str, ...]:
        """The queues an operator serves, of those that exist."""
        return self.serves.get(agent, ())

    def index_call(self, call: Call) -> None:
        if isinstance(call.mode, Waiting):
            insort(self.waiting.setdefault(call.mode.queue, []), wait_key(call, call.mode))

    def unindex_call(self, call: Call) -> None:
        if isinstance(call.mode, Waiting):
            keys = self.waiting[call.mode.queue]
            remove(keys, wait_key(call, call.mode))
            if not keys and call.mode.queue not in self.queues:
                del self.waiting[call.mode.queue]

    def index_agent(self, agent: Agent) -> None:
        """Enter an operator in the counts of her queues, and in their ready orders if she can be rung."""
        stands, mode = standing(agent), agent.mode
        for queue in self.served(agent.id):
            counts = self.counts[queue]
            counts[stands] = counts.get(stands, 0) + 1
            if isinstance(mode, Ready) and agent.reachable:
                insort(self.ready[queue], (mode.since, agent.id))

    def unindex_agent(self, agent: Agent) -> None:
        stands, mode = standing(agent), agent.mode
        for queue in self.served(agent.id):
            counts = self.counts[queue]
            if counts[stands] > 1:
                counts[stands] -= 1
            else:
                del counts[stands]  # no zeros: a rebuilt state has none, and a decision shows its counts
            if isinstance(mode, Ready) and agent.reachable:
                remove(self.ready[queue], (mode.since, agent.id))

    def place(self, call: Call) -> int:
        """The call's place in its queue, 1 = next; 0 when it does not wait."""
        if not isinstance(call.mode, Waiting):
            return 0
        return bisect_left(self.waiting[call.mode.queue], wait_key(call, call.mode)) + 1


def standing(agent: Agent) -> str:
    """The operator's state in one word: the mode's tag, or `unreachable` for a ready one without telephone."""
    if isinstance(agent.mode, Ready) and not agent.reachable:
        return "unreachable"
    return tag(agent.mode)


TAGS: dict[type[Mode | CallMode], str] = {
    kind: str(kind.__struct_config__.tag)
    for kind in (Away, Ready, Ringing, Talking, WrapUp, Paused, Waiting, Offered, InTalk, Returning, Parting)
}


def tag(mode: Mode | CallMode) -> str:
    return TAGS[type(mode)]


def wait_key(call: Call, mode: Waiting) -> WaitKey:
    return (call.rank, mode.joined, call.id)


def in_hand(agent: Agent) -> str:
    """The call that rings at the operator or is hers; "" for none. The call of a wrap-up may already be another's."""
    return agent.mode.call if isinstance(agent.mode, Ringing | Talking) else ""


replace = structs.replace
