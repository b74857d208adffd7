"""Making and revoking tokens."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from gudok.web.api.models import Token
from gudok.web.audit.actions import write_change
from gudok.web.audit.snapshots import snapshot

if TYPE_CHECKING:
    from gudok.web.accounts.models import User

PREFIX = "gudok"


def digest_of(secret: str) -> str:
    """256 random bits need no slow hash: nobody can guess them."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_token(actor: User | None, values: dict[str, Any]) -> tuple[Token, str]:
    """Make a token of `values` (name, person, scopes, days or None); its text is told here and never again."""
    key, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    days = values.get("days")
    row = Token.objects.create(
        name=values["name"],
        person=values["person"],
        scopes=list(values["scopes"]),
        key=key,
        digest=digest_of(secret),
        expires_at=timezone.now() + timedelta(days=days) if days else None,
    )
    write_change(actor, "token.made", row, {}, _picture(row))
    return row, f"{PREFIX}_{key}_{secret}"


@transaction.atomic
def revoke_token(actor: User | None, token: Token) -> None:
    """End a token at once; the row stays, so that the audit can name it."""
    if token.revoked_at:
        return
    before = _picture(token)
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    write_change(actor, "token.revoked", token, before, _picture(token))


def note_use(token: Token, address: str) -> None:
    """Keep when and from where a token was used last, once a minute at the most."""
    now = timezone.now()
    if token.used_at is None or token.used_from != address or now - token.used_at > timedelta(minutes=1):
        Token.objects.filter(pk=token.pk).update(used_at=now, used_from=address)


def _picture(row: Token) -> dict[str, Any]:
    return {name: value for name, value in snapshot(row).items() if name not in {"digest", "used_at", "used_from"}}
