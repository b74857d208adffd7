"""Supervision as we believe it against what Asterisk holds."""

from __future__ import annotations

from gudok.core.state import State, Supervising
from gudok.core.supervise.settle import talk_leg
from gudok.core.words import AnyInput, LegGone, LegUp, StrayFound
from gudok.core.words.supervise import Adrift
from gudok.engine.ports import FoundSnoop, Survey


def supervising_legs(state: State) -> dict[tuple[str, int], Supervising]:
    """The supervisors' legs, by call and leg."""
    modes = (agent.mode for agent in state.agents.values() if isinstance(agent.mode, Supervising))
    return {(mode.call, mode.leg): mode for mode in modes}


def supervision(state: State, survey: Survey) -> list[AnyInput]:
    """Legs that are gone or came up unheard, those in the wrong place, and snoops nobody listens through."""
    found = {(leg.call, leg.leg): leg.up for leg in survey.legs}
    known = supervising_legs(state)
    out: list[AnyInput] = []
    for (call, leg), mode in known.items():
        up = found.get((call, leg))
        if up is None:
            out.append(LegGone(0, call, leg, 0, "lost"))
        elif up and not mode.up:
            out.append(LegUp(0, call, leg))
        elif up and adrift(state, survey, mode):
            out.append(Adrift(0, call, leg))
    for snoop in survey.snoops:
        mode_of = known.get((snoop.call, snoop.leg))
        if mode_of is None or mode_of.how != snoop.how:
            out.append(StrayFound(0, snoop.channel))
    return out


def adrift(state: State, survey: Survey, mode: Supervising) -> bool:
    """Whether the leg is not where it hears what it should: beside its snoop, or in the talk."""
    where = survey.bridges.get(leg_channel(mode.call, mode.leg))
    if where is None:
        return True
    if mode.how == "barge":
        return survey.bridges.get(leg_channel(mode.call, talk_leg(state, mode.call))) != where
    return not any(stands(survey, snoop, mode, where) for snoop in survey.snoops)


def stands(survey: Survey, snoop: FoundSnoop, mode: Supervising, where: str) -> bool:
    """Whether a snoop is this supervisor's and stands with her."""
    mine = (snoop.call, snoop.leg, snoop.how) == (mode.call, mode.leg, mode.how)
    return mine and survey.bridges.get(snoop.channel) == where


def leg_channel(call: str, leg: int) -> str:
    """The channel id of a leg: fixed length, so that no id is another's beginning."""
    return f"{call}-{leg:04d}"
