"""Topics and events of the streams: what is told to whom, as bytes of the event-stream format.

A topic is `system`, `wall`, `queue:<id>` or `me:<operator>`; `~` behind it means that customers' numbers are masked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from gudok.web.live import pictures

if TYPE_CHECKING:
    from gudok.web.live.replica import Replica, Touched

MASKED = "~"


def desk_topics(replica: Replica, operator: str, masked: bool) -> tuple[str, ...]:
    """What an operator is told: the system, the pressure of the own queues, the own state and call."""
    queues = tuple(f"queue:{queue}" for queue in replica.state.served(operator))
    return ("system", *queues, f"me:{operator}{MASKED if masked else ''}")


def wall_topics(masked: bool) -> tuple[str, ...]:
    """What a supervisor is told: everything that lives."""
    return ("system", f"wall{MASKED if masked else ''}")


def event(kind: str, data: dict[str, Any]) -> bytes:
    return b"event: %s\ndata: %s\n\n" % (kind.encode(), msgspec.json.encode(data))


def joined(topics: tuple[str, ...], events: dict[str, bytes], n: int) -> bytes:
    """A batch's events for some topics as one piece. The turn's number stands on its last event alone: a stream cut
    in between resumes before the whole batch, and hearing an event twice is harmless."""
    mine = b"".join(events[topic] for topic in topics if topic in events)
    cut = mine.rfind(b"event: ")
    return mine[:cut] + b"id: %d\n" % n + mine[cut:] if mine else b""


def changes(replica: Replica, touched: Touched, rows: dict[str, bytes], system: dict[str, Any]) -> dict[str, bytes]:
    """The events a few turns bring, by topic; `rows` remembers what was last said of each row, to say only news."""
    events: dict[str, bytes] = {}
    if touched.system:
        events["system"] = event("system", system)
    queues = [queue for queue in touched.queues if queue in replica.state.queues]
    for queue in queues:
        _news(events, f"queue:{queue}", rows, f"p:{queue}", event("queue", pictures.pressure(replica, queue)))
    for masked in (False, True):
        mark = MASKED if masked else ""
        for agent in touched.agents:
            _news(
                events, f"me:{agent}{mark}", rows, f"m:{agent}{mark}", event("me", pictures.me(replica, agent, masked))
            )
        _wall(events, f"wall{mark}", replica, touched, rows, queues, masked)
    return events


def _wall(
    events: dict[str, bytes],
    topic: str,
    replica: Replica,
    touched: Touched,
    rows: dict[str, bytes],
    queues: list[str],
    masked: bool,
) -> None:
    for queue in queues:
        _news(events, topic, rows, f"q:{queue}:{topic}", event("queue", pictures.queue_row(replica, queue)))
    for agent in touched.agents:
        row = pictures.agent_row(replica, agent, masked) or {"id": agent, "gone": True}
        _news(events, topic, rows, f"a:{agent}:{topic}", event("agent", row))
    for call in touched.calls:
        live = pictures.call_row(replica, call, masked)
        events[topic] = events.get(topic, b"") + event("call", live or {"id": call, "gone": True})


def _news(events: dict[str, bytes], topic: str, rows: dict[str, bytes], key: str, said: bytes) -> None:
    if rows.get(key) != said:
        rows[key] = said
        events[topic] = events.get(topic, b"") + said


def picture(replica: Replica, topics: tuple[str, ...], system: dict[str, Any], now: int) -> bytes:
    """Everything about some topics as one event, with the turn it stands after."""
    whole: dict[str, Any] = {"now": now, "n": replica.n, "zone": replica.day.zone.key, "system": system}
    for topic in topics:
        name, masked = topic.removesuffix(MASKED), topic.endswith(MASKED)
        kind, _, of = name.partition(":")
        if kind == "me":
            whole["me"] = pictures.me(replica, of, masked)
        elif kind == "queue" and of in replica.state.queues:
            whole.setdefault("queues", {})[of] = pictures.pressure(replica, of)
        elif kind == "wall":
            whole |= _whole_wall(replica, masked)
    return b"id: %d\n" % replica.n + event("picture", whole)


def _whole_wall(replica: Replica, masked: bool) -> dict[str, Any]:
    state = replica.state
    agents = {agent: pictures.agent_row(replica, agent, masked) for agent in state.agents}
    return {
        "queues": {queue: pictures.queue_row(replica, queue) for queue in state.queues},
        "agents": {agent: row for agent, row in agents.items() if row},
        "calls": {call: pictures.call_row(replica, call, masked) for call in state.calls},
    }


def figures(replica: Replica, topics: tuple[str, ...], system: dict[str, Any]) -> bytes:
    """What changes by time alone and so has no turn to resume from: the health, and the walls' half hours."""
    said = [event("system", system)]
    if any(topic.startswith("wall") for topic in topics):
        said += [event("queue", pictures.queue_row(replica, queue)) for queue in replica.state.queues]
    return b"".join(said)
