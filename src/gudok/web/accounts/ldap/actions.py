"""Who comes with the directory's password: found, added, given the roles of the groups; and who is gone from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gudok.web.accounts.entry.actions import end_all
from gudok.web.accounts.ldap.errors import TroubleError
from gudok.web.accounts.ldap.models import directory
from gudok.web.accounts.ldap.talk import look_up
from gudok.web.accounts.models import User
from gudok.web.accounts.outside import NobodyError, add_person, give_roles, login_of, roles_of
from gudok.web.accounts.signals import roles_changed
from gudok.web.audit.actions import write_change

if TYPE_CHECKING:
    from gudok.web.accounts.ldap.entry import Entry
    from gudok.web.accounts.ldap.models import Directory

BY = "LDAP"


@transaction.atomic
def person_of(row: Directory, typed: str, entry: Entry) -> User:
    """The person of this entry, whose password was right; raises NobodyError.

    Found by the directory's own id, then by login: the first time that binds the two for ever, and a password of ours
    is forgotten.
    """
    user = User.objects.filter(directory_id=entry.id).first()
    if user is None:
        login = login_of(typed)
        known = User.objects.filter(login=login, directory_id=None, subject=None).first() if login else None
        if known is None and not (login and row.create):
            raise NobodyError
        user = known or add_person(login, entry.name, entry.email if "@" in entry.email else "")
        user.directory_id, user.must_change_password = entry.id, False
        user.set_unusable_password()
    if not user.is_active and not user.gone:
        raise NobodyError
    user.directory_login = typed[:255]
    user.save(update_fields=["directory_id", "directory_login", "must_change_password", "password"])
    if user.gone:
        _open(user)
    follow_groups(row, user, entry)
    return user


def follow_groups(row: Directory, user: User, entry: Entry) -> None:
    """With any line of group = role, the directory's groups decide the roles."""
    if row.roles:
        give_roles(user, roles_of({group.lower(): role for group, role in row.roles.items()}, entry.groups))


def may_enter(user: User) -> bool:
    """Whether who comes by another way than the password (a passkey) is still let in by the directory."""
    try:
        (entry,) = look_up(directory(), [user.directory_login])
    except TroubleError:
        return False
    return is_same(user, entry)


def is_same(user: User, entry: Entry | None) -> bool:
    """Whether the entry that has the person's login now is the person's, and open."""
    return entry is not None and entry.id == user.directory_id and not entry.closed


@transaction.atomic
def close(user: User) -> None:
    """The directory has lost or closed the account: so is it here, with all sessions."""
    user.is_active, user.gone = False, True
    user.save(update_fields=["is_active", "gone"])
    end_all(user)
    roles_changed.send(User, user=user, actor=None)
    write_change(None, "person.changed", user, {"is_active": True}, {"is_active": False}, BY)


def _open(user: User) -> None:
    user.is_active, user.gone = True, False
    user.save(update_fields=["is_active", "gone"])
    roles_changed.send(User, user=user, actor=None)
    write_change(None, "person.changed", user, {"is_active": False}, {"is_active": True}, BY)
