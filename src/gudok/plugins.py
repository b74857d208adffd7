"""Routing functions of the house's own, by their entry points: see docs/routing-plugins.md."""

from __future__ import annotations

import logging
from functools import partial
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from gudok.core.ranking.plugins import Plugin, install

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from importlib.metadata import EntryPoint

GROUP = "gudok.routing"
log = logging.getLogger(__name__)


def installed() -> dict[str, Plugin]:
    """All functions of the group by name; what cannot be imported fails here, with its own error."""
    return {name: load() for name, load in found()}


def load() -> None:
    """Make the functions known to the core in this process. One that cannot be imported is left out, and said."""
    plugins = {}
    for name, get in found():
        try:
            plugins[name] = get()
        except Exception:  # It is not our code: whatever it raises, the process goes on.
            log.exception("routing function %s cannot be loaded", name)
    install(plugins)


def found() -> Iterator[tuple[str, Callable[[], Plugin]]]:
    """The names, and how each is loaded."""
    for point in entry_points(group=GROUP):
        yield point.name, partial(loaded, point)


def loaded(point: EntryPoint) -> Plugin:
    """A function with the version of its package."""
    return Plugin(point.load(), point.dist.version if point.dist else "")
