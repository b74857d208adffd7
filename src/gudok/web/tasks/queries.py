"""Whose tasks: one's own and those of one's queues; all of them with the right."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from gudok.web.accounts.scope import scope_of
from gudok.web.tasks.models import HOUR, Task

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

MOST = 50
EVENING = timedelta(hours=4)
"""Who works over midnight sees what comes after it so long before."""


def queues_of(user: Any) -> list[int]:
    """The ids of the queues a person serves."""
    operator = getattr(user, "operator", None)
    return list(operator.queues.values_list("pk", flat=True)) if operator is not None and operator.active else []


def tasks_for(user: Any) -> QuerySet[Task]:
    """What a person may do: for oneself, or for a queue one serves."""
    return Task.objects.filter(Q(person=user) | Q(queue__in=queues_of(user)))


def tasks_seen(user: Any) -> QuerySet[Task]:
    """What a person may see: one's own, one's queues', what one has made; with the right those of one's scope."""
    own = Q(person=user) | Q(queue__in=queues_of(user)) | Q(created_by=user)
    if not user.has_perm("tasks.see_all"):
        return Task.objects.filter(own)
    scope = scope_of(user)
    if scope is None:
        return Task.objects.all()
    team = Q(queue__in=keys(scope.queues)) | Q(person__operator__in=keys(scope.operators))
    return Task.objects.filter(own | team)


def late() -> Q:
    """Overdue now, as `Task.late` has it."""
    now = timezone.now()
    return Q(state=Task.State.OPEN) & (Q(until__lte=now) | Q(until=None, at__lte=now - HOUR))


def keys(core_ids: Iterable[str]) -> list[int]:
    """The rows' keys of core ids (`q12`)."""
    return sorted(int(one[1:]) for one in core_ids)


def people_seen(user: Any) -> QuerySet[Any]:
    """Whose tasks one may look for: with the right those of one's scope."""
    if not user.has_perm("tasks.see_all"):
        return people().filter(pk=user.pk)
    scope = scope_of(user)
    return people() if scope is None else people().filter(operator__in=keys(scope.operators))


def queues_seen(user: Any) -> QuerySet[Any]:
    scope = scope_of(user)
    if not user.has_perm("tasks.see_all"):
        return queues().filter(pk__in=queues_of(user))
    return queues() if scope is None else queues().filter(pk__in=keys(scope.queues))


def to_do_today(user: Any) -> list[Task]:
    """Open tasks up to this midnight (late in the evening some hours more), in the order of their times.

    One that another has taken is not among them.
    """
    free = Q(taken=None) | Q(taken=user)
    found = tasks_for(user).filter(free, state=Task.State.OPEN, at__lt=max(next_midnight(), timezone.now() + EVENING))
    return list(found.select_related("queue", "customer", "created_by").order_by("at", "id")[:MOST])


def next_midnight() -> datetime:
    """The end of this day in the person's zone."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=1)


def people() -> QuerySet[Any]:
    """Who can be given a task: everybody who takes calls."""
    model = apps.get_model("accounts", "User")
    return model.objects.filter(is_active=True, operator__active=True).order_by("full_name")


def queues() -> QuerySet[Any]:
    return apps.get_model("setup", "Queue").objects.order_by("name")
