"""Skills with levels, and how what is wanted gives way with the time waited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.core.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gudok.core.ranking.snapshot import Agent, Want


def level_wanted(want: Want, waited: int) -> int:
    """The level wanted after so long a wait (ms); 0 when the skill is wanted no more."""
    level = want.level
    for after, lower in sorted(want.relax):
        if waited >= after:
            level = lower
    return level


def missing(wants: Iterable[Want], agent: Agent, waited: int) -> Reason | None:
    """The first skill the operator has not, or not well enough."""
    for want in wants:
        wanted = level_wanted(want, waited)
        if agent.skills.get(want.skill, 0) < wanted:
            has = agent.skills.get(want.skill, 0)
            return Reason("skill_missing", {"skill": want.skill, "wanted": wanted, "has": has})
    return None


def levels(wants: Iterable[Want], agent: Agent) -> tuple[int, ...]:
    """Her level of each skill wanted, in the order of the wants."""
    return tuple(agent.skills.get(want.skill, 0) for want in wants)
