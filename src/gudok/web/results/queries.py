"""Reading results: of a call, owed by an operator, and what can be chosen for a call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps

from gudok.web.record.models import Call, CallResult, Leg, Name
from gudok.web.record.queries import visible_calls

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

MOST = 20


class Choice(NamedTuple):
    """A result to choose."""

    id: str
    name: str
    group: str

    @property
    def whole(self) -> str:
        return f"{self.group}: {self.name}" if self.group else self.name


class Told(NamedTuple):
    """An operator's talk in a call and its result: ids with names; `result` is empty while it was not told."""

    agent: str
    name: str
    result: str
    result_name: str
    owed: bool


def results_of(call: Call) -> list[Told]:
    """One for each operator who talked, in the order of the talks."""
    talked = list(dict.fromkeys(call.legs.filter(answered_at__isnull=False).values_list("agent", flat=True)))
    rows = {row.agent: row for row in CallResult.objects.filter(call=call.pk)}
    ids = [*talked, *(row.result for row in rows.values())]
    names = dict(Name.objects.filter(pk__in=ids).values_list("id", "name"))
    return [
        Told(agent, names.get(agent, agent), row.result, names.get(row.result, row.result), not row.result)
        if (row := rows.get(agent))
        else Told(agent, names.get(agent, agent), "", "", owed=False)
        for agent in talked
    ]


def owed_calls(agent: str) -> list[Call]:
    """The calls whose result an operator still has to tell, oldest first."""
    ids = CallResult.objects.filter(agent=agent, result="").order_by("at").values_list("call", flat=True)[:MOST]
    calls = Call.objects.in_bulk(list(ids))
    return [calls[id_] for id_ in ids if id_ in calls]


def may_tell(user: Any, agent: str, call: str) -> bool:
    """Whether a person may say what an operator's talk came to: the own talk, or with the right those one sees."""
    if not Leg.objects.filter(call_id=call, agent=agent, answered_at__isnull=False).exists():
        return False
    if agent == own_id(user) and user.has_perm("desk.use"):
        return True
    return user.has_perm("results.change") and visible_calls(user).filter(pk=call).exists()


def own_id(user: Any) -> str:
    """The person's id as an operator, "" for others."""
    operator = getattr(user, "operator", None)
    return operator.core_id if operator is not None and operator.active else ""


def signed_as(user: User) -> str:
    """How the journal names a person who tells a result."""
    return own_id(user) or str(user)


def choices(queue: str) -> list[Choice]:
    """What can be chosen for a call of a queue; every result there is for a queue that has none (any more)."""
    # The set-up owns these rows; they are only asked for by name.
    of_queue = apps.get_model("setup", "Queue").objects.filter(pk=queue[1:] if queue[1:].isdecimal() else 0)
    rows = [row.result_set for row in of_queue.select_related("result_set") if row.result_set]
    rows = rows or list(apps.get_model("setup", "ResultSet").objects.all())
    return [Choice(row.core_id(one), one["name"], one["group"]) for row in rows for one in row.results]
