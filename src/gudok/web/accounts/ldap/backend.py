"""The directory's passwords at the door: asked after ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import BaseBackend

from gudok.web.accounts.ldap.models import directory

if TYPE_CHECKING:
    from gudok.web.accounts.models import User


class DirectoryBackend(BaseBackend):
    """Passwords only: rights are RoleBackend's matter."""

    def authenticate(self, request: Any, username: Any = None, password: Any = None, **_kwargs: Any) -> User | None:
        """The person; None when the directory is not asked or we do not know whom it knows.

        Raises DeniedError, TroubleError.
        """
        row = directory()
        if not row.enabled or not username or not password:
            return None
        # Only a centre with a directory loads its library.
        from gudok.web.accounts.ldap.actions import person_of
        from gudok.web.accounts.ldap.talk import check_password
        from gudok.web.accounts.outside import NobodyError

        typed = str(username).rsplit("\\", 1)[-1].strip()
        try:
            return person_of(row, typed, check_password(row, typed, str(password)))
        except NobodyError:
            return None
