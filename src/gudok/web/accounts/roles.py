"""The three roles and what each may do: the one table of rights."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """The name of a Django group."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


ROLE_NAMES = {
    Role.OPERATOR: _("Operator"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.ADMINISTRATOR: _("Administrator"),
}

SEE_FULL_NUMBERS = "numbers.see_full"

_EVERYBODY = frozenset({"calls.view_own", "people.view", "people.change", "recordings.listen", SEE_FULL_NUMBERS})
_WATCHES = frozenset({"wall.view", "calls.view_all"})

RIGHTS: dict[str, frozenset[str]] = {
    Role.OPERATOR: _EVERYBODY | {"desk.use"},
    Role.SUPERVISOR: _EVERYBODY | _WATCHES,
    Role.ADMINISTRATOR: _EVERYBODY | _WATCHES | {"setup.change", "audit.view"},
}
ALL_RIGHTS = frozenset().union(*RIGHTS.values())
