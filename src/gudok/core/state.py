"""What the core remembers: operators, calls, timers, as small frozen structs in plain dicts, and two orders.

The orders (`waiting`, `ready`) and the lists of who rests or wishes to (`resting` by reason, `wishes`) are derived:
they are rebuilt from the structs after a restart and never journaled.
"""

from __future__ import annotations

from bisect import bisect_left, insort

from gudok.core.callback import named
from gudok.core.hours.rules import Schedule
from gudok.core.ivr.flow import Flow
from gudok.core.keys import ReadyKey, WaitKey, remove
from gudok.core.modes import (
    IN_LINE,
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
    answered,
    legs,
    replace,
    rung,
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
from gudok.core.ranking.known import Known
from gudok.core.ranking.plugins import agreed
from gudok.core.ranking.setting import Rules, day_for, ranked_queues
from gudok.core.settings import Break, Operator, Queue, Result, Settings
from gudok.core.snapshot import Kept, Snapshot
from gudok.core.stands import NOWHERE, TAGS, Stands, note_breaks, standing, stands, tag
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
    "answered",
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

    `stations`: the counts and the ready order of each queue an operator serves; `stood`: how she is entered there.
    `hours` and `flows` are of the numbers called, `opens` is when the queues do; None: always, or no voice menu.
    `ranked`: the queues that do not go the usual way, with their algorithms. While there is one, `day` is counted,
    and what its algorithms have been shown of the operators is `known`.
    """

    __slots__ = (
        "agents", "booked", "boot", "breaks", "calls", "closed", "counts", "day", "ended", "favours", "flows", "hours",
        "known", "letters", "mail", "numbers", "opens", "operators", "past", "places", "plugins", "queues", "ranked",
        "ready", "resting", "results", "serves", "settings", "stations", "stood", "telephony", "timers", "waiting",
        "wishes",
    )  # fmt: skip

    def __init__(self) -> None:
        self.settings = Settings()
        self.queues: dict[str, Queue] = {}
        self.operators: dict[str, Operator] = {}
        self.numbers: dict[str, str] = {}
        self.hours: dict[str, Schedule | None] = {}
        self.opens: dict[str, Schedule | None] = {}
        self.flows: dict[str, Flow | None] = {}
        self.serves: dict[str, tuple[str, ...]] = {}
        self.agents: dict[str, Agent] = {}
        self.calls: dict[str, Call] = {}
        self.timers: dict[str, int] = {}
        self.ended: dict[str, int] = {}
        self.past: dict[str, tuple[Departure, ...]] = {}
        self.places: dict[str, Kept] = {}
        self.ranked: dict[str, Rules] = {}
        self.day: Day | None = None
        self.known: Known | None = None
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
        self.stood: dict[str, Stands] = {}
        self.stations: dict[str, tuple[tuple[dict[str, int], list[ReadyKey]], ...]] = {}

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
        schedules = {schedule.id: schedule for schedule in settings.schedules}
        self.hours = {number.did: schedules.get(number.hours) for number in settings.numbers}
        self.opens = {queue.id: schedules.get(queue.hours) for queue in settings.queues}
        flows = {flow.id: flow for flow in settings.flows}
        self.flows = {number.did: flows.get(number.flow) for number in settings.numbers}
        self.favours = {number.did: dict(number.preferred) for number in settings.numbers if number.preferred}
        self.serves = {o.id: tuple(q for q in dict.fromkeys(o.queues) if q in self.queues) for o in settings.operators}
        self.breaks = {rule.id: rule for rule in settings.breaks}
        self.results = {result.id: result for result in settings.results}
        self.ranked = ranked_queues(settings)
        self.plugins = agreed(settings.plugins)
        self.day = day_for(self.day, self.ranked, settings.zone, self.agents.values())
        positions = {operator.id: n for n, operator in enumerate(settings.operators)}
        self.known = Known(positions, self.serves, self.day) if self.day is not None else None
        self.resting, self.wishes, self.booked, self.stood = {}, {}, {}, {}
        self.waiting = {queue: [] for queue in self.queues}
        self.ready = {queue: [] for queue in self.queues}
        self.counts = {queue: {} for queue in self.queues}
        books = {queue: (self.counts[queue], self.ready[queue]) for queue in self.queues}
        self.stations = {name: tuple(books[queue] for queue in queues) for name, queues in self.serves.items()}
        for call in self.calls.values():
            self.index_call(None, call)
        for agent in self.agents.values():
            self.index_agent(agent.id, stands(agent))

    def served(self, agent: str) -> tuple[str, ...]:
        """The queues an operator serves, of those that exist."""
        return self.serves.get(agent, ())

    def index_call(self, old: Call | None, new: Call | None) -> None:
        """Enter a call as it is now in place of what it was; None: it was not, or is no more."""
        if old is not None and (old.consult is not None or type(old.mode) in IN_LINE):
            self.out_of_line(old)
        if new is not None and (new.consult is not None or type(new.mode) in IN_LINE):
            self.in_line(new)

    def in_line(self, call: Call) -> None:
        mode = waits(call)
        if type(call.mode) is Booked:
            named.enter(self.booked, call, call.mode)
        if mode is not None:
            insort(self.waiting.setdefault(mode.queue, []), wait_key(call, mode))

    def out_of_line(self, call: Call) -> None:
        mode = waits(call)
        if type(call.mode) is Booked:
            named.strike(self.booked, call, call.mode)
        if mode is not None:
            keys = self.waiting[mode.queue]
            remove(keys, wait_key(call, mode))
            if not keys and mode.queue not in self.queues:
                del self.waiting[mode.queue]

    def index_agent(self, name: str, stand: Stands) -> None:
        """Enter an operator as she stands now in place of how she stood before; NOWHERE: she is no more.

        Among who rests or wishes to, in the counts of her queues, in their ready orders if she can be rung.
        """
        if self.known is not None:
            self.known.forget(name)
        stood = self.stood.get(name, NOWHERE)
        if stand == stood:
            return
        self.stood[name] = stand
        (was, gone, rested, wished), (now, key, rest, wish) = stood, stand
        if rested or rest or wished or wish:
            note_breaks(self.resting, self.wishes, name, rested, rest, wish)
        for counts, ready in self.stations.get(name, ()):
            if was:
                counts[was] -= 1
                if not counts[was]:
                    del counts[was]  # no zeros: a rebuilt state has none, and a decision shows its counts
            if now:
                counts[now] = counts.get(now, 0) + 1
            if gone is not None:
                remove(ready, gone)
            if key is not None:
                insort(ready, key)

    def place(self, call: Call, line: Waiting | None = None) -> int:
        """The call's place (or its second line's) in its queue, 1 = next; 0 when it does not wait in a `line`."""
        mode = line or waits(call)
        return 0 if mode is None else bisect_left(self.waiting[mode.queue], wait_key(call, mode)) + 1
