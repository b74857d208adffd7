"""Results in the pages of other rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from gudok.web.record.models import Name
from gudok.web.results import queries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gudok.web.record.models import Call

register = template.Library()


@register.filter
def result_in(result: str, names: Mapping[str, str]) -> str:
    """A result's name; empty for none."""
    return names.get(result, result)


@register.filter
def result_name(result: str) -> str:
    """The same where no names were read before."""
    return (Name.objects.filter(pk=result).values_list("name", flat=True).first() or result) if result else ""


@register.inclusion_tag("results/of_call.html", takes_context=True)
def results_of_call(context: dict[str, Any], call: Call) -> dict[str, Any]:
    """Each operator's result of a call, with what is needed to change it."""
    user = context["request"].user
    own = queries.own_id(user)
    told = queries.results_of(call)
    changes = user.has_perm("results.change")
    return {
        "call": call,
        "rows": [(one, changes or one.agent == own) for one in told],
        "choices": queries.choices(call.queue),
        "csrf_token": context.get("csrf_token"),
    }
