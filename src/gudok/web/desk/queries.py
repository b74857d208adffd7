"""What the desk reads: the operator behind the person, break reasons, earlier calls, the day's own calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from gudok.core.words import Caller
from gudok.web.people.models import Customer
from gudok.web.record.models import Call, CallResult, Leg, Name, Note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from gudok.core.state import Call as LiveCall
    from gudok.core.state import State
    from gudok.web.accounts.models import User

EARLIER = 12


def operator_of(user: Any) -> Any:
    """The operator (telephone and queues) of a person; PermissionDenied for a person without one."""
    operator = getattr(user, "operator", None)
    if operator is None or not operator.active:
        raise PermissionDenied
    return operator


def pauses() -> dict[str, str]:
    """Break reasons that can be chosen: code to name, in the page's language."""
    # The set-up owns these rows; the desk only asks for them by name.
    rows = apps.get_model("setup", "PauseReason").objects.filter(enabled=True)
    return {row.code: row.name for row in rows}


def planned_break() -> str:
    """The code of the break that operators have a planned time for; "" for none."""
    rows = apps.get_model("setup", "PauseReason").objects.filter(enabled=True, planned=True)
    return rows.values_list("code", flat=True).first() or ""


def caller_of(live: Any, call: str) -> Caller:
    """Who called: as the live call says, or as the record says of one that is over."""
    if live is not None and live.id == call:
        return live.caller
    row = Call.objects.filter(pk=call).first()
    if row is None:
        return Caller()
    return Caller(row.number, row.shown, str(row.customer_id or ""), row.name, row.vip)


def customer_of(caller: Caller) -> Customer | None:
    return Customer.objects.filter(pk=caller.customer).first() if caller.customer.isdigit() else None


def variables(
    caller: Caller, customer: Customer | None, call: LiveCall | None, state: State, person: User, *, masked: bool
) -> dict[str, str]:
    """What the address of another program's page may hold of a call; a number only for who sees numbers."""
    queue = getattr(call.mode, "queue", "") if call else ""
    return {
        "number": "" if masked else caller.number,
        "name": caller.name,
        "queue": next((one.name for one in state.settings.queues if one.id == queue), ""),
        "call": call.id if call else "",
        "agent": person.login,
        "customer_code": (customer.code or "") if customer else "",
    }


class Row(NamedTuple):
    """A call of a list, with the names of its queue, its operator and its result."""

    call: Call
    queue: str
    agent: str
    result: str = ""


def named(calls: Iterable[Call], state: State, agent: str = "") -> list[Row]:
    """Calls with names: of today's settings, since the records keep ids. With `agent`, the results this one told."""
    calls = list(calls)
    results = {call.pk: call.result for call in calls}
    if agent:
        told = CallResult.objects.filter(agent=agent, call__in=list(results))
        results = dict(told.values_list("call", "result"))
    words = dict(Name.objects.filter(pk__in=set(results.values())).values_list("id", "name"))
    queues = {queue.id: queue.name for queue in state.settings.queues}
    agents = {operator.id: operator.name for operator in state.settings.operators}
    return [
        Row(call, queues.get(call.queue, ""), agents.get(call.agent, ""), words.get(results.get(call.pk, ""), ""))
        for call in calls
    ]


def earlier_calls(caller: Caller, without: str) -> list[Call]:
    """The caller's last calls, by customer or number; none for a hidden number."""
    who = Q()
    if caller.customer.isdigit():
        who |= Q(customer_id=int(caller.customer))
    if caller.number:
        who |= Q(number=caller.number)
    return list(Call.objects.filter(who).exclude(pk=without)[:EARLIER]) if who else []


def calls_today(agent: str) -> QuerySet[Call]:
    """Calls this operator talked in since midnight, newest first."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Call.objects.filter(legs__agent=agent, legs__answered_at__gte=midnight).distinct()


def note_text(call: str, user: Any) -> str:
    """What this person wrote about a call, so far."""
    return Note.objects.filter(call=call, author=user).values_list("text", flat=True).first() or ""


def had_call(operator: str, call: str) -> bool:
    """Whether a call ever rang at this operator's telephone."""
    return Leg.objects.filter(call_id=call, agent=operator).exists()
