"""What each fact of the journal means for the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.core.words import (
    AgentChanged,
    CallCame,
    CallConnected,
    CallEnded,
    CallOffered,
    CallPlaced,
    CallQueued,
    Configured,
    LegEnded,
    ResultOwed,
    ResultSet,
    SettingsApplied,
)
from gudok.web.record import consult, flows, messages, pauses, wishes
from gudok.web.record.models import CallEvent, Leg
from gudok.web.record.times import between, moment
from gudok.web.why.story import told_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from gudok.core.words import AnyOutput, Turn
    from gudok.web.record.batch import Batch


def apply(batch: Batch, turn: Turn) -> None:
    """Bring one turn's facts into the batch's rows, and its story lines."""
    for fact in turn.out:
        handle = _HANDLERS.get(type(fact))
        if handle:
            handle(batch, turn, fact)
    at = moment(turn.came.at)
    batch.events += [
        CallEvent(
            call_id=told.call,
            turn=turn.n,
            place=told.place,
            at=at,
            fact=told.fact,
            code=told.code,
            numbers=told.numbers,
            data=told.data,
        )
        for told in told_by(turn)
    ]


def _came(batch: Batch, turn: Turn, fact: CallCame) -> None:
    caller = fact.caller
    call = batch.call(fact.call, fact.since)
    call.arrived_at, call.direction = moment(fact.since), fact.direction
    call.number = (caller.number or caller.shown)[:40]
    call.shown, call.name, call.vip, call.did = caller.shown[:40], caller.name[:120], caller.vip, fact.did[:40]
    call.customer_id = int(caller.customer) if caller.customer in batch.customers else None


def _placed(batch: Batch, turn: Turn, fact: CallPlaced) -> None:
    """A call out is its operator's from the beginning, whether it reaches anybody or not."""
    call = batch.call(fact.call, turn.came.at)
    call.agent, call.queue = fact.agent, fact.queue
    batch.leg(fact.call, fact.leg, fact.agent, turn.came.at)


def _queued(batch: Batch, turn: Turn, fact: CallQueued) -> None:
    batch.call(fact.call, turn.came.at).queue = fact.queue


def _offered(batch: Batch, turn: Turn, fact: CallOffered) -> None:
    batch.call(fact.call, turn.came.at)
    batch.leg(fact.call, fact.leg, fact.agent, turn.came.at)


def _connected(batch: Batch, turn: Turn, fact: CallConnected) -> None:
    at = moment(turn.came.at)
    call, leg = batch.call(fact.call, turn.came.at), batch.leg(fact.call, fact.leg, fact.agent, turn.came.at)
    call.agent, call.queue = fact.agent, fact.queue
    leg.answered_at = leg.answered_at or at
    consult.taken(leg, at)
    wishes.answered(batch, turn, fact)
    if fact.record:
        leg.record, leg.recording = fact.record, Leg.Recording.RUNNING
    if call.answered_at is None:
        call.answered_at = at
        call.wait_ms = max(0, between(call.arrived_at, at) - call.menu_ms)


def _leg_ended(batch: Batch, turn: Turn, fact: LegEnded) -> None:
    at = moment(turn.came.at)
    leg = batch.leg(fact.call, fact.leg, fact.agent, turn.came.at)
    if leg.ended_at is not None:
        return
    leg.ended_at, leg.outcome = at, fact.outcome
    consult.together(leg, at)
    batch.call(fact.call, turn.came.at).talk_ms += between(consult.talked_from(leg), at)


def _ended(batch: Batch, turn: Turn, fact: CallEnded) -> None:
    at = moment(turn.came.at)
    call = batch.call(fact.call, turn.came.at)
    call.ended_at, call.end = at, fact.end
    if call.answered_at is None:
        call.wait_ms = max(0, between(call.arrived_at, at) - call.menu_ms)


def _agent_changed(batch: Batch, turn: Turn, fact: AgentChanged) -> None:
    batch.start_spell(turn.n, turn.came.at, fact.agent, fact.mode, fact.reason, fact.call)


def _result(batch: Batch, turn: Turn, fact: ResultSet) -> None:
    batch.result(fact.call, fact.agent, turn.came.at, fact.result, str(fact.why.numbers.get("by", "")))
    batch.call(fact.call, turn.came.at).result = fact.result


def _owed(batch: Batch, turn: Turn, fact: ResultOwed) -> None:
    batch.result(fact.call, fact.agent, turn.came.at, "", "")


def _settings(batch: Batch, turn: Turn, fact: SettingsApplied) -> None:
    if isinstance(turn.came, Configured):
        settings = turn.came.settings
        batch.names |= {queue.id: queue.name for queue in settings.queues}
        batch.names |= {operator.id: operator.name for operator in settings.operators}
        batch.names |= {result.id: result.whole[:120] for result in settings.results}
        batch.names |= {flow.id[:64]: flow.name[:120] for flow in settings.flows}


_HANDLERS: dict[type[AnyOutput], Callable[[Batch, Turn, Any], None]] = {
    CallCame: _came,
    CallPlaced: _placed,
    CallQueued: _queued,
    CallOffered: _offered,
    CallConnected: _connected,
    LegEnded: _leg_ended,
    CallEnded: _ended,
    AgentChanged: _agent_changed,
    ResultSet: _result,
    ResultOwed: _owed,
    SettingsApplied: _settings,
    **consult.HANDLERS,
    **flows.HANDLERS,
    **wishes.HANDLERS,
    **messages.HANDLERS,
    **pauses.HANDLERS,
}
