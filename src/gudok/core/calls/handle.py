"""A call's beginning and its end."""

from __future__ import annotations

from gudok.core.agents.work import finish_talk
from gudok.core.calls.part import NOBODY, leave, part
from gudok.core.move import Move
from gudok.core.queues.wait import join, leads_to
from gudok.core.routing.ended import release
from gudok.core.state import Call, InTalk, Offered, Parting, Returning, replace
from gudok.core.words import (
    AskRefused,
    CallArrived,
    CallCame,
    CallerGone,
    DropLeg,
    EndCallAsked,
    HangUp,
    LegEnded,
    PromptDone,
    PromptEnded,
    Reason,
)

HAD_TALK = ("bounce", "comeback")
"""Offers to an operator who talked with this caller before: when the caller leaves, wrap-up follows."""


def arrived(move: Move, came: CallArrived) -> None:
    """A caller is here. A call we know already changes nothing; one that has ended is hung up (again)."""
    state = move.state
    if came.call in state.calls:
        return
    if came.call in state.ended:
        move.remember(came.call)
        move.say(HangUp(Reason("already_ended"), came.call, came.channel))
        return
    since = min(came.since, came.at)
    call = move.put_call(Call(came.call, came.channel, came.did, came.caller, since, Parting("", "no_route")))
    move.say(
        CallCame(
            Reason("recognised" if came.caller.customer else "unknown_caller"), call.id, came.did, came.caller, since
        )
    )
    queue = leads_to(state, came.did)
    if not queue:
        part(move, call, "no_route", NOBODY, Reason("no_route", {"did": came.did}))
        return
    why = Reason("vip_first", {"queue": queue}) if came.caller.vip else Reason("first_in_first_out", {"queue": queue})
    join(move, call, queue, since, why)


def caller_gone(move: Move, came: CallerGone) -> None:
    """The caller hung up, or his channel is lost: whatever the call was doing ends now."""
    call = move.state.calls.get(came.call)
    if call is None:
        return
    mode = call.mode
    if isinstance(mode, Parting):
        move.end_call(call, mode.end)
        return
    talked = isinstance(mode, InTalk | Returning) or (isinstance(mode, Offered) and mode.kind == "comeback")
    end = "caller_hung_up" if talked else "abandoned"
    stop(move, call, end, Reason(end, {"cause": came.cause, "lost": int(came.lost)}))


def end_asked(move: Move, came: EndCallAsked) -> None:
    call = move.state.calls.get(came.call)
    if call is None:
        move.say(AskRefused(Reason("no_call"), "", type(came).__name__))
    else:
        move.say(HangUp(Reason("supervisor_ended", {"by": came.by}), call.id, call.channel))
        stop(move, call, "supervisor_ended", Reason("supervisor_ended", {"by": came.by}))


def stop(move: Move, call: Call, end: str, why: Reason) -> None:
    """End a call in whatever state it is: its operator's leg is dropped and the operator comes free."""
    mode = call.mode
    agent = move.state.agents.get(mode.agent) if isinstance(mode, Offered | InTalk | Returning) else None
    waited = move.at - mode.joined if not isinstance(mode, Parting | InTalk | Returning) else 0
    if isinstance(mode, Offered | InTalk):
        move.say(DropLeg(why, call.id, mode.leg))
        outcome = "cancelled" if isinstance(mode, Offered) else "talked"
        move.say(LegEnded(why, call.id, mode.leg, mode.agent, outcome))
    move.end_call(call, end, agent.id if agent else "", waited=waited)
    if agent is None:
        return
    if isinstance(mode, Offered) and mode.kind not in HAD_TALK:
        release(move, agent, why)
    elif isinstance(mode, Offered | InTalk | Returning):
        finish_talk(move, agent, mode.queue, why)


def prompt_done(move: Move, came: PromptDone) -> None:
    call = move.state.calls.get(came.call)
    if call is None or call.prompt != came.prompt:
        return
    call = move.put_call(replace(call, prompt=""))
    move.say(PromptEnded(Reason("prompt_ended"), call.id, came.prompt))
    if isinstance(call.mode, Parting):
        leave(move, call.id)
