"""Who calls the API: a token's person within its scopes, or the person signed in to the browser."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, NamedTuple

from ninja.utils import check_csrf

from gudok.web.accounts.backend import rights_of
from gudok.web.accounts.rights import SEE_FULL_NUMBERS
from gudok.web.api.actions import PREFIX, digest_of, note_use
from gudok.web.api.models import Token
from gudok.web.api.problems import Problem
from gudok.web.api.scopes import rights_of_scopes

if TYPE_CHECKING:
    from django.http import HttpRequest

    from gudok.web.accounts.models import User

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Caller(NamedTuple):
    """`person` already has only the rights that hold for this request; `key` names who is counted.

    `scopes` and `token` are the token's; None for a session, which has all scopes.
    """

    person: User
    key: str
    rights: frozenset[str]
    scopes: frozenset[str] | None = None
    token: int | None = None

    @property
    def masked(self) -> bool:
        """Whether customers' numbers are shown masked."""
        return SEE_FULL_NUMBERS not in self.rights


def identify(request: HttpRequest) -> Caller:
    """The caller of a request; raises Problem for a stranger, a dead token, a session's change without CSRF token."""
    header = request.headers.get("Authorization", "")
    if header:
        return _by_token(header, request.META.get("REMOTE_ADDR", ""))
    person: Any = request.user
    if not person.is_authenticated:
        raise _no_token("Send «Authorization: Bearer …» or sign in.")
    if request.method not in SAFE and check_csrf(request) is not None:
        raise Problem(403, "csrf", "Send the page's CSRF token as X-CSRFToken.")
    return Caller(person, f"u{person.pk}", rights_of(person))


def _by_token(header: str, address: str) -> Caller:
    kind, _, text = header.partition(" ")
    prefix, _, rest = text.strip().partition("_")
    key, _, secret = rest.partition("_")
    if kind.lower() != "bearer" or prefix != PREFIX:
        raise _no_token("The Authorization header holds no token of Gudok.")
    token = Token.objects.filter(key=key.replace("\0", "")).select_related("person").first()
    if token is None or not secrets.compare_digest(token.digest, digest_of(secret)):
        raise _no_token("There is no such token.")
    if token.state != "valid":
        raise _no_token(f"The token is {token.state}.")
    if not token.person.is_active:
        raise _no_token("The token's person may not sign in any more.")
    note_use(token, address)
    rights = rights_of(token.person) & rights_of_scopes(token.scopes)
    # Everything below asks the person: from here on this one has no other rights.
    token.person._rights = rights  # type: ignore[attr-defined]
    return Caller(token.person, f"t{token.pk}", rights, frozenset(token.scopes), token.pk)


def _no_token(detail: str) -> Problem:
    return Problem(401, "no_token", detail, {"WWW-Authenticate": 'Bearer realm="gudok"'})
