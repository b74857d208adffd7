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
    SERVICE = "service"


ROLE_NAMES = {
    Role.OPERATOR: _("Operator"),
    Role.SENIOR: _("Senior operator"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.HEAD: _("Head of the centre"),
    Role.QUALITY: _("Quality control"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.INTEGRATOR: _("Integrator"),
    Role.SERVICE: _("Another service"),
}

_CUSTOMERS = frozenset({"customers.see", "customers.change", SEE_FULL_NUMBERS})
_SELLS = frozenset({"catalogue.see", "orders.take", "orders.see"})
_HEARS = frozenset({"cases.take", "cases.see"})
_KNOWS = frozenset({"knowledge.see"})
_WORKS = frozenset({"desk.use", "dial.out", "calls.see_own", "recordings.listen", "tasks.use"})
_OPERATOR = _CUSTOMERS | _SELLS | _HEARS | _KNOWS | _WORKS
_WATCHES = frozenset({"calls.see_own", "wall.see", "recordings.listen", "talk.listen", "talk.whisper", "message.send"})
_INTERVENES = frozenset({"talk.barge", "talk.take_over", "calls.end", "calls.move", "state.force", "queue.close"})
_PLANS = frozenset({"people.merge", "results.change", "calls.export", "tasks.use", "tasks.see_all", "wall.share"})
_TEACHES = frozenset({"knowledge.see", "knowledge.change", "knowledge.receipts"})
_SCRIPTS = frozenset({"scripts.edit", "scripts.answers"})
_LEADS_SALES = _SELLS | {"catalogue.change", "orders.discount", "orders.manage", "orders.export"}
_LEADS_CASES = _HEARS | {"cases.serve", "cases.manage", "cases.export"}
_LEADS = _LEADS_SALES | _LEADS_CASES | _SCRIPTS | _TEACHES
_SUPERVISOR = _CUSTOMERS | _LEADS | _WATCHES | _INTERVENES | _PLANS | {SEE_TEAM, SEE_ALL}
_SEES_ALL = frozenset({"calls.see_own", SEE_TEAM, SEE_ALL, "customers.see", "orders.see", "cases.see"})

ROLES: dict[str, frozenset[str]] = {
    Role.OPERATOR: _OPERATOR,
    Role.SENIOR: _OPERATOR | _WATCHES | {SEE_TEAM},
    Role.SUPERVISOR: _SUPERVISOR,
    Role.HEAD: _SUPERVISOR | {"people.transfer", "staff.change", "audit.see"},
    Role.QUALITY: _SEES_ALL | _TEACHES | {"recordings.listen"},
    Role.ADMINISTRATOR: ALL_RIGHTS - {"desk.use", "dial.out"},
    Role.INTEGRATOR: _SEES_ALL | _KNOWS | {"setup.change", "api.use", "catalogue.see"},
    Role.SERVICE: frozenset({"cases.serve"}),
}
