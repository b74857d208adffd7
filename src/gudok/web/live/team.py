"""What all desks are told alike: the rules of breaks and results, the team's figures, who is on which break."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gudok.web.live.replica import Replica

Picture = dict[str, Any]


def rules(replica: Replica) -> Picture:
    """What changes with the settings alone: limits of breaks, and by queue the results to choose from."""
    state = replica.state
    results = {result.id: result for result in state.settings.results}
    return {
        "breaks": {
            rule.id: {"once": rule.once, "daily": rule.daily, "most": rule.most, "scope": rule.scope, "full": rule.full}
            for rule in state.settings.breaks
        },
        "results": {
            queue.id: {
                "needed": queue.result_needed,
                "unfinished": queue.unfinished,
                "list": [
                    {
                        "id": one,
                        "name": results[one].name,
                        "group": results[one].group,
                        "callback": results[one].callback,
                        "opens": results[one].opens,
                        "article": results[one].article,
                    }
                    for one in queue.results
                    if one in results
                ],
            }
            for queue in state.settings.queues
            if queue.results
        },
    }


def team(replica: Replica) -> Picture:
    """The day's figures of everybody together, and how many are on each break: in all and by queue."""
    return {"today": replica.day.together().picture(), "resting": _resting(replica)}


def _resting(replica: Replica) -> dict[str, Picture]:
    state, found = replica.state, {}
    for rule in state.settings.breaks:
        if not rule.most:
            continue
        agents = state.resting.get(rule.id, {})
        queues: dict[str, int] = {}
        for agent in agents:
            for queue in state.served(agent):
                queues[queue] = queues.get(queue, 0) + 1
        found[rule.id] = {"all": len(agents), "queues": queues}
    return found
