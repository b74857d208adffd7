"""The day's figures of each queue and operator, folded from facts: answered, lost, service level, talks."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from gudok.core.settings import Queue
from gudok.core.words import AgentChanged, CallConnected, CallEnded, CallHeld, CallQueued, CallResumed, LegEnded

WINDOW = 30 * 60_000
"""The service level looks back so far (ms)."""


@dataclass
class QueueDay:
    """Calls this queue was to serve today, by how that came out; `recent` is (time, in time?) of the last half hour."""

    answered: int = 0
    lost: int = 0
    in_time: int = 0
    recent: deque[tuple[int, bool]] = field(default_factory=deque)

    def close(self, at: int, answered: bool, in_time: bool) -> None:
        self.answered += answered
        self.lost += not answered
        self.in_time += in_time
        self.recent.append((at, in_time))

    def forget(self, before: int) -> bool:
        """Drop what is older than the window; True if anything was."""
        had = len(self.recent)
        while self.recent and self.recent[0][0] < before:
            self.recent.popleft()
        return len(self.recent) != had


@dataclass
class AgentDay:
    """An operator's day: talks, their time, hold and wrap-up in it (ms), missed calls; of queue calls those in time."""

    talks: int = 0
    talked: int = 0
    held: int = 0
    wrapped: int = 0
    missed: int = 0
    answered: int = 0
    in_time: int = 0

    def picture(self) -> dict[str, int]:
        return asdict(self)


class Day:
    """Figures since midnight of the centre's zone. A call counts once for each queue that was to serve it.

    A call is answered in a queue when an operator first talks to it there, and lost when it ends while still waiting
    for that; one that flows over to another queue counts there alone. A talk that broke off and came back is one talk.
    """

    def __init__(self, zone: str, now: int) -> None:
        self.zone = ZoneInfo(zone)
        self.start, self.end = bounds(self.zone, now)
        self.queues: dict[str, QueueDay] = {}
        self.agents: dict[str, AgentDay] = {}
        self.rules: dict[str, Queue] = {}
        self._open: dict[str, str] = {}
        self._served: dict[str, set[str]] = {}
        self._talks: dict[str, tuple[int, int]] = {}
        self._held: dict[str, int] = {}
        self._wraps: dict[str, int] = {}

    def queue(self, name: str) -> QueueDay:
        return self.queues.setdefault(name, QueueDay())

    def agent(self, name: str) -> AgentDay:
        return self.agents.setdefault(name, AgentDay())

    def together(self) -> AgentDay:
        """The day of all operators as of one."""
        days = self.agents.values()
        return AgentDay(*(sum(getattr(day, one.name) for day in days) for one in fields(AgentDay)))

    def turn_over(self, now: int) -> bool:
        """Begin a new day when it is one; calls still open are counted in the new one."""
        if now < self.end:
            return False
        self.start, self.end = bounds(self.zone, now)
        self.queues, self.agents = {}, {}
        return True

    def fold(self, said: object, at: int) -> None:
        """Count a fact said at a time; one from before the day only opens or closes what the day goes on with."""
        self.turn_over(at)
        match said:
            case CallQueued():
                if said.queue not in self._served.get(said.call, ()):
                    self._open[said.call] = said.queue
            case CallConnected():
                self._connected(said, at)
            case LegEnded():
                self._resumed(said.call, said.agent, at)
                self._leg_ended(said, at)
            case CallHeld():
                self._held[said.call] = at
            case CallResumed():
                self._resumed(said.call, said.agent, at)
            case AgentChanged():
                self._agent_changed(said, at)
            case CallEnded():
                self._served.pop(said.call, None)
                self._talks.pop(said.call, None)
                if queue := self._open.pop(said.call, ""):
                    self._close(queue, at, answered=False, in_time=False)

    def _connected(self, said: CallConnected, at: int) -> None:
        self._talks[said.call] = said.leg, at
        if self._open.get(said.call) == said.queue:
            del self._open[said.call]
            self._served.setdefault(said.call, set()).add(said.queue)
            limit = self.rules[said.queue].sl if said.queue in self.rules else Queue("", "").sl
            self._close(said.queue, at, answered=True, in_time=said.waited <= limit)
            if at >= self.start:
                self.agent(said.agent).answered += 1
                self.agent(said.agent).in_time += said.waited <= limit

    def _close(self, queue: str, at: int, answered: bool, in_time: bool) -> None:
        if at >= self.start:
            self.queue(queue).close(at, answered, in_time)

    def _resumed(self, call: str, agent: str, at: int) -> None:
        began = self._held.pop(call, at)
        if at >= self.start:
            self.agent(agent).held += at - max(began, self.start)

    def _agent_changed(self, said: AgentChanged, at: int) -> None:
        """Wrap-up that is only made longer goes on."""
        if said.mode == "wrapup":
            self._wraps.setdefault(said.agent, at)
        elif said.agent in self._wraps:
            began = self._wraps.pop(said.agent)
            if at >= self.start:
                self.agent(said.agent).wrapped += at - max(began, self.start)

    def _leg_ended(self, said: LegEnded, at: int) -> None:
        if said.outcome == "missed" and at >= self.start:
            self.agent(said.agent).missed += 1
        leg, began = self._talks.get(said.call, (0, 0))
        if leg != said.leg:
            return
        del self._talks[said.call]
        if at >= self.start:
            day = self.agent(said.agent)
            day.talks += said.outcome == "talked"
            day.talked += at - began

    def tick(self, now: int) -> list[str]:
        """Let old calls leave the half hour; the queues whose figures changed."""
        changed = list(self.queues) if self.turn_over(now) else []
        return changed + [name for name, day in self.queues.items() if day.forget(now - WINDOW)]


def bounds(zone: ZoneInfo, now: int) -> tuple[int, int]:
    """The day of `now`: its first millisecond and that of the next day."""
    midnight = datetime.fromtimestamp(now / 1000, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(midnight.timestamp() * 1000), int((midnight + timedelta(days=1)).timestamp() * 1000)
