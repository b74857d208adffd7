"""The built-in roles: sets of the rights of `rights.py`. A centre may add its own, made from a copy of these."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from gudok.web.accounts.rights import RIGHTS, SEE_ALL, SEE_FULL_NUMBERS, SEE_TEAM

ALL_RIGHTS = frozenset(RIGHTS)


class Role(StrEnum):
    """The name of a Django group."""

    OPERATOR = "operator"
    SENIOR = "senior"
    SUPERVISOR = "supervisor"
    HEAD = "head"
    QUALITY = "quality"
    ADMINISTRATOR = "administrator"
    INTEGRATOR = "integrator"


ROLE_NAMES = {
    Role.OPERATOR: _("Operator"),
    Role.SENIOR: _("Senior operator"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.HEAD: _("Head of the centre"),
    Role.QUALITY: _("Quality control"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.INTEGRATOR: _("Integrator"),
}

_CUSTOMERS = frozenset({"customers.see", "customers.change", SEE_FULL_NUMBERS})
_SELLS = frozenset({"catalogue.see", "orders.take", "orders.see"})
_OPERATOR = _CUSTOMERS | _SELLS | {"desk.use", "dial.out", "calls.see_own", "recordings.listen", "tasks.use"}
_WATCHES = frozenset({"calls.see_own", "wall.see", "recordings.listen", "talk.listen", "talk.whisper", "message.send"})
_INTERVENES = frozenset({"talk.barge", "talk.take_over", "calls.end", "calls.move", "state.force", "queue.close"})
_PLANS = frozenset({"people.merge", "results.change", "tasks.use", "tasks.see_all", "wall.share", "lists.share"})
_TAKES = frozenset({"calls.export", "tasks.export"})
_LEADS_SALES = _SELLS | {"catalogue.change", "orders.discount", "orders.manage", "orders.export"}
_SUPERVISOR = _CUSTOMERS | _LEADS_SALES | _WATCHES | _INTERVENES | _PLANS | _TAKES | {SEE_TEAM, SEE_ALL}

ROLES: dict[str, frozenset[str]] = {
    Role.OPERATOR: _OPERATOR,
    Role.SENIOR: _OPERATOR | _WATCHES | {SEE_TEAM},
    Role.SUPERVISOR: _SUPERVISOR,
    Role.HEAD: _SUPERVISOR | {"people.transfer", "staff.change", "audit.see"},
    Role.QUALITY: frozenset({"calls.see_own", SEE_TEAM, SEE_ALL, "recordings.listen", "customers.see", "orders.see"}),
    Role.ADMINISTRATOR: ALL_RIGHTS - {"desk.use", "dial.out"},
    Role.INTEGRATOR: frozenset(
        {"calls.see_own", SEE_TEAM, SEE_ALL, "customers.see", "setup.change", "api.use", "catalogue.see", "orders.see"}
    ),
}
