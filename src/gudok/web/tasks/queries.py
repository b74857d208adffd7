"""Whose tasks: one's own and those of one's queues; all of them with the right."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from gudok.web.tasks.models import Task

if TYPE_CHECKING:
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
    """What a person may see: with the right all, else one's own, one's queues', and what one has made."""
    if user.has_perm("tasks.see_all"):
        return Task.objects.all()
    return Task.objects.filter(Q(person=user) | Q(queue__in=queues_of(user)) | Q(created_by=user))


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
