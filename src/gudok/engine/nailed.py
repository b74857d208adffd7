"""Lines of the shift as we believe them against what Asterisk holds."""

from __future__ import annotations

from gudok.core.state import State
from gudok.core.words import AnyInput, NailedGone, NailedUp, StrayFound
from gudok.engine.ports import Survey


def nailed(state: State, survey: Survey) -> list[AnyInput]:
    """Lines that are gone, those that were taken unheard, and those that nobody wants any more."""
    found = {(line.agent, line.line): line.up for line in survey.nailed}
    out: list[AnyInput] = []
    known: set[tuple[str, int]] = set()
    for agent in state.agents.values():
        if agent.nailed is None:
            continue
        line = (agent.id, agent.nailed.n)
        known.add(line)
        if line not in found:
            out.append(NailedGone(0, *line, 0, "lost"))
        elif found[line] and not agent.nailed.up:
            out.append(NailedUp(0, *line))
    out.extend(StrayFound(0, line.channel) for line in survey.nailed if (line.agent, line.line) not in known)
    return out
