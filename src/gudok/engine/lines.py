"""A call's channels against what Asterisk holds: every leg, and who stands in which bridge with whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gudok.core.state import Aside, Call, InTalk, Outside, legs
from gudok.core.words import AnyInput, LegGone, LegUp, Misplaced
from gudok.engine.ports import Survey
from gudok.engine.watching import leg_channel


def of_call(call: Call, found: Mapping[tuple[str, int], bool], survey: Survey) -> Iterator[AnyInput]:
    """What differs in a call whose customer is there, or rightly gone. A leg that differs is told before any place."""
    told = False
    for leg, answered in legs(call).items():
        up = found.get((call.id, leg))
        if up is None:
            told = True
            yield LegGone(0, call.id, leg, 0, "lost")
        elif up and not answered:
            told = True
            yield LegUp(0, call.id, leg)
    if not told and misplaced(call, survey):
        yield Misplaced(0, call.id)


def misplaced(call: Call, survey: Survey) -> bool:
    """Whether the customer or the consulted is not where the call's mode wants them."""
    mode, at = call.mode, survey.bridges.get
    caller = at(call.channel)
    if isinstance(mode, Aside):
        there = call.channel in {*(one.channel for one in survey.callers), *(one.channel for one in survey.dialled)}
        return there or second_line_misplaced(call, mode, survey)
    if isinstance(mode, Outside) and mode.since:
        return caller is None or at(leg_channel(call.id, mode.leg)) != caller
    if not isinstance(mode, InTalk):
        return caller is not None
    wrong = caller is not None if mode.held else caller is None or at(leg_channel(call.id, mode.leg)) != caller
    return wrong or second_line_misplaced(call, mode, survey)


def second_line_misplaced(call: Call, mode: InTalk | Aside, survey: Survey) -> bool:
    """Whether the consulted, if somebody has answered there, is not with the operator, or not in music."""
    consult = call.consult
    if consult is None or consult.stage != "talking":
        return False
    bridge = survey.bridges.get(leg_channel(call.id, consult.leg))
    if consult.held:
        return bridge is not None
    return bridge is None or survey.bridges.get(leg_channel(call.id, mode.leg)) != bridge
