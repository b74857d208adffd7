"""Reading the records of calls, narrowed to what the person may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.web.record.models import Call

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gudok.web.accounts.models import User
    from gudok.web.people.models import Customer


def visible_calls(user: User) -> QuerySet[Call]:
    """All calls, or an operator's own: those that rang at this operator's telephone."""
    if user.has_perm("calls.view_all"):
        return Call.objects.all()
    operator = getattr(user, "operator", None)
    if operator is None or not user.has_perm("calls.view_own"):
        return Call.objects.none()
    return Call.objects.filter(legs__agent=operator.core_id).distinct()


def calls_of_customer(customer: Customer) -> QuerySet[Call]:
    """The customer's calls, newest first: whoever may open the card may know that they called."""
    return Call.objects.filter(customer=customer)
