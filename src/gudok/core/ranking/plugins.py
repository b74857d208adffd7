"""Functions of the house's own: which this process has, and what they are shown.

Like the code itself they are there before the first input comes, and stay. Settings name the version they were made
with: a function of another version could decide otherwise, so it is not asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, structs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gudok.core.ranking.snapshot import Agent, Call, Queue
    from gudok.core.ranking.view import Member, View


@dataclass(frozen=True)
class Plugin:
    """A function, and the version of the package that it came with."""

    function: Callable[..., Any]
    version: str = ""

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self.function(*given, **named)


class Sight(NamedTuple):
    """The centre at one moment as such a function sees it: nothing in it can be changed.

    All by id; by queue `ready` (pairs of an operator and her membership) and `waiting`.
    """

    now: int
    agents: Mapping[str, Agent]
    calls: Mapping[str, Call]
    queues: Mapping[str, Queue]
    ready: Mapping[str, tuple[Member, ...]]
    waiting: Mapping[str, tuple[Call, ...]]


_here: dict[str, Plugin] = {}


def install(plugins: Mapping[str, Plugin]) -> None:
    """These are the functions of this process."""
    _here.clear()
    _here.update(plugins)


def versions() -> dict[str, str]:
    """The functions of this process with their versions."""
    return {name: plugin.version for name, plugin in sorted(_here.items())}


def agreed(named: Iterable[tuple[str, str]]) -> dict[str, Plugin]:
    """Those of this process that settings name, in the version they name."""
    return {name: _here[name] for name, version in named if name in _here and _here[name].version == version}


def sight_of(view: View) -> Sight:
    """The view as functions see it; made once."""
    if view.sight is None:
        agents = {name: frozen(agent) for name, agent in view.agents.items()}
        calls = {name: frozen(call) for name, call in view.calls.items()}
        ready = {
            queue: tuple((agents[agent.id], agents[agent.id].queues[queue]) for agent, _ in members)
            for queue, members in view.ready.items()
        }
        waiting = {queue: tuple(calls[call.id] for call in line) for queue, line in view.waiting.items()}
        parts = (agents, calls, {name: frozen(queue) for name, queue in view.queues.items()}, ready, waiting)
        view.sight = Sight(view.now, *(MappingProxyType(part) for part in parts))
    found: Sight = view.sight
    return found


def frozen(value: Any) -> Any:
    """The same with mappings that cannot be changed."""
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(one) for key, one in value.items()})
    if isinstance(value, Struct):
        mappings = {
            name: frozen(one) for name in value.__struct_fields__ if isinstance(one := getattr(value, name), dict)
        }
        return structs.replace(value, **mappings) if mappings else value
    return value
