"""A call's beginning and its end."""

from __future__ import annotations

from gudok.core.agents.work import finish_talk
from gudok.core.calls.part import NOBODY, leave, part
from gudok.core.hours import handle as hours
from gudok.core.ivr import hear, walk
from gudok.core.move import Move
from gudok.core.outgoing.back import over
from gudok.core.outgoing.place import number_gone
from gudok.core.queues.entry import let_in
from gudok.core.queues.left import gave_up
from gudok.core.queues.wait import leads_to
from gudok.core.routing.ended import let_fall, release
from gudok.core.state import (
    Aside,
    Booked,
    Call,
    InFlow,
    InTalk,
    Offered,
    Outside,
    Parting,
    Placed,
    Returning,
    Waiting,
    answered,
    replace,
    rung,
)
from gudok.core.talk.consulted import customer_left, let_go
from gudok.core.talk.lines import talks_with
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

HAD_TALK = ("bounce", "comeback", "taken")
"""Offers to an operator who talked with this caller before: when the caller leaves, wrap-up follows."""
GOES_ON = ("comeback", "taken")
"""Offers in the middle of a talk."""
UNANSWERED = (Waiting, Offered)
TALK = (InTalk, Returning)
HAS_OPERATOR = (InTalk, Offered, Returning, Aside)
"""Modes of a call that has an operator: the commonest is asked for first."""


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
    # Wherever it goes from here, that puts it into the state.
    call = Call(came.call, came.channel, came.did, came.caller, since, Parting("", "no_route"))
    move.say(
        CallCame(
            Reason("recognised" if came.caller.customer else "unknown_caller"), call.id, came.did, came.caller, since
        )
    )
    flow = walk.flow_of(state, came.did) if state.settings.flows else None
    queue = leads_to(state, came.did)
    if flow is not None:
        if not hours.turn_away(move, call, queue, hours.of_number(state, came.did)):
            walk.begin(move, call, flow)
        return
    if not queue:
        part(move, call, "no_route", NOBODY, Reason("no_route", {"did": came.did}))
        return
    let_in(move, call, queue, since, hours.schedules(state, came.did, queue) if state.settings.schedules else [])


def caller_gone(move: Move, came: CallerGone) -> None:
    """The caller hung up, or his channel is lost: whatever the call was doing ends now."""
    call = move.state.calls.get(came.call)
    if call is None or (came.channel and came.channel != call.channel):
        return
    mode = call.mode
    if type(mode) is Parting:
        move.end_call(call, mode.end)
        return
    if type(mode) is Placed:
        number_gone(move, call, mode, came)
        return
    if type(mode) is Aside or type(mode) is Booked:
        return
    if type(mode) is InTalk and talks_with(call) is not None:
        why = Reason("caller_hung_up", {"cause": came.cause, "lost": int(came.lost)})
        customer_left(move, call, mode, "caller_hung_up", why)
        return
    if type(mode) is InFlow:
        stop(move, call, "left_menu", Reason("left_menu", {"cause": came.cause, "lost": int(came.lost)}))
        return
    talked = isinstance(mode, TALK) or (type(mode) is Offered and mode.kind in GOES_ON)
    talked = talked or (type(mode) is Outside and mode.since > 0)
    end = "caller_hung_up" if talked else "abandoned"
    stop(move, call, end, Reason(end, {"cause": came.cause, "lost": int(came.lost)}))


def end_asked(move: Move, came: EndCallAsked) -> None:
    call = move.state.calls.get(came.call)
    if call is None:
        move.say(AskRefused(Reason("no_call"), "", type(came).__name__))
    else:
        if call.channel:
            move.say(HangUp(Reason("supervisor_ended", {"by": came.by}), call.id, call.channel))
        stop(move, call, "supervisor_ended", Reason("supervisor_ended", {"by": came.by}))


def stop(move: Move, call: Call, end: str, why: Reason) -> None:
    """End a call in whatever state it is: its operator's leg is dropped and the operator comes free."""
    mode = call.mode
    if type(mode) is Placed:
        over(move, call, mode, end, why)
        return
    if type(mode) is InFlow:
        walk.stepped(move, call, mode, "left" if end == "left_menu" else "cut", why)
    waited = 0
    if isinstance(mode, UNANSWERED):
        waited = move.at - mode.joined
        if end == "abandoned":
            gave_up(move, call, mode)
    if call.consult is not None:
        call = let_go(move, call, why)
    end = mode.end if type(mode) is Aside else end
    agent = move.state.agents.get(mode.agent) if isinstance(mode, HAS_OPERATOR) else None
    if leg := getattr(mode, "leg", 0):
        move.say(DropLeg(why, call.id, leg))
        outcome = "talked" if answered(mode) else "cancelled"
        move.say(LegEnded(why, call.id, leg, getattr(mode, "agent", ""), outcome))
        let_fall(move, call, rung(mode)[1:], why)
    move.end_call(call, end, agent.id if agent else "", waited=waited)
    if agent is None:
        return
    if type(mode) is Offered and mode.kind not in HAD_TALK:
        release(move, *(name for name, _ in rung(mode)), why=why)
    elif isinstance(mode, HAS_OPERATOR):
        finish_talk(move, agent, mode.queue, why)


def prompt_done(move: Move, came: PromptDone) -> None:
    call = move.state.calls.get(came.call)
    if call is None or call.prompt != came.prompt:
        return
    call = move.put_call(replace(call, prompt=""))
    move.say(PromptEnded(Reason("prompt_ended"), call.id, came.prompt))
    if isinstance(call.mode, InFlow):
        hear.prompt_over(move, call, call.mode)
    elif isinstance(call.mode, Parting) and not hours.told_to_its_end(move, call):
        leave(move, call.id)
