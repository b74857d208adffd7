"""The records of calls: who may open the draft of a call, and what is known of the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from gudok.web.people.models import Customer
from gudok.web.record.models import Call, Leg

if TYPE_CHECKING:
    from gudok.core.state import State


class Known(NamedTuple):
    """What is known of the customer when a record is begun."""

    customer: Any = None
    name: str = ""
    phone: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """As a record keeps it."""
        return {"customer": self.customer, "name": self.name[:120], "phone": self.phone[:40]}


NOBODY = Known()


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
    return Known(row.customer, row.name, row.number or row.shown) if row else NOBODY


def known_customer(pk: str) -> Known:
    """A customer by the key a page sent, with the first number; nobody where there is none."""
    who = Customer.objects.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 18 else None
    phone = who.phones.first() if who else None
    return Known(who, who.name, phone.e164 if phone else "") if who else NOBODY
