"""Rights come from the roles' table in the code, not from rows that may differ between installations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import ModelBackend

from gudok.web.accounts.roles import RIGHTS, SEE_FULL_NUMBERS

if TYPE_CHECKING:
    from gudok.web.accounts.models import User


def rights_of(user: Any) -> frozenset[str]:
    """All that this person may do; nothing for a stranger or a person who left. One query, then remembered."""
    if not user.is_active or user.is_anonymous:
        return frozenset()
    if not hasattr(user, "_rights"):
        user._rights = _collect(user)
    return user._rights


def _collect(user: User) -> frozenset[str]:
    groups = [RIGHTS.get(name, frozenset()) for name in user.role_names]
    rights = frozenset().union(*groups)
    return rights - {SEE_FULL_NUMBERS} if user.hide_numbers else rights


class RoleBackend(ModelBackend):
    """Passwords as Django does it; rights by role. `perms.desk.use` in a template ends here too."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return perm in rights_of(user_obj)

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set(rights_of(user_obj))

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return any(right.startswith(f"{app_label}.") for right in rights_of(user_obj))
