"""A supervisor's powers over calls that wait, and over queues."""

from __future__ import annotations

from gudok.core.calls.part import turn_away
from gudok.core.hours.shut import shut
from gudok.core.move import Move
from gudok.core.queues.shown import shown_place
from gudok.core.queues.wait import join
from gudok.core.routing.offer import offer
from gudok.core.state import Call, Ready, Waiting, replace
from gudok.core.supervise.kept import Closed
from gudok.core.words import AskRefused, CallQueued, Input, Reason
from gudok.core.words.supervise import (
    CallPrioritised,
    CloseQueueAsked,
    GiveCallAsked,
    MoveCallAsked,
    OpenQueueAsked,
    PrioritiseAsked,
    QueueClosed,
    QueueOpened,
)


def refuse(move: Move, ask: Input, code: str) -> None:
    """Say no to an ask that is about no operator, changing nothing."""
    move.say(AskRefused(Reason(code), "", type(ask).__name__))


def waiting(move: Move, ask: MoveCallAsked | PrioritiseAsked | GiveCallAsked) -> tuple[Call, Waiting] | None:
    """The call an ask is about, or None after refusing: only one that waits can be moved."""
    call = move.state.calls.get(ask.call)
    if call is None or not isinstance(call.mode, Waiting):
        refuse(move, ask, "call_not_waiting")
        return None
    return call, call.mode


def moved(move: Move, ask: MoveCallAsked) -> None:
    found = waiting(move, ask)
    if found is None:
        return
    call, mode = found
    closed = shut(move.state, ask.queue, move.at)
    if ask.queue not in move.state.queues:
        refuse(move, ask, "unknown_queue")
    elif closed is not None:
        refuse(move, ask, closed.code)
    elif ask.queue == mode.queue:
        refuse(move, ask, "already_so")
    else:
        join(move, call, ask.queue, mode.joined, Reason("moved_by_supervisor", {"by": ask.by}))


def prioritised(move: Move, ask: PrioritiseAsked) -> None:
    found = waiting(move, ask)
    if found is None:
        return
    call, mode = found
    if call.first == ask.first:
        refuse(move, ask, "already_so")
        return
    call = move.put_call(replace(call, first=ask.first))
    place = shown_place(move.state, call)
    why = Reason("put_first" if ask.first else "put_back", {"by": ask.by})
    move.say(CallPrioritised(why, call.id, ask.first, place))
    move.say(CallQueued(why, call.id, mode.queue, mode.joined, place))


def given(move: Move, ask: GiveCallAsked) -> None:
    """Ring the chosen operator, whichever queues she serves; not answered, the call is back at its place."""
    found = waiting(move, ask)
    if found is None:
        return
    call, mode = found
    agent = move.state.agents.get(ask.agent)
    if agent is None or ask.agent not in move.state.operators:
        refuse(move, ask, "unknown_operator")
    elif not isinstance(agent.mode, Ready) or not agent.reachable:
        refuse(move, ask, "operator_not_ready")
    elif move.state.telephony != "up":
        refuse(move, ask, "telephony_down")
    else:
        offer(move, call, agent, mode.queue, mode.joined, Reason("given_by_supervisor", {"by": ask.by}))


def closed(move: Move, ask: CloseQueueAsked) -> None:
    state = move.state
    if ask.queue not in state.queues:
        refuse(move, ask, "unknown_queue")
        return
    if ask.queue in state.closed:
        refuse(move, ask, "already_so")
        return
    why = Reason("closed_by_supervisor", {"by": ask.by, "note": ask.note, "queue": ask.queue})
    state.closed[ask.queue] = Closed(move.at, ask.by, ask.note)
    move.say(QueueClosed(why, ask.queue, ask.waiting, ask.note))
    if ask.waiting == "part":
        for _, _, call_id in list(state.waiting[ask.queue]):
            call = state.calls[call_id]
            if isinstance(call.mode, Waiting):  # not the customer of an operator who waits there with a question
                turn_away(move, call, ask.queue, why)


def opened(move: Move, ask: OpenQueueAsked) -> None:
    if ask.queue not in move.state.closed:
        refuse(move, ask, "already_so")
        return
    del move.state.closed[ask.queue]
    move.say(QueueOpened(Reason("opened_by_supervisor", {"by": ask.by, "queue": ask.queue}), ask.queue))
