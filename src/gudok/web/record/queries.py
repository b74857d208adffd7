"""Reading the records of calls, narrowed to what the person may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from gudok.web.accounts.backend import rights_of
from gudok.web.accounts.scope import scope_of
from gudok.web.record.models import Call, CallEvent, Leg

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gudok.web.accounts.models import User
    from gudok.web.people.models import Customer


def visible_calls(user: User) -> QuerySet[Call]:
    """The calls in the person's scope: all, or those of the queues in it and those that rang at an operator in it."""
    scope = scope_of(user)
    if scope is None:
        return Call.objects.all()
    if not scope.queues and not scope.operators:
        return Call.objects.none()
    theirs = Leg.objects.filter(call_id=OuterRef("pk"), agent__in=sorted(scope.operators))
    return Call.objects.filter(Q(queue__in=sorted(scope.queues)) | Exists(theirs))


def events_for(user: User) -> QuerySet[CallEvent]:
    """The lines of calls' stories a person may read: who listened unseen is told to none but those who may listen."""
    if "talk.listen" in rights_of(user):
        return CallEvent.objects.all()
    return CallEvent.objects.filter(Q(data__shown__isnull=True) | Q(data__shown=True))


def calls_of_customer(customer: Customer) -> QuerySet[Call]:
    """The customer's calls, newest first: whoever may open the card may know that they called."""
    return Call.objects.filter(customer=customer)
