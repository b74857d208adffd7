"""The live centre as a view that is made as far as it is asked, and what of it is kept for the next decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from gudok.core.modes import waits
from gudok.core.people import Ready
from gudok.core.ranking import snapshot as seen
from gudok.core.ranking.live import WINDOWS, call_of, joined_of, operator_of, queue_of
from gudok.core.ranking.view import Member, View

if TYPE_CHECKING:
    from gudok.core.modes import Call, Offered, Waiting
    from gudok.core.ranking.day import Day
    from gudok.core.state import State


class Tallies(Mapping[str, seen.Tally]):
    """An operator's counts by window, in a queue or over all, up to the moment of the present view."""

    __slots__ = ("agent", "known", "queue")

    def __init__(self, known: Known, agent: str, queue: str = "") -> None:
        self.known, self.agent, self.queue = known, agent, queue

    def __getitem__(self, window: str) -> seen.Tally:
        if window not in WINDOWS:
            raise KeyError(window)
        return self.known.day.tally(self.known.at, self.agent, self.queue)

    def __iter__(self) -> Iterator[str]:
        return iter(WINDOWS)

    def __len__(self) -> int:
        return len(WINDOWS)


class Known:
    """What is kept from one decision to the next: the order of the list and of signing in, who serves which queue, and
    the operators as they are shown, each until something changes about her.

    `at`: the moment of the present view. `day` and its `order` of signing in are those that it was made of.
    """

    __slots__ = ("agents", "at", "day", "joined", "members", "names", "order", "positions")

    def __init__(self, positions: dict[str, int], serves: Mapping[str, tuple[str, ...]], day: Day) -> None:
        self.positions, self.names, self.day = positions, tuple(sorted(positions)), day
        self.at, self.order = 0, -1
        self.agents: dict[str, seen.Agent] = {}
        self.joined: dict[str, int] = {}
        self.members: dict[str, list[str]] = {}
        for name in self.names:
            for queue in serves[name]:
                self.members.setdefault(queue, []).append(name)

    def look(self, at: int) -> None:
        """Another moment; another order of signing in, or another day, changes what is shown of everybody."""
        self.at = at
        if self.order != self.day.order:
            self.order, self.joined = self.day.order, joined_of(self.day)
            self.agents.clear()

    def forget(self, agent: str) -> None:
        """Something has changed about her."""
        self.agents.pop(agent, None)

    def agent(self, state: State, name: str) -> seen.Agent:
        """An operator as she is shown."""
        found = self.agents.get(name)
        if found is None:
            places = self.positions[name], self.joined.get(name, 0)
            found = operator_of(state, state.agents[name], self.day, places, lambda *who: Tallies(self, *who))
            self.agents[name] = found
        return found


class LiveView(View):
    """The centre at this moment. It is valid while nothing is said; `rings` is a call that rings, to be seen too."""

    __slots__ = ("known", "made_calls", "made_members", "made_queues", "made_ready", "rings", "state")

    def __init__(self, state: State, known: Known, at: int, rings: tuple[Call, Offered] | None = None) -> None:
        self.begin(at, state.plugins)
        known.look(at)
        self.state, self.known, self.rings = state, known, rings
        self.made_members: dict[str, list[Member]] = {}
        self.made_ready: dict[str, list[Member]] = {}
        self.made_calls: dict[str, list[seen.Call]] = {}
        self.made_queues: dict[str, seen.Queue] = {}

    def agent(self, name: str) -> seen.Agent | None:
        return self.known.agent(self.state, name) if name in self.known.positions else None

    def call(self, name: str) -> seen.Call | None:
        if self.rings is not None and self.rings[0].id == name:
            return self.shown(*self.rings)
        call = self.state.calls.get(name)
        mode = waits(call) if call is not None else None
        return self.shown(call, mode) if call is not None and mode is not None else None

    def shown(self, call: Call, mode: Waiting | Offered) -> seen.Call:
        return call_of(self.state, call, mode, self.known.day, self.now, self.known.positions)

    def queue(self, name: str) -> seen.Queue:
        if name not in self.made_queues:
            known, rules = self.known, self.state.queues.get(name)
            made = queue_of(self.state, name, known.day, known.positions, known.joined, self.now) if rules else None
            self.made_queues[name] = made or seen.Queue(name)
        return self.made_queues[name]

    def members_of(self, queue: str) -> list[Member]:
        if queue not in self.made_members:
            self.made_members[queue] = [self.member(name, queue) for name in self.known.members.get(queue, ())]
        return self.made_members[queue]

    def ready_of(self, queue: str) -> list[Member]:
        if queue not in self.made_ready:
            state, names = self.state, sorted(key[1] for key in self.state.ready.get(queue, ()))
            if "unreachable" in state.counts.get(queue, ()):  # they are ready, and refused by name
                everybody = self.known.members.get(queue, ())
                names = [name for name in everybody if isinstance(state.agents[name].mode, Ready)]
            self.made_ready[queue] = [self.member(name, queue) for name in names]
        return self.made_ready[queue]

    def member(self, name: str, queue: str) -> Member:
        agent = self.known.agent(self.state, name)
        return agent, agent.queues[queue]

    def waiting_of(self, queue: str) -> list[seen.Call]:
        if queue not in self.made_calls:
            names = sorted(key[2] for key in self.state.waiting.get(queue, ()))
            calls = [call for name in names if (call := self.call(name)) is not None]
            if self.rings is not None and self.rings[1].queue == queue:
                calls = sorted([*calls, self.shown(*self.rings)], key=lambda call: call.id)
            self.made_calls[queue] = calls
        return self.made_calls[queue]

    # the whole of it, for who asks for everything

    @property
    def agents(self) -> dict[str, seen.Agent]:  # type: ignore[override]
        return {name: self.known.agent(self.state, name) for name in self.known.names}

    @property
    def queues(self) -> dict[str, seen.Queue]:  # type: ignore[override]
        return {name: self.queue(name) for name in self.state.queues}

    @property
    def members(self) -> dict[str, list[Member]]:  # type: ignore[override]
        return {name: self.members_of(name) for name in self.known.members}

    @property
    def ready(self) -> dict[str, list[Member]]:  # type: ignore[override]
        return {name: ready for name in self.known.members if (ready := self.ready_of(name))}

    @property
    def waiting(self) -> dict[str, list[seen.Call]]:  # type: ignore[override]
        names = sorted({*self.state.waiting, *([self.rings[1].queue] if self.rings else [])})
        return {name: calls for name in names if (calls := self.waiting_of(name))}

    @property
    def calls(self) -> dict[str, seen.Call]:  # type: ignore[override]
        calls = [call for line in self.waiting.values() for call in line]
        return {call.id: call for call in sorted(calls, key=lambda call: call.id)}
