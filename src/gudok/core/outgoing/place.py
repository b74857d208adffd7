"""Placing a call: the operator's own telephone is rung first, then the number, whose progress she hears."""

from __future__ import annotations

from gudok.core.move import Move
from gudok.core.outgoing.back import cancel, over
from gudok.core.outgoing.causes import NOT_PLACED, end_of, is_trunks_fault
from gudok.core.outgoing.ring import channel_of, ring_own
from gudok.core.outgoing.route import Route, way_on
from gudok.core.routing.outcome import PAUSED_BY, outcome
from gudok.core.routing.record import is_recorded, record_path
from gudok.core.state import Agent, Call, Dialling, Paused, Placed, Ready, WrapUp, replace
from gudok.core.words import (
    CallCame,
    CallerGone,
    CallPlaced,
    DialAsked,
    DialNumber,
    HangUp,
    LegGone,
    NumberDialled,
    Reason,
)

MOST_TRUNKS = 8


def place(move: Move, ask: DialAsked, agent: Agent, back: Ready | Paused | WrapUp, way: Route) -> None:
    """Begin the call: it is known, and the operator's telephone rings."""
    state, rules = move.state, move.state.settings.outgoing
    queue = state.queues.get(ask.queue)
    record = record_path(move.at, ask.call, 1) if (is_recorded(queue, ask.call) if queue else rules.record) else ""
    mode = Placed(ask.queue, move.at, agent.id, 1, way.trunk, way.dialled, way.shown, number=ask.number)
    ours = (queue.shown if queue else "") or rules.number
    why = Reason("asked_dial", {"by": ask.by})
    call = Call(
        ask.call, channel_of(ask.call), ours, ask.callee, move.at, mode,
        legs=1, record=record, direction="out", dials=1,
    )  # fmt: skip
    move.put_call(call)
    move.say(CallCame(why, call.id, ours, ask.callee, move.at, "out"))
    move.say(CallPlaced(why, call.id, 1, agent.id, ask.queue))
    began = agent.since
    if isinstance(back, Paused):
        agent = move.agent_next(agent, back.reason, Reason("break_goes_on", {"reason": back.reason}))
    move.agent_to(agent, Dialling(call.id, 1, back, began), why)
    ring_own(move, call, agent.id, queue.name if queue else "", why)


def own_leg_up(move: Move, call: Call, mode: Placed) -> None:
    """The operator's telephone answered: now the number is dialled."""
    if mode.dialled_at:
        return
    dial_over(move, call, mode, Reason("operator_listens"))


def dial_over(move: Move, call: Call, mode: Placed, why: Reason) -> None:
    """Dial the number over the trunk that `mode` names."""
    ring = move.state.settings.outgoing.ring
    move.to(call, replace(mode, dialled_at=move.at))
    move.say(NumberDialled(why, call.id, mode.agent, mode.trunk, mode.dialled, mode.shown))
    move.say(DialNumber(why, call.id, call.channel, mode.leg, mode.agent, mode.trunk, mode.dialled, mode.shown, ring))
    move.wake(f"dial:{call.id}", move.at + ring, "ring_time")


def own_leg_gone(move: Move, call: Call, mode: Placed, came: LegGone) -> None:
    """The operator's telephone did not answer, or is hung up before the customer has answered."""
    why = Reason("own_telephone", {"cause": came.cause})
    if mode.dialled_at:
        cancel(move, call, mode, Reason("operator_gave_up", {"cause": came.cause}), drop=False)
    else:
        over(move, call, mode, NOT_PLACED, why, drop=False, pause=PAUSED_BY.get(outcome(came), ""))


def number_gone(move: Move, call: Call, mode: Placed, came: CallerGone) -> None:
    """The dialled number's channel ended without an answer: the network told why, or it is lost."""
    if not came.lost and is_trunks_fault(came.cause, came.sip, rang=mode.rings) and goes_on(move, call, mode, came):
        return
    end = "telephony_lost" if came.lost else end_of(came.cause, came.sip, rang=mode.rings)
    over(move, call, mode, end, Reason(end, {"cause": came.cause, "sip": came.sip}))


def goes_on(move: Move, call: Call, mode: Placed, came: CallerGone) -> bool:
    """Dial over the next trunk, if there is one: the called party knows nothing of the call yet."""
    tried = (*mode.tried, mode.trunk)
    way = way_on(move.state.settings, tried, mode.number, call.did) if len(tried) < MOST_TRUNKS else None
    if way is None:
        return False
    names = {trunk.id: trunk.name for trunk in move.state.settings.trunks}
    why = Reason("next_trunk", {"trunk": names[mode.trunk], "cause": came.cause, "sip": came.sip})
    call = replace(call, channel=channel_of(call.id, call.dials), dials=call.dials + 1)
    mode = replace(mode, trunk=way.trunk, dialled=way.dialled, shown=way.shown, tried=tried)
    dial_over(move, call, mode, why)
    return True


def rang_out(move: Move, call_id: str) -> None:
    """The ring time is over: of the operator's own telephone, or of the number."""
    call = move.state.calls.get(call_id)
    if call is None or not isinstance(call.mode, Placed):
        return
    if not call.mode.dialled_at:
        over(move, call, call.mode, NOT_PLACED, Reason("ring_time"), pause=PAUSED_BY["missed"])
    else:
        end = "no_answer" if call.mode.rings else "unreachable"
        over(move, call, call.mode, end, Reason("ring_time"))


def own_telephone_away(move: Move, call: Call, mode: Placed, why: Reason) -> None:
    """The operator's telephone lost its registration while it was being rung; one that is in use may come back."""
    if not mode.dialled_at:
        over(move, call, mode, NOT_PLACED, why, pause=PAUSED_BY["unreachable"])


def hang_up_late(move: Move, call_id: str) -> None:
    """A number answered that nobody waits for any more."""
    move.say(HangUp(Reason("late_answer"), call_id, channel_of(call_id)))
