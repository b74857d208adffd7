"""Topics and events of the streams: what is told to whom, as bytes of the event-stream format.

A topic is `system`, `team`, `queue:<id>`, `me:<operator>`, `picks:<operator>` or a wall's (see walls.py); `~` behind
it means that customers' numbers are masked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.web.live import pictures
from gudok.web.live.picks import KIND, Picks, topic_of
from gudok.web.live.team import rules, team
from gudok.web.live.walls import MASKED, WHOLE, Wall, event, wall_topic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gudok.web.accounts.scope import Scope
    from gudok.web.live.replica import Replica, Touched


def desk_topics(replica: Replica, operator: str, masked: bool) -> tuple[str, ...]:
    """What an operator is told: the system, the team's day, the pressure of the own queues, the own state and call.

    And, in queues whose calls are picked, which of them she may.
    """
    queues = tuple(f"queue:{queue}" for queue in replica.state.served(operator))
    mine = f"me:{operator}{MASKED if masked else ''}"
    return ("system", "team", *queues, mine, *topic_of(replica, operator, masked))


def wall_topics(masked: bool, scope: Scope | None = None) -> tuple[str, ...]:
    """What a supervisor is told: everything that lives, or what a scope has of it."""
    return ("system", wall_topic(masked, scope))


def joined(topics: tuple[str, ...], events: dict[str, bytes], n: int) -> bytes:
    """A batch's events for some topics as one piece. The turn's number stands on its last event alone: a stream cut
    in between resumes before the whole batch, and hearing an event twice is harmless."""
    mine = b"".join(events[topic] for topic in topics if topic in events)
    cut = mine.rfind(b"event: ")
    return mine[:cut] + b"id: %d\n" % n + mine[cut:] if mine else b""


def changes(
    replica: Replica, touched: Touched, rows: dict[str, bytes], system: dict[str, Any], scoped: Iterable[str] = (),
    listened: Iterable[str] = (), now: int = 0,
) -> dict[str, bytes]:  # fmt: skip
    """The events a few turns bring, by topic; `rows` remembers what was last said of each row, to say only news.

    `scoped` are the topics of the walls that see a part of the centre, `listened` all that somebody hears.
    """
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
    for topic, list_ in Picks(replica, now).events(listened, queues):
        _news(events, topic, rows, topic, list_)
    for topic in (*WHOLE, *scoped):
        if said := Wall(topic, replica).changes(touched, queues, rows):
            events[topic] = said
    return events


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
        elif kind == "picks":
            whole["picks"] = Picks(replica, now).picture(topic)
        elif kind == "team":
            whole |= {"team": team(replica), "rules": rules(replica)}
        elif kind == "queue" and of in replica.state.queues:
            whole.setdefault("queues", {})[of] = pictures.pressure(replica, of)
        elif name.startswith("wall"):
            whole |= Wall(topic, replica).whole()
    return b"id: %d\n" % replica.n + event("picture", whole)


def figures(replica: Replica, topics: tuple[str, ...], system: dict[str, Any], now: int) -> bytes:
    """What changes by time alone and so has no turn to resume from: the health, the lists, the walls' half hours."""
    lists = [Picks(replica, now).event(topic) for topic in topics if topic.startswith(KIND)]
    walls = [Wall(topic, replica).figures() for topic in topics if topic.startswith("wall")]
    together = [event("team", team(replica))] if "team" in topics else []
    return b"".join([event("system", system), *together, *lists, *walls])
