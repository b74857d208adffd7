"""Fills a bench's records: operators and a supervisor, each signed in. A program of its own."""

from __future__ import annotations

import json
import sys


def main(operators: int) -> None:
    from gudok.web.config.prepare import prepare_records

    prepare_records()
    import msgspec
    from django.db import transaction

    from gudok.web.setup.models import Queue
    from gudok.web.setup.queries import settings_document

    with transaction.atomic():
        queue = Queue.objects.create(name="Bench")
        walls = [signed_in("wall", "supervisor")]
        desks = [signed_in(f"desk{n}", "operator", queue) for n in range(operators)]
    told = {"desk": desks, "wall": walls, "settings": msgspec.to_builtins(settings_document())}
    sys.stdout.write(json.dumps(told))


def signed_in(login: str, role: str, queue: object = None) -> str:
    """A person who is signed in: the session's key."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import Group
    from django.contrib.sessions.backends.db import SessionStore

    from gudok.web.accounts.models import User
    from gudok.web.setup.models import Operator

    user = User(login=login, full_name=login)
    user.set_unusable_password()
    user.save()
    user.groups.add(Group.objects.get_or_create(name=role)[0])
    if queue is not None:
        Operator.objects.create(user=user, endpoint=f"operator-{user.pk}").queues.add(queue)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "gudok.web.accounts.backend.RoleBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    main(int(sys.argv[1]))
