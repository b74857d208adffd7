"""Calls that operators dial, as they are believed to stand against what Asterisk holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gudok.core.state import Call, Placed, State
from gudok.core.words import AnyInput, CallerGone, CustomerRings, CustomerUp, LegGone, LegUp, StrayFound
from gudok.engine.ports import Survey
from gudok.engine.watching import leg_channel


def placing(
    call: Call, mode: Placed, up: bool | None, dialled: Mapping[str, str], survey: Survey
) -> Iterator[AnyInput]:
    """What must be told to the core about a call that is being placed.

    `up`: whether the operator's leg has answered, None if there is none; `dialled`: states of numbers by channel.
    """
    state, her_leg = dialled.get(call.channel), leg_channel(call.id, mode.leg)
    if up is None:
        yield LegGone(0, call.id, mode.leg, 0, "lost")
    elif not mode.dialled_at and up:
        yield LegUp(0, call.id, mode.leg)
    elif not mode.dialled_at:
        return
    elif state is None or (state != "up" and survey.bridges.get(call.channel, "") != survey.bridges.get(her_leg)):
        # Missing, or made and then nobody was there to bridge and to dial it.
        yield CallerGone(0, call.id, 0, lost=True)
    elif state == "up":
        yield CustomerUp(0, call.id)
    elif state == "rings" and not mode.rings:
        yield CustomerRings(0, call.id)


def forgotten(state: State, survey: Survey) -> list[AnyInput]:
    """Dialled numbers that no call waits for."""
    wanted = {call.channel for call in state.calls.values()}
    return [StrayFound(0, found.channel) for found in survey.dialled if found.channel not in wanted]
