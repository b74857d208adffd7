from __future__ import annotations

from typing import TYPE_CHECKING

from gudok.web.accounts.ldap.models import directory

if TYPE_CHECKING:
    from gudok.web.accounts.models import User


def is_theirs(user: User) -> bool:
    """Whether the directory alone knows this person's password."""
    return bool(user.directory_id) and directory().enabled
