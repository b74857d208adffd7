"""The watch: in the worker, every few minutes, whether the directory still knows its people, and their groups."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from django.db import close_old_connections, transaction

from gudok.web.accounts.ldap.errors import TroubleError
from gudok.web.accounts.ldap.models import directory
from gudok.web.accounts.models import User

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

EVERY = 120.0
"""Seconds: so soon does a person leave who was closed in the directory."""
AT_ONCE = 50
"""So many people are looked up over one connection."""
FEW = 3
SHARE = 5
"""More than a fifth of the people gone at once, and more than FEW: rather is a filter wrong."""


def start(stopped: Callable[[], bool]) -> threading.Thread:
    thread = threading.Thread(target=_run, args=(stopped,), name="directory", daemon=True)
    thread.start()
    return thread


def _run(stopped: Callable[[], bool]) -> None:
    while not stopped():
        try:
            look()
        except TroubleError as error:
            log.warning("the directory cannot be asked: %s %s", error.code, error.said)
        except Exception:
            log.exception("the directory's people cannot be looked at, trying again")
        close_old_connections()
        end = time.monotonic() + EVERY
        while not stopped() and time.monotonic() < end:
            time.sleep(0.5)


def look() -> list[User]:
    """Close who is gone, and give the others the roles of their groups; returns who was closed; raises TroubleError."""
    row = directory()
    if not row.enabled or (row.user_dn and not row.bind_dn):
        return []
    # Only a centre with a directory loads its library.
    from gudok.web.accounts.ldap.actions import close, follow_groups, is_same
    from gudok.web.accounts.ldap.talk import look_up

    people = list(User.objects.filter(is_active=True).exclude(directory_id=None).order_by("pk"))
    entries = []
    for start_at in range(0, len(people), AT_ONCE):
        entries += look_up(row, [user.directory_login for user in people[start_at : start_at + AT_ONCE]])
    gone = [user for user, entry in zip(people, entries, strict=True) if not is_same(user, entry)]
    if len(gone) > max(FEW, len(people) // SHARE):
        log.error("%d of %d people are not found in the directory: is its filter right?", len(gone), len(people))
        return []
    for user, entry in zip(people, entries, strict=True):
        if entry is None or user in gone:
            close(user)
        else:
            with transaction.atomic():
                follow_groups(row, user, entry)
    return gone
