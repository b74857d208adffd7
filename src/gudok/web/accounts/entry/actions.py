"""Letting people in, and ending their sessions."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import login
from django.contrib.sessions.models import Session
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone

from gudok.web.accounts.again.fresh import prove
from gudok.web.accounts.doors import MUST
from gudok.web.accounts.entry.models import Entry
from gudok.web.accounts.factors.queries import has_factor, needs_factor
from gudok.web.accounts.security.models import rules
from gudok.web.audit.actions import write_change

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseRedirect

    from gudok.web.accounts.models import User

PENDING = "second_step"
"""In the session of a person whose password was right and whose second factor is still to come."""
PATIENCE = 300
"""Seconds between the password and the second factor."""
KEPT = timedelta(days=180)
BACKEND = "gudok.web.accounts.backend.RoleBackend"


def admit(request: HttpRequest, user: User, then: str, how: Entry.How = Entry.How.PASSWORD) -> HttpResponseRedirect:
    """The password (or the link) was right: let the person in, or ask for the second factor first."""
    if not has_factor(user):
        return let_in(request, user, how, then)
    request.session[PENDING] = {"user": user.pk, "then": then, "at": time.time(), "proof": user.get_session_auth_hash()}
    return redirect("second_step")


def pending(request: HttpRequest) -> tuple[User, str] | None:
    """Who waits for the second factor in this session, and where to afterwards; None when nobody does (any more)."""
    from gudok.web.accounts.models import User

    waits = request.session.get(PENDING)
    if not waits or time.time() - waits["at"] > PATIENCE:
        return None
    user = User.objects.filter(pk=waits["user"], is_active=True).first()
    return (user, waits["then"]) if user and user.get_session_auth_hash() == waits["proof"] else None


def let_in(request: HttpRequest, user: User, how: Entry.How, then: str) -> HttpResponseRedirect:
    """Begin the session, remember it, and note what must be done first."""
    request.session.pop(PENDING, None)
    login(request, user, backend=BACKEND)
    prove(request)
    if request.session.session_key is None:
        request.session.create()
    Entry.objects.filter(at__lt=timezone.now() - KEPT).delete()
    Entry.objects.update_or_create(
        session=request.session.session_key,
        defaults={
            "user": user,
            "how": how,
            "address": request.META.get("REMOTE_ADDR") or None,
            "agent": request.headers.get("User-Agent", "").replace("\0", "")[:200],
        },
    )
    must = what_first(user, how)
    if must:
        request.session[MUST] = must
    return redirect(then)


def what_first(user: User, how: Entry.How) -> list[str]:
    """What the rules want of this person before anything else: names of pages. Who comes by the company's account has
    neither a password nor a factor of ours."""
    if how == Entry.How.PROVIDER:
        return []
    days = rules().password_days
    ours = how != Entry.How.PASSKEY and not user.directory_id
    old = days and ours and user.password_changed_at < timezone.now() - timedelta(days=days)
    first = ["password"] if user.must_change_password or old else []
    return [*first, "factors"] if needs_factor(user) and not has_factor(user) else first


def done(request: HttpRequest, what: str) -> None:
    """The person did what had to be done first."""
    left = [page for page in request.session.get(MUST, []) if page != what]
    request.session[MUST] = left


@transaction.atomic
def end_session(actor: User, entry: Entry) -> None:
    """End a session, one's own or another's: whoever sits there is asked to sign in again."""
    Session.objects.filter(session_key=entry.session).delete()
    entry.delete()
    write_change(actor, "session.ended", entry.user, {}, {})


def end_all(user: User, but: str = "") -> int:
    """End all sessions of a person, but the one with key `but`; returns how many."""
    keys = list(user.entries.exclude(session=but).values_list("session", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    return user.entries.filter(session__in=keys).delete()[0]
