"""A case as its form gets it: every value as it is shown, with its version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.cases import fields, queries
from gudok.web.catalogue.money import show_money
from gudok.web.drafts.queries import others_editing
from gudok.web.people import numbers

if TYPE_CHECKING:
    from gudok.web.accounts.models import User
    from gudok.web.cases.models import Case


def picture(user: User, case: Case) -> dict[str, Any]:
    """{id, number, version, fields, locked, required, orders, missing, moves, others, …}: what the script fills in."""
    values = {name: fields.shown(name, fields.current(case, name)) for name in fields.NAMES}
    if not user.has_perm(SEE_FULL_NUMBERS):
        values["phone"] = numbers.mask(values["phone"])
    language = get_language() or ""
    return {
        "id": case.pk,
        "number": case.number,
        "call": case.call,
        "status": case.get_state_display() if case.state else "",
        "version": case.version,
        "fields": values,
        "locked": sorted(queries.locked_fields(user, case)),
        "required": ["kind", *(case.kind.required if case.kind else [])],
        "orders": [
            {"id": str(order.pk), "name": f"{order} · {show_money(order.total, language)}"}
            for order in queries.orders_near(user, case)
        ],
        "missing": queries.missing(case),
        "moves": [{"code": state.value, "name": str(state.label)} for state in queries.moves(user, case)],
        "may_change": queries.may_change(user, case),
        "others": others_editing(user, case),
    }
