"""Reading cases: who sees which and may change what, what is missing, where one may be moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.cases.choices import WANTED, Service
from gudok.web.cases.models import Case
from gudok.web.drafts.queries import matching
from gudok.web.orders.queries import placed as placed_orders

if TYPE_CHECKING:
    from django.db.models import QuerySet

SERVED = frozenset({"reply", "how"})
"""What a service writes into a request to it."""
FREE = frozenset({"owner", "due"})
"""What a registered case has besides what was taken down."""
ORDERS = 20


def services_of(user: Any) -> list[int]:
    """The ids of the services this person works for."""
    if not user.has_perm("cases.serve"):
        return []
    return [row.pk for row in Service.objects.all() if user.login in row.people]


def cases_seen(user: Any) -> QuerySet[Case]:
    """With the right all; else those one has taken or is responsible for, and registered requests to one's services."""
    if user.has_perm("cases.see"):
        return Case.objects.all()
    own = Q(author=user) | Q(owner=user) if user.has_perm("cases.take") else Q(owner=user, placed_at__isnull=False)
    return Case.objects.filter(own | Q(service__in=services_of(user), placed_at__isnull=False))


def placed(user: Any) -> QuerySet[Case]:
    """The same without drafts."""
    return cases_seen(user).filter(placed_at__isnull=False)


def overdue(rows: QuerySet[Case]) -> QuerySet[Case]:
    return rows.filter(state=Case.State.OPEN, due_at__lte=timezone.now())


def serves(user: Any, case: Case) -> bool:
    """Whether this person answers for the service that was asked."""
    return case.service_id is not None and user.has_perm("cases.serve") and case.service_id in services_of(user)


def may_change(user: Any, case: Case) -> bool:
    return case.state != Case.State.CLOSED and (user.has_perm("cases.take") or serves(user, case))


def locked_fields(user: Any, case: Case) -> frozenset[str]:
    """Fields this person may not write in this case."""
    found = frozenset() if user.has_perm(SEE_FULL_NUMBERS) else frozenset({"phone"})
    if not user.has_perm("cases.take"):
        return (frozenset(WANTED) | {"kind", "severity", "phone"} | FREE) - SERVED
    return found if user.has_perm("cases.manage") else found | {"due"}


def missing(case: Case) -> list[str]:
    """The fields without which it cannot be registered."""
    if case.kind is None:
        return ["kind"]
    return [name for name in WANTED if name in case.kind.required and not getattr(case, name)]


def lacks_in_words(names: list[str]) -> str:
    return ", ".join(str(WANTED.get(name, _("Kind"))) for name in names)


def moves(user: Any, case: Case) -> list[Case.State]:
    """Where this person may move it from where it is."""
    if case.draft or not may_change(user, case):
        return []
    onward = {Case.State.OPEN: [Case.State.ANSWERED, Case.State.CLOSED], Case.State.ANSWERED: [Case.State.CLOSED]}
    states = onward.get(Case.State(case.state), [])
    return states if user.has_perm("cases.take") else [state for state in states if state == Case.State.ANSWERED]


def may_reopen(user: Any, case: Case) -> bool:
    return case.state in {Case.State.ANSWERED, Case.State.CLOSED} and user.has_perm("cases.take")


def responsible() -> QuerySet[Any]:
    """Who may be made responsible: everybody with a role."""
    model = apps.get_model("accounts", "User")
    found = model.objects.filter(is_active=True).exclude(groups=None, own_roles=None)
    return found.distinct().order_by("full_name")


def orders_for(user: Any) -> QuerySet[Any]:
    """Orders a case may be about: placed ones this person sees."""
    return placed_orders(user)


def orders_near(user: Any, case: Case) -> list[Any]:
    """The orders offered for a case: those of its call and its customer, and the one it has."""
    near = Q(pk=case.order_id or 0)
    if case.call:
        near |= Q(call=case.call)
    if case.customer_id:
        near |= Q(customer=case.customer_id)
    return list(orders_for(user).filter(near).order_by("-id")[:ORDERS])


def case_of(call: str) -> Case | None:
    """The draft of a call, else the last case that was registered in it."""
    return Case.objects.filter(call=call).order_by(F("placed_at").desc(nulls_first=True), "-id").first()


def find(rows: QuerySet[Case], text: str, *, masked: bool) -> QuerySet[Case]:
    """Those whose number, name, telephone number or subject has the text; masked numbers are found only whole."""
    return rows.filter(matching(text, "subject", masked=masked))
