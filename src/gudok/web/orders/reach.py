"""The orders of calls: who may open the draft of a call, and what is known of the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F

from gudok.web.orders.actions import Known
from gudok.web.orders.models import Order
from gudok.web.people.models import Customer
from gudok.web.record.models import Call, Leg

if TYPE_CHECKING:
    from gudok.core.state import State


def core_id(user: Any) -> str:
    """The person's id as an operator, "" for others."""
    operator = getattr(user, "operator", None)
    return operator.core_id if operator is not None and operator.active else ""


def has_call(user: Any, call: str, state: State) -> bool:
    """Whether this operator has the call in hand, or had it."""
    operator = core_id(user)
    agent = state.agents.get(operator)
    if agent is not None and getattr(agent.mode, "call", "") == call:
        return True
    return bool(operator) and Leg.objects.filter(call_id=call, agent=operator).exists()


def known_of(call: str, state: State) -> Known:
    """The caller, as the live call says, or as the record of one that is over does."""
    live = state.calls.get(call)
    if live is not None:
        caller = live.caller
        who = Customer.objects.filter(pk=caller.customer).first() if caller.customer.isdigit() else None
        return Known(who, caller.name, caller.number or caller.shown)
    row = Call.objects.filter(pk=call).select_related("customer").first()
    return Known(row.customer, row.name, row.number or row.shown) if row else Known()


def order_of(call: str) -> Order | None:
    """The draft of a call, else the last order that was placed in it."""
    return Order.objects.filter(call=call).order_by(F("placed_at").desc(nulls_first=True), "-id").first()
