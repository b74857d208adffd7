"""The one function that decides: `step(state, input) -> outputs`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gudok.core.agents import breaks, nailed, results, telephone, work
from gudok.core.agents import handle as agents
from gudok.core.callback import keys, wake
from gudok.core.calls import handle as calls
from gudok.core.calls import part
from gudok.core.centre import handle as centre
from gudok.core.ivr import hear
from gudok.core.move import Move
from gudok.core.outgoing import handle as outgoing
from gudok.core.outgoing import place
from gudok.core.queues import handle as queues
from gudok.core.queues import look
from gudok.core.routing import beside, pick, seek
from gudok.core.routing import handle as routing
from gudok.core.state import State
from gudok.core.supervise import calls as powers
from gudok.core.supervise import force, letters, settle, watch
from gudok.core.talk import comeback, consult, consulted, outside, recording, repair, transfer
from gudok.core.talk import handle as talk
from gudok.core.trial import handle as trial
from gudok.core.words import (
    AnyInput,
    AnyOutput,
    CallArrived,
    CallerGone,
    CompleteAsked,
    Configured,
    ConsultAsked,
    CustomerRings,
    CustomerUp,
    DialAsked,
    DropCustomerAsked,
    EndCallAsked,
    EndConsultAsked,
    HangUpAsked,
    HoldAsked,
    JoinAsked,
    KeyPressed,
    LeaveAsked,
    LegGone,
    LegUp,
    LookedUp,
    Misplaced,
    MoreWrapUpAsked,
    NailedGone,
    NailedUp,
    PauseAsked,
    PickAsked,
    PromptDone,
    Reachable,
    ReadyAsked,
    Reason,
    ResultAsked,
    ResumeAsked,
    ReturnAsked,
    Started,
    StayAsked,
    StrayFound,
    SwapAsked,
    TelephoneAsked,
    TelephonyDown,
    TelephonyUp,
    TimerSpent,
    TransferAsked,
    TrialAsked,
    Woke,
)
from gudok.core.words.recording import PauseRecordAsked, RecordFailed, ResumeRecordAsked
from gudok.core.words.supervise import (
    Adrift,
    CloseQueueAsked,
    ForceAsked,
    GiveCallAsked,
    HelpAsked,
    MessageAsked,
    MoveCallAsked,
    OpenQueueAsked,
    PrioritiseAsked,
    ReadAsked,
    StopSupervisingAsked,
    SuperviseAsked,
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
    KeyPressed: keys.pressed,
    LookedUp: keys.looked_up,
    TrialAsked: trial.asked,
    ReadyAsked: agents.ready,
    PauseAsked: agents.pause,
    LeaveAsked: agents.leave,
    MoreWrapUpAsked: agents.more_wrapup,
    StayAsked: agents.stay,
    ResultAsked: results.choose,
    HangUpAsked: talk.hang_up,
    HoldAsked: talk.hold,
    ResumeAsked: talk.resume,
    TransferAsked: transfer.transfer,
    PickAsked: pick.pick,
    ConsultAsked: consult.consult,
    SwapAsked: consult.swap,
    JoinAsked: consult.join_all,
    CompleteAsked: consult.complete,
    EndConsultAsked: consult.end_consult,
    DropCustomerAsked: consult.drop_customer,
    ReturnAsked: talk.returned,
    Misplaced: repair.misplaced,
    SuperviseAsked: watch.asked,
    StopSupervisingAsked: watch.stop_asked,
    Adrift: watch.adrift,
    ForceAsked: force.forced,
    MessageAsked: letters.message,
    ReadAsked: letters.read,
    HelpAsked: letters.help_asked,
    MoveCallAsked: powers.moved,
    PrioritiseAsked: powers.prioritised,
    GiveCallAsked: powers.given,
    CloseQueueAsked: powers.closed,
    OpenQueueAsked: powers.opened,
    DialAsked: outgoing.dial,
    CustomerRings: outgoing.rings,
    CustomerUp: outgoing.answered,
    PauseRecordAsked: recording.pause,
    ResumeRecordAsked: recording.resume,
    RecordFailed: recording.failed,
    TelephoneAsked: telephone.choose,
    NailedUp: nailed.up,
    NailedGone: nailed.gone,
}

TIMERS: dict[str, Callable[[Move, str], None]] = {
    "ring": routing.rang_out,
    "more": beside.one_more,
    "wait": queues.longest_wait,
    "say": queues.announce,
    "wrap": work.wrapup_over,
    "rest": breaks.rested_too_long,
    "gone": agents.gone_too_long,
    "return": comeback.never_came,
    "part": part.leave,
    "book": wake.woke,
    "flow": hear.woke,
    "look": look.look,
    "seek": seek.seek,
    "consult": consulted.rang_out,
    "out": outside.rang_out,
    "watch": watch.rang_out,
    "dial": place.rang_out,
    "record": recording.paused_long,
    "nail": nailed.rang_out,
}


NEED_LINK = ("ring", "more", "wait", "gone", "return", "dial", "watch", "consult", "out", "nail", "flow")
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
    if type(came) is Woke:
        woke(move, came)
    else:
        HANDLERS[type(came)](move, came)
    state = move.state
    if move.unwatched or move.shifted:
        settle.settle(move)
    if state.wishes and move.out:
        breaks.grant(move)
    if state.day is not None:
        move.count()


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
