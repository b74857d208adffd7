"""Who hears whom while an operator has two lines: the customer's and the consulted's."""

from __future__ import annotations

from typing import Literal

from gudok.core.move import Move
from gudok.core.state import Aside, Call, Consult, InTalk, replace
from gudok.core.words import (
    CallHeld,
    CallResumed,
    Connect,
    ConnectLegs,
    EndTone,
    LinesChanged,
    ParkCaller,
    ParkLeg,
    PlayTone,
    Reason,
)


def talks_with(call: Call) -> Consult | None:
    """The second line of a call, if somebody has answered there."""
    consult = call.consult
    return consult if consult is not None and consult.stage == "talking" else None


def hears(call: Call) -> Literal["customer", "consulted", "all", "nobody"]:
    """Whom the operator hears: `customer`, `consulted`, `all` or `nobody`."""
    consult = talks_with(call)
    consulted = consult is not None and not consult.held
    customer = isinstance(call.mode, InTalk) and not call.mode.held
    if consulted:
        return "all" if customer else "consulted"
    return "customer" if customer else "nobody"


def hold_customer(move: Move, call: Call, why: Reason) -> Call:
    """The customer goes on hold, if he is not."""
    mode = call.mode
    if not isinstance(mode, InTalk) or mode.held:
        return call
    call = move.to(call, replace(mode, held=move.at))
    move.say(CallHeld(why, call.id, mode.agent))
    move.say(ParkCaller(why, call.id, call.channel))
    return tone(move, call, why)


def take_customer(move: Move, call: Call, why: Reason) -> Call:
    """The customer comes back from hold, if he is on hold."""
    mode = call.mode
    if not isinstance(mode, InTalk) or not mode.held:
        return call
    call = quiet(move, move.to(call, replace(mode, held=0)), why)
    move.say(CallResumed(why, call.id, mode.agent))
    move.say(Connect(why, call.id, call.channel, mode.leg, mode.agent))
    return call


def tone(move: Move, call: Call, why: Reason) -> Call:
    """An operator who is alone while the one she asks is being called hears that it rings."""
    mode, consult = call.mode, call.consult
    waits = isinstance(mode, InTalk) and mode.held and consult is not None and consult.stage != "talking"
    if not waits or call.tone or not isinstance(mode, InTalk):
        return call
    move.say(PlayTone(why, call.id, mode.leg))
    return move.put_call(replace(call, tone=True))


def quiet(move: Move, call: Call, why: Reason) -> Call:
    """End that tone, if there is one: before anybody is brought to her, who would have to wait for its end."""
    if not call.tone:
        return call
    move.say(EndTone(why, call.id, getattr(call.mode, "leg", 0)))
    return move.put_call(replace(call, tone=False))


def hold_consulted(move: Move, call: Call, why: Reason) -> Call:
    """The consulted goes on hold, if there is one who talks."""
    consult = talks_with(call)
    if consult is None or consult.held:
        return call
    call = move.put_call(replace(call, consult=replace(consult, held=move.at)))
    move.say(ParkLeg(why, call.id, consult.leg))
    return call


def take_consulted(move: Move, call: Call, why: Reason) -> Call:
    """The consulted comes back from hold, if there is one on hold."""
    consult, mode = talks_with(call), call.mode
    if consult is None or not consult.held or not isinstance(mode, InTalk | Aside):
        return call
    call = move.put_call(replace(call, consult=replace(consult, held=0)))
    move.say(ConnectLegs(why, call.id, mode.agent, mode.leg, consult.leg))
    return call


def say_lines(move: Move, call: Call, why: Reason) -> None:
    """Tell who hears whom now; where only the customer's line is left, its own facts have told it."""
    mode, consult = call.mode, call.consult
    if isinstance(mode, InTalk | Aside) and consult is not None:
        move.say(LinesChanged(why, call.id, mode.agent, mode.leg, consult.leg, hears(call)))


def to_customer(move: Move, call: Call, why: Reason) -> Call:
    """The operator speaks with the customer, the consulted hears music."""
    return take_customer(move, hold_consulted(move, call, why), why)


def to_consulted(move: Move, call: Call, why: Reason) -> Call:
    """The operator speaks with the consulted, the customer hears music."""
    return take_consulted(move, hold_customer(move, call, why), why)
