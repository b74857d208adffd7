"""Which queues of the settings do not go the usual way, and the day that is counted for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from gudok.core.people import Agent, Away
from gudok.core.ranking.catalogue import USUAL_AGENTS, USUAL_CALLS, LiveAgentRule, LiveCallRule
from gudok.core.ranking.day import Day, Spell
from gudok.core.ranking.modes.asterisk import AsAsterisk
from gudok.core.stands import tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gudok.core.settings import Settings

Rules = tuple[LiveAgentRule, LiveCallRule]
"""A queue's algorithms: of its operators, and of its calls."""


def ranked_queues(settings: Settings) -> dict[str, Rules]:
    """The queues with a choice of their own, or where some operator stands unlike the others."""
    special = {own.queue for operator in settings.operators for own in operator.memberships if not own.usual}
    return {
        queue.id: (one_at_a_time(queue.algorithm or USUAL_AGENTS), queue.order or USUAL_CALLS)
        for queue in settings.queues
        if not queue.usual or queue.id in special
    }


def one_at_a_time(rule: LiveAgentRule) -> LiveAgentRule:
    """The algorithm as the live centre can follow it: nobody is rung in a talk."""
    return structs.replace(rule, ringinuse=False) if isinstance(rule, AsAsterisk) else rule


def day_for(day: Day | None, ranked: dict[str, Rules], zone: str, agents: Iterable[Agent]) -> Day | None:
    """The day that is counted from now on: the same, a new one, or none where all queues go the usual way."""
    if not ranked:
        return None
    if day is not None and day.zone.key == zone:
        return day
    day = Day(zone)
    for agent in agents:
        day.spells[agent.id] = Spell(tag(agent.mode), agent.since)
        if not isinstance(agent.mode, Away):
            day.signed[agent.id] = agent.since
    return day
