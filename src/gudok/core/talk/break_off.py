"""When the telephone of an operator with a second line breaks off, or she hangs it up: nobody is left in silence."""

from __future__ import annotations

from gudok.core.calls.handle import stop
from gudok.core.move import Move
from gudok.core.state import Aside, Call, InTalk
from gudok.core.talk.comeback import broken_off
from gudok.core.talk.complete import go
from gudok.core.talk.consulted import let_go
from gudok.core.talk.end import operator_hung_up
from gudok.core.talk.lines import hears
from gudok.core.words import Reason


def hung_up(move: Move, call: Call, mode: InTalk | Aside, why: Reason) -> None:
    """She put the telephone down: with a second line that completes the transfer, as on any telephone."""
    if isinstance(mode, Aside):
        stop(move, call, mode.end, why)
    elif call.consult is not None:
        go(move, call, mode, call.consult, why, drop=False)
    else:
        operator_hung_up(move, call, mode, why)


def broke_off(
    move: Move, call: Call, mode: InTalk | Aside, why: Reason, drop: bool = False, ring: bool = False
) -> None:
    """In a conference the others talk on; else the question is over and the customer waits for her in music."""
    if isinstance(mode, Aside):
        stop(move, call, mode.end, why)
    elif call.consult is not None and hears(call) == "all":
        go(move, call, mode, call.consult, why, drop, "torn")
    else:
        broken_off(move, let_go(move, call, why), mode, why, drop, ring)
