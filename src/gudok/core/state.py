"""What the core remembers: operators, calls, timers, as small frozen structs in plain dicts, and two orders.

The orders (`waiting`, `ready`) and the lists of who rests or wishes to (`resting` by reason, `wishes`) are derived:
they are rebuilt from the structs after a restart and never journaled.
"""

from __future__ import annotations

from bisect import bisect_left, insort

from gudok.core.callback import named
from gudok.core.keys import ReadyKey, WaitKey, remove
from gudok.core.modes import (
    TAGS,
    Aside,
    Booked,
    Call,
    CallMode,
    Chosen,
    Consult,
    InFlow,
    InTalk,
    Offered,
    Outside,
    Over,
    Parting,
    Placed,
    Returning,
    Rung,
    Waiting,
    legs,
    replace,
    rung,
    standing,
    tag,
    wait_key,
    waits,
    whose,
)
from gudok.core.people import (
    BUSY,
    ENGAGED,
    LEAVE,
    Agent,
    Away,
    Dialling,
    Mode,
    Nailed,
    Paused,
    Ready,
    Ringing,
    Supervising,
    Talking,
    Work,
    WrapUp,
    chosen_endpoint,
    in_browser,
    in_hand,
    rests,
)
from gudok.core.queues.estimate import Departure
from gudok.core.ranking.day import Day
from gudok.core.ranking.plugins import agreed
from gudok.core.ranking.setting import Rules, day_for, ranked_queues
from gudok.core.settings import Break, Operator, Queue, Result, Settings
from gudok.core.snapshot import Kept, Snapshot
from gudok.core.supervise.kept import Closed, Letter

__all__ = [
    "BUSY",
    "ENGAGED",
    "LEAVE",
    "TAGS",
    "Agent",
    "Aside",
    "Away",
    "Booked",
    "Call",
    "CallMode",
    "Chosen",
    "Consult",
    "Dialling",
    "InFlow",
    "InTalk",
    "Kept",
    "Mode",
    "Nailed",
    "Offered",
    "Outside",
    "Over",
    "Parting",
    "Paused",
    "Placed",
    "Ready",
    "Returning",
    "Ringing",
    "Rung",
    "Snapshot",
    "State",
    "Supervising",
    "Talking",
    "Waiting",
    "Work",
    "WrapUp",
    "chosen_endpoint",
    "in_browser",
    "in_hand",
    "legs",
    "replace",
    "rests",
    "rung",
    "standing",
    "tag",
    "wait_key",
    "waits",
    "whose",
]


