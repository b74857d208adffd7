"""What each fact of the journal means for the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gudok.core.words import (
    AgentChanged,
    CallCame,
    CallConnected,
    CallEnded,
    CallOffered,
    CallQueued,
    Configured,
    LegEnded,
    SettingsApplied,
)
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
    call.arrived_at = moment(fact.since)
    call.number = (caller.number or caller.shown)[:40]
    call.shown, call.name, call.vip, call.did = caller.shown[:40], caller.name[:120], caller.vip, fact.did[:40]
    call.customer_id = int(caller.customer) if caller.customer in batch.customers else None


def _queued(batch: Batch, turn: Turn, fact: CallQueued) -> None:
    batch.call(fact.call, turn.came.at).queue = fact.queue


def _offered(batch: Batch, turn: Turn, fact: CallOffered) -> None:
    batch.call(fact.call, turn.came.at)
    batch.leg(fact.call, fact.leg, fact.agent, turn.came.at)


def _connected(batch: Batch, turn: Turn, fact: CallConnected) -> None:
    at = moment(turn.came.at)
    call, leg = batch.call(fact.call, turn.came.at), batch.leg(fact.call, fact.leg, fact.agent, turn.came.at)
    call.agent, call.queue = fact.agent, fact.queue
    leg.answered_at = at
    if fact.record:
        leg.record, leg.recording = fact.record, Leg.Recording.RUNNING
    if call.answered_at is None:
        call.answered_at = at
        call.wait_ms = between(call.arrived_at, at)


def _leg_ended(batch: Batch, turn: Turn, fact: LegEnded) -> None:
    at = moment(turn.came.at)
    leg = batch.leg(fact.call, fact.leg, fact.agent, turn.came.at)
    if leg.ended_at is not None:
        return
    leg.ended_at, leg.outcome = at, fact.outcome
    batch.call(fact.call, turn.came.at).talk_ms += between(leg.answered_at, at)


def _ended(batch: Batch, turn: Turn, fact: CallEnded) -> None:
    at = moment(turn.came.at)
    call = batch.call(fact.call, turn.came.at)
    call.ended_at, call.end = at, fact.end
    if call.answered_at is None:
        call.wait_ms = between(call.arrived_at, at)


def _agent_changed(batch: Batch, turn: Turn, fact: AgentChanged) -> None:
    batch.start_spell(turn.n, turn.came.at, fact.agent, fact.mode, fact.reason, fact.call)


def _settings(batch: Batch, turn: Turn, fact: SettingsApplied) -> None:
    if isinstance(turn.came, Configured):
        settings = turn.came.settings
        batch.names |= {queue.id: queue.name for queue in settings.queues}
        batch.names |= {operator.id: operator.name for operator in settings.operators}


_HANDLERS: dict[type[AnyOutput], Callable[[Batch, Turn, Any], None]] = {
    CallCame: _came,
    CallQueued: _queued,
    CallOffered: _offered,
    CallConnected: _connected,
    LegEnded: _leg_ended,
    CallEnded: _ended,
    AgentChanged: _agent_changed,
    SettingsApplied: _settings,
}
