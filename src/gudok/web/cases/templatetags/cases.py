"""Cases in the pages of other rooms: the empty form, and the cases of a call or a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from gudok.web.cases import queries
from gudok.web.cases.choices import CaseKind, Service
from gudok.web.cases.models import Case
from gudok.web.drafts import wire

if TYPE_CHECKING:
    from gudok.web.people.models import Customer
    from gudok.web.record.models import Call

register = template.Library()
LATEST = 20


@register.inclusion_tag("cases/form.html", takes_context=True)
def case_form(context: dict[str, Any], whole: bool = False) -> dict[str, Any]:
    """The form without a case: a script fills it in. `whole`: with what is done after the call."""
    user = context["request"].user
    return {
        "kinds": CaseKind.objects.filter(enabled=True),
        "services": Service.objects.filter(enabled=True),
        "severities": Case.Severity.choices,
        "hows": Case.How.choices,
        "people": queries.responsible() if whole and user.has_perm("cases.take") else [],
        "words": wire.words(),
        "whole": whole,
    }


@register.inclusion_tag("cases/of.html", takes_context=True)
def cases_of_call(context: dict[str, Any], call: Call) -> dict[str, Any]:
    return _list(context, call=call.pk)


@register.inclusion_tag("cases/of.html", takes_context=True)
def cases_of_customer(context: dict[str, Any], customer: Customer) -> dict[str, Any]:
    return _list(context, customer=customer) | {"customer": customer}


def _list(context: dict[str, Any], **of: Any) -> dict[str, Any]:
    user = context["request"].user
    sees = any(user.has_perm(right) for right in ("cases.take", "cases.see", "cases.serve"))
    rows = queries.cases_seen(user).filter(**of).select_related("kind")[:LATEST] if sees else []
    page = {name: context.get(name) for name in ("perms", "csrf_token")}
    return page | {"sees": sees, "cases": rows}
