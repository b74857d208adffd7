"""The one function that decides: `step(state, input) -> outputs`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gudok.core.agents import handle as agents
from gudok.core.calls import handle as calls
from gudok.core.calls import part
from gudok.core.centre import handle as centre
from gudok.core.move import Move
from gudok.core.queues import handle as queues
from gudok.core.routing import handle as routing
from gudok.core.state import State
from gudok.core.talk import comeback
from gudok.core.talk import handle as talk
from gudok.core.words import (
    AnyInput,
    AnyOutput,
    CallArrived,
    CallerGone,
    Configured,
    EndCallAsked,
    HangUpAsked,
    HoldAsked,
    LeaveAsked,
    LegGone,
    LegUp,
    Misplaced,
    MoreWrapUpAsked,
    PauseAsked,
    PromptDone,
    Reachable,
    ReadyAsked,
    Reason,
    ResumeAsked,
    ReturnAsked,
    Started,
    StrayFound,
    TelephonyDown,
    TelephonyUp,
    TimerSpent,
    TransferAsked,
    Woke,
)

HANDLERS: dict[type[AnyInput], Callable[[Move, Any], None]] = {
    Started: centre.started,
    Configured: centre.configured,
    TelephonyDown: centre.telephony_down,
    TelephonyUp: centre.telephony_up,
    StrayFound: centre.stray,
    CallArrived: calls.arrived,
    CallerGone: calls.caller_gone,
    EndCallAsked: calls.end_asked,
    PromptDone: calls.prompt_done,
    LegUp: routing.leg_up,
    LegGone: routing.leg_gone,
    Reachable: agents.reachable,
    ReadyAsked: agents.ready,
    PauseAsked: agents.pause,
    LeaveAsked: agents.leave,
    MoreWrapUpAsked: agents.more_wrapup,
    HangUpAsked: talk.hang_up,
    HoldAsked: talk.hold,
    ResumeAsked: talk.resume,
    TransferAsked: talk.transfer,
    ReturnAsked: talk.returned,
    Misplaced: talk.misplaced,
}

TIMERS: dict[str, Callable[[Move, str], None]] = {
    "ring": routing.rang_out,
    "wait": queues.longest_wait,
    "say": queues.announce,
    "wrap": agents.wrapup_over,
    "gone": agents.gone_too_long,
    "return": comeback.never_came,
    "part": part.leave,
}


NEED_LINK = ("ring", "wait", "gone", "return")
"""Timers that judge people by what we hear of them: while there is no link to hear by, they wait."""
LINK_WAIT = 5_000


def step(state: State, came: AnyInput) -> tuple[AnyOutput, ...]:
    """Decide what follows from an input; moves `state` on. No outputs means that nothing has changed.

    Never raises on any order of inputs: what no longer fits is answered with nothing.
    """
    move = Move(state, came.at)
    decide(move, came)
    return tuple(move.out)


def decide(move: Move, came: AnyInput) -> None:
    """The same, for one who brings the move along to watch it."""
    if isinstance(came, Woke):
        woke(move, came)
    else:
        HANDLERS[type(came)](move, came)


def woke(move: Move, came: Woke) -> None:
    """Run a timer that is due. One that was moved or cleared meanwhile is not."""
    due = move.state.timers.get(came.key)
    if due is None or due > came.at:
        return
    move.clear(came.key)
    kind, _, of = came.key.partition(":")
    if kind in NEED_LINK and move.state.telephony != "up":
        move.wake(came.key, move.at + LINK_WAIT, "no_link")
        return
    TIMERS[kind](move, of)
    if not move.out:
        move.say(TimerSpent(Reason("timer_spent"), came.key))
