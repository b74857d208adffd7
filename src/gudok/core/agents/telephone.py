"""The operator's own choice between the browser and the telephone on her desk."""

from __future__ import annotations

from gudok.core.agents.handle import came_back, known, refuse, went_away
from gudok.core.move import Move
from gudok.core.state import Agent, Dialling, Ringing, Supervising, replace
from gudok.core.words import Reason, TelephoneAsked, TelephoneChosen


def choose(move: Move, ask: TelephoneAsked) -> None:
    """From the next call on; the one in hand stays where it is."""
    agent = known(move, ask)
    if agent is None or ask.desk == agent.desk:
        return
    if not move.state.operators[agent.id].desk:
        refuse(move, ask, "one_telephone")
    elif agent.nailed is not None:
        refuse(move, ask, "line_stands")
    elif rings(agent):
        refuse(move, ask, "rings_now")
    elif ask.desk and not agent.spare:
        refuse(move, ask, "desk_telephone_away")
    else:
        swap(move, agent, Reason("asked_telephone", {"by": ask.by}))


def rings(agent: Agent) -> bool:
    """Whether a telephone of hers is being rung at this moment."""
    return isinstance(agent.mode, Ringing | Dialling) or (isinstance(agent.mode, Supervising) and not agent.mode.up)


def swap(move: Move, agent: Agent, why: Reason) -> None:
    """The other telephone is the one that rings."""
    up, then = agent.reachable, agent.spare
    move.say(TelephoneChosen(why, agent.id, not agent.desk))
    agent = move.put_agent(replace(agent, desk=not agent.desk, spare=up))
    if up == then:
        return
    agent = move.agent_reachable(agent, then, why)
    if then:
        came_back(move, agent)
    else:
        went_away(move, agent, why)


def take_away(move: Move, why: Reason) -> None:
    """New settings give some operators no desk telephone any more."""
    for agent in list(move.state.agents.values()):
        operator = move.state.operators.get(agent.id)
        if agent.desk and operator is not None and not operator.desk:
            swap(move, agent, why)
