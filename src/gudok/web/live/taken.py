"""Calls that ring at several desks: where one has stopped ringing because a colleague has it, her name is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.core.words import AgentChanged, LegEnded

if TYPE_CHECKING:
    from gudok.web.live.replica import Replica

Picture = dict[str, Any]
ANOTHER = "answered_by_another"


class Taken:
    """By operator who is ready again: the call that rang at her, who has it, and since when."""

    def __init__(self) -> None:
        self.by: dict[str, tuple[str, str, int]] = {}

    def fold(self, said: object, at: int) -> None:
        if isinstance(said, LegEnded) and said.why.code == ANOTHER:
            self.by[said.agent] = (said.call, str(said.why.numbers.get("agent", "")), at)
        elif isinstance(said, AgentChanged) and said.why.code != ANOTHER:
            self.by.pop(said.agent, None)


def of_me(replica: Replica, agent_id: str) -> Picture:
    """What her desk tells besides: who has the call that rang here too."""
    found = replica.taken.by.get(agent_id)
    if found is None:
        return {"taken": None}
    call, agent, at = found
    known = replica.state.operators.get(agent)
    return {"taken": {"call": call, "name": known.name if known else agent, "at": at}}
