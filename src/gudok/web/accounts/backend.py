"""What a person may do: the rights of all the roles, cut to how far the person may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import ModelBackend

from gudok.web.accounts.rights import RIGHTS, SEE_ALL, SEE_FULL_NUMBERS, SEE_TEAM
from gudok.web.accounts.roles import ROLES

if TYPE_CHECKING:
    from gudok.web.accounts.models import User


def rights_of(user: Any) -> frozenset[str]:
    """All that this person may do; nothing for a stranger or a person who left. Remembered on `user`."""
    if not user.is_active or user.is_anonymous:
        return frozenset()
    if not hasattr(user, "_rights"):
        user._rights = _collect(user)
    return user._rights


def _collect(user: User) -> frozenset[str]:
    built_in = [ROLES.get(name, frozenset()) for name in user.role_names]
    own = [frozenset(role.rights) & RIGHTS.keys() for role in user.own_roles.all()]
    rights = frozenset().union(*built_in, *own)
    if user.hide_numbers:
        rights -= {SEE_FULL_NUMBERS}
    if user.sees == user.Sees.OWN and SEE_ALL in rights:
        rights = rights - {SEE_ALL} | {SEE_TEAM}
    return rights


class RoleBackend(ModelBackend):
    """Passwords as Django does it; rights by role. `perms.desk.use` in a template ends here too.

    Whose password the directory knows has none here while it is asked: who was closed there must not come in by ours.
    """

    def authenticate(self, request: Any, username: Any = None, password: Any = None, **kwargs: Any) -> Any:
        from gudok.web.accounts.ldap.queries import is_theirs

        user: Any = super().authenticate(request, username=username, password=password, **kwargs)
        return None if user is not None and is_theirs(user) else user

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return perm in rights_of(user_obj)

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set(rights_of(user_obj))

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return any(right.startswith(f"{app_label}.") for right in rights_of(user_obj))
