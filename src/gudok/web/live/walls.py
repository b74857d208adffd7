"""What a wall is told: everything that lives, or what a supervisor's own teams and queues have of it.

A wall's topic is `wall`, or for a scope `wall[<queues>|<operators>]` with the core's ids; `~` behind it masks numbers.
Walls of the same scope share one topic, so that each change is put into bytes once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from gudok.core.state import whose
from gudok.web.accounts.scope import Scope
from gudok.web.live import pictures

if TYPE_CHECKING:
    from gudok.web.live.replica import Replica, Touched

MASKED = "~"
WHOLE = ("wall", f"wall{MASKED}")


def wall_topic(masked: bool, scope: Scope | None = None) -> str:
    ids = "" if scope is None else f"[{','.join(sorted(scope.queues))}|{','.join(sorted(scope.operators))}]"
    return f"wall{ids}{MASKED if masked else ''}"


class Wall:
    """One topic's sight of the centre."""

    def __init__(self, topic: str, replica: Replica) -> None:
        self.topic, self.replica, self.masked = topic, replica, topic.endswith(MASKED)
        ids = topic.removesuffix(MASKED).removeprefix("wall")
        self.scope = (
            Scope(*(frozenset(filter(None, part.split(","))) for part in ids[1:-1].split("|"))) if ids else None
        )

    def whole(self) -> dict[str, Any]:
        """The picture a wall starts from."""
        state = self.replica.state
        agents = {agent: self.agent(agent) for agent in state.agents}
        calls = {call: self.call(call) for call in state.calls}
        return {
            "queues": {
                queue: pictures.queue_row(self.replica, queue) for queue in state.queues if self.has_queue(queue)
            },
            "agents": {agent: row for agent, row in agents.items() if row},
            "calls": {call: row for call, row in calls.items() if row},
        }

    def changes(self, touched: Touched, queues: list[str], rows: dict[str, bytes]) -> bytes:
        """The news of a few turns as events; `rows` remembers what was last said of each row.

        What is not to be seen here, or not any longer, is «gone»: a call may leave the scope with its queue.
        """
        said = [
            self._news(rows, f"q:{queue}", "queue", pictures.queue_row(self.replica, queue))
            for queue in queues
            if self.has_queue(queue)
        ]
        said += [
            self._news(rows, f"a:{agent}", "agent", self.agent(agent) or {"id": agent, "gone": True})
            for agent in touched.agents
        ]
        for call in touched.calls:
            said.append(self._news(rows, f"c:{call}", "call", self.call(call) or {"id": call, "gone": True}))
            if call not in self.replica.state.calls:
                rows.pop(f"c:{call}:{self.topic}", None)
        return b"".join(said)

    def figures(self) -> bytes:
        """The rows that change by time alone."""
        queues = [queue for queue in self.replica.state.queues if self.has_queue(queue)]
        return b"".join(event("queue", pictures.queue_row(self.replica, queue)) for queue in queues)

    def has_queue(self, queue: str) -> bool:
        return self.scope is None or queue in self.scope.queues

    def agent(self, agent_id: str) -> dict[str, Any] | None:
        """An operator of the own teams, or one who serves an own queue; a stranger's call is not told."""
        row = pictures.agent_row(self.replica, agent_id, self.masked)
        if row is None or self.scope is None or agent_id in self.scope.operators:
            return row
        if self.scope.queues.isdisjoint(self.replica.state.served(agent_id)):
            return None
        call = getattr(self.replica.state.agents[agent_id].mode, "call", "")
        return row if self._has_call(call) else row | {"call": None, "queue": ""}

    def call(self, call_id: str) -> dict[str, Any] | None:
        return pictures.call_row(self.replica, call_id, self.masked) if self._has_call(call_id) else None

    def _has_call(self, call_id: str) -> bool:
        call = self.replica.state.calls.get(call_id)
        if self.scope is None or call is None:
            return call is not None
        queue = getattr(call.mode, "queue", "")
        return queue in self.scope.queues or not self.scope.operators.isdisjoint(whose(call.mode))

    def _news(self, rows: dict[str, bytes], key: str, kind: str, row: dict[str, Any]) -> bytes:
        key, said = f"{key}:{self.topic}", event(kind, row)
        if rows.get(key) == said:
            return b""
        rows[key] = said
        return said


def event(kind: str, data: dict[str, Any]) -> bytes:
    """One event of the stream's format."""
    return b"event: %s\ndata: %s\n\n" % (kind.encode(), msgspec.json.encode(data))