class State:
    """The core's memory. Only `core.move.Move` changes it.

    `ranked`: the queues that do not go the usual way, with their algorithms. While there is one, `day` is counted.
    """

    __slots__ = (
        "agents",
        "booked",
        "boot",
        "breaks",
        "calls",
        "closed",
        "counts",
        "day",
        "ended",
        "favours",
        "letters",
        "mail",
        "numbers",
        "operators",
        "past",
        "places",
        "plugins",
        "queues",
        "ranked",
        "ready",
        "resting",
        "results",
        "serves",
        "settings",
        "telephony",
        "timers",
        "waiting",
        "wishes",
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
        self.past: dict[str, tuple[Departure, ...]] = {}
        self.places: dict[str, Kept] = {}
        self.ranked: dict[str, Rules] = {}
        self.day: Day | None = None
        self.telephony = "down"
        self.boot = ""
        self.closed: dict[str, Closed] = {}
        self.mail: dict[str, tuple[Letter, ...]] = {}
        self.letters = 0
        self.booked: named.Index = {}
        self.waiting: dict[str, list[WaitKey]] = {}
        self.ready: dict[str, list[ReadyKey]] = {}
        self.counts: dict[str, dict[str, int]] = {}
        self.breaks: dict[str, Break] = {}
        self.results: dict[str, Result] = {}
        self.resting: dict[str, dict[str, None]] = {}
        self.wishes: dict[str, None] = {}

    def snapshot(self) -> Snapshot:
        """The state as one value; `State.of` is its inverse."""
        return Snapshot(
            self.settings,
            tuple(self.agents.values()),
            tuple(self.calls.values()),
            dict(self.timers),
            dict(self.ended),
            {},
            self.telephony,
            self.boot,
            closed=dict(self.closed),
            mail=dict(self.mail),
            letters=self.letters,
            past=dict(self.past),
            places=dict(self.places),
            day=self.day.kept() if self.day is not None else None,
        )

    @classmethod
    def of(cls, snapshot: Snapshot) -> State:
        """The state a snapshot describes, its orders rebuilt."""
        state = cls()
        state.agents = {agent.id: agent for agent in snapshot.agents}
        state.calls = {call.id: call for call in snapshot.calls}
        state.timers = dict(snapshot.timers)
        state.ended = dict(snapshot.ended)
        state.past = dict(snapshot.past)
        state.places = dict(snapshot.places)
        state.telephony = snapshot.telephony
        state.boot = snapshot.boot
        state.closed = dict(snapshot.closed)
        state.mail = dict(snapshot.mail)
        state.letters = snapshot.letters
        state.day = Day.of(snapshot.day) if snapshot.day is not None else None
        state.configure(snapshot.settings)
        return state

    def configure(self, settings: Settings) -> None:
        """Take new settings in and rebuild the derived orders; agents and calls stay as they are."""
        self.settings = settings
        self.queues = {queue.id: queue for queue in settings.queues}
        self.operators = {operator.id: operator for operator in settings.operators}
        self.numbers = {number.did: number.queue for number in settings.numbers}
        self.favours = {number.did: dict(number.preferred) for number in settings.numbers if number.preferred}
        self.serves = {o.id: tuple(q for q in dict.fromkeys(o.queues) if q in self.queues) for o in settings.operators}
        self.breaks = {rule.id: rule for rule in settings.breaks}
        self.results = {result.id: result for result in settings.results}
        self.ranked = ranked_queues(settings)
        self.plugins = agreed(settings.plugins)
        self.day = day_for(self.day, self.ranked, settings.zone, self.agents.values())
        self.resting, self.wishes, self.booked = {}, {}, {}
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
        mode = waits(call)
        if isinstance(call.mode, Booked):
            named.enter(self.booked, call, call.mode)
        if mode is not None:
            insort(self.waiting.setdefault(mode.queue, []), wait_key(call, mode))

    def unindex_call(self, call: Call) -> None:
        mode = waits(call)
        if isinstance(call.mode, Booked):
            named.strike(self.booked, call, call.mode)
        if mode is not None:
            keys = self.waiting[mode.queue]
            remove(keys, wait_key(call, mode))
            if not keys and mode.queue not in self.queues:
                del self.waiting[mode.queue]

    def index_agent(self, agent: Agent) -> None:
        """Enter an operator among who rests, in the counts of her queues, in their ready orders if she can be rung."""
        if reason := rests(agent):
            self.resting.setdefault(reason, {})[agent.id] = None
        if agent.wish:
            self.wishes[agent.id] = None
        stands, mode = standing(agent), agent.mode
        for queue in self.served(agent.id):
            counts = self.counts[queue]
            counts[stands] = counts.get(stands, 0) + 1
            if isinstance(mode, Ready) and agent.reachable:
                insort(self.ready[queue], (mode.since, agent.id))

    def unindex_agent(self, agent: Agent) -> None:
        if reason := rests(agent):
            del self.resting[reason][agent.id]
            if not self.resting[reason]:
                del self.resting[reason]
        self.wishes.pop(agent.id, None)
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
        """The call's place (or its second line's) in its queue, 1 = next; 0 when it does not wait."""
        mode = waits(call)
        return 0 if mode is None else bisect_left(self.waiting[mode.queue], wait_key(call, mode)) + 1
